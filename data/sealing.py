"""Publishing: a finished staging folder becomes a snapshot in one step, or not at all."""

import logging
import os
import shutil
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from data import history
from data.errors import SnapshotError, TemisError
from data.keeping import durably, keys, locks, manifests
from data.keeping.conforming import conform
from data.keeping.expire import expire
from data.objects.listing import every
from data.schema import SCHEMA_VERSION, TABLES
from data.snapshot import ID, MANIFEST, Manifest, Part, Snapshot, digest_of, hold_to_form

_LOG = logging.getLogger(__name__)


def seal(staging: Path, state: Path, header: dict[str, Any]) -> Path:
    """Publish a staging folder: hold it to the schema, write its manifest, rename it into place.

    ``staging`` holds ``tables/<table>.parquet`` and ``{unit,detail}/<table>/province_code=XX/*.parquet``.
    ``header`` has the manifest's fields but ``parts``, ``schema_version`` and ``seal``. A snapshot never changes:
    an id that exists already is refused (SnapshotError). Its headline rows then join the history. Whatever fails,
    and whenever, the state folder shows the snapshots it showed before; ``disk_full`` may be tried again.
    """
    name = header["id"]
    free_folder(state, name)  # before any work, and again when nobody else may write
    with durably.full_disk_said():
        manifest = Manifest(**header, schema_version=SCHEMA_VERSION, parts=_parts(staging))
        hold_to_form(manifest, name)
        with locks.writing(state):
            locks.sweep(state)
            folder = free_folder(state, name)
            _hold_series(state, manifest)
            _finish(staging, state, manifest)
            _move_into_place(staging, folder)
            _follow(state)
    return folder


def free_folder(state: Path, name: str) -> Path:
    """Where a snapshot of this id will lie; raises SnapshotError when the id is taken or not allowed."""
    if not ID.fullmatch(name):
        raise SnapshotError("snapshot_id_not_allowed", snapshot=name)
    folder = state / "snapshots" / name
    if folder.exists():
        raise SnapshotError("snapshot_exists", snapshot=name)
    return folder


def _hold_series(state: Path, manifest: Manifest) -> None:
    """A series is of one kind: its history is told to whoever may open any of it; raises SnapshotError for another."""
    for other in every(state)[0]:
        if other.series == manifest.series and other.kind != manifest.kind:
            raise SnapshotError("series_of_another_kind", series=manifest.series, kind=other.kind, snapshot=other.id)


def _finish(staging: Path, state: Path, manifest: Manifest) -> None:
    """The manifest, and pseudonyms as they are by now: a rotation or an erasure may have come since the build."""
    durably.write(staging / MANIFEST, manifests.as_bytes(manifest))
    if manifest.kind == "real":
        conform(Snapshot(staging, manifest, ""), keys.chain(state))


def _move_into_place(staging: Path, folder: Path) -> None:
    """The only step that others see is one rename of what is on the disk already."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    waiting = folder.with_name(f".{folder.name}.{os.getpid()}")
    try:
        shutil.move(staging, waiting)
        durably.sync_tree(waiting)
        waiting.rename(folder)
    except BaseException:
        shutil.rmtree(waiting, ignore_errors=True)
        raise
    durably.sync(folder.parent)
    durably.sync(folder.parent.parent)


def _follow(state: Path) -> None:
    """What follows a publishing; it is published, so that a failure here is for the log, and made good by the next."""
    try:
        history.refresh(state)
        expire(state, now=datetime.now(UTC))
    except (OSError, TemisError, duckdb.Error) as problem:
        _LOG.warning("published, but the history or the tidying must wait: %s", problem)


def _parts(staging: Path) -> list[Part]:
    paths = sorted(staging.rglob("*.parquet"))
    found = _columns_and_rows(paths)
    return [_part(staging, path, *found[str(path)]) for path in paths]


def _part(staging: Path, path: Path, columns: list[tuple[str, str]], rows: int) -> Part:
    where = path.relative_to(staging)
    keyed = next((piece.split("=", 1)[1] for piece in where.parts if piece.startswith("province_code=")), None)
    name = where.parts[1] if keyed else path.stem
    if name not in TABLES:
        raise SnapshotError("snapshot_unknown_table", file=str(where))
    promised = [(column.name, column.type) for column in TABLES[name].columns]
    if columns != promised:
        raise SnapshotError("snapshot_columns_do_not_fit", file=str(where), found=str(columns), promised=str(promised))
    return Part(str(where), name, keyed, rows, path.stat().st_size, digest_of(path))


def _columns_and_rows(paths: list[Path]) -> dict[str, tuple[list[tuple[str, str]], int]]:
    names = [str(path) for path in paths]
    columns: dict[str, list[tuple[str, str]]] = defaultdict(list)
    with duckdb.connect() as connection:
        schema = connection.sql(
            "select file_name, name, duckdb_type from parquet_schema($names) where duckdb_type is not null"
            " order by file_name, column_id",
            params={"names": names},
        )
        for file, name, kind in schema.fetchall():
            columns[file].append((name, kind))
        counted = connection.sql(
            "select file_name, num_rows from parquet_file_metadata($names)", params={"names": names}
        )
        return {file: (columns[file], rows) for file, rows in counted.fetchall()}
