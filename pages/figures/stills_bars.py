"""Bars of stills: beside each other, on each other or over each other, with their words inside or at their ends."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from matplotlib.path import Path

from pages.figures import stills_letters as letters
from pages.figures import style
from pages.figures.stills_axes import Axis, days
from pages.figures.stills_canvas import Box, Canvas, Pen, rgba
from pages.figures.stills_points import each

_PAD = 3  # pixels between a bar's end and its words
_BASELINE = 0.35
_GAP = 0.2  # of a row, where nothing is said of it
_HATCH = 6  # pixels
_SLANTS = {"/": (1, 0), "\\": (0, 1)}  # from where to where in the bar's height
_DARK, _LIGHT = "#444444", 128  # as plotly tells light from dark
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True)
class Bar:
    """One bar: its box in pixels and its place in its trace."""

    box: Box
    place: int


def draw(
    canvas: Canvas, traces: Sequence[tuple[Mapping[str, Any], Axis, Axis]], layout: Mapping[str, Any], plot: Box
) -> None:
    """All bars of a figure, in the order of their traces, then their words."""
    placed = _placed(traces, layout)
    for (trace, _, _), bars in zip(traces, placed, strict=True):
        for bar in bars:
            _bar(canvas, trace, bar, plot)
    for (trace, _, _), bars in zip(traces, placed, strict=True):
        for bar in bars:
            _word(canvas, trace, bar)


def ends(trace: Mapping[str, Any], letter: str) -> list[Any]:
    """Values at which the bars of a trace begin and end; along dates their lengths are milliseconds."""
    lengths, base = list(trace[letter]), trace.get("base")
    if base is None:
        return [0, *lengths]
    bases = [each(base, i) for i in range(len(lengths))]
    if not any(isinstance(begin, str | date) for begin in bases):
        return [*bases, *(b + x for b, x in zip(bases, lengths, strict=True) if None not in (b, x))]
    known = [(days(begin), length) for begin, length in zip(bases, lengths, strict=True) if None not in (begin, length)]
    return [_EPOCH + timedelta(days=at) for begin, length in known for at in (begin, begin + days(length))]


def _placed(traces: Sequence[tuple[Mapping[str, Any], Axis, Axis]], layout: Mapping[str, Any]) -> list[list[Bar]]:
    mode = layout.get("barmode", "group")
    room = 1 - layout.get("bargap", _GAP)
    several: dict[int, int] = {}  # traces that share a pair of axes stand beside each other
    for _, across, _ in traces:
        several[id(across)] = several.get(id(across), 0) + 1
    ends: dict[tuple[int, float, bool], float] = {}
    seen: dict[int, int] = {}
    found = []
    for trace, across, up in traces:
        count = several[id(across)] if mode == "group" else 1
        turn = seen.get(id(across), 0) if mode == "group" else 0
        seen[id(across)] = turn + 1
        wide = trace.get("width") or room / count
        shift = 0.0 if trace.get("width") else room * ((turn + 0.5) / count - 0.5)
        found.append(_boxes(trace, across, up, wide=wide, shift=shift, ends=ends if mode == "stack" else None))
    return found


def _boxes(
    trace: Mapping[str, Any],
    across: Axis,
    up: Axis,
    *,
    wide: float,
    shift: float,
    ends: dict[tuple[int, float, bool], float] | None,
) -> list[Bar]:
    is_level = trace.get("orientation") == "h"
    long, broad = (across, up) if is_level else (up, across)
    values, rows = (trace["x"], trace["y"]) if is_level else (trace["y"], trace["x"])
    found = []
    for i, (value, row) in enumerate(zip(values, rows, strict=False)):
        place, size = broad.number(row), long.number(value)
        if place is None or size is None or (isinstance(size, float) and np.isnan(size)):
            continue
        start = long.number(each(trace.get("base"), i)) or 0.0  # along dates a bar's length is milliseconds
        if ends is not None:
            key = (id(across), place, size < 0)
            start = ends.get(key, 0.0)
            ends[key] = start + size
        from_, to = long.pixel(start), long.pixel(start + size)
        side, other = (broad.pixel(place + shift + half * wide) for half in (-0.5, 0.5))
        low, high = sorted((side, other))
        box = (min(from_, to), low, max(from_, to), high) if is_level else (low, min(from_, to), high, max(from_, to))
        found.append(Bar(box, i))
    return found


def _bar(canvas: Canvas, trace: Mapping[str, Any], bar: Bar, plot: Box) -> None:
    left, top, right, bottom = bar.box
    if right - left < 0.01 or bottom - top < 0.01:
        return
    marker = trace.get("marker") or {}
    outline = marker.get("line") or {}
    pen = Pen(each(outline.get("color", style.PAPER), bar.place), each(outline.get("width", 0), bar.place))
    clip = (plot[0] - pen.width, plot[1], plot[2], plot[3])
    opacity = each(marker.get("opacity", 1), bar.place)
    fill = each(marker.get("color", style.ACCENT), bar.place)
    canvas.box(bar.box, fill=fill, clip=clip, opacity=opacity)
    _hatch(canvas, marker.get("pattern") or {}, bar, fill)
    canvas.box(bar.box, pen=pen, clip=clip)


def _hatch(canvas: Canvas, pattern: Mapping[str, Any], bar: Bar, fill: str) -> None:
    """Slanting lines over the bar, half seen through, in what stands out from its fill."""
    shape = each(pattern.get("shape", ""), bar.place)
    if not shape:
        return
    left, top, right, bottom = bar.box
    size, tall = pattern.get("size", _HATCH), bottom - top
    begin, end = _SLANTS[shape]
    step = size * 2**0.5
    lines = []
    for i in range(int((right - left + tall) / step) + 1):
        foot = left + i * step
        lines += [(foot - tall, begin * tall + top), (foot, end * tall + top)]
    pen = Pen(_DARK if _brightness(fill) >= _LIGHT else style.PAPER, size * pattern.get("solidity", 0.3))
    canvas.path(Path(lines, [Path.MOVETO, Path.LINETO] * (len(lines) // 2)), pen=pen, clip=bar.box, opacity=0.5)


def _brightness(colour: str) -> float:
    red, green, blue, _ = rgba(colour)
    return 255 * (0.299 * red + 0.587 * green + 0.114 * blue)


def _word(canvas: Canvas, trace: Mapping[str, Any], bar: Bar) -> None:
    """The bar's words in its middle, as small as they must be to fit, or behind its end."""
    text = str(each(trace.get("text"), bar.place) or "")
    where = each(trace.get("textposition", "none"), bar.place)
    if not text.strip() or where == "none":
        return
    font = trace.get("textfont") or {}
    size = each(font.get("size", 12), bar.place)
    colour = each(font.get("color", style.INK), bar.place)
    found = letters.lines(text)
    left, top, right, bottom = bar.box
    wide, tall = letters.widest(found, size), len(found) * letters.LINE * size
    is_level = trace.get("orientation") == "h"
    if where == "inside":
        fit = min(1.0, (right - left - 2 * _PAD) / wide, (bottom - top - 2 * _PAD) / tall)
        if fit <= 0:
            return
        place, anchor, middle = (left + right) / 2, "middle", (top + bottom) / 2
    elif is_level:
        fit = min(1.0, (bottom - top) / tall)
        place, anchor, middle = right + _PAD, "start", (top + bottom) / 2
    else:
        fit = min(1.0, (right - left) / wide)
        place, anchor, middle = (left + right) / 2, "middle", top - _PAD - tall * fit / 2
    size *= fit
    first = middle + size * _BASELINE - (len(found) - 1) * letters.LINE * size / 2
    canvas.block(place, first, found, size=size, colour=colour, anchor=anchor)
