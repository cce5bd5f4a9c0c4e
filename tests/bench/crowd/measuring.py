"""One row: so many processes, so many sessions with time to think; what they waited and what the processes took."""

import asyncio
import os
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from tests.operation.site import STREAMLIT, Site
from tests.soak import people
from tests.soak.reporting import traces
from tests.soak.visiting import Tally, Visitor, visit
from tests.soak.watching import Life, watch

CEILING = 6_000.0  # megabytes of a process from which a row is stopped: the machine has others to serve
_GRACE = 30.0  # seconds after the end for what is still awaited
_WARMS_AFTER = 6.0  # seconds until a process that nobody visits has begun to warm itself (``dress.warm_beside``)
_WARM_WITHIN = 60.0  # seconds for what a process does beside its first visitors
_IDLE = 0.2  # seconds of processor in a second, of all processes, from which they count as idle
_MB = 1_000_000


@dataclass(frozen=True)
class Kind:
    """What a row is of; ``lacks`` names measures that are taken out."""

    processes: int
    sessions: int
    lacks: tuple[str, ...] = ()

    @property
    def starts(self) -> Sequence[str]:
        """What Python is told to start a process of it."""
        return ("-m", "tests.bench.crowd.without", ",".join(self.lacks)) if self.lacks else STREAMLIT


@dataclass(frozen=True)
class Times:
    """How long is measured, after how long of warming up; how long a visitor thinks on average. Seconds."""

    measured: float
    warming: float
    think: float


@dataclass
class Row:
    """What was found. Megabytes are proportional (PSS), one number a process; processor in seconds while measured."""

    kind: Kind
    seconds: float = 0.0
    taken: list[float] = field(default_factory=list)
    unanswered: list[float] = field(default_factory=list)
    in_time: int = 0
    errors: list[str] = field(default_factory=list)
    base: list[float] = field(default_factory=list)
    at_end: list[float] = field(default_factory=list)
    processor: float = 0.0
    visitors: float = 0.0
    front: float = 0.0
    stopped: float | None = None  # seconds after the visitors came, when a process had grown too large

    @property
    def waited(self) -> list[float]:
        """Seconds of every choice, of those unanswered as long as had been waited."""
        return self.taken + self.unanswered


@dataclass
class _Window(Tally):
    """A tally of the measured time alone, but for faults: those of the warm-up are faults too."""

    since: float = 0.0
    until: float = 0.0
    in_time: int = 0
    early: list[float] = field(default_factory=list)  # of the warm-up

    def note(self, tab: object, what: str, seconds: float) -> None:
        """One view that stood; counted only if it came after the warm-up."""
        super().note(tab, what, seconds)
        now = time.monotonic()
        if now < self.since:
            self.early.append(self.taken[what].pop())
        elif now <= self.until:
            self.in_time += 1


def measure(kind: Kind, state: Path, times: Times, *, ceiling: float = CEILING, seed: int = 7) -> Row:
    """Start the processes, let the visitors in, and measure; everything is ended afterwards."""
    row = Row(kind)
    with tempfile.TemporaryDirectory(prefix="temis-crowd-") as folder:
        with Site(Path(folder), state, count=kind.processes, trusts=True, starts=kind.starts) as site:
            _await_idle(site)
            row.base = _megabytes(site)
            asyncio.run(_visits(row, site, times, ceiling, seed))
        row.errors += traces([process.log for process in site.processes])
    return row


async def _visits(row: Row, site: Site, times: Times, ceiling: float, seed: int) -> None:
    began = time.monotonic()
    tally = _Window(since=began + times.warming, until=began + times.warming + times.measured)
    visitors = people.visitors(row.kind.sessions, are_offices=True, think=times.think, until=tally.until, seed=seed)
    lives: list[Life] = []
    watching = asyncio.create_task(watch(site.processes, lives, began=began, every=1.0))
    tls = site.context()
    visits = [asyncio.create_task(_stay(site.url, tls, who, tally)) for who in visitors]
    try:
        await _window(row, site, tally, lives, ceiling=ceiling, began=began)
        if row.stopped is None:
            await asyncio.wait(visits, timeout=_GRACE)
    finally:
        watching.cancel()
        for each in visits:
            each.cancel()
        await asyncio.gather(*visits, return_exceptions=True)
    # what was stopped before it was warm has nothing else to show
    row.taken = [seconds for taken in tally.taken.values() for seconds in taken] or tally.early
    row.unanswered, row.in_time = tally.unanswered, tally.in_time
    row.errors += tally.faults + tally.lost + ["a connection was lost"] * len(tally.back)


async def _stay(url: str, tls: object, who: Visitor, tally: Tally) -> None:
    """Come again after whatever ended a visit, as people do."""
    while time.monotonic() < who.until:
        await visit(url, tls, who, tally, lambda said: None)


async def _window(row: Row, site: Site, tally: _Window, lives: list[Life], *, ceiling: float, began: float) -> None:
    """Until the measured time is over, or a process has grown beyond the ceiling."""
    before: tuple[float, ...] = ()
    while (now := time.monotonic()) < tally.until and row.stopped is None:
        if now >= tally.since and not before:
            before = _processor(site)
        if any(life.megabytes and life.megabytes[-1] > ceiling for life in lives):
            row.stopped = now - began
        await asyncio.sleep(0.1)
    row.at_end = _megabytes(site)
    row.seconds = max(0.0, time.monotonic() - tally.since)
    after = _processor(site)
    spent = (now - then for now, then in zip(after, before or after, strict=True))
    row.processor, row.front, row.visitors = spent


def _processor(site: Site) -> tuple[float, float, float]:
    """Seconds of processor used so far: by the processes, by nginx, by the visitors."""
    own = psutil.Process()
    front = [each for each in own.children(recursive=True) if each.name() == "nginx"]
    servers = [psutil.Process(process.pid) for process in site.processes if process.pid]
    return sum(map(_used, servers)), sum(map(_used, front)), _used(own)


def _used(process: psutil.Process) -> float:
    used = process.cpu_times()
    return float(used.user + used.system)


def _megabytes(site: Site) -> list[float]:
    return [psutil.Process(each.pid).memory_full_info().pss / _MB for each in site.processes if each.pid]


def _await_idle(site: Site) -> None:
    """Wait until the processes have done what they do beside their first visitors."""
    time.sleep(_WARMS_AFTER)
    end, used = time.monotonic() + _WARM_WITHIN, _processor(site)[0]
    while time.monotonic() < end:
        time.sleep(1.0)
        now = _processor(site)[0]
        if now - used < _IDLE:
            return
        used = now


def cores() -> int:
    """Cores that all share: processes, nginx, visitors."""
    return os.cpu_count() or 1
