"""Framed: a frame as a table of a paper: printed as on the screen, the number beside, and a null never a blank."""

from datetime import date

import polars as pl

from pages.papers import framed
from pages.papers.blocks import Cell
from pages.texts import Words

VI = Words("vi")
FRAME = pl.DataFrame(
    {
        "name": ["Hà Nội", "Quảng Ninh"],
        "part": [12275, None],
        "share": [0.5149, None],
        "as_of": [date(2022, 6, 30), None],
        "state": ["value", "withheld"],
    },
    schema_overrides={"part": pl.Int64, "as_of": pl.Date},
)
KINDS = {"name": "text", "part": "count", "share": "share", "as_of": "date", "state": "state"}


def test_a_cell_has_its_number_and_how_it_is_printed():
    table = framed.table(FRAME, KINDS, key="x", title="X", words=VI, titles={"name": "Tỉnh"})

    assert [column.title for column in table.columns] == ["Tỉnh", "Số đạt", "Tỉ lệ", "Ngày", "Tình trạng"]
    assert [column.form for column in table.columns] == ["text", "count", "share", "date", "text"]
    assert table.rows[0].cells == (
        Cell("Hà Nội", "Hà Nội"),
        Cell("12.275", 12275),
        Cell("51,5 %", 0.5149),
        Cell("30/06/2022", date(2022, 6, 30)),
        Cell("Có số liệu", "Có số liệu"),
    )


def test_what_is_not_there_says_why_and_is_neither_blank_nor_zero():
    cells = framed.table(FRAME, KINDS, key="x", title="X", words=VI).rows[1].cells

    assert cells[1] == Cell("–", None, "withheld")
    assert cells[2] == Cell("Ẩn vì nhóm quá nhỏ hoặc ngoài phạm vi xem", None, "withheld")
    assert cells[3].text == "–"


def test_ratings_have_two_decimals_as_the_report_prints_them_and_changes_a_sign():
    frame = pl.DataFrame({"share": [0.5149], "change": [0.0123]})

    cells = framed.table(frame, {"share": "share2", "change": "change"}, key="x", title="X", words=VI).rows[0].cells

    assert [(cell.text, cell.value) for cell in cells] == [("51,49 %", 0.5149), ("+1,2", 0.0123)]
