"""The fast way: rows of a long flat file by the hundred thousand, column by column, with the slow way's answers.

Every different text of a column is read once, by the same ``value`` as always, and its answer given to all cells that
say the same; identifiers and decimals of the plainest form need not even that. A row that may be no data (a total, the
header again, numbering, a section), or with a cell that cannot be taken, is left to the slow way: the tests here may
only err towards leaving too many.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from data.ingest.layout import RawColumn
from data.intake import leavers
from data.intake.answers import (
    HEADER,
    MENDED,
    PLACE,
    REFUSED,
    TOTAL,
    TOTALS,
    Answer,
    answer_of,
    plain_answers,
    plainest,
)
from data.intake.formats import Cell
from data.intake.formats.flats import Batch
from data.intake.formats.sheets import tidy
from data.intake.parts import DTYPES, LAYOUT, ROW
from data.intake.recognise import Recognised
from data.spelling import unaccented

_REMEMBERED = 200_000  # texts of a column whose answers are kept
_NAMES = ("value", "said", "letters")


@dataclass
class Fast:
    """Converts batches of one recognised file; ``status`` is the position that says who still works there."""

    found: Recognised
    status: int | None = None
    given: Mapping[str, Any] = field(default_factory=dict)  # column name → the same for every row
    _known: dict[int, dict[Any, Answer]] = field(default_factory=dict)

    def convert(self, batch: Batch) -> tuple[pl.DataFrame, int, list[tuple[int, list[Cell]]]]:
        """(rows taken, with '@dong'; cells mended; rows for the slow way, in order).

        Rows taken stand under the target's headers, or by column name where the form shapes each row.
        """
        read = self._read_columns()
        frame = batch.frame
        if any(place >= frame.width for place in read) or not frame.height:
            return _empty(self.found.form.target), 0, sorted([*batch.odd, *_rows(frame, batch.numbers)])
        answers = {place: self._answers(frame[str(place)], column, place) for place, column in read.items()}
        told = pl.DataFrame(
            [pl.Series(ROW, batch.numbers), *(series for answer in answers.values() for series in answer)]
        )
        is_slow = told.select(self._may_be_no_data(frame, read)).to_series() | self._leavers(frame)
        slow = sorted([*batch.odd, *_rows(frame.filter(is_slow), batch.numbers[is_slow.to_numpy()])], key=_number)
        taken = told.filter(~is_slow)
        mended = sum(int((taken[f"said {place}"] & MENDED).ne(0).sum()) for place in read)
        return self._named(taken, read), mended, slow

    def _read_columns(self) -> dict[int, RawColumn]:
        columns = {column.header: column for column in self.found.form.columns}
        return {place: columns[header] for place, header in self.found.columns.items()}

    def _answers(self, cells: pl.Series, column: RawColumn, place: int) -> tuple[pl.Series, pl.Series, pl.Series]:
        """Value, said and letters of every cell."""
        plain = plainest(cells, column)
        different = (cells if plain is None else cells.filter(~plain)).unique()
        answers = self._looked_up(different, column, place)
        table = pl.DataFrame(
            {"cell": different, **{name: [answer[turn] for answer in answers] for turn, name in enumerate(_NAMES)}},
            schema_overrides={"value": DTYPES[column.type], "said": pl.UInt8(), "letters": pl.UInt8()},
        )
        joined = cells.rename("cell").to_frame().join(
            table, on="cell", how="left", nulls_equal=True, maintain_order="left"
        )  # fmt: skip
        if plain is not None:
            own = plain_answers(column)
            joined = joined.select(pl.when(plain).then(own[name]).otherwise(name).alias(name) for name in _NAMES)
        return tuple(joined[name].rename(f"{name} {place}") for name in _NAMES)

    def _looked_up(self, different: pl.Series, column: RawColumn, place: int) -> list[Answer]:
        known = self._known.setdefault(place, {})
        if len(known) > _REMEMBERED:
            known.clear()
        headers = [line[place] for line in self.found.lines if place in line]
        answers = []
        for cell in different.to_list():
            if cell not in known:
                known[cell] = answer_of(cell, column, headers)
            answers.append(known[cell])
        return answers

    def _may_be_no_data(self, frame: pl.DataFrame, read: Mapping[int, RawColumn]) -> pl.Expr:
        """Whether a row must go the slow way; the frame's unread columns are looked at as they stand."""
        said = [pl.col(f"said {place}") for place in read]
        letters = [pl.col(f"letters {place}") for place in read]
        filled = [pl.when(each > 0).then(each) for each in letters]
        is_section = (pl.sum_horizontal([each > 0 for each in letters]) >= 3) & (
            pl.min_horizontal(filled) == pl.max_horizontal(filled)
        )
        is_numbering = pl.all_horizontal([((a & PLACE) != 0) | (b == 0) for a, b in zip(said, letters, strict=True)])
        return (
            pl.any_horizontal([(each & (REFUSED | TOTAL)) != 0 for each in said])
            | is_numbering  # so is a row whose read cells are all empty
            | is_section
            | self._may_be_header(frame, said, letters)
            | _any_total(frame, read)
        )

    def _may_be_header(self, frame: pl.DataFrame, said: Sequence[pl.Expr], letters: Sequence[pl.Expr]) -> pl.Expr:
        """Two thirds of the cells begin as their headers do."""
        others = [
            place for place in range(frame.width) if f"said {place}" not in {one.meta.output_name() for one in said}
        ]
        unread = frame.select(pl.lit(0, pl.UInt32).alias("same"), pl.lit(0, pl.UInt32).alias("filled"))
        if others:
            unread = frame.select(
                pl.sum_horizontal([self._begins_as_header(frame, place) for place in others]).alias("same"),
                pl.sum_horizontal([_is_filled(frame, place) for place in others]).alias("filled"),
            )
        same = pl.sum_horizontal([(each & HEADER) != 0 for each in said]) + unread["same"]
        filled = pl.sum_horizontal([each > 0 for each in letters]) + unread["filled"]
        return (same >= 2) & (3 * same >= 2 * filled)

    def _begins_as_header(self, frame: pl.DataFrame, place: int) -> pl.Expr:
        headers = [line[place] for line in self.found.lines if place in line]
        if frame[str(place)].dtype != pl.String:
            return pl.lit(any(header.isdecimal() for header in headers))
        first = "".join(re.escape(letter) for header in headers for letter in {header[0], unaccented(header)[:1]})
        return (
            pl.col(str(place))
            .str.contains(f"(?i)^[^0-9A-Za-z{first}]|^[{first}]" if first else "^[^0-9A-Za-z]")
            .fill_null(value=False)
        )

    def _leavers(self, frame: pl.DataFrame) -> pl.Series:
        if self.status is None or self.status >= frame.width:
            return pl.repeat(value=False, n=frame.height, eager=True)
        cells = frame[str(self.status)]
        gone = [cell for cell in cells.unique().to_list() if leavers.is_left_out(tidy(cell))]
        return cells.is_in(pl.Series(gone, dtype=cells.dtype)).fill_null(value=False)

    def _named(self, taken: pl.DataFrame, read: Mapping[int, RawColumn]) -> pl.DataFrame:
        at = {column.name: place for place, column in read.items()}
        if self.found.form.shape is not None:
            given = {name: pl.lit(said) for name, said in self.given.items() if name not in at}
            own = [pl.col(f"value {place}").alias(name) for name, place in at.items()]
            return taken.select(ROW, *own, **given)
        return taken.select(
            *(
                (pl.col(f"value {at[column.name]}") if column.name in at else pl.lit(self.given.get(column.name)))
                .cast(DTYPES[column.type])
                .alias(column.header)
                for column in LAYOUT[self.found.form.target].columns
            ),
            ROW,
        )


def _any_total(frame: pl.DataFrame, read: Mapping[int, RawColumn]) -> pl.Series:
    others = [
        pl.col(str(place)).str.contains(TOTALS)
        for place in range(frame.width)
        if place not in read and frame[str(place)].dtype == pl.String
    ]
    if not others:
        return pl.repeat(value=False, n=frame.height, eager=True)
    return frame.select(pl.any_horizontal(others).fill_null(value=False)).to_series()


def _is_filled(frame: pl.DataFrame, place: int) -> pl.Expr:
    cell = pl.col(str(place))
    return (
        (cell.str.len_bytes() > 0).fill_null(value=False)
        if frame[str(place)].dtype == pl.String
        else cell.is_not_null()
    )


def _rows(frame: pl.DataFrame, numbers: Sequence[int]) -> list[tuple[int, list[Cell]]]:
    return [(int(number), [tidy(cell) for cell in row]) for number, row in zip(numbers, frame.iter_rows(), strict=True)]


def _number(row: tuple[int, list[Cell]]) -> int:
    return row[0]


def _empty(target: str) -> pl.DataFrame:
    columns = LAYOUT[target].columns
    return pl.DataFrame(schema={column.header: DTYPES[column.type] for column in columns} | {ROW: pl.Int64()})
