"""The same in Chromium: a process is killed, the connection goes; the page comes back as it was, by itself."""

import os
import re
import signal
import time
from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.conftest import CHROMIUM
from tests.operation.site import Site

WITHIN = 10_000  # milliseconds
ADDRESS = "/ban-do?measure=rated_good&province=22&lang=vi"

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-dev-shm-usage",
)

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")  # no longer: playwright keeps an event loop running, which the other modules need
def chromium() -> Iterator[Any]:
    """A headless Chromium; absent, the test is skipped with a sentence, unless the environment makes it obligatory."""
    if not CHROMIUM.exists():
        missing = f"Chromium is not at {CHROMIUM}: no page was cut off"
        if os.environ.get("TEMIS_BROWSER_TESTS") == "required":
            pytest.fail(missing)
        pytest.skip(missing)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def opening() -> list[float]:
    """Milliseconds that the page took to open: what drawing it takes on this machine at this hour."""
    return []


@pytest.fixture
def page(chromium: Any, site: Site, opening: list[float]) -> Iterator[Any]:
    """A page that shows a screen with choices of its own."""
    began = time.monotonic()
    context = chromium.new_context(ignore_https_errors=True, viewport={"width": 1366, "height": 900})
    opened = context.new_page()
    opened.goto(site.url + ADDRESS)
    opened.wait_for_selector(".t-finding", timeout=60_000)
    opened.wait_for_selector(".t-foot", timeout=60_000)
    opening.append((time.monotonic() - began) * 1000)
    yield opened
    context.close()
    for process in site.processes:
        if process.pid is None:
            process.start()
    for process in site.processes:
        process.await_answer()


def home_of(page: Any) -> int:
    return next(int(each["value"]) for each in page.context.cookies() if each["name"] == "temis_at") - 1


def seen(page: Any) -> tuple[str, str, str]:
    """What a reader sees of their choices: address, finding, and the box of the measure."""
    box = page.locator(".st-key-choose-measure input").first.get_attribute("value") or ""
    return page.url, page.locator(".t-finding").inner_text(), box


def choose_another(page: Any) -> None:
    """Choose in a box as a reader does, and wait until the finding is another: the page lives."""
    before = page.locator(".t-finding").inner_text()
    page.locator(".st-key-choose-measure input").first.click()
    page.get_by_role("option").filter(has_not_text=re.compile("^$")).last.click()
    page.wait_for_function("was => document.querySelector('.t-finding')?.innerText !== was", arg=before, timeout=WITHIN)


def be_cut_off(page: Any) -> None:
    """Wait until the page knows, and lets nothing be chosen that nobody would hear."""
    page.wait_for_function("() => document.querySelector('[data-testid=\"stMain\"]').inert", timeout=WITHIN)


def come_back(page: Any, began: float) -> float:
    """Wait until the page is connected and can be used again; milliseconds since ``began``."""
    page.wait_for_function(
        """() => {
            const app = document.querySelector('[data-testid="stApp"]');
            return app?.dataset.testConnectionState === 'CONNECTED' && app.dataset.testScriptState === 'notRunning'
                && !document.querySelector('[data-testid="stMain"]').inert;
        }""",
        timeout=3 * WITHIN,
    )
    return (time.monotonic() - began) * 1000


def test_after_a_kill_the_page_comes_back_with_its_choices(page, site, opening):
    before, home = seen(page), home_of(page)
    began = time.monotonic()
    site.processes[home].end(signal.SIGKILL)
    be_cut_off(page)

    assert come_back(page, began) < WITHIN + 2 * opening[0]
    assert seen(page) == before
    assert home_of(page) != home
    choose_another(page)
    assert "province=22" in page.url


def test_after_a_lost_connection_the_page_comes_back_with_its_choices(page, site, opening):
    before, cut = seen(page), time.monotonic()
    site.stop_nginx()
    be_cut_off(page)
    page.wait_for_timeout(2000)
    assert page.locator(".t-finding").is_visible(), "what was read stays readable meanwhile"
    site.start_nginx()
    began = time.monotonic()

    # Streamlit looks again after a pause that doubles, about as long as the connection has been away; then it is drawn
    assert come_back(page, began) < WITHIN + 2 * opening[0] + (began - cut) * 1000
    assert seen(page) == before
    choose_another(page)


def test_a_page_opened_while_nobody_answers_opens_by_itself_later(chromium, site):
    for process in site.processes:
        process.end(signal.SIGKILL)
    context = chromium.new_context(ignore_https_errors=True, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(site.url + ADDRESS)
    said = page.locator("h1").inner_text()
    for process in site.processes:
        process.start()
    page.wait_for_selector(".t-finding", timeout=60_000)

    assert said == "Bảng điều khiển TEMIS đang khởi động lại"
    assert "province=22" in page.url
    context.close()


def test_a_file_can_be_taken_after_the_page_came_back_at_another_process(page, site):
    page.goto(f"{site.url}/mo-dun")
    come_back(page, time.monotonic())
    home = home_of(page)
    site.processes[home].end(signal.SIGKILL)
    be_cut_off(page)
    come_back(page, time.monotonic())
    with page.expect_download(timeout=3 * WITHIN) as taken:
        page.locator('[class*="st-key-svg-"] button').locator("visible=true").first.click()

    assert len(taken.value.path().read_bytes()) > 100
