"""Excel and OpenDocument workbooks: the values stored in their cells. Formulas and macros are never run."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum

from data.errors import IngestError
from data.intake.formats.faults import Faults, faults_of
from data.intake.formats.limits import Limits
from data.intake.formats.sheets import Cell, Sheet, check_size, rectangle

_MERGED_MOST = 5_000_000  # cells that merged areas may fill; more is an attack, not a heading


def read(content: bytes, *, limits: Limits) -> list[Sheet]:
    """Every worksheet that holds something, in order; IngestError where the workbook cannot be read."""
    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as workbook:
            return list(_sheets(workbook, faults_of(content), limits=limits))
    except PasswordError:
        raise IngestError("file_protected", file="", reason="password") from None
    except CalamineError:
        raise IngestError("file_unreadable", file="", reason="torn") from None


def _sheets(workbook: CalamineWorkbook, faults: list[Faults], *, limits: Limits) -> Iterator[Sheet]:
    cells = 0
    for place, about in enumerate(workbook.sheets_metadata):
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        found = workbook.get_sheet_by_index(place)
        if found.start is None:
            continue
        top, left = found.start
        check_size(rows=found.total_height, columns=found.total_width, cells=cells, limits=limits)
        rows = rectangle(_rows(found, left, faults[place] if place < len(faults) else {}), limits=limits)
        cells += sum(map(len, rows))
        check_size(rows=0, columns=0, cells=cells, limits=limits)
        _repeat_merged(rows, found.merged_cell_ranges or [], top=top)
        if rows:
            yield Sheet(file="", sheet=about.name, rows=rows, first_row=top + 1)


def _rows(found: CalamineSheet, left: int, faults: Faults) -> Iterator[list[Any]]:
    """Rows from the first that holds something; empty columns on the left stay, so that positions are the file's."""
    missing = [None] * left
    for number, cells in enumerate(found.to_python(skip_empty_area=True), start=found.start[0]):
        row = missing + cells
        for column, text in faults.get(number, {}).items():
            if column < len(row) and row[column] in (None, ""):
                row[column] = text
        yield row


def _repeat_merged(rows: list[list[Cell]], areas: list[Any], *, top: int) -> None:
    """Write the value of every merged area into all its cells, as far as the sheet reaches."""
    height, width, filled = len(rows), len(rows[0]) if rows else 0, 0
    for (first_row, first_column), (last_row, last_column) in areas:
        start, end = first_row - top, min(last_row - top + 1, height)
        stop = min(last_column + 1, width)
        if not (0 <= start < height and first_column < width) or rows[start][first_column] is None:
            continue
        filled += (end - start) * (stop - first_column)
        if filled > _MERGED_MOST:
            raise IngestError("file_too_large", file="", reason="merged_cells")
        for row in rows[start:end]:
            row[first_column:stop] = [rows[start][first_column]] * (stop - first_column)
