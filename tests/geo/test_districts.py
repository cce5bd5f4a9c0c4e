"""Districts of 2014: all of them, each in its province, meeting without gaps, small enough to fetch one by one."""

from functools import cache

import pytest

from data.spelling import unaccented
from geo import provinces
from tests.geo import shapes
from tests.geo.shapes import shapely

FAR = {"hoang_sa": ("48", "498"), "truong_sa": ("56", "576")}


@cache
def districts():
    return shapes.all_districts()


def test_districts_are_those_of_the_reference():
    rows = shapes.reference_rows("districts")
    drawn = {
        each["id"]: (each["properties"]["province_code"], each["properties"]["district_code"]) for each in districts()
    }

    assert len(drawn) == len(districts()) == 708
    assert sorted(drawn.values()) == sorted((row["province_code"], row["district_code"]) for row in rows)


def test_a_districts_feature_is_found_by_the_shape_id_of_the_data():
    drawn = {each["id"] for each in districts()}
    rows = [
        row
        for row in shapes.reference_rows("districts")
        if (row["province_code"], row["district_code"]) not in FAR.values()
    ]

    assert len(rows) == 706
    assert {row["shape_id"] for row in rows if row["shape_id"]} | set(FAR) == drawn


def test_a_district_bears_its_name_with_and_without_marks():
    names = {(row["province_code"], row["district_code"]): row["name_vi"] for row in shapes.reference_rows("districts")}

    for each in districts():
        known = each["properties"]
        assert known["name_vi"] == names[known["province_code"], known["district_code"]]
        assert known["name_en"] == unaccented(known["name_vi"])
        assert known["name_en"].isascii()


def test_districts_are_valid_and_meet_across_the_whole_country():
    drawn = list(shapes.shapes_in(districts()).values())

    assert all(shapely.is_valid(drawn))
    assert shapely.coverage_is_valid(drawn)
    assert shapely.union_all(drawn).area == pytest.approx(sum(shapely.area(drawn)), rel=1e-9)
    assert shapes.holes(drawn) == 0
    assert shapes.wrongly_wound(districts()) == set()


@pytest.mark.parametrize("code", provinces.codes(63))
def test_the_districts_of_a_province_fill_it(code):
    together = shapely.union_all(list(shapes.shapes_in(provinces.districts(code)["features"]).values()))

    assert shapes.overlap(together, shapes.shapes_of("63", "chi_tiet")[code]) >= 0.99


@pytest.mark.parametrize("archipelago", FAR)
def test_the_island_districts_carry_the_dots_of_the_province_layer(archipelago):
    code = provinces.ARCHIPELAGOS[archipelago]
    dots = shapes.shapes_in(provinces.districts(code)["features"])[archipelago]
    in_province = shapely.get_parts(shapes.shapes_of("63", "chi_tiet")[code])

    assert dots.equals(shapely.multipolygons([part for part in in_province if part.bounds[0] > 111]))
    assert sum(shapely.get_num_geometries(each) for each in (dots,)) > 10


def test_labels_of_districts_stand_well_inside_and_those_of_archipelagos_on_the_island_of_that_name():
    near = [each for each in districts() if each["id"] not in FAR]
    named = {row["name_vi"]: (float(row["lon"]), float(row["lat"])) for row in shapes.key_rows("archipelagos.csv")}
    far = {
        each["id"]: (each["properties"]["lon"], each["properties"]["lat"]) for each in districts() if each["id"] in FAR
    }

    assert shapes.badly_labelled(near) == []
    assert far == {"hoang_sa": named["Hoàng Sa"], "truong_sa": named["Trường Sa"]}


def test_the_districts_of_a_unit_of_the_34_come_from_each_former_province():
    assert [url.partition("?")[0] for url in provinces.district_urls(34, "48")] == [
        "/app/static/geo/huyen/48.geojson",
        "/app/static/geo/huyen/49.geojson",
    ]
    assert provinces.district_urls(63, "48") == (provinces.district_url("48"),)


def test_a_provinces_districts_are_quickly_fetched():
    sizes = [(provinces.SERVED / provinces.district_name(code)).stat().st_size for code in provinces.codes(63)]

    assert max(sizes) < 32_000
    assert sum(sizes) < 800_000
