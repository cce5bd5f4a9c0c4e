"""What the public edition withholds, so that no small group can be read off or found by subtraction.

**The criterion.** A small group is one of 1 to ``smallest`` - 1 people: printed, or found from what is printed by
subtraction: men, the majority, women of the majority, men of a minority, men of the majority, those outside
disadvantaged areas; those who have not completed, or not begun; the dissatisfied; who did not wish for a thing.
For every small group there is a *witness*: another table that agrees with everything the edition prints and in which
the group has ``smallest`` people or more. So no small group can be computed, and none can be told to be small
from the tables.
What is known of tables in general is part of "agrees": whole, non-negative counts; levels, ratings, provinces and
districts add up; the groups cross and contain each other; a 0 is printed unless its row is withheld whole, so that
what is withheld is not 0. A witness is made of moves (``shapes``): people carried to another level, rating or group,
and back again in other provinces or in the country's line.

**What is withheld.** Every count of 1 to ``smallest`` - 1; with small accounts the whole row, with a small completed
its ratings; then the partners, cell by cell, those that cost a reader least (``settle``). 0 is printed. Shares and
changes are made of printed counts alone, so they say nothing more; since no sum binds two years, each year is settled
by itself, and equal counts are withheld alike in whichever year's report they stand. Accounts of provinces that
nothing has come from are in no sum of the country.

**Its limits.** One snapshot in one division of the country: a later snapshot of counts that changed a little, or the
same one in the other division, is another edition beside this one. A group all of whose people have one rating is
shown with it. That a partner was chosen because something is small is not held against the edition.
"""

import threading
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import polars as pl

from data import divisions
from data.access import Scope
from data.schema import ALL
from data.snapshot import Snapshot
from data.store import open_store
from data.withholding import cubes, standing

_COUNTED = ("standing", "criteria", "wishes", "satisfaction")


def masks(snapshot: Snapshot, *, division: int, smallest: int) -> Mapping[str, Callable[[], pl.DataFrame]]:
    """By cube, what settles its mask; nothing is read before one is called."""
    lock = threading.RLock()

    @cache
    def counted() -> dict[str, pl.DataFrame]:
        return _read(snapshot, division)

    @cache
    def of_standing() -> pl.DataFrame:
        return standing.mask(counted()["standing"], smallest=smallest)

    @cache
    def of_criteria() -> pl.DataFrame:
        return cubes.criteria(counted()["criteria"], _totals(counted()["standing"], of_standing()), smallest=smallest)

    def once(settle: Callable[[], pl.DataFrame]) -> Callable[[], pl.DataFrame]:
        def settled() -> pl.DataFrame:
            with lock:
                return settle()

        return settled

    return {
        "standing": once(of_standing),
        "criterion_standing": once(of_criteria),
        "need_count": once(
            lambda: cubes.wishes(counted()["wishes"], counted()["criteria"], of_criteria(), smallest=smallest)
        ),
        "satisfaction": once(lambda: cubes.satisfaction(counted()["satisfaction"], smallest=smallest)),
        "unit_standing": once(
            lambda: cubes.districts(_of_districts(snapshot, division), of_standing(), smallest=smallest)
        ),
    }


def _read(snapshot: Snapshot, division: int) -> dict[str, pl.DataFrame]:
    store = open_store(snapshot, Scope.everything(), division=division)
    try:
        with store.cursor() as cursor:
            return {name: cursor.sql(_sql(name)).pl() for name in _COUNTED}
    finally:
        store.close()


@cache
def _sql(name: str) -> str:
    return Path(__file__).with_name(f"{name}.sql").read_text(encoding="utf-8")


def _of_districts(snapshot: Snapshot, division: int) -> pl.DataFrame:
    """Accounts and completed of every district of the country, under the units of the division."""
    keys = ("report_year", "audience", "province_code", "district_code")
    files = snapshot.files("unit_standing")
    schema = dict.fromkeys(keys, pl.String) | {"report_year": pl.Int64, "accounts": pl.Int64, "completed": pl.Int64}
    if not files:
        return pl.DataFrame(schema=schema)
    unit_of = dict(divisions.carrying(snapshot.vintage, division))
    rows = pl.scan_parquet(files, hive_partitioning=False).filter(pl.col("province_code").is_in(list(unit_of)))
    return (
        rows.with_columns(pl.col("province_code").replace_strict(unit_of))
        .group_by(keys)
        .agg(pl.col("accounts", "completed").sum())
        .cast(schema)
        .collect()
    )


def _totals(counted: pl.DataFrame, mask: pl.DataFrame) -> pl.DataFrame:
    """Accounts and completed of everybody in every place, and whether each is shown."""
    keys, counts = ["report_year", "audience", "province_code"], ["accounts", "completed"]
    told, hidden = (each.filter(level=ALL, people="total").select(*keys, *counts) for each in (counted, mask))
    joined = told.join(hidden, on=keys, suffix="_is_withheld")
    return joined.select(
        *keys, *counts, *((~pl.col(f"{name}_is_withheld")).alias(f"{name}_is_shown") for name in counts)
    )
