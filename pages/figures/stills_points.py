"""Points, lines, areas and words of a scatter trace."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.path import Path

from pages.figures import stills_letters as letters
from pages.figures import stills_marks as marks
from pages.figures import style
from pages.figures.stills_axes import Axis
from pages.figures.stills_canvas import Box, Canvas, Pen

_BASELINE = 0.35  # of a letter's height below the middle
_SMOOTHING = 1.0
_ANCHORS = {"right": ("start", 1), "left": ("end", -1), "center": ("middle", 0)}


def draw(canvas: Canvas, trace: Mapping[str, Any], across: Axis, up: Axis, plot: Box) -> None:
    """The trace on its axes; a point without a number is a gap."""
    places = [
        (i, x, y)
        for i, (a, b) in enumerate(zip(_list(trace["x"]), _list(trace["y"]), strict=False))
        for x, y in [(across.of(a), up.of(b))]
    ]
    mode = trace.get("mode", "lines")
    clip = None if trace.get("cliponaxis") is False else plot
    pieces = _pieces(places, joins=bool(trace.get("connectgaps")))
    if trace.get("fill") == "toself":
        _areas(canvas, trace, pieces, plot)
    if "lines" in mode:
        _lines(canvas, trace, pieces, plot)
    known = [(i, x, y) for i, x, y in places if x is not None and y is not None]
    if clip:  # a sign whose middle lies within is whole
        known = [(i, x, y) for i, x, y in known if _within(x, y, clip)]
    if "markers" in mode:
        _signs(canvas, trace, known)
    if "text" in mode:
        _words(canvas, trace, known)


def _list(values: Any) -> list[Any]:
    return values.tolist() if isinstance(values, np.ndarray) else list(values)


def _within(x: float, y: float, box: Box) -> bool:
    left, top, right, bottom = box
    return left - 1 <= x <= right + 1 and top - 1 <= y <= bottom + 1


def _pieces(places: list[tuple[int, float | None, float | None]], *, joins: bool) -> list[list[tuple[float, float]]]:
    """Runs of points without a gap."""
    found: list[list[tuple[float, float]]] = [[]]
    for _, x, y in places:
        if x is not None and y is not None:
            found[-1].append((x, y))
        elif not joins:
            found.append([])
    return [piece for piece in found if piece]


def _areas(canvas: Canvas, trace: Mapping[str, Any], pieces: list[list[tuple[float, float]]], plot: Box) -> None:
    for piece in pieces:
        canvas.path(Path([*piece, piece[0]], closed=True), fill=trace.get("fillcolor"), clip=plot)


def _lines(canvas: Canvas, trace: Mapping[str, Any], pieces: list[list[tuple[float, float]]], plot: Box) -> None:
    line = trace.get("line") or {}
    wide = line.get("width", 2)
    pen = Pen(line.get("color", style.ACCENT), wide, marks.dashes(line.get("dash"), wide))
    air = wide  # a line along the edge of the plot is whole
    clip = (plot[0] - air, plot[1] - air, plot[2] + air, plot[3] + air)
    for piece in pieces:
        shape = line.get("shape", "linear")
        if shape == "spline":
            canvas.path(marks.spline(piece, line.get("smoothing", _SMOOTHING)), pen=pen, clip=clip)
        else:
            canvas.line(marks.stepped(piece) if shape == "hvh" else piece, pen, clip=clip)


def _signs(canvas: Canvas, trace: Mapping[str, Any], known: list[tuple[int, float, float]]) -> None:
    marker = trace.get("marker") or {}
    outline = marker.get("line") or {}
    for i, x, y in known:
        size = each(marker.get("size", 6), i)
        path, is_open = marks.sign(each(marker.get("symbol", "circle"), i), x, y, size)
        fill = each(marker.get("color", style.ACCENT), i)
        edge = each(outline.get("color", style.PAPER), i)
        wide = each(outline.get("width", 0), i)
        opacity = each(marker.get("opacity", 1), i)
        strokes = Pen(edge if "color" in outline else fill, wide or 1) if is_open else Pen(edge, wide)
        canvas.path(path, fill=None if is_open else fill, pen=strokes, opacity=opacity)


def each(given: Any, place: int) -> Any:
    """What holds for one of several: its own, or what all have."""
    return given[place] if isinstance(given, list | tuple | np.ndarray) else given


def _words(canvas: Canvas, trace: Mapping[str, Any], known: list[tuple[int, float, float]]) -> None:
    font = trace.get("textfont") or {}
    marker = (trace.get("marker") or {}) if "markers" in trace.get("mode", "") else {}
    for i, x, y in known:
        text = each(trace.get("text") or "", i)
        if not text:
            continue
        upright, level = each(trace.get("textposition", "middle center"), i).split()
        anchor, side = _ANCHORS[level]
        size = each(font.get("size", 12), i)
        found = letters.lines(str(text))
        beside = (each(marker.get("size", 6), i) / 2 * 0.8 if marker else 0) + (3 if marker or side else 0)
        tall = (len(found) - 1) * letters.LINE * size
        first = {
            "middle": y + size * _BASELINE - tall / 2,
            "top": y - beside - size * 0.2 - tall,
            "bottom": y + beside + size * 0.9,
        }[upright]
        canvas.block(
            x + side * beside, first, found, size=size, colour=each(font.get("color", style.INK), i), anchor=anchor
        )
