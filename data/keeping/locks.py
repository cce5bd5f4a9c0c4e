"""Locks: one writer at a time in a state folder, and working folders that tell whether their maker still lives.

A lock is the system's own (flock), so it ends with the process that held it, however that ends.
"""

import re
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from data.errors import SnapshotError
from data.keeping import durably, swapping

_LOCK = "lock"
_HELD = ".held"
_PATIENCE = 900.0  # seconds; a rotation of a country's detail takes minutes
_QUIET = 3600.0  # seconds without a change: nothing that still runs is that quiet
_KINDS = ("ingest", "raw", "backup")  # of working folders
_KEPT = ("snapshots", "retired", "quarantine", "intake")
_BEING_WRITTEN = re.compile(r"\..+\.\d+")  # ".name.<process>"


@contextmanager
def writing(state: Path, *, seconds: float = _PATIENCE) -> Iterator[None]:
    """Be the only writer of the state folder; may be entered again by the thread that holds it.

    Raises SnapshotError ``state_busy`` when another writer does not end within ``seconds``.
    """
    state.mkdir(parents=True, exist_ok=True)
    lock = FileLock(state.resolve() / _LOCK, is_singleton=True)
    try:
        lock.acquire(timeout=seconds)
    except Timeout:
        raise SnapshotError("state_busy") from None
    try:
        swapping.finish(state)  # a recovery that was cut short: nobody writes where half is new
        yield
    finally:
        lock.release()


@contextmanager
def workplace(state: Path, kind: str) -> Iterator[Path]:
    """A folder ``.<kind>-…`` of one's own for its owner alone, gone afterwards; a killed maker's goes with a sweep."""
    state.mkdir(parents=True, exist_ok=True)
    folder = state / f".{kind}-{secrets.token_hex(6)}"
    held = folder.with_name(folder.name + _HELD)
    with FileLock(held, timeout=10):
        folder.mkdir(mode=0o700)
        try:
            yield folder
        finally:
            durably.remove(folder)
            held.unlink(missing_ok=True)


def sweep(state: Path) -> list[str]:
    """Remove what killed processes left behind; names of what was removed. To be called by the folder's writer."""
    left = list(_half_written(state))
    for path in left:
        durably.remove(path)
    return [*sweep_workplaces(state), *(path.name for path in left)]


def sweep_workplaces(place: Path) -> list[str]:
    """Remove working folders of killed processes alone; names of what was removed. Anybody may call it, anywhere."""
    left = list(_abandoned(place))
    for path in left:
        durably.remove(path)
    for held in place.glob(f".*{_HELD}"):
        if not held.with_name(held.name.removesuffix(_HELD)).exists():
            _if_free(held)
    return [path.name for path in left]


def _abandoned(state: Path) -> Iterator[Path]:
    """Working folders whose maker is gone; one without a lock counts as left when nothing stirs in it."""
    for folder in (each for kind in _KINDS for each in state.glob(f".{kind}-*")):
        held = folder.with_name(folder.name + _HELD)
        if folder.name.endswith(_HELD) or not folder.is_dir():
            continue
        if _if_free(held) if held.exists() else _is_quiet(folder):
            yield folder


def _if_free(held: Path) -> bool:
    """Whether nobody holds the lock; its file is gone then."""
    with suppress(Timeout), FileLock(held, timeout=0):
        held.unlink(missing_ok=True)
        return True
    return False


def _is_quiet(folder: Path) -> bool:
    with suppress(FileNotFoundError):
        return time.time() - folder.stat().st_mtime > _QUIET
    return False


def _half_written(state: Path) -> Iterator[Path]:
    """What is written or removed by the folder's one writer alone: the lock is ours, so these are nobody's."""
    for folder in (
        state,
        *(state / name for name in _KEPT),
        *state.glob("snapshots/[!.]*"),
        *state.glob("retired/[!.]*"),
    ):
        if folder.is_dir():
            yield from (path for path in folder.iterdir() if _BEING_WRITTEN.fullmatch(path.name))
