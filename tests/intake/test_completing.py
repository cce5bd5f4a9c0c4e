"""Sheets that leave things unsaid complete each other, where they leave one answer only."""

import json
from datetime import date

import polars as pl
import pytest

from data.ingest.layout import BY_NAME
from data.intake import completing
from data.intake.completing import complete
from data.intake.parts import framed

PEOPLE = [  # identifier, audience, role, school, level
    ("an", "GVPT", "Đại trà", "01001501", "Tiểu học"),
    ("binh", "CBQL", "Đại trà", "01001502", "Trung học cơ sở"),
    ("chi", "GVPT", "Cốt cán", "01001503", "THCS"),
    ("dung", "GVPT", "Đại trà", "01001501", "Tiểu học"),
    ("dung", "GVPT", "Đại trà", "01001502", "Tiểu học"),  # two schools, and no telling which
]
LMS = {"lms_score": 80.0, "lms_outcome": "Đạt", "lms_sent_on": date(2021, 2, 1), "lms_decided_on": date(2021, 2, 1)}
SUPPORTER = {
    "supporter_outcome": "Đạt",
    "supporter_sent_on": date(2021, 2, 5),
    "supporter_decided_on": date(2021, 2, 9),
}
COHORT = "teacher-mass-2020"


def part(raw, target, rows, *, file="a.xlsx", sheet="S"):
    """One part of a raw file; rows of several columns by our names."""
    folder = raw / target
    folder.mkdir(parents=True, exist_ok=True)
    frame = framed(target, [{"@dong": place} | row for place, row in enumerate(rows, start=2)])
    frame = frame.with_columns(pl.lit(file).alias("@tep"), pl.lit(sheet).alias("@trang"))
    frame.write_parquet(folder / f"{len(list(folder.iterdir())) + 1:06}.parquet")


def learners(raw, people=PEOPLE):
    names = ("identifier", "audience", "role", "school_code", "level")
    part(raw, "hoc_vien", [dict(zip(names, person, strict=True)) | {"subject": "Toán"} for person in people])


def read(raw, target):
    """The rows of a raw file under our names, sorted."""
    frame = pl.concat([pl.read_parquet(path) for path in sorted((raw / target).glob("*.parquet"))], how="diagonal")
    named = frame.rename({column.header: column.name for column in BY_NAME[target].columns})
    return named.sort("identifier", "module_code", "@tep", "@dong").to_dicts()


def row(who, module, **said):
    return {"identifier": who, "module_code": module} | said


def reasons(done):
    return sorted((each["@tep"], each["@dong"], each["header"], each["reason"]) for each in done.held.to_dicts())


def test_passes_that_came_in_three_files_become_one_row(tmp_path):
    learners(tmp_path)
    day = date(2021, 3, 1)
    acknowledged = {"university_outcome": "Đạt", "university_sent_on": day, "university_decided_on": day}
    part(tmp_path, "boi_duong", [row("an", "Mô đun 1", **LMS)], file="lms.xlsx")
    part(tmp_path, "boi_duong", [row("an", "GV01", **SUPPORTER)], file="cot-can.xlsx")
    part(tmp_path, "boi_duong", [row("an", "GV1", **acknowledged)], file="dh.xlsx")
    done = complete(tmp_path, told={"cohorts": {"teacher-mass": COHORT}})

    (only,) = read(tmp_path, "boi_duong")
    expected = LMS | SUPPORTER | acknowledged | {"cohort_code": COHORT, "school_code": "01001501", "level": "Tiểu học"}
    assert {name: only[name] for name in expected} == expected
    assert (only["module_code"], only["subject"], only["certificate_on"]) == ("GV1", "Toán", None)
    assert (only["@tep"], only["@dong"]) == ("lms.xlsx", 2)
    assert (done.held.height, done.filled) == (
        0,
        {"@rows": 2, "Mô đun": 2, "Đợt": 1, "Mã trường": 1, "Cấp học": 1, "Môn dạy": 1},
    )


def test_the_module_is_that_of_the_persons_audience(tmp_path):
    learners(tmp_path)
    part(tmp_path, "boi_duong", [row("binh", "Mô đun 3", **LMS), row("chi", "3", **LMS), row("chi", "Mô đun X", **LMS),
                                 row("nobody", "3", **LMS), row("nobody", "BDTX mô đun 7", **LMS)])  # fmt: skip
    done = complete(tmp_path, told={})

    assert [(each["identifier"], each["module_code"], each["cohort_code"]) for each in read(tmp_path, "boi_duong")] == [
        ("binh", "QL3", "manager-mass-2020"),
        ("chi", "GV3", "teacher-core-2019"),
    ]
    assert reasons(done) == [
        ("a.xlsx", 4, "Mô đun", "unknown_module"),
        ("a.xlsx", 5, "Mô đun", "module_needs_audience"),
        ("a.xlsx", 6, "Mô đun", "unknown_module"),
    ]
    assert json.loads(done.held["row"][0])["Mô đun"] in {"Mô đun X", "3", "BDTX mô đun 7"}


def test_two_cohorts_that_fit_are_asked_for_and_nobody_is_given_one(tmp_path):
    learners(tmp_path)
    part(tmp_path, "boi_duong", [row("an", "GV1", **LMS)])
    done = complete(tmp_path, told={})

    assert read(tmp_path, "boi_duong") == []
    assert reasons(done) == [("a.xlsx", 2, "Đợt", "cohort_not_told")]


def test_the_cohort_another_row_of_the_same_person_and_module_names_is_taken(tmp_path):
    learners(tmp_path)
    whole = row("an", "GV1", cohort_code="teacher-mass-2021", school_code="01001501", level="Tiểu học", **LMS)
    part(tmp_path, "boi_duong", [whole], file="lms.xlsx")
    part(tmp_path, "boi_duong", [row("an", "GV1", **SUPPORTER)], file="cot-can.xlsx")
    complete(tmp_path, told={"cohorts": {"teacher-mass": COHORT}})

    (only,) = read(tmp_path, "boi_duong")
    assert (only["cohort_code"], only["lms_score"], only["supporter_outcome"]) == ("teacher-mass-2021", 80, "Đạt")


def test_the_told_cohort_is_not_given_to_those_whose_role_it_does_not_fit(tmp_path):
    learners(tmp_path)
    part(tmp_path, "boi_duong", [row("chi", "GV1", **LMS), row("an", "GV1", **LMS)])
    complete(tmp_path, told={"cohorts": {"teacher-mass": COHORT}})

    assert [each["cohort_code"] for each in read(tmp_path, "boi_duong")] == [COHORT, "teacher-core-2019"]


def test_rows_of_one_person_and_module_that_contradict_each_other_are_held_back_both(tmp_path):
    learners(tmp_path)
    part(tmp_path, "boi_duong", [row("an", "GV1", **LMS), row("an", "GV1", **LMS | {"lms_score": 30.0})])
    part(tmp_path, "boi_duong", [row("chi", "GV1", **LMS), row("chi", "GV1", **LMS)], file="b.xlsx")
    done = complete(tmp_path, told={"cohorts": {"teacher-mass": COHORT}})

    assert [each["identifier"] for each in read(tmp_path, "boi_duong")] == ["chi"]  # said twice, and alike
    assert reasons(done) == [("a.xlsx", 2, "", "rows_contradict"), ("a.xlsx", 3, "", "rows_contradict")]


@pytest.mark.parametrize("who", ["dung", "nobody"])
def test_whoever_has_no_one_school_in_the_learner_list_is_held_back(tmp_path, who):
    learners(tmp_path)
    part(tmp_path, "boi_duong", [row(who, "GV1", cohort_code=COHORT, **LMS)])
    done = complete(tmp_path, told={})

    assert read(tmp_path, "boi_duong") == []
    assert reasons(done) == [("a.xlsx", 2, "Mã trường", "person_not_listed")]


def test_where_nothing_is_unsaid_nothing_is_touched(tmp_path):
    learners(tmp_path)
    whole = row("an", "GV1", cohort_code=COHORT, school_code="01001501", level="Tiểu học", **LMS)
    part(tmp_path, "boi_duong", [whole, whole])  # even twice: that is for the checks to say
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.parquet")}
    done = complete(tmp_path, told={"cohorts": {"teacher-mass": COHORT}})

    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.parquet")} == before
    assert (done.held.height, done.filled) == (0, {})


def test_modules_of_answers_needs_and_support_are_named_too(tmp_path):
    learners(tmp_path)
    part(tmp_path, "ho_tro", [row("binh", "Mô đun 2", supporter_identifier="chi")])
    part(tmp_path, "nhu_cau", [row("an", "Module 05"), row("an", None, criterion_no=3)])
    part(tmp_path, "khao_sat", [row("an", "Xây dựng văn hóa nhà trường", question_code="q", answer=4)])
    done = complete(tmp_path, told={})

    codes = {
        target: [each["module_code"] for each in read(tmp_path, target)] for target in ("ho_tro", "nhu_cau", "khao_sat")
    }
    assert codes == {"ho_tro": ["QL2"], "nhu_cau": [None, "GV5"], "khao_sat": ["GV6"]}
    assert (done.held.height, done.filled) == (0, {"Mô đun": 3})


def test_a_raw_file_in_one_piece_and_without_provenance_is_completed_as_well(tmp_path):
    learners(tmp_path)
    frame = framed("boi_duong", [row("chi", "GV1", **LMS)]).drop("@dong")
    frame.write_parquet(tmp_path / "boi_duong.parquet")
    complete(tmp_path, told={})

    assert [each["cohort_code"] for each in read(tmp_path, "boi_duong")] == ["teacher-core-2019"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["boi_duong", "hoc_vien"]


def test_a_few_people_at_a_time_make_the_same_rows(tmp_path, monkeypatch):
    for folder, at_once in ((tmp_path / "a", 10**6), (tmp_path / "b", 2)):
        learners(folder)
        part(folder, "boi_duong", [row(who, "GV1", **LMS) for who in ("an", "chi", "dung", "nobody")])
        part(folder, "boi_duong", [row(who, "GV1", **SUPPORTER) for who in ("an", "chi")], file="b.xlsx")
        monkeypatch.setattr(completing, "_AT_ONCE", at_once)
        complete(folder, told={"cohorts": {"teacher-mass": COHORT}})

    assert len(list((tmp_path / "b" / "boi_duong").iterdir())) == 3
    assert read(tmp_path / "a", "boi_duong") == read(tmp_path / "b", "boi_duong")
    assert len(read(tmp_path / "a", "boi_duong")) == 2


def test_schools_that_lists_of_people_name_are_there_once_and_a_list_of_schools_goes_before(tmp_path):
    learners(tmp_path)
    named = {"province": "Hà Nội", "primary_school": "Không", "lower_secondary_school": "Không",
             "upper_secondary_school": "Không", "disadvantaged": "Không"}  # fmt: skip
    part(tmp_path, "hoc_vien", [], file="b.xlsx")
    part(tmp_path, "hoc_vien", [{"identifier": "em"}], file="c.xlsx")
    part(tmp_path, "truong", [{"school_code": "1", "name_vi": "Trường 1"} | named], file="truong.xlsx")
    part(tmp_path, "truong", [{"school_code": code, "name_vi": name} | named | {"primary_school": "Có"}
                              for code, name in [("1", "khác"), ("2", "TH Hòa"), ("3", "A")]])  # fmt: skip
    again = [{"school_code": code, "name_vi": name} | named for code, name in [("2", "TH HOÀ"), ("3", "B")]]
    part(tmp_path, "truong", again, file="c.xlsx")
    done = complete(tmp_path, told={})

    made = pl.concat([pl.read_parquet(path) for path in (tmp_path / "truong").glob("*.parquet")])
    assert made.select("Mã trường", "Tên trường", "Tiểu học").rows() == [
        ("1", "Trường 1", "Không"),
        ("2", "TH Hòa", "Có"),
    ]
    assert reasons(done) == [
        ("a.xlsx", 4, "Tên trường", "school_contradicts"),
        ("c.xlsx", 3, "Tên trường", "school_contradicts"),
    ]
    assert done.filled == {"@rows": 2}
