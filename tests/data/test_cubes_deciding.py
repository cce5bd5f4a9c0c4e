"""The cubes behind deciding: who stands still, whose marks agree, what districts wish for. People as in ``test_cubes``.

Each against sums that can be done by hand, then all of them against the cubes they must agree with.
"""

from datetime import date

import polars as pl
import pytest

from data.schema import MARKS, STAGES
from data.snapshot import open_snapshot
from tests.data.ingest_drawn import built, table

PASSED = "2021-10-02 | 2021-10-02 | Đạt"
EVERY_STAGE = f"""
    Mã định danh | Mô đun | Ngày ghi danh | Ngày nộp LMS | Ngày kết quả LMS | Kết quả LMS | Ngày gửi cốt cán | Ngày cốt cán xác nhận | Kết quả cốt cán | Ngày gửi trường ĐH | Ngày trường ĐH ghi nhận | Kết quả trường ĐH | Ngày cấp chứng nhận
    binh         | GV1    | 2021-10-02    |              |                  |             |                  |                       |                 |                    |                         |                   |
    binh         | GV2    | 2021-10-01    | 2021-12-01   |                  |             |                  |                       |                 |                    |                         |                   |
    binh         | GV3    | 2021-10-01    | 2021-12-01   | 2021-12-11       | Chưa đạt    |                  |                       |                 |                    |                         |                   |
    binh         | GV4    | 2021-10-01    | 2021-12-01   | 2021-12-11       | Đạt         |                  |                       |                 |                    |                         |                   |
    binh         | GV5    | 2021-10-01    | {PASSED}                                    | 2021-12-21       |                       |                 |                    |                         |                   |
    chi          | GV1    | 2021-10-01    | {PASSED}                                    | 2021-10-03       | 2021-12-22            | Chưa đạt        |                    |                         |                   |
    chi          | GV2    | 2021-10-01    | {PASSED}                                    | 2021-10-03       | 2021-12-23            | Đạt             |                    |                         |                   |
    chi          | GV3    | 2021-10-01    | {PASSED}                                    | 2021-10-03       | 2021-10-04            | Đạt             | 2021-12-24         |                         |                   |
    chi          | GV4    | 2021-10-01    | {PASSED}                                    | 2021-10-03       | 2021-10-04            | Đạt             | 2021-10-05         | 2021-12-25              | Chưa đạt          |
    chi          | GV5    | 2021-10-01    | {PASSED}                                    | 2021-10-03       | 2021-10-04            | Đạt             | 2021-10-05         | 2021-12-26              | Đạt               |
    an           | GV1    | 2021-10-01    | {PASSED}                                    | 2021-10-03       | 2021-10-04            | Đạt             | 2021-10-05         | 2021-10-06              | Đạt               | 2021-12-27
    an           | GV2    | 2021-10-01    | {PASSED}                                    | 2021-10-03       | 2021-10-04            | Đạt             | 2021-10-05         | 2021-10-06              | Đạt               | 2021-12-29
"""  # noqa: E501 - a drawn table is as wide as its columns


def _rows(snapshot, cube, *columns, **where):
    return sorted(table(snapshot, cube).filter(**where).select(columns).rows())


def test_standstill_tells_where_each_enrolment_stands_and_for_how_many_days(tmp_path):
    snapshot = built(tmp_path, boi_duong=EVERY_STAGE)

    where = table(snapshot, "standstill").filter(pl.col("module_code") != "all")
    seen = dict(where.sort("days", descending=True).select("stage", "days").rows())
    assert seen == {
        "not_started": 90,  # from 2 October to 31 December
        "at_lms": 30,
        "lms_refused": 20,
        "to_supporter": 20,
        "at_supporter": 10,
        "supporter_refused": 9,
        "to_university": 8,
        "at_university": 7,
        "university_refused": 6,
        "to_certificate": 5,
        "done": 2,
    }
    assert set(where["stage"]) == set(STAGES)
    assert where["learners"].to_list() == [1] * 12


def test_each_learner_is_counted_once_where_the_longest_standing_module_stands(tmp_path):
    snapshot = built(tmp_path, boi_duong=EVERY_STAGE)

    once = _rows(snapshot, "standstill", "province_code", "stage", "days", "learners", module_code="all")
    assert once == [
        ("01", "done", 2, 1),  # an, since her last certificate
        ("01", "not_started", 90, 1),  # binh
        ("01", "supporter_refused", 9, 1),  # chi: the last movement of no other module is so long ago
    ]


def test_an_open_module_counts_before_every_finished_one_and_the_later_code_among_equals(tmp_path):
    training = """
        Mã định danh | Mô đun | Ngày ghi danh | Ngày nộp LMS | Ngày trường ĐH ghi nhận | Kết quả trường ĐH | Ngày gửi trường ĐH | Ngày cấp chứng nhận
        an           | GV1    | 2021-01-01    | 2021-01-02   | 2021-01-04              | Đạt               | 2021-01-03         | 2021-01-05
        an           | GV2    | 2021-12-30    |              |                         |                   |                    |
        binh         | GV1    | 2021-12-01    |              |                         |                   |                    |
        binh         | GV2    | 2021-11-01    | 2021-12-01   |                         |                   |                    |
    """  # noqa: E501 - a drawn table is as wide as its columns
    snapshot = built(tmp_path, boi_duong=training)

    once = _rows(snapshot, "standstill", "stage", "days", module_code="all")
    assert once == [("at_lms", 30), ("not_started", 1)]


def test_who_learnt_in_two_provinces_is_one_learner_in_the_country(tmp_path):
    training = (
        "Mã định danh | Mã trường | Mô đun | Ngày ghi danh\n an | S1 | GV1 | 2021-12-01\n an | S2 | GV2 | 2021-12-21"
    )

    snapshot = built(tmp_path, boi_duong=training)

    assert _rows(snapshot, "standstill", "province_code", "module_code", "days", "learners") == [
        ("01", "GV1", 30, 1),
        ("01", "all", 30, 1),
        ("22", "GV2", 10, 1),
    ]


def test_core_learners_go_from_the_lms_to_the_university_and_mass_learners_to_their_supporter(tmp_path):
    training = f"""
        Mã định danh | Đợt               | Ngày nộp LMS | Ngày kết quả LMS | Kết quả LMS
        dung         | teacher-core-2019 | {PASSED}
        binh         | teacher-mass-2020 | {PASSED}
    """
    snapshot = built(tmp_path, boi_duong=training)

    assert _rows(snapshot, "standstill", "cohort_code", "stage", "days", module_code="GV1") == [
        ("teacher-core-2019", "to_university", 90),
        ("teacher-mass-2020", "to_supporter", 90),
    ]


def test_nobody_stands_still_for_want_of_a_date(tmp_path):
    snapshot = built(tmp_path, boi_duong="Mã định danh | Mô đun\n an | GV1")

    assert _rows(snapshot, "standstill", "stage", "days", module_code="GV1") == [("not_started", 0)]


# an has moved: Hà Nội in 2020-2021, where the head's rating was due, Quảng Ninh in 2021-2022, where it is again
MOVED = """
    Mã định danh | Năm học   | Mã trường | Cấp học         | Vai trò | Đến kỳ đánh giá
    an           | 2020-2021 | S1        | Tiểu học        | Đại trà | Có
    an           | 2021-2022 | S2        | Trung học cơ sở | Cốt cán | Có
    binh         | 2021-2022 | S1        | Tiểu học        | Đại trà | Có
    chi          | 2021-2022 | S1        | Tiểu học        | Đại trà | Không
"""
PAIRS = """
    Mã định danh | Năm báo cáo | Người đánh giá | Ngày đánh giá | Xếp loại | TC1 | TC2
    an           | 2020        | Tự đánh giá    | 2020-11-01    | Tốt      | 4   |
    an           | 2020        | Thủ trưởng     | 2020-11-20    | Khá      | 3   | 3
    an           | 2021        | Tự đánh giá    | 2021-11-01    | Tốt      | 4   | 4
    an           | 2021        | Đồng nghiệp    | 2021-11-10    | Đạt      | 2   | 2
    an           | 2021        | Thủ trưởng     | 2021-11-20    | Tốt      | 4   | 3
    binh         | 2021        | Tự đánh giá    | 2021-11-01    | Khá      | 3   | 4
    binh         | 2021        | Thủ trưởng     | 2021-11-20    | Khá      | 3   | 4
    chi          | 2021        | Tự đánh giá    | 2021-11-01    | Tốt      | 4   | 4
"""


def test_mark_pair_counts_those_whom_both_rated_by_the_two_marks(tmp_path):
    snapshot = built(tmp_path, hoc_vien=MOVED, danh_gia=PAIRS)

    columns = ("province_code", "report_year", "role", "level", "criterion_no", "self_mark", "head_mark", "learners")
    assert _rows(snapshot, "mark_pair", *columns) == [
        ("01", 2020, "mass", "primary", 0, 4, 3, 1),  # an, where and what she was in that year
        ("01", 2020, "mass", "primary", 1, 4, 3, 1),  # of her second criterion only the head spoke
        ("01", 2021, "mass", "primary", 0, 3, 3, 1),  # binh; of chi there is no pair
        ("01", 2021, "mass", "primary", 1, 3, 3, 1),
        ("01", 2021, "mass", "primary", 2, 4, 4, 1),
        ("22", 2021, "core", "lower_secondary", 0, 4, 4, 1),
        ("22", 2021, "core", "lower_secondary", 1, 4, 4, 1),
        ("22", 2021, "core", "lower_secondary", 2, 4, 3, 1),
    ]


def _rated(*rows, criteria=15):
    """Ratings by their marks: person, report year, rater, then a mark for each criterion."""
    header = "Mã định danh | Năm báo cáo | Người đánh giá | Ngày đánh giá | Xếp loại"
    header += "".join(f" | TC{number}" for number in range(1, criteria + 1))
    lines = [f"{who} | {year} | {rater} | 2021-11-20 | Khá | {' | '.join(marks)}" for who, year, rater, marks in rows]
    return "\n".join([header, *lines])


def test_mark_shape_counts_those_with_all_criteria_rated_and_how_alike_their_marks_are(tmp_path):
    people = MOVED + "    dung | 2021-2022 | S1 | Tiểu học | Đại trà | Không\n"
    ratings = _rated(
        ("binh", 2021, "Tự đánh giá", ["4"] * 15),
        ("binh", 2021, "Thủ trưởng", ["3"] * 15),
        ("chi", 2021, "Tự đánh giá", ["4"] * 14 + ["3"]),
        ("dung", 2021, "Tự đánh giá", ["4"] * 14 + [""]),  # one criterion was not rated
        ("an", 2021, "Đồng nghiệp", ["4"] * 15),
    )

    snapshot = built(tmp_path, hoc_vien=people, danh_gia=ratings)

    columns = ("province_code", "role", "rater", "learners", "one_mark", "all_tot")
    assert _rows(snapshot, "mark_shape", *columns) == [
        ("01", "mass", "head", 1, 1, 0),
        ("01", "mass", "self", 2, 1, 1),
        ("22", "core", "peers", 1, 1, 1),
    ]


def test_of_managers_eighteen_criteria_make_all_and_fifteen_do_not(tmp_path):
    people = "Mã định danh | Đối tượng\n binh | CBQL\n chi | CBQL"
    ratings = _rated(
        ("binh", 2021, "Tự đánh giá", ["3"] * 18),
        ("chi", 2021, "Tự đánh giá", ["3"] * 15 + [""] * 3),
        criteria=18,
    )

    snapshot = built(tmp_path, hoc_vien=people, danh_gia=ratings)

    assert _rows(snapshot, "mark_shape", "framework_code", "learners", "one_mark") == [("TT14/2018", 1, 1)]


def test_under_a_standard_whose_criteria_are_not_known_nobody_has_all_of_them(tmp_path):
    people = "Mã định danh | Năm học\n an | 2026-2027"
    ratings = _rated(("an", 2026, "Tự đánh giá", ["4"] * 15))

    snapshot = built(tmp_path, hoc_vien=people, danh_gia=ratings, as_of=date(2027, 6, 30))

    assert set(table(snapshot, "criterion_standing")["framework_code"]) == {"TT30/2026"}
    assert snapshot.manifest.rows["mark_shape"] == 0


NEEDS = """
    Mã định danh | Năm báo cáo | Mô đun | Tiêu chí
    an           | 2020        | GV5    |
    an           | 2021        | GV5    |
    an           | 2021        |        | 7
    binh         | 2021        | GV5    |
    chi          | 2021        | GV5    |
"""


def test_needs_of_a_district_are_those_of_its_schools_in_the_report_year(tmp_path):
    snapshot = built(tmp_path, hoc_vien=MOVED, nhu_cau=NEEDS)

    columns = ("province_code", "district_code", "report_year", "level", "module_code", "criterion_no", "learners")
    assert _rows(snapshot, "district_need", *columns) == [
        ("01", "001", 2020, "primary", "GV5", 0, 1),  # an, before she moved
        ("01", "001", 2021, "primary", "GV5", 0, 1 + 1),
        ("22", "", 2021, "lower_secondary", "", 7, 1),  # of her school no district is told
        ("22", "", 2021, "lower_secondary", "GV5", 0, 1),
    ]


def test_marks_of_a_district_are_peoples_own_and_their_heads_never_colleagues(tmp_path):
    snapshot = built(tmp_path, hoc_vien=MOVED, danh_gia=PAIRS)

    columns = ("province_code", "district_code", "report_year", "rater", "criterion_no", *MARKS)
    assert _rows(snapshot, "district_criterion", *columns) == [
        ("01", "001", 2020, "head", 1, 0, 0, 1, 0),
        ("01", "001", 2020, "head", 2, 0, 0, 1, 0),
        ("01", "001", 2020, "self", 1, 0, 0, 0, 1),
        ("01", "001", 2021, "head", 1, 0, 0, 1, 0),
        ("01", "001", 2021, "head", 2, 0, 0, 0, 1),
        ("01", "001", 2021, "self", 1, 0, 0, 1, 1),  # binh Khá, chi Tốt
        ("01", "001", 2021, "self", 2, 0, 0, 0, 1 + 1),
        ("22", "", 2021, "head", 1, 0, 0, 0, 1),
        ("22", "", 2021, "head", 2, 0, 0, 1, 0),
        ("22", "", 2021, "self", 1, 0, 0, 0, 1),
        ("22", "", 2021, "self", 2, 0, 0, 0, 1),
    ]


@pytest.fixture(scope="module")
def demo(demo_state):
    """Tables of the last demo snapshot, by name."""
    snapshot = open_snapshot(max((demo_state / "snapshots").glob("mo-phong-*")))
    return lambda name: table(snapshot, name)


COURSE = ["province_code", "cohort_code", "module_code"]


def _totals(frame, keys, *counts):
    return frame.group_by(keys).agg(pl.col(counts).sum()).sort(keys).rows()


def test_standstill_holds_each_enrolment_of_the_training_cube_and_its_certificates(demo):
    training, still = demo("training").filter(people="total"), demo("standstill").filter(pl.col("module_code") != "all")
    still = still.with_columns(done=pl.when(stage="done").then("learners").otherwise(0))

    assert _totals(still, COURSE, "learners", "done") == _totals(training, COURSE, "enrolments", "certified")


def test_standstill_counts_every_learner_of_a_cohort_once(demo):
    once, learners = demo("standstill").filter(module_code="all"), demo("progress").filter(people="total")

    assert _totals(once, ["cohort_code"], "learners") == _totals(learners, ["cohort_code"], "learners")


def test_who_stands_at_a_step_waits_there_as_long_as_the_waiting_cube_says(demo):
    steps = {"at_supporter": "supporter", "at_university": "university", "to_certificate": "certificate"}
    still = demo("standstill").filter(pl.col("module_code") != "all", pl.col("stage").is_in(steps))
    still = still.with_columns(step=pl.col("stage").replace_strict(steps))
    waits = demo("waiting").filter(~pl.col("is_decided"))

    keys = [*COURSE, "step", "days"]
    assert _totals(still, keys, "learners") == _totals(waits, keys, "passes")


RATED = ["province_code", "report_year", "framework_code", "role", "level", "criterion_no"]


@pytest.mark.parametrize("rater", ["self", "head"])
def test_no_mark_is_in_more_pairs_than_were_given(demo, rater):
    pairs = demo("mark_pair").filter(pl.col("criterion_no") > 0)
    paired = pairs.group_by([*RATED, pl.col(f"{rater}_mark").alias("mark")]).agg(pl.col("learners").sum())
    given = demo("criterion_standing").filter(people="total", rater=rater).unpivot(MARKS, index=RATED, value_name="n")
    given = given.with_columns(mark=pl.col("variable").replace_strict(dict(zip(MARKS, range(1, 5), strict=True))))
    met = paired.join(given.cast({"mark": pl.UInt8}), on=[*RATED, "mark"], how="left")

    assert met.height
    assert met.filter(pl.col("n").is_null() | (pl.col("learners") > pl.col("n"))).is_empty()
    if rater == "head":  # whom the head rates has rated themselves, but for a few
        assert pairs["learners"].sum() > 0.9 * given["n"].sum()


def test_nobody_has_more_ratings_alike_than_ratings(demo):
    keys = [name for name in RATED if name != "criterion_no"]
    shapes = demo("mark_shape")
    most = demo("criterion_standing").filter(people="total").with_columns(n=pl.sum_horizontal(MARKS))
    least = most.group_by([*keys, "rater"]).agg(pl.col("n").min(), pl.col("tot").min())
    met = shapes.join(least, on=[*keys, "rater"], how="left")

    assert (met["one_mark"] <= met["learners"]).all()
    assert (met["all_tot"] <= met["one_mark"]).all()
    assert (met["learners"] <= met["n"]).all()
    assert (met["all_tot"] <= met["tot"]).all()
    assert set(shapes["rater"]) >= {"self", "head"}


def test_needs_of_districts_add_up_to_those_of_the_province(demo):
    keys = ["province_code", "report_year", "audience", "level", "module_code", "criterion_no"]

    province = demo("need_count").filter(people="total")
    assert _totals(demo("district_need"), keys, "learners") == _totals(province, keys, "learners")


def test_marks_of_districts_add_up_to_those_of_the_province(demo):
    keys = [*(name for name in RATED if name != "role"), "rater"]

    province = demo("criterion_standing").filter(pl.col("rater") != "peers", people="total")
    assert _totals(demo("district_criterion"), keys, *MARKS) == _totals(province, keys, *MARKS)
