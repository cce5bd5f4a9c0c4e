"""The map in a real browser: by hand, by keyboard, in every view, saved as a file, and when its shapes do not come."""

import re

import pytest

from geo import provinces as shapes
from pages.texts import Words
from tests.browser.looking import look

ONE = '.m path[data-code="{}"][role=option]'
FOCUSED = """(() => {
    let at = document.activeElement;
    while (at && at.shadowRoot) at = at.shadowRoot.activeElement;
    return at && at.dataset ? at.dataset.code : null;
})()"""
VIEWS = ("one", "two", "times", "modules", "change", "kinds")


@pytest.fixture
def open_map(server, chromium):
    """A function that opens the map at an address; whatever it opened must not have complained."""
    opened = []

    def at(query="", **size):
        seen = look(chromium, f"{server.url}/ban-do?lang=vi{query}", seconds=240, **size)
        opened.append(seen)
        seen.page.wait_for_selector(".m svg path[data-code]", state="attached")
        return seen.page

    yield at
    for seen in opened:
        assert not seen.complaints
        seen.page.close()


@pytest.fixture
def page(open_map):
    return open_map()


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


def test_several_provinces_are_chosen_with_the_control_key_and_kept_in_the_address(page):
    page.locator(ONE.format("38")).click()
    page.wait_for_url("**province=38*")
    page.locator(ONE.format("40")).click(modifiers=["Control"])
    page.wait_for_url("**also=40*")

    page.wait_for_selector(ONE.format("40") + '[aria-selected="true"]')
    assert page.locator(ONE.format("38")).get_attribute("aria-selected") == "true"
    page.wait_for_selector("text=Các tỉnh đã chọn")


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


def test_the_tab_key_reaches_the_map_and_stops_there_once(page):
    assert page.locator('.m path[data-code][tabindex="0"]').count() == 1

    page.locator(".st-key-map-row button").last.focus()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED):
            break
    assert page.evaluate(FOCUSED), "sixty stops and no map"


def test_zoom_stays_when_the_measure_changes(page):
    page.locator(".m .tools button").first.click()
    near = page.locator(".m svg.land").get_attribute("viewBox")
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

    assert page.locator(".m svg.land").get_attribute("viewBox") == near


@pytest.mark.parametrize("query", ["", "&province=08&also=02,06,19", "&lang=en&region=6"])
def test_names_on_the_map_do_not_lie_upon_each_other_near_or_far(open_map, query):
    page = open_map(query)
    for step in range(4):
        boxes = page.locator(".m .label").evaluate_all(
            """names => names.map((name) => name.getBoundingClientRect())
                .map(({ left, top, right, bottom }) => [left, top, right, bottom])"""
        )
        assert len(boxes) > 3 or step, "near, there may be one"
        for i, (left, top, right, bottom) in enumerate(boxes):
            for other in boxes[i + 1 :]:
                across = min(right, other[2]) - max(left, other[0])
                down = min(bottom, other[3]) - max(top, other[1])
                assert across < 3 or down < 5, "letters would touch"  # boxes are taller than letters
        page.locator('.m [data-does="zoom_in"]').click()


@pytest.mark.parametrize("division", [63, 34])
def test_both_archipelagos_take_the_fill_of_their_province_and_are_labelled(open_map, division):
    page = open_map(f"&division={division}")
    text = page.locator(".m .sheet > svg").text_content()
    assert "QĐ. Hoàng Sa" in text
    assert "QĐ. Trường Sa" in text
    for code in shapes.ARCHIPELAGOS.values():
        fills = page.locator(f'.m path[data-code="{code}"]').evaluate_all(
            "paths => paths.map((path) => path.style.fill)"
        )
        assert len(fills) == 2, "the land and the islands"
        assert len(set(fills)) == 1
        drawn = page.locator(f'.m path[data-code="{code}"]').last.get_attribute("d").count("M")
        polygons = next(each for each in shapes.layer(division)["features"] if each["id"] == code)["geometry"][
            "coordinates"
        ]
        assert drawn == len([polygon for polygon in polygons if polygon[0][0][0] > 110.5]) > 10


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_view_holds_both_archipelagos_in_every_map_it_draws(open_map, view, lang):
    page = open_map(f"&lang={lang}&view={view}".replace("lang=vi&lang", "lang"))
    drawn = page.locator(".m svg[viewBox='0 0 230 300'], .m .sheet > svg")

    assert drawn.count() == {"times": 7, "modules": 5}.get(view, 1)
    for each in drawn.all():
        assert "Hoàng Sa" in each.text_content()
        assert "Trường Sa" in each.text_content()
        assert each.locator(".frame").count() == 2


@pytest.mark.parametrize(("province", "isles"), [("48", "hoang_sa"), ("56", "truong_sa")])
def test_an_archipelago_stands_on_its_own_provinces_map_in_its_provinces_fill(open_map, province, isles):
    page = open_map(f"&province={province}&shapes=districts")

    said = page.locator(ONE.format(isles)).get_attribute("aria-label")
    assert said.startswith(Words("vi")(f"figure.map.{isles}").replace("<br>", " "))
    assert "không có giá trị riêng" in said
    assert page.locator(ONE.format(isles)).bounding_box()["width"] > 20


def test_into_a_region_a_province_its_districts_and_back(open_map):
    page = open_map("&shapes=regions")
    page.locator(ONE.format("3")).dispatch_event("click")  # crescent-shaped: the middle of its box is sea
    page.wait_for_url("**region=3*")
    page.locator(ONE.format("48")).wait_for()
    assert page.locator(".m path.aside").count() > 40, "the rest of the country is faded"

    page.locator(ONE.format("49")).dispatch_event("click")
    page.wait_for_url("**province=49*")
    page.get_by_role("button", name="Xem các huyện của Quảng Nam").click()
    page.wait_for_url("**shapes=districts*")
    page.wait_for_selector(".m path[data-code^='81297802B']")

    page.get_by_role("button", name="Cả nước").click()
    page.wait_for_url(lambda url: "province=" not in url and "region=" not in url)
    page.locator(ONE.format("01")).wait_for()


def test_the_date_slider_changes_the_map_and_the_address(page):
    before = page.locator(ONE.format("22")).get_attribute("aria-label")
    page.get_by_role("slider").focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**date=2022-03-31*")

    page.wait_for_selector(ONE.format("22") + f':not([aria-label="{before}"])')


@pytest.mark.parametrize("query", ["", "&view=times", "&view=two", "&size=circles"])
@pytest.mark.parametrize("kind", ["svg", "png"])
def test_a_map_is_saved_with_its_title_legend_source_and_both_archipelagos(open_map, query, kind, tmp_path):
    page = open_map(query)
    with page.expect_download() as coming:
        page.locator(f'.m [data-does="save_{kind}"]').click()
    coming.value.save_as(tmp_path / "map")

    content = (tmp_path / "map").read_bytes()
    assert coming.value.suggested_filename.endswith(f".{kind}")
    if kind == "png":
        assert content.startswith(b"\x89PNG")
        assert len(content) > 50_000
        return
    text = content.decode()
    maps = 7 if "times" in query else 1
    assert text.count("Hoàng Sa") > maps, "on each map, and once in the credit"
    assert text.count("Trường Sa") > maps
    assert "Số liệu mô phỏng" in text
    assert "CC BY 3.0 IGO" in text
    assert "var(--" not in text, "a file knows nothing of the page"
    assert not re.search(r"https?://(?!www\.w3\.org/)", text)


@pytest.mark.parametrize(("query", "maps"), [("", 1), ("&view=times", 7), ("&division=34&size=circles", 1)])
def test_a_printed_map_holds_and_names_both_archipelagos(open_map, query, maps, tmp_path):
    pypdf = pytest.importorskip("pypdf")
    page = open_map(query)
    page.pdf(path=tmp_path / "map.pdf", prefer_css_page_size=True, print_background=True)

    sheets = pypdf.PdfReader(tmp_path / "map.pdf").pages
    text = "".join("".join(sheet.extract_text().split()) for sheet in sheets)  # a reader of print loses spaces
    assert text.count("QĐ.HoàngSa") == 2 * maps, "the letters and the halo behind them"
    assert text.count("QĐ.TrườngSa") == 2 * maps
    assert "Đốitượng:Giáoviênphổthông" in text, "paper shows no select boxes"


def test_shapes_that_do_not_come_are_answered_with_a_sentence(server, chromium):
    page = chromium.new_page()
    page.route("**/static/geo/*", lambda route: route.abort())
    page.goto(f"{server.url}/ban-do?lang=vi")

    page.wait_for_selector(".m [role=alert]", timeout=60_000)
    assert "ranh giới" in page.locator(".m [role=alert]").inner_text()
    page.close()
