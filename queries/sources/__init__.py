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
        "description": pl.String(),
        "value": pl.String(),
        "unit": pl.String(),
        "as_of": pl.String(),
        "scope": pl.String(),
        "source": pl.String(),
        "note": pl.String(),
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
    """Published figures as printed, contradictions and all."""
    return _CLAIMS.ask(store)


def staff_totals(store: Store) -> pl.DataFrame:
    """Teachers in post by the statistics office: all, then the three levels."""
    return _STAFF_TOTALS.ask(store)
