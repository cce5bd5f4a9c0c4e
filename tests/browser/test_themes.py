"""Dark theme and paper: every screen as it stands there, by what the browser computed and what it printed."""

import re
from pathlib import Path
from typing import Any

import pytest

from pages.figures import style
from tests.browser.looking import Look, look

SCREENS = ("tong-quan", "ban-do", "mo-dun", "tu-danh-gia", "hai-long", "ho-so-tinh?province=22", "nguon")
SIZES = {"wide": (1366, 768), "narrow": (390, 844)}
DARK_PAPER = style.DARK[style.PAPER]

# Every piece of text that is seen on the page: its colour, and the first ground below it that is not clear.
TEXTS = """() => {
    const alpha = (colour) => Number(/^rgba\\(.*, ([\\d.]+)\\)$/.exec(colour)?.[1] ?? 1);
    const clear = (colour) => colour === "transparent" || alpha(colour) < 0.5; // a tint lets the ground through
    const found = [];
    const walk = document.createTreeWalker(document.querySelector(".stMain"), NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const at = walk.currentNode.parentElement;
        const said = walk.currentNode.data.trim();
        if (!said || !at.getBoundingClientRect().width || at.closest("svg, style, script, [disabled]")) continue;
        // the slider's value hangs above its thumb, of which it is a part
        let ground = at.closest("[data-testid=stSliderThumbValue]")?.closest(".stSlider") ?? at;
        while (ground && clear(getComputedStyle(ground).backgroundColor)) ground = ground.parentElement;
        found.push([getComputedStyle(at).color, getComputedStyle(ground).backgroundColor, said]);
    }
    return found;
}"""
GROUNDS = """() => [".stApp", ".stMain", ".stMainBlockContainer", ".temis-table", ".temis-table td",
    ".temis-table thead th", ".t-card", ".t-notice", ".t-tile", ".st-key-header", ".t-foot",
    ".js-plotly-plot .main-svg", "[role=tabpanel]", ".stSelectbox [role=group]", "[data-testid=stExpander] details"]
    .flatMap((which) => [...document.querySelectorAll(which)]
        .map((each) => [which, getComputedStyle(each).backgroundColor]))
    .filter(([which, colour]) => colour !== "transparent" && !/, 0\\)$/.test(colour))"""
FIGURE_TEXTS = """() => [".xtick text", ".ytick text", ".annotation-text", ".gtitle"]
    .flatMap((which) => [...document.querySelectorAll(".js-plotly-plot " + which)])
    .map((each) => getComputedStyle(each).fill)"""
THEME_IS = "(scheme) => getComputedStyle(document.querySelector('.stApp')).colorScheme === scheme"


class InTheDark:
    """The browser of a reader whose system is dark."""

    def __init__(self, chromium: Any) -> None:
        self._chromium = chromium

    def new_page(self, **how: Any) -> Any:
        """A window that prefers dark."""
        return self._chromium.new_page(color_scheme="dark", **how)


def opened(chromium: Any, server: Any, screen: str, **more: Any) -> Look:
    """The screen in Vietnamese, settled."""
    return look(chromium, f"{server.url}/{screen}{'&' if '?' in screen else '?'}lang=vi", seconds=240, **more)


def on(ground: str, ink: str = "") -> str:
    """A computed colour as ``#rrggbb``; one that is half clear as it looks on the ground."""
    parts = [[float(part) for part in re.findall(r"[\d.]+", colour)] for colour in (ink or ground, ground)]
    share = parts[0][3] if len(parts[0]) > 3 else 1.0
    mixed = (share * over + (1 - share) * under for over, under in zip(parts[0][:3], parts[1][:3], strict=True))
    return "#" + "".join(f"{round(part):02X}" for part in mixed)


def faint(texts: list[tuple[str, str, str]]) -> list[str]:
    """The texts that do not stand out from their ground."""
    return [said for ink, ground, said in texts if style.contrast(on(ground, ink), on(ground)) < 4.5]


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("size", SIZES)
def test_a_screen_in_the_dark_is_dark_all_over_and_readable(server, chromium, shots, screen, size):
    width, height = SIZES[size]
    seen = opened(InTheDark(chromium), server, screen, width=width, height=height)
    seen.photograph(shots / f"{screen.partition('?')[0]}-dark-{size}.png")

    assert not seen.complaints
    texts = seen.page.evaluate(TEXTS)
    assert len(texts) > 10
    assert not faint(texts)
    light = [which for which, colour in seen.page.evaluate(GROUNDS) if style.luminance(on(colour)) > 0.1]
    assert not light, "a light block was left behind"
    assert all(style.contrast(on(ink), DARK_PAPER) >= 4.5 for ink in seen.page.evaluate(FIGURE_TEXTS))
    seen.page.close()


def test_a_page_drawn_in_the_dark_turns_light_with_the_readers_system(server, chromium):
    seen = opened(InTheDark(chromium), server, "mo-dun")
    dark = seen.page.evaluate(GROUNDS)

    seen.page.emulate_media(color_scheme="light")
    seen.page.wait_for_function(THEME_IS, arg="light")
    seen.page.wait_for_timeout(500)
    light = seen.page.evaluate(GROUNDS)

    assert [which for which, _ in light] == [which for which, _ in dark]
    assert not [which for which, colour in light if style.luminance(on(colour)) < 0.8]
    assert all(style.contrast(on(ink), style.PAPER) >= 4.5 for ink in seen.page.evaluate(FIGURE_TEXTS))
    seen.page.close()


def test_a_page_drawn_in_the_light_turns_dark_but_for_the_text_on_bars(server, chromium):
    seen = opened(chromium, server, "tu-danh-gia")

    seen.page.emulate_media(color_scheme="dark")
    seen.page.wait_for_function(THEME_IS, arg="dark")
    seen.page.wait_for_timeout(500)

    assert not [which for which, colour in seen.page.evaluate(GROUNDS) if style.luminance(on(colour)) > 0.1]
    assert all(style.contrast(on(ink), DARK_PAPER) >= 4.5 for ink in seen.page.evaluate(FIGURE_TEXTS))
    inside = "[...document.querySelectorAll('.bartext-inside')].map((each) => getComputedStyle(each).fill)"
    assert {on(ink) for ink in seen.page.evaluate(inside)} <= {style.INK, style.PAPER}
    seen.page.close()


def printed(page: Any, path: Path) -> tuple[str, list[Any]]:
    """What the page says on paper, without its spaces, since each of the fonts is written apart; and its sheets."""
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed: the printed pages were not read")
    page.pdf(path=str(path), prefer_css_page_size=True, print_background=True)
    sheets = list(pypdf.PdfReader(path).pages)
    return "".join("".join(sheet.extract_text() for sheet in sheets).split()), sheets


@pytest.mark.parametrize("screen", SCREENS)
def test_a_dark_screen_prints_light_and_whole_over_several_sheets(server, chromium, tmp_path, screen):
    seen = opened(InTheDark(chromium), server, screen)

    said, sheets = printed(seen.page, tmp_path / "screen.pdf")

    assert not seen.complaints
    assert len(sheets) > 1
    assert all(sheet.mediabox.width > sheet.mediabox.height for sheet in sheets), "landscape"
    for told in ("Bản số liệu mo-phong", "Bạn đang xem", "geoBoundaries"):
        assert told.replace(" ", "") in said
    for pressed in ("Tải bảng này", "Xem tiếp", "Xem bảng số"):
        assert pressed.replace(" ", "") not in said
    seen.page.emulate_media(media="print", color_scheme="dark")
    white = "rgb(255, 255, 255)"
    assert not faint([(ink, white, text) for ink, _, text in seen.page.evaluate(TEXTS)]), "ink is dark on paper"
    seen.page.close()


def test_a_tall_chart_is_cut_between_two_rows_and_is_whole_again_after_printing(server, chromium):
    seen = opened(chromium, server, "ban-do?beside=bounds")
    page = seen.page

    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1032, "height": 700})  # the room on a sheet

    of_slices = "[...document.querySelectorAll('.t-slices > div')].map((each) => {}"
    wide = page.evaluate(of_slices.format("each.getBoundingClientRect().width)"))
    boxes = page.evaluate(of_slices.format("each.firstChild.getAttribute('viewBox').split(' ').map(Number))"))
    assert len(wide) == 2
    assert sum(wide) <= 1032
    (_, above, _, upper), (_, below, _, lower) = boxes
    assert (above, below) == (0, upper)
    assert (below - 108) % 22 == pytest.approx(0, abs=3), "108 pixels above the first row, 22 a row"
    assert upper + lower == pytest.approx(116 + 22 * 63)

    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert not page.locator(".t-slices, .js-plotly-plot svg[viewBox]").count()
    page.close()
