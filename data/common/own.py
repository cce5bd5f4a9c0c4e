"""Own: what one scope sees beyond what is common, as a file of its own, and the views that put the two together."""

import hashlib
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import duckdb

from data import divisions, loading, regrouping, settings
from data.access import Scope
from data.common import kept, prepared
from data.common.kinds import OF_ALL, OF_SOME, Kind, withholds
from data.schema import HISTORY, TABLES
from data.smallgroups import stored
from data.snapshot import Snapshot

_TABLES = (TABLES["headline"], HISTORY)
_OF_COMMON = (*(table.name for table in OF_ALL), "snapshot_info", "unit_part", "moment")
_OF_OWN = (*(table.name for table in OF_SOME), "left_out")


def attach(connection: duckdb.DuckDBPyConnection, kind: Kind, scope: Scope, folder: Path | None) -> int:
    """Attach the file of a scope as ``own`` beside ``common``, and create the views of a store on both.

    Of headline and history, rows of shown units that have a part among the viewer's own places are made anew, of their
    own as they were counted and of the other parts as they are told to everybody; all others are the common ones.
    How many rows of cubes are withheld. Rows of single people are kept in no file: who is erased is erased.
    """
    name = hashlib.sha256(repr((kind.name, scope.key)).encode()).hexdigest()[:32]
    made_in = None if scope.detail else folder
    kept.attach(connection, "own", name, partial(_make, kind, scope, folder), made_in)
    _show(connection, "common", _OF_COMMON)
    _show(connection, "own", _OF_OWN)
    touched = _touched(kind, scope)
    for table in _TABLES:
        _put_together(connection, table.name, touched)
    return int(connection.execute("select leaves_out from own.told").fetchall()[0][0])


def _make(kind: Kind, scope: Scope, folder: Path | None, file: Path) -> None:
    """Write the file of a scope: its cubes, its counts by school, its own rows of headline and history."""
    with duckdb.connect(config={"threads": 2, "memory_limit": settings.memory_limit()}) as connection:
        prepared.attach(connection, kind, folder)
        _show(connection, "common", _OF_COMMON)
        touched = _touched(kind, scope)
        if touched:
            _make_headlines(connection, kind, _own(kind.snapshot, scope), touched)
        for table in OF_SOME:
            loading.load(connection, kind.snapshot, table, scope)
        count = stored.withhold(connection, scope, withholds=withholds(kind.snapshot, scope))
        if kind.shown != kind.snapshot.vintage:
            regrouping.regroup(connection, OF_SOME, vintage=kind.snapshot.vintage, division=kind.shown, scope=scope)
        kept.attach_to_write(connection, "own", file)
        for name in (*_OF_OWN, *(f"own_{table.name}" for table in _TABLES if touched)):
            connection.execute(f"create table own.{name} as select * from {name}")  # noqa: S608 - names of the schema
        connection.execute("create table own.told as select $count::bigint as leaves_out", {"count": count})
        connection.execute("detach own")


def _show(connection: duckdb.DuckDBPyConnection, alias: str, names: Iterable[str]) -> None:
    for name in names:
        connection.execute(f"create view {name} as select * from {alias}.{name}")  # noqa: S608 - names of the schema


def _touched(kind: Kind, scope: Scope) -> set[str]:
    """Shown units that have a part among the viewer's own places."""
    own = _own(kind.snapshot, scope)
    return {unit for vintage, part, unit in _carrying(kind.shown) if part in own[vintage]}


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


def _make_headlines(
    connection: duckdb.DuckDBPyConnection, kind: Kind, own: dict[int, frozenset[str]], touched: set[str]
) -> None:
    snapshot, shown = kind.snapshot, kind.shown
    loading.load_headline(connection, snapshot, own[snapshot.vintage])
    loading.load_past(connection, snapshot, kind.history, own)
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
        _show(connection, "common", [name])
        return
    codes = ", ".join(f"'{code}'" for code in sorted(touched))  # of a division: two digits each
    connection.execute(
        f"create view {name} as select * from common.{name} where province_code not in ({codes})"  # noqa: S608 - ours
        f" union all select * from own.own_{name}"
    )
