"""The history: the headline rows of every snapshot in force in one small file, so that a trend reads one file.

The file is a convenience, never the truth: each snapshot carries its own headline, and a history
that is missing, altered or behind is made again from the snapshots.
"""

import json
import logging
import os
from datetime import date
from pathlib import Path

import duckdb

from data.errors import SnapshotError, TemisError
from data.keeping import durably, locks
from data.keeping.series import place_in_series
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


def fits(state: Path) -> bool:
    """Whether the history holds what the snapshots in force say; nothing is written."""
    return _held(state) == {series[0].id: series[0].digest for series in _by_date(list_snapshots(state)[0])}


def refresh(state: Path) -> list[TemisError]:
    """Make the history hold exactly the last word of each series on each date; why snapshots are not in it.

    Nothing is written when it does. Two files make the history, put in place one after the other: whatever comes
    between leaves a digest that does not fit, and so a history that is made again.
    """
    snapshots, problems = list_snapshots(state)
    if _held(state) == {series[0].id: series[0].digest for series in _by_date(snapshots)}:
        return problems
    with locks.writing(state), durably.full_disk_said():
        snapshots, problems = list_snapshots(state)  # another writer may have come before us
        held, kept, made, altered = _held(state), {}, [], []
        for series in _by_date(snapshots):
            if held.get(series[0].id) == series[0].digest:
                kept[series[0].id] = series[0].digest
            else:
                made += _first_readable(series, altered)
        wanted = kept | {snapshot.id: snapshot.digest for snapshot, _ in made}
        if wanted != held or not path(state).is_file():
            _write(state, list(kept), made, wanted)
        return [*problems, *altered]


def _by_date(snapshots: list[Snapshot]) -> list[list[Snapshot]]:
    """Snapshots of each series and date, the one published last first: a date published twice counts once."""
    found: dict[tuple[str, date], list[Snapshot]] = {}
    for snapshot in sorted(snapshots, key=place_in_series, reverse=True):
        found.setdefault((snapshot.series, snapshot.as_of), []).append(snapshot)
    return list(found.values())


def _first_readable(snapshots: list[Snapshot], altered: list[TemisError]) -> list[tuple[Snapshot, list[Path]]]:
    """The first whose headline can be read, with its files; what stands in the way of others joins ``altered``."""
    for snapshot in snapshots:
        try:
            return [(snapshot, snapshot.files("headline"))]
        except SnapshotError as problem:
            _LOG.warning("%s is not in the history: %s", snapshot.id, problem)
            altered.append(problem)
    return []


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
