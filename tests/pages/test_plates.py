"""Plates: no chart stands on a screen without its finding, its source and its table."""

import pytest

from data import access
from pages.parts import folds
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
