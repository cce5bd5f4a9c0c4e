"""The shapes: whole, valid, wound the right way round, with both archipelagos, and close to the official ones."""

import csv
import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from data.errors import TemisError
from geo import provinces

ROOT = Path(__file__).resolve().parents[2]
YARDSTICK = ROOT.parent / "shared" / "geo" / "yardstick" / "provinces_2016_odm.geojson"
LAYERS = [(vintage, detail) for vintage in provinces.VINTAGES for detail in ("chi_tiet", "tong_quan")]
shapely = pytest.importorskip("shapely", reason="shapes are checked where the build's tools are installed")


def shapes_of(vintage, detail):
    features = provinces.layer(vintage, detail)["features"]
    return {feature["id"]: shapely.from_geojson(json.dumps(feature["geometry"])) for feature in features}


def rings_of(vintage, detail):
    for feature in provinces.layer(vintage, detail)["features"]:
        geometry = feature["geometry"]
        parts = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        for exterior, *_ in parts:
            yield feature["id"], exterior


def signed_area(ring):
    return sum((x2 - x1) * (y1 + y2) / 2 for (x1, y1), (x2, y2) in pairwise(ring))


def reference():
    with (ROOT / "data" / "reference" / "provinces.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_both_divisions_have_all_their_codes():
    rows = reference()

    assert provinces.codes(63) == tuple(sorted(row["code"] for row in rows))
    assert provinces.codes(34) == tuple(sorted({row["merged_2025_code"] for row in rows}))
    assert (len(provinces.codes(63)), len(provinces.codes(34))) == (63, 34)


def test_each_province_went_into_the_unit_the_reference_says():
    assert provinces.successors() == {row["code"]: row["merged_2025_code"] for row in reference()}


@pytest.mark.parametrize(("vintage", "detail"), LAYERS)
def test_every_shape_is_valid_and_neighbours_share_their_border(vintage, detail):
    shapes = list(shapes_of(vintage, detail).values())

    assert all(shapely.is_valid(shapes))
    assert shapely.coverage_is_valid(shapes)


@pytest.mark.parametrize(("vintage", "detail"), LAYERS)
def test_exterior_rings_run_clockwise(vintage, detail):
    """The other way round, plotly fills the globe and leaves the province out."""
    assert [code for code, ring in rings_of(vintage, detail) if signed_area(ring) <= 0] == []


@pytest.mark.parametrize(("vintage", "detail"), LAYERS)
@pytest.mark.parametrize(("code", "east_of", "islands"), [("48", 111.0, 15), ("56", 111.2, 39)])
def test_the_archipelagos_are_parts_of_their_provinces(vintage, detail, code, east_of, islands):
    parts = shapely.get_parts(shapes_of(vintage, detail)[code])
    far = shapely.union_all([part for part in parts if part.bounds[0] > east_of])
    positions = [row for row in rows_of("archipelagos.csv") if row["province_code"] == code]

    assert len(positions) == islands
    assert all(far.contains(shapely.Point(float(row["lon"]), float(row["lat"]))) for row in positions)


def rows_of(key):
    with (provinces.KEYS / key).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("vintage", provinces.VINTAGES)
def test_anchors_lie_in_their_province_on_the_mainland(vintage):
    shapes = shapes_of(vintage, "chi_tiet")

    for code, (lon, lat) in provinces.anchors(vintage).items():
        assert shapes[code].contains(shapely.Point(lon, lat)), code
        assert lon < 110, code


def test_the_34_are_the_63_put_together():
    parts, whole = shapes_of(63, "chi_tiet"), shapes_of(34, "chi_tiet")
    after = provinces.successors()

    for code, shape in whole.items():
        together = shapely.union_all([part for before, part in parts.items() if after[before] == code])
        assert together.symmetric_difference(shape).area / shape.area < 0.02, code


def test_districts_agree_with_the_reference_and_fill_their_province():
    with (ROOT / "data" / "reference" / "districts.csv").open(encoding="utf-8") as file:
        named = {row["shape_id"]: (row["province_code"], row["district_code"]) for row in csv.DictReader(file)}
    drawn = {
        feature["id"]: (feature["properties"]["province_code"], feature["properties"]["district_code"])
        for code in provinces.codes(63)
        for feature in provinces.districts(code)["features"]
    }

    assert drawn == {shape_id: codes for shape_id, codes in named.items() if shape_id}
    assert len(drawn) == 708


def test_a_layer_carries_no_names():
    for vintage, detail in LAYERS:
        assert {key for each in provinces.layer(vintage, detail)["features"] for key in each["properties"]} == {
            "lon",
            "lat",
        }


@pytest.mark.parametrize("detail", ["chi_tiet", "tong_quan"])
def test_shapes_stay_close_to_the_official_ones(detail):
    if not YARDSTICK.exists():
        pytest.skip("the official shapes of 2016 are not beside this project")
    official = json.loads(YARDSTICK.read_text(encoding="utf-8"))["features"]
    ours = shapes_of(63, detail)
    overlap = {}
    for feature in official:
        code, theirs = feature["properties"]["gso"], shapely.from_geojson(json.dumps(feature["geometry"]))
        # The yardstick draws no archipelago: compare what lies on and near the mainland.
        mainland = shapely.union_all([part for part in shapely.get_parts(ours[code]) if part.bounds[0] < 110])
        theirs = shapely.make_valid(theirs)
        overlap[code] = mainland.intersection(theirs).area / mainland.union(theirs).area

    assert len(overlap) == 63
    assert sum(overlap.values()) / 63 >= 0.95
    assert min(overlap.values()) >= 0.85, min(overlap, key=overlap.get)


def test_a_missing_or_altered_layer_is_refused_by_name(tmp_path, monkeypatch):
    monkeypatch.setattr(provinces, "SERVED", tmp_path)
    provinces.layer.cache_clear()

    with pytest.raises(provinces.GeometryError) as missing:
        provinces.layer(63)
    (tmp_path / "tinh63_chi_tiet.geojson").write_text('{"features": []}', encoding="utf-8")
    with pytest.raises(provinces.GeometryError) as altered:
        provinces.layer(63)

    assert (missing.value.code, altered.value.code) == ("geometry_missing", "geometry_altered")
    assert altered.value.details == {"file": "tinh63_chi_tiet.geojson"}


def test_a_division_or_province_nobody_drew_is_refused():
    with pytest.raises(TemisError, match="geometry_vintage"):
        provinces.path(12)
    with pytest.raises(TemisError, match="geometry_province"):
        provinces.districts("99")


def test_all_geometry_together_stays_small():
    files = [*provinces.SERVED.glob("*.geojson"), *provinces.SHAPES.glob("*.geojson")]

    assert sum(file.stat().st_size for file in files) < 1_500_000


def test_reading_shapes_does_not_load_the_tools_that_build_them():
    loaded = "import sys, geo.provinces, pages.figures.maps; print({'shapely', 'geopandas'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", loaded], cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "set()"
