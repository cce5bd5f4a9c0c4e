"""Noise: rows below a header that are no record: the header once more, totals, numbering, headings of sections."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from data.ingest.read import header_key
from data.intake.wording import loose_key

Lines = tuple[Mapping[int, str], ...]  # the header's lines: position → text

_TOTAL = re.compile(r"(tong cong|tong so)( .*)?|tong|cong|tong hop|luy ke")
_TOTAL_BEGINS = frozenset("TtCcLl*")  # every row is looked at: look no further than a letter
_PLACE = re.compile(r"\(?\s*([0-9]{1,3}|[a-z])\s*\)?(\s*=.{0,20})?", re.IGNORECASE)
_SHORT = 24


def noise(
    row: Sequence[Any], *, columns: Mapping[int, str], key: int | None, lines: Lines, has_totals: bool = False
) -> str | None:
    """empty | header | numbering | total | section for a row that is no record, else None.

    ``columns`` are the positions that are read, ``key`` that of the column which says whom or what a row is about;
    where ``has_totals`` a total is a record.
    """
    cells = {place: cell for place, cell in enumerate(row) if cell is not None and cell != ""}
    totals = {place for place, cell in cells.items() if is_total(cell)}
    if totals and not has_totals and _is_total_row(totals, cells, columns=columns, key=key):
        return "total"
    if cells.keys().isdisjoint(columns):
        return "empty"
    if _is_header(cells, lines):
        return "header"
    if _is_numbering(cells):
        return "numbering"
    return "section" if _is_section(cells, columns) else None


def _is_header(cells: Mapping[int, Any], lines: Lines) -> bool:
    """Two cells or more, at least two thirds of them the words of their own header, in whichever of its lines."""
    others, most = 0, len(cells) // 3
    for place, cell in cells.items():
        others += not any(_says(cell, line.get(place)) for line in lines)
        if others > most:  # where nearly every row's look ends
            return False
    return len(cells) - others >= 2


def _says(cell: Any, header: str | None) -> bool:
    if not header:
        return False
    if not isinstance(cell, str):  # a number under a group
        return header.isdecimal() and cell == int(header)
    if cell[0].casefold() != header[0].casefold() or len(cell) > 2 * len(header) + 9:
        return False
    return header_key(cell) == header_key(header)


def _is_numbering(cells: Mapping[int, Any]) -> bool:
    """(1) (2) (3) … or A B 1 2 …, as printed forms number their columns."""
    figures = []
    for cell in cells.values():
        text = str(cell) if isinstance(cell, int) and 0 <= cell < 1000 else cell
        match = _PLACE.fullmatch(text) if isinstance(text, str) and len(text) < _SHORT else None
        if not match:
            return False
        if match[1].isdecimal():
            figures.append(int(match[1]))
    return len(figures) >= 3 and figures[0] in (0, 1) and figures == list(range(figures[0], figures[0] + len(figures)))


def is_total(cell: Any) -> bool:
    """Whether a cell's words are those of a total."""
    if not isinstance(cell, str) or cell[0] not in _TOTAL_BEGINS or len(cell) > 100:
        return False
    return _says_total(cell)


@lru_cache(maxsize=10_000)
def _says_total(text: str) -> bool:
    return bool(_TOTAL.fullmatch(loose_key(text)))


def _is_total_row(totals: set[int], cells: Mapping[int, Any], *, columns: Mapping[int, str], key: int | None) -> bool:
    """Total words where nothing of ours stands, or in a row that is about nobody; a group may be called Tổng số."""
    is_about_nobody = key is None or key not in cells or key in totals
    return is_about_nobody or not totals <= columns.keys()


def _is_section(cells: Mapping[int, Any], columns: Mapping[int, str]) -> bool:
    """One text merged over the table: the name of a school above its people."""
    read = [cell for place, cell in cells.items() if place in columns]
    first = read[0]
    return len(read) >= 3 and isinstance(first, str) and all(cell == first for cell in read)
