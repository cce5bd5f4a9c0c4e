"""All contestants in turn, round by round, so that whatever else the machine does hits them all."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

from tests.bench.mapping import answers, driving
from tests.bench.mapping.contestants import Contestant, started
from tests.bench.mapping.driving import Change, Paint, Seat
from tests.bench.mapping.servers import NotMeasuredError

_Place = TypeVar("_Place")
_WARM_UP = 3  # changes that are not counted


@dataclass
class Taken:
    """What was measured of one contestant; or why nothing was."""

    contestant: Contestant
    changes: list[Change] = field(default_factory=list)
    cold: list[Paint] = field(default_factory=list)
    warm: list[Paint] = field(default_factory=list)
    why_not: str = ""


def measure(
    state: Path, site: Path, contestants: Sequence[Contestant], *, rounds: int, visits: int, is_bound: bool = False
) -> list[Taken]:
    """So many changes and so many first visits of each contestant, on the snapshot of a state folder."""
    watched = answers.prepare(state, site)
    results = [Taken(contestant) for contestant in contestants]
    with ExitStack() as servers, driving.chromium(is_bound=is_bound) as browser:
        places: list[tuple[Taken, Callable[[], Seat]]] = []
        for result in results:
            try:
                url = servers.enter_context(started(result.contestant, site))
            except NotMeasuredError as reason:
                result.why_not = str(reason)
                continue
            places.append((result, partial(Seat, browser, result.contestant, url, watched)))
        _visit(places, visits)
        _change([(result, seat()) for result, seat in places], rounds)
    return results


def _visit(places: list[tuple[Taken, Callable[[], Seat]]], visits: int) -> None:
    """First paint with nothing kept, and again in the same window; the server has had one visitor before."""
    for number in range(visits + 1):
        for result, sit in turned(places, number):
            seat = sit()
            cold, warm = seat.visit(), seat.visit()
            seat.close()
            if number:
                result.cold.append(cold)
                result.warm.append(warm)


def _change(seats: list[tuple[Taken, Seat]], rounds: int) -> None:
    for _, seat in seats:
        seat.visit()
    for number in range(_WARM_UP + rounds):
        for result, seat in turned(seats, number):
            change = seat.change()
            if number >= _WARM_UP:
                result.changes.append(change)
    for _, seat in seats:
        seat.close()


def turned(places: list[_Place], number: int) -> list[_Place]:
    """Another begins in every round."""
    start = number % len(places)
    return places[start:] + places[:start]
