"""The provinces: whole, valid, wound the right way round, with both archipelagos, and close to the official ones."""

import json
import subprocess
import sys
import unicodedata

import pytest

from data import reference
from data.errors import TemisError
from geo import provinces
from tests.geo import shapes
from tests.geo.shapes import shapely

YARDSTICK = shapes.ROOT.parent / "shared" / "geo" / "yardstick" / "provinces_2016_odm.geojson"


def test_both_divisions_have_all_their_codes():
    rows = shapes.reference_rows("provinces")

    assert provinces.codes(63) == tuple(sorted(row["code"] for row in rows))
    assert provinces.codes(34) == tuple(sorted({row["merged_2025_code"] for row in rows}))
    assert (len(provinces.codes(63)), len(provinces.codes(34))) == (63, 34)


def test_each_province_went_into_the_unit_the_reference_says():
    rows = shapes.reference_rows("provinces")

    assert provinces.successors() == {row["code"]: row["merged_2025_code"] for row in rows}


def test_a_unit_of_the_34_is_known_by_the_provinces_it_was_made_of():
    assert provinces.former_provinces(34, "08") == ("02", "08")
    assert provinces.former_provinces(34, "01") == ("01",)
    assert provinces.former_provinces(63, "08") == ("08",)
    assert sorted(each for code in provinces.codes(34) for each in provinces.former_provinces(34, code)) == sorted(
        provinces.codes(63)
    )


@pytest.mark.parametrize(("kind", "detail"), shapes.LAYERS)
def test_every_shape_is_valid_and_neighbours_share_their_border(kind, detail):
    drawn = list(shapes.shapes_of(kind, detail).values())

    assert all(shapely.is_valid(drawn))
    assert shapely.coverage_is_valid(drawn)


@pytest.mark.parametrize(("kind", "detail"), shapes.LAYERS)
def test_no_place_belongs_to_two_or_to_nobody(kind, detail):
    drawn = list(shapes.shapes_of(kind, detail).values())

    assert shapely.union_all(drawn).area == pytest.approx(sum(shapely.area(drawn)), rel=1e-9)
    assert shapes.holes(drawn) == 0


@pytest.mark.parametrize(("kind", "detail"), shapes.LAYERS)
def test_exterior_rings_run_clockwise(kind, detail):
    """The other way round, plotly fills the globe and leaves the province out."""
    assert shapes.wrongly_wound(shapes.collection(kind, detail)["features"]) == set()


@pytest.mark.parametrize(("kind", "detail"), shapes.COUNTRY)
@pytest.mark.parametrize(("code", "east_of", "islands"), [("48", 111.0, 15), ("56", 111.2, 39)])
def test_the_archipelagos_are_parts_of_their_provinces(kind, detail, code, east_of, islands):
    parts = shapely.get_parts(shapes.shapes_of(kind, detail)[code])
    far = shapely.union_all([part for part in parts if part.bounds[0] > east_of])
    positions = [row for row in shapes.key_rows("archipelagos.csv") if row["province_code"] == code]

    assert len(positions) == islands
    assert all(far.contains(shapely.Point(float(row["lon"]), float(row["lat"]))) for row in positions)


@pytest.mark.parametrize(("kind", "detail"), shapes.LAYERS)
def test_labels_stand_well_inside_the_mainland(kind, detail):
    assert shapes.badly_labelled(shapes.collection(kind, detail)["features"]) == []


@pytest.mark.parametrize("vintage", provinces.VINTAGES)
def test_anchors_are_the_label_points_of_the_detailed_layer(vintage):
    drawn = shapes.shapes_of(f"{vintage}", "chi_tiet")

    assert set(provinces.anchors(vintage)) == set(provinces.codes(vintage))
    for code, (lon, lat) in provinces.anchors(vintage).items():
        assert drawn[code].contains(shapely.Point(lon, lat)), code
        assert lon < 110, code


def test_the_34_are_the_63_put_together():
    parts, whole = shapes.shapes_of("63", "chi_tiet"), shapes.shapes_of("34", "chi_tiet")

    for code, shape in whole.items():
        together = shapely.union_all([parts[former] for former in provinces.former_provinces(34, code)])
        assert together.symmetric_difference(shape).area / shape.area < 0.02, code


@pytest.mark.parametrize("detail", provinces.DETAILS)
@pytest.mark.parametrize("vintage", provinces.VINTAGES)
def test_a_province_bears_the_names_of_the_reference_in_whole_letters(vintage, detail):
    rows = reference.frames(vintage)["province"].iter_rows(named=True)
    features = provinces.layer(vintage, detail)["features"]
    drawn = {each["id"]: (each["properties"]["name_vi"], each["properties"]["name_en"]) for each in features}

    assert drawn == {row["province_code"]: (row["name_vi"], row["name_en"]) for row in rows}
    assert all(unicodedata.is_normalized("NFC", name) for pair in drawn.values() for name in pair)
    assert {key for each in features for key in each["properties"]} == {"lon", "lat", "name_vi", "name_en"}


@pytest.mark.parametrize("detail", provinces.DETAILS)
def test_shapes_stay_close_to_the_official_ones(detail):
    if not YARDSTICK.exists():
        pytest.skip("the official shapes of 2016 are not beside this project")
    official = json.loads(YARDSTICK.read_text(encoding="utf-8"))["features"]
    ours = shapes.shapes_of("63", detail)
    found = {}
    for feature in official:
        code, theirs = feature["properties"]["gso"], shapely.from_geojson(json.dumps(feature["geometry"]))
        # The yardstick draws no archipelago: compare what lies on and near the mainland.
        mainland = shapely.union_all([part for part in shapely.get_parts(ours[code]) if part.bounds[0] < 110])
        found[code] = shapes.overlap(mainland, shapely.make_valid(theirs))

    assert len(found) == 63
    assert sum(found.values()) / 63 >= 0.95
    assert min(found.values()) >= 0.85, min(found, key=found.get)


def test_a_division_or_province_nobody_drew_is_refused():
    with pytest.raises(TemisError, match="geometry_vintage"):
        provinces.path(12)
    with pytest.raises(TemisError, match="geometry_vintage"):
        provinces.district_urls(12, "01")
    with pytest.raises(TemisError, match="geometry_province"):
        provinces.district_urls(34, "02")  # went into 08


def test_reading_shapes_does_not_load_the_tools_that_build_them():
    loaded = "import sys, geo.provinces, pages.figures.maps; print({'shapely', 'geopandas'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", loaded], cwd=shapes.ROOT, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "set()"
