"""Map stills: the maps of the screen as pictures for papers and slides, drawn without a browser.

Both archipelagos are on every map of the country, and on that of either of their provinces, whatever is known of them;
so is the credit that the boundaries ask for.
"""

from collections.abc import Collection, Sequence
from typing import Any

import polars as pl

from data import divisions
from data.measures import Measure
from geo import provinces as shapes
from pages.figures import lettering, map_outlines, map_painting, maps, style
from pages.figures.map_outlines import Box, Drawn
from pages.figures.vector import lines, sheet, tag, text
from pages.texts import Words

_MARGIN = 10  # units of the sheet
_CORNER = (290.0, 2.0, 210.0)  # x, y and width of what is free north of Hoàng Sa's window: room for a legend
_ENTRY, _SMALL = 10, 7.5  # sizes of letters


def country(
    frame: pl.DataFrame,
    *,
    measure: Measure,
    words: Words,
    division: int,
    bands: tuple[float, ...] | None = None,
    around: float | None = None,
    selected: Collection[str] = (),
    within: Collection[str] = (),
    width: float = 900,
    letters: float = 1.0,
    legend: bool = True,
    credit: bool = True,
    title: str = "",
    source: Sequence[str] = (),
) -> str:
    """The country as SVG, ``width`` pixels wide, of a by_province answer: share, part, whole, state a province.

    ``letters``  how much larger than usual everything written is, for a slide that is read from afar
    ``source``   its first line stands below the title, the others at the foot
    ``credit``   False: the boundaries are credited elsewhere in the same document
    Shapes that are missing or altered raise GeometryError.
    """
    drawn = map_outlines.country(division)
    before = map_outlines.country(max(divisions.DIVISIONS)) if division == min(divisions.DIVISIONS) else None
    ground = maps.Ground((), shapes.codes(division), former="former" if before else "")
    wear = maps.Wear(selected=selected, within=within, heading=title, source=source)
    told = maps.rates(frame, measure=measure, words=words, ground=ground, wear=wear, bands=bands, around=around)
    label = title or words(f"measure.{measure.name}.title")
    how = {"width": width, "letters": letters, "legend": legend, "credit": credit}
    return _page(told, drawn, words, label=label, title=title, old=before, **how)


def districts(
    frame: pl.DataFrame,
    *,
    province_code: str,
    measure: Measure,
    words: Words,
    division: int,
    provinces: pl.DataFrame | None = None,
    bands: tuple[float, ...] | None = None,
    around: float | None = None,
    width: float = 900,
    letters: float = 1.0,
    legend: bool = True,
    title: str = "",
    source: Sequence[str] = (),
) -> str:
    """The districts of one province or unit as SVG: name_vi, share, part, whole, state a district.

    A district is found by ``shape_id``, or by ``district_code`` where the frame has no such column.
    ``provinces``  a by_province answer: gives an archipelago its province's class, else it is ground without a figure
    """
    drawn = map_outlines.districts(division, province_code)
    known = _with_shapes(frame, division, province_code).drop_nulls("shape_id")
    names = {row["shape_id"]: words.name(row) for row in known.iter_rows(named=True)}
    ground = maps.Ground((), tuple(unit.code for unit in drawn.units), frame="area", key="shape_id")
    wear = maps.Wear(heading=title, source=source, names=names)
    told = maps.rates(known, measure=measure, words=words, ground=ground, wear=wear, bands=bands, around=around)
    if provinces is not None:
        classes = bands or measure.bands
        told = maps.isles(told, provinces, province_code, measure=measure, bands=classes, words=words)
    label = title or words(f"measure.{measure.name}.title")
    return _page(told, drawn, words, label=label, title=title, width=width, letters=letters, legend=legend)


def _with_shapes(frame: pl.DataFrame, division: int, province_code: str) -> pl.DataFrame:
    if "shape_id" in frame.columns:
        return frame
    former = shapes.former_provinces(division, province_code)
    features = [feature for code in former for feature in shapes.districts(code)["features"]]
    ids = {feature["properties"]["district_code"]: feature["id"] for feature in features}
    found = pl.col("district_code").replace_strict(ids, default=None, return_dtype=pl.String)
    return frame.with_columns(found.alias("shape_id"))


def _page(
    told: dict[str, Any],
    drawn: Drawn,
    words: Words,
    *,
    label: str,
    title: str,
    width: float,
    letters: float,
    legend: bool,
    credit: bool = True,
    old: Drawn | None = None,
) -> str:
    """Title, what it is of, the map, its legend in the corner or below, and at the foot notes, source and credit."""
    most, source = drawn.layout.width, list(told["source"])
    head, y = lines([title] if title else [], 0, 0, size=15 * letters, most=most, weight=700)
    of, y = lines(source[:1], 0, y, size=10 * letters, most=most, weight=600)
    top = y + 6 if y else 0
    written, y, upon = "", top + drawn.layout.height + 4, None
    if legend:
        written, y, upon = _legend(told, drawn, y, top=top, letters=letters)
    painted = map_painting.painted(told, drawn, letters=letters, before=old, legend=upon)
    made = [head, of, tag("g", painted, transform=f"translate(0 {top:.2f})"), written]
    credited = words("foot.boundaries")
    foot = [*told["notes"], *source[1:], *([credited] if credit and credited not in source else [])]
    small, y = lines(foot, 0, y + 4, size=_SMALL * letters, most=most, colour=style.QUIET)
    box = (-_MARGIN, -_MARGIN, most + 2 * _MARGIN, y + 2 * _MARGIN)
    return sheet("".join([*made, small]), box=box, width=width, label=label)


def _legend(
    told: dict[str, Any], drawn: Drawn, y: float, *, top: float, letters: float
) -> tuple[str, float, Box | None]:
    """In the free corner of the country where it has room, else in rows from ``y`` on; where what is below ends, and
    which box of the map the corner takes."""
    if drawn.layout == map_outlines.COUNTRY:
        isles = map_outlines.HOANG_SA
        corner, end = _column(told, letters)
        if end <= isles.box[1] - map_painting.room_above(isles, letters):
            x, above, width = _CORNER
            return tag("g", corner, transform=f"translate(0 {top:.2f})"), y, (x, above, x + width, end)
    return (*_rows(told, y + 4, drawn.layout.width, letters), None)


def _column(told: dict[str, Any], letters: float) -> tuple[str, float]:
    """The legend as a column in the free corner, and where it ends."""
    x, y, width = _CORNER
    size = _ENTRY * letters
    head, y = lines([told["legend"]], x, y, size=size, most=width, colour=style.QUIET)
    made = [head]
    for each in told["classes"]:
        y += 2 * letters
        body, end = lines([each["said"]], x + 24 * letters, y, size=size, most=width - 24 * letters)
        made += [_swatch(each, x, y, letters), body]
        y = end
    return "".join(made), y


def _rows(told: dict[str, Any], y: float, most: float, letters: float) -> tuple[str, float]:
    """The legend in rows below the map, and where it ends."""
    size = _ENTRY * letters
    head, y = lines([told["legend"]], 0, y, size=size, most=most, colour=style.QUIET)
    made, x, y = [head], 0.0, y + 3 * letters
    for each in told["classes"]:
        wide = 24 * letters + lettering.width(each["said"], size)
        if x and x + wide > most:
            x, y = 0.0, y + 1.6 * size
        made += [_swatch(each, x, y, letters), text(each["said"], x + 24 * letters, y + size, size=size)]
        x += wide + 16 * letters
    return "".join(made), y + 1.6 * size


def _swatch(each: dict[str, Any], x: float, y: float, letters: float) -> str:
    size = {"width": 18 * letters, "height": 11 * letters}
    fill = map_painting.fill_of(each)
    return tag("rect", x=x, y=y + letters, **size, fill=fill, stroke=style.BORDER, stroke_width=0.8)
