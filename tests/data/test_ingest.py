"""A raw export becomes a snapshot: read by header, checked, pseudonymous, and the same every time."""

import json
import unicodedata
from datetime import date

import polars as pl
import pytest

from data import ingest
from data.errors import IngestError, SnapshotError
from data.ingest.people import learner_keys
from data.schema import TABLES
from tests.data.ingest_drawn import KEY, PEOPLE, SCHOOLS, built, export, frame, table

TRAINING = """
    Mã định danh | Điểm LMS | Ngày nộp LMS | Ngày kết quả LMS | Kết quả LMS
    binh         | 81.5     | 2021-02-01   | 2021-02-01       | Đạt
    chi          |          |              |                  |
"""
RATINGS = """
    Mã định danh | Người đánh giá | Ngày đánh giá | Xếp loại | TC1 | TC2 | TC15
    an           | Tự đánh giá    | 2021-11-01    | Khá      | 3   | 4   |
    an           | Thủ trưởng     | 2021-11-20    | Tốt      |     |     | 4
"""


def test_a_person_becomes_one_row_with_codes_for_words(tmp_path):
    snapshot = built(tmp_path)

    learners = table(snapshot, "learner").drop("learner_key").sort("province_code", "is_female", "is_ethnic_minority")
    assert learners.rows() == [
        ("01", "teacher", None, None),
        ("01", "teacher", False, False),
        ("01", "teacher", True, False),
        ("22", "teacher", True, True),
    ]
    years = table(snapshot, "learner_year").filter(pl.col("province_code") == "22").drop("learner_key")
    assert years.rows() == [
        ("22", 2021, "S2", "lower_secondary", "math", "mass", True, False, date(2021, 8, 1)),
    ]


def test_the_latest_year_says_where_a_person_is_and_an_earlier_one_what_the_latest_leaves_out(tmp_path):
    people = """
        Mã định danh | Năm học   | Mã trường | Giới tính | Đối tượng
        an           | 2020-2021 | S1        | Nữ        | GVPT
        an           | 2021-2022 | S2        |           | CBQL
    """

    snapshot = built(tmp_path, hoc_vien=people)

    assert table(snapshot, "learner").drop("learner_key").rows() == [("22", "manager", True, None)]
    assert [finding["rule"] for finding in snapshot.manifest.findings] == ["audience_changed"]


def test_ratings_are_gathered_by_year_and_spread_by_criterion(tmp_path):
    snapshot = built(tmp_path, danh_gia=RATINGS)

    assert table(snapshot, "rating").drop("learner_key").rows() == [
        ("22", 2021, "TT20/2018", date(2021, 11, 1), date(2021, 11, 20), 3, None, 4),
    ]
    assert table(snapshot, "assessment").drop("learner_key").rows() == [
        ("22", 2021, "TT20/2018", "head", 15, 4),
        ("22", 2021, "TT20/2018", "self", 1, 3),
        ("22", 2021, "TT20/2018", "self", 2, 4),
    ]


def test_every_raw_row_comes_out_as_one_row(tmp_path):
    snapshot = built(tmp_path, boi_duong=TRAINING, danh_gia=RATINGS)

    rows = snapshot.manifest.rows
    assert (rows["school"], rows["learner_year"], rows["enrolment"], rows["assessment"]) == (2, 4, 2, 1 + 2)
    assert (
        snapshot.manifest.origin["rows_read"] | {"truong": 2, "hoc_vien": 4, "boi_duong": 2, "danh_gia": 2}
        == (snapshot.manifest.origin["rows_read"])
    )


def test_headers_and_names_are_known_in_either_unicode_form_and_any_case(tmp_path):
    schools = frame("truong", SCHOOLS.replace("Hà Nội", "TP. Hồ Chí Minh").replace("Quảng Ninh", "tỉnh hoà bình"))
    schools = schools.with_columns(pl.lit(None, pl.String).alias("Quận/Huyện"))
    people = frame("hoc_vien", PEOPLE)
    schools, people = (rows.rename({name: f" {unicodedata.normalize('NFD', name).upper()}\n" for name in rows.columns})
                       .with_columns(pl.col(pl.String).str.normalize("NFD")) for rows in (schools, people))  # fmt: skip

    snapshot = built(tmp_path, truong=schools, hoc_vien=people)

    assert table(snapshot, "school")["province_code"].to_list() == ["17", "79"]
    assert unicodedata.is_normalized("NFC", table(snapshot, "school")["name_vi"][0])
    assert table(snapshot, "learner").height == 4


def test_equal_exports_give_equal_bytes(tmp_path):
    one, other = (
        {
            part.path: part.sha256
            for part in built(tmp_path, name=name, boi_duong=TRAINING, danh_gia=RATINGS).manifest.parts
        }
        for name in ("mot", "hai")
    )

    assert one == other


def test_a_name_column_is_never_read_and_only_its_header_is_told(tmp_path):
    people = frame("hoc_vien", PEOPLE).with_columns(
        pl.lit("Nguyễn Thị Bí Mật").alias("Họ và tên"), pl.lit("1980-02-03").alias("Ngày sinh")
    )

    snapshot = built(tmp_path, hoc_vien=people)

    assert snapshot.manifest.origin["columns_not_read"] == {"hoc_vien": ["Họ và tên", "Ngày sinh"]}
    written = b"".join(path.read_bytes() for path in snapshot.folder.parent.parent.rglob("*") if path.is_file())
    everything = [path.name for path in snapshot.folder.parent.parent.iterdir()]
    assert "Bí Mật".encode() not in written
    assert not [name for name in everything if name.startswith(".")], "the work folder is gone"


def test_an_identifier_becomes_a_keyed_hash(tmp_path):
    snapshot = built(tmp_path)

    assert set(table(snapshot, "learner")["learner_key"]) == set(learner_keys(["an", "binh", "chi", "dung"], key=KEY))
    assert learner_keys(["an"], key=KEY) != learner_keys(["an"], key=b"another key")
    with pytest.raises(ValueError, match="without a key"):
        learner_keys(["an"], key=b"")


def test_an_unknown_province_stops_the_build_and_is_named(tmp_path):
    raw = export(tmp_path / "raw", truong=SCHOOLS.replace("Quảng Ninh", "Quảng Đông"))

    with pytest.raises(IngestError) as problem:
        ingest.build(raw, tmp_path / "state", snapshot_id="ve-tay", key=KEY)

    found = {finding.rule: finding for finding in problem.value.details["findings"]}
    assert problem.value.code == "ingest_failed"
    assert found["unknown_province"].sample == ("Quảng Đông",)
    assert not list((tmp_path / "state").iterdir()), "nothing is written"


def test_a_file_without_rows_or_not_there_at_all_is_empty(tmp_path):
    snapshot = built(tmp_path, boi_duong=frame("boi_duong", TRAINING).clear())

    assert snapshot.manifest.rows["enrolment"] == snapshot.manifest.rows["response"] == 0
    assert snapshot.has_learners


@pytest.mark.parametrize("said", ["", "{}", json.dumps({"as_of": "30/6/2022", "vintage": 63, "kind": "real"})])
def test_an_export_that_does_not_say_its_date_is_refused(tmp_path, said):
    raw = export(tmp_path / "raw")
    (raw / "export.json").write_text(said)

    with pytest.raises(IngestError, match="export_unreadable"):
        ingest.build(raw, tmp_path / "state", snapshot_id="ve-tay", key=KEY)


def test_a_torn_file_is_refused(tmp_path):
    raw = export(tmp_path / "raw")
    (raw / "lms.parquet").write_bytes(b"PAR1 and then nothing")

    with pytest.raises(IngestError, match="export_unreadable"):
        ingest.build(raw, tmp_path / "state", snapshot_id="ve-tay", key=KEY)


def test_a_snapshot_is_never_overwritten(tmp_path):
    built(tmp_path)
    raw = export(tmp_path / "raw")

    with pytest.raises(SnapshotError, match="snapshot_exists"):
        ingest.build(raw, tmp_path / "state-ve-tay", snapshot_id="ve-tay", key=KEY)


def test_progress_is_told_step_by_step(tmp_path):
    raw = export(tmp_path / "raw")
    heard = []

    ingest.build(
        raw, tmp_path / "state", snapshot_id="ve-tay", key=KEY, progress=lambda step, done: heard.append((step, done))
    )

    assert [step for step, _ in heard] == ["read", "clean", "check", "write", "seal"]
    assert [done for _, done in heard] == sorted(done for _, done in heard)


def test_every_file_has_the_columns_of_the_schema(tmp_path):
    snapshot = built(tmp_path, boi_duong=TRAINING, danh_gia=RATINGS)

    for part in snapshot.manifest.parts:
        columns = pl.read_parquet_schema(snapshot.folder / part.path)
        assert tuple(columns) == TABLES[part.table].names


def test_a_universitys_own_assessment_is_kept_as_supplied(tmp_path):
    supplied = """
        Trường đại học      | Năm  | Chỉ số TEIDI | Giá trị | Đơn vị
        Trường Đại học Vinh | 2020 | Chương trình | 4.5     | điểm
        đhsp hà nội         | 2021 | Đội ngũ      | 80      | %
    """

    snapshot = built(tmp_path, teidi=supplied)

    assert table(snapshot, "teidi").sort("university_code").rows() == [
        ("HNUE", 2021, "Đội ngũ", 80.0, "%", None),
        ("VINHUNI", 2020, "Chương trình", 4.5, "điểm", None),
    ]


def test_an_own_assessment_of_no_university_we_know_stops_as_a_misunderstanding(tmp_path):
    unknown = """
        Trường đại học | Năm  | Chỉ số TEIDI | Giá trị
        Trường vẽ tay  | 2020 | Chương trình | 4.5
    """

    with pytest.raises(IngestError):
        built(tmp_path, teidi=unknown)
