"""Signs of points, named as plotly names them, and lines bent as it bends them."""

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from matplotlib.path import Path

Point = tuple[float, float]
DASHES = {"solid": (), "dot": (1, 1), "dash": (3, 3), "longdash": (5, 5), "dashdot": (3, 1, 1, 1)}
_LEAST = 3  # pixels: dashes of thinner lines are as long as those of this width

_SQUARE = [(-1, -1), (1, -1), (1, 1), (-1, 1)]
_CORNERS = {
    "square": _SQUARE,
    "diamond": [(1.3, 0), (0, 1.3), (-1.3, 0), (0, -1.3)],
    "triangle-up": [(-1.1547, 0.5774), (1.1547, 0.5774), (0, -1.1547)],
    "triangle-down": [(-1.1547, -0.5774), (1.1547, -0.5774), (0, 1.1547)],
    "triangle-left": [(0.5774, -1.1547), (0.5774, 1.1547), (-1.1547, 0)],
    "triangle-right": [(-0.5774, -1.1547), (-0.5774, 1.1547), (1.1547, 0)],
}
# Strokes alone: pieces of line, a pair of points each.
_STROKES = {
    "line-ew": [(-1.4, 0), (1.4, 0)],
    "line-ns": [(0, -1.4), (0, 1.4)],
    "x-thin": [(-1, -1), (1, 1), (-1, 1), (1, -1)],
    "square-x": [
        (-1, -1),
        (1, -1),
        (1, -1),
        (1, 1),
        (1, 1),
        (-1, 1),
        (-1, 1),
        (-1, -1),
        (-1, -1),
        (1, 1),
        (-1, 1),
        (1, -1),
    ],
}
NAMES = frozenset({"circle", *_CORNERS, *_STROKES})


def sign(name: str, x: float, y: float, size: float) -> tuple[Path, bool]:
    """The path of a sign around a point, and whether it is stroked alone; KeyError for a sign not known."""
    base = name.removesuffix("-open")
    half = size / 2
    if base == "circle":
        return Path.circle((x, y), half), base != name
    if base in _STROKES:
        places = [(x + half * right, y + half * down) for right, down in _STROKES[base]]
        return Path(places, [Path.MOVETO, Path.LINETO] * (len(places) // 2)), True
    places = [(x + half * right, y + half * down) for right, down in _CORNERS[base]]
    return Path([*places, places[0]], closed=True), base != name


def dashes(name: str | None, width: float) -> tuple[float, ...]:
    """Lengths of strokes and gaps in pixels."""
    return tuple(part * max(width, _LEAST) for part in DASHES[name or "solid"])


def stepped(points: Sequence[Point]) -> list[Point]:
    """Level, upright, level: the step lies halfway between two points."""
    found = [points[0]]
    for (x0, y0), (x1, y1) in pairwise(points):
        middle = (x0 + x1) / 2
        found += [(middle, y0), (middle, y1), (x1, y1)]
    return found


def spline(points: Sequence[Point], smoothing: float) -> Path:
    """A curve through the points whose corners are rounded so far (0 straight), by centripetal Catmull–Rom."""
    if len(points) < 3 or not smoothing:
        return Path(np.asarray(points, dtype=float))
    handles = [_handles(*three, smoothing) for three in zip(points, points[1:], points[2:], strict=False)]
    places, codes = [points[0], handles[0][0], points[1]], [Path.MOVETO, Path.CURVE3, Path.CURVE3]
    for i in range(1, len(handles)):
        places += [handles[i - 1][1], handles[i][0], points[i + 1]]
        codes += [Path.CURVE4] * 3
    return Path([*places, handles[-1][1], points[-1]], [*codes, Path.CURVE3, Path.CURVE3])


def _handles(before: Point, here: Point, after: Point, smoothing: float) -> tuple[Point, Point]:
    """The handles of the curve on both sides of a point."""
    back, ahead = np.subtract(before, here), np.subtract(after, here)
    far_back, far_ahead = math.sqrt(math.hypot(*back)), math.sqrt(math.hypot(*ahead))
    if not far_back or not far_ahead:
        return here, here
    way = (far_ahead**2 * back - far_back**2 * ahead) * smoothing / (3 * (far_back + far_ahead))
    return tuple(here + way / far_ahead), tuple(here - way / far_back)
