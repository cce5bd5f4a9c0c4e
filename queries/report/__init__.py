"""What a TEMIS report prints beyond what the screens ask: whole rows, the year before, places, districts, wishes."""

import polars as pl

from data.schema import MARKS
from data.store import Store
from queries.runner import Question

_STANDING = Question(
    "report/standing.sql",
    columns={
        "block_no": pl.Int64(),
        "row_no": pl.Int64(),
        "level": pl.String(),
        "people": pl.String(),
        "accounts": pl.Int64(),
        "completed": pl.Int64(),
        "chua_dat": pl.Int64(),
        "dat": pl.Int64(),
        "kha": pl.Int64(),
        "tot": pl.Int64(),
        **{f"{mark}_over": pl.Int64() for mark in MARKS},
    },
)

_EARLIER = Question(
    "report/earlier.sql",
    columns={
        "provinces": pl.Int64(),
        "previous_provinces": pl.Int64(),
        "has_same_provinces": pl.Boolean(),
        "has_same_standard": pl.Boolean(),
    },
)

_PLACES = Question(
    "report/places.sql",
    columns={
        "province_code": pl.String(),
        "name_vi": pl.String(),
        "name_en": pl.String(),
        "is_city": pl.Boolean(),
    },
)

_BY_DISTRICT = Question(
    "report/by_district.sql",
    columns={
        "district_code": pl.String(),
        "name_vi": pl.String(),
        "teacher_accounts": pl.Int64(),
        "teacher_completed": pl.Int64(),
        "teacher_share": pl.Float64(),
        "manager_accounts": pl.Int64(),
        "manager_completed": pl.Int64(),
        "manager_share": pl.Float64(),
    },
)

_WISHES = Question(
    "report/wishes.sql",
    columns={
        "kind": pl.String(),
        "module_code": pl.String(),
        "criterion_no": pl.Int64(),
        "number": pl.Int64(),
        "name_vi": pl.String(),
        "name_en": pl.String(),
        "wished": pl.Int64(),
        "self_done": pl.Int64(),
    },
)


def standing(store: Store, *, report_year: int, audience: str, province_code: str | None = None) -> pl.DataFrame:
    """The 20 rows of tables A.1.1 and A.1.2 as counts: 0 for a group of nobody, null where no source gives it.

    ``<mark>_over`` is what the rating's share is over: the completed of those whose source gives the rating.
    """
    return _STANDING.ask(store, report_year=report_year, audience=audience, province_code=province_code)


def earlier(store: Store, *, report_year: int, audience: str, province_code: str | None = None) -> pl.DataFrame:
    """One row: whether the year and the one before count the same provinces by the same standard."""
    return _EARLIER.ask(store, report_year=report_year, audience=audience, province_code=province_code)


def places(store: Store, *, province_code: str | None = None) -> pl.DataFrame:
    """Names of the provinces within the scope, or of one of them, and whether each is a city."""
    return _PLACES.ask(store, province_code=province_code)


def by_district(store: Store, *, province_code: str, report_year: int) -> pl.DataFrame:
    """Every district: teachers and managers with an account and those who completed; of a store with units."""
    return _BY_DISTRICT.ask(store, province_code=province_code, report_year=report_year)


def wishes(store: Store, *, report_year: int, audience: str, province_code: str | None = None) -> pl.DataFrame:
    """Every criterion and every module: people who wish to be trained in it, null where no wish has come."""
    return _WISHES.ask(store, report_year=report_year, audience=audience, province_code=province_code)
