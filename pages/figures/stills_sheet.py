"""The sheet of a still: title and finding above the chart, what is counted and where it is from below it."""

from collections.abc import Mapping, Sequence
from typing import Any

from pages.figures import stills_letters as letters
from pages.figures import stills_plot, style
from pages.figures.stills_canvas import Canvas

_EDGE = 24  # pixels around everything
_GAP = 14  # pixels between words and chart
_HEIGHT = 450  # pixels of a chart that says nothing of its height
_LEAST = 120  # pixels that a chart keeps
_TITLE, _FINDING, _SOURCE = 19, 14.5, 12
_LEADING = 1.4


def drawn(
    figure: Mapping[str, Any],
    *,
    title: str,
    finding: str,
    source: Sequence[str],
    width: float,
    height: float | None,
) -> Canvas:
    """The canvas with everything on it; ``height`` is that of the whole picture."""
    room = width - 2 * _EDGE
    above = [
        (_TITLE, style.INK, letters.wrapped(title, _TITLE, room, weight=600)),
        (_FINDING, style.INK, letters.wrapped(finding, _FINDING, room)),
    ]
    below = [(_SOURCE, style.QUIET, letters.wrapped(line, _SOURCE, room)) for line in source]
    head, foot = (_tall(blocks) for blocks in (above, below))
    words = 2 * _EDGE + head + foot
    own = (figure["layout"].get("height") or _HEIGHT) if height is None else max(height - words, _LEAST)
    canvas = Canvas(round(width), round(own + words))
    canvas.box((0, 0, canvas.width, canvas.height), fill=style.PAPER)
    _words(canvas, above, _EDGE)
    top = _EDGE + head
    stills_plot.draw(canvas, figure, (_EDGE, top, width - _EDGE, top + own))
    _words(canvas, below, top + own + _GAP)
    return canvas


def _tall(blocks: Sequence[tuple[float, str, list[letters.Line]]]) -> float:
    lines = sum(len(found) * size * _LEADING for size, _, found in blocks)
    return lines + _GAP if lines else 0.0


def _words(canvas: Canvas, blocks: Sequence[tuple[float, str, list[letters.Line]]], top: float) -> None:
    for size, colour, found in blocks:
        canvas.block(_EDGE, top + size, found, size=size, colour=colour, leading=_LEADING)
        top += len(found) * size * _LEADING
