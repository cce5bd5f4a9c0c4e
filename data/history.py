"""The history: the headline rows of every snapshot in one small file, so that a trend reads one file.

The file is a convenience, never the truth: each snapshot carries its own headline, and a history
that is missing, altered or behind is made again from the snapshots.
"""

import json
import logging
import os
from pathlib import Path

import duckdb

from data.errors import SnapshotError, TemisError
from data.keeping import durably, locks
from data.schema import HISTORY, SCHEMA_VERSION, TABLES
from data.snapshot import Snapshot, digest_of, list_snapshots

_LOG = logging.getLogger(__name__)
_FILE = "history.parquet"
_NOTE = "history.json"
# a question reads one key: its rows lie together, and what is told of groups apart from what is told of everybody
_ORDER = tuple(dict.fromkeys(("series", "measure", "people", *TABLES["headline"].key, "as_of", "snapshot_id")))


def path(state: Path) -> Path:
    """Where the history of a state folder lies."""
    return state / _FILE


def refresh(state: Path) -> list[TemisError]:
    """Make the history hold exactly the good snapshots of the state folder; why others are not in it.

    Nothing is written when it does. Two files make the history, put in place one after the other: whatever comes
    between leaves a digest that does not fit, and so a history that is made again.
    """
    snapshots, problems = list_snapshots(state)
    if _held(state) == _wanted(snapshots):
        return problems
    with locks.writing(state), durably.full_disk_said():
        snapshots, problems = list_snapshots(state)  # another writer may have come before us
        held, wanted = _held(state), _wanted(snapshots)
        kept = {name: digest for name, digest in held.items() if wanted.get(name) == digest}
        missing = [snapshot for snapshot in snapshots if snapshot.id not in kept]
        files, altered = _headlines(missing)
        good = {snapshot.id: snapshot.digest for snapshot, _ in files}
        if kept | good != held or not path(state).is_file():
            _write(state, list(kept), files, kept | good)
        return [*problems, *altered]


def _wanted(snapshots: list[Snapshot]) -> dict[str, str]:
    return {snapshot.id: snapshot.digest for snapshot in snapshots}


def _headlines(snapshots: list[Snapshot]) -> tuple[list[tuple[Snapshot, list[Path]]], list[TemisError]]:
    """Snapshots with their headline files, and why others' cannot be read; those stay out until they can."""
    files, problems = [], []
    for snapshot in snapshots:
        try:
            files.append((snapshot, snapshot.files("headline")))
        except SnapshotError as problem:
            _LOG.warning("%s is not in the history: %s", snapshot.id, problem)
            problems.append(problem)
    return files, problems


def _held(state: Path) -> dict[str, str]:
    """Snapshots (id to digest) in the history; none when it cannot be trusted or follows another schema."""
    note = state / _NOTE
    if not note.is_file() or not path(state).is_file():
        return {}
    try:
        said = json.loads(note.read_bytes())
        if said.get("schema_version") != SCHEMA_VERSION:
            _LOG.info("history of another schema; made again from the snapshots")
            return {}
        if said["sha256"] == digest_of(path(state)):
            return dict(said["snapshots"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass
    _LOG.warning("history altered or unreadable; made again from the snapshots")
    return {}


def _write(state: Path, kept: list[str], missing: list[tuple[Snapshot, list[Path]]], held: dict[str, str]) -> None:
    waiting = state / f".{_FILE}.{os.getpid()}"
    try:
        with duckdb.connect() as connection:
            connection.execute(f"create table history ({HISTORY.ddl})")
            if kept:
                connection.execute(
                    "insert into history select * from read_parquet($file) where list_contains($kept, snapshot_id)",
                    {"file": str(path(state)), "kept": kept},
                )
            for snapshot, files in missing:
                _add(connection, snapshot, files)
            connection.table("history").order(", ".join(_ORDER)).write_parquet(str(waiting), compression="zstd")
        said = {"schema_version": SCHEMA_VERSION, "sha256": digest_of(waiting), "snapshots": held}
        durably.sync(waiting)
        waiting.replace(path(state))
    except BaseException:
        waiting.unlink(missing_ok=True)
        raise
    durably.write(state / _NOTE, json.dumps(said).encode())


def _add(connection: duckdb.DuckDBPyConnection, snapshot: Snapshot, files: list[Path]) -> None:
    if not files:
        return
    headline = ", ".join(f'"{name}"' for name in TABLES["headline"].names)
    connection.execute(
        f"insert into history select $id, $series, $as_of, $vintage, {headline} from read_parquet($files)",  # noqa: S608
        {
            "id": snapshot.id,
            "series": snapshot.series,
            "as_of": snapshot.as_of,
            "vintage": snapshot.vintage,
            "files": [str(file) for file in files],
        },
    )
