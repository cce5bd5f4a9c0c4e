"""Marks by criterion, in pairs and in shape: of a level core and mass together or neither, and all criteria alike."""

from pathlib import Path

import duckdb
import polars as pl

from data.schema import MARKS
from data.smallgroups import groups
from data.smallgroups.dense import Dense

_FEW_PAIRS = Path(__file__).with_name("few_pairs.sql").read_text(encoding="utf-8")
_PLACE = "province_code, report_year, framework_code, level"


def withhold(connection: duckdb.DuckDBPyConnection, *, smallest: int) -> int:
    """Leave of the three cubes of marks what tells of nobody few; how many rows are gone."""
    return _criteria(connection, smallest) + _pairs(connection, smallest) + _shapes(connection, smallest)


def _criteria(connection: duckdb.DuckDBPyConnection, smallest: int) -> int:
    """By group: whoever is few in one criterion, of core or of mass, is told in none."""
    rows = connection.sql(
        f"select {_PLACE}, rater, role || criterion_no as line, people, {' + '.join(MARKS)} as size"  # noqa: S608
        " from criterion_standing where chua_dat is not null"
    ).pl()
    if rows.is_empty():
        return 0
    dense = Dense.of(rows, line="line")
    bad = groups.judged(groups.is_small(groups.derived(dense.sizes), smallest)).any(axis=1)
    hidden = bad[:, : groups.KINDS] | bad[:, :1]
    hidden[:, groups.MINORITY] |= bad[:, -1]
    people = groups.of_people(hidden)[:, None]
    where = dense.where(people & ~(dense.sizes != dense.sizes).all(axis=1, keepdims=True), "line")
    gone = where.select(*dense.keys.columns, "people").unique()
    return _without(connection, "criterion_standing", f"{_PLACE}, rater, people", gone)


def _pairs(connection: duckdb.DuckDBPyConnection, smallest: int) -> int:
    """Pairs of marks, and those who have but one of the two, as the criteria or the overall marks tell them."""
    gone = connection.sql(_FEW_PAIRS, params={"smallest": smallest}).pl()
    return _without(connection, "mark_pair", _PLACE, gone)


def _shapes(connection: duckdb.DuckDBPyConnection, smallest: int) -> int:
    gone = connection.sql(
        f"select distinct {_PLACE}, rater from mark_shape"  # noqa: S608 - names of the schema
        " where learners between 1 and $smallest - 1",
        params={"smallest": smallest},
    ).pl()
    return _without(connection, "mark_shape", f"{_PLACE}, rater", gone)


def _without(connection: duckdb.DuckDBPyConnection, table: str, key: str, gone: pl.DataFrame) -> int:
    connection.register("gone_row", gone)
    connection.execute(f"delete from {table} where ({key}) in (select ({key}) from gone_row)")  # noqa: S608 - own names
    count = connection.fetchone()[0]
    connection.unregister("gone_row")
    return count
