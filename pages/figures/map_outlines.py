"""Outlines: the shapes as paths on a sheet, with a window for each archipelago, just as ``static/map/shapes.js`` lays
them out. A sheet is 500 units wide, whatever size it is drawn at, so that the paths are made once."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, groupby
from typing import Any

from geo import provinces as shapes

_SQUASH = math.cos(math.radians(16))  # a degree of longitude is this much of one of latitude at 16° N
_ISLET = 10  # units of the sheet

Span = tuple[float, float]
Box = tuple[float, float, float, float]  # x, y, width, height
Point = tuple[float, float]
Polygons = list[list[list[Point]]]


@dataclass(frozen=True)
class Window:
    """A part of the globe (degrees) and where on the sheet it is drawn."""

    name: str
    lon: Span
    lat: Span
    box: Box


@dataclass(frozen=True)
class Layout:
    """A sheet: its size, where the land is, and the windows of the archipelagos on it."""

    width: float
    height: float
    land: Window
    insets: tuple[Window, ...]


@dataclass(frozen=True)
class Unit:
    """One province or district: a point inside it, the box of its mainland, and its paths; ``land`` may be empty."""

    code: str
    names: dict[str, str]  # by language
    anchor: Point
    box: Box
    land: str
    edge: str  # the land without its islets, which an outline as thick as themselves would hide
    islands: dict[str, str]  # by archipelago


@dataclass(frozen=True)
class Drawn:
    """Everything that can be painted on one sheet, ascending by code."""

    layout: Layout
    units: tuple[Unit, ...]


HOANG_SA = Window("hoang_sa", (110.9, 113.1), (15.45, 17.4), (362, 236, 132, 116))
TRUONG_SA = Window("truong_sa", (111.2, 116.5), (7.0, 11.85), (352, 426, 142, 134))
_FAR = (HOANG_SA, TRUONG_SA)
COUNTRY = Layout(500, 660, Window("land", (101.9, 109.75), (8.2, 23.55), (2, 2, 330, 656)), _FAR)


@cache
def country(division: int) -> Drawn:
    """The provinces of a division; one that nobody drew, or shapes that were altered, raise GeometryError."""
    return _drawn(shapes.layer(division)["features"], COUNTRY)


@lru_cache(maxsize=64)
def districts(division: int, province_code: str) -> Drawn:
    """The districts of one province or unit; its archipelago beside it. Another code raises GeometryError."""
    former = shapes.former_provinces(division, province_code)
    features = [feature for code in former for feature in shapes.districts(code)["features"]]
    return _drawn(features, _fitted(features))


def _drawn(features: Sequence[dict[str, Any]], layout: Layout) -> Drawn:
    return Drawn(layout, tuple(_unit(each, layout) for each in sorted(features, key=lambda each: each["id"])))


def _unit(feature: dict[str, Any], layout: Layout) -> Unit:
    told, polygons = feature["properties"], _polygons(feature)
    land = _projector(layout.land)
    ashore = [[[land(point) for point in ring] for ring in polygon] for polygon in polygons if not _far(polygon)]
    islands = {}
    for window in layout.insets:
        there = _projector(window)
        dots = [[[there(p) for p in ring] for ring in polygon] for polygon in polygons if _far(polygon) == window.name]
        islands |= {window.name: _path(dots, digits=2)} if dots else {}
    names = {lang: told[f"name_{lang}"] for lang in ("vi", "en")}
    anchor = land((told["lon"], told["lat"]))
    large = [polygon for polygon in ashore if max(_box([polygon])[2:]) >= _ISLET] or ashore
    edge = _path(large, digits=1)
    return Unit(feature["id"], names, anchor, _box(ashore), _path(ashore, digits=1), edge, islands)


def _polygons(feature: dict[str, Any]) -> Polygons:
    found = feature["geometry"]["coordinates"]
    return [found] if feature["geometry"]["type"] == "Polygon" else found


def _far(polygon: list[list[Point]]) -> str:
    """The archipelago that a polygon belongs to; empty for land."""
    lon, lat = polygon[0][0]
    is_in = (each.name for each in _FAR if each.lon[0] <= lon <= each.lon[1] and each.lat[0] <= lat <= each.lat[1])
    return next(is_in, "")


def _projector(window: Window) -> Callable[[Point], Point]:
    x, y, width, height = window.box
    wide, tall = (window.lon[1] - window.lon[0]) * _SQUASH, window.lat[1] - window.lat[0]
    scale = min(width / wide, height / tall)
    left, top = x + (width - wide * scale) / 2, y + (height - tall * scale) / 2
    return lambda point: (
        left + (point[0] - window.lon[0]) * _SQUASH * scale,
        top + (window.lat[1] - point[1]) * scale,
    )


def _path(polygons: Polygons, *, digits: int) -> str:
    """The ``d`` of a path; points that fall upon the one before, once rounded, are left out."""
    rings = []
    for ring in chain.from_iterable(polygons):
        points = [point for point, _ in groupby(f"{x:.{digits}f},{y:.{digits}f}" for x, y in ring)]
        rings.append(f"M{'L'.join(points[:-1])}Z")  # a ring ends where it began
    return "".join(rings)


def _box(polygons: Polygons) -> Box:
    """The box of the largest piece of land, since a name must fit there and not upon a far islet."""
    boxes = [(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)) for xs, ys in map(_axes, polygons)]
    return max(boxes, key=lambda box: box[2] * box[3], default=(0, 0, 0, 0))


def _axes(polygon: list[list[Point]]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    xs, ys = zip(*polygon[0], strict=True)
    return xs, ys


def _fitted(features: Sequence[dict[str, Any]]) -> Layout:
    """A part of the country, fitted to its land; the archipelagos that belong to it stand beside it."""
    polygons = [polygon for feature in features for polygon in _polygons(feature)]
    found = list(dict.fromkeys(_far(polygon) for polygon in polygons if _far(polygon)))
    points = [point for polygon in polygons if not _far(polygon) for point in polygon[0]]
    lon, lat = ((min(along), max(along)) for along in zip(*points, strict=True))
    room = 350 if found else 496
    height = max(320, min(560, room * (lat[1] - lat[0]) / ((lon[1] - lon[0]) * _SQUASH)))
    of_name = {each.name: each for each in _FAR}
    insets = [
        Window(name, of_name[name].lon, of_name[name].lat, (358, 84 + 180 * i, 136, 120))
        for i, name in enumerate(found)
    ]
    return Layout(500, height, Window("land", lon, lat, (4, 4, room - 8, height - 8)), tuple(insets))
