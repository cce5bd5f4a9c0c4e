"""The plot of a still: what stands in it, layer by layer, and its axes around it."""

from collections.abc import Mapping, Sequence
from typing import Any

from pages.figures import stills_axes, stills_bars, stills_cells, stills_letters, stills_notes, stills_points, style
from pages.figures.stills_axes import Axis
from pages.figures.stills_canvas import Box, Canvas, Pen
from pages.figures.stills_room import Plot, Trace, placed
from pages.figures.stills_ticks import Tick

_CAP = 0.35  # of a letter's height: from its middle down to its baseline
_AIR = 4  # pixels between an axis's words and its title
_KNOWN = frozenset({"heatmap", "bar", "scatter"})


def draw(canvas: Canvas, figure: Mapping[str, Any], whole: Box) -> None:
    """The figure within that part of the canvas, its words as large as they are in the browser."""
    layout, traces = figure["layout"], figure["data"]
    if strange := {trace["type"] for trace in traces} - _KNOWN:
        raise ValueError(f"a still draws no trace of type {', '.join(sorted(strange))}")
    plot = placed(layout, traces, whole)
    _shapes(canvas, layout, plot, layer="below")
    for name, axis in plot.axes.items():
        _grid(canvas, axis, plot.ticks[name], plot.along(axis))
    _traces(canvas, traces, layout, plot)
    for name, axis in plot.axes.items():
        _side(canvas, axis, plot.ticks[name], plot.along(axis))
    _shapes(canvas, layout, plot, layer="above")
    for note in layout.get("annotations") or ():
        stills_notes.annotation(canvas, note, plot.axes, plot.box, layout)
    stills_notes.title(canvas, layout.get("title") or {}, whole)


def _shapes(canvas: Canvas, layout: Mapping[str, Any], plot: Plot, *, layer: str) -> None:
    for shape in layout.get("shapes") or ():
        if shape.get("layer", "above") == layer:
            stills_notes.shape(canvas, shape, plot.axes, plot.box)


def _grid(canvas: Canvas, axis: Axis, found: Sequence[Tick], box: Box) -> None:
    if axis.given.get("showgrid") is False:
        return
    pen = Pen(axis.given.get("gridcolor", style.LINE), axis.given.get("gridwidth", 1))
    left, top, right, bottom = box
    for tick in found:
        at = axis.pixel(tick.at)
        canvas.line([(at, top), (at, bottom)] if axis.letter == "x" else [(left, at), (right, at)], pen)


def _traces(canvas: Canvas, traces: Sequence[Trace], layout: Mapping[str, Any], plot: Plot) -> None:
    """Cells below, then bars, then points and lines, as a browser stacks them."""
    held = [
        (trace, plot.axes[trace.get("xaxis", "x")], plot.axes[trace.get("yaxis", "y")])
        for trace in traces
        if trace.get("visible", True) is True
    ]
    for trace, across, up in held:
        if trace["type"] == "heatmap":
            stills_cells.draw(canvas, trace, across, up, plot.box)
    stills_bars.draw(canvas, [each for each in held if each[0]["type"] == "bar"], layout, plot.box)
    for trace, across, up in held:
        if trace["type"] == "scatter":
            stills_points.draw(canvas, trace, across, up, plot.box)


def _side(canvas: Canvas, axis: Axis, found: Sequence[Tick], box: Box) -> None:
    """The line of an axis, its words and its title."""
    left, top, right, bottom = box
    if axis.letter == "x":
        at = top if axis.is_far else bottom
        ends = [(left, at), (right, at)]
    else:
        at = right if axis.is_far else left
        ends = [(at, top), (at, bottom)]
    if axis.given.get("showline"):
        canvas.line(ends, Pen(axis.given.get("linecolor", style.BORDER), axis.given.get("linewidth", 1)))
    colour, titled = stills_axes.colours(axis)
    for tick in found:
        _label(canvas, axis, tick, at, colour)
    if axis.title and axis.letter == "x":
        size = stills_axes.title_size(axis)
        words = max((len(tick.lines) for tick in found), default=0) * axis.size * stills_letters.LINE
        first = at - axis.gap - words - _AIR if axis.is_far else at + axis.gap + words + _AIR + size * 0.8
        canvas.block((left + right) / 2, first, axis.title, size=size, colour=titled, anchor="middle")


def _label(canvas: Canvas, axis: Axis, tick: Tick, at: float, colour: str) -> None:
    size, count = axis.size, len(tick.lines)
    place = axis.pixel(tick.at)
    leading = stills_letters.LINE * size
    if axis.letter == "y":
        away, anchor = (axis.gap, "start") if axis.is_far else (-axis.gap, "end")
        first = place + size * _CAP - (count - 1) * leading / 2
        canvas.block(at + away, first, tick.lines, size=size, colour=colour, anchor=anchor)
    elif axis.is_far:
        first = at - axis.gap - 0.24 * size - (count - 1) * leading
        canvas.block(place, first, tick.lines, size=size, colour=colour, anchor="middle")
    else:
        canvas.block(place, at + axis.gap + size, tick.lines, size=size, colour=colour, anchor="middle")
