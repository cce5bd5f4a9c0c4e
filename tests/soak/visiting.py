"""A visit: somebody opens a screen, thinks, chooses, goes on, and is brought back when the connection goes."""

import asyncio
import contextlib
import random
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.soak.tab import CutOffError, Tab

_SCREENS = (  # what is looked at most before a deadline comes more often
    *("", "ban-do", "ho-so-tinh", "mo-dun", "chung-nhan", "du-bao") * 3,
    *("tinh-tuong-dong", "lich-boi-duong", "hai-long", "tu-danh-gia", "chuan", "nhu-cau"),
    *("cam-ket", "truong-dai-hoc", "khai-thac", "nguon", "huong-dan"),
)
_LEFT_ALONE = ("choose-snapshot", "choose-lang", "choose-division")  # chosen once in a while by few
_CHOOSES = 0.7  # of all that is done on a page; else one goes to another screen


@dataclass
class Tally:
    """What all visits saw."""

    taken: dict[str, list[float]] = field(default_factory=lambda: {"open": [], "choose": [], "go": []})
    back: list[float] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)  # views that did not come back as they were
    faults: list[str] = field(default_factory=list)
    unanswered: list[float] = field(default_factory=list)  # seconds waited for what had not come when they gave up
    moved: int = 0  # visits whose page followed to another snapshot
    received: int = 0

    def note(self, tab: Tab, what: str, seconds: float) -> None:
        """One view that stood after so many seconds."""
        self.taken[what].append(seconds)
        self.faults += [f"/{tab.page.path}?{tab.page.query}: {fault}" for fault in tab.page.faults]
        if not tab.page.elements:
            self.faults.append(f"/{tab.page.path}: nothing was drawn")


@dataclass(frozen=True)
class Visitor:
    """Who visits: the cookies they bring, how long they think, when all go home (``time.monotonic``)."""

    cookies: dict[str, str]
    think: float
    until: float
    dice: random.Random


async def visit(url: str, tls: ssl.SSLContext, who: Visitor, tally: Tally, said: Callable[[str], None]) -> None:
    """One visit from beginning to end; nothing that goes wrong ends the others."""
    tab = Tab(url, tls, cookies=who.cookies)
    await asyncio.sleep(who.dice.uniform(0, 2 * who.think))
    try:
        await _timed(tab, tally, "open", lambda: tab.open(who.dice.choice(_SCREENS)))
        shown = _snapshot(tab)
        while time.monotonic() < who.until:
            await _think(tab, who)
            if tab.cut_off.is_set():
                await _back(tab, tally)
                continue
            if time.monotonic() < who.until:
                await _timed(tab, tally, *_something(tab, who.dice))
            if _snapshot(tab) != shown:
                tally.moved, shown = tally.moved + 1, _snapshot(tab)
    except (OSError, TimeoutError, CutOffError, LookupError) as error:  # nowhere to go: the page has no screens
        tally.faults.append(f"/{tab.page.path}: {type(error).__name__} {error}")
        said(f"a visit ended early: {type(error).__name__} {error}")
    finally:
        tally.received += tab.received
        await tab.close()


async def _think(tab: Tab, who: Visitor) -> None:
    """Look at the page for a while, or until it is cut off."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(min(who.dice.expovariate(1 / who.think), 6 * who.think)):
            await tab.cut_off.wait()


def _something(tab: Tab, dice: random.Random) -> tuple[str, Callable[[], object]]:
    """What is done next: a choice in one of the boxes of the page, or another screen."""
    boxes = [
        (id_.split("-", 2)[-1], [each for each in options if each != now])
        for id_, (options, now) in tab.page.boxes.items()
        if len(options) > 1 and not id_.endswith(_LEFT_ALONE)
    ]
    if boxes and dice.random() < _CHOOSES:
        key, others = dice.choice(boxes)
        return "choose", lambda: tab.choose(key, dice.choice(others))
    path = dice.choice([path for path in _SCREENS if path in tab.page.goals])
    return "go", lambda: tab.go(path)


async def _timed(tab: Tab, tally: Tally, what: str, does: Callable[[], object]) -> None:
    began = time.monotonic()
    try:
        await does()
    except CutOffError:
        await _back(tab, tally, is_settled=False)
        return
    except (TimeoutError, asyncio.CancelledError):
        tally.unanswered.append(time.monotonic() - began)
        raise
    tally.note(tab, what, time.monotonic() - began)


async def _back(tab: Tab, tally: Tally, *, is_settled: bool = True) -> None:
    """Come back, and hold what stands there against what stood there; in the middle of a change it may be either."""
    query, finding = tab.page.query, tab.page.finding
    is_settled = is_settled and tab.page.is_whole  # it may also have been following to newer data by itself
    tally.back.append(await tab.come_back())
    if tab.page.faults:
        tally.lost.append(f"/{tab.page.path}: {tab.page.faults[0]}")
    if is_settled and (tab.page.query, tab.page.finding) != (query, finding) and _of(query) == _snapshot(tab):
        tally.lost.append(
            f"/{tab.page.path}?{query} came back as ?{tab.page.query}: {finding} before, {tab.page.finding} since"
        )


def _snapshot(tab: Tab) -> str:
    return _of(tab.page.query)


def _of(query: str) -> str:
    return next((part.partition("=")[2] for part in query.split("&") if part.startswith("snapshot=")), "")
