"""Every screen in turn, each of its choices alternating with the bare page's, so that a busy machine hits both."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from pages.parts.choice import SHOWN
from pages.parts.visiting import ADDRESSES
from tests.bench.mapping import driving
from tests.bench.pace import serving
from tests.bench.pace.choosing import Change, Page
from tests.bench.starts import launching

SCREENS = tuple(screen for screen in ADDRESSES if screen in SHOWN)
_TRIED = 6  # boxes of a screen that are tried, to find one of each kind


@dataclass
class Taken:
    """What was measured of one box of a screen; ``first`` is the change to what nobody had asked before."""

    screen: str
    kind: str  # "page" or "part"
    key: str
    first: Change
    changes: list[Change] = field(default_factory=list)
    bare: list[Change] = field(default_factory=list)  # of the same rounds


class Start(NamedTuple):
    """A cold start: ms from the process's start until it answers, and until the first map is painted."""

    answers: float
    painted: float


def measure(state: Path, logs: Path, *, rounds: int, screens: tuple[str, ...] = SCREENS) -> list[Taken]:
    """So many changes of one box that redraws the page and one that redraws a part, where a screen has them."""
    found: list[Taken] = []
    with (
        serving.started(serving.APP, state, logs / "ours.log") as ours,
        serving.started(serving.BARE, state, logs / "bare.log") as bare,
        driving.chromium() as browser,
    ):
        floor = Page(browser, bare)
        for _ in range(3):
            floor.change("choose-one")
        for screen in screens:
            page = Page(browser, ours, _address(screen))
            found += _of_screen(page, floor, screen, rounds)
            page.close()
    return found


def _address(screen: str) -> str:
    return "" if screen == "overview" else ADDRESSES[screen]


def _of_screen(page: Page, floor: Page, screen: str, rounds: int) -> list[Taken]:
    chosen: dict[str, Taken] = {}
    for key in page.boxes()[:_TRIED]:
        kind, first = page.change(key) or (None, None)
        if kind is not None and kind not in chosen:
            chosen[kind] = Taken(screen, kind, key, first)
            page.change(key)  # back, so that both ways are known from here on
    for _ in range(rounds):
        for each in chosen.values():
            _, under = floor.change("choose-one")
            made = page.change(each.key)
            if made:
                each.changes.append(made[1])
                each.bare.append(under)
    return list(chosen.values())


def starts(state: Path, logs: Path, *, rounds: int) -> list[Start]:
    """So many cold starts of the dashboard on a filled state folder, the browser already open."""
    with driving.chromium() as browser:
        found = [
            launching.start(browser, serving.APP, state, logs / f"start-{number}.log", painted=Page.await_map)
            for number in range(rounds + bool(rounds))
        ]
    return [Start(each.answers, each.painted) for each in found[1:]]  # the first one compiled
