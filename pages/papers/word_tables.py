"""Tables of a paper as tables of Word: heads repeat and merge, rows stay whole, titles stay with their tables."""

from collections.abc import Iterator

from pages.papers import layout
from pages.papers.blocks import Table
from pages.papers.layout import Fitted, printable
from pages.papers.word_xml import Element, cell, of, paragraph, run, twips

STYLE, HEAD, TEXT, NUMBER, CENTRED = "TemisTable", "TableHeading", "TableContents", "TableNumber", "TableCentred"
_STYLES = {"text": TEXT, "date": CENTRED}
_STYLE_SIZE = 12.0  # of the paragraph styles above; another size is said on the run


def drawn(table: Table, width: float) -> list[Element]:
    """The title, the table over so many millimetres, and its note or the room below it."""
    fitted = layout.fitted(table, width)
    title = [paragraph(table.title, style="Caption", keeps_next=True)] if table.title else []
    rows = [*_head(table, fitted), *_body(table, fitted)]
    grid = of("tblGrid", *(of("gridCol", w=twips(column)) for column in fitted.widths))
    note = paragraph(table.note, style="TemisNote")  # empty it is the room that parts two tables
    return [*title, of("tbl", _properties(table, width), grid, *rows), note]


def plain(rows: list[list[Element]], widths: tuple[float, ...]) -> Element:
    """A table that is only places on the page: no lines, nothing around its cells, never parted."""
    properties = of(
        "tblPr",
        of("tblW", w=twips(sum(widths)), type="dxa"),
        of("tblLayout", type="fixed"),
        of("tblCellMar", of("left", w="0", type="dxa"), of("right", w="0", type="dxa")),
    )
    grid = of("tblGrid", *(of("gridCol", w=twips(width)) for width in widths))
    return of("tbl", properties, grid, *(of("tr", of("trPr", of("cantSplit")), *row) for row in rows))


def _properties(table: Table, width: float) -> Element:
    """``tblCaption`` is what a screen reader says of the table."""
    return of(
        "tblPr",
        of("tblStyle", val=STYLE),
        of("tblW", w=twips(width), type="dxa"),
        of("tblLayout", type="fixed"),
        of("tblLook", val="0420", firstRow="1", lastRow="0", firstColumn="0", lastColumn="0", noHBand="0", noVBand="1"),
        of("tblCaption", val=printable(table.title)),
        of("tblDescription", val=printable(table.note)) if table.note else None,
    )


def _head(table: Table, fitted: Fitted) -> Iterator[Element]:
    """One row of titles, or two where columns stand under a heading; they repeat on every page."""
    has_groups = any(column.group for column in table.columns)
    if has_groups:
        cells, at = [], 0
        for heading, span in layout.headings(table.columns):
            width = sum(fitted.widths[at : at + span])
            text, merged = (heading, "") if heading else (table.columns[at].title, "restart")
            cells.append(cell(_titled(text, fitted), width=width, span=span, merged=merged, centred=True))
            at += span
        yield _row(cells, is_head=True)
    lower = []
    for column, width in zip(table.columns, fitted.widths, strict=True):
        is_under = has_groups and not column.group
        text, merged = ("", "continue") if is_under else (column.title, "")
        lower.append(cell(_titled(text, fitted), width=width, merged=merged, centred=True))
    yield _row(lower, is_head=True)


def _body(table: Table, fitted: Fitted) -> Iterator[Element]:
    """The rows; what belongs together stays on one page, and the last row with the note."""
    for row, is_kept, inset in zip(table.rows, _kept(table), layout.insets(table), strict=True):
        cells = []
        for at, (column, held, width) in enumerate(zip(table.columns, row.cells, fitted.widths, strict=True)):
            letters = run(held.text, size=_said(fitted), is_bold=row.is_block)
            made = paragraph(
                letters, style=_STYLES.get(column.form, NUMBER), keeps_next=is_kept, left_mm=0 if at else inset
            )
            cells.append(cell(made, width=width, centred=True))
        yield _row(cells)


def _kept(table: Table) -> tuple[bool, ...]:
    kept = layout.kept_together(table)
    return (*kept[:-1], bool(table.note)) if kept else ()


def _titled(text: str, fitted: Fitted) -> Element:
    return paragraph(run(text, size=_said(fitted)), style=HEAD, keeps_next=True)


def _said(fitted: Fitted) -> float | None:
    return None if fitted.size == _STYLE_SIZE else fitted.size


def _row(cells: list[Element], *, is_head: bool = False) -> Element:
    return of("tr", of("trPr", of("cantSplit"), of("tblHeader") if is_head else None), *cells)
