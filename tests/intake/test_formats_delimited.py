"""Text tables: the same rows come out of every encoding and separator they are sent in."""

import unicodedata

import pytest

from data.errors import IngestError
from data.intake.formats import Sheet, read_content
from tests.intake import drawn

ROWS = [["Mã", "Họ và tên", "Ghi chú"], ["0012", "Nguyễn Thị Ánh Tuyết", "1.234,5"], ["0013", "Đặng Văn Hoà", None]]
PLAIN = [[cell and cell.replace(",", ".") for cell in row] for row in ROWS]  # no separator inside a cell
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1258"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_encoding_and_separator_do_not_change_the_rows(encoding, separator):
    content = drawn.csv(PLAIN, separator=separator, encoding=encoding)

    assert read_content(content, name="a.csv") == [Sheet(file="a.csv", sheet="", rows=PLAIN, first_row=1)]


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
def test_utf16_with_its_mark_is_read_in_either_order(order):
    content = "\ufeff".encode(order) + drawn.csv(PLAIN, encoding=order)

    assert read_content(content, name="a.csv")[0].rows == PLAIN


def test_letters_taken_apart_are_put_together():
    apart = unicodedata.normalize("NFD", drawn.csv(PLAIN).decode())

    assert read_content(apart.encode(), name="a.csv")[0].rows == PLAIN


def test_a_comma_inside_numbers_is_no_separator_where_semicolons_part_the_columns():
    assert read_content(drawn.csv(ROWS, separator=";"), name="a.csv")[0].rows == ROWS


def test_title_lines_above_do_not_mislead_the_separator():
    titles = [["SỞ GIÁO DỤC, ĐÀO TẠO"], [], ["Biểu 1, năm 2021"]]

    (sheet,) = read_content(drawn.csv([*titles, *ROWS], separator=";"), name="a.csv")

    assert sheet.rows[0] == ["SỞ GIÁO DỤC, ĐÀO TẠO", None, None]
    assert sheet.rows[3:] == ROWS


def test_quotes_hold_separators_line_breaks_and_quotes():
    content = 'Mã,"Họ\nvà tên"\n1,"Hà, gọi là ""Hai"""\n'.encode()

    assert read_content(content, name="a.csv")[0].rows == [["Mã", "Họ và tên"], ["1", 'Hà, gọi là "Hai"']]


def test_excels_own_separator_line_is_obeyed_and_counted():
    (sheet,) = read_content(b"sep=;\na;b\n1;2\n", name="a.csv")

    assert (sheet.rows, sheet.first_row) == ([["a", "b"], ["1", "2"]], 2)


def test_blank_lines_keep_the_numbers_of_rows_and_go_at_the_end():
    assert read_content(b"a,b\n\n1,2,,\n,,\n\n", name="a.csv")[0].rows == [["a", "b"], [None, None], ["1", "2"]]


@pytest.mark.parametrize(
    ("content", "code", "reason"),
    [
        (b"", "file_empty", "nothing_in_it"),
        (b"\xef\xbb\xbf \r\n", "file_empty", "nothing_in_it"),
        (b",,\n,,\n", "file_empty", "no_rows"),
        (b'a,b\n1,"2\n3,4\n', "file_unreadable", "quotes"),
        (b'a,b\n1,"' + b"x" * 200_000, "file_unreadable", "quotes"),
        ("Nguyễn Thị Ánh, Trần".encode()[:-2], "file_unreadable", "characters"),
        ("Nguyễn Thị Ánh ".encode() + b"\xff" + "Đặng".encode(), "file_unreadable", "characters"),
        ("tên,mã".encode("utf-16")[:-1], "file_unreadable", "torn"),
        (b"a,\x01\x02\x03\n", "file_kind_unknown", "binary"),
        (bytes(range(256)), "file_kind_unknown", "binary"),
        (b"%PDF-1.7 ...", "file_kind_unknown", "pdf"),
        (b"<html><p>no table", "file_kind_unknown", "html"),
        (b'<?xml version="1.0"?><Workbook/>', "file_kind_unknown", "xml"),
    ],
)
def test_what_is_no_text_table_is_refused_with_its_reason(content, code, reason):
    with pytest.raises(IngestError) as problem:
        read_content(content, name="a.csv")

    assert (problem.value.code, problem.value.details) == (code, {"file": "a.csv", "reason": reason})
