"""Opening one address and taking down what the page did."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

_LOCAL = {"localhost", "127.0.0.1", ""}
_CLOSED = "[class*=st-key-fold-] details:not([open]) > summary"
_IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"]'


@dataclass
class Look:
    """What one visit saw: console errors, requests beyond this machine, and failed answers."""

    page: object
    errors: list[str] = field(default_factory=list)
    abroad: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    @property
    def complaints(self) -> list[str]:
        """Everything that must not happen."""
        return self.errors + self.abroad + self.failed

    def settle(self, seconds: float = 60) -> None:
        """Wait until the script has run and what it drew is on the page."""
        self.page.wait_for_selector(_IDLE, timeout=seconds * 1000)
        self.page.wait_for_selector("[data-testid='stSkeleton']", state="detached", timeout=seconds * 1000)
        self.page.wait_for_timeout(600)

    def unfold(self) -> int:
        """Open every fold that is closed, so that what it holds is drawn; how many there were."""
        closed = self.page.locator(_CLOSED)
        found = closed.count()
        for _ in range(found):
            closed.first.click()
            self.settle()
        return found

    def photograph(self, path: object) -> None:
        """The whole page, although Streamlit scrolls inside it: the window grows to what there is, then returns."""
        size = self.page.viewport_size
        height = self.page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
        self.page.set_viewport_size({"width": size["width"], "height": min(height + 100, 8000)})
        self.page.wait_for_timeout(700)
        self.page.screenshot(path=path)
        self.page.set_viewport_size(size)


def look(chromium: object, url: str, *, width: int = 1366, height: int = 768, seconds: float = 60) -> Look:
    """Open the address in a new window and wait for it to settle."""
    page = chromium.new_page(viewport={"width": width, "height": height}, locale="vi-VN")
    seen = Look(page)
    page.on("console", lambda said: said.type == "error" and seen.errors.append(said.text))
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    page.on("request", lambda asked: _elsewhere(asked.url) and seen.abroad.append(asked.url))
    page.on("requestfailed", lambda asked: seen.failed.append(f"{asked.url} {asked.failure}"))
    page.goto(url)
    seen.settle(seconds)
    return seen


def _elsewhere(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme not in {"data", "blob"} and (parts.hostname or "") not in _LOCAL
