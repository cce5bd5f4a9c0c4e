"""Chromium: opens a contestant's page, chooses another option, and takes times and bytes."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.mapping.answers import VIEW, Watched
from tests.bench.mapping.contestants import Contestant
from tests.bench.mapping.traffic import Traffic

CHROMIUM = Path("/usr/bin/chromium")
_FLAGS = (
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--disable-gpu-compositing",  # without a card, pages are put together in plain memory: WebGL in software is slow
    "--use-gl=angle",  # and pydeck still gets its WebGL: one browser for all
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
)
_UNBOUND = ("--disable-frame-rate-limit", "--disable-gpu-vsync")  # a frame whenever there is something to show
_PROBE = Path(__file__).with_name("probe.js")
_WINDOW = {"width": 1366, "height": 768}
_QUIET = 0.4  # seconds without traffic, after which nothing more belongs to a change
_PATIENCE = 60_000  # ms


@dataclass(frozen=True)
class Change:
    """One change: ms from the click until the question left, its last answer came, the map was painted; bytes."""

    left: float | None
    came: float | None
    painted: float
    bytes: int


@dataclass(frozen=True)
class Paint:
    """One visit: ms from the start of the navigation until the map was painted; bytes."""

    painted: float
    bytes: int


@contextmanager
def chromium(*, is_bound: bool = False) -> Iterator[Any]:
    """The browser; bound to a screen of 60 frames a second, or drawing whenever there is something to show."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=[*_FLAGS, *(() if is_bound else _UNBOUND)]
        )
        yield browser
        browser.close()


class Seat:
    """One contestant's page in a window of its own, with nothing kept from before."""

    def __init__(self, browser: Any, contestant: Contestant, url: str, watched: Watched) -> None:
        self.contestant = contestant
        self._url, self._choices, self._turn = url, watched.choices, 0
        context = browser.new_context(viewport=_WINDOW, locale="vi-VN")
        asked = {"kind": contestant.kind, "code": watched.code, "point": watched.point, "view": VIEW}
        context.add_init_script(f"window.benchOf = {json.dumps(asked)};\n{_PROBE.read_text(encoding='utf-8')}")
        self._page = context.new_page()
        self._traffic = Traffic(self._page)

    def visit(self) -> Paint:
        """Open the page, for the first time or again."""
        self._page.goto("about:blank")
        self._page.bring_to_front()
        self._traffic.taken()
        self._page.goto(self._url)
        painted = self._awaited("bench.first")
        self._settle()
        self._turn = 0
        return Paint(painted, self._traffic.taken())

    def change(self) -> Change:
        """Choose the next option."""
        self._turn = (self._turn + 1) % len(self._choices)
        self._page.bring_to_front()
        self._page.locator(self.contestant.box).first.click()
        options = self._page.locator(self.contestant.option)
        option = options.get_by_text(self._choices[self._turn], exact=True).first
        option.wait_for()
        self._settle()
        self._traffic.taken()
        self._page.evaluate("bench.arm()")
        option.click()
        times = self._awaited("bench.change")
        self._settle()
        return Change(times["left"], times["came"], times["painted"], self._traffic.taken())

    def close(self) -> None:
        """Close the window and forget what it kept."""
        self._page.context.close()

    def _awaited(self, what: str) -> Any:
        return self._page.wait_for_function(what, timeout=_PATIENCE).json_value()

    def _settle(self) -> None:
        begun = time.monotonic()
        while time.monotonic() - max(begun, self._traffic.last) < _QUIET:
            self._page.wait_for_timeout(50)
