"""The explorer: any fact by any two dimensions; what may not be added is not, and says so."""

from collections.abc import Mapping
from inspect import signature
from typing import Any

import polars as pl

from data.store import Store
from queries.explorer import grid
from queries.explorer.facts import Fact
from queries.runner import Question

_COLUMNS: dict[str, pl.DataType] = {
    "row_key": pl.String(),
    "column_key": pl.String(),
    "is_row_total": pl.Boolean(),
    "is_column_total": pl.Boolean(),
    "part": pl.Int64(),
    "whole": pl.Int64(),
    "share": pl.Float64(),
}

_TRAINING = Question("explorer/training.sql", columns=_COLUMNS)
_PROGRESS = Question("explorer/progress.sql", columns=_COLUMNS)
_STANDING = Question("explorer/standing.sql", columns=_COLUMNS)
_CRITERIA = Question("explorer/criteria.sql", columns=_COLUMNS)
_SATISFACTION = Question("explorer/satisfaction.sql", columns=_COLUMNS)
_NEEDS = Question("explorer/needs.sql", columns=_COLUMNS)


def training(
    store: Store,
    *,
    part: str,
    whole: str,
    down: str,
    across: str,
    audience: str,
    division: int,
    cohort_code: str,
    module_code: str = "all",
    level: str = "all",
    subject: str = "all",
    people: str = "total",
    within: str = "all",
    province_code: str | None = None,
) -> pl.DataFrame:
    """Enrolments by step, or their points in a hundred; a part that the role does not know is null."""
    return _TRAINING.ask(store, **_values(locals()))


def progress(
    store: Store,
    *,
    part: str,
    whole: str,
    down: str,
    across: str,
    audience: str,
    division: int,
    cohort_code: str,
    level: str = "all",
    people: str = "total",
    within: str = "all",
    province_code: str | None = None,
) -> pl.DataFrame:
    """Learners of a cohort and how many finished all of it."""
    return _PROGRESS.ask(store, **_values(locals()))


def standing(
    store: Store,
    *,
    part: str,
    whole: str,
    down: str,
    across: str,
    audience: str,
    division: int,
    report_year: int,
    level: str = "all",
    role: str = "all",
    people: str = "total",
    within: str = "all",
    province_code: str | None = None,
) -> pl.DataFrame:
    """People with an account, how far they came with assessment and how they were rated."""
    return _STANDING.ask(store, **_values(locals()))


def criteria(
    store: Store,
    *,
    part: str,
    whole: str,
    down: str,
    across: str,
    audience: str,
    division: int,
    report_year: int,
    rater: str,
    level: str = "all",
    role: str = "all",
    people: str = "total",
    within: str = "all",
    province_code: str | None = None,
) -> pl.DataFrame:
    """Marks given to criteria, and how many of them are so high."""
    return _CRITERIA.ask(store, **_values(locals()))


def satisfaction(
    store: Store,
    *,
    part: str,
    whole: str,
    down: str,
    across: str,
    audience: str,
    division: int,
    question_code: str,
    role: str,
    module_code: str = "all",
    level: str = "all",
    within: str = "all",
    province_code: str | None = None,
) -> pl.DataFrame:
    """Answers to one question of one role, and how many of them are satisfied."""
    return _SATISFACTION.ask(store, **_values(locals()))


def needs(
    store: Store,
    *,
    part: str,
    whole: str,
    down: str,
    across: str,
    audience: str,
    division: int,
    report_year: int,
    module_code: str = "all",
    level: str = "all",
    people: str = "total",
    within: str = "all",
    province_code: str | None = None,
) -> pl.DataFrame:
    """People who declared a wish; without a wish that is fixed there is no row."""
    return _NEEDS.ask(store, **_values(locals()))


_CUBES = {
    "training": training,
    "progress": progress,
    "standing": standing,
    "criteria": criteria,
    "satisfaction": satisfaction,
    "needs": needs,
}


def values(fact: Fact, *, down: str, across: str, held: Mapping[str, Any]) -> dict[str, Any]:
    """What the fact's question is asked with, of all that the reader's choice holds."""
    every = {**held, "part": fact.part, "whole": fact.whole, "down": down, "across": across}
    return {name: every[name] for name in signature(_CUBES[fact.cube]).parameters if name != "store"}


def answer(store: Store, fact: Fact, *, down: str, across: str, held: Mapping[str, Any]) -> pl.DataFrame:
    """The whole grid of a fact: every cell and total with its state; every province where provinces are the rows."""
    asked = values(fact, down=down, across=across, held=held)
    counted = _CUBES[fact.cube](store, **asked)
    return grid.filled(counted, grid.places(store), fact=fact, asked=asked)


def _values(local: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in local.items() if name != "store"}
