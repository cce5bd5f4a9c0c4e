"""Watching: work in a fresh process, with the memory of all its processes and what else the machine did meanwhile."""

import multiprocessing
import os
import resource
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import psutil

from tests.bench import clock

_EVERY = 0.02  # seconds


@dataclass
class Watched:
    """``result`` of the work; ``samples`` of (moment, MB of all its processes); ``others``, share of the machine.

    ``alone`` is the most MB that the process without its children ever held: what falls between two samples too.
    """

    result: Any = None
    samples: list[tuple[float, float]] = field(default_factory=list)
    others: float = 0.0
    alone: float = 0.0

    def peak_between(self, begun: float, ended: float) -> float:
        """Most MB between two moments of ``time.perf_counter``; resident memory, shared pages counted in each."""
        return max((megabytes for moment, megabytes in self.samples if begun <= moment <= ended), default=0.0)

    @property
    def peak(self) -> float:
        """Most MB at any moment."""
        return max([self.alone, *(megabytes for _, megabytes in self.samples)])


def watched(work: Callable[..., Any], *values: Any) -> Watched:
    """Do the work in a fresh process and watch it, its children and theirs."""
    seen = Watched()
    before = _busy(), _own(), time.perf_counter()
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as fresh:
        process = psutil.Process(fresh.submit(os.getpid).result())
        with _sampled(process, seen.samples):
            seen.result = fresh.submit(work, *values).result()
        seen.alone = fresh.submit(clock.peak_memory).result()
    busy, own, now = _busy() - before[0], _own() - before[1], time.perf_counter() - before[2]
    seen.others = max(busy - own, 0.0) / (now * (os.cpu_count() or 1))
    return seen


@contextmanager
def _sampled(process: psutil.Process, samples: list[tuple[float, float]]) -> Iterator[None]:
    done = threading.Event()

    def sample() -> None:
        while not done.wait(_EVERY):
            samples.append((time.perf_counter(), _memory(process)))

    watching = threading.Thread(target=sample, daemon=True)
    watching.start()
    try:
        yield
    finally:
        done.set()
        watching.join()


def _memory(process: psutil.Process) -> float:
    """MB that the process and all below it hold; one that has just ended holds nothing."""
    whole = 0
    with suppress(psutil.Error):
        for each in (process, *process.children(recursive=True)):
            with suppress(psutil.Error):
                whole += each.memory_info().rss
    return whole / clock.MEGABYTE


def _busy() -> float:
    """Seconds all cores have worked so far, for whomever."""
    times = psutil.cpu_times()
    return sum(times) - times.idle - getattr(times, "iowait", 0.0) - getattr(times, "guest", 0.0)


def _own() -> float:
    """Seconds this process and those it has waited for have worked so far."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)
