"""Preparing: what the first to open the newest snapshot would wait for is made before they come.

In a process of its own at a low priority, since it takes seconds of processor for years of the country: ``python -m
data.preparing``. One at a time prepares a state folder; whatever fails is made by who asks for it first, as before.
"""

import logging
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
from filelock import FileLock, Timeout

from data import common, history, settings
from data.access import Scope
from data.errors import TemisError
from data.keeping.series import place_in_series
from data.objects.listing import every
from data.snapshot import Snapshot

_LOG = logging.getLogger(__name__)
_LOCK = ".preparing.lock"
_LESS = 5  # by which other work goes first


def newest(state: Path) -> Snapshot | None:
    """What a reader gets unasked: the last one that is no example, where there is any."""
    listed = every(state)[0]
    return max(listed, key=lambda each: (not each.is_set_aside, *place_in_series(each)), default=None)


def is_needed(state: Path) -> bool:
    """Whether something of the newest snapshot is not there yet."""
    return any(not common.is_prepared(*asked) for asked in _asked(state))


def prepare(state: Path) -> bool:
    """Make what is not there yet; False where another does so already, or where it failed, which is in the log."""
    try:
        folder = state / common.FOLDER
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with FileLock(folder / _LOCK, timeout=0):
            for asked in _asked(state):
                common.prepare(*asked)
    except Timeout:
        return False
    except (TemisError, OSError, duckdb.Error) as problem:
        _LOG.warning("nothing was prepared; who comes first will wait: %s", type(problem).__name__)
        return False
    return True


def apart(state: Path) -> "subprocess.Popen[bytes]":
    """Prepare in a process of its own; the caller waits for it, or ends it."""
    command = [sys.executable, "-m", "data.preparing", str(state.resolve())]
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, cwd=settings.ROOT)  # noqa: S603 - ourselves


def _asked(state: Path) -> Iterator[tuple[Snapshot, Scope, Path, int]]:
    """What most will ask for: the newest in its own division, whole, and where people sign in without small groups."""
    found = newest(state)
    if found is None or not history.path(state).is_file():
        return
    for scope in (Scope.everything(), *([Scope(is_careful=True)] if settings.login() else [])):
        yield found, scope, history.path(state), found.vintage


def _main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that what was begun is cleared away
    if hasattr(os, "nice"):
        os.nice(_LESS)
    prepare(Path(sys.argv[1]))


if __name__ == "__main__":
    _main()
