"""Needs with several modules in a cell, and answers with one question a column."""

import pytest

from data import reference
from tests.intake.taken import drawn, messy, picked, taken

NEEDS = """
    Mã định danh | Năm báo cáo | Mô đun cần bồi dưỡng | Tiêu chí cần bồi dưỡng
    0100000001   | 2021        | GV4; GV9             |
    0100000002   | 2021        | GV4                  | 4
    0100000003   | 2021        |                      | TC4, TC15
    0100000004   | 2021        |                      |
    0100000005   | 2021        | GV1, GV2             | năm
"""
QUESTIONS = reference.read("questions").select("question_code", "wording_vi").rows()


@pytest.mark.parametrize("change", [lambda sheet: sheet, messy])
def test_each_module_and_each_criterion_in_a_cell_is_a_need(change):
    found, shaped, refused = taken(change(drawn(NEEDS)))

    assert (found.file, refused, shaped.taken) == ("nhu_cau", [], 3)
    assert picked(shaped.rows, "identifier", "module_code", "criterion_no") == [
        ("0100000001", "GV4", None),
        ("0100000001", "GV9", None),
        ("0100000002", "GV4", 4),
        ("0100000003", None, 4),
        ("0100000003", None, 15),
    ]
    assert [reason for _, reason in shaped.held] == ["nothing_said", "unknown_criterion"]


@pytest.mark.parametrize("asked", [0, 1])
@pytest.mark.parametrize("change", [lambda sheet: sheet, messy])
def test_one_question_a_column_becomes_one_row_an_answer(asked, change):
    names = " | ".join(question[asked] for question in QUESTIONS)
    found, shaped, refused = taken(
        change(
            drawn(f"""
            Mã định danh | Mô đun | Dấu thời gian | {names}
            0100000001   | GV1    | 01/06/2021    | 5 | Hài lòng | 4 điểm
            0100000002   | GV1    | 01/06/2021    | 3 |          |
            0100000003   | GV1    | 01/06/2021    | 3 | tạm      |
            0100000004   | GV1    | 01/06/2021    |   |          |
        """)
        )
    )

    assert (found.file, refused, shaped.taken) == ("khao_sat_rong", [], 2)
    assert picked(shaped.rows, "identifier", "question_code", "answer") == [
        ("0100000001", "course_satisfied", 5),
        ("0100000001", "support_relevant", 4),
        ("0100000001", "support_satisfied", 4),
        ("0100000002", "course_satisfied", 3),
    ]
    assert [reason for _, reason in shaped.held] == ["unknown_answer", "nothing_said"]
