"""Measuring: turn by turn, so that whatever else the machine does hits both sides, and in fresh processes."""

import multiprocessing
import resource
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from typing import Any, NamedTuple

import psutil

MEGABYTE = 1_000_000

Side = tuple[Callable[[], Any], Callable[[], Any]]  # what comes before, unmeasured; the work


def milliseconds(work: Callable[[], Any]) -> float:
    """How long one piece of work takes, in ms."""
    begun = time.perf_counter_ns()
    work()
    return (time.perf_counter_ns() - begun) / 1e6


class Duel(NamedTuple):
    """Median ms of two sides, and the median of their ratio round by round."""

    ours: float
    other: float
    ratio: float


def duel(rounds: int, ours: Side, other: Side) -> Duel:
    """Two sides turn by turn; who begins changes from round to round, since the second finds warmer caches."""
    rows = [(_timed(ours), _timed(other)) if number % 2 else _swapped(ours, other) for number in range(rounds)]
    ratios = [mine / yours for mine, yours in rows]
    return Duel(*(statistics.median(times) for times in (*zip(*rows, strict=True), ratios)))


def _swapped(ours: Side, other: Side) -> tuple[float, float]:
    yours = _timed(other)
    return _timed(ours), yours


def _timed(side: Side) -> float:
    before, work = side
    before()
    return milliseconds(work)


def alone(work: Callable[..., Any], *values: Any) -> Any:
    """What the work returns in a fresh process, where nobody else's memory counts."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as fresh:
        return fresh.submit(work, *values).result()


def peak_memory() -> float:
    """Most memory this process has ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / MEGABYTE


def memory() -> float:
    """Memory this process holds now, in MB."""
    return psutil.Process().memory_info().rss / MEGABYTE
