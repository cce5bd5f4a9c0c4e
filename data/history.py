"""The history: the headline rows of every snapshot in force in one small file, so that a trend reads one file.

The file is a convenience, never the truth: each snapshot carries its own headline, and a history
that is missing, altered or behind is made again from the snapshots. Its rows lie by place: what one province is told
of its own past is one piece of it, however much of the others' is kept.
"""

import hashlib
import json
import logging
import os
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb

from data import ordering, settings
from data.errors import SnapshotError, TemisError
from data.keeping import durably, locks
from data.keeping.series import place_in_series
from data.objects.listing import every
from data.schema import HISTORY, SCHEMA_VERSION, TABLES
from data.snapshot import Snapshot, digest_of

_LOG = logging.getLogger(__name__)
_FILE = "history.parquet"
_NOTE = "history.json"


def path(state: Path) -> Path:
    """Where the history of a state folder lies."""
    return state / _FILE


def fits(state: Path) -> bool:
    """Whether the history holds what the snapshots in force say; nothing is written."""
    return _held(state) == {series[0].id: series[0].digest for series in _by_date(every(state)[0])}


def past_of(file: Path, series: str, as_of: date) -> str:
    """A digest of what a history file tells of the dates of a series before this one; empty where there is no file.

    It stays the same whatever else joins the history, so that what was made of it need not be made again.
    """
    return _past_of(file, series, as_of, _stamp(file), _stamp(file.with_name(_NOTE))) if file.is_file() else ""


@lru_cache(maxsize=512)
def _past_of(file: Path, series: str, as_of: date, *stamps: tuple[int, int] | None) -> str:
    del stamps  # only there so that changed files are read again
    whole = digest_of(file)
    try:
        said = json.loads(file.with_name(_NOTE).read_bytes())
        dates = said["dates"] if said["sha256"] == whole else None
        past = sorted(
            (name, said["snapshots"][name]) for name, (of, day) in dates.items() if of == series and day < str(as_of)
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return whole  # it does not say what it holds, or not of this file
    return hashlib.sha256(repr(past).encode()).hexdigest()


def _stamp(file: Path) -> tuple[int, int] | None:
    try:
        seen = file.stat()
    except FileNotFoundError:
        return None
    return seen.st_mtime_ns, seen.st_size


def refresh(state: Path) -> list[TemisError]:
    """Make the history hold exactly the last word of each series on each date; why snapshots are not in it.

    Nothing is written when it does. Two files make the history, put in place one after the other: whatever comes
    between leaves a digest that does not fit, and so a history that is made again.
    """
    snapshots, problems = every(state)
    if _held(state) == {series[0].id: series[0].digest for series in _by_date(snapshots)}:
        return problems
    with locks.writing(state), durably.full_disk_said():
        snapshots, problems = every(state)  # another writer may have come before us
        held, kept, made, altered = _held(state), {}, [], []
        dates = {each.id: (each.series, str(each.as_of)) for each in snapshots}
        for series in _by_date(snapshots):
            if held.get(series[0].id) == series[0].digest:
                kept[series[0].id] = series[0].digest
            else:
                made += _first_readable(series, altered)
        wanted = kept | {snapshot.id: snapshot.digest for snapshot, _ in made}
        if wanted != held or not path(state).is_file():
            _write(state, list(kept), made, {"snapshots": wanted, "dates": {name: dates[name] for name in wanted}})
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


def _write(state: Path, kept: list[str], missing: list[tuple[Snapshot, list[Path]]], told: dict[str, Any]) -> None:
    waiting = state / f".{_FILE}.{os.getpid()}"
    spilt = state / f".history.{os.getpid()}"  # either goes with a sweep where this process is killed
    config = {"threads": 2, "memory_limit": settings.memory_limit(), "temp_directory": str(spilt)}
    try:
        with duckdb.connect(config=config) as connection:
            connection.execute("set enable_progress_bar = false")
            _gather(connection, path(state), kept, missing)
            ordered = ordering.by_place(connection, "gathered")
            rows = connection.sql(ordered)
            connection.execute("set enable_progress_bar = false")  # asking by method turns it on
            rows.write_parquet(str(waiting), compression="zstd")
        said = {"schema_version": SCHEMA_VERSION, "sha256": digest_of(waiting)} | told
        durably.sync(waiting)
        waiting.replace(path(state))
    except BaseException:
        waiting.unlink(missing_ok=True)
        raise
    finally:
        durably.remove(spilt)
    durably.write(state / _NOTE, json.dumps(said).encode())


def _gather(
    connection: duckdb.DuckDBPyConnection, file: Path, kept: list[str], missing: list[tuple[Snapshot, list[Path]]]
) -> None:
    """Make ``gathered``: what is kept, read where it lies, and what joins it."""
    connection.execute(f"create table added ({HISTORY.ddl})")
    for snapshot, files in missing:
        _add(connection, snapshot, files)
    if not kept:
        connection.execute("create view gathered as select * from added")
        return
    connection.execute("set variable history_file = $file", {"file": str(file)})
    connection.execute("create table kept as select unnest($kept::varchar[]) as snapshot_id", {"kept": kept})
    connection.execute(
        "create view gathered as select * from added union all"
        " select * from read_parquet(getvariable('history_file')) where snapshot_id in (select snapshot_id from kept)"
    )


def _add(connection: duckdb.DuckDBPyConnection, snapshot: Snapshot, files: list[Path]) -> None:
    if not files:
        return
    headline = ", ".join(f'"{name}"' for name in TABLES["headline"].names)
    connection.execute(
        f"insert into added select $id, $series, $as_of, $vintage, {headline} from read_parquet($files)",  # noqa: S608
        {
            "id": snapshot.id,
            "series": snapshot.series,
            "as_of": snapshot.as_of,
            "vintage": snapshot.vintage,
            "files": [str(file) for file in files],
        },
    )
