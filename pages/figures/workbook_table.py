"""A table of the screen as a workbook: the columns shown, numbers as numbers, and a sheet of where they are from."""

import io
from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

import polars as pl

from pages.figures import tables
from pages.figures.tables import Col
from pages.figures.workbook import MADE, SAFE, Told, write_told
from pages.texts import Words

_FORMATS = {"count": "#,##0", "share": "0.0%", "plain_share": "0.0", "date": "dd/mm/yyyy"}
_A4 = 9  # as spreadsheets number it
_DIGITS = {"share1": 1, "share2": 2}
_TRIMMED = ("0", "0.0", "0.00")  # a figure that the ministry's table prints without its last noughts
_TEXT_WIDTH, _FIGURE_WIDTH, _MOST_WIDTH = 16, 13, 60  # letters


def xlsx(
    frame: pl.DataFrame, columns: Sequence[Col], *, caption: str, told: Told, words: Words, block: str | None = None
) -> bytes:
    """Two sheets: the table under its headers, which stay in sight, and what is said of its source.

    ``frame`` has the columns of the table on the screen, ``block`` the Boolean one of the rows emphasised. A cell
    without a figure says why, or is a dash. Texts are written as texts, so that none runs as a formula; equal tables
    give equal bytes.
    """
    import xlsxwriter  # here, since every screen offers workbooks and few are asked for

    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, SAFE)
    book.set_properties({"created": MADE, "title": caption})
    sheet = book.add_worksheet(words("explorer.sheet.table"))
    worn = _Worn(book)
    top = _head(sheet, columns, worn)
    for line, row in enumerate(frame.iter_rows(named=True), start=top):
        for place, column in enumerate(columns):
            _write(sheet, line, place, row, column, worn, words, is_block=bool(block and row[block]))
    sheet.freeze_panes(top, 1)
    sheet.repeat_rows(0, top - 1)
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, _width(frame, column))
    legend = tables.withheld_legend(columns, frame, words)
    signs = [(words("viewing.symbol"), legend)] if legend else []
    write_told(book.add_worksheet(words("explorer.sheet.source")), [*told, *signs], worn.of("head"), worn.of("said"))
    book.close()
    return held.getvalue()


class _Worn:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book, self._made = book, {}

    def of(self, kind: str, *, is_block: bool = False) -> Any:
        if (kind, is_block) not in self._made:
            self._made[kind, is_block] = self._book.add_format(_said(kind) | ({"bold": True} if is_block else {}))
        return self._made[kind, is_block]


def _said(kind: str) -> dict[str, Any]:
    if kind == "head":
        return {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}
    if kind == "group":
        return {"bold": True, "text_wrap": True, "align": "center", "bottom": 1}
    if kind == "said":
        return {"text_wrap": True, "valign": "top"}
    if kind in ("text", "state"):
        return {}
    return {"num_format": kind} if kind in _TRIMMED else {"num_format": _FORMATS.get(kind, "General"), "align": "right"}


def _head(sheet: Any, columns: Sequence[Col], worn: _Worn) -> int:
    """The headers in one line, or in two where columns stand in groups; gives the line after them."""
    has_groups = any(column.group is not None for column in columns)
    place = 0
    for group, members in groupby(columns, key=lambda column: column.group):
        several = list(members)
        if group is not None:
            _merged(sheet, (0, place, 0, place + len(several) - 1), group, worn.of("group"))
        for column in several:
            if has_groups and group is None:
                _merged(sheet, (0, place, 1, place), column.title, worn.of("head"))
            else:
                sheet.write_string(int(has_groups), place, column.title, worn.of("head"))
            place += 1
    return 1 + has_groups


def _merged(sheet: Any, area: tuple[int, int, int, int], text: str, form: Any) -> None:
    if area[:2] == area[2:]:
        sheet.write_string(*area[:2], text, form)
    else:
        sheet.merge_range(*area, "", form)
        sheet.write_string(*area[:2], text, form)


def _write(
    sheet: Any, line: int, place: int, row: dict[str, Any], column: Col, worn: _Worn, words: Words, *, is_block: bool
) -> None:
    """A number with its form, a date as a date, all else in the words of the screen."""
    value, kind = row[column.key], column.kind
    if kind == "share_or_state":
        kind = "share"
        if value is None and row["state"] != "value":
            value, kind = row["state"], "state"
    if value is None:
        sign = "viewing.symbol" if column.is_number and tables.is_withheld(row, column.key) else "number.none"
        sheet.write_string(line, place, words(sign), worn.of(column.kind, is_block=is_block))
    elif kind in _DIGITS:
        number = round(value * 100, 9)
        shape = _TRIMMED[_places(words.number(number, _DIGITS[kind], trim=True), words)]
        sheet.write_number(line, place, number, worn.of(shape, is_block=is_block))
    elif kind in ("count", "share", "plain_share"):
        number = round(value * 100, 9) if kind == "plain_share" else value
        sheet.write_number(line, place, number, worn.of(kind, is_block=is_block))
    elif isinstance(value, date):
        at = datetime(value.year, value.month, value.day)  # noqa: DTZ001 - dates of data know no zone
        sheet.write_datetime(line, place, at, worn.of("date", is_block=is_block))
    else:
        sheet.write_string(line, place, tables.plain(value, kind, words), worn.of("text", is_block=is_block))


def _places(written: str, words: Words) -> int:
    """Digits behind the decimal sign of a number as it is written."""
    sign = words.number(0.5, 1)[1]
    return len(written.partition(sign)[2])


def _width(frame: pl.DataFrame, column: Col) -> int:
    if column.is_number:
        return _FIGURE_WIDTH
    longest = max((len(str(value)) for value in frame[column.key] if value is not None), default=0)
    return min(max(longest + 2, _TEXT_WIDTH), _MOST_WIDTH)
