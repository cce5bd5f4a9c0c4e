"""Regions and territories of the universities: their provinces joined, border for border."""

from itertools import pairwise

import polars
import pytest

from data import reference
from geo import provinces
from tests.geo import shapes
from tests.geo.shapes import shapely


def provinces_by(area):
    """Code of each area → the codes of its provinces, as the reference gives them."""
    members = {}
    for row in reference.frames(63)["province"].iter_rows(named=True):
        members.setdefault(row[f"{area}_code"], []).append(row["province_code"])
    return {code: sorted(found) for code, found in members.items() if code}


def borders(shape):
    """Every stretch between two neighbouring corners, whichever way it is walked."""
    rings = [ring for part in shapely.get_parts(shape) for ring in (part.exterior, *part.interiors)]
    return {frozenset(stretch) for ring in rings for stretch in pairwise(ring.coords)}


def test_every_area_with_a_province_is_drawn_and_no_other():
    assert provinces.area_codes("region") == ("1", "2", "3", "4", "5", "6")
    assert provinces.area_codes("university") == tuple(sorted(provinces_by("university")))
    assert "NAEM" not in provinces.area_codes("university")  # the academy of managers has no territory


@pytest.mark.parametrize(("area", "detail"), shapes.AREAS)
def test_an_area_is_its_provinces_put_together(area, detail):
    parts, whole = shapes.shapes_of("63", detail), shapes.shapes_of(area, detail)

    for code, members in provinces_by(area).items():
        together = shapely.union_all([parts[member] for member in members])
        assert whole[code].area == pytest.approx(sum(parts[member].area for member in members), rel=1e-9), code
        assert whole[code].symmetric_difference(together).area / together.area < 1e-9, code


@pytest.mark.parametrize(("area", "detail"), shapes.AREAS)
def test_borders_of_an_area_are_borders_of_its_provinces_corner_for_corner(area, detail):
    parts, whole = shapes.shapes_of("63", detail), shapes.shapes_of(area, detail)

    for code, members in provinces_by(area).items():
        assert borders(whole[code]) <= set().union(*(borders(parts[member]) for member in members)), code


@pytest.mark.parametrize(("area", "detail"), shapes.AREAS)
@pytest.mark.parametrize("province", provinces.ARCHIPELAGOS.values())
def test_the_area_of_an_archipelagos_province_holds_the_archipelago(area, detail, province):
    owner = next(code for code, members in provinces_by(area).items() if province in members)
    positions = [row for row in shapes.key_rows("archipelagos.csv") if row["province_code"] == province]
    drawn = shapes.shapes_of(area, detail)[owner]

    assert all(drawn.contains(shapely.Point(float(row["lon"]), float(row["lat"]))) for row in positions)


@pytest.mark.parametrize(("area", "detail"), shapes.AREAS)
def test_an_area_bears_the_names_of_the_reference(area, detail):
    names = {
        row[f"{area}_code"]: (row["name_vi"], row["name_en"])
        for row in reference.frames(63)[area].iter_rows(named=True)
    }

    for each in provinces.area_layer(area, detail)["features"]:
        assert (each["properties"]["name_vi"], each["properties"]["name_en"]) == names[each["id"]]


@pytest.mark.parametrize("area", provinces.AREAS)
def test_an_areas_anchor_lies_in_one_of_its_provinces(area):
    parts = shapes.shapes_of("63", "chi_tiet")

    for code, members in provinces_by(area).items():
        point = shapely.Point(provinces.area_anchors(area)[code])
        assert any(parts[member].contains(point) for member in members), code


def test_a_province_without_a_university_is_in_no_territory(monkeypatch):
    geopandas = pytest.importorskip("geopandas")
    layers = pytest.importorskip("geo.layers")
    asked = reference.frames(63)
    kept = polars.col("province_code") != "30"
    nobody = polars.when(kept).then("university_code").otherwise(polars.lit("")).alias("university_code")
    given = {
        **asked,
        "province": asked["province"]
        .filter(polars.col("province_code").is_in(["01", "30", "92"]))
        .with_columns(nobody),
    }
    monkeypatch.setattr(layers.reference, "frames", lambda _vintage: given)
    squares = [shapely.box(105, 20, 106, 21), shapely.box(106, 20, 107, 21), shapely.box(105, 9, 106, 10)]
    drawn = geopandas.GeoDataFrame({"id": ["01", "30", "92"]}, geometry=squares, crs=4326)

    territories = layers.of_areas(drawn, "university")

    assert list(territories["id"]) == ["HCMUE", "HNUE"]
    assert [shape.bounds for shape in territories.geometry] == [(105, 9, 106, 10), (105, 20, 106, 21)]
