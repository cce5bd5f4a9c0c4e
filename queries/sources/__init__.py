"""Where the figures come from: what was owed and came, what was published, who counts otherwise."""

import polars as pl

from data.store import Store
from queries.runner import Question

_SUBMISSIONS = Question(
    "sources/submissions.sql",
    columns={
        "province_code": pl.String(),
        "name_vi": pl.String(),
        "name_en": pl.String(),
        "assessment_due_on": pl.Date(),
        "assessment_received_on": pl.Date(),
        "training_due_on": pl.Date(),
        "training_received_on": pl.Date(),
        "satisfaction_due_on": pl.Date(),
        "satisfaction_received_on": pl.Date(),
        "temis_report_due_on": pl.Date(),
        "temis_report_published_on": pl.Date(),
        "platform": pl.String(),
    },
)

_CLAIMS = Question(
    "sources/claims.sql",
    columns={
        "figure_id": pl.String(),
        "description_vi": pl.String(),
        "description_en": pl.String(),
        "value": pl.String(),
        "unit_vi": pl.String(),
        "unit_en": pl.String(),
        "as_of_vi": pl.String(),
        "as_of_en": pl.String(),
        "scope_vi": pl.String(),
        "scope_en": pl.String(),
        "source_vi": pl.String(),
        "source_en": pl.String(),
        "note_vi": pl.String(),
        "note_en": pl.String(),
    },
)

_STAFF_TOTALS = Question(
    "sources/staff_totals.sql",
    columns={
        "level": pl.String(),
        "teachers": pl.Int64(),
        "teachers_female": pl.Int64(),
    },
)


def submissions(store: Store, *, report_year: int) -> pl.DataFrame:
    """Every province: due and received dates of its data sets, its published report, its LMS (null: none)."""
    return _SUBMISSIONS.ask(store, report_year=report_year)


def claims(store: Store) -> pl.DataFrame:
    """Published figures in both languages, contradictions and all; ``value`` is text: a number, several, or a date."""
    return _CLAIMS.ask(store)


def staff_totals(store: Store) -> pl.DataFrame:
    """Teachers in post by the statistics office: all, then the three levels."""
    return _STAFF_TOTALS.ask(store)
