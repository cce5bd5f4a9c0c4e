"""Runs: papers of a whole country made on a thread of their own, one run at a time, that can be watched and stopped.

Equal wishes give equal bytes, so whoever asks for what is being made, or was made last, is given that.
"""

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Generator, Hashable
from contextlib import closing
from typing import IO, Literal

from data.errors import TemisError
from pages.papers import spool

_LOG = logging.getLogger(__name__)
_KEPT = 2  # finished ones that wait to be taken away
_FORGOTTEN = 120.0  # seconds after which a run that nobody watches stops

State = Literal["waiting", "running", "ended", "stopped", "failed"]
Files = Callable[[], Generator[tuple[str, list[tuple[str, bytes]]], None, None]]  # place after place its files

_runs: OrderedDict[Hashable, "Run"] = OrderedDict()
_among_runs = threading.Lock()
_one_at_a_time = threading.Lock()


class Run:
    """One run: how far it is, what it made, why it failed. Read by any thread, moved by its own."""

    def __init__(self, files: Files, total: int) -> None:
        self.total, self.done, self.doing = total, 0, ""
        self.size = 0  # bytes, once it has ended
        self.state: State = "waiting"
        self.error: Exception | None = None
        self._files = files
        self._into: IO[bytes] = spool.held()
        self._reading, self._told_to_stop = threading.Lock(), threading.Event()
        self._seen = time.monotonic()

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in ("ended", "stopped", "failed")

    @property
    def share(self) -> float:
        """How much is done, from 0 to 1."""
        return self.done / self.total if self.total else 1.0

    def watch(self) -> None:
        """Say that somebody still looks."""
        self._seen = time.monotonic()

    def stop(self) -> None:
        """End it after the paper that is being made; what was made is thrown away."""
        self._told_to_stop.set()

    def content(self) -> bytes:
        """The zip; empty where there is none any more."""
        with self._reading:
            if self.state != "ended" or self._into.closed:
                return b""
            self._into.seek(0)
            return self._into.read()

    @property
    def is_there(self) -> bool:
        """Whether the zip can be taken away."""
        return self.state == "ended" and not self._into.closed

    def forget(self) -> None:
        """Stop it, and let go what it made."""
        self.stop()
        with self._reading:
            self._into.close()

    def work(self) -> None:
        """Wait for one's turn, then make everything; what goes wrong is kept for whoever watches."""
        try:
            while not _one_at_a_time.acquire(timeout=0.2):
                if self._must_end():
                    self.state = "stopped"
                    return
            try:
                self.state = "running"
                spool.pour(self._told(), self._into)
                self.size = self._into.tell()
                self.state = "stopped" if self._must_end() and self.done < self.total else "ended"
            finally:
                _one_at_a_time.release()
        except Exception as error:
            if not isinstance(error, TemisError):
                _LOG.exception("a run over all provinces failed")
            self.error = error
            self.state = "failed"
        finally:
            if self.state != "ended":
                self.forget()

    def _told(self) -> Generator[tuple[str, bytes], None, None]:
        with closing(self._files()) as places:
            for place, files in places:
                self.doing = place
                yield from files
                self.done += 1
                if self._must_end():
                    return

    def _must_end(self) -> bool:
        return self._told_to_stop.is_set() or time.monotonic() - self._seen > _FORGOTTEN


def begin(key: Hashable, files: Files, total: int) -> Run:
    """The run for this wish: the one that is there and good, else a new one."""
    with _among_runs:
        run = _runs.get(key)
        if run is None or run.state in ("stopped", "failed") or (run.state == "ended" and not run.is_there):
            run = _runs[key] = Run(files, total)
            threading.Thread(target=run.work, name="papers", daemon=True).start()
        _runs.move_to_end(key)
        run.watch()
        over = [each for each, other in _runs.items() if other.is_over and other is not run]
        for old in over[: max(len(over) - _KEPT, 0)]:
            _runs.pop(old).forget()
        return run


def found(key: Hashable) -> Run | None:
    """The run for this wish, if there is one; looking at it keeps it going."""
    run = _runs.get(key)
    if run is not None:
        run.watch()
    return run
