"""The country and its provinces on the measures of measures.toml, now and at earlier snapshots."""

import polars as pl

from data.store import Store
from queries.runner import Question

_NAMES = {"name_vi": pl.String(), "name_en": pl.String()}
_PROVINCE = {"province_code": pl.String(), **_NAMES, "region_code": pl.String()}
_COUNTS = {"part": pl.Int64(), "whole": pl.Int64()}
_SHARE = {**_COUNTS, "share": pl.Float64()}
_UNITS = {"units": pl.Int64(), "units_known": pl.Int64()}

_NATIONAL = Question(
    "overview/national.sql",
    columns={
        "measure": pl.String(),
        **_SHARE,
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
        **_PROVINCE,
        **_SHARE,
        "previous_share": pl.Float64(),
        "state": pl.String(),
        **_UNITS,
    },
)

_OVER_TIME = Question(
    "overview/over_time.sql",
    columns={
        "snapshot_id": pl.String(),
        "as_of": pl.Date(),
        **_SHARE,
        "units_with_data": pl.Int64(),
    },
)


_BY_PROVINCE_OVER_TIME = Question(
    "overview/by_province_over_time.sql",
    columns={
        "snapshot_id": pl.String(),
        "as_of": pl.Date(),
        **_PROVINCE,
        **_SHARE,
        **_UNITS,
        "state": pl.String(),
    },
)

_BY_AREA = Question(
    "overview/by_area.sql",
    columns={
        "area_code": pl.String(),
        **_NAMES,
        "provinces": pl.Int64(),
        "provinces_known": pl.Int64(),
        **_SHARE,
        "state": pl.String(),
    },
)

_BOUNDS = Question(
    "overview/bounds.sql",
    columns={
        "province_code": pl.String(),
        **_NAMES,
        **_COUNTS,
        "base": pl.Int64(),
        "missing": pl.Int64(),
        "low_share": pl.Float64(),
        "high_share": pl.Float64(),
        "state": pl.String(),
    },
)

_FACTS = Question(
    "overview/facts.sql",
    columns={
        **_PROVINCE,
        "university_code": pl.String(),
        "university_basis": pl.String(),
        "platform": pl.String(),
        "platform_state": pl.String(),
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
    people: str = "total",
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
        people=people,
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
    people: str = "total",
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
        people=people,
        province_code=province_code,
    )


def by_province_over_time(
    store: Store,
    *,
    measure: str,
    audience: str,
    cohort_code: str,
    module_code: str,
    question_code: str,
    report_year: int,
    level: str,
    people: str = "total",
) -> pl.DataFrame:
    """One measure in every province at every snapshot of the series up to this one, with the state of that date."""
    return _BY_PROVINCE_OVER_TIME.ask(
        store,
        measure=measure,
        audience=audience,
        cohort_code=cohort_code,
        module_code=module_code,
        question_code=question_code,
        report_year=report_year,
        level=level,
        people=people,
    )


def by_area(
    store: Store,
    *,
    area: str,
    measure: str,
    audience: str,
    cohort_code: str,
    module_code: str,
    question_code: str,
    report_year: int,
    level: str,
    people: str = "total",
) -> pl.DataFrame:
    """One measure in every region, or university with its provinces (``area``: region or university); 63 alone."""
    return _BY_AREA.ask(
        store,
        area=area,
        measure=measure,
        audience=audience,
        cohort_code=cohort_code,
        module_code=module_code,
        question_code=question_code,
        report_year=report_year,
        level=level,
        people=people,
    )


def bounds(
    store: Store,
    *,
    measure: str,
    audience: str,
    cohort_code: str,
    module_code: str,
    question_code: str,
    report_year: int,
    level: str,
    people: str = "total",
) -> pl.DataFrame:
    """Every province's share had all the missing said no (low) or yes (high); null where their number is unknown."""
    return _BOUNDS.ask(
        store,
        measure=measure,
        audience=audience,
        cohort_code=cohort_code,
        module_code=module_code,
        question_code=question_code,
        report_year=report_year,
        level=level,
        people=people,
    )


def facts(store: Store) -> pl.DataFrame:
    """Every province: region, university with how sure it is, LMS platform, and why there is none (platform_state)."""
    return _FACTS.ask(store)
