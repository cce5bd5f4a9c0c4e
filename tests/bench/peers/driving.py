"""Chromium: one tour of a contestant's page, its five tasks timed and weighed."""

import json
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.mapping import driving as mapped
from tests.bench.mapping.traffic import Traffic
from tests.bench.peers.contestants import Contestant
from tests.bench.peers.extract import Extract

TASKS = ("open", "module", "province", "export", "link")
TIMES = 3  # that a choice is made in one visit, the first not counted
_PROBES = (Path(mapped.__file__).with_name("probe.js"), Path(__file__).with_name("probe.js"))
_WINDOW = {"width": 1366, "height": 768}
_QUIET = 0.4  # seconds without traffic or change, after which nothing more belongs to a task
_LONGEST = 10.0  # seconds that are waited for that
_PATIENCE = 60_000  # ms
_BREATH = 200  # ms that a list takes to be ready for what is typed


@dataclass(frozen=True)
class Timing:
    """One task: ms until its result was painted, ms until the page changed no more (None: unknown), and bytes."""

    task: str
    painted: float
    still: float | None
    bytes: int


def tour(browser: Any, contestant: Contestant, made: Extract, url: str) -> Iterator[Timing]:
    """All five tasks: the map opened, the others on the page that is open, and a link in a window of its own."""
    seat = Seat(browser, contestant, made)
    yield seat.visit(url, "open", "all", None)
    for number in range(TIMES + 1):
        yield from _counted(number, seat.module())
    for number in range(TIMES + 1):
        yield from _counted(number, seat.province())
    for number in range(TIMES):
        yield from _counted(number, seat.export())
    seat.close()
    yield link(browser, contestant, made, url)


def link(browser: Any, contestant: Contestant, made: Extract, url: str) -> Timing:
    """A link to a module and a province, opened with nothing kept from before."""
    seat = Seat(browser, contestant, made)
    took = seat.visit(url, "link", made.modules[2], made.provinces[0][0])
    seat.close()
    return took


def _counted(number: int, took: Timing) -> Iterator[Timing]:
    if number:
        yield took


class Seat:
    """One contestant's page in a window of its own, with nothing kept from before."""

    def __init__(self, browser: Any, contestant: Contestant, made: Extract) -> None:
        self._contestant, self._made, self._place = contestant, made, contestant.place
        self._module, self._turn = "all", -1
        self._context = browser.new_context(viewport=_WINDOW, locale="vi-VN")
        self._context.set_default_timeout(_PATIENCE)
        self._page = self._context.new_page()
        self._traffic = Traffic(self._page)

    def visit(self, url: str, task: str, module: str, province: str | None) -> Timing:
        """The address of a module, and of a province if one is said, from the start of the navigation."""
        chosen = {} if province is None else {"module": module, "province": province}
        self._module = module
        self._context.add_init_script(self._script(self._goal(module, province, "")))
        self._page.bring_to_front()
        self._traffic.taken()
        self._page.goto(url + self._contestant.address(self._made, chosen), wait_until="commit")
        return self._taken(task)

    def module(self) -> Timing:
        """Another module, in which the watched province is of another class."""
        turns = self._made.watched.choices
        self._turn += 1
        others = [turn for turn in turns if turn != self._module]
        self._module = others[0] if self._module not in turns else turns[(turns.index(self._module) + 1) % len(turns)]
        self._open(self._place.modules)
        return self._press(
            self._option(self._module), "module", self._goal(self._module, None, self._page.evaluate("bench.seen()"))
        )

    def province(self) -> Timing:
        """The next province, typed and then pressed in the list."""
        self._turn += 1
        code, name = self._made.provinces[self._turn % len(self._made.provinces)]
        self._open(self._place.provinces)
        self._page.keyboard.type(name)
        option = self._page.locator(self._place.option).filter(has_text=re.compile(rf"^\s*{re.escape(name)}"))
        return self._press(option.first, "province", self._goal(None, code, None))

    def export(self) -> Timing:
        """The table as CSV, from the press until the file lies whole on the disk."""
        button = self._page.locator(self._place.export).first
        if self._place.fold and not button.is_visible():
            self._page.locator(self._place.fold).first.click()
        button.scroll_into_view_if_needed()
        self._settle()
        self._traffic.taken()
        self._page.evaluate("goals.arm(null)")
        with self._page.expect_download() as coming:
            button.click()
        path = coming.value.path()
        ended = time.time() * 1000
        took = ended - self._page.evaluate("goals.since()")
        size = self._hold(path)
        self._settle()
        return Timing("export", took, None, max(self._traffic.taken(), size))

    def close(self) -> None:
        """Close the window and forget what it kept."""
        self._context.close()

    def _option(self, module: str) -> Any:
        """The others' lists name a module as the figures do; ours gives it a title and keeps the order."""
        options = self._page.locator(self._place.option)
        if self._place.kind == "ours":
            return options.nth(self._made.modules.index(module))
        return options.get_by_text(module, exact=True).first

    def _hold(self, path: Path) -> int:
        content = path.read_bytes()
        missing = [name for _, name in self._made.provinces if name.encode() not in content]
        if missing:
            raise AssertionError(f"{self._contestant.name} exported a table without {missing}")
        return len(content)

    def _open(self, box: str) -> None:
        self._page.bring_to_front()
        self._page.locator(box).first.click()
        self._page.locator(self._place.option).first.wait_for()
        self._page.wait_for_timeout(_BREATH)

    def _press(self, option: Any, task: str, goal: dict[str, Any]) -> Timing:
        option.wait_for()
        self._settle()
        self._traffic.taken()
        self._page.evaluate("goal => goals.arm(goal)", goal)
        option.click()
        return self._taken(task)

    def _taken(self, task: str) -> Timing:
        painted = self._reached(task)
        self._settle()
        still = self._page.evaluate("goals.changed - goals.begun")
        return Timing(task, painted, max(still, painted), self._traffic.taken())

    def _reached(self, task: str) -> float:
        """Asked from outside again and again, since a page may forbid what playwright's own waiting evaluates."""
        end = time.monotonic() + _PATIENCE / 1000
        while time.monotonic() < end:
            reached = self._page.evaluate("window.goals ? goals.reached : null")
            if reached is not None:
                return float(reached)
            self._page.wait_for_timeout(50)
        raise TimeoutError(f"{self._contestant.name} did not come to the end of: {task}")

    def _settle(self) -> None:
        begun = time.monotonic()
        while time.monotonic() - begun < _LONGEST and not self._is_quiet(begun):
            self._page.wait_for_timeout(50)

    def _is_quiet(self, begun: float) -> bool:
        if time.monotonic() - max(begun, self._traffic.last) < _QUIET:
            return False
        return self._page.evaluate("performance.now() - goals.changed") > 1000 * _QUIET

    def _goal(self, module: str | None, province: str | None, before: str | None) -> dict[str, Any]:
        """What must be seen: the map in another colour, the sentence of a module, the card of a province."""
        texts: list[tuple[str, tuple[str, str]]] = []
        if module is not None:
            texts.append((self._place.sentence, self._made.lowest(module)))
        if province is not None:
            texts.append((self._place.card, self._made.of(module or self._module, province)))
        return {"from": before, "texts": texts}

    def _script(self, goal: dict[str, Any]) -> str:
        watched = self._made.watched
        asked = {"kind": self._place.kind, "code": watched.code, "point": watched.point, "view": {}}
        told = f"window.benchOf = {json.dumps(asked)};\nwindow.goalOf = {json.dumps(goal)};\n"
        return told + "\n".join(path.read_text(encoding="utf-8") for path in _PROBES)
