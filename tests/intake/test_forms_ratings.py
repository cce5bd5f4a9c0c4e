"""Ratings as they come: criteria by their words, one criterion a row, two sides of one table."""

from datetime import date

import pytest

from data import reference
from data.intake.recognise import recognise
from tests.intake.taken import drawn, messy, picked, taken

LONG = """
    Mã định danh | Năm báo cáo | Người đánh giá | Tiêu chí          | Mức      | Ngày đánh giá
    0100000001   | 2021        | Tự đánh giá    | TC1               | Tốt      | 01/06/2021
    0100000001   | 2021        | Tự đánh giá    | Tiêu chí 2        | 3        | 02/06/2021
    0100000001   | 2021        | Tự đánh giá    | Xếp loại chung    | Khá      | 02/06/2021
    0100000001   | 2021        | Thủ trưởng     | 1. Đạo đức nhà giáo | Đạt    | 20/06/2021
    0100000002   | 2021        | Tự đánh giá    | TC1               | 3        | 01/06/2021
    0100000002   | 2021        | Tự đánh giá    | TC1               | 4        | 01/06/2021
    0100000003   | 2021        | Tự đánh giá    | Xây dựng văn hóa nhà trường | 4 | 01/06/2021
"""
SIDES = """
    STT | Mã định danh | Năm | Tự đánh giá | | Hiệu trưởng |
        |              |     | Xếp loại | Ngày | Xếp loại | Ngày
    1   | 0100000001   | 2021 | Tốt | 01/06/2021 | Khá | 20/06/2021
    2   | 0100000002   | 2021 | Tốt | 01/06/2021 |     |
"""


def criteria(audience):
    rows = reference.read("criteria").filter(audience=audience)
    return rows["criterion_vi"].to_list()


@pytest.mark.parametrize(("audience", "form"), [("teacher", "danh_gia_giao_vien"), ("manager", "danh_gia_quan_ly")])
@pytest.mark.parametrize("change", [lambda sheet: sheet, messy])
def test_criteria_are_known_by_their_words(audience, form, change):
    texts = criteria(audience)
    header = ["Mã định danh", "Năm báo cáo", "Người đánh giá", "Ngày đánh giá", *texts, "Xếp loại"]
    sheet = drawn("a | b")
    sheet.rows[:] = [header, ["0100000001", 2021, "Tự đánh giá", "01/06/2021", *[3] * len(texts), "Khá"]]
    found, shaped, refused = taken(change(sheet))

    assert (found.file, found.unknown, refused) == (form, (), [])
    assert [header for header in found.columns.values() if header.startswith("TC")] == [
        f"TC{number}" for number in range(1, len(texts) + 1)
    ]
    assert picked(shaped.rows, "c1", f"c{len(texts)}", "mark") == [(3, 3, "Khá")]


@pytest.mark.parametrize("before", ["TC{0}. {1}", "Tiêu chí {0}: {1}", "{0}. {1}"])
def test_a_number_before_the_words_of_a_criterion_does_no_harm(before):
    header = [before.format(place, text) for place, text in enumerate(criteria("teacher"), start=1)]
    found = recognise(drawn(" | ".join(["Mã định danh", "Năm báo cáo", "Người đánh giá", *header]) + "\n a | 2021 | b"))

    assert (found.file, found.unknown) == ("danh_gia_giao_vien", ())


@pytest.mark.parametrize("change", [lambda sheet: sheet, messy])
def test_one_criterion_a_row_becomes_one_row_a_rater(change):
    found, shaped, refused = taken(change(drawn(LONG)))

    assert (found.file, refused, shaped.taken) == ("danh_gia_dai", [], 4)
    assert picked(shaped.rows, "identifier", "rater", "rated_on", "c1", "c2", "mark") == [
        ("0100000001", "Tự đánh giá", date(2021, 6, 2), 4, 3, "Khá"),
        ("0100000001", "Thủ trưởng", date(2021, 6, 20), 2, None, None),
    ]
    assert sorted(reason for _, reason in shaped.held) == ["rows_contradict", "rows_contradict", "unknown_criterion"]


def test_a_criterion_of_both_standards_is_known_by_those_beside_it():
    beside = LONG + "    0100000003 | 2021 | Tự đánh giá | Sử dụng ngoại ngữ | 2 | 01/06/2021\n"
    _, shaped, _ = taken(drawn(beside))

    assert picked(shaped.rows, "identifier", "c11", "c17")[-1] == ("0100000003", 4, 2)


@pytest.mark.parametrize("names", [("Tự đánh giá", "Hiệu trưởng"), ("Tự xếp loại", "Thủ trưởng")])
def test_two_ratings_side_by_side_are_two_rows(names):
    found, shaped, refused = taken(drawn(SIDES.replace("Tự đánh giá", names[0]).replace("Hiệu trưởng", names[1])))

    assert (found.file, refused, shaped.taken) == ("xep_loai_hai_ben", [], 2)
    assert picked(shaped.rows, "@dong", "rater", "mark", "rated_on") == [
        (3, "Tự đánh giá", "Tốt", date(2021, 6, 1)),
        (3, "Thủ trưởng", "Khá", date(2021, 6, 20)),
        (4, "Tự đánh giá", "Tốt", date(2021, 6, 1)),
    ]


@pytest.mark.parametrize(
    "header",
    [
        "Tự đánh giá | Xếp loại của thủ trưởng",
        "Tự xếp loại | Hiệu trưởng xếp loại",
        "Xếp loại tự đánh giá | Thủ trưởng",
    ],
)
def test_the_two_sides_are_known_in_one_line_too(header):
    found, shaped, _ = taken(
        drawn(f"Mã định danh | Năm báo cáo | {header} | Ngày đánh giá\n 0100000001 | 2021 | Tốt | Khá | 1/6/2021")
    )

    assert found.file == "xep_loai_hai_ben"
    assert picked(shaped.rows, "rater", "mark", "rated_on") == [
        ("Tự đánh giá", "Tốt", date(2021, 6, 1)),
        ("Thủ trưởng", "Khá", date(2021, 6, 1)),
    ]
