"""A raw file may come in parts, and every row can be traced to where it stood."""

import polars as pl
import pytest

from data import ingest
from data.errors import IngestError
from data.ingest.findings import Place
from tests.data.ingest_drawn import KEY, PEOPLE, SCHOOLS, export, frame, prepared, rules, written

HEADER, *LINES = PEOPLE.strip().splitlines()
FIRST, SECOND = "\n".join([HEADER, *LINES[:2]]), "\n".join([HEADER, *LINES[2:]])


def _from(text: str, tep: str, *, file: str = "hoc_vien", first: int = 5) -> pl.DataFrame:
    """A drawn part that says where its rows stood: sheet "GV", from row ``first`` of the file on."""
    rows = frame(file, text)
    return rows.with_columns(
        pl.lit(tep).alias("@tep"), pl.lit("GV").alias("@trang"), (pl.int_range(pl.len()) + first).alias("@dong")
    )


def test_parts_are_one_file(tmp_path):
    whole, parts = prepared(tmp_path, name="mot"), prepared(tmp_path, name="hai", hoc_vien=[FIRST, SECOND])

    assert parts.rows["hoc_vien"] == {"read": 4, "written": 4, "held": 0, "erased": 0}
    assert written(parts, "learner_year").equals(written(whole, "learner_year"))


def test_where_a_row_stood_is_no_column_left_unread(tmp_path):
    made = prepared(tmp_path, hoc_vien=[_from(PEOPLE, "so-01.xlsx")])

    assert made.header["origin"]["columns_not_read"] == {}


def test_a_broken_row_is_traced_to_its_file_sheet_and_row(tmp_path):
    made = prepared(
        tmp_path, hoc_vien=[_from(FIRST, "so-22.xlsx"), _from(SECOND.replace("Cốt cán", "Cốt lõi"), "so-01.xlsx")]
    )

    (finding,) = (one for one in made.findings if one.strength == "fail")
    assert (finding.rule, finding.places) == ("unknown_code", (Place("so-01.xlsx", "GV", 6),))
    assert made.held.select("raw", "tep", "trang", "dong").rows() == [("hoc_vien", "so-01.xlsx", "GV", 6)]


def test_parts_that_say_where_they_come_from_and_parts_that_do_not_stand_side_by_side(tmp_path):
    broken = SECOND.replace("Đại trà", "Đại tra").replace("Cốt cán", "Cốt lõi")

    made = prepared(tmp_path, hoc_vien=[broken, _from(FIRST.replace("Đại trà", "Đại tra"), "so-22.xlsx")])

    assert made.held.select("tep", "trang", "dong").rows() == [
        ("hoc_vien/001.parquet", "", 1),
        ("hoc_vien/001.parquet", "", 2),
        ("so-22.xlsx", "GV", 5),
        ("so-22.xlsx", "GV", 6),
    ]


def test_only_the_first_twenty_places_are_told(tmp_path):
    scores = "\n".join(["Mã định danh | Điểm LMS", *(f"an | {900 + number}" for number in range(30))])

    made = prepared(tmp_path, boi_duong=scores)

    (finding,) = (one for one in made.findings if one.rule == "score_outside_scale")
    assert [place.row for place in finding.places] == list(range(1, 21))
    assert finding.rows == 30


def test_a_column_missing_from_one_part_is_told_once(tmp_path):
    raw = export(tmp_path / "raw", hoc_vien=[FIRST, frame("hoc_vien", SECOND).drop("Vai trò")])

    with pytest.raises(IngestError) as problem:
        ingest.build(raw, tmp_path / "state", snapshot_id="ve-tay", key=KEY)

    assert [(one.rule, one.column) for one in problem.value.details["findings"]] == [("missing_column", "Vai trò")]


def test_a_part_of_no_rows_is_no_fault(tmp_path):
    made = prepared(tmp_path, truong=[frame("truong", SCHOOLS).clear(), SCHOOLS])

    assert made.rows["truong"]["written"] == 2
    assert not rules(made)
