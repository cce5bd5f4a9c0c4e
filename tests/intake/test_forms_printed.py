"""Tables A.1.1 and A.1.2 as a report prints them, drawn from the figures that were published."""

import polars as pl
import pytest

from data import published
from data.intake.formats import Sheet
from data.intake.forms import form_of
from data.intake.recognise import recognise
from data.intake.stating import constants
from data.settings import REFERENCE
from tests.intake.taken import messy, picked, taken

FIGURES = pl.read_csv(REFERENCE / "temis_quang_ninh_2020.csv", infer_schema=False)
SOURCE = "Sở GD&ĐT Quảng Ninh, báo cáo TEMIS 2020, đăng 31/03/2021"
LEVELS = {"all": "Tổng số", "primary": "Tiểu học", "lower_secondary": "Trung học cơ sở",
          "upper_secondary": "Trung học phổ thông"}  # fmt: skip
PEOPLE = {"total": "", "female": "Nữ", "ethnic_minority": "Dtts", "female_ethnic_minority": "Nữ dtts",
          "disadvantaged_area": "Vùng khó khăn"}  # fmt: skip
DONE = "Giáo viên hoàn thành đánh giá và xếp loại theo chuẩn:"
CHANGE = "Tăng/giảm so với năm trước (%)"
HEADS = {
    "A.1.1": [["Cấp học", "Tổng (Người)", DONE, None], [None, None, "Tổng (Người)", "Tổng (%)"]],
    "A.1.2": [
        ["Cấp học", "Kết quả xếp loại:", *[None] * 7],
        [None, "Chưa đạt", None, "Đạt", None, "Khá", None, "Tốt", None],
        [None, *["SL (Người)", "Tỷ lệ (%)"] * 4],
    ],
}
MEASURES = {
    "A.1.1": ["base_count", "completed_count", "completed_pct"],
    "A.1.2": [f"{mark}_{what}" for mark in ("chua_dat", "dat", "kha", "tot") for what in ("count", "pct")],
}


def printed(table, *, written=str):
    """The table under its title, as the report prints it; a cell that was cut ends in dots."""
    cells = {(level, people, measure): text + "…" * (status == "cut")
             for number, level, people, measure, _, text, status in FIGURES.iter_rows() if number == table}  # fmt: skip
    rows = [
        ["SỞ GIÁO DỤC VÀ ĐÀO TẠO TỈNH QUẢNG NINH"],
        ["BÁO CÁO TEMIS NĂM 2020"],
        [f"Biểu {table}. Kết quả của giáo viên"],
    ]
    rows += HEADS[table]
    for level, block in LEVELS.items():
        for people, name in PEOPLE.items():
            figures = [cells.get((level, people, measure)) for measure in MEASURES[table]]
            rows.append([name or block, *(text and written(text) for text in figures)])
    rows.append(["Ghi chú: số liệu đến 31/3/2021"])
    width = len(HEADS[table][0])
    return Sheet("bao-cao.xlsx", "", [[*row, *[None] * (width - len(row))] for row in rows], 1)


def expected(table):
    """What the published figures say, by the layout's headers."""
    frame = published._cells("Quảng Ninh", "temis_quang_ninh_2020", SOURCE).filter(pl.col("Biểu") == table)
    return sorted(frame.rows(), key=repr)


def made(sheet, **told):
    """The rows the sheet becomes, by the layout's headers; nothing may be held back."""
    found, shaped, refused = taken(sheet, source=SOURCE, **told)
    names = [column.name for column in form_of("so_lieu_cong_bo").columns]
    assert (refused, shaped.held) == ([], [])
    return found, sorted(picked(shaped.rows, *names), key=repr)


@pytest.mark.parametrize(("table", "form"), [("A.1.1", "bieu_a11"), ("A.1.2", "bieu_a12")])
def test_a_printed_table_is_read_figure_for_figure(table, form):
    found, rows = made(printed(table))

    assert (found.file, found.ambiguous, found.unknown) == (form, (), ())
    assert rows == expected(table)


def test_points_for_commas_change_no_number():
    swapped = str.maketrans(",.", ".,")
    _, rows = made(printed("A.1.1", written=lambda text: text.translate(swapped)))

    assert [row[7] for row in rows] == [row[7] for row in expected("A.1.1")]


def test_numbers_in_cells_of_numbers_are_the_same():
    _, rows = made(printed("A.1.2", written=lambda text: text if "…" in text else float(text)))

    assert [row[:8] for row in rows] == [row[:8] for row in expected("A.1.2")]


def test_a_table_in_nfd_with_its_header_again_is_the_same():
    sheet = printed("A.1.1")
    again = Sheet(sheet.file, "", [*sheet.rows[:9], *HEADS["A.1.1"], *sheet.rows[9:]], 1)

    assert made(messy(again))[1] == expected("A.1.1")


def changes():
    """The form of 2021 with changes on the year before."""
    return Sheet("a.xlsx", "", [
        ["Biểu A.1.1 tỉnh Đồng Tháp, năm 2021", None, None, None, None, None],
        ["Cấp học", "Tổng (Người)", CHANGE, DONE, None, None],
        [None, None, None, "Tổng (Người)", "Tổng (%)", CHANGE],
        ["Tổng số", "13,653", "- 3.44", "13,581", "99.5", "- 2.68"],
        ["Dtts", "19", "0.00", "19", "100", "5.56"],
        ["Nữ dtts", "6", "-", "6", "100", "-"],
    ], 1)  # fmt: skip


def test_the_form_with_changes_on_the_year_before_keeps_them_and_a_dash_is_no_figure():
    found, rows = made(changes())

    figures = {(row[5], row[6]): (row[7], row[8]) for row in rows}
    assert (found.file, found.unknown, len(rows)) == ("bieu_a11", (), 13)
    assert figures["total", "base_change"] == (-3.44, "- 3.44")
    assert figures["ethnic_minority", "completed_change"] == (5.56, "5.56")
    assert ("female_ethnic_minority", "base_change") not in figures


def test_a_row_that_is_no_group_of_the_table_is_held_back():
    sheet = changes()
    sheet.rows.append(["Kinh", "1", "1", "1", "1", "1"])
    _, shaped, _ = taken(sheet)

    assert shaped.held == [(7, "unknown_group")]


def test_a_table_that_does_not_say_whose_it_is_asks():
    sheet = changes()
    sheet.rows[0][0] = "Bảng tổng hợp"
    found = recognise(sheet)

    assert constants(found, {})[1] == ("Tỉnh/Thành phố", "Năm báo cáo", "Đối tượng", "Biểu")
    told = {"province": "Đồng Tháp", "report_year": 2021, "audience": "GVPT", "table_no": "A.1.1"}
    assert constants(found, told) == (told | {"source": "a.xlsx"}, ())
