"""The style sheet and the theme's settings: one set of colours, in both themes and on paper."""

import re
import tomllib
from pathlib import Path

import pytest

from pages.figures import style, tables
from pages.parts import dress, serving, serving_hints, tiles

PARTS = Path(dress.__file__).parent
ROOT = PARTS.parents[1]
HEX = re.compile(r"#[0-9a-fA-F]{3,8}\b")
CSS = {
    "tables": tables.CSS,
    "shell": (PARTS / "shell.css").read_text(encoding="utf-8"),
    "print": (PARTS / "print.css").read_text(encoding="utf-8"),
}
SHEET = dress.sheet()


@pytest.mark.parametrize("part", CSS)
def test_no_colour_is_written_outside_the_palette(part):
    assert not HEX.findall(CSS[part])
    assert not re.findall(r"\b(?:rgba?|hsla?)\(|:\s*(?:white|black)\b", CSS[part])


@pytest.mark.parametrize("part", CSS)
def test_every_variable_used_is_defined(part):
    assert set(re.findall(r"var\((--t-[\w-]+)", CSS[part])) <= set(re.findall(r"(--t-[\w-]+):", SHEET))


def test_every_role_and_state_is_a_variable_of_both_themes():
    for name, light in style.ROLES.items():
        assert f"--t-{name}:light-dark({light},{style.DARK[light]});" in SHEET
    for name, light in style.STATES.items():
        assert f"--t-state-{name}:light-dark({light},{style.STATES_DARK[name]});" in SHEET


def test_a_browser_that_does_not_know_light_dark_still_gets_every_colour():
    plain, _, newer = SHEET.partition("@supports")

    assert f"--t-ink:{style.INK};" in plain
    assert f"prefers-color-scheme:dark){{:root{{--t-ink:{style.DARK[style.INK]};" in plain
    assert "light-dark(" in newer
    assert "light-dark(" not in plain


def test_braces_are_balanced():
    assert SHEET.count("{") == SHEET.count("}")


def test_a_figure_drawn_for_the_dark_is_light_on_paper():
    ink = ", ".join(str(int(style.DARK[style.INK][i : i + 2], 16)) for i in (1, 3, 5))

    assert f'.js-plotly-plot [style*="fill: rgb({ink})"]' in SHEET


def test_text_on_a_fill_is_not_turned_with_the_page():
    light = [rule for rule in SHEET.split("}") if "fill: rgb(27, 42, 58)" in rule]

    assert light
    assert all("text:not(.bartext-inside):not(.heatmap-label *)[" in rule for rule in light)


def test_the_settings_have_the_colours_of_the_figures():
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
    places = {
        "backgroundColor": style.PAPER,
        "secondaryBackgroundColor": style.SEA,
        "textColor": style.INK,
        "primaryColor": style.ACCENT,
        "linkColor": style.ACCENT,
        "borderColor": style.LINE,
    }

    assert theme["light"] == places
    assert theme["dark"] == {name: style.DARK[colour] for name, colour in places.items()}
    assert "base" not in theme, "the reader's system decides"


def test_fonts_come_from_the_app_itself_and_do_not_travel_with_every_run():
    fonts = ROOT / "static" / "fonts"
    named = re.findall(r'url\("([^"]+)"\)', (fonts / "fonts.css").read_text(encoding="utf-8"))

    assert set(named) == {path.name for path in fonts.glob("*.woff2")}
    assert b"/app/static/fonts/fonts.css" in serving._SERVER_IS_HERE
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
    assert "fontFaces" not in theme, "the toolkit sends them again with each run"


def test_every_module_of_our_components_is_asked_for_at_once():
    asked = set(re.findall(rb"/app/static/((?:map|ranking|search)/[a-z-]+[.]js)", serving_hints.links("/ban-do", b"")))

    own = [path for folder in ("map", "ranking", "search") for path in (ROOT / "static" / folder).glob("*.js")]
    assert asked == {path.relative_to(ROOT / "static").as_posix().encode() for path in own}


def test_the_choices_in_words_are_for_paper_alone():
    screen, _, paper = CSS["print"].partition("@media print")

    assert ".t-chosen { display: none; }" in screen
    assert ".t-chosen { display: block;" in paper
    assert "A4 landscape" in screen


@pytest.mark.parametrize("paper", [style.PAPER, style.DARK[style.PAPER]], ids=["light", "dark"])
def test_a_tiles_trend_is_a_picture_that_no_variable_reaches_so_it_stands_out_from_both_papers(paper):
    colours = HEX.findall(tiles.sparkline([0.1, 0.2, 0.4]))

    assert len(colours) == 2
    assert min(style.contrast(colour, paper) for colour in colours) >= 3
