"""Core and mass beside everybody in ``standing``: told together or not at all, since their sum is written out."""

import duckdb
import numpy as np

from data.schema import ALL, LEVELS, MARKS, PEOPLE, ROLES
from data.smallgroups import groups
from data.smallgroups.dense import Dense
from data.smallgroups.table import Table, settle

_KEY = "province_code, report_year, framework_code, audience"
_LINES = [f"{role} {level}" for role in (ALL, *ROLES) for level in (ALL, *LEVELS)]


def withhold(connection: duckdb.DuckDBPyConnection, *, smallest: int) -> int:
    """Leave of core and mass what tells of nobody few, of accounts and then of marks; how many rows that concerns.

    By level groups of core and mass are never told: level, role and group crossed leave too little to hide in.
    """
    accounts = _told(connection, "accounts", "true")
    count = _run(connection, accounts, _hidden(accounts, smallest), "delete from standing")
    without = ", ".join(f"{mark} = null" for mark in MARKS)
    completed = _told(connection, "completed", "tot is not null")
    marks = f"update standing set {without}"  # noqa: S608 - names of the schema
    return count + _run(connection, completed, _hidden(completed, smallest), marks)


def _told(connection: duckdb.DuckDBPyConnection, count: str, condition: str) -> Dense:
    """Every line of role and level, whether or not it has rows."""
    rows = connection.sql(
        f"select {_KEY}, role || ' ' || level as line, people, {count} as size from standing"  # noqa: S608 - own names
        f" where {condition} and {count} is not null and role in ('all', 'core', 'mass')"
    ).pl()
    dense = Dense.of(rows, line="line")
    sizes = np.full((len(dense.sizes), len(_LINES), dense.sizes.shape[-1]), np.nan)
    sizes[:, [_LINES.index(line) for line in dense.lines]] = dense.sizes
    return Dense(dense.keys, _LINES, sizes)


def _hidden(told: Dense, smallest: int) -> np.ndarray:
    """keys x lines x groups: what is hidden of core and mass."""
    sizes = told.sizes.reshape(len(told.sizes), 1 + len(ROLES), 1 + len(LEVELS), len(PEOPLE))
    bad = groups.judged(groups.is_small(groups.derived(sizes), smallest))
    is_untold = np.isnan(sizes[:, 0, 0])[:, [0, 1, 2, 4]]  # of everybody, by kind: withheld there already
    together = settle(
        Table(sizes[:, 0, 0], sizes[:, 1:, 0], bad[:, 0, 0], bad[:, 1:, 0]),
        smallest=smallest,
        is_together=True,
        shut=is_untold,
    )
    hidden = np.zeros((*sizes.shape[:-1], groups.KINDS), dtype=bool)
    hidden[:, 1:, 0] = together.lines
    hidden[:, 1:, 1:, 1:] = True
    # levels of core and mass only where each has enough, and so have all of them together
    is_few = bad[:, 1:, 1:, 0].any(axis=(1, 2)) | together.lines[..., 0].any(axis=1)
    is_few |= (np.isnan(sizes[:, 0, 1:, 0]) & ~np.isnan(sizes[:, 1:, 1:, 0]).all(axis=1)).any(axis=1)
    hidden[is_few, 1:, 1:, 0] = True
    people = groups.of_people(hidden).reshape(told.sizes.shape)
    return people & ~np.isnan(told.sizes)


def _run(connection: duckdb.DuckDBPyConnection, told: Dense, hidden: np.ndarray, statement: str) -> int:
    line, people = "line", "people"
    connection.register("hidden_row", told.where(hidden, line).select(*told.keys.columns, line, people))
    connection.execute(
        f"{statement} where ({_KEY}, role || ' ' || level, people) in"  # noqa: S608 - names of the schema
        f" (select ({_KEY}, line, people) from hidden_row)"
    )
    count = connection.fetchone()[0]
    connection.unregister("hidden_row")
    return count
