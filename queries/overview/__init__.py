"""The country and its provinces on the measures of measures.toml, now and at earlier snapshots."""

import polars as pl

from data.store import Store
from queries.runner import Question

_NATIONAL = Question(
    "overview/national.sql",
    columns={
        "measure": pl.String(),
        "part": pl.Int64(),
        "whole": pl.Int64(),
        "share": pl.Float64(),
        "units_with_data": pl.Int64(),
        "units": pl.Int64(),
        "previous_as_of": pl.Date(),
        "previous_part": pl.Int64(),
        "previous_whole": pl.Int64(),
        "previous_share": pl.Float64(),
    },
)

_BY_PROVINCE = Question(
    "overview/by_province.sql",
    columns={
        "province_code": pl.String(),
        "name_vi": pl.String(),
        "name_en": pl.String(),
        "region_code": pl.String(),
        "part": pl.Int64(),
        "whole": pl.Int64(),
        "share": pl.Float64(),
        "previous_share": pl.Float64(),
        "state": pl.String(),
    },
)

_OVER_TIME = Question(
    "overview/over_time.sql",
    columns={
        "snapshot_id": pl.String(),
        "as_of": pl.Date(),
        "part": pl.Int64(),
        "whole": pl.Int64(),
        "share": pl.Float64(),
        "units_with_data": pl.Int64(),
    },
)


def national(store: Store, *, audience: str, cohort_code: str, report_year: int, question_code: str) -> pl.DataFrame:
    """One row a measure, in order: part, whole and share of the country, now and one snapshot before."""
    return _NATIONAL.ask(
        store, audience=audience, cohort_code=cohort_code, report_year=report_year, question_code=question_code
    )


def by_province(
    store: Store,
    *,
    measure: str,
    audience: str,
    cohort_code: str,
    module_code: str,
    question_code: str,
    report_year: int,
    level: str,
) -> pl.DataFrame:
    """One measure in every province; share null unless state is 'value'."""
    return _BY_PROVINCE.ask(
        store,
        measure=measure,
        audience=audience,
        cohort_code=cohort_code,
        module_code=module_code,
        question_code=question_code,
        report_year=report_year,
        level=level,
    )


def over_time(
    store: Store,
    *,
    measure: str,
    audience: str,
    cohort_code: str,
    module_code: str,
    question_code: str,
    report_year: int,
    level: str,
    province_code: str | None = None,
) -> pl.DataFrame:
    """One measure at every snapshot of the series up to this one; null where a snapshot has no answer."""
    return _OVER_TIME.ask(
        store,
        measure=measure,
        audience=audience,
        cohort_code=cohort_code,
        module_code=module_code,
        question_code=question_code,
        report_year=report_year,
        level=level,
        province_code=province_code,
    )
