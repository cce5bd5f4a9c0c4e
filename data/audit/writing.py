"""Writing: entries wait in memory for less than a second, then a thread of their own adds them to the day's file.

A page never waits for the disk, and none fails because of it: what cannot be written stays in memory and is tried
again, the oldest first; what no longer fits there is counted, and the log says how many it lost. Both are in the
operator's log, and on the administrator's screen while they last.
"""

import atexit
import logging
import threading
import time
from collections import deque
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

from data import settings
from data.audit import files
from data.audit.files import Added, Disturbed
from data.audit.lines import Entry
from data.errors import TemisError

FOLDER = "audit"
_LOG = logging.getLogger(__name__)
_GATHER = 0.3  # seconds for which entries wait for each other
_AGAIN = 5.0  # seconds until a disk that took nothing is tried again
_IDLE = 30.0  # seconds without an entry after which the thread ends, until the next one
_MOST = 20_000  # entries that may wait
_AT_ONCE = 64  # names of files in one line


@dataclass(frozen=True)
class Trouble:
    """Since when (UTC) this process cannot write, why, how many entries wait, and how many are lost for good."""

    since: datetime
    why: str
    waiting: int
    lost: int


class Writer:
    """The log of one state folder in this process."""

    def __init__(self, state: Path) -> None:
        self._folder = state / FOLDER
        self._waiting: deque[Entry] = deque()
        self._lost = 0
        self._guard, self._writing, self._woken = threading.Lock(), threading.Lock(), threading.Event()
        self._thread: threading.Thread | None = None
        self._file: Added | None = None
        self._failed: tuple[datetime, str] | None = None

    def note(self, entry: Entry) -> None:
        """Take an entry over; it is written soon."""
        with self._guard:
            if len(self._waiting) < _MOST:
                self._waiting.append(entry)
            else:
                self._lost += 1
            self._woken.set()
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="audit", daemon=True)
                self._thread.start()

    @property
    def trouble(self) -> Trouble | None:
        """Why nothing can be written; None while it can."""
        failed = self._failed
        return Trouble(*failed, len(self._waiting), self._lost) if failed else None

    def flush(self) -> None:
        """Write what waits, now."""
        with self._writing:
            with self._guard:
                entries, lost = list(self._waiting), self._lost
                self._waiting.clear()
            if not entries and not lost:
                return
            said = [*([Entry("lost", size=lost)] if lost else []), *entries]
            try:
                self._add(said)
            except OSError as error:
                self._put_back(entries)
                self._fail(error)
            else:
                self._recover(lost)

    def _run(self) -> None:
        while True:
            if not self._woken.wait(_IDLE):
                with self._guard:
                    if not self._woken.is_set():
                        self._thread = None
                        return
            time.sleep(_GATHER)
            self._woken.clear()
            self.flush()
            if self._failed:
                time.sleep(_AGAIN)
                self._woken.set()

    def _add(self, entries: list[Entry]) -> None:
        """Add to today's file; where that was disturbed, another one begins and names the end that it finds."""
        today = datetime.now(UTC).date()
        if self._file is None or self._file.day != today:
            self._file = self._begun(today)
        try:
            self._file.add(entries)
        except Disturbed:
            _LOG.error("the audit log was changed by another hand: %s", self._file.path.name)
            lost, self._file = self._file, self._begun(today)
            self._file.add([Entry("began", files=lost.end), *entries])

    def _begun(self, today: date) -> Added:
        begun = Added(self._folder, today)
        try:
            begun.add([Entry("began", files=files.ends(self._folder, today))])
        except OSError:
            begun.path.unlink(missing_ok=True)
            raise
        try:
            _outlive(self._folder, begun, today)
        except (OSError, TemisError):
            _LOG.exception("files of the audit log that are past their time stay")
        return begun

    def _put_back(self, entries: list[Entry]) -> None:
        with self._guard:
            room = max(0, _MOST - len(self._waiting))
            self._lost += max(0, len(entries) - room)
            self._waiting.extendleft(reversed(entries[:room]))

    def _fail(self, error: OSError) -> None:
        if self._failed is None:
            self._failed = (datetime.now(UTC), error.strerror or type(error).__name__)
            _LOG.error("the audit log cannot be written: %s; the pages go on", error)

    def _recover(self, lost: int) -> None:
        with self._guard:
            self._lost -= lost
        if self._failed is not None:
            _LOG.warning("the audit log is written again; %d entries lost", lost)
            self._failed = None


def _outlive(folder: Path, begun: Added, today: date) -> None:
    """Remove files past their time, said first, so that nobody takes them for stolen."""
    old = files.outlived(folder, today - timedelta(days=settings.audit_days()))
    for place in range(0, len(old), _AT_ONCE):
        some = old[place : place + _AT_ONCE]
        begun.add([Entry("outlived", size=len(some), files=" ".join(path.name for path in some))])
        for path in some:
            path.unlink(missing_ok=True)


@cache
def _writer(state: Path) -> Writer:
    made = Writer(state)
    atexit.register(made.flush)
    return made


def note(state: Path, entry: Entry) -> None:
    """Note what happened; it is in the file within a second, and nobody waits for that."""
    _writer(state).note(entry)


def flush(state: Path) -> None:
    """Write what waits now, for whoever ends before a second is over."""
    _writer(state).flush()


def trouble(state: Path) -> Trouble | None:
    """Why this process cannot write its log; None while it can."""
    return _writer(state).trouble
