"""Commitments: how far each is reached, with its basis and the table behind it."""

from functools import partial
from typing import Any

import polars as pl

from pages.figures import claims
from pages.figures.tables import Kind
from pages.parts import plates, sheets, shell
from pages.parts.view import View
from pages.told import commitments as said
from pages.told import naming

_KINDS: dict[str, Kind] = {
    "name": "text",
    "mark_said": "text",
    "computed_said": "text",
    "achieved_share": "share",
    "reached_said": "text",
    "basis": "text",
    "due_on": "date",
}
_REACHED = {True: "yes", False: "no"}


def show(made: View, achieved: pl.DataFrame, computed: pl.DataFrame) -> None:
    """Bars of what is reached of every mark, the core staff's two parts apart, and the table."""
    words = made.words
    names = [_name(row, made) for row in achieved.to_dicts()]
    drawn = naming.with_column(achieved, "name", names)
    known = drawn.filter(pl.col("achieved_share").is_not_null())
    plates.plate(
        claims.reached(known, words) if known.height else None,
        key="commitments-marks",
        title=words("commitments.marks"),
        finding=said.marks(achieved, names, words),
        counted=words("commitments.marks_counted"),
        place=words("place.country"),
        table=partial(_table, drawn, made),
    )
    shell.small(_apart(computed, made))
    if made.snapshot.scale != 1:
        shell.small(words("commitments.marks_scaled", scale=words.percent(made.snapshot.scale, 1, trim=True)))


def _name(row: dict[str, Any], made: View) -> str:
    key = f"commitments.mark.{row['commitment']}"
    return made.words(key, cohort=made.label("cohort"), year=made.label("year"))


def _table(drawn: pl.DataFrame, made: View) -> None:
    words, rows = made.words, drawn.to_dicts()
    told = {
        "mark_said": [said.amount(row["target"], row["unit"], words) for row in rows],
        "computed_said": [
            said.why_no_value(row, words) if row["value"] is None else said.amount(row["value"], row["unit"], words)
            for row in rows
        ],
        "reached_said": [
            words("number.none")
            if row["is_reached"] is None
            else words(f"commitments.reached.{_REACHED[row['is_reached']]}")
            for row in rows
        ],
        "basis": [words(f"commitments.basis.{row['basis']}", figure=row["figure_id"]) for row in rows],
    }
    for name, texts in told.items():
        drawn = naming.with_column(drawn, name, texts)
    sheets.table(drawn, _KINDS, name="commitments-marks", caption=words("commitments.marks"))


def _apart(computed: pl.DataFrame, made: View) -> str:
    """Core teachers and core managers by themselves, and why they may be added."""
    parts = {who: computed.filter(figure=f"core_finished_{who}").row(0, named=True) for who in ("teachers", "managers")}
    if any(row["value"] is None for row in parts.values()):
        return made.words("commitments.marks_apart_none")
    numbers = {who: made.words.number(row["value"]) for who, row in parts.items()}
    return made.words("commitments.marks_apart", **numbers)
