"""Book: a paper as a workbook, one sheet a table, numbers as numbers, and a first sheet that says whence they are."""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from typing import Any

import xlsxwriter

from pages.papers import archive, book_layout, flat
from pages.papers.blocks import Cell, Paper, Table
from pages.papers.book_layout import Wear
from pages.texts import Words

_LONGEST_NAME = 31  # letters of a sheet's name
_LONGEST_CELL = 32_000
_UNSAFE = re.compile(r"[\[\]:*?/\\']")
_NAME_WIDTH, _SAID_WIDTH = 34, 100  # letters
_MANY_COLUMNS = 7  # more of them stand on a page turned on its side


@dataclass(frozen=True)
class _Sheet:
    """One sheet: where it is written, its name, and its table."""

    on: Any
    name: str
    table: Table


def xlsx(paper: Paper) -> bytes:
    """The workbook: source and contents, then each table with frozen headers, ready for A4. Equal papers, equal bytes.

    A number is the one printed, a percentage a share in a cell's percentage form; where there is none, the printed
    sign. Texts are written as texts, so that none runs as a formula.
    """
    words, held = Words(paper.lang), io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(held, options)
    book.set_properties(
        {"title": paper.title, "comments": paper.foot, "created": datetime.combine(paper.as_of, time())}
    )
    wear = Wear(book)
    source = book.add_worksheet(words("papers.book.sheet"))
    taken = {words("papers.book.sheet").casefold()}
    sheets = []
    for table in paper.tables:
        name = _name(table, taken)
        sheets.append(_Sheet(book.add_worksheet(name), name, table))
    _source(source, paper, sheets, wear, words)
    for sheet in sheets:
        _table(sheet, paper, wear, words)
    book.close()
    return held.getvalue()


def tables(paper: Paper) -> bytes:
    """A zip of every table as CSV and as parquet."""
    return archive.zipped(flat.files(paper))


def _name(table: Table, taken: set[str]) -> str:
    """What a table is called on its tab: its number, else as much of its title as a tab holds; each once."""
    title = _UNSAFE.sub(" ", table.title)
    numbered = re.match(r"\D{0,12}[A-Z0-9]+(\.\d+)+", title)
    whole = numbered[0] if numbered else title
    name = whole if len(whole) <= _LONGEST_NAME else whole[:_LONGEST_NAME].rsplit(" ", 1)[0]
    name, number = name.strip() or table.key[:_LONGEST_NAME], 1
    while name.casefold() in taken:
        number += 1
        ending = f" ({number})"
        name = name.removesuffix(f" ({number - 1})")[: _LONGEST_NAME - len(ending)].strip() + ending
    taken.add(name.casefold())
    return name


def _source(sheet: Any, paper: Paper, sheets: list[_Sheet], wear: Wear, words: Words) -> None:
    """What the numbers are and whence, then each table with its definition and the way to it."""
    bold, said = wear(bold=True, text_wrap=True, valign="top"), wear(text_wrap=True, valign="top")
    sheet.write_string(0, 0, paper.title, wear(bold=True, font_size=14))
    sheet.write_string(1, 0, paper.foot, wear(italic=True))
    line = 3
    for name, told in paper.told:
        sheet.write_string(line, 0, name, bold)
        sheet.write_string(line, 1, told[:_LONGEST_CELL], said)
        sheet.set_row(line, book_layout.height(told, _SAID_WIDTH))
        line += 1
    for sign, reasons in _signs(paper, words).items():
        sheet.write_string(line, 0, words("papers.book.sign", sign=sign), bold)
        sheet.write_string(line, 1, reasons, said)
        line += 1
    line += 1
    sheet.write_string(line, 0, words("papers.book.tables"), wear(bold=True, bottom=1))
    sheet.write_string(line, 1, words("papers.book.definitions"), wear(bold=True, bottom=1))
    for each in sheets:
        line += 1
        link = wear(font_color="#1F5FA8", underline=1, valign="top")
        sheet.write_url(line, 0, f"internal:'{each.name}'!A1", link, each.name)
        told = "\n".join(filter(None, (each.table.title, each.table.note)))
        sheet.write_string(line, 1, told, said)
        sheet.set_row(line, book_layout.height(told, _SAID_WIDTH))
    sheet.set_column(0, 0, _NAME_WIDTH)
    sheet.set_column(1, 1, _SAID_WIDTH)
    book_layout.page(sheet, paper, is_wide=True)


def _signs(paper: Paper, words: Words) -> dict[str, str]:
    """What is printed where there is no number, and why there may be none."""
    cells = [cell for table in paper.tables for row in table.rows for cell in row.cells if cell.state]
    signs = {
        sign: sorted({cell.state for cell in cells if cell.text == sign}) for sign in {cell.text for cell in cells}
    }
    return {sign: "; ".join(flat.why(state, words) for state in signs[sign]) for sign in sorted(signs, reverse=True)}


def _table(made: _Sheet, paper: Paper, wear: Wear, words: Words) -> None:
    sheet, table = made.on, made.table
    widths = [book_layout.width(table, place, column) for place, column in enumerate(table.columns)]
    book_layout.across(sheet, 0, table.title, widths, wear(bold=True, font_size=13, text_wrap=True, valign="top"))
    book_layout.across(sheet, 1, paper.foot, widths, wear(italic=True, text_wrap=True, valign="top"))
    below = book_layout.header(sheet, table.columns, widths, wear)
    forms = [book_layout.form(table, place, words) for place in range(len(table.columns))]
    has_blocks = any(row.is_block for row in table.rows)
    for line, row in enumerate(table.rows, start=below):
        sheet.set_row(line, book_layout.highest(row, table.columns, widths))
        for place, (cell, form) in enumerate(zip(row.cells, forms, strict=True)):
            worn = {"bold": row.is_block, "indent": int(place == 0 and has_blocks and not row.is_block)}
            _write(
                sheet,
                (line, place),
                cell,
                flat.number(cell, table.columns[place].form, words),
                partial(wear, **worn | form),
            )
    if table.note:
        said = wear(italic=True, text_wrap=True, valign="top")
        book_layout.across(sheet, below + len(table.rows), table.note, widths, said)
    sheet.freeze_panes(below, 1)
    if table.rows:
        sheet.autofilter(below - 1, 0, below + len(table.rows) - 1, len(table.columns) - 1)
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    sheet.repeat_rows(book_layout.ABOVE, below - 1)
    book_layout.page(sheet, paper, is_wide=len(table.columns) > _MANY_COLUMNS)


def _write(sheet: Any, at: tuple[int, int], cell: Cell, number: float | None, worn: Callable[[], Any]) -> None:
    """One cell: a number or date as such, a text as it is, the sign of a missing number set as numbers are."""
    if isinstance(cell.value, date):
        sheet.write_datetime(*at, datetime.combine(cell.value, time()), worn())
    elif number is not None:
        sheet.write_number(*at, number, worn())
    else:
        sheet.write_string(*at, cell.text[:_LONGEST_CELL], worn())
