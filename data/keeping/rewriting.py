"""Rewriting: a snapshot's detail changes under the same name, and at every moment one whole state of it is readable.

New files are written beside the old ones, the manifest that lists them takes the old one's place in one step, and only
then the old files go. A crash before that step leaves files nobody lists, a crash after it likewise; both are removed.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl

from data.keeping import durably, manifests
from data.schema import TABLES, Table
from data.snapshot import MANIFEST, Manifest, Part, Snapshot, digest_of

Change = Callable[[Table, pl.DataFrame], pl.DataFrame]
_ROW_GROUP = 122_880  # as data/ingest/write.py writes; a test holds the two to equal bytes


def rewrite(snapshot: Snapshot, change: Change, origin: Callable[[], Mapping[str, Any]]) -> Manifest:
    """Pass every detail file through ``change``, sort and publish them; the new manifest.

    ``origin`` is asked afterwards for what the manifest shall say of it. Raises SnapshotError where a file is not what
    the manifest says: what was altered is not sealed anew.
    """
    drop_unlisted(snapshot)
    place = _free_place(snapshot.folder)
    try:
        parts = _rewritten(snapshot, place, change)
        manifest = replace(snapshot.manifest, parts=parts, origin={**snapshot.manifest.origin, **origin()})
        if place.is_dir():
            durably.sync_tree(place)
            durably.sync(snapshot.folder)
        path = snapshot.folder / MANIFEST
        durably.write(path, manifests.as_bytes(manifest), changed_ns=path.stat().st_mtime_ns)  # published when it was
    except BaseException:
        durably.remove(place)
        raise
    drop_unlisted(replace(snapshot, manifest=manifest))
    return manifest


def drop_unlisted(snapshot: Snapshot) -> None:
    """Remove detail files that the manifest does not list: of a rewriting that was cut short, or finished."""
    listed = {snapshot.folder / part.path for part in snapshot.manifest.parts}
    for place in snapshot.folder.glob("detail*"):
        for path in sorted(place.rglob("*"), reverse=True):
            if path.is_dir():
                _drop_empty(path)
            elif path not in listed:
                path.unlink()
        _drop_empty(place)


def _drop_empty(folder: Path) -> None:
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()


def _free_place(folder: Path) -> Path:
    number = 1
    while (folder / f"detail.{number}").exists():
        number += 1
    return folder / f"detail.{number}"


def _rewritten(snapshot: Snapshot, place: Path, change: Change) -> list[Part]:
    detail = {part.path for part in snapshot.manifest.parts if TABLES[part.table].layer == "detail"}
    kept = [part for part in snapshot.manifest.parts if part.path not in detail]
    made = [_part(snapshot, part, place, change) for part in snapshot.manifest.parts if part.path in detail]
    return sorted((*kept, *filter(None, made)), key=lambda part: part.path)


def _part(snapshot: Snapshot, part: Part, place: Path, change: Change) -> Part | None:
    """One file written anew; none when no row is left."""
    table = TABLES[part.table]
    frame = change(table, pl.read_parquet(snapshot.file(part), hive_partitioning=False))
    if frame.is_empty():
        return None
    path = place / table.name / f"province_code={part.province_code}" / Path(part.path).name
    path.parent.mkdir(parents=True, exist_ok=True)
    write(frame.sort(*_order(table), nulls_last=True), path)
    where = str(path.relative_to(snapshot.folder))
    return Part(where, table.name, part.province_code, frame.height, path.stat().st_size, digest_of(path))


def _order(table: Table) -> Iterator[str]:
    return iter(dict.fromkeys(("province_code", *table.sort, *table.key)))


def write(frame: pl.DataFrame, path: Path) -> None:
    """One detail file, as the ingest writes it."""
    frame.write_parquet(path, compression="zstd", compression_level=1, statistics=False, row_group_size=_ROW_GROUP)
