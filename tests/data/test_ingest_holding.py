"""Rows that break a rule are held back with what stands on them, and the rest goes on; every row is accounted for."""

import json

import polars as pl
import pytest

from data.errors import IngestError
from data.ingest.holding import masked
from data.sealing import seal
from data.snapshot import open_snapshot
from tests.data.ingest_drawn import PEOPLE, SCHOOLS, prepared, rules, written

TRAINING = """
    Mã định danh | Mô đun | Điểm LMS
    an           | GV1    | 150
    binh         | GV1    | 70
    chi          | GV1    | 60
"""


def _held(made, *columns: str) -> list[tuple]:
    return made.held.select(columns).rows()


def _adds_up(made) -> bool:
    return all(n["read"] == n["written"] + n["held"] + n["erased"] for n in made.rows.values())


def test_a_broken_row_is_left_out_and_the_rest_is_written(tmp_path):
    made = prepared(tmp_path, boi_duong=TRAINING)

    assert written(made, "enrolment")["lms_score"].sort().to_list() == [60, 70]
    assert _held(made, "raw", "dong", "rule", "header", "value") == [
        ("boi_duong", 1, "score_outside_scale", "Điểm LMS", "150.0")
    ]
    assert made.rows["boi_duong"] == {"read": 3, "written": 2, "held": 1, "erased": 0}


def test_nothing_broken_holds_nothing_back_and_gives_the_same_bytes(tmp_path):
    one, other = (prepared(tmp_path, name=name, hold=hold) for name, hold in (("mot", True), ("hai", False)))

    assert one.held.is_empty()
    files = [path.relative_to(one.staging) for path in sorted(one.staging.rglob("*.parquet"))]
    assert all((one.staging / file).read_bytes() == (other.staging / file).read_bytes() for file in files)


def test_a_school_takes_its_people_along_and_they_what_they_did(tmp_path):
    made = prepared(
        tmp_path,
        truong=SCHOOLS.replace("Quảng Ninh", "Quảng Đông"),
        boi_duong="Mã định danh | Mã trường | Mô đun\n an | S1 | GV1\n binh | S1 | GV1",
        danh_gia="Mã định danh | Người đánh giá | Ngày đánh giá | Xếp loại\n an | Tự đánh giá | 2021-11-01 | Khá",
        ho_tro="Mã định danh | Mã cốt cán\n binh | an",
        nhu_cau="Mã định danh | Mô đun\n an | GV1\n binh | GV2",
    )

    assert _held(made, "raw", "rule", "header") == [
        ("boi_duong", "unknown_person", "Mã định danh"),
        ("danh_gia", "unknown_person", "Mã định danh"),
        ("ho_tro", "unknown_person", "Mã cốt cán"),
        ("hoc_vien", "unknown_school", "Mã trường"),
        ("nhu_cau", "unknown_person", "Mã định danh"),
        ("truong", "unknown_province", "Tỉnh/Thành phố"),
    ]
    assert written(made, "learner").height == 3
    assert _adds_up(made)


def test_a_person_stays_while_one_of_their_years_does(tmp_path):
    people = """
        Mã định danh | Năm học   | Mã trường
        an           | 2020-2021 | S1
        an           | 2021-2022 | S9
    """

    made = prepared(tmp_path, hoc_vien=people, boi_duong="Mã định danh | Mô đun\n an | GV1")

    assert _held(made, "raw", "rule") == [("hoc_vien", "unknown_school")]
    assert written(made, "enrolment").height == 1


def test_of_rows_that_say_the_same_the_first_stays(tmp_path):
    again = "Mã định danh | Mô đun | Điểm LMS\n an | GV1 | 60\n binh | GV1 | 60\n an | GV1 | 60\n an | GV1 | 60"

    made = prepared(tmp_path, boi_duong=again)

    assert _held(made, "dong", "rule") == [(3, "repeated_row"), (4, "repeated_row")]
    assert written(made, "enrolment").height == 2


def test_of_rows_that_contradict_each_other_none_stays(tmp_path):
    doubled = "Mã định danh | Mô đun | Điểm LMS\n an | GV1 | 60\n an | GV1 | 70\n an | GV1 | 60\n binh | GV1 | 60"

    made = prepared(tmp_path, boi_duong=doubled)

    assert _held(made, "dong", "rule") == [(1, "duplicate_key"), (2, "duplicate_key"), (3, "duplicate_key")]
    assert written(made, "enrolment").height == 1


def test_an_empty_cell_differs_from_one_that_is_filled(tmp_path):
    made = prepared(tmp_path, boi_duong="Mã định danh | Mô đun | Điểm LMS\n an | GV1 | 60\n an | GV1 |")

    assert rules(made) == {"duplicate_key"}


def test_a_row_that_fails_anyway_makes_no_other_one_a_duplicate(tmp_path):
    doubled = "Mã định danh | Mô đun | Điểm LMS\n an | GV1 | 160\n an | GV1 | 70"

    made = prepared(tmp_path, boi_duong=doubled)

    assert _held(made, "dong", "rule") == [(1, "score_outside_scale")]


def test_a_school_listed_twice_does_not_double_its_people(tmp_path):
    made = prepared(tmp_path, truong=SCHOOLS + SCHOOLS.strip().splitlines()[1])

    assert _held(made, "raw", "rule") == [("truong", "repeated_row")]
    assert made.rows["hoc_vien"]["written"] == 4


def test_a_row_that_breaks_two_rules_is_told_under_both_and_counted_once(tmp_path):
    made = prepared(tmp_path, boi_duong="Mã định danh | Mô đun | Điểm LMS\n an | GV99 | 150\n binh | GV1 | 60")

    assert _held(made, "dong", "rule") == [(1, "score_outside_scale"), (1, "unknown_reference")]
    assert made.rows["boi_duong"]["held"] == 1
    assert made.header["origin"]["held_back"] == {"boi_duong": {"score_outside_scale": 1, "unknown_reference": 1}}
    assert made.header["origin"]["rows_held"] == {"boi_duong": 1}


def test_values_outside_a_list_of_the_schema_are_held_back(tmp_path):
    owed = """
        Tỉnh/Thành phố | Bộ dữ liệu | Năm báo cáo | Hạn nộp
        Hà Nội         | assessment | 2021        | 2022-05-31
        Hà Nội         | sổ tay     | 2021        | 2022-05-31
    """

    made = prepared(tmp_path, bao_cao=owed)

    assert _held(made, "dong", "rule", "header", "value") == [(2, "unknown_code", "Bộ dữ liệu", "sổ tay")]


def test_the_row_comes_with_its_cells_as_they_were_sent(tmp_path):
    made = prepared(tmp_path, hoc_vien=PEOPLE.replace("Cốt cán", " CỐT  LÕI "))

    (row,) = (json.loads(text) for text in made.held["row"])
    assert (row["Mã định danh"], row["Vai trò"], row["Giới tính"]) == ("dung", "CỐT  LÕI", None)
    assert row["Ngày cấp tài khoản"] == "2021-08-01"


def test_an_identifier_is_told_by_its_ends_alone(tmp_path):
    made = prepared(tmp_path, khao_sat="Mã định danh | Câu hỏi | Trả lời\n 2200045678 | course_satisfied | 4")

    assert _held(made, "rule", "value") == [("unknown_person", "22••••••78")]
    assert "2200045678" not in str(made.header) + str(made.findings)
    assert masked("12345") == "•••••"


def test_what_no_list_knows_is_told_masked_to_whoever_builds_and_not_in_the_snapshot(tmp_path):
    made = prepared(tmp_path, hoc_vien=PEOPLE.replace("Cốt cán", "Nguyễn Thị Bí Mật"))

    assert [one.sample for one in made.findings] == [("N•••• T•• B• M••",)]
    assert "Bí Mật" not in str(made.header)


def test_too_much_held_back_stops_the_build_and_keeps_what_was_found(tmp_path):
    with pytest.raises(IngestError) as problem:
        prepared(tmp_path, boi_duong=TRAINING, hold_most=0.3)

    assert problem.value.code == "too_much_held_back"
    details = problem.value.details
    assert (details["file"], details["rows"], details["of"]) == ("boi_duong.parquet", 1, 3)
    assert [one.rule for one in details["findings"]] == ["score_outside_scale"]
    assert problem.value.held["rule"].to_list() == ["score_outside_scale"]


def test_the_error_itself_names_nobody(tmp_path):
    people = PEOPLE.replace("an  ", "2200045678").replace("Đại trà", "Đại tra")

    with pytest.raises(IngestError) as problem:
        prepared(tmp_path, hoc_vien=people, hold_most=0.3)

    assert "2200045678" in str(problem.value.held.rows())
    assert "2200045678" not in str(problem.value) + str(problem.value.details)


def test_as_much_as_may_be_is_held_back(tmp_path):
    assert prepared(tmp_path, boi_duong=TRAINING, hold_most=0.34).rows["boi_duong"]["held"] == 1


def test_what_only_says_the_same_again_is_not_too_much(tmp_path):
    again = "Mã định danh | Mô đun\n an | GV1\n an | GV1\n an | GV1"

    assert prepared(tmp_path, boi_duong=again, hold_most=0.05).rows["boi_duong"]["held"] == 2


def test_what_is_no_row_stops_the_build_all_the_same(tmp_path):
    with pytest.raises(IngestError, match="ingest_failed"):
        prepared(tmp_path, hoc_vien=pl.DataFrame({"Mã định danh": ["an"]}))


def test_a_whole_file_held_back_leaves_its_tables_empty(tmp_path):
    made = prepared(tmp_path, boi_duong="Mã định danh | Mô đun\n ai | GV1\n do | GV1")

    assert written(made, "enrolment").is_empty()
    assert _adds_up(made)


def test_what_was_prepared_can_be_sealed(tmp_path):
    made = prepared(tmp_path, boi_duong=TRAINING)

    snapshot = open_snapshot(seal(made.staging, tmp_path / "state", made.header))

    assert snapshot.manifest.rows["enrolment"] == 2
    assert [one["places"] for one in snapshot.manifest.findings] == [
        [{"file": "boi_duong.parquet", "sheet": "", "row": 1}]
    ]
