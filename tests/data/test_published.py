"""The published figures go through the same ingest, and come out as they were printed."""

import polars as pl
import pytest

from data import ingest, published, reference
from data.snapshot import Snapshot, open_snapshot
from tests.data.ingest_drawn import KEY, table


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory) -> Snapshot:
    """The snapshot of the published figures."""
    folder = tmp_path_factory.mktemp("published")
    published.export(folder)
    return open_snapshot(ingest.build(folder, folder / "state", snapshot_id=published.SNAPSHOT_ID, key=KEY))


def test_every_printed_cell_is_kept_the_cut_one_too(snapshot):
    cells = table(snapshot, "published_cell")

    assert cells.filter(province_code="22").height == 120
    assert cells.filter(province_code="70").height == 2 * 4 * 3  # audiences, levels, figures
    assert cells.filter(status="cut").select("people", "measure", "value", "as_printed").rows() == [
        ("ethnic_minority", "dat_pct", None, "9."),
    ]


def test_the_snapshot_is_public_and_says_who_published_it(snapshot):
    manifest = snapshot.manifest

    assert (snapshot.kind, snapshot.series, snapshot.as_of.isoformat()) == ("public", "da-cong-bo", "2021-03-31")
    assert [source["publisher"].split(",")[0] for source in manifest.sources] == [
        "Sở GD&ĐT Quảng Ninh",
        "Sở GD&ĐT Bình Phước",
    ]
    assert manifest.findings == []
    assert not snapshot.has_learners


def test_standing_is_what_quang_ninh_printed_and_null_where_it_was_not_read(snapshot):
    printed = reference.read("temis_quang_ninh_2020").filter(pl.col("measure").str.ends_with("_count"))
    expected = {
        (level, people, measure.removesuffix("_count").replace("base", "accounts")): int(value)
        for level, people, measure, value in printed.select("level", "group", "measure", "value").iter_rows()
    }

    standing = table(snapshot, "standing").filter(province_code="22")
    marks = ("accounts", "completed", "chua_dat", "dat", "kha", "tot")
    found = {
        (row["level"], row["people"], mark): row[mark]
        for row in standing.iter_rows(named=True)
        for mark in marks
        if row[mark] is not None
    }

    assert standing.height == 20
    assert found == expected
    assert standing["self_done"].null_count() == standing["head_due"].null_count() == 20


def test_binh_phuoc_counts_teachers_and_managers_and_the_levels_add_up(snapshot):
    standing = table(snapshot, "standing").filter(province_code="70")

    for audience, accounts, completed in (("teacher", 10_722, 9_176), ("manager", 688, 513)):
        rows = standing.filter(audience=audience)
        whole, parts = rows.filter(level="all"), rows.filter(pl.col("level") != "all")
        assert whole.select("accounts", "completed").row(0) == (accounts, completed)
        assert parts.select("accounts", "completed").sum().row(0) == (accounts, completed)


def test_the_headline_has_what_was_printed_and_an_unknown_part_where_no_mark_was(snapshot):
    rows = table(snapshot, "headline").filter(level="all", people="total")
    rows = rows.select("measure", "audience", "province_code", "part", "whole")

    assert sorted(rows.rows(), key=str) == [
        ("assessment_completed", "manager", "70", 513, 688),
        ("assessment_completed", "teacher", "22", 11_413, 12_275),
        ("assessment_completed", "teacher", "70", 9_176, 10_722),
        ("rated_excellent", "manager", "70", None, 513),
        ("rated_excellent", "teacher", "22", 5_013, 11_413),
        ("rated_excellent", "teacher", "70", None, 9_176),
        ("rated_good", "manager", "70", None, 513),
        ("rated_good", "teacher", "22", 5_949 + 5_013, 11_413),
        ("rated_good", "teacher", "70", None, 9_176),
    ]


def test_the_headline_has_the_printed_groups_and_leaves_those_nobody_printed_unknown(snapshot):
    groups = table(snapshot, "headline").filter(pl.col("people") != "total", level="all")
    completed = groups.filter(measure="assessment_completed").sort("people")

    assert groups["province_code"].unique().to_list() == ["22"]  # Bình Phước printed totals alone: no zero for it
    assert completed.select("people", "part", "whole").rows() == [
        ("disadvantaged_area", 2_923, 3_124),
        ("ethnic_minority", 1_197, 1_261),
        ("female", 9_728, 10_263),
        ("female_ethnic_minority", 910, 955),
    ]
