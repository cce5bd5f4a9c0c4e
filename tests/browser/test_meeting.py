"""The meeting on a projector, run through by the keyboard alone, each scene photographed."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe

from data import meetings
from tests.browser.conftest import Server
from tests.browser.looking import Look, look

PROJECTOR = {"width": 1920, "height": 1080}
SCENES = len(meetings.ours())
SMALLEST = 24  # pixels of what is read from eight metres; sources and notes below a number may be less
_OVER = """[...document.querySelectorAll('.st-key-stage *')].filter(each => {
    const box = each.getBoundingClientRect();
    return each.children.length === 0 && box.width > 0 && (box.right > innerWidth + 1 || box.left < -1);
}).map(each => each.className + ' ' + each.textContent.slice(0, 40))"""
_LETTERS = """[...document.querySelectorAll('.st-key-stage :is(h1, h2, p, td, i, b, strong)')].filter(each =>
    each.offsetHeight > 1 && each.textContent.trim() &&
    !each.closest('.t-stage-source, .t-entry-about, .st-key-stage-controls')
).map(each => [parseFloat(getComputedStyle(each).fontSize), each.textContent.slice(0, 30)])"""
_FOCUS = """(() => {
    const on = document.activeElement;
    const said = on.ariaLabel || on.labels?.[0]?.innerText || "";
    return on.matches("button") ? on.innerText.trim() : on.matches("input, textarea") ? said.trim() : "";
})()"""


@pytest.fixture(scope="module")
def operated(state, server) -> Iterator[Server]:
    """The dashboard as the person at the machine opens it; the shared server has made the demo by then."""
    del server
    running = Server(state, TEMIS_SINGLE_USER="1")
    yield running
    running.stop()


@pytest.fixture
def opened(operated, chromium) -> Iterator[Look]:
    seen = look(chromium, f"{operated.url}/hop?lang=vi", **PROJECTOR, seconds=240)
    yield seen
    seen.page.close()


def _press(seen: Look, *keys: str) -> None:
    for key in keys:
        seen.page.keyboard.press(key)
    seen.page.wait_for_timeout(300)
    seen.settle()


def _place(seen: Look) -> str:
    return seen.page.locator(".t-stage-line strong").inner_text()


def _on(seen: Look) -> str:
    """What the keyboard is on: a button's words, or a box's name."""
    return seen.page.evaluate(_FOCUS)


def _tab_to(seen: Look, name: str) -> None:
    """Tab until the button or box of that name has the focus."""
    for place in range(1, 271):
        seen.page.keyboard.press("Tab")
        if _on(seen).startswith(name):
            return
        if place % 90 == 0:  # the page may have been drawn anew meanwhile
            seen.settle()
    raise AssertionError(f"the keyboard does not reach {name!r}")


def _decide(seen: Look, shots) -> None:
    """A decision is written beside the third scene's figures, found on the last, and marked done."""
    page = seen.page
    for key in ("Home", "ArrowRight", "ArrowRight", "n"):
        _press(seen, key)
    page.wait_for_function("document.activeElement.tagName === 'TEXTAREA'")
    page.keyboard.type("Đôn đốc nn các sở")  # the key that opens the panel is a letter in it
    page.keyboard.press("Tab")
    page.keyboard.type("Cục Nhà giáo")
    page.keyboard.press("Tab")
    page.keyboard.type("15/08/2022")
    page.screenshot(path=shots / "meeting-note.png")
    _press(seen, "Control+Enter")
    page.wait_for_selector("[role=dialog]", state="detached")
    assert _place(seen) == f"3 / {SCENES}"
    _press(seen, "End")
    assert "Đôn đốc nn các sở" in page.locator(".st-key-stage-decisions").inner_text()
    assert "15/08/2022" in page.locator(".st-key-stage-decisions").inner_text()
    page.screenshot(path=shots / "meeting-decided.png")
    _tab_to(seen, "Đánh dấu xong")
    _press(seen, "Enter")
    assert "đã xong" in page.locator(".st-key-stage-decisions").inner_text()


def test_a_meeting_is_held_with_the_keyboard_alone(opened, shots):
    seen, page = opened, opened.page
    _tab_to(seen, "Bắt đầu cuộc họp")
    _press(seen, "Enter")
    _tab_to(seen, "Người ghi")
    page.keyboard.type("Phòng Tổng hợp")
    _press(seen, "Enter")
    _tab_to(seen, "Trình chiếu")
    _press(seen, "Enter")
    for number in range(1, SCENES + 1):
        assert _place(seen) == f"{number} / {SCENES}"
        page.screenshot(path=shots / f"meeting-{number:02}.png")
        assert page.evaluate(_OVER) == []
        assert [found for found in page.evaluate(_LETTERS) if found[0] < SMALLEST] == []
        assert page.locator(".t-stage-line .t-synthetic").inner_text() == "Số liệu mô phỏng"
        assert not page.locator("header.stAppHeader, .t-foot, .st-key-header").filter(visible=True).count()
        _press(seen, "PageDown" if number % 2 else "ArrowRight")
    _decide(seen, shots)
    assert not seen.complaints


def test_every_press_counts_however_fast_and_a_reader_who_types_keeps_the_keys(opened):
    seen, page = opened, opened.page
    page.goto(f"{page.url}&item=1&province=22")
    seen.settle()
    _press(seen, "ArrowRight", "ArrowRight", "PageDown", "ArrowLeft")
    page.wait_for_function(f"document.querySelector('.t-stage-line strong').innerText === '3 / {SCENES}'")
    assert "province=22" in page.url
    _press(seen, "End")
    _press(seen, "Home")
    assert _place(seen) == f"1 / {SCENES}"
    _press(seen, "n")
    page.keyboard.type("a")
    _press(seen, "ArrowLeft", "Home", "PageDown")
    assert _place(seen) == f"1 / {SCENES}"
    _press(seen, "Escape")
    assert not page.locator("[role=dialog]").count()
    assert _place(seen) == f"1 / {SCENES}"
    _press(seen, "Escape")
    assert not re.search(r"[?&]item=", page.url)
    assert "province=22" in page.url
    page.locator(".st-key-choose-measure input").click()
    _press(seen, "End", "Escape")
    assert not re.search(r"[?&]item=", page.url)
    assert not seen.complaints


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080), (3840, 2160)])
def test_a_scene_fills_the_projector_there_is_charts_and_all(operated, chromium, shots, width, height):
    seen = look(chromium, f"{operated.url}/hop?lang=en&item=4", width=width, height=height, seconds=240)
    page = seen.page
    page.screenshot(path=shots / f"meeting-{width}.png")
    stage, seen_box, plot = (
        page.locator(name).bounding_box()
        for name in (".st-key-stage", ".st-key-stage-seen", ".js-plotly-plot .main-svg >> nth=0")
    )

    assert (round(stage["width"]), round(stage["height"])) == (width, height)
    assert plot["width"] == pytest.approx(seen_box["width"], rel=0.03)
    assert plot["height"] == pytest.approx(660 * width / 1920, rel=0.03)
    at = [plot["x"] + 0.97 * plot["width"], plot["y"] + 0.97 * plot["height"]]
    assert page.evaluate("([x, y]) => !!document.elementFromPoint(x, y).closest('.js-plotly-plot')", at), "not cut off"
    assert page.evaluate(_OVER) == []
    assert not seen.complaints
    page.close()


@pytest.mark.parametrize("address", ["hop?lang=vi", "hop?lang=vi&item=1", "hop?lang=vi&item=7", "hop?lang=vi&item=10"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_no_violation_before_the_meeting_or_in_it(operated, chromium, shots, address, theme):
    page = chromium.new_page(viewport=PROJECTOR, color_scheme=theme)
    page.goto(f"{operated.url}/{address}")
    Look(page).settle(120)
    found = Axe().run(page).response["violations"]
    page.screenshot(path=shots / f"meeting-{theme}-{address.rpartition('=')[2]}.png")
    page.close()

    assert [f"{rule['id']}: {rule['nodes'][0]['html'][:160]}" for rule in found] == []
