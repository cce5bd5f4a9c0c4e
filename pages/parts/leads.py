"""Leads: the sentence above the map, about what that map shows."""

from pages.figures import classes
from pages.parts import areas, atlas, beside, several
from pages.parts.view import View
from pages.told import findings, map_findings


def lead(view: View) -> str:
    """What the view chosen shows, in words; what it cannot show is told by province, as the table is."""
    return _LEADS[view.choice.view](view)


def _one(view: View) -> str:
    words, now = view.words, atlas.shown(view)
    name, shapes = now.measure.name, view.choice.shapes
    if shapes in areas.KINDS and areas.has_territories(view):
        return map_findings.areas(areas.area_frame(view, name), areas.KINDS[shapes], words)
    if shapes == "districts" and areas.has_districts(view, name):
        return map_findings.ends(areas.district_frame(view, now), "district", words, within=view.place)
    return _provinces(view, now)


def _provinces(view: View, now: atlas.Shown) -> str:
    return findings.provinces(classes.sane(now.frame), now.measure.name, view.target(now.measure.name), view.words)


def _two(view: View) -> str:
    ranked, pair = beside.paired(view)
    return map_findings.two(ranked, pair.first.name, pair.second.name, view.words)


def _times(view: View) -> str:
    days = several.days(view)
    if len(days) < 2:
        return _provinces(view, atlas.shown(view))
    return map_findings.moved(beside.moved(view, days[0], days[-1]), days[0], days[-1], view.words)


def _modules(view: View) -> str:
    if not several.has_modules(view):
        return _provinces(view, atlas.shown(view))
    return map_findings.modules(several.module_sums(view), len(view.provinces), view.words)


def _change(view: View) -> str:
    if not beside.has_change(view):
        return view.words("map.finding.one_date")
    return map_findings.moved(beside.moved(view, view.since, view.as_of), view.since, view.as_of, view.words)


def _kinds(view: View) -> str:
    return map_findings.kinds(beside.kind_frame(view), view.words(f"theme.{view.choice.theme}"), view.words)


_LEADS = {
    "one": _one,
    "two": _two,
    "times": _times,
    "modules": _modules,
    "change": _change,
    "kinds": _kinds,
}
