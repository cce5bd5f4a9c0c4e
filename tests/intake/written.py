"""A drawn table as the file a sender would write: format, encoding, titles, groups, and in which row it begins."""

import csv
import html
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import openpyxl

from tests.intake import drawn
from tests.intake.messy import Line, Table

LOOKUP = {"DM_Tinh": [["Mã", "Tên"], ["01", "Hà Nội"]], "DM_CapHoc": [["Mã", "Tên"], ["1", "Tiểu học"]]}
TITLES = ("SỞ GIÁO DỤC VÀ ĐÀO TẠO", "Kèm theo công văn", "")
_GROUP = "Thông tin chung"


@dataclass(frozen=True)
class Manner:
    """How everything is written; None and false: each table as it is drawn."""

    kind: str | None = None  # a text table whatever it is called
    encoding: str = "utf-8"
    form: str = "NFC"  # of letters
    is_titled: bool = False  # titles, groups, the header again, columns numbered


def write(table: Table, folder: Path, manner: Manner) -> int:
    """Write the file into the folder; the row of the first line below the header."""
    made, first = content(table, manner)
    path = folder / unicodedata.normalize(manner.form, table.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(made)
    return first


def content(table: Table, manner: Manner) -> tuple[bytes, int]:
    """The bytes of the file, and the row of the first line below the header."""
    rows, merged, first = _laid_out(table, manner)
    rows = [[_composed(cell, manner.form) for cell in row] for row in rows]
    return _bytes(rows, table.kind if manner.kind is None else manner.kind, merged, manner), first


def disturbed(table: Table) -> Table:
    """The table with the header once more among its rows, its columns numbered, and a total below."""
    headers = tuple(header.replace(": ", " ") for header in table.headers)
    again = () if table.is_ordered else (Line(headers, "noise"),)
    numbers = Line(tuple(range(1, len(headers) + 1)), "noise")
    return replace(table, lines=(numbers, *table.lines[:2], *again, *table.lines[2:]))


def _laid_out(table: Table, manner: Manner) -> tuple[list[list[Any]], list[str], int]:
    """Rows, the areas that are merged, and the row in which the data begin."""
    width = len(table.headers)
    titles = [*(TITLES if manner.is_titled else ()), *table.titles]
    above = [[title or None, *[None] * (width - 1)] for title in titles]
    header, merged = [[header.replace(": ", " ") for header in table.headers]], []
    if manner.is_titled:
        header, merged = _grouped(table.headers, top=len(above) + 1)
    data = [[*line.cells, *[None] * (width - len(line.cells))] for line in table.lines]
    return [*above, *header, *data], merged, len(above) + len(header) + 1


def _grouped(headers: Sequence[str], *, top: int) -> tuple[list[list[Any]], list[str]]:
    """Two lines: groups above, and headers that have none reach over both; with the areas to be merged."""
    parted = [header.split(": ", 1) if ": " in header else ["", header] for header in headers]
    if not any(group for group, _ in parted):
        parted = [[_GROUP if 1 <= place <= 2 else "", header] for place, (_, header) in enumerate(parted)]
    over, under, merged, begun = [], [], [], 0
    for place, (group, header) in enumerate(parted):
        is_first = place == 0 or parted[place - 1][0] != group
        over.append((group if is_first else None) if group else header)
        under.append(header if group else None)
        begun = place if is_first else begun
        is_last = place == len(parted) - 1 or parted[place + 1][0] != group
        letters = [openpyxl.utils.get_column_letter(each + 1) for each in (begun, place)]
        if not group:
            merged.append(f"{letters[1]}{top}:{letters[1]}{top + 1}")
        elif is_last:
            merged.append(f"{letters[0]}{top}:{letters[1]}{top}")
    return [over, under], merged


def _bytes(rows: list[list[Any]], kind: str, merged: list[str], manner: Manner) -> bytes:
    if kind == "xlsx":
        return _workbook(rows, merged)
    if kind == "xls":
        return drawn.xls({"Trang 1": [[_figure(cell) for cell in row] for row in rows]})
    if kind == "ods":
        return drawn.ods({"Trang 1": [["" if cell is None else cell for cell in row] for row in rows]})
    if kind == "parquet":
        return drawn.parquet([[None if cell is None else _text(cell) for cell in row] for row in rows])
    if kind == "html":
        return _page(rows)
    if kind == "zip":
        return drawn.zipped({"trong/bảng.csv": _table(rows, ";", manner)})
    return _table(rows, "\t" if kind == "tsv" else ",", manner)


def _workbook(rows: list[list[Any]], merged: list[str]) -> bytes:
    """With sheets of codes behind, as such exports have them."""
    held, workbook = BytesIO(), openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Trang 1"
    for row in rows:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    for name, codes in LOOKUP.items():
        other = workbook.create_sheet(name)
        for row in codes:
            other.append(row)
    workbook.save(held)
    return held.getvalue()


def _table(rows: list[list[Any]], separator: str, manner: Manner) -> bytes:
    held = StringIO(newline="")
    texts = [["" if cell is None else _text(cell) for cell in row] for row in rows]
    csv.writer(held, delimiter=separator).writerows(texts)
    text = held.getvalue()
    return (drawn.as_windows_1258(text) if manner.encoding == "cp1258" else text).encode(manner.encoding)


def _page(rows: list[list[Any]]) -> bytes:
    cells = ["".join(f"<td>{html.escape('' if cell is None else _text(cell))}</td>" for cell in row) for row in rows]
    return f"<html><body><table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table></body></html>".encode()


def _text(cell: Any) -> str:
    if isinstance(cell, date):
        return cell.strftime("%d/%m/%Y")
    return str(cell).replace(".", ",") if isinstance(cell, float) else str(cell)


def _figure(cell: Any) -> Any:
    """As Excel does with what looks like a number: the zeros before it are gone."""
    return int(cell) if isinstance(cell, str) and cell.isdecimal() else cell


def _composed(cell: Any, form: str) -> Any:
    return unicodedata.normalize(form, cell) if isinstance(cell, str) else cell
