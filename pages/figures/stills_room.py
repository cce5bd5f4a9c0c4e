"""The room of a still's plot: its axes on their pixels, and margins as wide as their words need."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pages.figures import stills_axes, stills_bars, stills_cells, stills_letters
from pages.figures.stills_axes import Axis
from pages.figures.stills_canvas import Box
from pages.figures.stills_ticks import Tick, depth, ticks

_AXIS = re.compile(r"([xy])axis(\d*)")
_MARGIN = 80  # pixels, where nothing is said of it
_PAD = 12  # pixels of a margin that stay free beside words which need more than it has
_LEAST = 64  # pixels that margins leave to the plot

Trace = Mapping[str, Any]


@dataclass(frozen=True)
class Plot:
    """A figure's parts where they will stand."""

    box: Box
    axes: Mapping[str, Axis]
    ticks: Mapping[str, Sequence[Tick]]

    def along(self, axis: Axis) -> Box:
        """The part of the plot in which an axis runs."""
        left, top, right, bottom = self.box
        return (axis.begin, top, axis.end, bottom) if axis.letter == "x" else (left, axis.end, right, axis.begin)


def placed(layout: Mapping[str, Any], traces: Sequence[Trace], whole: Box) -> Plot:
    """The axes on their pixels, once the room is known that their words need."""
    axes = _axes(layout, traces)
    left, top, right, bottom = whole
    margin = {side: (layout.get("margin") or {}).get(side, _MARGIN) for side in "lrtb"}
    length = {"x": right - left - margin["l"] - margin["r"], "y": bottom - top - margin["t"] - margin["b"]}
    for _ in range(2):  # ticks depend on the room, and the room on ticks
        found = {name: ticks(axis, length[axis.letter]) for name, axis in axes.items()}
        need = _needed(axes, found, margin, left, right)
        length = {"x": right - left - need["l"] - need["r"], "y": bottom - top - need["t"] - need["b"]}
    _fit(need, "lr", right - left)
    _fit(need, "tb", bottom - top)
    box = (left + need["l"], top + need["t"], right - need["r"], bottom - need["b"])
    on = {
        name: axis.on(box[0], box[2]) if axis.letter == "x" else axis.on(box[1], box[3]) for name, axis in axes.items()
    }
    return Plot(box, on, found)


def _fit(need: dict[str, float], sides: str, length: float) -> None:
    """Both margins smaller, in proportion, where they would leave too little of the length."""
    both = sum(need[side] for side in sides)
    if both > length - _LEAST > 0:
        for side in sides:
            need[side] *= (length - _LEAST) / both


def _axes(layout: Mapping[str, Any], traces: Sequence[Trace]) -> dict[str, Axis]:
    """Every axis under the name by which traces call it, as ``x`` or ``y2``."""
    names = {"x", "y"} | {trace.get(f"{letter}axis", letter) for trace in traces for letter in "xy"}
    names |= {found[1] + found[2] for name in layout if (found := _AXIS.fullmatch(name))}
    separators = layout.get("separators") or ".,"
    made = {}
    for name in sorted(names):
        given = layout.get(f"{name[0]}axis{name[1:]}") or {}
        values, extents = _values(name, traces)
        edges = [
            shape[f"{name[0]}{end}"]
            for shape in layout.get("shapes") or ()
            for end in "01"
            if (shape.get(f"{name[0]}ref") or name[0]) == name
        ]
        made[name] = stills_axes.axis(name[0], given, values, [*extents, *edges], separators)
    return made


def _values(name: str, traces: Sequence[Trace]) -> tuple[list[Any], list[float]]:
    """All values along an axis, and the edges of the cells where a heat table lies on it."""
    values: list[Any] = []
    extents: list[float] = []
    for trace in traces:
        if trace.get(f"{name[0]}axis", name[0]) != name:
            continue
        if trace["type"] == "heatmap":
            values += stills_cells.grid(trace)[name[0] == "y"]
            extents += stills_cells.extents(trace, name[0])
        else:
            is_length = trace["type"] == "bar" and (trace.get("orientation") == "h") == (name[0] == "x")
            values += stills_bars.ends(trace, name[0]) if is_length else list(trace[name[0]])
    return values, extents


def _needed(
    axes: Mapping[str, Axis],
    found: Mapping[str, Sequence[Tick]],
    margin: Mapping[str, float],
    left: float,
    right: float,
) -> dict[str, float]:
    """The margins, widened where the words of an axis do not fit in them."""
    need = dict(margin)
    pad = min(_PAD, *margin.values())

    def push(side: str, pixels: float) -> None:
        if pixels > 0:
            need[side] = max(need[side], math.ceil(pixels) + pad)

    held = {name: axis for name, axis in axes.items() if axis.given.get("automargin")}
    for name, axis in held.items():
        push({"x": "bt", "y": "lr"}[axis.letter][axis.is_far], depth(axis, found[name]))
    for name, axis in held.items():
        if axis.letter == "x":  # the first and the last word may stand out over the ends
            on = axis.on(left + need["l"], right - need["r"])
            for tick in found[name]:
                half, at = stills_letters.widest(tick.lines, axis.size) / 2, on.pixel(tick.at)
                push("l", left + need["l"] - at + half)
                push("r", at + half - right + need["r"])
    return need
