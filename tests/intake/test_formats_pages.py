"""Web pages that are called .xls: their tables, as a spreadsheet would show them."""

import pytest

from data.errors import IngestError
from data.intake.formats import Limits, read_content

PAGE = """<html><head><meta charset="utf-8"><style>td {color: red}</style></head><body>
<h1>SỞ GIÁO DỤC VÀ ĐÀO TẠO</h1>
<table border=1><thead><tr><th>Mã định danh<th>Họ&nbsp;t&ecirc;n</th><th>Điểm</th></tr></thead>
<tr><td>0100000001</td><td>Nguyễn<br>Thị Ánh</td><td align="right">8,5</td></tr>
<tr><td>0100000002<td><b>Trần</b> Văn Hòa<td></tr></table></body></html>"""
ROWS = [
    ["Mã định danh", "Họ tên", "Điểm"],
    ["0100000001", "Nguyễn Thị Ánh", "8,5"],
    ["0100000002", "Trần Văn Hòa", None],
]


def rows(page: str | bytes, **limits: int) -> list[list[list[object]]]:
    """Rows of every table of a page."""
    content = page.encode() if isinstance(page, str) else page
    return [sheet.rows for sheet in read_content(content, name="a.xls", limits=Limits(**limits))]


@pytest.mark.parametrize("begin", ["", "\ufeff", "\r\n\r\n", "<!-- made by an LMS -->", '<?xml version="1.0"?>\n'])
def test_the_table_of_a_page_is_read(begin):
    assert rows(begin + PAGE) == [ROWS]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_mark_at_the_beginning_says_the_letters(encoding):
    assert rows(PAGE.encode(encoding)) == [ROWS]


def test_a_table_without_any_page_around_it_is_read():
    assert rows(PAGE[PAGE.index("<table") : PAGE.index("</body")]) == [ROWS]


def test_spans_repeat_their_text_in_every_place():
    page = "<table><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d<tr><td>e</table>"

    assert rows(page) == [[["a", "b", "b"], ["a", "c", "d"], ["e", None, None]]]


def test_tables_are_numbered_and_one_inside_another_is_text_of_its_cell():
    page = "<table><tr><td>a<td><table><tr><td>b</table></table><table></table><table><tr><td>c</table>"

    found = read_content(page.encode(), name="a.xls")

    assert [(sheet.sheet, sheet.rows) for sheet in found] == [("1", [["a", "b"]]), ("2", [["c"]])]


def test_scripts_and_entities_stay_what_they_are():
    page = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><table><tr><td>&x;<script>1</script><td>&amp;lt;'

    assert rows(page) == [[["&x;", "&lt;"]]]


@pytest.mark.parametrize(
    ("page", "limits", "reason"),
    [
        ("<html><p>Xin chào", {}, "html"),
        ("<table>" + "<tr><td>1" * 9, {"rows": 5}, "rows"),
        ("<table><tr>" + "<td>1" * 9, {"columns": 5}, "columns"),
        ("<table><tr><td colspan=900>1", {"columns": 5}, "columns"),
        ("<table>" + "<tr><td>1" * 9, {"cells": 5}, "cells"),
    ],
)
def test_a_page_without_a_table_or_with_too_large_a_one_is_refused(page, limits, reason):
    with pytest.raises(IngestError) as problem:
        rows(page, **limits)

    assert problem.value.details == {"file": "a.xls", "reason": reason}
