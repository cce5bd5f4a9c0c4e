"""Delivery: when courses were held, and how the activity on the LMS is spread over a training year."""

import polars as pl

from data.store import Store
from queries.runner import Question

_COURSES = Question(
    "delivery/courses.sql",
    columns={
        "cohort_code": pl.String(),
        "role": pl.String(),
        "intake": pl.Int64(),
        "name_vi": pl.String(),
        "name_en": pl.String(),
        "module_code": pl.String(),
        "number": pl.Int64(),
        "starts_on": pl.Date(),
        "ends_on": pl.Date(),
        "pattern": pl.String(),
        "online_before_days": pl.Int64(),
        "face_days": pl.Int64(),
        "online_after_days": pl.Int64(),
        "basis": pl.String(),
    },
)

_DEADLINES = Question(
    "delivery/deadlines.sql",
    columns={"due_on": pl.Date(), "kind": pl.String(), "name": pl.String(), "units": pl.Int64()},
)

_BY_DAY = Question(
    "delivery/by_day.sql",
    columns={"day_on": pl.Date(), "active_learners": pl.Int64(), "provinces_with_data": pl.Int64()},
)

_BY_MONTH = Question(
    "delivery/by_month.sql",
    columns={"month_on": pl.Date(), "calendar_days": pl.Int64(), "learner_days": pl.Int64(), "share": pl.Float64()},
)

_BY_PROVINCE = Question(
    "delivery/by_province.sql",
    columns={
        "province_code": pl.String(),
        "name_vi": pl.String(),
        "name_en": pl.String(),
        "region_code": pl.String(),
        "weeks": pl.Int64(),
        "learner_days": pl.Int64(),
        "year_end": pl.Int64(),
        "year_end_share": pl.Float64(),
        "school_end": pl.Int64(),
        "school_end_share": pl.Float64(),
        "busiest": pl.Int64(),
        "busiest_share": pl.Float64(),
        "state": pl.String(),
    },
)


def courses(store: Store, *, audience: str) -> pl.DataFrame:
    """One row per course of an audience's cohorts: first and last day, days of each kind, and how sure that is."""
    return _COURSES.ask(store, audience=audience)


def deadlines(store: Store, *, report_year: int) -> pl.DataFrame:
    """Days by which something is owed within the training year, in their order."""
    return _DEADLINES.ask(store, report_year=report_year)


def by_day(store: Store, *, role: str, report_year: int, province_code: str | None = None) -> pl.DataFrame:
    """Every day of the training year with the learners active on it; null where nobody was told of."""
    return _BY_DAY.ask(store, role=role, report_year=report_year, province_code=province_code)


def by_month(store: Store, *, role: str, report_year: int, province_code: str | None = None) -> pl.DataFrame:
    """The twelve months with their learner-days and share of the year's; days are null in months not begun."""
    return _BY_MONTH.ask(store, role=role, report_year=report_year, province_code=province_code)


def by_province(store: Store, *, role: str, report_year: int) -> pl.DataFrame:
    """Every province with how much of its year falls into its ends and into its eight busiest weeks."""
    return _BY_PROVINCE.ask(store, role=role, report_year=report_year)
