"""Like with like: the provinces most like one of them, and where it stands among these."""

import polars as pl

from data.store import Store
from queries.runner import Question

_NEAREST = Question(
    "peers/nearest.sql",
    columns={
        "province_code": pl.String(),
        "name_vi": pl.String(),
        "name_en": pl.String(),
        "size": pl.Int64(),
        "size_basis": pl.String(),
        "accounts": pl.Int64(),
        "disadvantaged": pl.Int64(),
        "disadvantaged_share": pl.Float64(),
        "since_on": pl.Date(),
        "is_own": pl.Boolean(),
        "distance": pl.Float64(),
        "place": pl.Int64(),
        "is_peer": pl.Boolean(),
    },
)

_COMPARED = Question(
    "peers/compared.sql",
    columns={
        "measure": pl.String(),
        "part": pl.Int64(),
        "whole": pl.Int64(),
        "share": pl.Float64(),
        "own_state": pl.String(),
        "peers_known": pl.Int64(),
        "low_share": pl.Float64(),
        "median_share": pl.Float64(),
        "high_share": pl.Float64(),
        "place": pl.Int64(),
        "country_part": pl.Int64(),
        "country_whole": pl.Int64(),
        "country_share": pl.Float64(),
        "provinces_known": pl.Int64(),
    },
)


def nearest(
    store: Store, *, province_code: str, audience: str, report_year: int, nearest: int, alike: str
) -> pl.DataFrame:
    """Every province with its traits and how far it is from the one asked for; the ``nearest`` so many are peers."""
    return _NEAREST.ask(
        store,
        province_code=province_code,
        audience=audience,
        report_year=report_year,
        nearest=nearest,
        alike=alike,
    )


def compared(
    store: Store,
    *,
    province_code: str,
    peers: str,
    audience: str,
    cohort_code: str,
    module_code: str,
    question_code: str,
    report_year: int,
) -> pl.DataFrame:
    """Every measure: the province's rate, its peers' median and range, its place among them, the country's rate."""
    return _COMPARED.ask(
        store,
        province_code=province_code,
        peers=peers,
        audience=audience,
        cohort_code=cohort_code,
        module_code=module_code,
        question_code=question_code,
        report_year=report_year,
    )
