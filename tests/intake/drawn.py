"""Files as a department might send them, drawn for the tests with the writers such files come from."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import polars as pl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

Rows = Sequence[Sequence[Any]]

LIST: Rows = [
    ["Mã định danh", "Họ tên", "Điểm"],
    ["0100000001", "Nguyễn Thị Ánh", 8],
    ["0100000002", "Trần Văn Hòa", 7.5],
]
_HOOKED = {"\u0302", "\u0306", "\u031b"}  # circumflex, breve, horn: part of the letter, not tones


def xlsx(sheets: dict[str, Rows], *, merged: Sequence[str] = ()) -> bytes:
    """An Excel workbook, its merged areas on every sheet."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for area in merged:
            sheet.merge_cells(area)
    return _saved(workbook)


def xls(sheets: dict[str, Rows]) -> bytes:
    """A workbook of Excel 97; dates carry the format that makes them dates."""
    workbook = xlwt.Workbook()
    for name, rows in sheets.items():
        sheet = workbook.add_sheet(name)
        for place, row in enumerate(rows):
            for column, cell in enumerate(row):
                style = xlwt.easyxf(num_format_str="dd/mm/yyyy") if isinstance(cell, date) else xlwt.Style.default_style
                sheet.write(place, column, cell, style)
    return _saved(workbook)


def ods(sheets: dict[str, Rows]) -> bytes:
    """An OpenDocument workbook whose last row is repeated to the sheet's end, as LibreOffice writes it."""
    document = OpenDocumentSpreadsheet()
    for name, rows in sheets.items():
        table = Table(name=name)
        for row in rows:
            line = TableRow()
            for cell in row:
                line.addElement(_ods_cell(cell))
            table.addElement(line)
        rest = TableRow(numberrowsrepeated=1_048_576 - len(rows))
        rest.addElement(TableCell(numbercolumnsrepeated=16_384))
        table.addElement(rest)
        document.spreadsheet.addElement(table)
    return _saved(document)


def parquet(rows: Rows) -> bytes:
    """A parquet file, the first row its column names."""
    held = BytesIO()
    pl.DataFrame(list(rows[1:]), schema=list(rows[0]), orient="row", strict=False).write_parquet(held)
    return held.getvalue()


def csv(rows: Rows, *, separator: str = ",", encoding: str = "utf-8") -> bytes:
    """A text table without quotes; windows-1258 is written as Windows does, tones as signs of their own."""
    text = "".join(separator.join("" if cell is None else str(cell) for cell in row) + "\r\n" for row in rows)
    return (as_windows_1258(text) if encoding == "cp1258" else text).encode(encoding)


def as_windows_1258(text: str) -> str:
    """Text with its tones apart and its hats on, the only form in which Windows-1258 holds all of Vietnamese."""
    made: list[str] = []
    for sign in unicodedata.normalize("NFD", text):
        if sign in _HOOKED:
            at = next(place for place in range(len(made) - 1, -1, -1) if not unicodedata.combining(made[place]))
            made[at] = unicodedata.normalize("NFC", made[at] + sign)
        else:
            made.append(sign)
    return "".join(made)


def zipped(members: dict[str, bytes]) -> bytes:
    """A zip of the members."""
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return held.getvalue()


def rewritten(content: bytes, *, member: str, pattern: str, by: str) -> bytes:
    """A zip (or workbook) with one member's text changed by a regular expression, once."""
    with ZipFile(BytesIO(content)) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    changed, times = re.subn(pattern, by, held[member].decode(), count=1)
    assert times == 1, "the pattern is not in the member"
    return zipped(held | {member: changed.encode()})


def _ods_cell(cell: Any) -> TableCell:
    if isinstance(cell, date):
        return TableCell(valuetype="date", datevalue=cell.isoformat())
    if isinstance(cell, int | float):
        return TableCell(valuetype="float", value=str(cell))
    made = TableCell(valuetype="string")
    made.addElement(P(text=cell))
    return made


def _saved(document: Any) -> bytes:
    held = BytesIO()
    document.save(held)
    return held.getvalue()
