"""When a module will reach its target at the pace seen, in time or not; and how earlier forecasts did."""

import polars as pl

from data.store import Store
from queries.runner import Question

_NAMES = {"name_vi": pl.String(), "name_en": pl.String()}
_COUNTS = {"part": pl.Int64(), "whole": pl.Int64(), "share": pl.Float64()}
_PACES = {"days_left": pl.Int64(), "needed_monthly": pl.Float64(), "seen_monthly": pl.Float64()}
_RANGE = {"early_on": pl.Date(), "middle_on": pl.Date(), "late_on": pl.Date()}
_SAID = {"reached_on": pl.Date(), **_RANGE, "verdict": pl.String(), "state": pl.String()}
_OUTCOMES = ("settled", "held", "earlier", "later", "overdue", "still_open")
_VERDICTS = ("reached", "on_time", "at_risk", "late", "never", "unsaid")

_BY_PROVINCE = Question(
    "forecast/by_province.sql",
    columns={
        "province_code": pl.String(),
        **_NAMES,
        **_COUNTS,
        "target": pl.Float64(),
        "due_on": pl.Date(),
        **_PACES,
        **_SAID,
    },
)

_BY_MODULE = Question(
    "forecast/by_module.sql",
    columns={
        "module_code": pl.String(),
        "title_vi": pl.String(),
        "title_en": pl.String(),
        "target": pl.Float64(),
        "basis": pl.String(),
        "owner": pl.String(),
        "set_on": pl.Date(),
        "due_on": pl.Date(),
        "due_basis": pl.String(),
        "due_owner": pl.String(),
        "due_set_on": pl.Date(),
        **_COUNTS,
        **_PACES,
        **_SAID,
        **{f"provinces_{verdict}": pl.Int64() for verdict in _VERDICTS},
    },
)

_BACKTEST = Question(
    "forecast/backtest.sql",
    columns={
        "made_on": pl.Date(),
        "province_code": pl.String(),
        **_NAMES,
        "share": pl.Float64(),
        "target": pl.Float64(),
        **_RANGE,
        "happened_on": pl.Date(),
        "outcome": pl.String(),
        "missed_days": pl.Int64(),
    },
)

_BACKTEST_SUMMARY = Question(
    "forecast/backtest_summary.sql",
    columns={
        "module_code": pl.String(),
        "made_on": pl.Date(),
        "forecasts": pl.Int64(),
        **dict.fromkeys(_OUTCOMES, pl.Int64()),
        "held_share": pl.Float64(),
        "unrefuted_share": pl.Float64(),
        "missed_days": pl.Float64(),
    },
)


def by_province(store: Store, *, audience: str, cohort_code: str, module_code: str) -> pl.DataFrame:
    """Every province's day of reaching the target as a range, against the deadline; dates null unless state says so."""
    return _BY_PROVINCE.ask(store, audience=audience, cohort_code=cohort_code, module_code=module_code)


def by_module(store: Store, *, audience: str, cohort_code: str) -> pl.DataFrame:
    """Every module of the cohort, then all of them: target, deadline, who set them, and the country's forecast."""
    return _BY_MODULE.ask(store, audience=audience, cohort_code=cohort_code)


def backtest(store: Store, *, audience: str, cohort_code: str, module_code: str) -> pl.DataFrame:
    """One row per earlier date and province with a forecast then, beside what came of it by the snapshot's date."""
    return _BACKTEST.ask(store, audience=audience, cohort_code=cohort_code, module_code=module_code)


def backtest_summary(store: Store, *, audience: str, cohort_code: str) -> pl.DataFrame:
    """How many earlier forecasts held, by module and date made; made_on null: all dates, 'single': all modules."""
    return _BACKTEST_SUMMARY.ask(store, audience=audience, cohort_code=cohort_code)
