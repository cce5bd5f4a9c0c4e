"""Cells of a TEMIS report: counts, shares and changes as the report prints them, and why there is none."""

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from pages.papers.blocks import Cell, Table
from pages.texts import Words
from pages.texts.numbers import percent_of

WITHHELD = "withheld"
_HIDDEN = "_is_withheld"  # beside a count's name: whether this edition withholds it
_BEFORE = "previous_"

Values = Mapping[str, Any]


def masked(frame: pl.DataFrame, mask: pl.DataFrame | None, *, counts: Iterable[str], **keys: object) -> pl.DataFrame:
    """The frame without the counts that a mask withholds, and for each whether it does.

    ``keys`` are the mask's keys that the frame does not have, one value each; the frame's own are found by name.
    What the mask does not speak of is withheld, unless it is nobody: an edition must not show what nobody judged.
    """
    counts = list(counts)
    if mask is None:
        return frame.with_columns(pl.lit(value=False).alias(name + _HIDDEN) for name in counts)
    spoken = mask.filter(pl.col(name) == value for name, value in keys.items() if name in mask.columns)
    counted = [name for name in counts if name in mask.columns]
    # a total that the mask does not know goes with any of its parts
    spoken = spoken.with_columns(pl.any_horizontal(counted).alias(name) for name in counts if name not in counted)
    on = [name for name, kind in spoken.schema.items() if name in frame.columns and kind != pl.Boolean()]
    renamed = {name: name + _HIDDEN for name in counts}
    judged = frame.join(spoken.select(*on, *counts).rename(renamed), on=on, how="left", maintain_order="left")
    is_somebody = {name: pl.col(name).fill_null(0) > 0 for name in counts}
    judged = judged.with_columns(pl.col(renamed[name]).fill_null(is_somebody[name]) for name in counts)
    return judged.with_columns(pl.when(~pl.col(renamed[name])).then(pl.col(name)).alias(name) for name in counts)


def masked_with(frame: pl.DataFrame, names: Iterable[str], *, like: str) -> pl.DataFrame:
    """The masked frame with further counts withheld where that of another column is."""
    hidden = pl.col(like + _HIDDEN)
    told = [pl.when(~hidden).then(pl.col(name)).alias(name) for name in names]
    return frame.with_columns(*told, *(hidden.alias(name + _HIDDEN) for name in names))


def also_withheld(frame: pl.DataFrame, names: Iterable[str]) -> pl.DataFrame:
    """The masked frame with the counts withheld that the viewer's own store withholds, as its ``state`` says."""
    hidden = pl.col("state") == WITHHELD
    return frame.with_columns((pl.col(name + _HIDDEN) | hidden).alias(name + _HIDDEN) for name in names)


def before(frame: pl.DataFrame, *, on: Iterable[str]) -> pl.DataFrame:
    """The frame of the year before, its counts named so, ready to be joined."""
    return frame.rename({name: _BEFORE + name for name in frame.columns if name not in set(on)})


def before_of(name: str) -> str:
    """What a count of the year before is called beside this year's."""
    return _BEFORE + name


def is_withheld(row: Values, *names: str) -> bool:
    """Whether this edition withholds any of the counts of a masked row."""
    return any(row.get(name + _HIDDEN, False) for name in names)


def flag(name: str, *, is_on: bool) -> dict[str, bool]:
    """What says of a count that is not of a masked frame whether it is withheld."""
    return {name + _HIDDEN: is_on}


def blank() -> Cell:
    """A cell beside a heading of rows."""
    return Cell("")


def text(said: str) -> Cell:
    """A cell of words."""
    return Cell(said, said)


def count(row: Values, name: str, words: Words) -> Cell:
    """12.275; a dash where it is not known, the symbol where it is withheld."""
    if is_withheld(row, name):
        return _withheld(words)
    value = row[name]
    return _none(words, "no_data") if value is None else Cell(words.number(value), value)


def share(row: Values, part: str, whole: str, digits: int, words: Words) -> Cell:
    """93 or 94,8: part over whole of the row as a percentage without its sign, half up, zeros at the end dropped."""
    if is_withheld(row, part, whole):
        return _withheld(words)
    if row[part] is None or row[whole] is None:
        return _none(words, "no_data")
    if not row[whole]:
        return _none(words, "nobody")
    printed = words.number(percent_of(row[part], row[whole], digits), digits, trim=True)
    return Cell(printed, row[part] / row[whole])


def change(row: Values, name: str, words: Words, *, is_comparable: bool) -> Cell:
    """- 3,44: the count against that of the year before, over it, always with two decimals and no plus sign."""
    if is_withheld(row, name) or is_withheld(row, _BEFORE + name):
        return _withheld(words)
    now, past = row[name], row[_BEFORE + name]
    if now is None or past is None:
        return _none(words, "no_earlier")
    if not is_comparable:
        return _none(words, "not_comparable")
    if not past:
        return _none(words, "no_base")
    return Cell(changed(now, past, words), (now - past) / past)


def changed(now: int, past: int, words: Words) -> str:
    """The change in the report's own writing: a minus and a space, no plus."""
    value = percent_of(now - past, past, 2)
    said = words.number(abs(value), 2)
    return words("temis.fell", value=said) if value < 0 else said


def legend(tables: Iterable[Table], words: Words, *, smallest: int) -> str:
    """What the signs in these tables stand for, those that occur; empty where none does."""
    states = {cell.state for table in tables for row in table.rows for cell in row.cells if cell.state}
    said = [words(f"temis.legend.{state}") for state in _DASHES if state in states]
    dash = words("temis.legend.dash", why="; ".join(said)) if said else ""
    hidden = words("temis.legend.withheld", smallest=smallest) if WITHHELD in states else ""
    return " ".join(filter(None, (hidden, dash)))


_DASHES = ("no_data", "nobody", "no_earlier", "no_base", "not_comparable")


def _withheld(words: Words) -> Cell:
    return Cell(words("temis.withheld"), None, WITHHELD)


def _none(words: Words, state: str) -> Cell:
    return Cell(words("number.none"), None, state)
