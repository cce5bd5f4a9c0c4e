"""What an export may not hold: each rule is broken once, and the finding says file, column and how often."""

import polars as pl
import pytest

from data import ingest
from data.errors import IngestError
from tests.data.ingest_drawn import KEY, PEOPLE, SCHOOLS, built, export, frame


def _findings(tmp_path, **files) -> dict[str, tuple[str, str, int, tuple[str, ...]]]:
    """The findings of a build that fails, by rule."""
    raw = export(tmp_path / "raw", **files)
    with pytest.raises(IngestError) as problem:
        ingest.build(raw, tmp_path / "state", snapshot_id="ve-tay", key=KEY)
    found = problem.value.details["findings"]
    return {finding.rule: (finding.file, finding.column, finding.rows, finding.sample) for finding in found}


PASSES = "Mã định danh | Ngày nộp LMS | Ngày kết quả LMS | Kết quả LMS | Ngày gửi trường ĐH | Ngày trường ĐH ghi nhận"

BROKEN = {
    "unknown_school": (
        {"hoc_vien": PEOPLE.replace("S2", "S9")},
        ("hoc_vien.parquet", "Mã trường", 1, ("S9",)),
    ),
    "unknown_district": (
        {"truong": SCHOOLS.replace("Quận Ba Đình", "Quận Lạ Hoắc")},
        ("truong.parquet", "Quận/Huyện", 1, ("01 Quận Lạ Hoắc",)),
    ),
    "unknown_code": (
        {"hoc_vien": PEOPLE.replace("Cốt cán", "Cốt lõi")},
        ("hoc_vien.parquet", "Vai trò", 1, ("Cốt lõi",)),
    ),
    "empty_value": (
        {"hoc_vien": PEOPLE.replace("Cốt cán", "")},
        ("hoc_vien.parquet", "Vai trò", 1, ()),
    ),
    "duplicate_key": (
        {"boi_duong": "Mã định danh | Mô đun | Điểm LMS\n an|GV1|60\n an|GV1|70\n an|GV1|60\n an|GV2|60"},
        ("boi_duong.parquet", "Mã định danh + Đợt + Mô đun", 3, ()),
    ),
    "repeated_row": (
        {"boi_duong": "Mã định danh | Mô đun\n an | GV1\n an | GV1\n an | GV1\n an | GV2"},
        ("boi_duong.parquet", "Mã định danh + Đợt + Mô đun", 2, ()),
    ),
    "unknown_person": (
        {"khao_sat": "Mã định danh | Câu hỏi | Trả lời\n ai do | course_satisfied | 4"},
        ("khao_sat.parquet", "Mã định danh", 1, ()),
    ),
    "no_account_that_year": (
        {"nhu_cau": "Mã định danh | Năm báo cáo | Mô đun\n an | 2020 | GV1"},
        ("nhu_cau.parquet", "Năm báo cáo", 1, ("2020",)),
    ),
    "mark_outside_scale": (
        {"danh_gia": "Mã định danh | Người đánh giá|TC1|TC2\n an | Đồng nghiệp | 4 | 5\n chi | Đồng nghiệp | 0 | 4"},
        ("danh_gia.parquet", "TC", 2, ("0", "5")),
    ),
    "criterion_not_in_standard": (
        {"danh_gia": "Mã định danh | Người đánh giá | TC16\n an | Đồng nghiệp | 4"},
        ("danh_gia.parquet", "TC16", 1, ("TT20/2018",)),
    ),
    "no_standard_in_force": (
        {
            "hoc_vien": "Mã định danh | Năm học\n an | 2015-2016",
            "danh_gia": "Mã định danh | Năm báo cáo | Người đánh giá\n an | 2015 | Đồng nghiệp",
        },
        ("danh_gia.parquet", "Năm báo cáo", 1, ("2015",)),
    ),
    "rating_without_date": (
        {"danh_gia": "Mã định danh | Người đánh giá | Xếp loại\n an | Tự đánh giá | Khá"},
        ("danh_gia.parquet", "Ngày đánh giá", 1, ("self",)),
    ),
    "score_outside_scale": (
        {"boi_duong": "Mã định danh | Điểm LMS\n an | 100.5\n binh | 100"},
        ("boi_duong.parquet", "Điểm LMS", 1, ("100.5",)),
    ),
    "answer_outside_scale": (
        {"khao_sat": "Mã định danh | Câu hỏi | Trả lời\n an | support_satisfied | 6"},
        ("khao_sat.parquet", "Trả lời", 1, ("6",)),
    ),
    "unknown_reference": (
        {"boi_duong": "Mã định danh | Mô đun\n an | GV10"},
        ("boi_duong.parquet", "Mô đun", 1, ("GV10",)),
    ),
    "module_not_in_cohort": (
        {"boi_duong": "Mã định danh | Mô đun\n an | GV9"},
        ("boi_duong.parquet", "Mô đun", 1, ("teacher-mass-2020 GV9",)),
    ),
    "decided_before_sent": (
        {"boi_duong": f"{PASSES}\n an | 2021-03-02 | 2021-03-01 | Đạt | |"},
        ("boi_duong.parquet", "Ngày kết quả LMS", 1, ("2021-03-01",)),
    ),
    "outcome_without_date": (
        {"boi_duong": f"{PASSES}\n an | 2021-03-02 | | Đạt | |"},
        ("boi_duong.parquet", "Kết quả LMS", 1, ()),
    ),
    "certificate_before_pass": (
        {"boi_duong": "Mã định danh | Ngày cấp chứng nhận\n an | 2021-06-01"},
        ("boi_duong.parquet", "Ngày cấp chứng nhận", 1, ("2021-06-01",)),
    ),
    "after_the_data_date": (
        {"boi_duong": "Mã định danh | Ngày ghi danh\n an | 2022-01-01"},
        ("boi_duong.parquet", "Ngày ghi danh", 1, ("2022-01-01",)),
    ),
}


def test_an_enrolment_in_a_school_of_no_list_stops_the_build(tmp_path):
    found = _findings(tmp_path, boi_duong="Mã định danh | Mã trường\n an | S9")

    assert found["unknown_school"] == ("boi_duong.parquet", "Mã trường", 1, ("S9",))


@pytest.mark.parametrize("rule", BROKEN)
def test_a_broken_rule_stops_the_build(tmp_path, rule):
    files, expected = BROKEN[rule]

    assert _findings(tmp_path, **files)[rule] == expected


def test_all_findings_are_gathered_before_the_build_stops(tmp_path):
    found = _findings(
        tmp_path,
        truong=SCHOOLS.replace("Quận Ba Đình", "Quận Lạ Hoắc"),
        hoc_vien=PEOPLE.replace("Cốt cán", "Cốt lõi"),
        boi_duong="Mã định danh | Điểm LMS\n an | -1",
    )

    assert {"unknown_district", "unknown_code", "score_outside_scale"} <= set(found)


def test_a_missing_column_is_told_by_its_header(tmp_path):
    people = frame("hoc_vien", PEOPLE).drop("Vai trò")

    assert _findings(tmp_path, hoc_vien=people) == {"missing_column": ("hoc_vien.parquet", "Vai trò", 0, ())}


def test_a_header_that_comes_twice_is_told(tmp_path):
    people = frame("hoc_vien", PEOPLE).with_columns(pl.lit("S1").alias("MÃ TRƯỜNG"))

    assert _findings(tmp_path, hoc_vien=people) == {"column_twice": ("hoc_vien.parquet", "mã trường", 0, ())}


def test_a_date_given_as_text_is_told(tmp_path):
    people = frame("hoc_vien", PEOPLE).with_columns(pl.lit("01/08/2021").alias("Ngày cấp tài khoản"))

    assert _findings(tmp_path, hoc_vien=people) == {
        "wrong_type": ("hoc_vien.parquet", "Ngày cấp tài khoản", 4, ("VARCHAR",))
    }


def test_no_finding_tells_who_it_is(tmp_path):
    found = _findings(
        tmp_path,
        danh_gia="Mã định danh | Người đánh giá | TC1\n nguoi la | Đồng nghiệp | 9\n an | Đồng nghiệp | 9",
        ho_tro="Mã định danh | Mã cốt cán\n an | nguoi la",
    )

    assert "nguoi la" not in str(found)
    assert found["unknown_person"] == ("ho_tro.parquet", "Mã cốt cán", 1, ())


def test_a_warning_is_kept_in_the_manifest_and_stops_nothing(tmp_path):
    ratings = "Mã định danh | Người đánh giá | Ngày đánh giá | Xếp loại\n an | Thủ trưởng | 2021-11-20 | Tốt"

    snapshot = built(tmp_path, danh_gia=ratings)

    assert snapshot.manifest.findings == [
        {
            "strength": "warn",
            "rule": "head_not_due",
            "file": "danh_gia.parquet",
            "column": "Người đánh giá",
            "rows": 1,
            "sample": ["2021"],
            "places": [{"file": "danh_gia.parquet", "sheet": "", "row": 1}],
        }
    ]
