"""Pushing: a snapshot of the disk is put into the bucket, its manifest last, so that half of one is never seen.

Rows of single people stay on the disk: no screen reads them, and an erasure or a new key need not reach the bucket.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from data import settings
from data.errors import ObjectsError, SnapshotError
from data.objects import bucket, cache, listing
from data.objects.distant import is_detail
from data.snapshot import ID, MANIFEST, Manifest, Part, Snapshot, manifest_from, open_snapshot

_AT_ONCE = 4


@dataclass(frozen=True)
class Pushed:
    """Parts and bytes that were sent, and whether the snapshot stood there already."""

    parts: int
    bytes: int
    was_there: bool


def push(state: Path, name: str, progress: Callable[[str, float], None] = lambda step, done: None) -> Pushed:
    """Put a snapshot into the bucket; what a broken-off attempt left there is used.

    Raises ObjectsError, ``objects_another`` where one of that name holds something else, and SnapshotError for one that
    is not on the disk or not what its manifest says.
    """
    told = settings.objects()
    if told is None:
        raise ObjectsError("objects_not_set", snapshot=name[:80])
    folder = state / "snapshots" / name
    if not ID.fullmatch(name) or not folder.is_dir():
        raise SnapshotError("snapshot_unknown", snapshot=name[:80])
    snapshot, target = open_snapshot(folder), bucket.connect(told, is_patient=True)
    was_there = _stands(target, snapshot)
    sent = _send_parts(target, snapshot, progress)
    if not was_there and not _send_manifest(target, snapshot):
        was_there = _stands(target, snapshot)  # another was faster
    return Pushed(len(sent), sum(part.bytes for part in sent), was_there)


def same(one: Manifest, other: Manifest) -> bool:
    """Whether two manifests speak of the same figures; rows of single people may differ, as after an erasure."""
    return _figures(one) == _figures(other)


def _figures(manifest: Manifest) -> tuple:
    parts = sorted((part.path, part.sha256) for part in manifest.parts if not is_detail(part))
    return manifest.id, manifest.as_of, manifest.vintage, manifest.kind, manifest.series, parts


def _stands(target: bucket.Bucket, snapshot: Snapshot) -> bool:
    try:
        content, _ = target.read(_manifest_key(snapshot))
    except ObjectsError as problem:
        if problem.code == "objects_gone":
            return False
        raise
    if not same(manifest_from(content, snapshot.id), snapshot.manifest):
        raise ObjectsError("objects_another", snapshot=snapshot.id)
    return True


def _send_parts(target: bucket.Bucket, snapshot: Snapshot, progress: Callable[[str, float], None]) -> Sequence[Part]:
    """Those that are not there in full; each is held to its digest before it leaves."""
    there = target.listed(f"parts/{snapshot.id}")
    wanted = {cache.key(snapshot.id, part): part for part in snapshot.manifest.parts if not is_detail(part)}
    sizes = {f"parts/{snapshot.id}/{name}": listed.bytes for name, listed in there.items()}
    missing = [part for key, part in wanted.items() if sizes.get(key) != part.bytes]

    def send(part: Part) -> None:
        key, content = cache.key(snapshot.id, part), snapshot.file(part).read_bytes()
        if key in sizes:  # cut short: its name says what it should be
            target.replace(key, content)
        else:
            target.write_new(key, content)

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for done, _ in enumerate(pool.map(send, missing), start=1):
            progress(snapshot.id, done / len(missing))
    return missing


def _send_manifest(target: bucket.Bucket, snapshot: Snapshot) -> bool:
    path = snapshot.folder / MANIFEST
    noted = {listing.PUBLISHED: str(path.stat().st_mtime_ns)}
    return target.write_new(_manifest_key(snapshot), path.read_bytes(), noted)


def _manifest_key(snapshot: Snapshot) -> str:
    return f"{listing.MANIFESTS}/{snapshot.id}.json"
