"""Plates: no chart stands on a screen without its finding, its source and its table."""

import re
from itertools import chain
from pathlib import Path

import pytest

from data import access
from pages.parts import folds, plates
from pages.parts.choice import ALONE
from pages.texts import Words
from tests.pages.test_screens import DEMO, _open, _said, state  # noqa: F401 - a fixture


@pytest.mark.parametrize("screen", access.SCREENS)
@pytest.mark.parametrize("province", ["", "22"])
def test_every_chart_says_what_it_shows_where_it_comes_from_and_has_its_table(state, screen, province):  # noqa: F811
    run = _open(screen, snapshot=DEMO, lang="vi", **({"province": province} if province else {}))
    said, charts = _said(run), len(run.get("plotly_chart"))

    assert not run.exception
    assert said.count('class="t-says"') >= charts, "a line in words above each chart"
    assert said.count(f"(bản {DEMO})") >= charts - 1, "place, date and source; a ranking shares those of its map"
    assert not charts or said.count('class="temis-table"'), "a table behind"


@pytest.mark.parametrize("screen", ["overview", "map", "modules", "explorer"])
def test_a_fold_that_nobody_opened_costs_nothing(state, monkeypatch, screen):  # noqa: F811
    opened = _open(screen, snapshot=DEMO, lang="vi")
    monkeypatch.setattr(folds, "AT_FIRST", False)
    closed = _open(screen, snapshot=DEMO, lang="vi")

    assert _said(closed).count("temis-table") + len(closed.code) < _said(opened).count("temis-table") + len(opened.code)
    assert len(closed.get("download_button")) <= len(opened.get("download_button"))


def test_what_a_part_chooses_alone_is_named_so_that_the_sentence_above_does_not_say_it():
    parts = [path.read_text(encoding="utf-8") for path in Path(plates.__file__).parent.glob("*.py")]
    bodies = chain.from_iterable(re.findall(r"@plates\.alone\n(?:.*\n)+?(?=\n\n\S|\Z)", part) for part in parts)
    rows = [row for body in bodies for row in re.findall(r"(?:shell\.choices|filters\.row)\((.*?)\)", body)]
    offered = {name for row in rows for name in re.findall(r'"(\w+)"', row)}

    assert offered == {name for names in ALONE.values() for name in names}


@pytest.mark.parametrize(
    ("screen", "chosen"),
    [
        ("assessment", {"level": "primary", "people": "female", "rater": "self"}),
        ("standards", {"people": "female", "rater": "self"}),
        ("certification", {"step": "university", "stalled": "90"}),
    ],
)
def test_a_part_that_reruns_alone_says_its_choices_itself(state, screen, chosen):  # noqa: F811
    assert set(chosen) == set(ALONE[screen])
    said = _said(_open(screen, snapshot=DEMO, lang="en", **chosen))
    words = Words("en")
    above = re.search(r'<p class="t-chosen">(.*?)</p>', said)[1]
    told = {name: words(f"{name}.{value}") if name != "stalled" else f"{value} days" for name, value in chosen.items()}

    for name, value in told.items():
        assert words(f"choice.{name}") not in above
        assert value.lower() in said.replace(above, "").lower()
