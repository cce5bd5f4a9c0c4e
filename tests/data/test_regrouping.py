"""A store in the other division: every table has its way there, and the demo country's counts are exact sums."""

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from data import divisions, history, regrouping
from data.access import Scope
from data.measures import measures
from data.schema import HISTORY, TABLES, of_layer
from data.snapshot import open_snapshot
from data.store import open_store
from tests.data.carried import PHU_THO, expected_headline, in_units, rows, summed, table

ADDED = [
    table for table in TABLES.values()
    if regrouping.has_place(table) and not regrouping.is_moved(table) and table.name != "headline"
]  # fmt: skip
MOVED = [table for table in TABLES.values() if regrouping.has_place(table) and regrouping.is_moved(table)]


@pytest.fixture(scope="module")
def both(demo_state):
    """The whole demo country with the past of its series, as the 63 and as the 34."""
    snapshot = open_snapshot(max((demo_state / "snapshots").glob("mo-phong-*")))
    opened = {
        division: open_store(snapshot, Scope.everything(), history.path(demo_state), division=division)
        for division in divisions.DIVISIONS
    }
    yield opened
    for store in opened.values():
        store.close()


def test_every_column_of_every_table_with_a_place_has_a_rule():
    for each in ADDED:
        for column in each.columns:
            assert column.is_key or regrouping.rule(each, column), (each.name, column.name)
    assert regrouping.RULES.keys() <= {(each.name, column) for each in ADDED for column in each.names}
    assert regrouping.NOT_ADDED.keys() <= {each.name for each in MOVED}
    assert all(regrouping.NOT_ADDED.values())


def test_a_share_without_a_rule_cannot_be_added_by_mistake():
    column = next(column for column in TABLES["published_cell"].columns if column.name == "value")

    with pytest.raises(LookupError, match=r"published_cell\.value"):
        regrouping.rule(TABLES["published_cell"], column)


def test_tables_of_schools_and_people_are_moved_and_cubes_added():
    assert {each.name for each in MOVED} == {
        *(each.name for each in of_layer("unit", "detail")), "district", "school", "published_cell"
    }  # fmt: skip
    assert {each.name for each in ADDED} == {
        *(each.name for each in of_layer("cube") if each.name != "headline"),
        "teacher_count",
        "lms_use",
        "submission",
        "activity_day",
    }


def test_the_history_file_knows_no_column_of_the_store():
    assert "units_known" not in HISTORY.names
    assert "units_known" not in TABLES["headline"].names


@pytest.mark.parametrize("name", ["headline", "history"])
def test_every_measures_part_and_whole_are_the_sums_of_the_former_provinces(both, name):
    before, after = table(both[63], name), table(both[34], name)

    assert set(after["measure"]) == set(measures())
    assert after["province_code"].n_unique() == 34
    keys = [column for column in after.columns if column not in ("part", "whole", "units_known")]
    assert not after.select(keys).is_duplicated().any()
    assert after["units_known"].max() > 1
    assert_frame_equal(after, expected_headline(before), check_row_order=False, check_column_order=False)


@pytest.mark.parametrize("each", [each for each in ADDED if each.layer == "cube"], ids=lambda each: each.name)
def test_every_count_of_every_cube_is_the_sum_of_the_former_provinces(both, each):
    counts = [column.name for column in each.columns if not column.is_key]
    before, after = table(both[63], each.name), table(both[34], each.name)

    assert after.height
    added = [frame.group_by(each.key).agg(summed(name) for name in counts) for frame in (in_units(before), after)]
    assert_frame_equal(*added, check_row_order=False)  # only score_sum is no whole number
    assert_frame_equal(before.select(summed(name) for name in counts), after.select(summed(name) for name in counts))


@pytest.mark.parametrize("each", [each for each in ADDED if each.layer == "cube"], ids=lambda each: each.name)
def test_a_cube_has_one_row_for_equal_keys_that_know_the_same(both, each):
    after = table(both[34], each.name)
    knows = [pl.col(column.name).is_null() for column in each.columns if not column.is_key]

    assert not after.select(*each.key, *knows).is_duplicated().any()


def test_no_school_and_no_district_is_lost_or_met_twice(demo_state):
    snapshot = open_snapshot(max((demo_state / "snapshots").glob("mo-phong-*")))
    scope = Scope(provinces=PHU_THO, units=PHU_THO, detail=PHU_THO)
    before = open_store(snapshot, scope)
    after = open_store(snapshot, scope, division=34)

    for each in MOVED:
        if each.name in regrouping.NOT_ADDED:
            continue
        carried = table(after, each.name)
        own = table(before, each.name).filter(pl.col("province_code").is_in(PHU_THO))
        own = own.with_columns(province_code=pl.lit("25"))
        assert_frame_equal(carried.filter(province_code="25"), own, check_row_order=False)
        assert not carried.select(each.key).is_duplicated().any(), each.name
        assert own.height or each.layer == "detail", each.name
    before.close()
    after.close()


def test_what_a_unit_is_made_of_is_told_by_name(both):
    made_of = rows(both[34], "select part_code, name_vi from unit_part where province_code = '25' order by 1")

    assert made_of == [("17", "Hòa Bình"), ("25", "Phú Thọ"), ("26", "Vĩnh Phúc")]
    assert rows(both[34], "select count(*), count(distinct province_code) from unit_part") == [(63, 34)]
    assert rows(both[63], "select count(*) from unit_part where province_code = part_code") == [(63,)]


def test_a_store_says_which_division_it_shows_and_which_its_data_have(both):
    for division, store in both.items():
        assert store.division == division
        assert rows(store, "select vintage, data_vintage from snapshot_info") == [(division, 63)]
        assert rows(store, "select count(*), min(vintage), max(vintage) from province") == [
            (division, division, division)
        ]
        assert rows(store, "select count(*) from scope_province") == [(division,)]
        assert store.rows["province"] == division
    assert both[34].rows["region"] == 0  # a grouping of the 63 alone
