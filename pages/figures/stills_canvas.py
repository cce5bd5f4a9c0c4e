"""The canvas of stills: pixels from the upper left, filled paths, strokes and letters, given out as SVG or PNG."""

import io
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Any

import matplotlib as mpl
import numpy as np
from markupsafe import escape
from matplotlib.artist import Artist
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.path import Path
from matplotlib.textpath import text_to_path
from matplotlib.transforms import Affine2D, Bbox

from pages.figures import stills_letters as letters

# Equal figures give equal bytes; letters as shapes, so that a picture needs no font where it is opened.
mpl.rcParams["svg.hashsalt"] = "temis"
mpl.rcParams["svg.fonttype"] = "path"
_POINTS = 72  # a pixel here is a point there
_ONE_AT_A_TIME = Lock()  # the library remembers fonts and glyphs without one
_RGBA = re.compile(r"rgba?\(([^)]*)\)")
_HEADER = re.compile(r'(width|height)="([\d.]+)pt"')
_COMMENT = re.compile(r"\s*<!--.*?-->", re.S)

Box = tuple[float, float, float, float]  # left, top, right, bottom
_ANCHORS = {"start": 0.0, "middle": 0.5, "end": 1.0}


@dataclass(frozen=True)
class Pen:
    """A stroke: colour, width and dashes in pixels."""

    colour: str
    width: float = 1.0
    dash: tuple[float, ...] = ()


class Canvas:
    """What is drawn, in order; nothing is given out before ``svg`` or ``png``."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self.marks: list[Callable[[Any, Affine2D, float], None]] = []

    def path(
        self,
        path: Path,
        *,
        fill: str | None = None,
        pen: Pen | None = None,
        clip: Box | None = None,
        opacity: float = 1.0,
    ) -> None:
        """A path filled, stroked or both, within the clip."""
        face = rgba(fill, opacity) if fill else None
        stroke = pen if pen and pen.width > 0 and rgba(pen.colour)[3] > 0 else None
        if (face is None or face[3] == 0) and stroke is None:
            return

        def draw(renderer: Any, turn: Affine2D, scale: float) -> None:
            context = renderer.new_gc()
            context.set_linewidth(0)
            if stroke:
                context.set_foreground(rgba(stroke.colour, opacity), isRGBA=True)
                context.set_linewidth(stroke.width)
                context.set_joinstyle("miter")
                if stroke.dash:
                    context.set_dashes(0, list(stroke.dash))
            if clip:
                context.set_clip_rectangle(_turned(clip, turn))
            renderer.draw_path(context, path, turn, face)
            context.restore()

        self.marks.append(draw)

    def line(self, points: Sequence[tuple[float, float]], pen: Pen, *, clip: Box | None = None) -> None:
        """Straight lines from point to point."""
        self.path(Path(np.asarray(points, dtype=float)), pen=pen, clip=clip)

    def box(self, box: Box, **worn: Any) -> None:
        """A rectangle."""
        left, top, right, bottom = box
        self.path(Path([(left, top), (right, top), (right, bottom), (left, bottom), (left, top)], closed=True), **worn)

    def text(self, x: float, y: float, line: letters.Line, *, size: float, colour: str, anchor: str = "start") -> None:
        """A line of letters with its baseline at y."""
        x -= _ANCHORS[anchor] * letters.width(line, size)
        for run in line:
            if run.text.strip():
                self._run(x, y, run, run.size or size, run.colour or colour)
            x += run.width(size)

    def block(
        self,
        x: float,
        y: float,
        found: Sequence[letters.Line],
        *,
        size: float,
        colour: str,
        anchor: str = "start",
        leading: float = letters.LINE,
    ) -> float:
        """Lines under each other, the first with its baseline at y; gives the baseline of the line after them."""
        for line in found:
            self.text(x, y, line, size=size, colour=colour, anchor=anchor)
            y += leading * size
        return y

    def _run(self, x: float, y: float, run: letters.Run, size: float, colour: str) -> None:
        properties = letters.properties(run.file, size)

        def draw(renderer: Any, turn: Affine2D, scale: float) -> None:
            context = renderer.new_gc()
            context.set_foreground(rgba(colour), isRGBA=True)
            if renderer.flipy() and hasattr(renderer, "writer"):  # shapes of letters are written once and used again
                renderer.draw_text(context, x, y, run.text, properties, 0)
            else:
                context.set_linewidth(0)
                wide = size / text_to_path.FONT_SCALE
                upright = Affine2D().scale(wide, -wide).translate(x, y) + turn
                renderer.draw_path(context, _outline(run.text, run.file), upright, rgba(colour))
            context.restore()

        self.marks.append(draw)

    def svg(self, *, title: str, lang: str) -> str:
        """The picture as one ``<svg>`` element, its letters as shapes; equal drawings give equal text."""
        text = self._saved(_POINTS, format="svg", metadata={"Date": None, "Creator": None}).decode()
        text = _COMMENT.sub("", text[text.index("<svg") :])
        head, body = text.split(">", 1)
        head = _HEADER.sub(r'\1="\2"', head)
        return f'{head} role="img" lang="{lang}"><title>{escape(title)}</title>{body}'

    def png(self, *, scale: float) -> bytes:
        """The picture in ``scale`` dots a pixel."""
        return self._saved(_POINTS * scale, format="png", metadata={"Software": None})

    def _saved(self, dpi: float, **form: Any) -> bytes:
        figure = Figure(figsize=(self.width / _POINTS, self.height / _POINTS), dpi=_POINTS, facecolor="none")
        figure.add_artist(_Drawing(self))
        held = io.BytesIO()
        with _ONE_AT_A_TIME:
            figure.savefig(held, dpi=dpi, **form)
        return held.getvalue()


class _Drawing(Artist):
    """All marks of a canvas in its own order, on whatever matplotlib draws with."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__()
        self._canvas = canvas

    def draw(self, renderer: Any) -> None:
        scale = self.get_figure().dpi / _POINTS
        turn = Affine2D().scale(scale, -scale).translate(0, self._canvas.height * scale)
        for mark in self._canvas.marks:
            mark(renderer, turn, scale)


def rgba(colour: str, opacity: float = 1.0) -> tuple[float, float, float, float]:
    """Red, green, blue and opacity, 0 to 1, of ``#rrggbb``, ``rgb()`` or ``rgba()``."""
    if found := _RGBA.fullmatch(colour):
        *light, alpha = [*map(float, found[1].split(",")), 1.0][:4]
        return (*(each / 255 for each in light), alpha * opacity)
    red, green, blue, alpha = to_rgba(colour)
    return red, green, blue, alpha * opacity


def _turned(box: Box, turn: Affine2D) -> Bbox:
    left, top, right, bottom = box
    (x0, y0), (x1, y1) = turn.transform([(left, bottom), (right, top)])
    return Bbox.from_extents(math.floor(x0), math.floor(y0), math.ceil(x1), math.ceil(y1))


@lru_cache(maxsize=20_000)
def _outline(text: str, file: str) -> Path:
    """The letters of a text as one path, in the size in which the font is kept."""
    return Path(*text_to_path.get_text_path(letters.properties(file, 1.0), text, ismath=False))
