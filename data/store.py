"""A snapshot and a scope become a locked DuckDB that holds only what the scope may see.

Rows are loaded, then the door is closed: no file system, no extensions, locked configuration, limits on
memory and time. A view over parquet would not do: with ``allowed_directories`` a query still reads the
other provinces' files through ``read_parquet``. What is not loaded cannot leak.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from data import settings
from data.access import Scope
from data.errors import SnapshotError
from data.measures import measures
from data.schema import HISTORY, TABLES, Table
from data.snapshot import Snapshot

_VIEWS = Path(__file__).with_name("views.sql")


@dataclass(frozen=True)
class Store:
    """One snapshot as one scope sees it; ask it through ``queries``."""

    snapshot: Snapshot
    scope: Scope
    key: tuple[Any, ...]
    rows: dict[str, int]
    _connection: duckdb.DuckDBPyConnection = field(repr=False)

    def has(self, table: str) -> bool:
        """Whether the table has any row within the scope."""
        return self.rows.get(table, 0) > 0

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A cursor of one's own: a DuckDB connection must not be shared between threads."""
        return self._connection.cursor()

    def close(self) -> None:
        """Let go of the memory."""
        self._connection.close()


def open_store(snapshot: Snapshot, scope: Scope, history: Path | None = None) -> Store:
    """The store of a snapshot for a scope; raises SnapshotError when a file is not what its manifest says."""
    connection = duckdb.connect(
        config={
            "threads": 2,
            "memory_limit": settings.memory_limit(),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "allow_community_extensions": False,
            "python_enable_replacements": False,
        }
    )
    try:
        rows = {table.name: _load(connection, snapshot, table, scope) for table in TABLES.values()}
        rows["history"] = _load_history(connection, snapshot, history)
        _describe(connection, snapshot, scope)
        _withhold(connection, scope)
        connection.execute(_VIEWS.read_text(encoding="utf-8"))
        _close_the_door(connection)
    except duckdb.Error as error:
        connection.close()
        raise SnapshotError("snapshot_file_unreadable", snapshot=snapshot.id) from error
    except SnapshotError:
        connection.close()
        raise
    key = (snapshot.id, snapshot.digest, _stamp(history), *scope.key)
    return Store(snapshot, scope, key, rows, connection)


def _stamp(history: Path | None) -> tuple[int, int] | None:
    if history is None or not history.is_file():
        return None
    seen = history.stat()
    return (seen.st_mtime_ns, seen.st_size)


def _load(connection: duckdb.DuckDBPyConnection, snapshot: Snapshot, table: Table, scope: Scope) -> int:
    connection.execute(f'create table "{table.name}" ({table.ddl})')
    wanted = _provinces(table, scope)
    files = [str(file) for file in snapshot.files(table.name, wanted)] if wanted != frozenset() else []
    if not files:
        return 0
    columns = ", ".join(f'"{name}"' for name in table.names)
    values: dict[str, Any] = {"files": files}
    kept = ""
    if wanted is not None and table.scope:
        kept = f' where list_contains($provinces, "{table.scope}")'
        values["provinces"] = sorted(wanted)
    connection.execute(
        f'insert into "{table.name}" select {columns}'  # noqa: S608 - names come from the schema, values are bound
        f" from read_parquet($files, hive_partitioning = false){kept}",
        values,
    )
    return connection.table(table.name).count("*").fetchall()[0][0]


def _provinces(table: Table, scope: Scope) -> frozenset[str] | None:
    """Provinces whose rows may be loaded; None: all."""
    if table.layer == "unit":
        return scope.units
    if table.layer == "detail":
        return scope.detail
    if table.scope is None or table.name == "headline":  # meant for all
        return None
    return scope.provinces


def _load_history(connection: duckdb.DuckDBPyConnection, snapshot: Snapshot, history: Path | None) -> int:
    """Headline rows of the same series up to this snapshot's date; its own come from the snapshot itself."""
    connection.execute(f"create table history ({HISTORY.ddl})")
    values = {"id": snapshot.id, "series": snapshot.series, "as_of": snapshot.as_of, "vintage": snapshot.vintage}
    connection.execute("insert into history select $id, $series, $as_of, $vintage, headline.* from headline", values)
    if history is not None and history.is_file():
        connection.execute(
            "insert into history select * from read_parquet($file)"
            " where series = $series and vintage = $vintage and as_of <= $as_of and snapshot_id <> $id",
            values | {"file": str(history)},
        )
    return connection.table("history").count("*").fetchall()[0][0]


def _describe(connection: duckdb.DuckDBPyConnection, snapshot: Snapshot, scope: Scope) -> None:
    connection.execute(
        "create table snapshot_info as select $id as snapshot_id, $series as series, $as_of::date as as_of,"
        " $vintage::utinyint as vintage, $kind as kind",
        {
            "id": snapshot.id,
            "series": snapshot.series,
            "as_of": snapshot.as_of,
            "vintage": snapshot.vintage,
            "kind": snapshot.kind,
        },
    )
    connection.execute("create table scope_province as select province_code from province")
    if scope.provinces is not None:
        connection.execute(
            "delete from scope_province where not list_contains($provinces, province_code)",
            {"provinces": sorted(scope.provinces)},
        )


def _withhold(connection: duckdb.DuckDBPyConnection, scope: Scope) -> None:
    """Of other provinces a limited viewer gets aggregates, but none about a group smaller than the measure allows."""
    if scope.provinces is None:
        return
    smallest = [(measure.name, measure.smallest) for measure in measures().values()]
    connection.execute("create temp table allowed (measure varchar, smallest bigint)")
    connection.executemany("insert into allowed values (?, ?)", smallest)
    for table in ("headline", "history"):
        connection.execute(
            f"update {table} set part = null, whole = null from allowed"  # noqa: S608 - two names of our own
            f" where {table}.measure = allowed.measure and whole < smallest"
            " and province_code not in (select province_code from scope_province)"
        )


def _close_the_door(connection: duckdb.DuckDBPyConnection) -> None:
    # global: a cursor does not inherit what was set for the connection alone
    connection.execute(f"set global max_execution_time = {settings.query_milliseconds()}")
    connection.execute("set disabled_filesystems = 'LocalFileSystem'")
    connection.execute("set lock_configuration = true")
