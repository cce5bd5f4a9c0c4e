"""A snapshot and a scope become a locked DuckDB that holds only what the scope may see.

Two files are attached to read (``data.common``): what all viewers of a kind are told, and what this scope sees beyond
it. Then the door is closed: no file system, no extensions, locked configuration, limits on memory and time. A view over
parquet would not do: with ``allowed_directories`` a query still reads the other provinces' files through
``read_parquet``. What is in neither file cannot leak.

Scope and small groups are settled in the data's own division of the country when the files are made; only then are rows
carried into the division shown, so that what was withheld is in no sum either.
"""

from dataclasses import astuple, dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from data import common, divisions, settings
from data import targets as setting
from data.access import Scope
from data.errors import SnapshotError, TargetError
from data.measures import measures
from data.schema import TABLES
from data.snapshot import Snapshot

_VIEWS = [
    Path(__file__).with_name(name)
    for name in ("views.sql", "groups.sql", "targets.sql", "pace.sql", "computed.sql", "needs.sql", "printed.sql")
]


@dataclass(frozen=True)
class Store:
    """One snapshot as one scope sees it, in one division of the country; ask it through ``queries``."""

    snapshot: Snapshot
    scope: Scope
    division: int
    key: tuple[Any, ...]
    rows: dict[str, int]
    _connection: duckdb.DuckDBPyConnection = field(repr=False)
    target_problems: tuple[TargetError, ...] = ()  # why the targets that were set are not used
    leaves_out: int = 0  # rows of cubes withheld for small groups, which sums of what is left lack

    def has(self, table: str) -> bool:
        """Whether the table has any row within the scope."""
        return self.rows.get(table, 0) > 0

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A cursor of one's own, which only reads: a DuckDB connection must not be shared between threads."""
        cursor = self._connection.cursor()
        cursor.execute("begin transaction read only")
        return cursor

    def close(self) -> None:
        """Let go of the memory."""
        self._connection.close()


def open_store(
    snapshot: Snapshot,
    scope: Scope,
    history: Path | None = None,
    *,
    division: int | None = None,
    targets: Path | None = None,
) -> Store:
    """The store of a snapshot for a scope, its provinces those of the division (63 or 34; None: the snapshot's own).

    ``targets`` is the table a ministry set, if any; with a fault in it the snapshot's own targets hold. Raises
    SnapshotError when a file is not what its manifest says, ValueError for any other division.
    """
    shown = snapshot.vintage if division is None else divisions.checked(division)
    stamps = (_stamp(history), _stamp(targets))  # before they are read: what changes meanwhile is another key
    were_set, problems = setting.in_force(targets)
    connection = duckdb.connect(
        config={
            # the visitor's own thread answers: more would be hundreds for all stores, and answer no sooner
            "threads": 1,
            "async_threads": 0,
            "memory_limit": settings.memory_limit(),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "allow_community_extensions": False,
            "python_enable_replacements": False,
            "temp_directory": "",  # what does not fit is refused, and never written beside the app
            "preserve_insertion_order": False,  # every answer is ordered; loading the history takes half the time
        }
    )
    try:
        leaves_out = common.attach(connection, snapshot, scope, history, shown)
        _say_scope(connection, snapshot, scope, shown)
        _set_targets(connection, were_set)
        for views in _VIEWS:
            connection.execute(views.read_text(encoding="utf-8"))
        rows = _counted(connection)
        _close_the_door(connection)
    except duckdb.Error as error:
        connection.close()
        raise SnapshotError("snapshot_file_unreadable", snapshot=snapshot.id) from error
    except SnapshotError:
        connection.close()
        raise
    key = (snapshot.id, snapshot.digest, *stamps, shown, *scope.key)
    return Store(snapshot, scope, shown, key, rows, connection, tuple(problems), leaves_out)


def _counted(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """How many rows each table holds; all asked at once."""
    each = (f"select '{name}', count(*) from \"{name}\"" for name in (*TABLES, "history"))  # noqa: S608 - the schema's
    return dict(connection.execute(" union all ".join(each)).fetchall())


def _stamp(history: Path | None) -> tuple[int, int] | None:
    if history is None or not history.is_file():
        return None
    seen = history.stat()
    return (seen.st_mtime_ns, seen.st_size)


def _say_scope(connection: duckdb.DuckDBPyConnection, snapshot: Snapshot, scope: Scope, shown: int) -> None:
    """The shown units that lie within the viewer's provinces: those wholly theirs."""
    within = divisions.codes(snapshot.vintage) if scope.provinces is None else scope.provinces
    own = sorted(divisions.wholly_within(within, snapshot.vintage, shown))
    connection.execute(
        "create table scope_province as select distinct province_code from province"
        " where vintage = $shown and list_contains($own, province_code)",
        {"shown": shown, "own": own},
    )
    connection.execute(f"create macro is_few(people) as people between 1 and {scope.smallest - 1:d}")


def _set_targets(connection: duckdb.DuckDBPyConnection, were_set: list[setting.Target]) -> None:
    """What was set, and which measures are told apart by cohort and module, for targets.sql."""
    connection.execute(
        "create table target_set (measure varchar, audience varchar, role varchar, cohort_code varchar,"
        " module_code varchar, value double, due_on date, owner varchar, set_on date, note varchar)"
    )
    if were_set:
        connection.executemany("insert into target_set values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", map(astuple, were_set))
    connection.execute("create table told_apart (measure varchar, has_cohort boolean, has_module boolean)")
    dims = [(each.name, "cohort" in each.dims, {"cohort", "module"} <= set(each.dims)) for each in measures().values()]
    connection.executemany("insert into told_apart values (?, ?, ?)", dims)


def _close_the_door(connection: duckdb.DuckDBPyConnection) -> None:
    # global: a cursor does not inherit what was set for the connection alone
    connection.execute(f"set global max_execution_time = {settings.query_milliseconds()}")
    connection.execute("set disabled_filesystems = 'LocalFileSystem'")
    connection.execute("set lock_configuration = true")
