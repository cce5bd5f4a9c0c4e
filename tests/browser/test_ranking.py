"""The ranking beside the map in a real browser: by hand, by keyboard, on paper, and without a chart library."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from pages.texts import Words
from tests.browser.looking import look

ROW = ".k .r"
ONE = '.k .r[data-code="{}"]'
HOSTS = """() => [...document.querySelectorAll("*")].filter((each) => each.shadowRoot?.querySelector(".k"))
    .map((host) => host.setAttribute("data-holds-ranking", "")).length"""
INSIDE = {"include": [{"fromShadowDom": ["[data-holds-ranking]", ".k"]}]}
FOCUSED = """() => {
    let at = document.activeElement;
    while (at?.shadowRoot) at = at.shadowRoot.activeElement;
    return at?.dataset?.code ?? null;
}"""


@pytest.fixture
def open_map(server, chromium):
    """A function that opens the map at an address; whatever it opened must not have complained."""
    opened = []

    def at(query="", path="ban-do", **size):
        seen = look(chromium, f"{server.url}/{path}?lang=vi{query}", seconds=240, **size)
        opened.append(seen)
        seen.page.wait_for_selector(ROW, state="attached")
        return seen.page

    yield at
    for seen in opened:
        assert not seen.complaints
        seen.page.close()


def _codes(page):
    return page.locator(ROW).evaluate_all("(rows) => rows.map((row) => row.dataset.code)")


def test_the_map_is_drawn_without_a_chart_library(open_map):
    page = open_map()

    asked = page.evaluate("performance.getEntriesByType('resource').map((each) => each.name)")
    assert not [name for name in asked if "Plotly" in name]
    assert len(_codes(page)) == 63


def test_bars_are_as_long_as_their_shares_and_as_dark_as_the_map(open_map):
    page = open_map()

    rows = page.locator(ROW).evaluate_all(
        """(rows) => rows.filter((row) => !row.querySelector(".bar").hidden).map((row) => [
            row.querySelector(".bar").offsetWidth / row.querySelector(".track").offsetWidth,
            parseFloat(row.querySelector(".said").textContent.replace(",", ".")), row.dataset.code,
            getComputedStyle(row.querySelector(".bar")).backgroundColor])"""
    )
    longest = max(share for _, share, _, _ in rows)
    scale = max(longest, 95)  # the target may lie beyond
    assert [width for width, _, _, _ in rows] == pytest.approx([share / scale for _, share, _, _ in rows], abs=0.01)
    for _, _, code, colour in (rows[0], rows[-1]):
        shape = page.locator(f'.m path[data-code="{code}"][role=option]')
        assert shape.evaluate("(path) => getComputedStyle(path).fill") in (colour, 'url("#p-zero")')


def test_a_click_chooses_the_page_and_the_map_follow_and_a_second_click_lets_go(open_map):
    page = open_map()
    page.locator(ONE.format("22")).click()
    page.wait_for_url("**province=22*")
    page.wait_for_selector("text=Mở hồ sơ Quảng Ninh")
    page.wait_for_selector('.m path[data-code="22"][aria-selected="true"]')
    page.wait_for_selector(ONE.format("22") + '[aria-selected="true"]')

    page.locator(ONE.format("22")).click()
    page.wait_for_url(lambda url: "province=" not in url)
    page.wait_for_selector(ONE.format("22") + '[aria-selected="false"]')


def test_the_map_chooses_and_the_ranking_follows(open_map):
    page = open_map()
    page.locator('.m path[data-code="22"][role=option]').click()
    page.wait_for_selector(ONE.format("22") + '[aria-selected="true"]')

    assert page.locator('.k .r[aria-selected="true"]').count() == 1


def test_it_is_walked_with_the_keyboard_and_keeps_its_place_when_a_province_is_chosen(open_map):
    page = open_map()
    codes = _codes(page)
    page.locator(ROW).first.focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
    assert page.evaluate(FOCUSED) == codes[1]
    page.wait_for_selector(".k .tip:not([hidden])")

    page.keyboard.press("Enter")
    page.wait_for_url(f"**province={codes[1]}*")
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    assert page.evaluate(FOCUSED) == codes[1], "the row is the same element"

    page.keyboard.press("End")
    assert page.evaluate(FOCUSED) == codes[-1]
    page.keyboard.press("Escape")
    page.wait_for_url(lambda url: "province=" not in url)


def test_pointing_says_the_whole_sentence(open_map):
    page = open_map()
    page.locator(ONE.format("22")).hover()
    said = page.locator(".k .tip").inner_text()

    assert said.startswith("Quảng Ninh\n")
    assert "lượt học" in said
    assert Words("vi")("figure.hover.previous", share="").strip() in said


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_in_it(open_map, scheme):
    page = open_map("&province=22")
    page.emulate_media(color_scheme=scheme)
    page.wait_for_timeout(500)
    assert page.evaluate(HOSTS) == 1
    answer = Axe().run(page, context=INSIDE, options={"resultTypes": ["violations", "passes"]}).response

    assert [f"{rule['id']}: {rule['nodes'][0]['html'][:160]}" for rule in answer["violations"]] == []
    assert any("option" in node["html"] for rule in answer["passes"] for node in rule["nodes"]), "it looked inside"


def test_a_telephone_shows_every_name_and_number(open_map):
    page = open_map(width=390, height=844)

    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 1
    cut = page.locator(ROW).evaluate_all(
        """(rows) => rows.filter((row) => [...row.querySelectorAll(".name, .said")].some((part) => {
            const range = document.createRange();
            range.selectNodeContents(part);
            return range.getBoundingClientRect().width > part.getBoundingClientRect().width + 1
                || part.getBoundingClientRect().right > innerWidth;
        })).map((row) => row.textContent)"""
    )
    assert cut == []


def test_on_paper_its_lower_half_stands_beside_its_upper_one(open_map):
    page = open_map()
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1032, "height": 700})
    left, right = (page.locator(ROW).nth(at).bounding_box() for at in (0, -1))

    assert right["x"] > left["x"] + left["width"]
    assert not page.locator(".k .axis").is_visible()
    tops = page.locator(ROW).evaluate_all("(rows) => rows.map((row) => row.getBoundingClientRect().top)")
    assert max(tops) - min(tops) < 20 * 33
