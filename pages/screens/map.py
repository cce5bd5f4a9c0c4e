"""Map: any measure in every province, one or two at once, over time, by module, and what changed."""

from pages.parts import atlas, beside, filters, findings, panels, shell, trail, view

made = view.current()
words, choice = made.words, made.choice

VIEWS = {
    "one": (atlas.one, ("breaks", "size", "shapes")),
    "two": (beside.two, ()),
    "times": (beside.times, ("breaks",)),
    "modules": (beside.modules, ("breaks",)),
    "change": (beside.change, ()),
    "kinds": (beside.kinds, ()),
}
WITH_IT = {"two": ("second",), "change": ("since",), "kinds": ("theme",)}
draw, how = VIEWS[choice.view]
now = atlas.shown(made)

asked = () if choice.view == "kinds" else ("audience", "measure", *panels.dimensions(made.measure))
asked = (*asked, *WITH_IT.get(choice.view, ()))
shell.heading(
    findings.provinces(now.frame, choice.measure, made.target(choice.measure), words),
    *("view", *asked, *how, "date", "region", "province", "also"),
)
filters.map_row(made, how)
shell.choices(*asked)
shell.aggregates_only()
trail.draw(made)
draw(made)
shell.follow("province", "modules", "assessment", "sources")
