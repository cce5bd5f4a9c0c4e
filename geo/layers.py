"""The layers as frames, a feature a row: ``id``, its properties, its geometry; used by ``build`` alone."""

import csv
from collections.abc import Sequence

import geopandas
import numpy
import shapely

from data import reference
from data.spelling import unaccented
from geo import provinces, repairs

DISTRICTS = 708
PHU_QUOC = "81297802B871478188231"
# What the source draws here includes submerged banks of the shelf, so our dots stand in for both.
ARCHIPELAGO_SHAPES = {"81297802B51350923112403": "hoang_sa", "81297802B23443064350281": "truong_sa"}
DOT = 0.055  # degrees, about 6 km: a reef itself would be invisible on a national map

Frame = geopandas.GeoDataFrame
Geometries = numpy.ndarray


def repaired(source: list[tuple[str, bytes]]) -> Frame:
    """Mainland and coastal districts as a coverage without holes or overlaps: id, code_63, code_34.

    Another set of districts than the key knows raises GeometryError.
    """
    key, after = _key_of_shapes(), provinces.successors()
    if len(source) != DISTRICTS or {shape_id for shape_id, _ in source} != set(key):
        raise provinces.GeometryError("geometry_altered", file="district_key.csv")
    here = [(shape_id, shape) for shape_id, shape in source if shape_id not in ARCHIPELAGO_SHAPES]
    ids = [shape_id for shape_id, _ in here]
    shapes = shapely.from_wkb([shape for _, shape in here])
    shapes[ids.index(PHU_QUOC)] = repairs.tho_chu_moved(shapes[ids.index(PHU_QUOC)])
    shapes = shapely.coverage_clean(shapes, gap_width=repairs.GAP)
    shapes = numpy.array([repairs.without_islets(shape) for shape in shapes])
    codes = [key[shape_id][0] for shape_id in ids]
    columns = {"id": ids, "code_63": codes, "code_34": [after[code] for code in codes]}
    return geopandas.GeoDataFrame(columns, geometry=repairs.slits_closed(shapes), crs=4326)


def dots() -> Frame:
    """The two archipelagos as one multi-part row each: id (the province's code), archipelago."""
    turn = numpy.linspace(0, 2 * numpy.pi, 16, endpoint=False)

    def dot(row: dict[str, str]) -> shapely.Polygon:
        lon, lat = float(row["lon"]), float(row["lat"])
        wide = DOT / numpy.cos(numpy.radians(lat))
        return shapely.Polygon(numpy.c_[lon + wide * numpy.cos(turn), lat + DOT * numpy.sin(turn)])

    rows = _key("archipelagos.csv")
    columns = {"id": [row["province_code"] for row in rows], "archipelago": [row["archipelago"] for row in rows]}
    frame = geopandas.GeoDataFrame(columns, geometry=[dot(row) for row in rows], crs=4326)
    return frame.dissolve("id", as_index=False)[["id", "archipelago", "geometry"]]


def of_provinces(ground: Frame, far: Frame, *, vintage: int, tolerance: float, decimals: int) -> Frame:
    """The provinces of a division, both archipelagos within theirs: id (code of that vintage), label point, names."""
    by = f"code_{vintage}"
    layer = ground.dissolve(by, method="coverage", as_index=False)
    shapes = repairs.simplified(layer.geometry.values, tolerance, decimals)
    dot = dict(zip(far["id"], far.geometry, strict=True))
    with_dots = [
        shapely.union(shape, dot[code]) if code in dot else shape for code, shape in zip(layer[by], shapes, strict=True)
    ]
    names = _names("province", "province_code", vintage)
    return _labelled(list(layer[by]), repairs.label_points(shapes), names, with_dots)


def of_areas(of_63: Frame, area: provinces.Area) -> Frame:
    """Regions or territories of the universities, joined from a layer of the 63: id (its code), label point, names.

    Joined from the simplified shapes, so every border is vertex for vertex the provinces' own. A province
    that the reference gives to nobody is in no area; an area without a province has no feature.
    """
    column = f"{area}_code"
    owner = {row["province_code"]: row[column] for row in reference.frames(63)["province"].iter_rows(named=True)}
    codes = sorted({code for code in owner.values() if code})
    shapes = [shapely.coverage_union_all(of_63.geometry[of_63["id"].map(owner) == code].values) for code in codes]
    shapes = shapely.orient_polygons(shapes, exterior_cw=True)
    return _labelled(codes, repairs.label_points(shapes), _names(area, column), shapes)


def of_districts(ground: Frame, far: Frame, *, tolerance: float, decimals: int) -> Frame:
    """All districts of 2014: id (shape id, or the archipelago), province_code, district_code, label point, names.

    Simplified as one country, so districts meet across the borders of provinces as well.
    """
    key = {ARCHIPELAGO_SHAPES.get(old, old): codes for old, codes in _key_of_shapes().items()}
    shapes = repairs.simplified(ground.geometry.values, tolerance, decimals)
    points = numpy.concatenate([repairs.label_points(shapes, fineness=0.001), _namesakes(far["archipelago"])])
    ids = [*ground["id"], *far["archipelago"]]
    rows = reference.frames(63)["district"].iter_rows(named=True)
    vietnamese = {(row["province_code"], row["district_code"]): row["name_vi"] for row in rows}
    names = {each: {"name_vi": vietnamese[key[each]], "name_en": unaccented(vietnamese[key[each]])} for each in ids}
    layer = _labelled(ids, points, names, [*shapes, *far.geometry])
    layer.insert(1, "province_code", [key[each][0] for each in ids])
    layer.insert(2, "district_code", [key[each][1] for each in ids])
    return layer


def _labelled(
    ids: Sequence[str], points: Geometries, names: dict[str, dict[str, str]], shapes: Sequence[shapely.Geometry]
) -> Frame:
    columns = {
        "id": list(ids),
        "lon": shapely.get_x(points).round(3),
        "lat": shapely.get_y(points).round(3),
        "name_vi": [names[each]["name_vi"] for each in ids],
        "name_en": [names[each]["name_en"] for each in ids],
    }
    return geopandas.GeoDataFrame(columns, geometry=list(shapes), crs=4326)


def _namesakes(archipelagos: Sequence[str]) -> Geometries:
    """The island after which each archipelago is named: the one point that stands for all its dots."""
    named = {"hoang_sa": "Hoàng Sa", "truong_sa": "Trường Sa"}
    at = {row["name_vi"]: (float(row["lon"]), float(row["lat"])) for row in _key("archipelagos.csv")}
    return shapely.points([at[named[each]] for each in archipelagos])


def _names(table: str, column: str, vintage: int = 63) -> dict[str, dict[str, str]]:
    return {row[column]: row for row in reference.frames(vintage)[table].iter_rows(named=True)}


def _key_of_shapes() -> dict[str, tuple[str, str]]:
    return {row["shape_id"]: (row["province_code"], row["district_code"]) for row in _key("district_key.csv")}


def _key(name: str) -> list[dict[str, str]]:
    with (provinces.KEYS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
