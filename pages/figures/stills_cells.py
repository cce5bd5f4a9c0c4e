"""Cells of a heat table, each in the colour of its class and with its words."""

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from pages.figures import stills_letters as letters
from pages.figures import style
from pages.figures.stills_axes import Axis
from pages.figures.stills_canvas import Box, Canvas, rgba
from pages.figures.stills_points import each

_BASELINE = 0.35


def grid(trace: Mapping[str, Any]) -> tuple[list[Any], list[Any]]:
    """The places across and up of a heat table, or the edges between them; counted where they are not given."""
    across = trace.get("x") if trace.get("x") is not None else range(_columns(trace))
    up = trace.get("y") if trace.get("y") is not None else range(len(trace["z"]))
    return list(across), list(up)


def draw(canvas: Canvas, trace: Mapping[str, Any], across: Axis, up: Axis, plot: Box) -> None:
    """A box a cell, none where there is no value; words stand in every cell that has some."""
    xs, ys = ([made.number(value) for value in values] for made, values in zip((across, up), grid(trace), strict=True))
    gaps = trace.get("xgap", 0) / 2, trace.get("ygap", 0) / 2
    for j, row in enumerate(trace["z"]):
        for i, value in enumerate(row):
            sides = (across.pixel(edge) for edge in _edges(xs, i, len(row)))
            ends = (up.pixel(edge) for edge in _edges(ys, j, len(trace["z"])))
            (left, right), (top, bottom) = sorted(sides), sorted(ends)
            box = (left + gaps[0], top + gaps[1], right - gaps[0], bottom - gaps[1])
            if value is not None and math.isfinite(value):
                canvas.box(box, fill=_shade(value, trace), clip=plot)
                _word(canvas, trace, j, i, box)


def _edges(places: Sequence[float], i: int, count: int) -> tuple[float, float]:
    """Where a cell begins and ends: as given, or halfway to its neighbours, the outermost as far on the outside."""
    if len(places) == count + 1:
        return places[i], places[i + 1]
    if count == 1:
        return places[0] - 0.5, places[0] + 0.5
    before = places[i] - places[i - 1] if i else places[1] - places[0]
    after = places[i + 1] - places[i] if i + 1 < count else before
    return places[i] - before / 2, places[i] + after / 2


def extents(trace: Mapping[str, Any], letter: str) -> list[float]:
    """From the edge of the first cell to that of the last, cells with names counted from nought."""
    is_up = letter == "y"
    count = len(trace["z"]) if is_up else _columns(trace)
    along = grid(trace)[is_up]
    places = list(range(count)) if any(isinstance(each_, str) for each_ in along) else along
    return [_edges(places, 0, count)[0], _edges(places, count - 1, count)[1]] if count else []


def _columns(trace: Mapping[str, Any]) -> int:
    return max((len(row) for row in trace["z"]), default=0)


def _shade(value: float, trace: Mapping[str, Any]) -> str:
    """The colour of the value on the trace's scale, blended between its stops."""
    low, high = trace["zmin"], trace["zmax"]
    at = min(max((value - low) / ((high - low) or 1), 0.0), 1.0)
    stops = trace["colorscale"]
    for (begin, one), (end, other) in pairwise(stops):
        if begin <= at <= end and end > begin:
            part = (at - begin) / (end - begin)
            mixed = [(1 - part) * a + part * b for a, b in zip(rgba(one)[:3], rgba(other)[:3], strict=True)]
            return "#" + "".join(f"{round(each_ * 255):02X}" for each_ in mixed)
    return stops[-1][1]


def _word(canvas: Canvas, trace: Mapping[str, Any], j: int, i: int, box: Box) -> None:
    if not trace.get("texttemplate") or trace.get("text") is None:
        return
    text = each(each(trace["text"], j), i)
    if text in ("", None):
        return
    font = trace.get("textfont") or {}
    size = font.get("size", 12)
    found = letters.lines(str(text))
    left, top, right, bottom = box
    first = (top + bottom) / 2 + size * _BASELINE - (len(found) - 1) * letters.LINE * size / 2
    canvas.block((left + right) / 2, first, found, size=size, colour=font.get("color", style.INK), anchor="middle")
