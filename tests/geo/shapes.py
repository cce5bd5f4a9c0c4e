"""The committed layers as shapely shapes, and the rulers the tests of ``geo`` hold them to."""

import csv
import json
from itertools import pairwise
from pathlib import Path

import pytest

from geo import provinces

shapely = pytest.importorskip("shapely", reason="shapes are checked where the build's tools are installed")

ROOT = Path(__file__).resolve().parents[2]
COUNTRY = [(f"{vintage}", detail) for vintage in provinces.VINTAGES for detail in provinces.DETAILS]
AREAS = [(area, detail) for area in provinces.AREAS for detail in provinces.DETAILS]
LAYERS = COUNTRY + AREAS


def collection(kind, detail):
    """A layer by its vintage ("63") or its area ("region")."""
    if kind in provinces.AREAS:
        return provinces.area_layer(kind, detail)
    return provinces.layer(int(kind), detail)


def all_districts():
    return [feature for code in provinces.codes(63) for feature in provinces.districts(code)["features"]]


def shapes_in(features):
    return {each["id"]: shapely.from_geojson(json.dumps(each["geometry"])) for each in features}


def shapes_of(kind, detail):
    return shapes_in(collection(kind, detail)["features"])


def wrongly_wound(features):
    """Ids with an exterior ring against the clock, or an interior one with it."""
    wrong = set()
    for each in features:
        geometry = each["geometry"]
        parts = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        for exterior, *interiors in parts:
            if _signed_area(exterior) <= 0 or any(_signed_area(ring) >= 0 for ring in interiors):
                wrong.add(each["id"])
    return wrong


def _signed_area(ring):
    return sum((x2 - x1) * (y1 + y2) / 2 for (x1, y1), (x2, y2) in pairwise(ring))


def holes(shapes):
    """Number of holes in all shapes put together: places that belong to nobody."""
    whole = shapely.union_all(list(shapes))
    return sum(len(part.interiors) for part in shapely.get_parts(whole))


def overlap(one, other):
    return one.intersection(other).area / one.union(other).area


def badly_labelled(features):
    """Ids whose label point is not well inside the largest part: nearer the rim than half the best there is."""
    wrong = []
    for each, shape in zip(features, shapes_in(features).values(), strict=True):
        mainland = max(shapely.get_parts(shape), key=shapely.area)
        point = shapely.Point(each["properties"]["lon"], each["properties"]["lat"])
        best = shapely.length(shapely.maximum_inscribed_circle(mainland, 0.001))
        if not mainland.contains(point) or mainland.exterior.distance(point) < best / 2:
            wrong.append(each["id"])
    return wrong


def key_rows(name):
    with (provinces.KEYS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def reference_rows(name):
    with (ROOT / "data" / "reference" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
