"""The other side of the bench: an open DuckDB of one's own, and the queries one would write into it by hand.

``by_hand/<subject>/<name>.sql`` gives the very answer of ``queries/<subject>/<name>.sql`` for the values in
``calls``, from the same tables; ``straight/`` gives its main counts from the rows of the people instead.
"""

from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from data.access import Scope
from data.schema import TABLES, Table
from data.snapshot import Part, Snapshot

BY_HAND = Path(__file__).with_name("by_hand")
STRAIGHT = Path(__file__).with_name("straight")
ABOUT_PEOPLE = ("completion/", "assessment/", "satisfaction/", "units/")
ABOUT_PEOPLE += ("overview/by_province.sql", "overview/by_area.sql", "overview/bounds.sql")
_THREADS = 2  # as many as a store has


def open_by_hand(snapshot: Snapshot, scope: Scope, history: Path) -> duckdb.DuckDBPyConnection:
    """The tables that a store of this scope holds, loaded bare: nothing verified, nothing locked."""
    connection = duckdb.connect(config={"threads": _THREADS})
    for table in TABLES.values():
        _load(connection, snapshot, table, scope)
    connection.execute("create table snapshot_info as select $as_of::date as as_of", {"as_of": snapshot.as_of})
    connection.execute(
        "create table history as from read_parquet($file) where series = $series and as_of <= $as_of",
        {"file": str(history), "series": snapshot.series, "as_of": snapshot.as_of},
    )
    return connection


def ask(connection: duckdb.DuckDBPyConnection, text: str, values: dict[str, Any] | None = None) -> pl.DataFrame:
    """The answer to a query written by hand."""
    return connection.sql(text, params=values).pl() if values else connection.sql(text).pl()


def rows_of_people(snapshot: Snapshot, scope: Scope, text: str) -> dict[str, list[str]]:
    """Files of the detail tables that a straight query names: all provinces', or those of the scope."""
    names = [table.name for table in TABLES.values() if table.layer == "detail" and f"${table.name})" in text]
    return {name: [str(snapshot.folder / part.path) for part in _parts(snapshot, name, scope)] for name in names}


def _load(connection: duckdb.DuckDBPyConnection, snapshot: Snapshot, table: Table, scope: Scope) -> None:
    if table.layer == "detail" or (table.layer == "unit" and not scope.units):
        return
    files = [str(snapshot.folder / part.path) for part in _parts(snapshot, table.name, scope)]
    if not files:  # nobody supplied it: there, and empty, as in a store
        connection.execute(f'create table "{table.name}" ({table.ddl})')
        return
    text = f'create table "{table.name}" as from read_parquet($files, hive_partitioning = false)'
    values: dict[str, Any] = {"files": files}
    if table.scope and table.name != "headline" and scope.provinces is not None:
        text += " where list_contains($provinces, province_code)"
        values["provinces"] = sorted(scope.provinces)
    connection.execute(text, values)


def _parts(snapshot: Snapshot, table: str, scope: Scope) -> list[Part]:
    wanted = scope.provinces
    parts = (part for part in snapshot.manifest.parts if part.table == table)
    return [part for part in parts if wanted is None or part.province_code is None or part.province_code in wanted]
