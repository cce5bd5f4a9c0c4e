"""What a choice leaves standing, and what is sent only when it is asked for."""

import pytest

from tests.browser.looking import look

CARD = ".t-card h2"
FOLD = ".st-key-fold-provinces summary"
CSV = ".st-key-csv-provinces-lms_passed button"
MARK = "document.querySelector('.st-key-header').dataset.marked = 'yes'"
IS_MARKED = "document.querySelector('.st-key-header').dataset.marked === 'yes'"


@pytest.fixture
def seen(server, chromium):
    visit = look(chromium, f"{server.url}/ban-do?lang=vi", seconds=240)
    yield visit
    assert not visit.complaints
    visit.page.close()


def _choose(seen, name: str, typed: str) -> None:
    seen.page.locator(f".st-key-choose-{name} input").click()
    seen.page.keyboard.type(typed)
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_timeout(300)
    seen.settle()


def _sent(seen, act) -> int:
    """Messages that come over the page's socket while something is done."""
    came: list[object] = []
    devtools = seen.page.context.new_cdp_session(seen.page)
    devtools.send("Network.enable")
    devtools.on("Network.webSocketFrameReceived", lambda frame: came.append(frame))
    act()
    devtools.detach()
    return len(came)


def test_a_province_is_chosen_without_the_header_being_sent_and_the_way_back_is_one_step(seen):
    page, steps = seen.page, seen.page.evaluate("history.length")
    sent = _sent(seen, lambda: _choose(seen, "province", "Bắc Giang"))

    assert 0 < sent < 62, "without header, search, bar of screens, foot, and what lies in folds"
    assert page.locator(CARD).inner_text() == "Bắc Giang"
    assert "province=24" in page.url
    assert page.evaluate("history.length") == steps + 1

    _choose(seen, "province", "Quảng Ninh")
    page.go_back()
    page.locator(CARD, has_text="Bắc Giang").wait_for()
    seen.settle()
    page.locator(".st-key-follow a").first.click()
    page.wait_for_url("**/ho-so-tinh**")
    seen.settle()
    assert "province=24" in page.url, "every other screen is told"


def test_a_table_is_there_once_its_fold_is_opened_and_stays_through_another_choice(seen):
    page = seen.page
    assert not page.locator(".temis-table").count()
    page.evaluate(MARK)
    page.locator(FOLD).focus()
    page.keyboard.press("Enter")
    page.locator(CSV).wait_for()
    seen.settle()
    assert page.locator(".temis-table tbody tr").count() == 63
    with page.expect_download() as taken:
        page.locator(CSV).click()
    assert taken.value.path().read_text(encoding="utf-8-sig").count("\n") == 64

    _choose(seen, "sort", "")
    _choose(seen, "level", "Tiểu học")
    assert page.locator(".temis-table tbody tr").count() == 63
    assert page.evaluate(IS_MARKED), "the frame was not drawn again"


def test_what_did_not_fit_is_said_until_something_is_chosen(server, chromium):
    seen = look(chromium, f"{server.url}/ban-do?lang=vi&province=99", seconds=240)
    assert seen.page.locator(".t-warn").count() == 1
    _choose(seen, "province", "Bắc Giang")

    assert seen.page.locator(CARD).inner_text() == "Bắc Giang"
    assert not seen.page.locator(".t-warn").count()
    seen.page.close()
