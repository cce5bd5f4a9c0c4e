"""Commitments and the guide: what they say, from drawn answers."""

from dataclasses import fields
from types import SimpleNamespace

import polars as pl
import pytest

from data import access, reference
from pages.figures import claims, style
from pages.figures.claims import Dot
from pages.parts import guide
from pages.parts.choice import Choice
from pages.texts import LANGUAGES, Words
from pages.told import commitments as said
from queries import commitments

VI, EN = Words("vi"), Words("en")


def _row(**values):
    usual = {"value": "30127", "says": "exactly", "unit_vi": "người", "unit_en": "persons", "unit": "persons"}
    return usual | {"state": "value", "provinces_known": 63, "provinces": 63, "verdict": "agrees"} | values


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_published_figure_has_its_explanation_and_every_computed_one_its_definition(lang, store_of):
    words = Words(lang)
    figures = commitments.computed(store_of())

    assert all(f"commitments.why.{figure}" in words for figure in reference.frames(63)["claim"]["figure_id"])
    assert set(words.under("commitments.computed")) == set(figures["figure"])
    assert set(words.under("commitments.unit")) == set(figures["unit"])


def test_a_published_figure_is_said_as_its_source_says_it():
    assert said.published(_row(), VI) == "30.127 người"
    assert said.published(_row(value="500000", says="at_least"), EN) == "more than 500,000 persons"
    assert said.amount(96.48, "percent", VI) == "96,5 %"
    assert said.amount(None, "persons", VI) == "–"


def test_a_difference_is_signed_and_says_its_share_but_of_per_cents_the_points():
    assert said.difference(_row(difference=7.0, difference_share=0.0002), VI) == "+7 (+0,0 %)"
    assert said.difference(_row(difference=-28620.0, difference_share=-0.95), VI) == "-28.620 (-95,0 %)"
    assert said.difference(_row(difference=-0.4, difference_share=-0.004, unit="percent"), VI) == "-0,4 điểm %"
    assert said.difference(_row(difference=0.0, difference_share=0.0), VI) == "không chênh lệch"
    assert said.difference(_row(difference=None), VI) == "–"


def test_synthetic_figures_never_confirm_anything():
    assert said.verdict(_row(), VI, is_synthetic=False) == "Khớp."
    for verdict in ("agrees", "another_date", "counted_otherwise", "differs"):
        assert "mô phỏng" in said.verdict(_row(verdict=verdict), VI, is_synthetic=True)
    few = _row(verdict="no_value", state="few", provinces_known=2)
    assert said.verdict(few, VI, is_synthetic=True).startswith("Mới có số liệu của 2 trên 63 tỉnh")


def test_contradictions_are_told_in_the_numbers_that_were_published(store_of):
    topics = said.topics(commitments.register(store_of()))

    assert list(topics) == ["core", "manager_module_4", "five_modules", "universities", "survey", "schools"]
    assert [row["figure_id"] for row in topics["survey"]] == ["F020", "F022"]
    assert "26.319 + 3.815 = 30.134, chênh 7" in said.topic("core", topics["core"], VI)
    assert "23.000" in said.topic("five_modules", topics["five_modules"], VI)
    assert "176,360 more" in said.topic("survey", topics["survey"], EN)
    assert "12,527 / 8,744 / 2,380" in said.topic("schools", topics["schools"], EN)


def test_the_heading_counts_what_is_reached_what_is_missed_and_what_is_not_known():
    achieved = pl.DataFrame({"is_reached": [True, False, None], "achieved_share": [1.1, 0.4, None]})
    register = pl.DataFrame({"computed": [1.0, None], "topic": ["a b", ""]})
    text = said.finding(achieved, register, VI)

    assert text.startswith("3 mốc: 1 đạt, 1 chưa đạt, 1 chưa tính được. 1 trên 2 số")
    assert "2 nhóm" in text
    assert "Hai, mới bằng 40,0 %" in said.marks(achieved, ["Một", "Hai", "Ba"], VI)
    assert said.marks(achieved.head(1), ["Một"], VI) == "Cả 1 mốc tính được đều đã đạt."
    assert said.marks(achieved.tail(1), ["Ba"], VI) == VI("commitments.marks_finding_none")


def test_a_snapshot_of_another_programme_counts_its_marks_alone():
    achieved = pl.DataFrame({"is_reached": [True, False], "achieved_share": [1.0, 0.5]})
    register = pl.DataFrame(schema={"computed": pl.Float64, "topic": pl.String})

    assert said.finding(achieved, register, EN) == "2 marks: 1 reached, 1 not reached."


def test_dots_tell_by_form_too_how_a_figure_is_known():
    figure = claims.strip([Dot("F006", 500_000, "at_least"), Dot("ours", 400_000, "computed")], VI)
    marks = figure.data[0]

    assert list(marks.x) == [500_000, 400_000]
    assert list(marks.marker.symbol) == ["triangle-right", "diamond"]
    assert list(marks.marker.color) == [style.ACCENT, style.WARN]
    assert list(marks.text) == ["> 500.000", "400.000"]
    assert figure.layout.xaxis.range[0] <= 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_step_of_the_guide_opens_a_screen_and_says_what_to_look_for(lang):
    words = Words(lang)

    for path, steps in guide.PATHS.items():
        assert set(steps.values()) <= set(access.SCREENS)
        assert [step for step in words.under(f"guide.{path}") if step != "for"] == list(steps)
    assert words.under("guide.about") == list(guide.ABOUT)


def _view(**chosen):
    choice = Choice(**{field.name: "" for field in fields(Choice)} | {"year": 2021, "province": "22"} | chosen)
    provinces = [{"province_code": "22", "university_code": "HNUE"}]
    offered = SimpleNamespace(catalogue=SimpleNamespace(universities=("HNUE", "NAEM")))
    return SimpleNamespace(choice=choice, held=choice, province=choice.province, provinces=provinces, offer=offered)


def test_the_leaders_path_keeps_the_province_and_asks_its_own_university():
    assert guide.parameters(_view(), "leader", "province")["province"] == "22"
    assert guide.parameters(_view(), "leader", "certification")["by"] == "module"
    assert guide.parameters(_view(audience="teacher"), "leader", "universities")["university"] == "HNUE"
    assert guide.parameters(_view(audience="manager"), "leader", "universities")["university"] == "NAEM"
    assert "university" not in guide.parameters(_view(province=""), "leader", "universities")


def test_the_other_paths_let_go_of_the_province_and_look_at_the_country():
    """An empty value in the address, since the session would bring the province back."""
    assert guide.parameters(_view(), "official", "overview")["province"] == ""
    assert guide.parameters(_view(), "analyst", "explorer")["province"] == ""
    assert guide.parameters(_view(view="one"), "official", "map")["view"] == "change"
    assert "province" not in guide.parameters(_view(), "official", "sources")
