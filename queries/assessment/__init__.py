"""Assessment against the standards: tables A.1.1 and A.1.2, criteria, provinces."""

import polars as pl

from data.store import Store
from queries.runner import Question

_COMPLETION_TABLE = Question(
    "assessment/completion_table.sql",
    columns={
        "block_no": pl.Int64(),
        "row_no": pl.Int64(),
        "level": pl.String(),
        "people": pl.String(),
        "accounts": pl.Int64(),
        "completed": pl.Int64(),
        "completed_share": pl.Float64(),
    },
)

_LEVELS_TABLE = Question(
    "assessment/levels_table.sql",
    columns={
        "block_no": pl.Int64(),
        "row_no": pl.Int64(),
        "level": pl.String(),
        "people": pl.String(),
        "completed": pl.Int64(),
        "chua_dat": pl.Int64(),
        "dat": pl.Int64(),
        "kha": pl.Int64(),
        "tot": pl.Int64(),
        "chua_dat_share": pl.Float64(),
        "dat_share": pl.Float64(),
        "kha_share": pl.Float64(),
        "tot_share": pl.Float64(),
    },
)

_BY_CRITERION = Question(
    "assessment/by_criterion.sql",
    columns={
        "framework_code": pl.String(),
        "criterion_no": pl.Int64(),
        "standard_no": pl.Int64(),
        "standard_vi": pl.String(),
        "standard_en": pl.String(),
        "name_vi": pl.String(),
        "name_en": pl.String(),
        "rated": pl.Int64(),
        "chua_dat": pl.Int64(),
        "dat": pl.Int64(),
        "kha": pl.Int64(),
        "tot": pl.Int64(),
        "chua_dat_share": pl.Float64(),
        "dat_share": pl.Float64(),
        "kha_share": pl.Float64(),
        "tot_share": pl.Float64(),
    },
)

_BY_PROVINCE = Question(
    "assessment/by_province.sql",
    columns={
        "province_code": pl.String(),
        "name_vi": pl.String(),
        "name_en": pl.String(),
        "region_code": pl.String(),
        "accounts": pl.Int64(),
        "completed": pl.Int64(),
        "completed_share": pl.Float64(),
        "chua_dat": pl.Int64(),
        "dat": pl.Int64(),
        "kha": pl.Int64(),
        "tot": pl.Int64(),
        "chua_dat_share": pl.Float64(),
        "dat_share": pl.Float64(),
        "kha_share": pl.Float64(),
        "tot_share": pl.Float64(),
        "state": pl.String(),
    },
)


def completion_table(
    store: Store, *, report_year: int, audience: str, province_code: str | None = None
) -> pl.DataFrame:
    """Table A.1.1: 20 rows in the report's order; null where no source gives the count."""
    return _COMPLETION_TABLE.ask(store, report_year=report_year, audience=audience, province_code=province_code)


def levels_table(store: Store, *, report_year: int, audience: str, province_code: str | None = None) -> pl.DataFrame:
    """Table A.1.2: 20 rows in the report's order, ratings from Chưa đạt up; shares are over the completed."""
    return _LEVELS_TABLE.ask(store, report_year=report_year, audience=audience, province_code=province_code)


def by_criterion(
    store: Store,
    *,
    report_year: int,
    audience: str,
    level: str = "all",
    people: str = "total",
    rater: str = "self",
    province_code: str | None = None,
) -> pl.DataFrame:
    """Every criterion in force in the year: ratings by one kind of rater; null where there are none."""
    return _BY_CRITERION.ask(
        store,
        report_year=report_year,
        audience=audience,
        level=level,
        people=people,
        rater=rater,
        province_code=province_code,
    )


def by_province(
    store: Store, *, report_year: int, audience: str, level: str = "all", people: str = "total"
) -> pl.DataFrame:
    """Every province: accounts, completed and ratings; shares null unless state is 'value'."""
    return _BY_PROVINCE.ask(store, report_year=report_year, audience=audience, level=level, people=people)
