"""What stands out in a TEMIS report: each rule on counts drawn to fall just within or just outside it."""

import pytest

from pages.papers import temis
from pages.texts import Words
from tests.papers import reports

HEADER = "province_code | report_year | level | people | accounts | completed | chua_dat | dat | kha | tot\n"
EVERYBODY = "22 | 2021 | all | total | 1000 | 900 | 0 | 100 | 400 | 400\n"


@pytest.fixture
def bullets(store_of):
    """What the report of 2021 says of the drawn rows."""

    def make(rows, **tables):
        store = store_of(standing=HEADER + rows, **tables)
        return reports.said(temis.report(store, province_code="22", report_year=2021, words=Words("vi")), "bullet")

    return make


def test_people_who_have_not_completed_are_counted(bullets):
    assert "Còn 100 trên 1.000 giáo viên (10 %) chưa hoàn thành đánh giá." in bullets(EVERYBODY)
    assert bullets("22 | 2021 | all | total | 900 | 900 | 0 | 100 | 400 | 400\n") == []


def test_a_level_five_points_behind_is_named_and_one_less_far_is_not(bullets):
    behind = bullets(EVERYBODY + "22 | 2021 | primary | total | 200 | 170 | 0 | 20 | 70 | 80\n")
    near = bullets(EVERYBODY + "22 | 2021 | primary | total | 200 | 171 | 0 | 20 | 71 | 80\n")

    assert (
        "Tỉ lệ hoàn thành đánh giá của giáo viên ở cấp tiểu học thấp hơn mức chung: 85 % (170 trên 200 người),"
        " mức chung 90 %."
    ) in behind
    assert not any("tiểu học" in bullet for bullet in near)


def test_a_group_of_few_is_never_named(bullets):
    few = bullets(EVERYBODY + "22 | 2021 | all | ethnic_minority | 9 | 1 | 0 | 1 | 0 | 0\n")
    enough = bullets(EVERYBODY + "22 | 2021 | all | ethnic_minority | 10 | 1 | 0 | 1 | 0 | 0\n")

    assert not any("dân tộc thiểu số" in bullet for bullet in few)
    assert any("nhóm dân tộc thiểu số thấp hơn mức chung: 10 %" in bullet for bullet in enough)


def test_nearly_everybody_rated_excellent_is_a_prompt_to_look_again(bullets):
    found = bullets("22 | 2021 | all | total | 1000 | 1000 | 0 | 0 | 100 | 900\n")

    assert any(bullet.startswith("Có 90 % giáo viên xếp loại Tốt") for bullet in found)


def test_a_large_change_on_last_year_is_named(bullets):
    rose = bullets(EVERYBODY + "22 | 2020 | all | total | 900 | 880 | 0 | 100 | 400 | 380\n")
    same = bullets(EVERYBODY + "22 | 2020 | all | total | 950 | 880 | 0 | 100 | 400 | 380\n")

    assert "Số giáo viên được cấp tài khoản tăng 11,11 % (từ 900 lên 1.000 người): nên đối chiếu danh sách." in rose
    assert not any("được cấp tài khoản" in bullet for bullet in same)


def test_a_share_of_excellent_that_moved_asks_for_a_reason(bullets):
    moved = bullets(EVERYBODY + "22 | 2020 | all | total | 1000 | 900 | 0 | 300 | 300 | 300\n")

    assert any("thay đổi +11,1 điểm % so với năm trước (từ 33,33 % thành 44,44 %)" in bullet for bullet in moved)


def test_numbers_that_do_not_fit_together_are_named(bullets):
    unrated = bullets("22 | 2021 | all | total | 900 | 900 | 0 | 100 | 400 | 399\n")
    levels = "".join(
        f"22 | 2021 | {level} | total | {accounts} | {accounts} | 0 | 0 | {accounts} | 0\n"
        for level, accounts in (("all", 100), ("primary", 50), ("lower_secondary", 30), ("upper_secondary", 19))
    )

    assert any("có xếp loại là 899, khác số hoàn thành là 900" in bullet for bullet in unrated)
    assert any("Ba cấp học cộng lại có 99 giáo viên, khác tổng số là 100" in bullet for bullet in bullets(levels))


def test_the_weakest_criterion_and_the_commonest_wish_are_named(bullets):
    found = bullets(
        EVERYBODY,
        criterion_standing="""
            province_code | report_year | level   | rater | criterion_no | chua_dat | dat | kha | tot
            22            | 2021        | primary | self  | 14           | 1        | 30  | 400 | 469
            22            | 2021        | primary | self  | 15           | 0        | 28  | 403 | 469
        """,
        need_count="""
            province_code | report_year | level   | criterion_no | module_code | learners
            22            | 2021        | primary | 15           |             | 62
            22            | 2021        | primary | 7            |             | 46
            22            | 2021        | primary | 0            | GV9         | 9
        """,
    )

    assert any("14. Sử dụng ngoại ngữ hoặc tiếng dân tộc (31 người, 3,44 %)" in bullet for bullet in found)
    assert any("nêu nhu cầu bồi dưỡng nhất: 15." in bullet and "(62 người)" in bullet for bullet in found)
    assert not any("Mô đun 9" in bullet for bullet in found)  # nine people are too few for a sentence


def test_a_question_with_few_satisfied_is_named(bullets):
    drawn = """
        province_code | question_code    | role | level   | answer | answers
        22            | course_satisfied | core | primary | 2      | 21
        22            | course_satisfied | core | primary | 5      | 79
    """
    found = bullets(EVERYBODY, satisfaction=drawn)
    satisfied = bullets(EVERYBODY, satisfaction=drawn.replace("79", "84"))

    assert any("Mức hài lòng thấp của giáo viên cốt cán" in bullet and "79 % của 100" in bullet for bullet in found)
    assert not any("hài lòng" in bullet for bullet in satisfied)


def test_the_best_and_the_last_unit_are_named_of_those_with_enough_people(store_of):
    drawn = HEADER + "".join(
        f"{code} | 2021 | all | total | {accounts} | {done} | 0 | 0 | {done} | 0\n"
        for code, accounts, done in (("01", 100, 99), ("22", 100, 50), ("24", 100, 70), ("26", 9, 1))
    )
    paper = temis.report(store_of(standing=drawn), province_code=None, report_year=2021, words=Words("vi"))

    assert (
        "Tỉ lệ giáo viên hoàn thành đánh giá cao nhất: Hà Nội (99 %), Bắc Giang (70 %); thấp nhất: Quảng Ninh (50 %)."
    ) in reports.said(paper, "bullet")


def test_the_rules_are_printed_beside_what_they_found(store_of):
    paper = temis.report(store_of(standing=HEADER + EVERYBODY), province_code="22", report_year=2021, words=Words("vi"))
    rules = next(note for note in reports.said(paper, "note") if note.startswith("Quy tắc"))

    for threshold in ("5 điểm %", "10 điểm %", "90 %", "10 %", "80 %", "dưới 10 người"):
        assert threshold in rules


def test_units_that_are_alike_are_counted_and_none_of_them_singled_out(store_of):
    drawn = HEADER + "".join(
        f"{code} | 2021 | all | total | 100 | {done} | 0 | 0 | {done} | 0\n"
        for code, done in (*((code, 100) for code in ("01", "02", "04", "06")), ("22", 80), ("24", 80))
    )
    paper = temis.report(store_of(standing=drawn), province_code=None, report_year=2021, words=Words("vi"))

    assert (
        "Tỉ lệ giáo viên hoàn thành đánh giá cao nhất: 4 đơn vị cùng đạt 100 %; thấp nhất: Quảng Ninh (80 %),"
        " Bắc Giang (80 %)."
    ) in reports.said(paper, "bullet")
