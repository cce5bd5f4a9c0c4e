"""Tables as an office makes them: titles above, a header of several lines, totals below; where each row stands."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any

Cell = str | int | float | date | None
Area = tuple[int, int, int, int]  # first row, first column, last row, last column, from 0


class Marked(list[Cell]):
    """A row that is wrong on purpose, or that the reader leaves out; ``key`` names which."""

    def __init__(self, cells: Iterable[Cell], key: str) -> None:
        super().__init__(cells)
        self.key = key


@dataclass(frozen=True)
class Table:
    """One sheet: ``groups`` are header lines above ``header``; a group stands where it begins and None follows it."""

    name: str
    header: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    titles: Sequence[str] = ()
    groups: Sequence[Sequence[str | None]] = ()
    repeat_after: int = 0  # so many rows after which the header stands once more
    total: bool = False


@dataclass(frozen=True)
class Laid:
    """A table laid out: its cells, its merged areas, the header's rows, and the 1-based row of every marked row."""

    name: str
    cells: list[list[Cell]]
    merged: list[Area]
    header_rows: tuple[int, ...]
    marks: tuple[tuple[str, int], ...]
    records: int
    noise: int  # rows below the header that are no record


@dataclass(frozen=True)
class File:
    """A file of the sample: its sender, its name, its bytes, and what is in it."""

    sender: str
    name: str
    content: bytes
    sheets: tuple[Laid, ...] = field(repr=False)

    @property
    def path(self) -> str:
        """Where it lies in the sample folder."""
        return f"{self.sender}/{self.name}"


def laid(table: Table) -> Laid:
    """The table as it will stand in its sheet."""
    head = [list(line) for line in (*table.groups, table.header)]
    cells: list[list[Cell]] = [[title] for title in table.titles]
    header_rows = tuple(range(len(cells), len(cells) + len(head)))
    cells += head
    merged = [*_titles(table), *_groups(table)]
    marks, noise = [], 0
    for number, row in enumerate(table.rows):
        if table.repeat_after and number and number % table.repeat_after == 0:
            cells.append(list(table.header))
            noise += 1
        cells.append(list(row))
        if isinstance(row, Marked):
            marks.append((row.key, len(cells)))
    if table.total:
        cells.append(["Tổng cộng", *[None] * (len(table.header) - 2), len(table.rows)])
        noise += 1
    return Laid(table.name, cells, merged, header_rows, tuple(marks), len(table.rows), noise)


def _titles(table: Table) -> Iterator[Area]:
    """Titles are merged over the width of the table."""
    if len(table.header) > 1:
        yield from ((row, 0, row, len(table.header) - 1) for row, title in enumerate(table.titles) if title)


def _groups(table: Table) -> Iterator[Area]:
    """A group spans its columns; a column without a group is merged down to the header's last line."""
    first = len(table.titles)
    for line, groups in enumerate(table.groups, start=first):
        starts = [place for place, group in enumerate(groups) if group is not None]
        for start, end in pairwise([*starts, len(groups)]):
            if end - start > 1:
                yield line, start, line, end - 1
            elif groups[start] == table.header[start]:
                yield line, start, first + len(table.groups), start


def changed(row: Sequence[Any], key: str, values: dict[int, Cell]) -> Marked:
    """The row with some cells made wrong."""
    return Marked([values.get(place, cell) for place, cell in enumerate(row)], key)
