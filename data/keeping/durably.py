"""Durably: what is written is there after a crash, whole, and a full disk is said for what it is."""

import errno
import os
import re
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from data.errors import IngestError, SnapshotError, TemisError

_FULL = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}
# DuckDB and polars pass the system's sentence on, not always its number; the last is DuckDB's own ceiling on spilling
_SAID = re.compile(r"no space left|file too large|quota exceeded|max_temp_directory_size", re.IGNORECASE)
_AT_ONCE = 8  # a disk gathers flushes that come together


def is_full_disk(error: BaseException | None) -> bool:
    """Whether an error, or what led to it, is a disk, quota or file that can take no more."""
    while error is not None:
        if getattr(error, "errno", None) in _FULL or _SAID.search(str(error)):
            return True
        error = error.__cause__ or error.__context__
    return False


@contextmanager
def full_disk_said(kind: type[TemisError] = SnapshotError) -> Iterator[None]:
    """Raise ``disk_full`` (IngestError or SnapshotError) for whatever a full disk raised; the rest passes."""
    try:
        yield
    except TemisError:
        raise
    except Exception as error:
        if not is_full_disk(error):
            raise
        raise (IngestError("disk_full") if kind is IngestError else SnapshotError("disk_full")) from error


def write(path: Path, content: bytes, *, mode: int = 0o644, changed_ns: int | None = None) -> None:
    """Put a file in the place of an older one, or leave the older one; ``changed_ns``: the time it shall bear."""
    waiting = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if changed_ns is not None:
            os.utime(waiting, ns=(changed_ns, changed_ns))
        waiting.replace(path)
    except BaseException:
        waiting.unlink(missing_ok=True)
        raise
    sync(path.parent)


def sync(path: Path) -> None:
    """Flush one file, or the names in one folder, to the disk."""
    if os.name == "nt" and path.is_dir():  # Windows flushes names by itself and opens no folder
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_tree(folder: Path) -> None:
    """Flush every file and folder below, the deepest first, and the folder itself."""
    inside = sorted(folder.rglob("*"), reverse=True)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        list(pool.map(sync, (path for path in inside if path.is_file())))
    for path in (*(path for path in inside if path.is_dir()), folder):
        sync(path)


def remove(path: Path) -> None:
    """Remove a file or a whole folder; what is gone already is no error."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def remove_at_once(path: Path) -> None:
    """Remove a folder so that it is never seen half removed; what a crash leaves of it bears a name that is swept."""
    waiting = path.with_name(f".{path.name}.{os.getpid()}")
    path.rename(waiting)
    remove(waiting)
