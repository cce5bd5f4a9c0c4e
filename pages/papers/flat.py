"""Flat: a paper's table as a frame with one row a line, for CSV and parquet, its numbers as they are printed."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

import polars as pl

from data.harmless import harmless
from pages.papers.blocks import Cell, Form, Paper, Table
from pages.texts import Words
from pages.texts.numbers import half_up

_KINDS: dict[str, type[pl.DataType]] = {"count": pl.Int64, "share": pl.Float64, "change": pl.Float64}
_KINDS |= {"points": pl.Float64, "date": pl.Date}
_OF_A_HUNDRED = ("share", "change")  # kept from 0 to 1, printed a hundredfold
_UNSAFE = re.compile(r"[^a-z0-9]+")


def decimals(text: str, words: Words) -> int:
    """How many decimals a printed number has."""
    found = re.search(re.escape(words("number.decimal")) + r"(\d+)", text)
    return len(found[1]) if found else 0


def number(cell: Cell, form: Form, words: Words) -> int | float | None:
    """The number that the cell prints, no digit more; a percentage as a share. None where it prints none."""
    value = cell.value
    if form == "text" or isinstance(value, bool | str | date) or value is None:
        return None
    if isinstance(value, int) and form not in _OF_A_HUNDRED:
        return value
    return float(half_up(value, decimals(cell.text, words) + 2 * (form in _OF_A_HUNDRED)))


def why(state: str, words: Words) -> str:
    """Why a number is not there, in words."""
    return words(f"state.{state}" if f"state.{state}" in words else f"temis.legend.{state}")


def frame(table: Table, words: Words) -> pl.DataFrame:
    """The table's rows with their numbers, null where there is none; rows that are set in say which block is theirs."""
    titles = names(table, words)
    columns: dict[str, pl.Series] = {}
    if any(row.is_block for row in table.rows):
        title = words("papers.book.block")
        columns[title] = pl.Series(title, list(_blocks(table)), pl.String)
    for place, (title, column) in enumerate(zip(titles, table.columns, strict=True)):
        cells = [row.cells[place] for row in table.rows]
        columns[title] = pl.Series(title, *_column(cells, column.form, words))
    return pl.DataFrame(columns)


def _column(cells: list[Cell], form: Form, words: Words) -> tuple[list, pl.DataType | type[pl.DataType]]:
    if form == "date":
        return [cell.value if isinstance(cell.value, date) else None for cell in cells], pl.Date
    if form not in _KINDS:
        return [cell.text for cell in cells], pl.String
    found = [number(cell, form, words) for cell in cells]
    kind = pl.Float64 if any(isinstance(each, float) for each in found) else _KINDS[form]
    return [None if each is None else float(each) if kind is pl.Float64 else each for each in found], kind


def names(table: Table, words: Words) -> list[str]:
    """What the columns are called where no heading stands above another: each of them once."""
    titles = [
        words("papers.book.under", group=column.group, title=column.title) if column.group else column.title
        for column in table.columns
    ]
    seen: Counter[str] = Counter()
    told = []
    for title in titles:
        seen[title] += 1
        told.append(title if seen[title] == 1 else words("papers.book.again", title=title, number=seen[title]))
    return told


def _blocks(table: Table) -> Iterator[str | None]:
    name = None
    for row in table.rows:
        name = row.cells[0].text if row.is_block else name
        yield name


def csv(table: Table, paper: Paper, words: Words) -> bytes:
    """CSV for spreadsheets (UTF-8 with a mark); each row says of which data it is, and why a number is not there."""
    flat = frame(table, words)
    offset = flat.width - len(table.columns)
    said = []
    for place, column in enumerate(flat.iter_columns()):
        if place < offset:
            said.append(column.map_elements(harmless, pl.String))
            continue
        cells = [row.cells[place - offset] for row in table.rows]
        plain = [_plain(value, cell.text) for value, cell in zip(column, cells, strict=True)]
        said.append(pl.Series(column.name, plain, pl.String))
    held = pl.DataFrame(said).with_columns(pl.lit(harmless(paper.foot)).alias(words("papers.book.source")))
    return held.rename(harmless).write_csv(include_bom=True).encode()


def _plain(value: object, text: str) -> str:
    """A number as a program reads it; the sign that is printed in its place where there is none."""
    return harmless(text) if value is None or isinstance(value, str) else str(value)


def parquet(table: Table, paper: Paper, words: Words) -> bytes:
    """The same as parquet: numbers as numbers, why there is none in a column of its own, the source in the metadata."""
    flat = frame(table, words)
    states = {title: [row.cells[place].state or None for row in table.rows] for place, title in _gaps(table, words)}
    flat = flat.with_columns(
        pl.Series(words("papers.book.why", title=title), codes, pl.String) for title, codes in states.items()
    )
    held = io.BytesIO()
    flat.write_parquet(held, metadata=dict(paper.told) | {"title": table.title, "note": table.note, "foot": paper.foot})
    return held.getvalue()


def _gaps(table: Table, words: Words) -> list[tuple[int, str]]:
    """The columns in which some number is not there for a reason."""
    titles = enumerate(names(table, words))
    return [(place, title) for place, title in titles if any(row.cells[place].state for row in table.rows)]


def files(paper: Paper) -> Iterator[tuple[str, bytes]]:
    """Every table as CSV and as parquet, in order, then what is said of where they come from."""
    words = Words(paper.lang)
    for place, table in enumerate(paper.tables, start=1):
        name = f"{place:02d}-{_UNSAFE.sub('-', table.key.lower()).strip('-')}"
        yield f"{name}.csv", csv(table, paper, words)
        yield f"{name}.parquet", parquet(table, paper, words)
    lines = (*paper.told, *((table.title, table.note) for table in paper.tables))
    told = pl.DataFrame([(harmless(name), harmless(said)) for name, said in lines], ["name", "said"], orient="row")
    yield f"{words('papers.book.file')}.csv", told.write_csv(include_bom=True, include_header=False).encode()
