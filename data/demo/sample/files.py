"""Bytes of the sample's files: the same on every run, whatever the day."""

import csv
import unicodedata
from codecs import BOM_UTF16_LE
from collections.abc import Iterable
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import xlsxwriter

from data.demo.sample.tables import Cell, Laid, Table, laid

_MADE_AT = datetime(2022, 1, 10, 8, 0, tzinfo=UTC)
_HOOKED = {"\u0302", "\u0306", "\u031b"}  # circumflex, breve, horn: part of the letter, not tones
SYNTHETIC = "DỮ LIỆU MÔ PHỎNG"
Content = tuple[bytes, tuple[Laid, ...]]


def workbook(*tables: Table, author: str) -> Content:
    """An Excel workbook; every sheet in the order given."""
    held, sheets = BytesIO(), tuple(laid(table) for table in tables)
    with xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties(
            {
                "title": SYNTHETIC,
                "author": author,
                "comments": "Synthetic data: no real person, school or result.",
                "created": _MADE_AT.replace(tzinfo=None),
            }
        )
        bold = book.add_format({"bold": True, "text_wrap": True, "align": "center", "valign": "vcenter"})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for sheet in sheets:
            _fill(book.add_worksheet(sheet.name), sheet, bold=bold, day=day)
    return held.getvalue(), sheets


def text(
    table: Table, *, separator: str = ",", encoding: str = "utf-8-sig", form: str = "NFC", sheet: str = ""
) -> Content:
    """A text table; Windows-1258 is written as Windows does, tones as signs of their own."""
    made, held = laid(table), StringIO(newline="")
    csv.writer(held, delimiter=separator, lineterminator="\r\n").writerows(
        [_said(cell) for cell in row] for row in made.cells
    )
    written = unicodedata.normalize(form, held.getvalue())
    mark = BOM_UTF16_LE if encoding == "utf-16-le" else b""
    content = mark + (_windows_1258(written) if encoding == "cp1258" else written).encode(encoding)
    return content, (Laid(sheet, made.cells, [], made.header_rows, made.marks, made.records, made.noise),)


def zipped(members: Iterable[tuple[str, Content]]) -> Content:
    """A zip of files; a sheet in it is known by the member's name."""
    held, sheets = BytesIO(), []
    with ZipFile(held, "w") as archive:
        for name, (content, inside) in sorted(members):
            about = ZipInfo(name, date_time=_MADE_AT.timetuple()[:6])
            about.compress_type = ZIP_DEFLATED
            about.create_system = 0
            archive.writestr(about, content)
            sheets += [Laid(name, *list(vars(sheet).values())[1:]) for sheet in inside]
    return held.getvalue(), tuple(sheets)


def _fill(page: xlsxwriter.worksheet.Worksheet, sheet: Laid, *, bold: object, day: object) -> None:
    for place, row in enumerate(sheet.cells):
        is_head = place <= max(sheet.header_rows, default=-1)
        for column, cell in enumerate(row):
            if isinstance(cell, date):
                page.write_datetime(place, column, cell, day)
            elif isinstance(cell, str):
                page.write_string(place, column, cell, bold if is_head else None)
            elif cell is not None:
                page.write_number(place, column, cell)
    for area in sheet.merged:
        first_row, first_column, *_ = area
        page.merge_range(*area, sheet.cells[first_row][first_column], bold)
    page.set_column(0, max(map(len, sheet.cells), default=1), 16)


def _said(cell: Cell) -> str:
    """A cell as an office writes it into a text file."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return str(cell).replace(".", ",") if isinstance(cell, float) else str(cell)


def _windows_1258(text: str) -> str:
    """Text with its tones apart and its hats on: Windows-1258 holds all of Vietnamese in no other form."""
    made: list[str] = []
    for sign in unicodedata.normalize("NFD", text):
        if sign in _HOOKED:
            at = next(place for place in range(len(made) - 1, -1, -1) if not unicodedata.combining(made[place]))
            made[at] = unicodedata.normalize("NFC", made[at] + sign)
        else:
            made.append(sign)
    return "".join(made)
