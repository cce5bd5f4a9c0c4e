"""The store of a viewer in the division that is shown, and which snapshot that is as others are published."""

import gc
import weakref
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data import access, divisions, first_start
from data.errors import ScopeError
from data.snapshot import list_snapshots
from pages.parts import opening
from pages.parts.following import Shown, Wanted, wanted
from pages.texts import Words
from tests import build

GUEST = access.viewer_of({})


@pytest.fixture
def snapshot(tmp_path, monkeypatch):
    """A drawn snapshot of the 63 in the state folder in use."""
    monkeypatch.setenv("TEMIS_STATE", str(tmp_path))
    return build.snapshot_of(tmp_path)


def test_a_division_has_a_store_of_its_own_and_none_means_the_datas(snapshot):
    scope = access.Scope.everything()
    plain, own, other = (opening.store(snapshot, scope, division=division) for division in (None, 63, 34))

    assert plain is own
    assert (own.division, other.division) == (63, 34)


def test_the_schools_of_a_unit_are_those_of_all_its_former_provinces(snapshot):
    store = opening.of_units(snapshot, GUEST, "25", division=34)

    assert store.scope.units == frozenset(divisions.parts(63, 34)["25"])
    assert opening.of_units(snapshot, GUEST, "25").scope.units == frozenset({"25"})


def test_a_former_province_that_the_data_cannot_tell_is_refused_by_name(tmp_path, monkeypatch):
    monkeypatch.setenv("TEMIS_STATE", str(tmp_path))
    born = build.snapshot_of(tmp_path, vintage=34)

    assert opening.of_units(born, GUEST, "22", division=63).scope.units == frozenset({"22"})
    with pytest.raises(ScopeError) as caught:
        opening.of_units(born, GUEST, "17", division=63)
    assert caught.value.code == "province_not_told_apart"


def test_the_snapshot_asked_for_is_opened_in_the_division_asked_for(snapshot, tmp_path):
    known, _ = list_snapshots(tmp_path)
    opened, store, problems = opening.last_good(snapshot, known, GUEST, division=34)

    assert (opened.id, store.division, problems) == (snapshot.id, 34, [])


def test_when_something_is_published_stores_go_that_no_page_holds(snapshot, monkeypatch):
    on_a_page, on_none = (opening.store(snapshot, access.Scope.everything(), division=each) for each in (63, 34))
    kept = weakref.ref(on_none)
    del on_none
    gc.collect()
    assert kept() is not None, "whoever comes back finds it open"

    monkeypatch.setattr(opening, "changed", lambda: (1, 1, 1, 1))
    now = opening.store(snapshot, access.Scope.everything(), division=63)
    gc.collect()

    assert kept() is None
    assert now is not on_a_page
    assert on_a_page.cursor().sql("select count(*) from province").fetchall()[0][0] > 0


@dataclass(frozen=True)
class Drawn:
    """As much of a snapshot as tells which is the newest."""

    id: str
    as_of: date = date(2022, 6, 30)
    series: str = "mau"


OLD, NEW, NEWER = Drawn("a", date(2021, 6, 30)), Drawn("b", date(2021, 12, 31)), Drawn("c", date(2022, 6, 30))
KNOWN = [OLD, NEW]
NONE_NAMED = ("", "")


def test_whoever_asks_for_nothing_is_shown_the_newest_and_follows_it():
    assert wanted(KNOWN, NONE_NAMED, None) == Wanted(NEW, follows=True)


@pytest.mark.parametrize("named", [OLD, NEW])
def test_a_link_is_asked_for_even_when_it_names_the_newest(named):
    assert wanted(KNOWN, (named.id, ""), None) == Wanted(named, follows=False)


def test_a_link_to_what_is_not_there_asks_for_nothing():
    assert wanted(KNOWN, ("gone", ""), None) == Wanted(NEW, follows=True)


@pytest.mark.parametrize("named", [("b", "b"), ("", "b")])  # on the same screen, and on another one's bare address
def test_a_follower_moves_when_another_is_published(named):
    assert wanted([*KNOWN, NEWER], named, Shown("b", follows=True)) == Wanted(NEWER, follows=True, before="b")


@pytest.mark.parametrize("named", [("b", "b"), ("", "b")])
def test_whoever_came_by_a_link_stays(named):
    assert wanted([*KNOWN, NEWER], named, Shown("b", follows=False)) == Wanted(NEW, follows=False)


def test_an_older_one_picked_stays_when_another_is_published():
    picked = wanted(KNOWN, ("a", "a"), Shown("b", follows=True))

    assert picked == Wanted(OLD, follows=False)
    assert wanted([*KNOWN, NEWER], ("a", "a"), Shown("a", follows=False)) == Wanted(OLD, follows=False)


def test_whoever_picks_the_newest_follows_again():
    assert wanted(KNOWN, ("b", "b"), Shown("a", follows=False)) == Wanted(NEW, follows=True)


def test_a_follower_whose_snapshot_was_put_away_moves_to_what_is_left():
    assert wanted([OLD], ("b", "b"), Shown("b", follows=True)) == Wanted(OLD, follows=True, before="b")


def test_whoever_asked_for_what_was_put_away_is_shown_the_newest_without_being_called_moved():
    assert wanted([OLD], ("b", "b"), Shown("b", follows=False)) == Wanted(OLD, follows=True)


def test_what_is_published_changes_what_an_idle_page_looks_at(snapshot, tmp_path):
    before = opening.changed()

    assert opening.changed() == before
    build.snapshot_of(tmp_path, as_of=date(2022, 12, 31))
    assert opening.changed() != before
    assert [each.as_of.year for each in opening.snapshots()[0]] == [2022, 2022]


def test_an_empty_state_folder_may_be_looked_at(tmp_path, monkeypatch):
    monkeypatch.setenv("TEMIS_STATE", str(tmp_path / "none"))

    assert opening.changed() == (0, 0, 0, 0)


OLDER, NEWEST = "mo-phong-2022-03-31", "mo-phong-2022-06-30"
DOOR = str(Path(__file__).resolve().parents[2] / "app.py")
VI = Words("vi")


@pytest.fixture
def publish(demo_state, tmp_path, monkeypatch):
    """A state folder of its own with the older of two demo snapshots; called, it publishes the newest."""
    folder = tmp_path / "state" / "snapshots"
    folder.mkdir(parents=True)
    monkeypatch.setenv("TEMIS_STATE", str(tmp_path / "state"))
    monkeypatch.setattr(first_start, "missing", lambda state: [])
    (folder / OLDER).symlink_to(demo_state / "snapshots" / OLDER)
    return lambda: (folder / NEWEST).symlink_to(demo_state / "snapshots" / NEWEST)


def _visit(**parameters: str) -> AppTest:
    run = AppTest.from_file(DOOR, default_timeout=60)
    for name, value in parameters.items():
        run.query_params[name] = value
    return run.run()


def _said(run: AppTest) -> str:
    assert not run.exception
    return "".join(each.proto.body for each in run.get("html") if not each.proto.body.startswith("<style"))


def _address(run: AppTest) -> str:
    """The snapshot that the address names."""
    named = run.query_params["snapshot"]
    return named if isinstance(named, str) else named[-1]


def test_an_open_page_moves_to_what_is_published_and_says_so_once(publish):
    run = _visit()
    assert _address(run) == OLDER
    publish()
    moved = VI("news.moved", date="30/06/2022")

    assert moved in _said(run.run())
    assert _address(run) == NEWEST
    assert moved not in _said(run.run())


def test_a_link_keeps_its_snapshot_and_says_that_newer_data_are_there(publish):
    run = _visit(snapshot=OLDER)
    publish()
    said = _said(run.run())

    assert _address(run) == OLDER
    assert VI("news.superseded", date="31/03/2022", newer="30/06/2022") in said
    run = run.button(key="open-newest").click().run()
    assert _address(run) == NEWEST
    assert "30/06/2022" in _said(run)
    assert VI("news.superseded", date="31/03/2022", newer="30/06/2022") not in _said(run)


def test_the_map_stands_in_the_same_place_with_and_without_news(publish):
    """What comes and goes above the map lies in a container that is always there."""
    run = _visit()
    before = len(run.main.children)
    publish()

    assert len(run.run().main.children) == before
