"""What stores are made of: a file that all of a kind share, one of what a scope sees beyond it, and views on both."""

from pathlib import Path

import duckdb

from data import settings
from data.access import Scope
from data.common import own, prepared
from data.common.kept import FOLDER
from data.common.kinds import of
from data.schema import TABLES
from data.snapshot import Snapshot

__all__ = ["FOLDER", "attach", "is_prepared", "prepare"]


def attach(
    connection: duckdb.DuckDBPyConnection, snapshot: Snapshot, scope: Scope, history: Path | None, shown: int
) -> int:
    """Attach to read and show all that a store of this scope holds, in the division ``shown``.

    Files are kept in ``common`` beside the history; without a history they are made for this store alone. How many rows
    of cubes are withheld for small groups. Raises SnapshotError for a file of the snapshot that was altered.
    """
    _hold(snapshot, scope)
    kind = of(snapshot, scope, history, shown)
    folder = None if history is None else history.parent / FOLDER
    prepared.attach(connection, kind, folder)
    return own.attach(connection, kind, scope, folder)


def prepare(snapshot: Snapshot, scope: Scope, history: Path, shown: int) -> None:
    """Make the files of such a store where they are not there yet; nothing is opened. Raises as ``attach`` does."""
    with duckdb.connect(config={"threads": 2, "memory_limit": settings.memory_limit()}) as connection:
        attach(connection, snapshot, scope, history, shown)


def is_prepared(snapshot: Snapshot, scope: Scope, history: Path, shown: int) -> bool:
    """Whether the file that all of its kind share is there; whether it is sound is seen when it is attached."""
    kind = of(snapshot, scope, history, shown)
    return any((history.parent / FOLDER).glob(f"{kind.name}-*.duckdb"))


def _hold(snapshot: Snapshot, scope: Scope) -> None:
    """Hold the snapshot to its digests, whatever was made of it before: a file that was altered is told."""
    for table in TABLES.values():
        wanted = scope.of(table)
        if wanted != frozenset():
            snapshot.files(table.name, wanted)
