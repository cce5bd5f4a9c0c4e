"""Standards and criteria: who stands where in what, who says so, and what is worth another look."""

from pages.parts import plates, shell, standards, standards_beside, standards_lens, standards_said, view
from queries import standards as ask

made = view.current()
groups = ask.by_group(made.store, **standards.asked(made, by_level=False))

shell.heading(standards_said.heading(standards.everybodys(made), groups, made.words, place=made.place))
shell.choices("audience", "year", "province", "level", "staff")
shell.aggregates_only()

if made.choice.year and (year := standards.year(made)):
    shell.small(standards_said.framework(year, made.words))
    has_criteria, has_people = made.store.has("criterion_standing"), made.snapshot.has_learners
    plates.contents(
        *(("criteria",) if has_criteria else ()), "groups", "halves", *(("pairs", "again") if has_people else ())
    )
    if has_criteria:
        plates.part("criteria")
        standards.spread()
    plates.part("groups")
    standards.by_group(made)
    plates.part("halves")
    standards_beside.halves(made)
    if has_people:
        plates.part("pairs")
        standards_beside.pairs(made, year)
        plates.part("again")
        standards_lens.sameness(made)
        standards_lens.jumps(made)
    standards.rule(made)

shell.follow("needs", "assessment", "province")
