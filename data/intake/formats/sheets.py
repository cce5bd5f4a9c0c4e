"""What a read file comes to: sheets of plain cells, tidied in the same way whatever they were read from."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import isinf, isnan
from typing import Any

from data.errors import IngestError
from data.intake.formats.limits import Limits

Cell = str | int | float | bool | date | None

_EXACT = 2**53  # whole numbers above this are no longer told apart by a float
_KNOWN_MOST = 200_000  # texts remembered while a sheet is read
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_CONTROL = dict.fromkeys([*range(32), *range(127, 160)], " ")
_UNSEEN = _CONTROL | _INVISIBLE


@dataclass(frozen=True)
class Sheet:
    """One table of a file: rows are equally long, and rows[0] stands in row ``first_row`` (from 1) of the file."""

    file: str
    sheet: str
    rows: list[list[Cell]]
    first_row: int = 1


def tidy_text(text: str) -> str | None:
    """NFC text with every run of spaces and line breaks made one space; None where nothing is left."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if not text.isprintable():
        text = text.translate(_UNSEEN)
    return " ".join(text.split()) or None


def tidy(cell: Any) -> Cell:
    """The cell as it will be worked with; nothing is guessed about what it means."""
    if isinstance(cell, str):
        return tidy_text(cell)
    if isinstance(cell, float):
        return _number(cell)
    if isinstance(cell, datetime):
        return cell.date() if cell.time() == time() else cell
    if cell is None or isinstance(cell, bool | int | date):
        return cell
    if isinstance(cell, time | timedelta):
        return str(cell)
    return tidy_text(str(cell))


def _once(text: str, known: dict[str, str | None]) -> str | None:
    """Tidied text, one object for all cells that say the same: most columns of a list hold few different words."""
    if text not in known:
        if len(known) >= _KNOWN_MOST:
            known.clear()
        known[text] = tidy_text(text)
    return known[text]


def _number(number: float) -> Cell:
    if isnan(number) or isinf(number):
        return None if isnan(number) else str(number)
    return int(number) if number.is_integer() and abs(number) < _EXACT else number


def rectangle(rows: Iterable[Sequence[Any]], *, limits: Limits) -> list[list[Cell]]:
    """Tidied rows of equal length without the empty rows and columns at the end; IngestError file_too_large."""
    kept: list[list[Cell]] = []
    known: dict[str, str | None] = {}
    width = last = cells = 0
    for number, row in enumerate(rows, start=1):
        tidied = [_once(cell, known) if isinstance(cell, str) else tidy(cell) for cell in row]
        while tidied and tidied[-1] is None:
            tidied.pop()
        if number <= limits.rows:  # beyond, only emptiness is borne
            kept.append(tidied)
        if tidied:
            width, last, cells = max(width, len(tidied)), number, cells + len(tidied)
            check_size(rows=last, columns=width, cells=cells, limits=limits)
    del kept[last:]
    check_size(rows=last, columns=width, cells=last * width, limits=limits)
    return [row + [None] * (width - len(row)) for row in kept]


def check_size(*, rows: int, columns: int, cells: int, limits: Limits) -> None:
    """Raise IngestError file_too_large, its reason rows, columns or cells, for what is over its limit."""
    held = {"rows": (rows, limits.rows), "columns": (columns, limits.columns), "cells": (cells, limits.cells)}
    for reason, (found, most) in held.items():
        if found > most:
            raise IngestError("file_too_large", file="", reason=reason)
