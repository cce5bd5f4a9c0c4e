"""What Moodle writes: a list of completions, the report of one course, the gradebook."""

from datetime import date

import pytest

from data.intake.recognise import recognise
from data.intake.stating import constants
from tests.intake.taken import drawn, messy, picked, taken

COMPLETIONS = """
    First name | Last name | ID number  | Course short name | Course full name | Status | Grade | Completion date
    (tên)      | (họ)      | 0100000001 | GV1 | Mô đun 1 - THCS | Completed | 85.00 | Thursday, 21 January 2021, 9:05 AM
    (tên)      | (họ)      | 0100000002 | GV1 | Mô đun 1 - THCS | In progress | - |
    (tên)      | (họ)      | 0100000003 | GV1 | Mô đun 1 - THCS | Completed | 70,5 | Thứ Năm, 21 tháng 1 2021, 9:05 AM
"""
REPORT = """
    ID | Name  | ID number  | Email address | Bài 1     | Bài 1 - Completion date | Course complete
    17 | (tên) | 0100000001 | a@b           | Completed | 01/02/2021, 10:00       | 21/01/2021, 09:05
    18 | (tên) | 0100000002 | b@b           | Not completed |                     |
"""
GRADES = """
    First name | Surname | ID number  | Institution | Department | Email address | Quiz: Bài 1 (Real) | Course total (Real) | Last downloaded from this course
    (tên)      | (họ)    | 0100000001 |             |            | a@b           | 9.00               | 85.50               | 1611198300
    (tên)      | (họ)    | 0100000002 |             |            | b@b           | -                  | -                   | 1611198300
"""  # noqa: E501
DAY = date(2021, 1, 21)


@pytest.mark.parametrize("change", [lambda sheet: sheet, messy])
def test_completed_is_a_pass_of_the_platform_and_nothing_more(change):
    found, shaped, refused = taken(change(drawn(COMPLETIONS)))

    assert (found.file, refused) == ("ket_qua_lms", [])
    assert picked(shaped.rows, "module_code", "lms_score", "lms_outcome", "lms_decided_on") == [
        ("GV1", 85, "Đạt", DAY),
        ("GV1", None, None, None),
        ("GV1", 70.5, "Đạt", DAY),
    ]
    assert not any(row.get("supporter_outcome") or row.get("university_outcome") for row in shaped.rows)


@pytest.mark.parametrize("change", [lambda sheet: sheet, messy])
def test_the_report_of_a_course_names_its_module_in_the_files_name(change):
    found, shaped, refused = taken(change(drawn(REPORT, name="completion-gv1.csv")))

    assert (found.file, refused, found.personal) == ("moodle_khoa_hoc", [], ("Name", "Email address"))
    assert picked(shaped.rows, "identifier", "module_code", "lms_outcome", "lms_decided_on") == [
        ("0100000001", "completion-gv1", "Đạt", DAY),
        ("0100000002", "completion-gv1", None, None),
    ]


def test_a_gradebook_gives_scores_and_no_outcomes():
    found, shaped, refused = taken(drawn(GRADES, name="Mô đun 3 Grades.xlsx"))

    assert (found.file, refused) == ("ket_qua_lms", [])
    assert picked(shaped.rows, "module_code", "lms_score", "lms_outcome") == [
        ("Mô đun 3 Grades", 85.5, None),
        ("Mô đun 3 Grades", None, None),
    ]


def test_a_gradebook_that_names_no_module_says_what_it_lacks():
    found = recognise(drawn(GRADES))

    assert constants(found, {}) == ({}, ("Mô đun",))
    assert constants(found, {"module_code": "GV2"}) == ({"module_code": "GV2"}, ())


def test_years_of_two_figures_are_read_where_the_sheet_shows_that_the_day_stands_first():
    short = drawn(REPORT.replace("21/01/2021", "21/01/21"), name="completion-gv1.csv")
    open_ = drawn(REPORT.replace("21/01/2021", "11/01/21"), name="completion-gv1.csv")

    assert picked(taken(short)[1].rows, "lms_decided_on") == [(DAY,), (None,)]
    assert taken(open_)[1].held == [(2, "ambiguous_date")]
