"""Counts of a snapshot beside what an edition withholds of them, cell by cell."""

import polars as pl

from data.edition import Edition
from data.store import Store
from tests.data.attack_standing import COUNTS, GROUPS, LEVELS, Cell

ALL_LEVELS = ("all", *LEVELS)


def standing(store: Store, *, report_year: int, audience: str) -> dict[Cell, int]:
    """Every count of every province that says who completed, and the country's sums; 0 where there is no row."""
    told = _ask(
        store,
        "select province_code, level, people, sum(accounts) as accounts, sum(completed) as completed,"
        " sum(chua_dat) as chua_dat, sum(dat) as dat, sum(kha) as kha, sum(tot) as tot from standing"
        " where role = 'all' and completed is not null and report_year = $year and audience = $audience group by all",
        year=report_year,
        audience=audience,
    )
    counts: dict[Cell, int] = {}
    for place in ("", *sorted(set(told["province_code"]))):
        counts |= {(place, level, people, count): 0 for level in ALL_LEVELS for people in GROUPS for count in COUNTS}
    for row in told.to_dicts():
        for count in COUNTS:
            counts[row["province_code"], row["level"], row["people"], count] = int(row[count])
            counts["", row["level"], row["people"], count] += int(row[count])
    return counts


def of_standing(edition: Edition, *, report_year: int, audience: str) -> set[Cell]:
    """The cells that the edition withholds."""
    mask = edition.mask("standing").filter(report_year=report_year, audience=audience)
    return {
        (row["province_code"], row["level"], row["people"], count)
        for row in mask.to_dicts()
        for count in COUNTS
        if row[count]
    }


def _ask(store: Store, sql: str, **values: object) -> pl.DataFrame:
    with store.cursor() as cursor:
        return cursor.sql(sql, params=values).pl()
