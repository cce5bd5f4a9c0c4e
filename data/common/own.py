"""Own: what a viewer's own places are told beyond what is common, and the views that put the two together."""

from collections.abc import Iterable
from pathlib import Path

import duckdb

from data import divisions, loading, regrouping
from data.access import Scope
from data.common.kinds import OF_ALL, withholds
from data.schema import HISTORY, TABLES
from data.snapshot import Snapshot

_TABLES = (TABLES["headline"], HISTORY)


def show(
    connection: duckdb.DuckDBPyConnection, snapshot: Snapshot, scope: Scope, history: Path | None, shown: int
) -> None:
    """Create what a store that has ``common`` attached shows of it.

    Of headline and history, rows of shown units that have a part among the viewer's own places are made anew, of their
    own as they were counted and of the other parts as they are told to everybody; all others are the common ones.
    """
    for name in (*(table.name for table in OF_ALL), "snapshot_info", "unit_part", "moment"):
        connection.execute(f"create view {name} as select * from common.{name}")  # noqa: S608 - names of the schema
    own = _own(snapshot, scope)
    touched = {unit for vintage, part, unit in _carrying(shown) if part in own[vintage]}
    if touched:
        _make_own(connection, snapshot, history, own, touched, shown)
    for table in _TABLES:
        _put_together(connection, table.name, touched)


def _own(snapshot: Snapshot, scope: Scope) -> dict[int, frozenset[str]]:
    """By division the places of which nothing is withheld, where the rest of the country is less open."""
    is_open = withholds(snapshot, scope) and not scope.is_careful and scope.provinces is not None
    mine = scope.provinces if is_open and scope.provinces is not None else frozenset()
    return {vintage: divisions.wholly_within(mine, snapshot.vintage, vintage) for vintage in divisions.DIVISIONS}


def _carrying(shown: int) -> Iterable[tuple[int, str, str]]:
    """(division of birth, place, unit shown) of all that can be shown."""
    for vintage in divisions.DIVISIONS:
        for part, unit in divisions.carrying(vintage, shown):
            yield vintage, part, unit


def _make_own(
    connection: duckdb.DuckDBPyConnection,
    snapshot: Snapshot,
    history: Path | None,
    own: dict[int, frozenset[str]],
    touched: set[str],
    shown: int,
) -> None:
    loading.load_headline(connection, snapshot, own[snapshot.vintage])
    loading.load_past(connection, snapshot, history, own)
    beside = [
        (vintage, part) for vintage, part, unit in _carrying(shown) if unit in touched and part not in own[vintage]
    ]
    if beside:
        _add_told(connection, snapshot, beside)
    if shown != snapshot.vintage or regrouping.has_other_births(connection, division=shown):
        regrouping.carry_headlines(connection, vintage=snapshot.vintage, division=shown)
    connection.execute(
        "insert into history select snapshot_id, series, as_of, data_vintage, headline.* from headline, snapshot_info"
    )
    for table in _TABLES:
        connection.execute(f"alter table {table.name} rename to own_{table.name}")


def _add_told(connection: duckdb.DuckDBPyConnection, snapshot: Snapshot, beside: list[tuple[int, str]]) -> None:
    """The other parts of the viewer's units, as everybody is told of them."""
    held = {
        name
        for (name,) in connection.execute(
            "select table_name from duckdb_tables() where database_name = 'common'"
        ).fetchall()
    }
    for table in _TABLES:
        if f"{table.name}_born" not in held:
            continue  # nothing was carried: nothing of these was born in another division
        born = "vintage" if table is HISTORY else str(snapshot.vintage)
        connection.execute(
            f"insert into {table.name} select * from common.{table.name}_born"  # noqa: S608 - names of the schema
            f" where ({born}, province_code) in (select (unnest($vintages::utinyint[]), unnest($parts::varchar[])))",
            {"vintages": [vintage for vintage, _ in beside], "parts": [part for _, part in beside]},
        )


def _put_together(connection: duckdb.DuckDBPyConnection, name: str, touched: set[str]) -> None:
    if not touched:
        connection.execute(f"create view {name} as select * from common.{name}")  # noqa: S608 - a name of our own
        return
    codes = ", ".join(f"'{code}'" for code in sorted(touched))  # of a division: two digits each
    connection.execute(
        f"create view {name} as select * from common.{name} where province_code not in ({codes})"  # noqa: S608 - ours
        f" union all select * from own_{name}"
    )
