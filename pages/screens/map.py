"""Map: any measure in every province, one or two at once, over time, by module, and what changed."""

from pages.parts import atlas, beside, filters, leads, panels, several, shell, trail, view
from pages.parts.choice import unasked

made = view.current()
choice = made.choice

VIEWS = {
    "one": (atlas.one, ("breaks", "size", "shapes")),
    "two": (beside.two, ()),
    "times": (several.times, ("breaks",)),
    "modules": (several.modules, ("breaks",)),
    "change": (beside.change, ()),
    "kinds": (beside.kinds, ()),
}
WITH_IT = {"two": ("second",), "change": ("since",), "kinds": ("theme",)}
draw, how = VIEWS[choice.view]

asked = () if choice.view == "kinds" else ("audience", "measure", *panels.dimensions(made.measure))
idle = unasked(choice, made.screen)
asked = tuple(name for name in (*asked, *WITH_IT.get(choice.view, ())) if name not in idle)
shell.heading(leads.lead(made), *("view", *asked, *how, "date", "region", "province", "also"))
filters.map_row(made, how)
shell.choices(*asked)
shell.aggregates_only()
trail.draw(made)
draw(made)
shell.follow("province", "modules", "assessment", "sources")
