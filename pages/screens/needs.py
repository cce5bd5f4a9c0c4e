"""Needs: which modules to offer next, where, and why."""

from pages.parts import needs as of_place
from pages.parts import needs_said, needs_where, shell, view
from queries import needs

made = view.current()
words, choice, store = made.words, made.choice, made.store
here = {**of_place.asked(made), "province_code": made.province}

modules = needs.by_module(store, **here)
criteria = needs.by_criterion(store, **here)

shell.heading(needs_said.finding(modules, words, place=made.place))
shell.choices("audience", "year", "level", "province")
shell.aggregates_only()

if store.has("need_count") or store.has("criterion_standing"):
    of_place.rule(made)
    of_place.modules(made, modules)
    of_place.criteria(made, criteria)
    of_place.gaps(made, criteria)
    if made.province:
        needs_where.districts(made, modules)
    else:
        needs_where.country(made)

shell.follow("province", "modules", "assessment", "map")
