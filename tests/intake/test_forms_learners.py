"""Learner lists: who has left, and the schools that a list of people names."""

import pytest

from data.intake.recognise import recognise
from data.intake.stating import constants
from tests.intake.taken import drawn, messy, picked, taken

PEOPLE = """
    Mã định danh Bộ GD&ĐT | Họ tên | Trạng thái CB | Mã trường | Tên trường   | UBND Xã | Chức vụ | Cấp học  | Vai trò | Vùng khó khăn | Đến kỳ đánh giá | Ngày cấp tài khoản
    0100000001 | (tên) | Đang dạy  | 01001501 | TH&THCS Ba Vì | Ba Vì  | Giáo viên | Tiểu học | Đại trà | Không | Có | 01/09/2020
    0100000002 | (tên) | Nghỉ hưu  | 01001501 | TH&THCS Ba Vì | Ba Vì  | Hiệu trưởng | THCS   | Đại trà | Không | Có | 01/09/2020
    0100000003 | (tên) | Đang dạy  | 01001502 | Trường A      | Ba Vì  | Giáo viên | THPT     | Đại trà | Có    | Có | 01/09/2020
    0100000004 | (tên) | Đang dạy  | 01001503 | Trường B      | Ba Vì  | Giáo viên | THPT     | Đại trà | Có    | Có | 01/09/2020
    0100000005 | (tên) | Đang dạy  | 01001503 | Trường C      | Ba Vì  | Giáo viên | THPT     | Đại trà | Có    | Có | 01/09/2020
"""  # noqa: E501


@pytest.mark.parametrize("change", [lambda sheet: sheet, messy])
def test_a_list_of_people_that_names_schools_is_a_list_of_schools_too(change):
    found, shaped, refused = taken(change(drawn(PEOPLE)), province="Hà Nội", report_year=2020)

    assert (found.file, refused, len(found.personal)) == ("hoc_vien_kem_truong", [], 1)
    assert picked(shaped.rows, "identifier", "school_code", "school_year") == [
        (f"010000000{number}", code, "2020-2021")
        for number, code in [(1, "01001501"), (2, "01001501"), (3, "01001502")]
    ]
    assert not {"name_vi", "province", "district"} & set(shaped.rows[0])
    levels = "primary_school", "lower_secondary_school", "upper_secondary_school"
    assert picked(
        shaped.others["truong"], "school_code", "name_vi", "province", "district", *levels, "disadvantaged"
    ) == [
        ("01001501", "TH&THCS Ba Vì", "Hà Nội", "Ba Vì", "Có", "Có", "Không", "Không"),
        ("01001502", "Trường A", "Hà Nội", "Ba Vì", "Không", "Không", "Có", "Có"),
    ]
    assert [reason for _, reason in shaped.held] == ["school_contradicts"] * 2


def test_what_the_titles_state_goes_before_what_was_told():
    found = recognise(drawn("SỞ GD&ĐT TỈNH QUẢNG NINH\n Danh sách giáo viên năm học 2021-2022\n" + PEOPLE.strip()))
    given, missing = constants(found, {"province": "Hà Nội", "report_year": 2020, "role": "Cốt cán"})

    assert (given, missing) == ({"school_year": "2021-2022", "province": "Quảng Ninh"}, ())


def test_titles_that_say_two_things_say_nothing():
    lines = "Sở GD&ĐT Hà Nội và Sở GD&ĐT Bắc Ninh\n Năm học 2020-2021 và năm học 2021-2022\n" + PEOPLE.strip()

    assert constants(recognise(drawn(lines)), {}) == ({}, ("Năm học", "Tỉnh/Thành phố"))
