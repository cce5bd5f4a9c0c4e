"""Subjects of few people become one, group by group, so that every sum over subjects stays what it was."""

import duckdb
import numpy as np
import polars as pl

from data.schema import TABLES
from data.smallgroups import groups
from data.smallgroups.dense import Dense
from data.smallgroups.table import Table, settle

OTHER = "other"  # the subjects of few people, together
_KEY = ("province_code", "cohort_code", "module_code", "level")
_SUMMED = [column.name for column in TABLES["training"].columns if not column.is_key]
_SCORES = ("scored", "score_sum")


def merge(connection: duckdb.DuckDBPyConnection, *, smallest: int) -> int:
    """Make small subjects of ``training`` one, and tell no scores of few people; how many rows that concerns."""
    rows = connection.sql(f"select {', '.join(_KEY)}, subject, people, enrolments as size from training").pl()  # noqa: S608
    if rows.is_empty():
        return 0
    dense = Dense.of(rows, line="subject")
    moved = dense.where(_together(dense.sizes, smallest) & ~np.isnan(dense.sizes), "subject")
    count = _move(connection, moved) if moved.height else 0
    return count + _without_scores(connection, smallest)


def _together(sizes: np.ndarray, smallest: int) -> np.ndarray:
    """keys x subjects x groups: what is put together, the small ones and whom they need to be no small group then."""
    total = np.where(np.isnan(sizes).all(axis=1), np.nan, np.nansum(sizes, axis=1))
    bad, bad_lines = (groups.judged(groups.is_small(groups.derived(each), smallest)) for each in (total, sizes))
    settled = settle(Table(total, sizes, bad, bad_lines), smallest=smallest)
    return groups.of_people(settled.lines)


def _move(connection: duckdb.DuckDBPyConnection, moved: pl.DataFrame) -> int:
    key = ", ".join((*_KEY, "subject", "people"))
    summed = ", ".join(f"sum({name})" for name in _SUMMED)
    connection.register("moved_row", moved)
    is_moved = f"({key}) in (select ({key}) from moved_row)"  # noqa: S608 - names of the schema
    statements = (
        f"create temp table other_subject as select {', '.join(_KEY)}, '{OTHER}' as subject, people, {summed}"  # noqa: S608
        f" from training where {is_moved} group by {', '.join(_KEY)}, people",
        f"delete from training where {is_moved}",  # noqa: S608 - names of the schema
        "insert into training select * from other_subject",
        "drop table other_subject",
    )
    counts = [connection.execute(statement).fetchall() for statement in statements]
    connection.unregister("moved_row")
    return counts[1][0][0]


def _without_scores(connection: duckdb.DuckDBPyConnection, smallest: int) -> int:
    """No mean score of few people, nor of few found beside it: there nobody has one."""
    key = ", ".join((*_KEY, "subject"))
    rows = connection.sql(f"select {key}, people, scored as size from training").pl()  # noqa: S608
    dense = Dense.of(rows, line="subject")
    bad = groups.judged(groups.is_small(groups.derived(dense.sizes), smallest))
    hidden = bad[..., : groups.KINDS] | bad[..., :1]
    hidden[..., groups.MINORITY] |= bad[..., -1]
    untold = dense.where(groups.of_people(hidden) & (dense.sizes > 0), "subject")
    connection.register("untold_row", untold)
    connection.execute(
        f"update training set {', '.join(f'{name} = 0' for name in _SCORES)}"  # noqa: S608 - names of the schema
        f" where ({key}, people) in (select ({key}, people) from untold_row)"
    )
    connection.unregister("untold_row")
    return untold.height
