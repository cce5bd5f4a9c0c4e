"""Holding: what a paper holds before it is read: its tables, how many of their numbers are there, and what is not."""

from dataclasses import dataclass

import polars as pl

from pages.papers.blocks import Blank, Paper, Table

WITHHELD = "withheld"


@dataclass(frozen=True)
class Held:
    """How many cells of numbers there are, have a number, are withheld; and what is left for people to write."""

    tables: int
    numbers: int
    missing: int
    withheld: int
    blanks: tuple[str, ...]


def of(paper: Paper) -> Held:
    """The whole paper in a few numbers."""
    frame = by_table(paper)
    sums = {name: int(frame[name].sum()) for name in ("numbers", "missing", "withheld")}
    blanks = tuple(block.asks for block in paper.blocks if isinstance(block, Blank))
    return Held(tables=frame.height, blanks=blanks, **sums)


def by_table(paper: Paper) -> pl.DataFrame:
    """A row a table, in order: title, rows, numbers that are there, numbers that are not, numbers withheld."""
    schema = {"title": pl.String, "rows": pl.Int64, "numbers": pl.Int64, "missing": pl.Int64, "withheld": pl.Int64}
    return pl.DataFrame([_counted(table) for table in paper.tables], schema=schema, orient="row")


def _counted(table: Table) -> tuple[str, int, int, int, int]:
    cells = [
        cell
        for row in table.rows
        for cell, column in zip(row.cells, table.columns, strict=True)
        if column.form not in ("text", "date") and (cell.text or cell.state)  # nothing belongs beside a heading of rows
    ]
    withheld = sum(cell.state == WITHHELD for cell in cells)
    numbers = sum(cell.value is not None for cell in cells)
    return table.title, len(table.rows), numbers, len(cells) - numbers - withheld, withheld
