"""The national map in a real browser: by hand, by keyboard, and when its shapes do not come."""

import pytest

from geo import provinces as shapes
from tests.browser.looking import look

ONE = '.m path[data-code="{}"]'
FOCUSED = """(() => {
    let at = document.activeElement;
    while (at && at.shadowRoot) at = at.shadowRoot.activeElement;
    return at && at.dataset ? at.dataset.code : null;
})()"""


@pytest.fixture
def page(server, chromium):
    seen = look(chromium, f"{server.url}/ban-do?lang=vi", seconds=240)
    seen.page.wait_for_selector(ONE.format("22"))
    yield seen.page
    assert not seen.complaints
    seen.page.close()


def test_each_province_says_its_name_value_and_class(page):
    said = page.locator(ONE.format("22")).get_attribute("aria-label")

    assert said.startswith("Quảng Ninh: ")
    assert "lượt học" in said
    assert said.split("; ")[1] in page.locator(".m .legend").inner_text()


def test_a_click_chooses_the_page_follows_and_a_second_click_lets_go(page):
    page.locator(ONE.format("22")).click()
    page.wait_for_url("**province=22*")
    page.wait_for_selector("text=Mở hồ sơ Quảng Ninh")
    page.wait_for_selector(ONE.format("22") + '[aria-selected="true"]')

    page.locator(ONE.format("22")).click()
    page.wait_for_url(lambda url: "province=" not in url)
    page.wait_for_selector(ONE.format("22") + '[aria-selected="false"]')


def test_the_keyboard_alone_reaches_moves_and_chooses(page):
    page.locator(ONE.format("22")).focus()
    page.keyboard.press("ArrowLeft")
    west = page.evaluate(FOCUSED)
    assert west not in (None, "22")

    page.keyboard.press("Enter")
    page.wait_for_url(f"**province={west}*")
    assert page.evaluate(FOCUSED) == west, "the focus stays where the reader is"

    page.keyboard.press("Escape")
    page.wait_for_url(lambda url: "province=" not in url)


def test_one_stop_of_the_tab_key_holds_the_whole_map(page):
    assert page.locator('.m path[data-code][tabindex="0"]').count() == 1


def test_zoom_stays_when_the_measure_changes(page):
    page.locator(".m .tools button").first.click()
    near = page.locator(".m > svg").get_attribute("viewBox")
    assert near != "0 0 500 660"
    before = page.locator(ONE.format("22")).get_attribute("aria-label")

    page.locator(".st-key-choose-level input").click()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_function(
        """([code, before]) => [...document.querySelectorAll("*")].some((host) => host.shadowRoot
            ?.querySelector(`path[data-code="${code}"]`)?.getAttribute("aria-label") !== before
            && host.shadowRoot?.querySelector(`path[data-code="${code}"]`))""",
        arg=["22", before],
    )

    assert page.locator(".m > svg").get_attribute("viewBox") == near


def test_both_archipelagos_take_the_fill_of_their_province_and_are_labelled(page):
    text = page.locator(".m > svg").text_content()
    assert "QĐ. Hoàng Sa" in text
    assert "QĐ. Trường Sa" in text
    for code, (left, top, right, bottom) in {"48": (362, 236, 494, 352), "56": (352, 426, 494, 560)}.items():
        inside = page.locator(ONE.format(code)).evaluate(
            """(path, [l, t, r, b]) => path.getAttribute("d").split("M").slice(1)
                .map((piece) => piece.split(/[L,Z]/).slice(0, 2).map(Number))
                .filter(([x, y]) => x > l && x < r && y > t && y < b).length""",
            [left, top, right, bottom],
        )
        polygons = next(each for each in shapes.layer(63)["features"] if each["id"] == code)["geometry"]["coordinates"]
        islands = [polygon for polygon in polygons if polygon[0][0][0] > 110.5]
        assert inside == len(islands) > 10, "every island is a piece of the province's own path"


def test_shapes_that_do_not_come_are_answered_with_a_sentence(server, chromium):
    page = chromium.new_page()
    page.route("**/static/geo/*", lambda route: route.abort())
    page.goto(f"{server.url}/ban-do?lang=vi")

    page.wait_for_selector(".m [role=alert]", timeout=60_000)
    assert "ranh giới" in page.locator(".m [role=alert]").inner_text()
    page.close()
