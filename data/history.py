"""The history: the headline rows of every snapshot in one small file, so that a trend reads one file.

The file is a convenience, never the truth: each snapshot carries its own headline, and a history
that is missing, altered or behind is made again from the snapshots.
"""

import json
import logging
import os
from pathlib import Path

import duckdb

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


def refresh(state: Path) -> None:
    """Make the history hold exactly the good snapshots of the state folder; nothing is written when it does."""
    snapshots, _ = list_snapshots(state)
    wanted = {snapshot.id: snapshot.digest for snapshot in snapshots}
    held = _held(state)
    if held == wanted:
        return
    kept = [name for name, digest in held.items() if wanted.get(name) == digest]
    missing = [snapshot for snapshot in snapshots if snapshot.id not in kept]
    _write(state, kept, missing, wanted)


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
    except (ValueError, KeyError, TypeError, AttributeError):
        pass
    _LOG.warning("history altered or unreadable; made again from the snapshots")
    return {}


def _write(state: Path, kept: list[str], missing: list[Snapshot], wanted: dict[str, str]) -> None:
    waiting = state / f".{_FILE}.{os.getpid()}"
    headline = ", ".join(f'"{name}"' for name in TABLES["headline"].names)
    with duckdb.connect() as connection:
        connection.execute(f"create table history ({HISTORY.ddl})")
        if kept:
            connection.execute(
                "insert into history select * from read_parquet($file) where list_contains($kept, snapshot_id)",
                {"file": str(path(state)), "kept": kept},
            )
        for snapshot in missing:
            files = [str(file) for file in snapshot.files("headline")]
            if files:
                connection.execute(
                    f"insert into history select $id, $series, $as_of, $vintage, {headline} from read_parquet($files)",  # noqa: S608
                    {
                        "id": snapshot.id,
                        "series": snapshot.series,
                        "as_of": snapshot.as_of,
                        "vintage": snapshot.vintage,
                        "files": files,
                    },
                )
        connection.table("history").order(", ".join(_ORDER)).write_parquet(str(waiting), compression="zstd")
    note = state / f".{_NOTE}.{os.getpid()}"
    said = {"schema_version": SCHEMA_VERSION, "sha256": digest_of(waiting), "snapshots": wanted}
    note.write_text(json.dumps(said))
    waiting.replace(path(state))
    note.replace(state / _NOTE)
