"""A province with accounts and not one rating, from the raw export to the country's total: unknown, never zero."""

import polars as pl
import pytest

from data import history
from data.access import Scope
from data.store import open_store
from queries import assessment, overview, units
from tests.data.ingest_drawn import built

# Five with accounts in 2021. Of the two in Quảng Ninh one has finished; from Hà Nội's three nothing has come.
PEOPLE = """
    Mã định danh | Mã trường | Cấp học
    an           | S2        | Trung học cơ sở
    em           | S2        | Trung học cơ sở
    binh         | S1        | Tiểu học
    chi          | S1        | Tiểu học
    dung         | S1        | Tiểu học
"""
RATINGS = """
    Mã định danh | Người đánh giá | Ngày đánh giá | Xếp loại
    an           | Tự đánh giá    | 2021-11-01    | Tốt
"""
OWED = """
    Tỉnh/Thành phố | Bộ dữ liệu | Năm báo cáo | Hạn nộp    | Ngày nhận
    Hà Nội         | assessment | 2021        | 2021-12-15 |
    Quảng Ninh     | assessment | 2021        | 2021-12-15 | 2021-12-10
"""
YEAR = {"report_year": 2021, "audience": "teacher"}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """The country of the two provinces, with Hà Nội's schools in sight."""
    folder = tmp_path_factory.mktemp("unheard")
    snapshot = built(folder, hoc_vien=PEOPLE, danh_gia=RATINGS, bao_cao=OWED)
    everything = Scope(provinces=None, units=frozenset({"01", "22"}), detail=frozenset(), reason="")
    opened = open_store(snapshot, everything, history.path(folder / "state-ve-tay"))
    yield opened
    opened.close()


def test_the_country_is_one_of_two_not_one_of_five(store):
    answer = overview.national(store, **YEAR, cohort_code="teacher-mass-2020", question_code="course_satisfied")

    counts = {measure: tuple(rest) for measure, *rest in
              answer.select("measure", "part", "whole", "share", "units_with_data").rows()}  # fmt: skip
    assert counts["assessment_completed"] == (1, 2, 0.5, 1)
    assert counts["rated_good"] == counts["rated_excellent"] == (1, 1, 1.0, 1)


@pytest.mark.parametrize(
    ("province_code", "expected"), [(None, (1, 2, 0.5, 1)), ("22", (1, 2, 0.5, 1)), ("01", (None, None, None, 0))]
)
def test_over_time_a_province_never_heard_from_is_a_gap(store, province_code, expected):
    key = {"cohort_code": "", "module_code": "", "question_code": "", "level": "all", "province_code": province_code}

    answer = overview.over_time(store, measure="assessment_completed", **YEAR, **key)

    assert answer.select("part", "whole", "share", "units_with_data").rows() == [expected]


@pytest.mark.parametrize(("measure", "whole"), [("assessment_completed", 3), ("rated_good", None)])
def test_the_province_has_not_reported(store, measure, whole):
    key = {"cohort_code": "", "module_code": "", "question_code": "", "level": "all"}

    answer = overview.by_province(store, measure=measure, **YEAR, **key).filter(province_code="01")

    assert answer.select("part", "whole", "share", "state").row(0) == (None, whole, None, "not_reported")


def test_the_tables_leave_it_out_of_the_country_and_show_its_accounts_alone(store):
    columns = ("accounts", "completed", "completed_share")
    completed = [
        assessment.completion_table(store, **YEAR, province_code=code).row(0, named=True) for code in (None, "01")
    ]
    rated = [assessment.levels_table(store, **YEAR, province_code=code).row(0, named=True) for code in (None, "01")]

    assert [tuple(row[name] for name in columns) for row in completed] == [(2, 1, 0.5), (3, None, None)]
    assert [(row["completed"], row["tot"], row["tot_share"]) for row in rated] == [(1, 1, 1.0), (None, None, None)]
    own = assessment.by_province(store, **YEAR).filter(province_code="01")
    assert own.select(*columns, "tot", "state").row(0) == (3, None, None, None, "not_reported")


def test_its_districts_and_schools_have_accounts_and_no_count(store):
    choice = YEAR | {"province_code": "01", "cohort_code": "teacher-mass-2020"}

    districts = units.by_district(store, **choice).filter(pl.col("accounts").is_not_null())
    schools = units.by_school(store, **choice, district_code="001")

    for answer in (districts, schools):
        assert answer.select("accounts", "completed", "completed_share").rows() == [(3, None, None)]
