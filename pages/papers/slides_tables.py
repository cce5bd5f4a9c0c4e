"""Tables of slides: real ones, as large as they may be, on as many slides as their rows need."""

from collections.abc import Iterator, Sequence
from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches

from pages.figures import style
from pages.papers.blocks import Column, Row, Table
from pages.papers.layout import printable
from pages.papers.slides_page import LINE, Box, Line, colour, fill, inches, rows

_PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # an office program's table without a style
_PAD = 0.06  # inches on each side of a cell
_LEAST = 0.3  # inches a row
_LINE = '<a:lnB {} w="{}"><a:solidFill><a:srgbClr val="{}"/></a:solidFill></a:lnB>'


def parts(table: Table, box: Box, size: float) -> Iterator[Table]:
    """The table in pieces that fit the box, each with its head; a row that is higher than the box stands alone."""
    head = _height([column.title for column in table.columns], table.columns, box.w, size, is_bold=True)
    taken: list[Row] = []
    used = head
    for row in table.rows:
        high = _height([cell.text for cell in row.cells], table.columns, box.w, size)
        if taken and used + high > box.h:
            yield Table(table.key, table.title, table.columns, tuple(taken), table.note)
            taken, used = [], head
        taken.append(row)
        used += high
    yield Table(table.key, table.title, table.columns, tuple(taken), table.note)


def height(table: Table, width: float, size: float) -> float:
    """About how many inches the table takes."""
    head = _height([column.title for column in table.columns], table.columns, width, size, is_bold=True)
    return head + sum(_height([cell.text for cell in row.cells], table.columns, width, size) for row in table.rows)


def draw(slide: Any, box: Box, table: Table, *, size: float, lang: str) -> Any:
    """The table from the top of the box on, numbers to the right."""
    widths = _widths(table.columns, box.w)
    high = height(table, box.w, size)
    frame = slide.shapes.add_table(len(table.rows) + 1, len(widths), *inches(Box(box.x, box.y, box.w, high)))
    frame.name = printable(table.title)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", printable(table.title))
    made = frame.table
    made._tbl.tblPr.find(qn("a:tableStyleId")).text = _PLAIN
    made.horz_banding = False
    for place, width in enumerate(widths):
        made.columns[place].width = Inches(width)
    _row(made.rows[0], [column.title for column in table.columns], table.columns, size, lang, is_head=True)
    made.rows[0].height = Inches(
        _height([column.title for column in table.columns], table.columns, box.w, size, is_bold=True)
    )
    for place, row in enumerate(table.rows, 1):
        texts = [cell.text for cell in row.cells]
        made.rows[place].height = Inches(_height(texts, table.columns, box.w, size))
        _row(made.rows[place], texts, table.columns, size, lang)
    return frame


def _row(
    row: Any, texts: Sequence[str], columns: Sequence[Column], size: float, lang: str, *, is_head: bool = False
) -> None:
    for cell, text, column in zip(row.cells, texts, columns, strict=True):
        align = PP_ALIGN.LEFT if column.form in ("text", "date") else PP_ALIGN.RIGHT
        fill(cell.text_frame, [Line(text, size, is_bold=is_head, align=align)], lang=lang)
        cell.margin_left = cell.margin_right = Inches(_PAD)
        cell.margin_top = cell.margin_bottom = Inches(_PAD / 2)
        cell.vertical_anchor = MSO_ANCHOR.BOTTOM if is_head else MSO_ANCHOR.TOP
        properties = cell._tc.get_or_add_tcPr()
        line = (19050, style.BORDER) if is_head else (6350, style.LINE)
        properties.append(parse_xml(_LINE.format(nsdecls("a"), line[0], line[1].removeprefix("#"))))
        if is_head:
            cell.fill.solid()
            cell.fill.fore_color.rgb = colour(style.SEA)


def _widths(columns: Sequence[Column], width: float) -> list[float]:
    asked = sum(column.width for column in columns)
    return [width * column.width / asked for column in columns]


def _height(
    texts: Sequence[str], columns: Sequence[Column], width: float, size: float, *, is_bold: bool = False
) -> float:
    most = max(
        rows(text, size, wide - 2 * _PAD, is_bold=is_bold)
        for text, wide in zip(texts, _widths(columns, width), strict=True)
    )
    return max(_LEAST, most * size * LINE / 72 + _PAD)
