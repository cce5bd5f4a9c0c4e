"""Commitments and claims: what was promised and what was published, beside what a snapshot counts itself."""

import polars as pl

from data.store import Store
from queries.runner import Question

_COUNTED = {"part": pl.Int64(), "whole": pl.Int64()}
_KNOWN = {"provinces_known": pl.Int64(), "provinces": pl.Int64(), "state": pl.String()}

_COMPUTED = Question(
    "commitments/computed.sql",
    columns={"figure": pl.String(), "unit": pl.String(), **_COUNTED, "value": pl.Float64(), **_KNOWN},
)

_REGISTER = Question(
    "commitments/register.sql",
    columns={
        "figure_id": pl.String(),
        "description_vi": pl.String(),
        "description_en": pl.String(),
        "value": pl.String(),
        "unit_vi": pl.String(),
        "unit_en": pl.String(),
        "as_of_vi": pl.String(),
        "as_of_en": pl.String(),
        "source_vi": pl.String(),
        "source_en": pl.String(),
        "topic": pl.String(),
        "says": pl.String(),
        "published": pl.Float64(),
        "nearest": pl.String(),
        "unit": pl.String(),
        **_COUNTED,
        "computed": pl.Float64(),
        **_KNOWN,
        "difference": pl.Float64(),
        "difference_share": pl.Float64(),
        "until_on": pl.Date(),
        "verdict": pl.String(),
    },
)

_ACHIEVED = Question(
    "commitments/achieved.sql",
    columns={
        "commitment": pl.String(),
        "basis": pl.String(),
        "figure_id": pl.String(),
        "due_on": pl.Date(),
        "unit": pl.String(),
        "target": pl.Float64(),
        **_COUNTED,
        "value": pl.Float64(),
        "achieved_share": pl.Float64(),
        "is_reached": pl.Boolean(),
        **_KNOWN,
    },
)


def computed(store: Store) -> pl.DataFrame:
    """Every figure that can be held against a published one; ``value`` in the published unit, shares in per cent."""
    return _COMPUTED.ask(store)


def register(store: Store) -> pl.DataFrame:
    """Every published figure with the computed one nearest to it, the difference, and the verdict of a stated rule."""
    return _REGISTER.ask(store)


def achieved(store: Store, *, audience: str, cohort_code: str, report_year: int, scale: float = 1.0) -> pl.DataFrame:
    """Every commitment, published mark and default target, and how much of it is reached in the whole country.

    ``scale`` is the size of a drawn country: marks that count people are taken at that size.
    """
    return _ACHIEVED.ask(store, audience=audience, cohort_code=cohort_code, report_year=report_year, scale=scale)
