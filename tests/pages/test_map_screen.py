"""The map screen, run whole: what stands above the map is about that map, and what cannot be drawn is said."""

import html
import re
from types import SimpleNamespace

import polars as pl
import pytest

from data import access, first_start
from data.snapshot import list_snapshots
from pages.parts import areas, opening
from pages.texts import Words
from queries import overview
from tests.pages.test_screens import DEMO, PUBLISHED, _notices, _open, _said

VI = Words("vi")


@pytest.fixture
def state(demo_state, monkeypatch):
    """The shared demo; what it lacks of the first start is not made here."""
    monkeypatch.setenv("TEMIS_STATE", str(demo_state))
    monkeypatch.setattr(first_start, "missing", lambda state: [])
    return demo_state


def _map(**parameters):
    run = _open("map", **parameters)
    assert not run.exception
    assert _notices(run, "error") == []
    return run


def _text(run):
    return html.unescape(_said(run)).replace("\u00a0", " ")


def _lead(run):
    return re.search(r'<p class="t-finding">(.*?)</p>', _text(run)).group(1)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("view", ["change", "times"])
def test_what_moved_is_said_above_maps_of_several_dates(state, view, lang):
    words = Words(lang)
    words_of_it = words("map.finding.moved", known=0, rose=0, fell=0, same=0, since="31/03/2022", date="30/06/2022")

    assert re.sub(r"\d+ ", "0 ", _lead(_map(snapshot=DEMO, lang=lang, view=view))).startswith(
        re.sub(r"\d+ ", "0 ", words_of_it)
    )


@pytest.mark.parametrize("theme", ["platform", "university", "region"])
def test_kinds_are_counted_above_their_map(state, theme):
    lead = _lead(_map(snapshot=DEMO, view="kinds", theme=theme))

    assert lead.startswith(VI(f"theme.{theme}"))
    assert sum(int(count) for count in re.findall(r"\((\d+)\)|(\d+) tỉnh: ", lead) for count in count if count) == 63


@pytest.mark.parametrize(
    ("asked", "what"),
    [
        ({"shapes": "regions"}, VI("map.finding.counted.region")),
        ({"shapes": "universities"}, VI("map.finding.counted.university")),
        ({"view": "modules"}, VI("map.finding.counted.module")),
        ({"shapes": "districts", "province": "22"}, "huyện của Quảng Ninh"),
    ],
)
def test_the_highest_and_lowest_of_what_is_drawn_are_said_above_it(state, asked, what):
    assert re.match(rf"\d+ trên \d+ {what} có số liệu\. Cao nhất: ", _lead(_map(snapshot=DEMO, **asked)))


def test_those_low_on_both_are_said_above_the_map_of_two(state):
    lead = _lead(_map(snapshot=DEMO, view="two"))

    assert VI("measure.lms_passed.short") in lead
    assert VI("measure.rated_good.short") in lead


def test_what_a_view_cannot_show_is_told_by_province(state):
    by_province = _lead(_map(snapshot=DEMO, measure="satisfied"))

    assert _lead(_map(snapshot=DEMO, measure="satisfied", shapes="districts", province="22")) == by_province
    reporting = {"snapshot": DEMO, "measure": "reporting"}
    assert _lead(_map(**reporting, view="modules")) == _lead(_map(**reporting))


def test_nothing_known_of_platforms_is_not_told_as_none(state):
    run = _map(snapshot=PUBLISHED, view="kinds", theme="platform")

    assert _lead(run) == VI("map.finding.unseen", count=63, what="tỉnh", state="chưa có số liệu")
    assert VI("state.not_applicable") not in _text(run)


def test_a_province_without_an_lms_is_told_so_in_the_table_of_kinds(state):
    without, _ = _without_lms(state)
    text = _text(_map(snapshot=DEMO, view="kinds", theme="platform"))

    assert text.count(f">{VI('state.not_applicable')}<") == without.height


def _without_lms(state):
    snapshot = next(one for one in list_snapshots(state)[0] if one.id == DEMO)
    store = opening.store(snapshot, access.Scope.everything())
    found = overview.facts(store).filter(pl.col("platform_state") == "not_applicable")
    return found, found["province_code"][0]


@pytest.mark.parametrize("size", ["colour", "relief"])
def test_districts_of_a_province_without_an_lms_say_that_and_not_that_data_are_missing(state, size):
    _, code = _without_lms(state)
    run = _map(snapshot=DEMO, shapes="districts", province=code, measure="lms_passed", size=size)

    districts, state_said = re.fullmatch(r"(\d+) huyện của [^:]+: ([^.]+)\.", _lead(run)).groups()
    assert state_said == "không bồi dưỡng trên LMS"
    assert _text(run).count(f">{VI('state.not_applicable')}<") == int(districts)


def test_districts_are_the_same_whatever_level_or_group_was_chosen(state):
    asked = {"snapshot": DEMO, "shapes": "districts", "province": "22", "measure": "assessment_completed"}
    plain, chosen = _map(**asked), _map(**asked, level="primary", people="female")

    tables = [re.findall(r"<table>.*?</table>", _said(run), re.S) for run in (plain, chosen)]
    assert tables[0] == tables[1]
    assert _lead(plain) == _lead(chosen)


@pytest.mark.parametrize(("view", "shapes"), [("one", "provinces"), ("one", "regions"), ("change", "districts")])
def test_only_the_map_of_districts_is_asked_of_everybody(view, shapes):
    def asked(**choice):
        return areas.everybody(SimpleNamespace(choice=SimpleNamespace(**choice)))

    assert asked(view="one", shapes="districts") == {"level": "all", "people": "total"}
    assert asked(view=view, shapes=shapes) == {}


def test_a_snapshot_of_aggregates_has_no_districts_and_offers_no_measure_that_would_have(state):
    run = _map(snapshot=PUBLISHED, shapes="districts", province="22", measure="assessment_completed")

    notices = _notices(run, "note")
    assert VI("map.says.no_units") in notices
    assert not any("Có thể xem" in notice for notice in notices)


@pytest.mark.parametrize("asked", [{"snapshot": PUBLISHED}, {"snapshot": DEMO, "date": "2022-03-31"}])
def test_without_an_earlier_date_a_sentence_stands_in_place_of_a_map_of_noughts(state, asked):
    run = _map(view="change", **asked)

    assert _lead(run) == VI("map.finding.one_date")
    assert any(notice.startswith("Không có ngày nào trước") for notice in _notices(run, "note"))
    assert "0 tăng" not in _text(run)


def test_the_column_of_changes_is_called_change(state):
    text = _text(_map(snapshot=DEMO, view="change"))

    assert VI("column.change") in text
    assert VI("column.gap") not in text


def test_bounds_of_a_few_provinces_are_not_called_the_countrys(state):
    text = _text(_map(snapshot=PUBLISHED, beside="bounds", measure="assessment_completed"))

    assert "2 trên 63 tỉnh biết rõ mẫu số" in text
    assert "Cả nước: 8" not in text
