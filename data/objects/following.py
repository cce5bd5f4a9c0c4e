"""Following: the bucket is asked beside the pages, once in a while, and the history follows what it holds."""

import logging
import threading
import time
from pathlib import Path

import duckdb

from data import history, settings
from data.errors import ObjectsError, SettingError, TemisError
from data.objects import listing

_LOG = logging.getLogger(__name__)
_FIRST = 3.0  # seconds the very first page waits to see what there is
_LOOKING = threading.Lock()
_BEHIND: set[Path] = set()  # state folders whose history lacks what the bucket did not give


def keep_up(state: Path) -> None:
    """See to it that what is known of the bucket is younger than ``TEMIS_OBJECTS_SECONDS``; returns at once.

    Where the bucket was never asked, it waits a moment. Settings that cannot be used are said by whoever lists.
    """
    try:
        told = settings.objects()
    except SettingError:
        return
    last = listing.looked(state)
    if told is None or time.time() - last < told.seconds or not _LOOKING.acquire(blocking=False):
        return
    looking = threading.Thread(target=_look, args=(state,), name="objects", daemon=True)
    looking.start()
    if not last:
        looking.join(_FIRST)


def look(state: Path, *, seconds: float = 30.0) -> None:
    """Ask the bucket now and make the history fit; for commands, which wait."""
    if listing.refresh(state, seconds=seconds) or state in _BEHIND:
        problems = history.refresh(state)
        is_behind = any(isinstance(problem, ObjectsError) for problem in problems)
        (_BEHIND.add if is_behind else _BEHIND.discard)(state)


def _look(state: Path) -> None:
    try:
        look(state, seconds=0.0)
    except (TemisError, OSError, duckdb.Error) as problem:
        _BEHIND.add(state)
        _LOG.warning("the bucket was asked, but what follows must wait", exc_info=problem)
    finally:
        _LOOKING.release()
