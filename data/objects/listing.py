"""Listing: which snapshots the bucket holds, as it was last seen; their manifests are kept beside the cache.

The bucket is asked once in a while (one request, and one for each manifest that is new), never by whoever lists. What
it said last holds while it does not answer, so that a snapshot whose parts are here stays open.
"""

import hashlib
import json
import os
import time
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from data import settings
from data.errors import ObjectsError, SettingError, SnapshotError, TemisError
from data.keeping import durably
from data.objects import bucket
from data.objects.distant import Distant
from data.settings import Objects
from data.snapshot import ID, MANIFEST, Manifest, Snapshot, list_snapshots, manifest_from

MANIFESTS = "manifests"
PUBLISHED = "published"  # noted with a manifest: nanoseconds since 1970
_LARGEST = 50_000_000  # bytes of a manifest
_FOLDER, _LISTING, _LOOKED, _LOCK = "objects", "listing.json", "looked", ".lock"


def place(state: Path) -> Path:
    """Where what comes from the bucket lies in a state folder."""
    return state / _FOLDER


def every(state: Path) -> tuple[list[Snapshot], list[TemisError]]:
    """Snapshots on the disk and in the bucket, oldest first, and why others cannot be opened; the disk goes first."""
    good, problems = list_snapshots(state)
    held = {snapshot.id for snapshot in good}
    found, others = in_bucket(state)
    both = [*good, *(each for each in found if each.id not in held)]
    return sorted(both, key=lambda each: (each.as_of, each.id)), [*problems, *others]


def in_bucket(state: Path) -> tuple[list[Snapshot], list[TemisError]]:
    """What the bucket held when it was last asked, and what is wrong with it; nothing is asked now."""
    try:
        told = settings.objects()
    except SettingError as problem:
        return [], [problem]
    said = _said(state, told) if told else {}
    good: list[Snapshot] = []
    problems: list[TemisError] = (
        [ObjectsError(said["problem"]["code"], **said["problem"]["details"])] if said.get("problem") else []
    )
    for name in sorted(said.get("manifests", ())):
        try:
            good.append(_opened(state, name))
        except SnapshotError as problem:
            problems.append(problem)
    return good, problems


def changed(state: Path) -> int:
    """When what the bucket holds was last found different; 0 before the first look."""
    return _changed(place(state) / _LISTING)


def looked(state: Path) -> float:
    """When the bucket was last asked, in seconds since 1970; 0 when never."""
    return _changed(place(state) / _LOOKED) / 10**9


def refresh(state: Path, *, seconds: float = 0.0) -> bool:
    """Ask the bucket now; whether what is known of it changed, problems included.

    Another process that is asking is waited for ``seconds`` long; its answer is as good as ours.
    """
    told = settings.objects()
    if told is None:
        return False
    folder = place(state)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = FileLock(folder / _LOCK)
    try:
        lock.acquire(timeout=seconds)
    except Timeout:
        return False
    try:
        (folder / _LOOKED).touch()
        return _asked(state, told)
    finally:
        lock.release()


def _asked(state: Path, told: Objects) -> bool:
    before = _said(state, told)
    now: dict[str, Any] = {"address": told.address, "manifests": dict(before.get("manifests", {})), "problem": None}
    try:
        _bring(state, bucket.connect(told), now["manifests"])
    except ObjectsError as problem:
        now["problem"] = {"code": problem.code, "details": problem.details}
    if now == before:
        return False
    durably.write(place(state) / _LISTING, json.dumps(now).encode(), mode=0o600)
    return True


def _bring(state: Path, source: bucket.Bucket, known: dict[str, str]) -> None:
    """Make the manifests here those of the bucket; ``known`` (name to mark) follows each step."""
    there = {}
    for name, listed in source.listed(MANIFESTS).items():
        stem = name.removesuffix(".json")
        if name != stem and ID.fullmatch(stem) and listed.bytes <= _LARGEST:
            there[stem] = listed.mark
    for name in set(known) - set(there):
        del known[name]
        durably.remove(_folder(state, name))
    for name, mark in there.items():
        if known.get(name) != mark or not (_folder(state, name) / MANIFEST).is_file():
            _keep(state, name, *source.read(f"{MANIFESTS}/{name}.json"))
            known[name] = mark


def _keep(state: Path, name: str, content: bytes, noted: Any) -> None:
    """One manifest, with the time of its publishing, which orders a series."""
    folder = _folder(state, name)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    told = str(noted.get(PUBLISHED, ""))
    at = int(told) if told.isdecimal() and len(told) < 20 else time.time_ns()
    durably.write(folder / MANIFEST, content, mode=0o600, changed_ns=at)


def _folder(state: Path, name: str) -> Path:
    return place(state) / MANIFESTS / name


def _said(state: Path, told: Objects) -> dict[str, Any]:
    """What is known of this bucket; nothing of another."""
    with suppress(OSError, ValueError):
        said = json.loads((place(state) / _LISTING).read_bytes())
        if isinstance(said, dict) and said.get("address") == told.address:
            return said
    return {}


def _opened(state: Path, name: str) -> Snapshot:
    path = _folder(state, name) / MANIFEST
    try:
        seen = path.stat()
        manifest, digest = _read(path, seen.st_mtime_ns, seen.st_size)
    except OSError as error:
        raise SnapshotError("snapshot_manifest_unreadable", snapshot=name) from error
    return Distant(path.parent, manifest, digest, place=place(state) / "parts")


@lru_cache(maxsize=256)  # a hundred manifests take a third of a second to read
def _read(path: Path, changed_ns: int, size: int) -> tuple[Manifest, str]:
    del changed_ns, size  # only there so that a changed manifest is read again
    content = path.read_bytes()
    return manifest_from(content, path.parent.name), hashlib.sha256(content).hexdigest()


def _changed(path: Path) -> int:
    try:
        return os.stat(path).st_mtime_ns
    except OSError:
        return 0
