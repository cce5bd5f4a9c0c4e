"""A page in Chromium in whose boxes is chosen: which of them redraw the page, which a part, and how long it takes."""

import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import TimeoutError as PlaywrightTimeout
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.bench.mapping.traffic import Traffic
from tests.bench.pace.serving import Served

_PROBE = Path(__file__).with_name("probe.js")
_WINDOW = {"width": 1366, "height": 768}
_PATIENCE = 60_000  # ms
_DRAWN = 5_000  # ms until what a run drew stands on the page
_QUIET = 0.3  # seconds
_IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"]'
_BOXES = '[class*="st-key-choose-"] [data-testid="stSelectbox"]:not(:has([disabled]))'
_OTHERS = frozenset({"choose-snapshot", "choose-lang", "choose-division"})  # other data, words or country: not a filter
_MAP = "[...document.querySelectorAll('*')].some(one => one.shadowRoot?.querySelector('path[data-code]'))"
_TEXT = "document.querySelector('[data-testid=stText]') !== null"
_OPTION = '[role="option"][aria-selected="false"]'
_FINISHED = {
    ForwardMsg.FINISHED_SUCCESSFULLY: "page",
    ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY: "part",
}


@dataclass(frozen=True)
class Change:
    """One choice: ms until the last of it was painted, ms of the server's processor, bytes both ways."""

    painted: float
    processor: float
    bytes: int


class Page:
    """One address in a window of its own."""

    def __init__(self, browser: Any, served: Served, path: str = "", *, settles: bool = True) -> None:
        self._served = served
        context = browser.new_context(viewport=_WINDOW, locale="vi-VN")
        context.add_init_script(_PROBE.read_text(encoding="utf-8"))
        self._page = context.new_page()
        self._runs: list[str] = []
        self._page.on("websocket", lambda socket: socket.on("framereceived", self._heard))
        self._traffic = Traffic(self._page)
        self._page.goto(f"{served.url}/{path}")
        if settles:
            while not self._runs:
                self._page.wait_for_timeout(20)
            self._settle()

    def boxes(self) -> list[str]:
        """The keys of the boxes in which something else can be chosen, as they stand on the page."""
        with suppress(PlaywrightTimeout):  # the run is over before the page has drawn it
            self._page.locator(_BOXES).first.wait_for(timeout=_DRAWN)
        found = self._page.locator(_BOXES).evaluate_all(
            "all => all.filter(one => one.checkVisibility()).map(one =>"
            " [...one.closest('[class*=st-key-choose-]').classList].find(name => name.startsWith('st-key-')))"
        )
        keys = dict.fromkeys(name.removeprefix("st-key-") for name in found)
        return [key for key in keys if key not in _OTHERS]

    def change(self, key: str) -> tuple[str, Change] | None:
        """Choose the first option that is not chosen: what was redrawn, "page" or "part".

        None: there is no other, or the box went with what another one had chosen.
        """
        self._page.bring_to_front()
        box = self._page.locator(f".st-key-{key} input").first
        if not box.count() or box.is_disabled():
            return None
        box.click()
        option = self._page.locator(_OPTION).first
        try:
            option.wait_for(timeout=_DRAWN)
        except PlaywrightTimeout:  # a list of one
            self._page.keyboard.press("Escape")
            return None
        self._settle()
        self._runs.clear()
        self._traffic.taken()
        self._page.evaluate("pace.arm()")
        before = self._served.processor()
        option.click()
        painted = self._awaited("pace.took()")
        self._settle()
        taken = Change(painted, self._served.processor() - before, self._traffic.taken())
        return ("page" if "page" in self._runs else "part", taken)

    def await_map(self, *, patience: float = _PATIENCE / 1000) -> None:
        """Wait until the map of the country is painted, so many seconds at most."""
        self._awaited(_MAP, patience)

    def await_text(self) -> None:
        """Wait until a line of plain text stands there."""
        self._awaited(_TEXT)

    def close(self) -> None:
        """Close the window and forget what it kept."""
        self._page.context.close()

    def _heard(self, content: Any) -> None:
        if isinstance(content, bytes):
            message = ForwardMsg.FromString(content)
            if message.WhichOneof("type") == "script_finished" and message.script_finished in _FINISHED:
                self._runs.append(_FINISHED[message.script_finished])

    def _awaited(self, what: str, patience: float = _PATIENCE / 1000) -> Any:
        """The value of an expression once it is true; the page's own policy forbids it to wait by itself."""
        end = time.monotonic() + patience
        while time.monotonic() < end:
            if found := self._page.evaluate(what):
                return found
            self._page.wait_for_timeout(20)
        raise TimeoutError(what)

    def _settle(self) -> None:
        """Wait until nothing runs and nothing travels."""
        self._page.wait_for_selector(_IDLE, timeout=_PATIENCE)
        begun = time.monotonic()
        while time.monotonic() - max(begun, self._traffic.last) < _QUIET:
            self._page.wait_for_timeout(50)
