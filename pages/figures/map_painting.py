"""Painting: what a map's sheet tells, painted on its outlines, as ``static/map`` paints it in the browser."""

from collections.abc import Callable, Mapping
from typing import Any

from pages.figures import lettering, style
from pages.figures.map_outlines import Box, Drawn, Unit, Window
from pages.figures.vector import tag, text

Told = Mapping[str, Any]  # what pages.figures.maps.sheet answers

# Of the hatch, in units of the sheet: how wide its lines are, and how it is turned (else by 45 degrees).
_WIDTHS = {"lines": 1, "cross": 2.2, "wide": 0.6, "grid": 0.6, "heavy": 3.4, "sparse": 0.8, "level": 1}
_TURNED = {"dots": 0, "sparse": -45, "level": 90}
_HALO = {"paint_order": "stroke", "stroke": style.PAPER, "stroke_linejoin": "round"}
_NAME = 9.5  # the size of a place's name
_ISLES = 12  # and of an archipelago's
_ASIDE = 0.28  # how much of its colour is left to what is not looked at


def painted(
    told: Told, drawn: Drawn, *, letters: float = 1.0, before: Drawn | None = None, legend: Box | None = None
) -> str:
    """The map: every unit in its class, the borders of before, the chosen, both windows, and names where they fit.

    ``legend`` is the box in which one is written upon the map: no name is put there.
    """
    fills = _fills(told, drawn)
    land = "".join(_unit(unit.land, unit.code, fills[unit.code], told) for unit in drawn.units if unit.land)
    old = "".join(_former(unit.land) for unit in before.units) if before else ""
    far = "".join(_window(window, told, drawn, fills, letters) for window in drawn.layout.insets)
    chosen = "".join(_chosen(unit) for unit in drawn.units if unit.code in told["selected"] and unit.land)
    return tag("defs", patterns(told)) + land + old + far + chosen + _names(told, drawn, letters, legend)


def patterns(told: Told) -> str:
    """The hatches of the classes that wear one, on the colour of their class."""
    return "".join(_pattern(each) for each in told["classes"] if each["pattern"])


def fill_of(each: Mapping[str, Any]) -> str:
    """How a class is filled: its pattern, or its colour."""
    return f"url(#p-{each['key']})" if each["pattern"] else colour_of(each)


def colour_of(each: Mapping[str, Any]) -> str:
    """The colour of a class on white paper; the page gives special states theirs through a variable."""
    return style.STATES[each["key"]] if each["state"] else each["colour"]


def _pattern(each: Mapping[str, Any]) -> str:
    kind = each["pattern"]
    line = {"stroke": style.QUIET, "stroke_width": _WIDTHS.get(kind, 0)}
    mark = tag("circle", cx=3, cy=3, r=1.1, fill=style.QUIET) if kind == "dots" else tag("path", d="M0,0V6", **line)
    second = tag("path", d="M0,3H6", **line) if kind == "grid" else ""
    return tag(
        "pattern",
        tag("rect", width=6, height=6, fill=colour_of(each)) + mark + second,
        id=f"p-{each['key']}",
        width=6,
        height=6,
        patternUnits="userSpaceOnUse",
        patternTransform=f"rotate({_TURNED.get(kind, 45)})",
    )


def _codes(told: Told, drawn: Drawn) -> list[str]:
    return [unit.code for unit in drawn.units] if told["codes"] is None else told["codes"]


def _fills(told: Told, drawn: Drawn) -> dict[str, str]:
    """Each unit's fill; ground that the answer does not speak of is drawn as ground of which nothing is known."""
    unknown = {unit.code: style.STATES["no_data"] for unit in drawn.units}
    placed = zip(_codes(told, drawn), told["at"], strict=True)
    return unknown | {code: fill_of(told["classes"][int(at, 36)]) for code, at in placed}


def _unit(d: str, code: str, fill: str, told: Told) -> str:
    is_aside = bool(told["within"]) and code not in told["within"]
    faded = {"opacity": _ASIDE} if is_aside else {}
    outline = {"stroke": style.BORDER, "stroke_width": 0.6, "stroke_linejoin": "round"}
    return tag("path", d=d, data_code=code, fill=fill, fill_rule="evenodd", **outline, **faded)


def _former(d: str) -> str:
    dashed = {"stroke": style.INK, "stroke_width": 0.6, "stroke_opacity": 0.75, "stroke_dasharray": "2.5 2.5"}
    return tag("path", d=d, fill="none", **dashed)


def _window(window: Window, told: Told, drawn: Drawn, fills: Mapping[str, str], letters: float) -> str:
    """One archipelago in its frame, its name and province above, always."""
    x, y, width, height = window.box
    frame = tag("rect", x=x, y=y, width=width, height=height, fill=style.SEA, stroke=style.BORDER, stroke_width=1)
    isles = "".join(
        _unit(unit.islands[window.name], unit.code, fills[unit.code], told)
        for unit in drawn.units
        if window.name in unit.islands
    )
    return frame + isles + _named(window, told["archipelagos"][window.name], drawn.layout.width, letters)


def room_above(window: Window, letters: float) -> float:
    """How high above its window the two lines of a name reach."""
    return 6 + _ISLES * letters * 2.2


def _named(window: Window, said: list[str], sheet: float, letters: float) -> str:
    """The name above its window, in the middle unless it would run over the edge of the sheet."""
    x, y, width, _ = window.box
    size = _ISLES * letters
    longest = max(lettering.width(line, size) for line in said)
    middle = min(x + width / 2, sheet - longest / 2)
    return "".join(
        text(line, middle, y - 6 - i * 1.15 * size, size=size, text_anchor="middle", **_HALO, stroke_width=3)
        for i, line in enumerate(reversed(said))
    )


def _chosen(unit: Unit) -> str:
    halo = tag("path", d=unit.edge, fill="none", stroke=style.PAPER, stroke_width=4.2)
    return halo + tag("path", d=unit.edge, fill="none", stroke=style.INK, stroke_width=1.8)


def _names(told: Told, drawn: Drawn, letters: float, legend: Box | None) -> str:
    """Chosen units first, then the larger ones; none upon another, and none wider than its unit unless chosen."""
    size = _NAME * letters
    said = dict(zip(_codes(told, drawn), told["names"] or (), strict=False))
    taken: list[Box] = [legend] if legend else []
    made = []
    for unit in sorted((unit for unit in drawn.units if unit.land), key=_importance(told)):
        name = said.get(unit.code) or unit.names[told["lang"]]
        half, tall = lettering.width(name, size) / 2 + 1, size * 0.7
        is_inside = unit.box[2] > half * 2 and unit.box[3] > tall * 2.4
        is_looked_at = not told["within"] or unit.code in told["within"]
        if unit.code not in told["selected"] and not (is_inside and is_looked_at):
            continue
        x, y, place = _free(unit.anchor if is_inside else None, unit, half, tall, taken)
        if any(_touch(place, other) for other in taken):
            continue
        taken.append(place)
        made.append(text(name, x, y + size / 3, size=size, text_anchor="middle", **_HALO, stroke_width=2.6 * letters))
    return "".join(made)


def _free(
    inside: tuple[float, float] | None, unit: Unit, half: float, tall: float, taken: list[Box]
) -> tuple[float, float, Box]:
    """Where a name stands: inside its unit; else, as it would hide that, to its right, below or above it."""
    x, y, width, height = unit.box
    beside = ((x + width + half + 3, unit.anchor[1]), (x + width / 2, y + height + tall + 2), (x + width / 2, y - tall))
    spots = [inside] if inside else list(beside)
    places = [(x, y, (x - half, y - tall, x + half, y + tall)) for x, y in spots]
    return next((each for each in places if not any(_touch(each[2], other) for other in taken)), places[0])


def _importance(told: Told) -> Callable[[Unit], tuple[bool, float]]:
    return lambda unit: (unit.code not in told["selected"], -unit.box[2] * unit.box[3])


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]
