"""The workbook of a paper: numbers that are numbers, a sheet a table, its source said first; CSV and parquet beside."""

import io
import zipfile
from dataclasses import replace
from datetime import date

import openpyxl
import polars as pl
import pytest

from pages.papers import book, flat, spool
from pages.papers.blocks import Cell, Column, Row, Table
from pages.texts import Words
from tests.papers import drawn

VI, EN = Words("vi"), Words("en")


@pytest.fixture(scope="module")
def opened():
    return openpyxl.load_workbook(io.BytesIO(book.xlsx(drawn.paper())))


def _under(sheet, *, header: str, row: str):
    """The cell below a title, in the first row of that name."""
    place = next(cell.column for line in sheet["4:5"] for cell in line if cell.value == header)
    line = next(cell.row for cell in sheet["A"] if cell.value == row)
    return sheet.cell(line, place)


def _table(*cells: Cell, form: str = "share", title: str = "Biểu X") -> Table:
    rows = tuple(Row((Cell("dòng"), cell)) for cell in cells)
    return Table("x", title, (Column("Tên"), Column("Số", form)), rows)


def test_every_table_has_a_sheet_named_by_its_number_after_the_one_of_sources(opened):
    assert opened.sheetnames == ["Nguồn, mục lục", "Biểu A.1.1", "Biểu A.1.2", "Biểu B.1"]


def test_a_count_and_a_share_are_numbers_in_the_form_in_which_they_are_printed(opened):
    accounts = opened["Biểu A.1.1"].cell(6, 2)
    share = _under(opened["Biểu A.1.1"], header="Tổng (%)", row="Tiểu học")

    assert (accounts.value, accounts.number_format) == (12275, "#,##0")
    assert (share.value, share.number_format) == (0.959, "0.0 %")


def test_a_table_with_two_decimals_shows_two(opened):
    cell = _under(opened["Biểu A.1.2"], header="Tỷ lệ (%)", row="Tổng số")

    assert (cell.value, cell.number_format) == (0.001, "0.00 %")


def test_a_date_is_a_date(opened):
    cell = _under(opened["Biểu B.1"], header="Tính đến", row=1)

    assert (cell.value.date(), cell.number_format) == (drawn.AS_OF, "dd/mm/yyyy")


def test_what_is_withheld_and_what_is_not_there_stand_as_their_signs_and_the_signs_are_explained(opened):
    sheet = opened["Biểu A.1.1"]
    rows = list(sheet.iter_rows(min_row=24, max_row=25, min_col=2, max_col=4, values_only=True))
    source = {row[0]: row[1] for row in opened.worksheets[0].iter_rows(values_only=True)}

    assert rows == [("…",) * 3, ("–",) * 3]
    assert source["Kí hiệu …"] == VI("state.withheld")
    assert source["Kí hiệu –"] == VI("state.no_data")


def test_headers_are_frozen_merged_repeated_on_paper_and_each_page_says_which_data(opened):
    sheet = opened["Biểu A.1.2"]

    assert sheet.freeze_panes == "B6"
    assert "B4:D4" in [str(each) for each in sheet.merged_cells.ranges]
    assert sheet["B4"].value == "Chưa đạt"
    assert sheet.print_title_rows == "$4:$5"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert drawn.paper().foot in sheet.oddFooter.left.text
    assert sheet["A2"].value == drawn.paper().foot


def test_the_first_sheet_says_the_source_and_leads_to_every_table_with_its_definition(opened):
    sheet = opened.worksheets[0]
    said = {row[0].value: row[1].value for row in sheet.iter_rows()}
    links = [cell.hyperlink.location for cell in sheet["A"] if cell.hyperlink]

    assert {name: said[name] for name, _ in drawn.paper().told} == dict(drawn.paper().told)
    assert links == [f"'{name}'!A1" for name in opened.sheetnames[1:]]
    assert said["Biểu A.1.2"].endswith("Mẫu số: số hoàn thành.")


def test_rows_of_a_block_are_set_in_and_its_head_is_bold(opened):
    head, below = opened["Biểu A.1.1"]["A6"], opened["Biểu A.1.1"]["A7"]

    assert (head.font.b, head.alignment.indent) == (True, 0)
    assert (below.font.b, below.alignment.indent) == (False, 1)


def test_a_row_is_as_high_as_its_longest_words_need():
    name = "Phối hợp giữa nhà trường, gia đình, xã hội để thực hiện giáo dục đạo đức, lối sống cho học sinh"
    table = Table("x", "Biểu X", (Column("Tên"),), (Row((Cell("ngắn"),)), Row((Cell(name),))))
    sheet = openpyxl.load_workbook(io.BytesIO(book.xlsx(replace(drawn.paper(), blocks=(table,))))).worksheets[1]
    heights = {sheet.cell(line, 1).value: sheet.row_dimensions[line].height for line in range(4, 8)}

    assert heights[name] >= 2 * heights["ngắn"]


@pytest.mark.parametrize("text", ["=1+1", "+84", "-x", "@SUM(A1)"])
def test_no_text_becomes_a_formula_anywhere(text):
    paper = drawn.paper(blocks=(_table(Cell(text), form="text", title=text),))
    sheets = openpyxl.load_workbook(io.BytesIO(book.xlsx(paper))).worksheets
    csv = flat.csv(paper.tables[0], paper, VI).decode("utf-8-sig")

    assert {cell.data_type for sheet in sheets for line in sheet.iter_rows() for cell in line} <= {"s", "n"}
    assert f"'{text}" in csv


@pytest.mark.parametrize(
    ("text", "value", "form", "shown"),
    [
        ("92,98", 11413 / 12275, "share", 0.9298),  # half up of 0.929776…
        ("93", 11413 / 12275, "share", 0.93),
        ("6,3", 1 / 16, "share", 0.063),
        ("- 2,20", -0.0220183, "change", -0.022),
        ("72,5", 72.49, "points", 72.5),
        ("5.949", 5949, "count", 5949),
        ("…", None, "count", None),
    ],
)
def test_the_number_in_the_cell_is_the_number_printed(text, value, form, shown):
    assert flat.number(Cell(text, value), form, VI) == shown


def test_tables_of_one_name_and_of_long_names_get_sheets_of_their_own():
    long = "Kết quả khảo sát mức độ hài lòng của giáo viên và cán bộ quản lý"
    tables = (_table(title=long), _table(title=long), _table(title="a/b: [c]*?"), _table(title="A B   C"))
    names = openpyxl.load_workbook(io.BytesIO(book.xlsx(drawn.paper(blocks=tables)))).sheetnames[1:]

    assert names[:2] == ["Kết quả khảo sát mức độ hài", "Kết quả khảo sát mức độ hài (2)"]
    assert len({name.casefold() for name in names}) == len(names)
    assert max(map(len, names)) <= 31


def test_equal_papers_give_equal_bytes_and_another_paper_others():
    paper = drawn.paper()

    assert book.xlsx(paper) == book.xlsx(replace(paper))
    assert book.tables(paper) == book.tables(replace(paper))
    assert book.xlsx(paper) != book.xlsx(replace(paper, foot="khác"))


def test_a_paper_without_tables_is_a_workbook_all_the_same():
    assert openpyxl.load_workbook(io.BytesIO(book.xlsx(drawn.paper(blocks=())))).sheetnames == ["Nguồn, mục lục"]


def test_a_row_taken_alone_knows_its_block():
    held = flat.frame(drawn.completed(), VI)

    assert held.filter(pl.col("Cấp học") == "Nữ")["Nhóm dòng"].to_list() == list(drawn.COUNTS)
    assert held["Tổng (Người)"].dtype == pl.Int64
    assert held["Tổng (Người)"][:2].to_list() == [12275, 10263]
    assert held.columns[-1] == "Giáo viên hoàn thành đánh giá và xếp loại theo chuẩn – Tổng (%)"


def test_columns_of_one_name_are_told_apart():
    table = Table("x", "X", (Column("Số", "count"),) * 3, (Row((Cell("1", 1), Cell("2", 2), Cell("3", 3))),))

    assert flat.frame(table, EN).rows(named=True) == [{"Số": 1, "Số (2)": 2, "Số (3)": 3}]


def test_the_zip_holds_each_table_twice_and_the_source_with_the_same_numbers():
    paper = drawn.paper()
    pack = zipfile.ZipFile(io.BytesIO(book.tables(paper)))
    csv = pl.read_csv(pack.read("01-a11.csv"), infer_schema_length=None)
    parquet = pl.read_parquet(io.BytesIO(pack.read("01-a11.parquet")))

    assert pack.testzip() is None
    assert [name for name in pack.namelist() if name.endswith("csv")] == [
        *("01-a11.csv", "02-a12.csv", "03-units.csv", "nguon-va-dinh-nghia.csv"),
    ]
    numbers = parquet["Tổng (Người)"]
    assert numbers.null_count() == 2
    assert csv["Tổng (Người)"].to_list()[-2:] == ["…", "–"]
    assert csv["Tổng (Người)"].to_list()[:-2] == [str(each) for each in numbers[:-2]]
    assert parquet["Tổng (Người) – vì sao trống"].to_list()[-2:] == ["withheld", "no_data"]
    assert set(csv["Nguồn"]) == {paper.foot}


def test_parquet_bears_its_source_in_its_metadata():
    paper = drawn.paper()
    held = io.BytesIO(flat.parquet(paper.tables[0], paper, VI))

    assert pl.read_parquet_metadata(held)["Bộ số liệu"] == "demo-2021-03-31"


def test_a_zip_is_written_as_its_files_come_and_bears_no_time(tmp_path):
    made = []

    def files():
        for name in ("a.docx", "b.csv"):
            made.append(name)
            yield name, b"x" * 1000

    with (tmp_path / "all.zip").open("wb") as into:
        assert spool.pour(files(), into) == 2
    pack = zipfile.ZipFile(tmp_path / "all.zip")
    assert made == pack.namelist()
    assert {entry.date_time[:3] for entry in pack.infolist()} == {(1980, 1, 1)}
    assert pack.getinfo("b.csv").compress_size < 100 < pack.getinfo("a.docx").compress_size


def test_a_paper_in_english_is_a_book_in_english():
    sheet = openpyxl.load_workbook(io.BytesIO(book.xlsx(drawn.paper(lang="en", as_of=date(2022, 1, 1))))).worksheets[0]

    assert sheet.title == EN("papers.book.sheet")
