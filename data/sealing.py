"""Publishing: a finished staging folder becomes a snapshot in one step, or not at all."""

import json
import os
import shutil
from collections import defaultdict
from dataclasses import asdict
from pathlib import Path
from typing import Any

import duckdb

from data import history
from data.errors import SnapshotError
from data.schema import SCHEMA_VERSION, TABLES
from data.snapshot import ID, MANIFEST, Manifest, Part, digest_of, hold_to_form


def seal(staging: Path, state: Path, header: dict[str, Any]) -> Path:
    """Publish a staging folder: hold it to the schema, write its manifest, rename it into place.

    ``staging`` holds ``tables/<table>.parquet`` and ``{unit,detail}/<table>/province_code=XX/*.parquet``.
    ``header`` has the manifest's fields but ``parts`` and ``schema_version``. A snapshot never changes:
    an id that exists already is refused. Its headline rows then join the history.
    """
    name = header["id"]
    folder = free_folder(state, name)
    manifest = Manifest(**header, schema_version=SCHEMA_VERSION, parts=_parts(staging))
    hold_to_form(manifest, name)
    _write_durably(staging / MANIFEST, _as_json(manifest))
    folder.parent.mkdir(parents=True, exist_ok=True)
    waiting = folder.with_name(f".{name}.{os.getpid()}")
    shutil.move(staging, waiting)
    try:
        waiting.rename(folder)
    except OSError as error:  # somebody else published the same id in the meantime
        shutil.rmtree(waiting, ignore_errors=True)
        raise SnapshotError("snapshot_exists", snapshot=name) from error
    history.refresh(state)
    return folder


def free_folder(state: Path, name: str) -> Path:
    """Where a snapshot of this id will lie; raises SnapshotError when the id is taken or not allowed."""
    if not ID.fullmatch(name):
        raise SnapshotError("snapshot_id_not_allowed", snapshot=name)
    folder = state / "snapshots" / name
    if folder.exists():
        raise SnapshotError("snapshot_exists", snapshot=name)
    return folder


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


def _as_json(manifest: Manifest) -> bytes:
    fields = asdict(manifest) | {"as_of": manifest.as_of.isoformat()}
    return json.dumps(fields, ensure_ascii=False, indent=1).encode()


def _write_durably(path: Path, text: bytes) -> None:
    with path.open("wb") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
