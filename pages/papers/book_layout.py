"""Book's layout: how a workbook's sheets look: formats, headers under headings, widths, heights, the printed page."""

import math
from collections.abc import Callable
from itertools import groupby
from typing import Any

from pages.papers import flat
from pages.papers.blocks import Column, Paper, Row, Table
from pages.texts import Words

ABOVE = 3  # lines above a table: title, foot, room
_FONT = {"font_name": "Times New Roman", "font_size": 12}
_LINE = 16.5  # points of a line
_UNIT_WIDTH = 13.0  # letters
_WIDEST, _NARROWEST = 46.0, 9.0
_A4 = 9
_PRINTED_FOOT = 200  # letters that a spreadsheet takes for a page's foot


class Wear:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple, Any] = {}

    def __call__(self, **how: Any) -> Any:
        key = tuple(sorted(how.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(_FONT | how)
        return self._made[key]


def across(sheet: Any, line: int, text: str, widths: list[float], worn: Any) -> None:
    """A sentence as wide as the table, in as many lines as it needs: no program finds the height of merged cells."""
    if len(widths) > 1:
        sheet.merge_range(line, 0, line, len(widths) - 1, text, worn)
    else:
        sheet.write_string(line, 0, text, worn)
    sheet.set_row(line, height(text, sum(widths)))


def height(text: str, width: float) -> float:
    """Points that a text needs in so many letters' width, with room for words that do not fill their line."""
    return _LINE * sum(math.ceil(max(len(part), 1) * 1.05 / width) for part in text.split("\n"))


def highest(row: Row, columns: tuple[Column, ...], widths: list[float]) -> float:
    """Points that the longest words of a row need: not every program finds that out by itself."""
    texts = [
        (cell.text, width)
        for cell, column, width in zip(row.cells, columns, widths, strict=True)
        if column.form == "text"
    ]
    return max((height(text, width * 1.1) for text, width in texts), default=_LINE)


def header(sheet: Any, columns: tuple[Column, ...], widths: list[float], wear: Wear) -> int:
    """Titles below the headings they stand under; the first line of the rows."""
    head = wear(bold=True, text_wrap=True, valign="vcenter", align="center", border=1, bg_color="#F3F8FC")
    sized = list(zip(columns, widths, strict=True))
    if not any(column.group for column in columns):
        for place, column in enumerate(columns):
            sheet.write_string(ABOVE, place, column.title, head)
        sheet.set_row(ABOVE, max(height(column.title, width * 0.9) for column, width in sized))
        return ABOVE + 1
    place, heights = 0, [0.0]
    for group, members in groupby(sized, key=lambda each: each[0].group):
        stretch = list(members)
        last = place + len(stretch) - 1
        if group:
            heights.append(height(group, sum(width for _, width in stretch) * 0.9))
            merge = sheet.merge_range if last > place else _alone(sheet)
            merge(ABOVE, place, ABOVE, last, group, head)
        for at, (column, _) in enumerate(stretch, start=place):
            if group:
                sheet.write_string(ABOVE + 1, at, column.title, head)
            else:
                sheet.merge_range(ABOVE, at, ABOVE + 1, at, column.title, head)
        place = last + 1
    sheet.set_row(ABOVE, max(heights))
    sheet.set_row(ABOVE + 1, max(height(column.title, width * 0.9) for column, width in sized if column.group))
    return ABOVE + 2


def _alone(sheet: Any) -> Callable[..., Any]:
    """A heading above one column alone: there is nothing to merge."""
    return lambda line, place, _line, _last, text, worn: sheet.write_string(line, place, text, worn)


def form(table: Table, place: int, words: Words) -> dict[str, Any]:
    """How a column is written: texts wrapped, numbers to the right with as many decimals as are printed in it."""
    lined = {"border": 1, "border_color": "#9AA8B5", "valign": "top"}
    form = table.columns[place].form
    if form == "text":
        return lined | {"text_wrap": True}
    cells = [row.cells[place] for row in table.rows]
    many = max((flat.decimals(cell.text, words) for cell in cells if cell.value is not None), default=0)
    digits = "0." + "0" * many if many else "0"
    written = {"count": f"#,##{digits}", "points": f"#,##{digits}", "date": "dd/mm/yyyy"}.get(form, f"{digits} %")
    return lined | {"align": "right", "num_format": written}


def width(table: Table, place: int, column: Column) -> float:
    if column.form != "text":
        return max(_UNIT_WIDTH * min(column.width, 1.5), _NARROWEST)
    longest = max((len(row.cells[place].text) for row in table.rows), default=0)
    return min(max(longest + 3.0, _UNIT_WIDTH), _WIDEST)


def page(sheet: Any, paper: Paper, *, is_wide: bool) -> None:
    """A sheet that is printed fits the width of A4, and each page bears what the data are."""
    sheet.set_paper(_A4)
    if is_wide:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&L&9{paper.foot[:_PRINTED_FOOT].replace('&', '&&')}&R&9&P / &N")
