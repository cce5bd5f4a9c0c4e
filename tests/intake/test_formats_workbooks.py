"""Workbooks and parquet files: what stands in the cells comes out, whatever the file says about itself."""

from datetime import date, datetime
from io import BytesIO

import openpyxl
import polars as pl
import pytest

from data.errors import IngestError
from data.intake.formats import LIMITS, Limits, Sheet, read_content, read_file
from tests.intake import drawn

DAY = date(2021, 5, 2)


@pytest.mark.parametrize("made", [drawn.xlsx, drawn.xls, drawn.ods], ids=["xlsx", "xls", "ods"])
def test_every_sheet_of_a_workbook_is_read_with_the_values_it_holds(made, tmp_path):
    path = tmp_path / "danh sách.bin"
    path.write_bytes(made({"GVPT": drawn.LIST, "CBQL": [["Ngày", DAY]]}))

    assert read_file(path) == [
        Sheet(file="danh sách.bin", sheet="GVPT", rows=[list(row) for row in drawn.LIST], first_row=1),
        Sheet(file="danh sách.bin", sheet="CBQL", rows=[["Ngày", DAY]], first_row=1),
    ]


def test_a_declared_size_is_not_believed():
    honest = drawn.xlsx({"S": [["a", "b"], *([number, "x"] for number in range(500))]})
    lying = drawn.rewritten(
        honest, member="xl/worksheets/sheet1.xml", pattern='<dimension ref="[^"]*"', by='<dimension ref="A1:B4"'
    )

    (sheet,) = read_content(lying, name="a.xlsx")

    assert len(sheet.rows) == 501
    assert sheet.rows[-1] == [499, "x"]


def test_a_merged_value_stands_in_every_cell_of_its_area():
    (sheet,) = read_content(
        drawn.xlsx({"S": [["Nhóm", None, "c"], [None, None, 1], [2, 3, 4]]}, merged=["A1:B2"]), name="a.xlsx"
    )

    assert sheet.rows == [["Nhóm", "Nhóm", "c"], ["Nhóm", "Nhóm", 1], [2, 3, 4]]


def test_rows_keep_their_number_and_columns_their_place_when_the_table_begins_inside_the_sheet():
    workbook = openpyxl.Workbook()
    workbook.active["C4"] = "đầu"
    workbook.active["D6"] = 5
    held = BytesIO()
    workbook.save(held)

    (sheet,) = read_content(held.getvalue(), name="a.xlsx")

    assert sheet.first_row == 4
    assert sheet.rows == [[None, None, "đầu", None], [None] * 4, [None, None, None, 5]]


def test_cells_are_tidied_and_not_interpreted():
    rows = [["Họ\n và  tên ", "  ", "0012", 12.0, 1.5, True, datetime(2021, 5, 2, 7, 30)]]  # noqa: DTZ001

    (sheet,) = read_content(drawn.xlsx({"S": rows}), name="a.xlsx")

    assert sheet.rows == [["Họ và tên", None, "0012", 12, 1.5, True, datetime(2021, 5, 2, 7, 30)]]  # noqa: DTZ001
    assert [type(cell) for cell in sheet.rows[0][3:6]] == [int, float, bool]


def test_a_cell_in_the_farthest_corner_is_refused_and_fells_nobody():
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = 1
    workbook.active["XFD1048576"] = 1
    held = BytesIO()
    workbook.save(held)

    with pytest.raises(IngestError, match="file_too_large"):
        read_content(held.getvalue(), name="a.xlsx")


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (Limits(rows=2), "rows"),
        (Limits(columns=2), "columns"),
        (Limits(cells=8), "cells"),
        (Limits(bytes=99), "bytes"),
    ],
)
@pytest.mark.parametrize("kind", ["xlsx", "csv", "parquet"])
def test_more_than_the_limit_is_refused_and_says_of_what(kind, limits, reason):
    rows = [["a", "b", "c"], *(["một chữ khá dài", "x" * 40, str(number)] for number in range(3))]
    content = {"xlsx": drawn.xlsx({"S": rows}), "csv": drawn.csv(rows), "parquet": drawn.parquet(rows)}[kind]

    with pytest.raises(IngestError) as problem:
        read_content(content, name="a", limits=limits)

    assert problem.value.code == "file_too_large"
    assert problem.value.details == {"file": "a", "reason": reason}


def test_a_reader_that_takes_too_long_is_stopped():
    with pytest.raises(IngestError, match="took_too_long"):
        read_content(drawn.xlsx({"S": drawn.LIST}), name="a", limits=Limits(seconds=0.001, seconds_per_megabyte=0))


@pytest.mark.parametrize(
    ("made", "member", "where"),
    [
        (drawn.xlsx, "xl/worksheets/sheet1.xml", '(?s)<row r="2".*'),
        (drawn.ods, "content.xml", "(?s)(</table:table-row>).*"),
    ],
)
def test_a_sheet_that_breaks_off_inside_a_sound_zip_is_never_taken_for_a_short_one(made, member, where):
    cut = drawn.rewritten(made({"S": drawn.LIST}), member=member, pattern=where, by="")

    with pytest.raises(IngestError, match="file_unreadable"):
        read_content(cut, name="a", limits=Limits(seconds=3))  # the reader of .ods never ends here: it is stopped


def test_a_fault_of_the_reader_itself_is_not_called_a_damaged_file(monkeypatch, caplog):
    monkeypatch.setitem(vars(LIMITS), "unheard_of", 1)  # what the other process cannot be started with

    with pytest.raises(IngestError, match="reader_failed"):
        read_content(drawn.xlsx({"S": drawn.LIST}), name="a.xlsx")

    assert caplog.messages == ["the workbook reader ended with TypeError"]


def test_a_macro_workbook_is_read_as_data():
    content = drawn.rewritten(
        drawn.xlsx({"S": drawn.LIST}),
        member="[Content_Types].xml",
        pattern="spreadsheetml.sheet.main",
        by="ms-excel.sheet.macroEnabled.main",
    )

    assert read_content(content, name="a.xlsm")[0].rows == [list(row) for row in drawn.LIST]


def test_a_parquet_file_begins_with_its_column_names():
    (sheet,) = read_content(drawn.parquet([["mã", "ngày", "điểm"], ["01", DAY, 7.5], [None, None, 8.0]]), name="a.csv")

    assert sheet.rows == [["mã", "ngày", "điểm"], ["01", DAY, 7.5], [None, None, 8]]


def test_a_parquet_column_that_holds_lists_is_refused():
    held = BytesIO()
    pl.DataFrame({"a": [[1, 2]]}).write_parquet(held)

    with pytest.raises(IngestError, match="nested_columns"):
        read_content(held.getvalue(), name="a")


def test_the_limits_are_those_a_province_needs():
    assert LIMITS.rows >= 20_000
    assert LIMITS.members == 500
