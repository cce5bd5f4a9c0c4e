"""The shapes, keyed by vintage and code; plain JSON, so nothing heavy is imported."""

import csv
import hashlib
import json
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal

from data.errors import TemisError

Detail = Literal["chi_tiet", "tong_quan"]
Area = Literal["region", "university"]

VINTAGES = (63, 34)
DETAILS = ("chi_tiet", "tong_quan")
# Groupings of the 63 alone: seven of the 34 straddle regions.
AREAS = {"region": "vung63", "university": "dia_ban63"}
# The same two numbers in both divisions: Đà Nẵng keeps 48, Khánh Hòa keeps 56.
ARCHIPELAGOS = {"hoang_sa": "48", "truong_sa": "56"}

HERE = Path(__file__).parent
KEYS = HERE / "keys"
SHAPES = HERE / "shapes"  # what the browser never asks for
SERVED = HERE.parent / "static" / "geo"  # what the browser fetches by address
DIGESTS = SHAPES / "digests.json"
ADDRESS = "/app/static/geo/"

# Every layer of the whole country; those of the districts are named by district_name.
NAMES = tuple(f"{kind}_{detail}.geojson" for kind in ("tinh63", "tinh34", *AREAS.values()) for detail in DETAILS)


class GeometryError(TemisError):
    """A layer is missing, or is not the file that was built."""


# ---- file names and addresses


def layer_name(vintage: int, detail: Detail = "chi_tiet") -> str:
    """File name of a province layer; a division nobody drew raises GeometryError."""
    if vintage not in VINTAGES:
        raise GeometryError("geometry_vintage", vintage=vintage)
    return f"tinh{vintage}_{detail}.geojson"


def area_name(area: Area, detail: Detail = "chi_tiet") -> str:
    """File name of the layer of the six regions, or of the universities' territories."""
    return f"{AREAS[area]}_{detail}.geojson"


def district_name(code: str) -> str:
    """File name of the districts of one province of the 63; another code raises GeometryError."""
    if code not in successors():
        raise GeometryError("geometry_province", province=code)
    return f"huyen/{code}.geojson"


def path(vintage: int, detail: Detail = "chi_tiet") -> Path:
    """Where the province layer lies on disk."""
    return SERVED / layer_name(vintage, detail)


def url(vintage: int, detail: Detail = "chi_tiet") -> str:
    """Where the browser finds the province layer; the address changes when the shapes do."""
    return _address(layer_name(vintage, detail))


def region_url(detail: Detail = "chi_tiet") -> str:
    """Where the browser finds the six regions."""
    return _address(area_name("region", detail))


def territory_url(detail: Detail = "chi_tiet") -> str:
    """Where the browser finds the universities' territories."""
    return _address(area_name("university", detail))


def district_url(code: str) -> str:
    """Where the browser finds the districts of one province of the 63; another code raises GeometryError."""
    return _address(district_name(code))


def district_urls(vintage: int, code: str) -> tuple[str, ...]:
    """Where the browser finds the districts of a unit of either division: of each province it was made of."""
    return tuple(district_url(former) for former in former_provinces(vintage, code))


def _address(name: str) -> str:
    return f"{ADDRESS}{name}?v={_digest_built(name)[:8]}"


# ---- what is served must be what was built


def checked(name_or_url: str) -> str:
    """The same name or address back when its file is the one that was built, else GeometryError.

    Cheap enough for every run: a file is read again only when its time or size has changed.
    """
    _whole(name_or_url.partition("?")[0].removeprefix(ADDRESS))
    return name_or_url


def _whole(name: str) -> Path:
    built, file = _digest_built(name), SERVED / name
    try:
        now = file.stat()
        found = _digest_found(file, now.st_mtime_ns, now.st_size)
    except OSError as reason:
        raise GeometryError("geometry_missing", file=name) from reason
    if found != built:
        raise GeometryError("geometry_altered", file=name)
    return file


def _digest_built(name: str) -> str:
    try:
        now = DIGESTS.stat()
        return _digests(DIGESTS, now.st_mtime_ns, now.st_size)[name]
    except OSError as reason:
        raise GeometryError("geometry_missing", file=DIGESTS.name) from reason
    except (ValueError, TypeError) as reason:
        raise GeometryError("geometry_altered", file=DIGESTS.name) from reason
    except KeyError as reason:
        raise GeometryError("geometry_missing", file=name) from reason


# Time and size are arguments so that a changed file is another question.
@lru_cache(maxsize=4)
def _digests(file: Path, _mtime_ns: int, _size: int) -> dict[str, str]:
    return dict(json.loads(file.read_bytes()))


@lru_cache(maxsize=256)
def _digest_found(file: Path, _mtime_ns: int, _size: int) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


# ---- the shapes themselves


@cache
def layer(vintage: int, detail: Detail = "chi_tiet") -> dict[str, Any]:
    """The province layer as a GeoJSON FeatureCollection; feature ids are codes of that vintage. Do not change it."""
    return _read(layer_name(vintage, detail))


@cache
def area_layer(area: Area, detail: Detail = "chi_tiet") -> dict[str, Any]:
    """The regions or territories as a FeatureCollection; feature ids are their codes. Do not change it."""
    return _read(area_name(area, detail))


def districts(province_code: str) -> dict[str, Any]:
    """Districts of 2014 of one province of the 63, as a FeatureCollection; feature ids are shape ids.

    The districts Hoàng Sa and Trường Sa are "hoang_sa" and "truong_sa", drawn as their dots.
    """
    return _read(district_name(province_code))


@cache
def codes(vintage: int) -> tuple[str, ...]:
    """Province codes of the vintage, ascending."""
    return _ids(layer(vintage, "tong_quan"))


@cache
def area_codes(area: Area) -> tuple[str, ...]:
    """Codes of the regions, or of the universities that have a territory, ascending."""
    return _ids(area_layer(area, "tong_quan"))


@cache
def anchors(vintage: int) -> dict[str, tuple[float, float]]:
    """For each code a point (longitude, latitude, degrees) well inside the mainland part, for labels and centring."""
    return _points(layer(vintage, "chi_tiet"))


@cache
def area_anchors(area: Area) -> dict[str, tuple[float, float]]:
    """For each region or university a point (longitude, latitude, degrees) well inside the mainland part."""
    return _points(area_layer(area, "chi_tiet"))


@cache
def successors() -> dict[str, str]:
    """Code of the 63 → code of the unit of the 34 that took it in whole."""
    with (KEYS / "province_key.csv").open(encoding="utf-8", newline="") as file:
        return {row["code_63"]: row["code_34"] for row in csv.DictReader(file)}


def former_provinces(vintage: int, code: str) -> tuple[str, ...]:
    """Codes of the 63 that a unit is made of, ascending; of the 63 it is itself. Another code raises GeometryError."""
    into = {63: {each: each for each in successors()}, 34: successors()}
    if vintage not in into:
        raise GeometryError("geometry_vintage", vintage=vintage)
    found = tuple(sorted(before for before, after in into[vintage].items() if after == code))
    if not found:
        raise GeometryError("geometry_province", province=code)
    return found


def _read(name: str) -> dict[str, Any]:
    return json.loads(_whole(name).read_bytes())


def _ids(collection: dict[str, Any]) -> tuple[str, ...]:
    return tuple(sorted(feature["id"] for feature in collection["features"]))


def _points(collection: dict[str, Any]) -> dict[str, tuple[float, float]]:
    return {each["id"]: (each["properties"]["lon"], each["properties"]["lat"]) for each in collection["features"]}
