"""What is written and drawn over a still's plot: shapes, annotations and the line of its key."""

from collections.abc import Mapping
from typing import Any

from pages.figures import stills_letters as letters
from pages.figures import stills_marks as marks
from pages.figures import style
from pages.figures.stills_axes import Axis
from pages.figures.stills_canvas import Box, Canvas, Pen

_CAP = 0.7  # of a letter's height: from its top down to its baseline
_SHARES = {"left": 0.0, "center": 0.5, "right": 1.0, "top": 0.0, "middle": 0.5, "bottom": 1.0}
_ANCHORS = {"left": "start", "center": "middle", "right": "end"}
_ROUND = 0.35


def shape(canvas: Canvas, given: Mapping[str, Any], axes: Mapping[str, Axis], plot: Box) -> None:
    """A line or a rectangle between two places."""
    line = given.get("line") or {}
    wide = line.get("width", 2)
    pen = Pen(line.get("color", style.INK), wide, marks.dashes(line.get("dash"), wide))
    (x0, x1), (y0, y1) = (
        [_place(given, letter, given[f"{letter}{end}"], axes, plot) for end in "01"] for letter in "xy"
    )
    if given["type"] == "line":
        canvas.line([(x0, y0), (x1, y1)], pen)
    else:
        box = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        canvas.box(box, fill=given.get("fillcolor"), pen=pen, clip=plot)


def _place(given: Mapping[str, Any], letter: str, value: Any, axes: Mapping[str, Axis], plot: Box) -> float:
    """The pixel of a place on an axis, or of a share of the plot where it says paper."""
    reference = given.get(f"{letter}ref") or letter
    if reference != "paper":
        axis = axes[reference]
        is_power = axis.kind == "log" and "showarrow" in given  # notes, unlike shapes, give the power itself
        found = axis.pixel(value) if is_power else axis.of(value)
        return plot["xy".index(letter)] if found is None else found
    left, top, right, bottom = plot
    return left + value * (right - left) if letter == "x" else bottom - value * (bottom - top)


def annotation(
    canvas: Canvas, given: Mapping[str, Any], axes: Mapping[str, Axis], plot: Box, layout: Mapping[str, Any]
) -> None:
    """Words at a place, on their own ground where they have one."""
    font = given.get("font") or {}
    size = font.get("size", (layout.get("font") or {}).get("size", 12))
    found = letters.lines(str(given.get("text", "")))
    pad = given.get("borderpad", 1)
    wide = letters.widest(found, size) + 2 * pad
    tall = len(found) * letters.LINE * size + 2 * pad
    left = _place(given, "x", given["x"], axes, plot) + given.get("xshift", 0)
    top = _place(given, "y", given["y"], axes, plot) - given.get("yshift", 0)
    left -= _share(given, "x") * wide
    top -= _share(given, "y") * tall
    if given.get("bgcolor"):
        canvas.box((left, top, left + wide, top + tall), fill=given["bgcolor"])
    level = given.get("align", "center")
    along = left + pad + _SHARES[level] * (wide - 2 * pad)
    first = top + pad + letters.LINE * size / 2 + _ROUND * size
    colour = font.get("color", style.INK)
    canvas.block(along, first, found, size=size, colour=colour, anchor=_ANCHORS[level])


def _share(given: Mapping[str, Any], letter: str) -> float:
    """Which part of the words lies before their place; unsaid, it depends on where on the paper that is."""
    anchor = given.get(f"{letter}anchor", "auto")
    if anchor != "auto":
        return _SHARES[anchor]
    if given.get(f"{letter}ref") != "paper":
        return 0.5
    at = given[letter] if letter == "x" else 1 - given[letter]
    return 0.0 if at <= 1 / 3 else 1.0 if at >= 2 / 3 else 0.5


def title(canvas: Canvas, given: Mapping[str, Any], whole: Box) -> None:
    """The key in the upper left, as pages/figures/axes.py sets it."""
    found = letters.lines(given.get("text") or "")
    if not any(found):
        return
    font, pad = given.get("font") or {}, given.get("pad") or {}
    size = font.get("size", 17)
    first = whole[1] + pad.get("t", 0) + (_CAP * size if len(found) == 1 else 0.0)  # as plotly sets several lines
    canvas.block(whole[0] + pad.get("l", 0), first, found, size=size, colour=font.get("color", style.INK))
