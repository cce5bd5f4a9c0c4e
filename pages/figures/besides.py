"""Names beside points: where each finds room without covering another, reckoned for a telephone's width."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

_LETTER = 6.4  # pixels, at size 11
_LINE = 14  # pixels
_TOUCH = 5  # pixels from the middle of a point to its edge
_CROWD = 2  # so many points under a name leave it unread


@dataclass(frozen=True)
class Point:
    """A point in pixels from the lower left of the plot, its name, and whether the name must be shown."""

    x: float
    y: float
    name: str = ""
    is_needed: bool = False


class Place(NamedTuple):
    """Where a name stands from its point: which end of it, how many pixels right and up, and the points it covers."""

    anchor: str
    right: float
    up: float
    covered: int = 0


# In the order of preference: beside, above, below, then the corners.
_PLACES = (
    Place("left", 9, 0),
    Place("right", -9, 0),
    Place("center", 0, 14),
    Place("center", 0, -14),
    Place("left", 7, 9),
    Place("left", 7, -9),
    Place("right", -7, 9),
    Place("right", -7, -9),
)
Box = tuple[float, float, float, float]


def places(points: Sequence[Point], width: float, height: float) -> list[Place | None]:
    """A place for each point's name, the first ones served first; None where there is no name or no room."""
    taken: list[Box] = []
    found: list[Place | None] = []
    for point in points:
        free = [
            place._replace(covered=sum(_covers(_box(point, place), other) for other in points if other is not point))
            for place in (_PLACES if point.name else ())
            if _is_free(_box(point, place), taken, width, height)
        ]
        best = min(free, key=lambda place: place.covered, default=None)
        if best is None or (best.covered > _CROWD and not point.is_needed):
            found.append(None)
            continue
        taken.append(_box(point, best))
        found.append(best)
    return found


def _box(point: Point, place: Place) -> Box:
    wide = len(point.name) * _LETTER
    left = point.x + place.right - {"left": 0, "center": wide / 2, "right": wide}[place.anchor]
    middle = point.y + place.up
    return left, middle - _LINE / 2, left + wide, middle + _LINE / 2


def _is_free(box: Box, taken: Sequence[Box], width: float, height: float) -> bool:
    is_within = box[0] >= 0 and box[1] >= 0 and box[2] <= width and box[3] <= height + _LINE / 2
    return is_within and not any(_overlap(box, other) for other in taken)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _covers(box: Box, point: Point) -> bool:
    return box[0] - _TOUCH <= point.x <= box[2] + _TOUCH and box[1] - _TOUCH <= point.y <= box[3] + _TOUCH
