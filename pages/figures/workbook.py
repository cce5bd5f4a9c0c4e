"""Workbook: a frame to take away as a spreadsheet with real numbers or as parquet, and its source inside it."""

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal

import polars as pl

from pages.figures.pivots import Pivot
from pages.texts import Words

Told = Sequence[tuple[str, str]]  # what is said of the source, and its value
Form = Literal["text", "count", "share", "points", "flag"]

_FORMATS = {"count": "#,##0", "share": "0.0%", "points": "0.0"}
MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - the same bytes for the same figures, whenever they are asked for
# Texts stay texts: none is taken for a formula, a link or a number.
SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_NAME_WIDTH, _FIGURE_WIDTH, _SAID_WIDTH = 34, 14, 110  # letters
_LONGEST = 32_000  # letters that a cell holds


def xlsx(
    frame: pl.DataFrame, forms: Mapping[str, Form], titles: Sequence[str], *, pivot: Pivot, told: Told, words: Words
) -> bytes:
    """Three sheets: the pivot table as shown, every cell as a row with its counts, source and definition.

    ``forms`` names the columns of the frame taken and how each is written; ``titles`` heads them. Texts are written
    as texts, so that none runs as a formula. Equal frames give equal bytes.
    """
    import xlsxwriter  # here, since every screen offers workbooks and few are asked for

    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, SAFE)
    book.set_properties({"created": MADE, "comments": dict(told).get(words("explorer.told.snapshot"), "")})
    worn: dict[str, Any] = {name: book.add_format({"num_format": form}) for name, form in _FORMATS.items()}
    worn |= {"head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})}
    worn |= {"said": book.add_format({"text_wrap": True, "valign": "top"})}
    _pivot(book.add_worksheet(words("explorer.sheet.table")), pivot, worn, words)
    _rows(book.add_worksheet(words("explorer.sheet.rows")), frame, forms, titles, worn)
    write_told(book.add_worksheet(words("explorer.sheet.source")), told, worn["head"], worn["said"])
    book.close()
    return held.getvalue()


def parquet(frame: pl.DataFrame, *, told: Mapping[str, str]) -> bytes:
    """The frame with what is said of its source in the file's own metadata."""
    held = io.BytesIO()
    frame.write_parquet(held, metadata=dict(told))
    return held.getvalue()


def _pivot(sheet: Any, pivot: Pivot, worn: Mapping[str, Any], words: Words) -> None:
    """The table as on the screen: numbers as numbers, the reason in words where there is none."""
    columns = [*pivot.columns, *([None] if pivot.has_columns else [])]
    names = [words("explorer.total") if key is None else pivot.columns[key] for key in columns]
    if not pivot.has_columns:
        names = [words(f"show.{pivot.show}")]
    sheet.write_row(0, 0, [pivot.down, *names], worn["head"])
    form = pivot.kind if pivot.show == "share" else "count"
    for line, key in enumerate((*pivot.rows, None), start=1):
        sheet.write_string(line, 0, words("explorer.total") if key is None else pivot.rows[key])
        for place, column in enumerate(columns, start=1):
            cell = pivot.cells[key, column]
            figure = _figure(cell[pivot.show], form)
            if figure is None:
                sheet.write_string(line, place, words(f"explorer.state.{cell['state']}"))
            else:
                sheet.write_number(line, place, figure, worn[form])
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, 0, _NAME_WIDTH)
    sheet.set_column(1, len(columns), _FIGURE_WIDTH)


def _rows(
    sheet: Any, frame: pl.DataFrame, forms: Mapping[str, Form], titles: Sequence[str], worn: Mapping[str, Any]
) -> None:
    sheet.write_row(0, 0, titles, worn["head"])
    for line, row in enumerate(frame.select(list(forms)).iter_rows(), start=1):
        for place, (held, form) in enumerate(zip(row, forms.values(), strict=True)):
            if held is None:
                continue
            if form == "text":
                sheet.write_string(line, place, held)
            elif form == "flag":
                sheet.write_boolean(line, place, held)
            else:
                sheet.write_number(line, place, _figure(held, form), worn[form])
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(frame.height, 1), len(forms) - 1)
    sheet.set_column(0, len(forms) - 1, _FIGURE_WIDTH + 6)


def _figure(held: float | None, form: str) -> float | None:
    """Points of a hundred are kept as a share and written as points."""
    return held if held is None or form != "points" else round(held * 100, 9)


def write_told(sheet: Any, told: Told, head: Any, body: Any) -> None:
    """What is said of the source, a name and its value a line, in the formats given."""
    for line, (name, said) in enumerate(told):
        sheet.write_string(line, 0, name, head)
        sheet.write_string(line, 1, said[:_LONGEST], body)
    sheet.set_column(0, 0, _NAME_WIDTH)
    sheet.set_column(1, 1, _SAID_WIDTH)
