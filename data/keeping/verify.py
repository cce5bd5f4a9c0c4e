"""Verifying: every file of a snapshot against its manifest, and files that no manifest knows."""

from collections.abc import Iterator

from data.errors import SnapshotError, TemisError
from data.snapshot import MANIFEST, Snapshot


def verify(snapshot: Snapshot) -> list[TemisError]:
    """What is wrong with a snapshot's files; a file that nobody listed is never read, but it is named here."""
    return [*_altered(snapshot), *_unknown(snapshot)]


def _altered(snapshot: Snapshot) -> Iterator[TemisError]:
    for part in snapshot.manifest.parts:
        try:
            snapshot.file(part)
        except SnapshotError as problem:
            yield problem


def _unknown(snapshot: Snapshot) -> Iterator[TemisError]:
    listed = {part.path for part in snapshot.manifest.parts} | {MANIFEST}
    for path in sorted(snapshot.folder.rglob("*")):
        where = str(path.relative_to(snapshot.folder))
        if path.is_file() and where not in listed:
            yield SnapshotError("snapshot_file_unknown", snapshot=snapshot.id, file=where)
