"""The search box: names typed without marks, the keyboard alone, nothing from beyond this machine."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from data import reference
from data.demo import after
from data.intake.wording import loose_key
from tests.browser.looking import look

BOX = "role=combobox[name=/^Tìm tỉnh/]"
HARD = [
    *(
        "Đắk Lắk",
        "ĐẮK LẮK",
        "đắk  lắk",
        "Bà Rịa - Vũng Tàu",
        "Thừa Thiên Huế",
        "TP. Hồ Chí Minh",
        "Quận 1",
        "Mô đun 4: …",
    ),
    *(
        "Huyện A Lưới",
        "Hoà Bình",
        "Hòa Bình",
        "Đăk Lăk",
        "M'Đrắk",
        "\u0110a\u0306\u0301k La\u0306\u0301k",
        " ",
        "Ơ Ư ơ ư ẫ ỵ",
        "Kon  Tum/",
    ),
]


def _open(chromium, server, screen="", **choices):
    asked = "&".join(f"{name}={value}" for name, value in {"lang": "vi", **choices}.items())
    return look(chromium, f"{server.url}/{screen}?{asked}", seconds=240)


def _type(seen, text):
    box = seen.page.locator(BOX)
    box.focus()
    seen.page.keyboard.type(text)
    seen.page.locator("[role=search] [role=listbox]:not([hidden]) li").first.wait_for(timeout=10_000)


def _options(seen):
    return seen.page.locator("[role=search] [role=listbox] [role=option]").all_inner_texts()


def _arrived(seen, path):
    seen.page.wait_for_url(re.compile(path), timeout=60_000)
    seen.settle()
    return {name: values[0] for name, values in parse_qs(urlsplit(seen.page.url).query).items()}


def test_names_are_folded_in_the_browser_as_they_are_in_the_data(chromium, server):
    seen = _open(chromium, server)
    hard = [*HARD, *reference.read("provinces")["name_vi"], *reference.read("districts")["name_vi"]]

    folded = seen.page.evaluate(
        "async (texts) => texts.map((await import('/app/static/search/matching.js')).folded)",
        hard,
    )

    assert folded == [loose_key(text) for text in hard]
    assert loose_key(HARD[0]) == "dak lak"
    seen.page.close()


def test_dak_lak_and_enter_lands_on_the_profile_of_dak_lak(chromium, server, shots):
    seen = _open(chromium, server, "nguon", audience="manager")
    _type(seen, "dak lak")
    seen.page.screenshot(path=shots / "search.png")

    assert _options(seen)[0].split() == ["Đắk", "Lắk", "tỉnh"]
    seen.page.keyboard.press("Enter")
    asked = _arrived(seen, "/ho-so-tinh")

    assert asked["province"] == "66"
    assert asked["audience"] == "manager", "the other choices are kept"
    assert "Đắk Lắk" in seen.page.locator(".t-finding, .t-subtitle").first.inner_text()
    assert seen.complaints == []
    seen.page.close()


def test_mo_dun_4_finds_module_4_and_keeps_the_province(chromium, server):
    seen = _open(chromium, server, province="22")
    _type(seen, "mo dun 4")

    assert _options(seen)[0].startswith("Mô đun 4")
    seen.page.keyboard.press("Enter")
    asked = _arrived(seen, "/mo-dun")

    assert (asked["audience"], asked["module"], asked["province"]) == ("teacher", "GV4", "22")
    assert asked["cohort"] == "teacher-mass-2020"
    assert seen.complaints == []
    seen.page.close()


def test_a_district_is_found_in_its_province_with_arrows_alone(chromium, server):
    seen = _open(chromium, server)
    _type(seen, "ba vi")
    before = _options(seen)
    place = next(number for number, said in enumerate(before) if said.startswith("Huyện Ba Vì"))
    for _ in range(place):
        seen.page.keyboard.press("ArrowDown")

    active = seen.page.locator(BOX).get_attribute("aria-activedescendant")
    assert seen.page.locator(f"[role=search] [role=listbox] #{active}").get_attribute("aria-selected") == "true"
    assert "Hà Nội" in before[place]
    seen.page.keyboard.press("Enter")
    asked = _arrived(seen, "/ho-so-tinh")

    assert (asked["province"], asked["district"]) == ("01", "271")
    seen.page.close()


def test_a_screen_is_found_by_its_title(chromium, server):
    seen = _open(chromium, server)
    _type(seen, "ban do")
    seen.page.keyboard.press("Enter")

    assert _arrived(seen, "/ban-do")["lang"] == "vi"
    assert seen.complaints == []
    seen.page.close()


def test_what_is_not_found_is_said_and_escape_puts_the_list_away(chromium, server):
    seen = _open(chromium, server)
    before = seen.page.url
    _type(seen, "khong co dau ca")

    assert _options(seen) == []
    assert seen.page.locator("[role=search] [role=listbox]").inner_text() == "Không tìm thấy."
    assert seen.page.locator("[role=search] [role=status]").inner_text() == "Không tìm thấy."
    seen.page.keyboard.press("Enter")
    seen.page.keyboard.press("Escape")

    assert seen.page.locator(BOX).get_attribute("aria-expanded") == "false"
    assert not seen.page.locator("[role=search] [role=listbox]").is_visible()
    assert seen.page.url == before
    seen.page.close()


def test_a_former_province_is_found_in_the_34_and_communes_in_the_province_chosen(chromium, server):
    seen = _open(chromium, server, "ho-so-tinh", snapshot=after.snapshot_id(after.DATES[-1]), province="15")
    _type(seen, "yen bai")

    assert _options(seen)[0].startswith("Lào Cai")
    seen.page.locator(BOX).fill("mo phong 03")
    seen.page.locator("[role=search] [role=option]", has_text="mô phỏng 03").wait_for()
    assert len(_options(seen)) == 1
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_url(re.compile("district=MP1503"), timeout=60_000)
    seen.settle()

    assert seen.complaints == []
    seen.page.close()


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1366, 768)])
def test_the_list_of_705_districts_comes_at_once_and_the_header_stays_as_it_is(chromium, server, width, height):
    seen = look(chromium, f"{server.url}/?lang=vi", width=width, height=height, seconds=240)
    high = "document.querySelector('.st-key-header').getBoundingClientRect().height"
    before = seen.page.evaluate(high)
    _type(seen, "huyen")
    took = seen.page.evaluate(
        """async () => {
            const { entry, found } = await import('/app/static/search/matching.js');
            const { districts } = await (await fetch('/app/static/search/63.json')).json();
            const start = performance.now();
            const entries = districts.map(([within, code, said]) => entry('district', code, said, { within }));
            const count = found(entries, 'huyen').length;
            return { of: entries.length, found: count, took: performance.now() - start };
        }"""
    )

    assert took["of"] == 705 + 3
    assert took["found"] > 400
    assert took["took"] < 250
    assert seen.page.evaluate(high) == before, "the list lies over the page and moves nothing"
    assert before < (330 if width < 640 else 60)
    box = seen.page.locator("[role=search] [role=listbox]").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    seen.page.close()
