"""Scene: where things stand in a picture with a third dimension, so that all of it is in the first view."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import atan, cos, degrees, log, log2, pi, radians, sin, sinh, tan
from typing import Any

Point = tuple[float, float, float]  # longitude, latitude (degrees), height (metres)
Box = tuple[float, float, float, float]  # west, south, east, north (degrees)

PITCH = 42  # degrees from straight above
METRES_A_DEGREE = 111_320  # of latitude, and of longitude on the equator
_AWAY = 1.5  # the camera's distance in heights of the picture, as deck.gl has it
_TILE = 512  # pixels of the whole world at zoom 0
_EQUATOR = 40_075_017  # metres
_WINDOW = 0.42  # width of the islands' window over the longer side of the mainland
_GAP = 0.05  # between mainland and window, over the same
_HEADROOM = 0.18  # for the window's name above it, over the same
_MARGIN = 1.16  # of the islands' box, so that none touches the frame


@dataclass(frozen=True)
class Camera:
    """Where the camera looks (degrees) and how near it is (zoom of web maps)."""

    lon: float
    lat: float
    zoom: float

    def seen(self, point: Point, height: float) -> tuple[float, float]:
        """Where a point stands in a picture of that height: pixels to the right of and above the middle."""
        lon, lat, metres = point
        scale = _TILE * 2**self.zoom
        east, north = (lon - self.lon) / 360 * scale, (_mercator(lat) - _mercator(self.lat)) * scale
        above = metres * scale / (_EQUATOR * cos(radians(self.lat)))
        pitch = radians(PITCH)
        away = _AWAY * height + north * sin(pitch) - above * cos(pitch)
        nearer = _AWAY * height / away
        return east * nearer, (north * cos(pitch) + above * sin(pitch)) * nearer


@dataclass(frozen=True)
class Window:
    """A framed window that shows a far place close by: its frame, the room with its name, and what carries a point."""

    frame: Box
    room: Box
    carried: Callable[[Sequence[float]], list[float]]


def camera(points: Sequence[Point], *, size: tuple[int, int], margins: tuple[int, int]) -> Camera:
    """The nearest camera that has all points in a picture of that size, margins at either side and above and below."""
    width, height = size[0] - 2 * margins[0], size[1] - 2 * margins[1]
    west, south, east, north = box((lon, lat) for lon, lat, _ in points)
    found = Camera((west + east) / 2, (south + north) / 2, log2(width / _TILE * 360 / (east - west)))
    for _ in range(25):  # each step corrects the last one's error to a few per cent of it
        across, up = zip(*(found.seen(point, size[1]) for point in points), strict=True)
        scale = _TILE * 2**found.zoom
        lon = found.lon + (min(across) + max(across)) / 2 / scale * 360
        middle = _mercator(found.lat) + (min(up) + max(up)) / 2 / cos(radians(PITCH)) / scale
        nearer = min(width / (max(across) - min(across)), height / (max(up) - min(up)))
        found = Camera(lon, _latitude(middle), found.zoom + log2(nearer))
    return found


def window(mainland: Box, islands: Box) -> Window:
    """A window east of the mainland for what lies far out at sea, as far north or south as it can truly stand."""
    longer = max(mainland[2] - mainland[0], mainland[3] - mainland[1])
    scale = longer * _WINDOW / ((islands[2] - islands[0]) * _MARGIN)
    half, headroom = (islands[3] - islands[1]) * _MARGIN * scale / 2, longer * _HEADROOM
    west = mainland[2] + longer * _GAP
    east = west + longer * _WINDOW
    true = (islands[0] + islands[2]) / 2, (islands[1] + islands[3]) / 2
    shown = (west + east) / 2, min(max(true[1], mainland[1] + half), mainland[3] - half - headroom)

    def carried(place: Sequence[float]) -> list[float]:
        return [shown[0] + (place[0] - true[0]) * scale, shown[1] + (place[1] - true[1]) * scale]

    frame = (west, shown[1] - half, east, shown[1] + half)
    return Window(frame, (*frame[:3], frame[3] + headroom), carried)


def box(places: Iterable[Sequence[float]]) -> Box:
    """The smallest box around the places."""
    lons, lats = zip(*places, strict=True)
    return min(lons), min(lats), max(lons), max(lats)


def corners(around: Box, metres: float = 0.0, *, closed: bool = False) -> list[Point]:
    """The corners of a box at that height, from the south-west, counter-clockwise; closed, the first once more."""
    west, south, east, north = around
    found = [(west, south, metres), (east, south, metres), (east, north, metres), (west, north, metres)]
    return [*found, found[0]] if closed else found


def width_of(around: Box) -> float:
    """How wide a box is from west to east, in metres."""
    return (around[2] - around[0]) * METRES_A_DEGREE * cos(radians((around[1] + around[3]) / 2))


def places(geometry: dict[str, Any]) -> list[Sequence[float]]:
    """Every corner of a polygon or of several."""
    parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [place for rings in parts for ring in rings for place in ring]


def moved(geometry: dict[str, Any], move: Callable[[Sequence[float]], list[float]]) -> dict[str, Any]:
    """The same shape with every corner put where ``move`` says."""

    def each(nested: Any) -> Any:
        return move(nested) if isinstance(nested[0], (int, float)) else [each(inner) for inner in nested]

    return {"type": geometry["type"], "coordinates": each(geometry["coordinates"])}


def _mercator(lat: float) -> float:
    return log(tan(pi / 4 + radians(lat) / 2)) / (2 * pi)


def _latitude(mercator: float) -> float:
    return degrees(atan(sinh(mercator * 2 * pi)))
