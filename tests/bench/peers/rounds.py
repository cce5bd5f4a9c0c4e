"""All contestants in turn, round by round, so that whatever else the machine does hits them all."""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from tests.bench.mapping import driving as mapped
from tests.bench.mapping.rounds import turned
from tests.bench.mapping.servers import NotMeasuredError
from tests.bench.peers import asking, driving
from tests.bench.peers.contestants import OURS, Contestant, Stand, prepare
from tests.bench.peers.driving import Timing
from tests.bench.peers.extract import Extract, made

STARTED = "started"  # the link again, to a server that has just been started
_SAID = 200  # letters of a reason


@dataclass
class Taken:
    """What was measured of one contestant; or why nothing was."""

    contestant: Contestant
    timings: list[Timing] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)  # seconds until its server answered
    why_not: str = ""

    def of(self, task: str) -> list[Timing]:
        """The timings of a task."""
        return [timing for timing in self.timings if timing.task == task]


def measure(
    state: Path, work: Path, contestants: Sequence[Contestant], *, cache: Path, rounds: int, starts: int
) -> list[Taken]:
    """So many tours of each contestant, then so many fresh starts, all on one snapshot's figures."""
    extract = made(state)
    results = [Taken(contestant) for contestant in contestants]
    stands = [
        (result, stand)
        for result in results
        if (stand := _prepared(result, extract, state=state, site=work, cache=cache)) is not None
    ]
    with mapped.chromium(is_bound=True) as browser:
        _tour(browser, extract, stands, rounds)
        for number in range(starts):
            for result, stand in turned(stands, number):
                if not result.why_not:
                    _start(browser, extract, result, stand)
    return results


def _prepared(result: Taken, extract: Extract, **where: Path) -> Stand | None:
    try:
        return prepare(result.contestant, extract, **where)
    except NotMeasuredError as reason:
        result.why_not = str(reason)
        return None


def _tour(browser: Any, extract: Extract, stands: list[tuple[Taken, Stand]], rounds: int) -> None:
    """Servers up at once, the first round not counted: each server has had a visitor."""
    with ExitStack() as servers:
        tours = []
        for result, stand in stands:
            try:
                url = servers.enter_context(stand.served())
            except NotMeasuredError as reason:
                result.why_not = str(reason)
                continue
            tours.append((result, partial(_toured, browser, extract, stand, url)))
        for number in range(rounds + 1):
            for result, tour in turned(tours, number):
                sys.stderr.write(f"round {number}: {result.contestant.name}\n")
                timings = _done(result, tour)
                result.timings += timings if number else []


def _done(result: Taken, tour: Callable[[], Iterator[Timing]]) -> list[Timing]:
    """A tour; a contestant whose page does not do what it must takes no further part, ours stops the bench."""
    if result.why_not:
        return []
    from playwright.sync_api import Error

    try:
        return list(tour())
    except (AssertionError, OSError, RuntimeError, Error) as reason:
        if result.contestant is OURS:
            raise
        result.timings.clear()
        result.why_not = " ".join(str(reason).split())[:_SAID]
        return []


def _toured(browser: Any, extract: Extract, stand: Stand, url: str) -> Iterator[Timing]:
    if stand.contestant.place is None:
        return asking.tour(extract, url, stand.folder / "figures.db")
    return driving.tour(browser, stand.contestant, extract, url)


def _start(browser: Any, extract: Extract, result: Taken, stand: Stand) -> None:
    """The first visitor of a fresh server, who comes by a link."""
    begun = time.monotonic()
    with stand.served() as url:
        result.starts.append(time.monotonic() - begun)
        if stand.contestant.place is None:
            took = asking.link(extract, url, stand.folder / "figures.db")
        else:
            took = driving.link(browser, stand.contestant, extract, url)
        result.timings.append(Timing(STARTED, took.painted, took.still, took.bytes))
