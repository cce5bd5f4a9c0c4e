"""The cache: parts of snapshots by their digest, shared by all processes of a state folder.

A file gets its name in one step and only when it is what its digest says; it is held to it again whenever it is used.
Over the limit those go that were not used for longest; what was used in the last minutes stays, since somebody may be
reading it.
"""

import hashlib
import os
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from data.errors import ObjectsError
from data.keeping import durably
from data.objects.bucket import Bucket
from data.snapshot import Part, digest_of

_AT_ONCE = 8
_IN_USE = 300.0  # seconds since its last use in which a file is not removed
_LEFT = 3600.0  # seconds after which a file that never got its name is a killed process's


def key(snapshot: str, part: Part) -> str:
    """The name of a part in the bucket: its digest, so that no other content can ever stand in its place."""
    return f"parts/{snapshot}/{part.sha256}.parquet"


def fetched(place: Path, bucket: Bucket, snapshot: str, parts: Sequence[Part], *, most: int) -> list[Path]:
    """Files of the parts, in their order; what is not here comes from the bucket, some at a time.

    ``most`` bytes are kept. Raises ObjectsError, ``objects_altered`` where the bucket holds something else.
    """
    missing = [part for part in parts if not _is_whole(_path(place, part), part)]
    if missing:
        with durably.full_disk_said(), ThreadPoolExecutor(_AT_ONCE) as pool:
            list(pool.map(lambda part: _fetch(place, bucket, snapshot, part), missing))
        shrink(place, most)
    return [_path(place, part) for part in parts]


def _path(place: Path, part: Part) -> Path:
    return place / part.sha256[:2] / f"{part.sha256}.parquet"


def _is_whole(path: Path, part: Part) -> bool:
    """Whether the file is there as it should be; it counts as used then."""
    with suppress(OSError):
        if digest_of(path) == part.sha256:
            os.utime(path)
            return True
    return False


def _fetch(place: Path, bucket: Bucket, snapshot: str, part: Part) -> None:
    content, _ = bucket.read(key(snapshot, part))
    if hashlib.sha256(content).hexdigest() != part.sha256:
        raise ObjectsError("objects_altered", snapshot=snapshot, file=part.path)
    path = _path(place, part)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    waiting = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}")
    try:
        with os.fdopen(os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content)
        waiting.replace(path)
    except BaseException:
        waiting.unlink(missing_ok=True)
        raise


def shrink(place: Path, most: int) -> None:
    """Remove what was not used for longest until ``most`` bytes are left, and what killed processes left."""
    now, found = time.time(), sorted(_files(place))
    held = sum(size for _, size, _ in found)
    for used, size, path in found:
        is_left = path.name.startswith(".") and now - used > _LEFT
        if is_left or (held > most and now - used > _IN_USE):
            path.unlink(missing_ok=True)
            held -= size


def _files(place: Path) -> Iterator[tuple[float, int, Path]]:
    """When each file was last used, its bytes, and where it is."""
    for path in place.glob("*/*"):
        with suppress(FileNotFoundError):
            seen = path.stat()
            yield seen.st_mtime, seen.st_size, path
