"""Each cube against sums that can be done by hand.

The people (``ingest_drawn``): an, a woman of an ethnic minority, lower secondary, disadvantaged, Quảng Ninh (22);
binh, a woman, chi, a man, and dung, of whom nothing is known and who is core: primary, Hà Nội (01).
"""

import re
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from data.ingest import clean
from data.ingest.cubes import FOLDER, STEPS, text
from data.measures import measures
from data.schema import of_layer
from data.snapshot import Snapshot
from tests.data.ingest_drawn import built, table

TRAINING = """
    Mã định danh | Mô đun | Mã trường | Cấp học         | Điểm LMS | Ngày nộp LMS | Ngày kết quả LMS | Kết quả LMS
    an           | GV1    | S2        | Trung học cơ sở | 80.25    | 2021-02-01   | 2021-02-01       | Đạt
    an           | GV2    | S2        | Trung học cơ sở | 40       | 2021-03-01   | 2021-03-01       | Chưa đạt
    binh         | GV1    | S1        | Tiểu học        | 90       | 2021-02-01   | 2021-02-01       | Đạt
    binh         | GV2    | S1        | Tiểu học        |          | 2021-12-01   |                  |
    chi          | GV1    | S1        | Tiểu học        |          |              |                  |
"""
PASSES = """
    Mã định danh | Ngày gửi cốt cán | Ngày cốt cán xác nhận | Kết quả cốt cán
    an           | 2021-03-01       | 2021-03-11            | Đạt
    binh         | 2021-03-01       | 2021-03-04            | Chưa đạt
    chi          | 2021-12-01       |                       |
"""
UNIVERSITY = """
    Mã định danh | Ngày gửi trường ĐH | Ngày trường ĐH ghi nhận | Kết quả trường ĐH | Ngày cấp chứng nhận
    an           | 2021-04-01         | 2021-04-21              | Đạt               | 2021-05-01
    binh         | 2021-04-01         | 2021-04-21              | Đạt               |
    chi          | 2021-12-30         |                         |                   |
    dung         | 2021-04-01         | 2021-04-21              | Chưa đạt          |
"""


def _rows(snapshot: Snapshot, cube: str, *columns: str, **where: object) -> list[tuple]:
    frame = table(snapshot, cube)
    for name, value in where.items():
        frame = frame.filter(pl.col(name) == value)
    return sorted(frame.select(columns).rows())


def test_training_counts_enrolments_by_step_and_scores(tmp_path):
    snapshot = built(tmp_path, boi_duong=TRAINING)

    steps = ("enrolments", "started", "lms_passed", "lms_refused", "scored", "score_sum")
    assert _rows(snapshot, "training", "province_code", "module_code", "level", *steps, people="total") == [
        ("01", "GV1", "primary", 2, 1, 1, 0, 1, 90.0),
        ("01", "GV2", "primary", 1, 1, 0, 0, 0, 0.0),
        ("22", "GV1", "lower_secondary", 1, 1, 1, 0, 1, 80.25),
        ("22", "GV2", "lower_secondary", 1, 1, 0, 1, 1, 40.0),
    ]


def test_training_counts_what_waits_what_is_refused_and_what_is_passed(tmp_path):
    both = built(tmp_path, boi_duong=PASSES), built(tmp_path, name="dh", boi_duong=UNIVERSITY)

    supporter = ("supporter_waiting", "supporter_refused", "supporter_passed")
    university = ("university_waiting", "university_refused", "university_passed", "certified")
    assert table(both[0], "training").filter(people="total").select(supporter).sum().row(0) == (1, 1, 1)
    assert table(both[1], "training").filter(people="total").select(university).sum().row(0) == (1, 1, 1 + 1, 1)


def test_a_person_is_in_every_group_they_belong_to(tmp_path):
    everybody = "Mã định danh | Mã trường\n an | S2\n binh | S1\n chi | S1\n dung | S1"

    snapshot = built(tmp_path, boi_duong=everybody)

    assert _rows(snapshot, "training", "people", "province_code", "enrolments") == [
        ("disadvantaged_area", "22", 1),
        ("ethnic_minority", "22", 1),
        ("female", "01", 1),
        ("female", "22", 1),
        ("female_ethnic_minority", "22", 1),
        ("total", "01", 1 + 1 + 1),
        ("total", "22", 1),
    ]


def test_an_enrolment_counts_where_the_school_was_and_the_person_where_they_are(tmp_path):
    snapshot = built(tmp_path, boi_duong="Mã định danh | Mã trường\n an | S1")

    assert _rows(snapshot, "training", "province_code", "level", people="total") == [("01", "primary")]
    assert _rows(snapshot, "progress", "province_code", "level", people="total") == [("22", "lower_secondary")]


def test_progress_counts_people_by_modules_passed(tmp_path):
    snapshot = built(tmp_path, boi_duong=TRAINING)

    assert _rows(snapshot, "progress", "province_code", "modules_passed", "learners", people="total") == [
        ("01", 0, 1),  # chi
        ("01", 1, 1),  # binh
        ("22", 1, 1),  # an
    ]


def test_waiting_counts_days_from_sent_to_decided_or_to_the_snapshot(tmp_path):
    supporter, university = built(tmp_path, boi_duong=PASSES), built(tmp_path, name="dh", boi_duong=UNIVERSITY)

    columns = ("step", "is_decided", "days", "passes")
    assert _rows(supporter, "waiting", *columns) == [
        ("supporter", False, 30, 1),  # 1 to 31 December
        ("supporter", True, 3, 1),
        ("supporter", True, 10, 1),
    ]
    assert _rows(university, "waiting", *columns) == [
        ("certificate", False, 9 + 31 + 30 + 31 + 31 + 30 + 31 + 30 + 31, 1),  # binh, from 21 April
        ("certificate", True, 10, 1),
        ("university", False, 1, 1),
        ("university", True, 20, 1 + 1 + 1),
    ]


# due this year: an and chi; not due: binh and dung
DUE = """
    Mã định danh| Mã trường | Giới tính | Dân tộc thiểu số | Cấp học         | Vùng khó khăn | Vai trò | Đến kỳ đánh giá
    an           | S2        | Nữ        | Có               | Trung học cơ sở | Có            | Đại trà | Có
    binh         | S1        | Nữ        | Không            | Tiểu học        | Không         | Đại trà | Không
    chi          | S1        | Nam       | Không            | Tiểu học        | Không         | Đại trà | Có
    dung         | S1        |           |                  | Tiểu học        | Không         | Cốt cán | Không
"""
RATINGS = """
    Mã định danh | Người đánh giá | Ngày đánh giá | Xếp loại | TC1 | TC2
    an           | Tự đánh giá    | 2021-11-01    | Tốt      | 4   | 4
    an           | Đồng nghiệp    | 2021-11-10    | Tốt      | 4   | 3
    an           | Thủ trưởng     | 2021-11-20    | Khá      | 3   | 3
    binh         | Tự đánh giá    | 2021-11-01    | Đạt      | 2   | 3
    chi          | Tự đánh giá    | 2021-11-01    | Tốt      | 4   | 4
"""
STANDING = ("accounts", "self_done", "head_due", "head_done", "completed", "chua_dat", "dat", "kha", "tot")


def test_standing_is_complete_when_self_and_where_due_head_are_done_and_shows_the_heads_mark(tmp_path):
    snapshot = built(tmp_path, hoc_vien=DUE, danh_gia=RATINGS)

    assert _rows(snapshot, "standing", "province_code", "role", "level", *STANDING, people="total") == [
        ("01", "all", "all", 3, 2, 1, 0, 1, 0, 1, 0, 0),
        ("01", "all", "primary", 3, 2, 1, 0, 1, 0, 1, 0, 0),
        ("01", "core", "all", 1, 0, 0, 0, 0, 0, 0, 0, 0),
        ("01", "core", "primary", 1, 0, 0, 0, 0, 0, 0, 0, 0),
        ("01", "mass", "all", 2, 2, 1, 0, 1, 0, 1, 0, 0),  # binh complete and Đạt; chi waits for the head
        ("01", "mass", "primary", 2, 2, 1, 0, 1, 0, 1, 0, 0),
        ("22", "all", "all", 1, 1, 1, 1, 1, 0, 0, 1, 0),  # an: the head's Khá, not her own Tốt
        ("22", "all", "lower_secondary", 1, 1, 1, 1, 1, 0, 0, 1, 0),
        ("22", "mass", "all", 1, 1, 1, 1, 1, 0, 0, 1, 0),
        ("22", "mass", "lower_secondary", 1, 1, 1, 1, 1, 0, 0, 1, 0),
    ]
    women = _rows(
        snapshot, "standing", "province_code", "accounts", "completed", people="female", role="all", level="all"
    )
    assert women == [("01", 1, 1), ("22", 1, 1)]


# people of Hà Nội have accounts, but not one rating has come from there
ONLY_QUANG_NINH = "\n".join(line for line in RATINGS.splitlines() if "binh" not in line and "chi " not in line)


def test_where_no_rating_has_come_from_a_province_what_was_done_is_unknown_not_zero(tmp_path):
    snapshot = built(tmp_path, hoc_vien=DUE, danh_gia=ONLY_QUANG_NINH)

    columns = ("province_code", "role", *STANDING)
    assert _rows(snapshot, "standing", *columns, people="total", level="all") == [
        ("01", "all", 3, None, 1, None, None, None, None, None, None),  # that the head's is due is known
        ("01", "core", 1, None, 0, None, None, None, None, None, None),
        ("01", "mass", 2, None, 1, None, None, None, None, None, None),
        ("22", "all", 1, 1, 1, 1, 1, 0, 0, 1, 0),
        ("22", "mass", 1, 1, 1, 1, 1, 0, 0, 1, 0),
    ]
    standing = ("school_code", "accounts", "self_done", "completed", "chua_dat", "dat", "kha", "tot")
    assert _rows(snapshot, "unit_standing", *standing) == [
        ("S1", 3, None, None, None, None, None, None),
        ("S2", 1, 1, 1, 0, 0, 1, 0),
    ]
    headline = _rows(snapshot, "headline", "measure", "part", "whole", province_code="01", level="all", people="total")
    assert headline == [("assessment_completed", None, 3)]  # without completed there is nobody to be rated


def test_one_rating_makes_the_rest_of_a_province_not_done_but_only_for_its_own_year(tmp_path):
    people = "Mã định danh | Năm học\n binh | 2020-2021\n binh | 2021-2022\n chi | 2021-2022"
    of_colleagues = "Mã định danh | Người đánh giá | Ngày đánh giá | Xếp loại\n chi | Đồng nghiệp | 2021-11-01 | Khá"

    snapshot = built(tmp_path, hoc_vien=people, danh_gia=of_colleagues)

    columns = ("report_year", "accounts", "self_done", "completed", "kha")
    assert _rows(snapshot, "standing", *columns, people="total", role="all", level="all") == [
        (2020, 1, None, None, None),
        (2021, 2, 0, 0, 0),  # the province has spoken, and of a self-assessment it said nothing
    ]
    assert _rows(snapshot, "unit_standing", "report_year", "accounts", "completed") == [(2020, 1, None), (2021, 2, 0)]


def test_the_base_is_the_accounts_issued_by_the_snapshots_date(tmp_path):
    people = "Mã định danh | Ngày cấp tài khoản\n an | 2021-12-31\n binh | 2022-01-01"

    snapshot = built(tmp_path, hoc_vien=people)

    assert _rows(snapshot, "standing", "accounts", people="total", role="all", level="all") == [(1,)]


PUBLISHED = """
    Tỉnh/Thành phố | Đối tượng | Cấp học | Nhóm  | Chỉ tiêu        | Giá trị | Nguyên văn | Tình trạng
    Bình Phước     | CBQL      | all     | total | base_count      | 688     | 688        | seen
    Bình Phước     | CBQL      | all     | total | completed_count | 513     | 513        | seen
    Bình Phước     | CBQL      | all     | total | tot_count       |         | 1.         | cut
    Hà Nội         | GVPT      | all     | total | base_count      | 99      | 99         | seen
"""


def test_published_figures_stand_in_where_no_people_were_sent_and_never_beside_them(tmp_path):
    snapshot = built(tmp_path, so_lieu_cong_bo=PUBLISHED)

    manager = _rows(snapshot, "standing", "province_code", "role", "framework_code", *STANDING, audience="manager")
    assert manager == [("70", "all", "TT14/2018", 688, None, None, None, 513, None, None, None, None)]
    teachers = _rows(snapshot, "standing", "accounts", province_code="01", people="total", role="all", level="all")
    assert teachers == [(3,)]
    assert [finding["sample"] for finding in snapshot.manifest.findings] == [["Hà Nội 2021 teacher"]]
    assert table(snapshot, "published_cell").height == 4


def test_criterion_standing_counts_marks_by_rater(tmp_path):
    snapshot = built(tmp_path, hoc_vien=DUE, danh_gia=RATINGS)

    columns = ("province_code", "rater", "criterion_no", "chua_dat", "dat", "kha", "tot")
    assert _rows(snapshot, "criterion_standing", *columns, people="total") == [
        ("01", "self", 1, 0, 1, 0, 1),  # binh Đạt, chi Tốt
        ("01", "self", 2, 0, 0, 1, 1),
        ("22", "head", 1, 0, 0, 1, 0),
        ("22", "head", 2, 0, 0, 1, 0),
        ("22", "peers", 1, 0, 0, 0, 1),
        ("22", "peers", 2, 0, 0, 1, 0),
        ("22", "self", 1, 0, 0, 0, 1),
        ("22", "self", 2, 0, 0, 0, 1),
    ]


ANSWERS = """
    Mã định danh | Câu hỏi           | Mô đun | Trả lời
    an           | support_satisfied | GV1    | 5
    binh         | support_satisfied | GV1    | 4
    chi          | support_satisfied | GV1    | 3
    chi          | support_satisfied | GV2    | 5
    dung         | support_satisfied | GV1    | 1
    dung         | course_satisfied  | GV1    | 5
    binh         | course_satisfied  | GV1    | 1
"""


def test_satisfaction_counts_answers_by_role_and_point(tmp_path):
    snapshot = built(tmp_path, khao_sat=ANSWERS)

    columns = ("province_code", "role", "module_code", "answer", "answers")
    assert _rows(snapshot, "satisfaction", *columns, question_code="support_satisfied") == [
        ("01", "core", "GV1", 1, 1),
        ("01", "mass", "GV1", 3, 1),
        ("01", "mass", "GV1", 4, 1),
        ("01", "mass", "GV2", 5, 1),
        ("22", "mass", "GV1", 5, 1),
    ]


def test_needs_are_counted_by_wish(tmp_path):
    needs = "Mã định danh | Mô đun | Tiêu chí\n an | GV5 |\n binh | GV5 |\n binh | | 7\n chi | | 7"

    snapshot = built(tmp_path, nhu_cau=needs)

    columns = ("province_code", "module_code", "criterion_no", "learners")
    assert _rows(snapshot, "need_count", *columns, people="total") == [
        ("01", "", 7, 1 + 1),
        ("01", "GV5", 0, 1),
        ("22", "GV5", 0, 1),
    ]


def test_units_count_school_by_school(tmp_path):
    snapshot = built(tmp_path, hoc_vien=DUE, boi_duong=TRAINING, danh_gia=RATINGS)

    training = ("district_code", "school_code", "module_code", "enrolments", "lms_passed", "certified")
    assert _rows(snapshot, "unit_training", *training) == [
        ("", "S2", "GV1", 1, 1, 0),
        ("", "S2", "GV2", 1, 0, 0),
        ("001", "S1", "GV1", 2, 1, 0),
        ("001", "S1", "GV2", 1, 0, 0),
    ]
    standing = ("school_code", "level", "accounts", "self_done", "completed", "chua_dat", "dat", "kha", "tot")
    assert _rows(snapshot, "unit_standing", *standing) == [
        ("S1", "primary", 3, 2, 1, 0, 1, 0, 0),
        ("S2", "lower_secondary", 1, 1, 1, 0, 0, 1, 0),
    ]


REPORTING = """
    Tỉnh/Thành phố | Bộ dữ liệu   | Năm báo cáo | Hạn nộp    | Ngày nhận  | Ngày công bố
    Hà Nội         | assessment   | 2020        | 2021-03-31 | 2021-03-30 |
    Hà Nội         | training     | 2020        | 2021-03-31 | 2021-05-01 |
    Hà Nội         | satisfaction | 2020        | 2021-03-31 |            |
    Hà Nội         | temis_report | 2020        | 2021-06-30 | 2021-06-01 |
    Hà Nội         | assessment   | 2021        | 2022-03-31 |            |
"""
LMS = """
    Tỉnh/Thành phố | Nền tảng | Ngày bắt đầu
    Hà Nội         | VNPT     | 2020-10-20
    Bạc Liêu       |          |
"""


def test_the_headline_knows_every_measure(tmp_path):
    snapshot = built(
        tmp_path, hoc_vien=DUE, boi_duong=TRAINING, danh_gia=RATINGS, khao_sat=ANSWERS, bao_cao=REPORTING, lms=LMS
    )

    assert set(table(snapshot, "headline")["measure"]) == set(measures())
    headline = {
        (measure, province): (part, whole)
        for measure, province, part, whole in _rows(
            snapshot, "headline", "measure", "province_code", "part", "whole", level="all", people="total"
        )
        if measure not in ("lms_passed", "certified", "satisfied")
    }
    assert headline == {
        ("lms_use", "01"): (1, 1),
        ("lms_use", "95"): (0, 1),
        ("reporting", "01"): (1 + 1, 3),  # what is due next year is not owed yet
        ("report_published", "01"): (0, 1),
        ("assessment_completed", "01"): (1, 3),
        ("assessment_completed", "22"): (1, 1),
        ("rated_good", "01"): (0, 1),
        ("rated_good", "22"): (1, 1),
        ("rated_excellent", "01"): (0, 1),
        ("rated_excellent", "22"): (0, 1),
        ("finished_all", "01"): (0, 2),
        ("finished_all", "22"): (0, 1),
    }


def test_the_headline_writes_totals_over_module_and_level_out(tmp_path):
    snapshot = built(tmp_path, boi_duong=TRAINING)

    columns = ("module_code", "level", "part", "whole")
    assert _rows(snapshot, "headline", *columns, measure="lms_passed", province_code="22", people="total") == [
        ("GV1", "all", 1, 1),
        ("GV1", "lower_secondary", 1, 1),
        ("GV2", "all", 0, 1),
        ("GV2", "lower_secondary", 0, 1),
        ("all", "all", 1, 1 + 1),
        ("all", "lower_secondary", 1, 1 + 1),
    ]


GROUPS = ("disadvantaged_area", "ethnic_minority", "female", "female_ethnic_minority", "total")


def test_the_headline_counts_every_group_and_says_where_it_has_nobody(tmp_path):
    snapshot = built(tmp_path, hoc_vien=DUE, boi_duong=TRAINING, danh_gia=RATINGS)

    asked = [(measure, code) for measure in MEASURES_OF_PEOPLE for code in ("01", "22")]
    counts = {(measure, code): dict(_groups(snapshot, measure, code)) for measure, code in asked}
    nobody = dict.fromkeys(("disadvantaged_area", "ethnic_minority", "female_ethnic_minority"), (0, 0))
    assert counts == {
        ("lms_passed", "22"): dict.fromkeys(GROUPS, (1, 2)),  # an alone, who is in every group
        ("lms_passed", "01"): nobody | {"total": (1, 3), "female": (1, 2)},  # binh twice, once passed; chi
        ("certified", "22"): dict.fromkeys(GROUPS, (0, 2)),
        ("certified", "01"): nobody | {"total": (0, 3), "female": (0, 2)},
        ("finished_all", "22"): dict.fromkeys(GROUPS, (0, 1)),
        ("finished_all", "01"): nobody | {"total": (0, 2), "female": (0, 1)},
        ("assessment_completed", "22"): dict.fromkeys(GROUPS, (1, 1)),
        ("assessment_completed", "01"): nobody | {"total": (1, 3), "female": (1, 1)},  # dung may be a woman: not known
        ("rated_good", "22"): dict.fromkeys(GROUPS, (1, 1)),
        ("rated_good", "01"): nobody | {"total": (0, 1), "female": (0, 1)},
        ("rated_excellent", "22"): dict.fromkeys(GROUPS, (0, 1)),
        ("rated_excellent", "01"): nobody | {"total": (0, 1), "female": (0, 1)},
    }


MEASURES_OF_PEOPLE = [name for name, measure in measures().items() if "people" in measure.dims]


def _groups(snapshot: Snapshot, measure: str, province_code: str) -> list[tuple]:
    """Group and (part, whole), over all modules and levels."""
    where = {"measure": measure, "province_code": province_code, "level": "all"}
    where |= {"module_code": "all"} if measure in ("lms_passed", "certified") else {}
    rows = _rows(snapshot, "headline", "people", "part", "whole", **where)
    return [(people, (part, whole)) for people, part, whole in rows]


def test_of_a_trait_that_a_province_never_wrote_down_nobody_is_said_to_be_without(tmp_path):
    unsaid = "Mã định danh | Mã trường | Giới tính | Dân tộc thiểu số\n binh | S1 | Nữ | \n chi | S1 | | "

    snapshot = built(tmp_path, hoc_vien=unsaid)

    accounts = {"measure": "assessment_completed", "level": "all"}
    assert _rows(snapshot, "headline", "people", "part", "whole", **accounts) == [
        ("disadvantaged_area", 0, 0),  # that is written down of every school year
        ("female", None, 1),  # no rating has come
        ("total", None, 2),  # and of no ethnic minority there is a row
    ]


def test_measures_without_groups_count_everybody_alone(tmp_path):
    snapshot = built(tmp_path, khao_sat=ANSWERS, bao_cao=REPORTING, lms=LMS)

    groups = table(snapshot, "headline").group_by("measure").agg(pl.col("people").unique())
    alone = {measure for measure, people in groups.rows() if people == ["total"]}
    assert alone == set(measures()) - set(MEASURES_OF_PEOPLE)


def test_published_groups_are_taken_as_printed_and_the_others_stay_unknown(tmp_path):
    women = PUBLISHED + "    Bình Phước | CBQL | all | female | base_count | 200 | 200 | seen\n"

    snapshot = built(tmp_path, so_lieu_cong_bo=women)

    printed = {"measure": "assessment_completed", "audience": "manager", "level": "all"}
    assert _rows(snapshot, "headline", "people", "whole", **printed) == [("female", 200), ("total", 688)]


def test_the_measures_with_groups_are_those_that_say_so():
    said = (FOLDER / "_headline_nobody.sql").read_text(encoding="utf-8")

    assert set(re.findall(r"'(\w+)'", said)) - {"total"} == set(MEASURES_OF_PEOPLE)


def test_the_headline_asks_core_learners_about_the_course_and_mass_learners_about_support(tmp_path):
    snapshot = built(tmp_path, khao_sat=ANSWERS)

    columns = ("question_code", "module_code", "part", "whole")
    assert _rows(snapshot, "headline", *columns, measure="satisfied", province_code="01", level="all") == [
        ("course_satisfied", "GV1", 1, 1),  # dung alone
        ("course_satisfied", "all", 1, 1),
        ("support_satisfied", "GV1", 1, 1 + 1),  # binh and chi
        ("support_satisfied", "GV2", 1, 1),
        ("support_satisfied", "all", 1 + 1, 2 + 1),
    ]


def test_who_passed_every_module_has_finished(tmp_path):
    passed = "2021-02-01 | 2021-02-01 | Đạt"
    header = "Mã định danh | Mô đun | Ngày nộp LMS | Ngày kết quả LMS | Kết quả LMS"
    training = "\n".join(
        [header, *(f"binh | GV{number} | {passed}" for number in range(1, 6)), f"chi | GV1 | {passed}"]
    )

    snapshot = built(tmp_path, boi_duong=training)

    finished = {"measure": "finished_all", "level": "all", "people": "total"}
    assert _rows(snapshot, "headline", "part", "whole", **finished) == [(1, 1 + 1)]


def test_every_cube_has_its_keys_once(tmp_path):
    snapshot = built(
        tmp_path, hoc_vien=DUE, boi_duong=TRAINING, danh_gia=RATINGS, khao_sat=ANSWERS, bao_cao=REPORTING, lms=LMS
    )

    for cube in of_layer("cube", "unit"):
        if snapshot.manifest.rows[cube.name]:
            assert not table(snapshot, cube.name).select(cube.key).is_duplicated().any(), cube.name


def test_the_standard_is_the_one_in_force_when_the_report_year_is_counted(tmp_path):
    people = "Mã định danh | Năm học\n an | 2024-2025\n an | 2025-2026\n an | 2026-2027"

    snapshot = built(tmp_path, hoc_vien=people, as_of=date(2027, 6, 30))

    assert _rows(snapshot, "standing", "report_year", "framework_code", people="total", role="all", level="all") == [
        (2024, "TT20/2018"),
        (2025, "TT20/2018"),  # counted to 31 March 2026, two weeks before TT 30/2026
        (2026, "TT30/2026"),
    ]


def test_there_is_one_file_for_every_cube_and_each_says_its_grain():
    files = {path.stem: path.read_text(encoding="utf-8") for path in Path(FOLDER).glob("*.sql")}

    assert {name for name in files if not name.startswith("_")} == {table.name for table in of_layer("cube", "unit")}
    assert set(files) == {*STEPS, "_framework_year"}
    assert all(text.startswith("--") for text in files.values())


@pytest.mark.parametrize("name", ["assessment", *STEPS])
def test_a_cube_can_be_said_to_spark(name):
    """Spark has no function that sqlglot does not know, and spreads one list in a select."""
    sqlglot = pytest.importorskip("sqlglot")
    sql = clean.text(name) if name == "assessment" else text(name)

    (said,) = sqlglot.transpile(sql, read="duckdb", write="spark", unsupported_level=sqlglot.ErrorLevel.RAISE)

    tree = sqlglot.parse_one(sql, read="duckdb")
    assert said
    assert not [each.name for each in tree.find_all(sqlglot.exp.Anonymous)]
    assert all(
        len([each for each in select.selects if each.find(sqlglot.exp.Explode, sqlglot.exp.Unnest)]) <= 1
        for select in tree.find_all(sqlglot.exp.Select)
    )
