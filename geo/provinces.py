"""The shapes of the provinces, keyed by vintage and code; plain JSON, so nothing heavy is imported."""

import csv
import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any, Literal

from data.errors import TemisError

Detail = Literal["chi_tiet", "tong_quan"]

VINTAGES = (63, 34)
# The same two numbers in both divisions: Đà Nẵng keeps 48, Khánh Hòa keeps 56.
ARCHIPELAGOS = {"hoang_sa": "48", "truong_sa": "56"}

HERE = Path(__file__).parent
KEYS = HERE / "keys"
SHAPES = HERE / "shapes"  # layers the browser never asks for
SERVED = HERE.parent / "static" / "geo"  # layers the browser fetches by address
DIGESTS = SHAPES / "digests.json"


class GeometryError(TemisError):
    """A layer is missing, or is not the file that was built."""


def layer_name(vintage: int, detail: Detail = "chi_tiet") -> str:
    """File name of a province layer; a division nobody drew raises GeometryError."""
    if vintage not in VINTAGES:
        raise GeometryError("geometry_vintage", vintage=vintage)
    return f"tinh{vintage}_{detail}.geojson"


def path(vintage: int, detail: Detail = "chi_tiet") -> Path:
    """Where the province layer lies on disk."""
    return SERVED / layer_name(vintage, detail)


def url(vintage: int, detail: Detail = "chi_tiet") -> str:
    """Where the browser finds the province layer."""
    return f"/app/static/geo/{layer_name(vintage, detail)}"


@cache
def layer(vintage: int, detail: Detail = "chi_tiet") -> dict[str, Any]:
    """The province layer as a GeoJSON FeatureCollection; feature ids are codes of that vintage. Do not change it."""
    return _read(path(vintage, detail))


@cache
def codes(vintage: int) -> tuple[str, ...]:
    """Province codes of the vintage, ascending."""
    return tuple(sorted(feature["id"] for feature in layer(vintage, "tong_quan")["features"]))


@cache
def anchors(vintage: int) -> dict[str, tuple[float, float]]:
    """For each code a point (longitude, latitude, degrees) well inside the mainland part, for labels and centring."""
    return {
        feature["id"]: (feature["properties"]["lon"], feature["properties"]["lat"])
        for feature in layer(vintage, "chi_tiet")["features"]
    }


def districts(province_code: str) -> dict[str, Any]:
    """Districts of 2014 of one province of the 63, as a FeatureCollection; feature ids are shape ids."""
    features = [
        feature for feature in _district_layer()["features"] if feature["properties"]["province_code"] == province_code
    ]
    if not features:
        raise GeometryError("geometry_province", province=province_code)
    return {"type": "FeatureCollection", "features": features}


@cache
def successors() -> dict[str, str]:
    """Code of the 63 → code of the unit of the 34 that took it in whole."""
    with (KEYS / "province_key.csv").open(encoding="utf-8", newline="") as file:
        return {row["code_63"]: row["code_34"] for row in csv.DictReader(file)}


@cache
def _district_layer() -> dict[str, Any]:
    return _read(SHAPES / "huyen2014.geojson")


def _read(file: Path) -> dict[str, Any]:
    try:
        content = file.read_bytes()
        expected = json.loads(DIGESTS.read_bytes())[file.name]
    except (OSError, KeyError, ValueError) as reason:
        raise GeometryError("geometry_missing", file=file.name) from reason
    if hashlib.sha256(content).hexdigest() != expected:
        raise GeometryError("geometry_altered", file=file.name)
    return json.loads(content)
