"""Grid: an answer of the explorer made whole: every cell has a state, every total is there or says why it is not."""

from typing import Any

import polars as pl

from data import divisions
from data.store import Store
from queries import catalogue
from queries.explorer.facts import AREAS, Fact

_KEYS = ["row_key", "column_key"]
_PLACES = {"province": "province_code", "region": "region_code", "university": "university_code"}

# What stands in `refused` where nothing is answered because people may have declared several wishes.
WISH = "wish"


def places(store: Store) -> pl.DataFrame:
    """Every province of the division shown: its code, region, university, and whether the viewer may see its counts."""
    known = catalogue.provinces(store).select(_PLACES.values())
    scope = store.scope.provinces
    own = known["province_code"] if scope is None else _wholly_own(store, scope)
    return known.with_columns(is_seen=pl.col("province_code").is_in(list(own)))


def _wholly_own(store: Store, scope: frozenset[str]) -> frozenset[str]:
    return divisions.wholly_within(scope, store.snapshot.vintage, store.division)


def filled(counted: pl.DataFrame, known: pl.DataFrame, *, fact: Fact, asked: dict[str, Any]) -> pl.DataFrame:
    """Rows × columns of the answer, totals last, each with `state` and, where a total is not given, `refused`.

    state: value, nobody (counted, and nobody is there), no_data, no_step (the role does not have it), withheld,
    not_added. refused: the dimension that forbids the total, or ``wish``.
    """
    down, across = asked["down"], asked["across"]
    there = _within(known, asked)
    rows = _axis(counted, "row_key", there, dim=down, has_total=True)
    columns = _axis(counted, "column_key", there, dim=across, has_total=bool(across))
    whole = rows.join(columns, how="cross", maintain_order="left_right").join(
        counted.drop("is_row_total", "is_column_total"),
        on=_KEYS,
        how="left",
        nulls_equal=True,
        maintain_order="left",
    )
    totals = pl.col("row_key").is_null(), pl.col("column_key").is_null()
    is_settled = fact.is_settled((down, across), asked.get("module_code", "all"))
    refused = pl.when(not is_settled).then(pl.lit(WISH)).otherwise(_refusing(fact, totals, down, across))
    told = whole.with_columns(is_row_total=totals[0], is_column_total=totals[1], refused=refused)
    return told.with_columns(state=_state(fact)).select(
        *_KEYS, "is_row_total", "is_column_total", "part", "whole", "share", "state", "refused"
    )


def _within(known: pl.DataFrame, asked: dict[str, Any]) -> pl.DataFrame:
    """The provinces that the filters leave; a filter along an axis does not filter, as in the SQL."""
    axes = (asked["down"], asked["across"])
    if asked["province_code"] and "province" not in axes:
        known = known.filter(pl.col("province_code") == asked["province_code"])
    if asked["within"] != "all" and not set(AREAS) & set(axes):
        is_there = [(pl.col(_PLACES[area]) == asked["within"]).fill_null(False) for area in AREAS]
        known = known.filter(pl.any_horizontal(is_there))
    return known


def _axis(counted: pl.DataFrame, key: str, there: pl.DataFrame, *, dim: str, has_total: bool) -> pl.DataFrame:
    """The keys along an axis in their order, the total (null) last, and whether the viewer may see them."""
    seen = key.replace("key", "is_seen")
    if dim in _PLACES:
        found = there.group_by(pl.col(_PLACES[dim]).alias(key)).agg(pl.col("is_seen").any().alias(seen))
    else:
        found = counted.select(pl.col(key)).unique().with_columns(pl.lit(True).alias(seen))
    if not dim:
        found = pl.DataFrame({key: [""], seen: [True]})
    listed = found.filter(pl.col(key).is_not_null()).sort(key)
    total = pl.DataFrame({key: [None], seen: [True]}, schema=listed.schema)
    return pl.concat([listed, total]) if has_total else listed


def _refusing(fact: Fact, totals: tuple[pl.Expr, pl.Expr], down: str, across: str) -> pl.Expr:
    """The dimension that must not be added up and here would be."""
    of_rows, of_columns = (pl.lit(dim if dim in fact.apart else None, dtype=pl.String) for dim in (down, across))
    return pl.when(totals[0] & of_rows.is_not_null()).then(of_rows).when(totals[1]).then(of_columns)


def _state(fact: Fact) -> pl.Expr:
    has_step = pl.lit(fact.cube != "training")
    return (
        pl.when(pl.col("refused").is_not_null())
        .then(pl.lit("not_added"))
        .when(~(pl.col("row_is_seen") & pl.col("column_is_seen")))
        .then(pl.lit("withheld"))
        .when(pl.col("whole") == 0)
        .then(pl.lit("nobody"))
        .when(pl.col("part").is_not_null())
        .then(pl.lit("value"))
        .when(pl.col("whole").is_null() | has_step)
        .then(pl.lit("no_data"))
        .otherwise(pl.lit("no_step"))
    )
