"""Framed: a frame's columns as a table of a paper, each cell with its number and how that is printed."""

from collections.abc import Callable, Mapping
from typing import Any, Literal

import polars as pl

from pages.figures.tables import Kind
from pages.papers.blocks import Cell, Column, Form, Row, Table
from pages.texts import Words

Written = Kind | Literal["change"]  # change: a difference of two shares, in points, signed
_FORMS: dict[str, Form] = {
    "count": "count",
    "share": "share",
    "share2": "share",
    "share_or_state": "share",
    "date": "date",
    "change": "change",
}
_NAME_WIDTH = 2.2  # a column of words beside one of numbers


def table(
    frame: pl.DataFrame,
    kinds: Mapping[str, Written],
    *,
    key: str,
    title: str,
    words: Words,
    note: str = "",
    titles: Mapping[str, str] | None = None,
) -> Table:
    """The columns that ``kinds`` names, under ``column.<name>`` unless ``titles`` says otherwise; rows as they stand.

    A null is a dash; where the row's ``state`` says why, a share says that in its place.
    """
    titled = {name: (titles or {}).get(name) or words(f"column.{name}") for name in kinds}
    columns = tuple(
        Column(titled[name], _FORMS.get(kind, "text"), width=1.0 if kind in _FORMS else _NAME_WIDTH)
        for name, kind in kinds.items()
    )
    rows = tuple(
        Row(tuple(_cell(row, name, kind, words) for name, kind in kinds.items())) for row in frame.iter_rows(named=True)
    )
    return Table(key, title, columns, rows, note)


def _cell(row: Mapping[str, Any], name: str, kind: Written, words: Words) -> Cell:
    value = row[name]
    if value is None:
        return _without(row, kind, words)
    if kind == "state":
        value = words(f"state.{value}")
    written: dict[str, Callable[[Any], str]] = {
        "count": words.number,
        "share": words.percent,
        "share_or_state": words.percent,
        "share2": lambda share: words.percent(share, 2, trim=True),
        "change": lambda change: words.points(change, unit=False),
        "date": words.date,
    }
    return Cell(written[kind](value), value) if kind in written else Cell(str(value), str(value))


def _without(row: Mapping[str, Any], kind: Written, words: Words) -> Cell:
    """Why there is nothing in the cell: the row's state in words under a share, a dash under anything else."""
    state = row.get("state") or "no_data"
    if state == "value":
        state = "no_data"
    is_said = kind in ("share", "share_or_state") and "state" in row
    return Cell(words(f"state.{state}") if is_said else words("number.none"), state=state)
