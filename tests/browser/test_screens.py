"""Each screen, in both languages, wide and narrow."""

import pytest

from data import access
from pages.parts import visiting
from tests.browser.conftest import Server
from tests.browser.looking import look

SCREENS = tuple(visiting.ADDRESSES[screen] for screen in access.SCREENS)
SIZES = {"wide": (1366, 768), "narrow": (390, 844)}
WITH_MAP = {"tong-quan", "ban-do", "ho-so-tinh"}
PROVINCE = ".m path[data-code][role=option]"


@pytest.mark.xdist_group("browser")
def test_a_deep_link_to_a_fresh_server_goes_through_the_front_door(server, chromium, shots):
    seen = look(chromium, f"{server.url}/ban-do?lang=vi", seconds=240)  # the first start makes the demo country

    assert not seen.complaints
    assert seen.page.locator("text=Số liệu mô phỏng").count(), "the banner that only the front door puts up"
    assert seen.page.locator(PROVINCE).count() == 63
    seen.photograph(shots / "first-visit.png")
    seen.page.close()


@pytest.mark.parametrize("screen", SCREENS)
def test_every_address_may_be_the_first_that_a_new_process_is_asked_for(server, state, chromium, screen):
    fresh = Server(state)
    try:
        seen = look(chromium, f"{fresh.url}/{screen}?lang=vi", seconds=240)
        assert not seen.complaints
        assert seen.page.locator("text=Số liệu mô phỏng").count(), "the banner that only the front door puts up"
        assert not seen.page.locator("[role='dialog']").count(), "nothing says that the page is not there"
        assert "snapshot=mo-phong" in seen.page.url, "the choice is written into the address"
        seen.page.close()
    finally:
        fresh.stop()


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_a_screen_opens_without_a_complaint(server, chromium, shots, screen, lang, size):
    width, height = SIZES[size]
    seen = look(chromium, f"{server.url}/{screen}?lang={lang}", width=width, height=height, seconds=240)
    seen.photograph(shots / f"{screen}-{lang}-{size}.png")

    assert not seen.complaints
    assert not seen.page.locator("[data-testid='stException']").count()
    assert seen.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1"), "scrolls sideways"
    if screen in WITH_MAP:
        assert seen.page.locator(PROVINCE).count() == 63
        text = seen.page.locator("body").inner_text()
        assert "Hoàng Sa" in text
        assert "Trường Sa" in text
    seen.page.close()


@pytest.mark.parametrize("screen", SCREENS)
def test_the_published_snapshot_shows_on_every_screen(server, chromium, shots, screen):
    seen = look(chromium, f"{server.url}/{screen}?snapshot=da-cong-bo-2020&lang=vi", seconds=240)
    seen.photograph(shots / f"{screen}-published.png")

    assert not seen.complaints
    assert not seen.page.locator("[data-testid='stException']").count()
    seen.page.close()


def test_an_address_that_does_not_fit_is_answered_with_a_sentence(server, chromium, shots):
    seen = look(chromium, f"{server.url}/ban-do?province=99&module=%3Cscript%3Ealert(1)%3C/script%3E", seconds=240)
    text = seen.page.locator("body").inner_text()
    seen.photograph(shots / "address-that-does-not-fit.png")

    assert not seen.complaints
    assert "99" in text
    assert seen.page.locator(PROVINCE).count() == 63, "the last good view stays on screen"
    seen.page.close()
