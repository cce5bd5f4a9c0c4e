"""Kept: database files made once and attached to read, each known by its name and held to the digest in it.

A file is a convenience, never the truth: its name changes with all that goes into it, and one that is missing or
altered is made again. Where nothing can be written it is made aside for one store alone.
"""

import logging
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
from filelock import FileLock

from data.keeping import durably
from data.snapshot import digest_of

_LOG = logging.getLogger(__name__)
FOLDER = "common"
_MOST_BYTES = 1_500_000_000  # of all files; those made longest ago go first
_PATIENCE = 300.0  # seconds to wait for another who prepares
_LEFT_BEHIND = 3600.0  # seconds after which a half-written file is nobody's
# makings at once in a process: each takes some 40 MB and ten threads, and after a publication all visitors need one
_TURNS = threading.BoundedSemaphore(4)
_mine = threading.local()
_BLOCK = 16384  # bytes, the least there is: a store holds in memory what it has read, by blocks

Make = Callable[[duckdb.DuckDBPyConnection], None]


def attach(
    connection: duckdb.DuckDBPyConnection, alias: str, name: str, make: Callable[[Path], None], folder: Path | None
) -> None:
    """Attach the file of this name, to be read only; ``make`` writes it where it is not there yet.

    ``folder``: where such files are kept; None, or where nothing can be written: it is made for this store alone.
    Whatever ``make`` raises passes.
    """
    with _file(name, make, folder) as file:
        connection.execute(f"attach '{_quoted(file)}' as {alias} (read_only)")


def attach_to_write(connection: duckdb.DuckDBPyConnection, alias: str, file: Path) -> None:
    """Attach a new file to write it."""
    connection.execute(f"attach '{_quoted(file)}' as {alias} (block_size {_BLOCK:d})")


@contextmanager
def _file(name: str, make: Callable[[Path], None], folder: Path | None) -> Iterator[Path]:
    kept = None if folder is None else _kept(name, make, folder)
    if kept is not None:
        yield kept
        return
    with TemporaryDirectory(prefix="temis-", ignore_cleanup_errors=True) as aside:
        file = Path(aside) / "made.duckdb"
        with _turn():
            make(file)
        yield file  # once it is attached it need not be found any more


@contextmanager
def _turn() -> Iterator[None]:
    """A turn to make; whoever has one keeps it for what is asked for meanwhile: a scope's file asks for its kind's."""
    if getattr(_mine, "has_turn", False):
        yield
        return
    with _TURNS:
        _mine.has_turn = True
        try:
            yield
        finally:
            _mine.has_turn = False


def _kept(name: str, make: Callable[[Path], None], folder: Path) -> Path | None:
    """The file of this name in the folder, made if need be; None where it cannot be written."""
    found = _sound(folder, name)
    if found is not None:
        return found
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _turn(), FileLock(folder / f".{name}.lock", timeout=_PATIENCE):
            return _sound(folder, name) or _made(name, make, folder)
    except (OSError, duckdb.IOException) as error:
        if not (isinstance(error, OSError) or durably.is_full_disk(error)):
            raise
        _LOG.warning("what stores have in common is not kept: %s", type(error).__name__)
        return None


def _made(name: str, make: Callable[[Path], None], folder: Path) -> Path:
    _tidy(folder)
    waiting = folder / f".{name}.{os.getpid()}"
    try:
        make(waiting)
        waiting.chmod(0o600)
        made = folder / f"{name}-{digest_of(waiting)}.duckdb"
        waiting.replace(made)
    finally:
        waiting.unlink(missing_ok=True)
    _is_sound(made, *_stamp(made))
    return made


def _sound(folder: Path, name: str) -> Path | None:
    """A file of this name that is what it was when it was made."""
    for found in folder.glob(f"{name}-*.duckdb"):
        try:
            if _is_sound(found, *_stamp(found)):
                return found
        except FileNotFoundError:  # let go meanwhile
            continue
        _LOG.warning("what stores have in common was altered; it is made again")
        found.unlink(missing_ok=True)
    return None


@cache
def _is_sound(file: Path, changed_ns: int, size: int, inode: int) -> bool:
    """Asked once by each process, as long as the file is not touched."""
    del changed_ns, size, inode
    return file.stem.endswith(digest_of(file))


def _stamp(file: Path) -> tuple[int, int, int]:
    seen = file.stat()
    return seen.st_mtime_ns, seen.st_size, seen.st_ino


def _tidy(folder: Path) -> None:
    """Let go of the files made longest ago, and of what somebody who was killed left half written."""
    made = []
    for file in folder.iterdir():
        try:
            seen = file.stat()
        except FileNotFoundError:  # another tidies as well
            continue
        if file.suffix == ".duckdb":
            made.append((seen.st_mtime_ns, seen.st_size, file))
        elif time.time() - seen.st_mtime > _LEFT_BEHIND:
            file.unlink(missing_ok=True)
    left = sum(size for _, size, _ in made)
    for _, size, file in sorted(made):
        if left <= _MOST_BYTES:
            break
        file.unlink(missing_ok=True)  # a store that has it attached keeps it
        left -= size


def _quoted(file: Path) -> str:
    return str(file).replace("'", "''")
