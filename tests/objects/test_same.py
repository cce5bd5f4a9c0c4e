"""What lies in the bucket answers as what lies on the disk: to the row, with no more asked for than is shown."""

import itertools
import stat
from datetime import date

import duckdb
import pytest

from data import first_start, history
from data.access import Scope
from data.keeping.series import published_at
from data.objects import listing
from data.snapshot import list_snapshots, open_snapshot
from tests.data import tiny as drawn
from tests.data.tiny import tiny
from tests.objects.states import PROVINCE, put, rows, seen, store_in
from tests.pages.test_screens import _open, _said


def _history(state):
    with duckdb.connect() as connection:
        kept = "select * from read_parquet($file) order by all"
        return connection.execute(kept, {"file": str(history.path(state))}).fetchall()


def _digests(between):
    return sorted(name.split("/")[1] for name in between.parts())


@pytest.fixture
def changing(monkeypatch):
    """Makes the smallest snapshots, each with figures of its own."""
    calls = itertools.count(1)

    def make(state, **told):
        more = next(calls)
        lines = [{**line, "part": line["part"] - more % 6} for line in plain]
        monkeypatch.setattr(drawn, "_HEADLINE", lines)
        return drawn.tiny(state, **told)

    plain = drawn._HEADLINE
    return make


@pytest.mark.parametrize("division", [63, 34])
@pytest.mark.parametrize("scope", [Scope.everything(), PROVINCE, Scope.of_province("01")], ids=["all", "22", "01"])
def test_a_store_of_the_demo_is_equal_to_the_row_from_disk_and_from_the_bucket(
    bucket_of_the_demo, tmp_path, told, demo_state, scope, division
):
    bucket_of_the_demo(told)
    distant = seen(tmp_path)
    history.refresh(tmp_path)
    on_disk = {snapshot.id: snapshot for snapshot in list_snapshots(demo_state)[0]}

    assert distant.keys() == on_disk.keys()
    newest = max((each for each in on_disk.values() if each.series == "mo-phong"), key=lambda each: each.as_of).id
    one = store_in(demo_state, on_disk[newest], scope, division=division)
    other = store_in(tmp_path, distant[newest], scope, division=division)
    assert one.rows == other.rows
    assert sum(one.rows.values()) > 1_000
    assert rows(one) == rows(other)


def test_trends_are_those_of_the_disk_and_only_headlines_are_fetched_for_them(tmp_path, as_writer, between, changing):
    states = tmp_path / "one", tmp_path / "other"
    dates = [date(2021, month, 28) for month in (1, 2, 3)]
    made = [changing(states[0], name=f"thang-{each.month}", as_of=each) for each in dates]
    put(as_writer, states[0], *made)
    seen(states[1])
    between.asked.clear()

    history.refresh(states[1])

    assert _history(states[1]) == _history(states[0])
    assert _digests(between) == sorted(each.parts("headline")[0].sha256 for each in made)


def test_a_further_date_costs_its_own_headline_and_no_other(tmp_path, as_writer, between, changing):
    states = tmp_path / "one", tmp_path / "other"
    put(as_writer, states[0], changing(states[0], name="mot"))
    seen(states[1])
    history.refresh(states[1])
    further = changing(states[0], name="hai", as_of=date(2021, 9, 30))
    put(as_writer, states[0], further)
    between.asked.clear()

    seen(states[1])
    history.refresh(states[1])

    assert _digests(between) == [further.parts("headline")[0].sha256]
    assert len(between.asked) == 3, "one listing, one manifest, one headline"


def test_a_sos_store_fetches_its_own_schools_alone_and_nothing_twice(tmp_path, as_writer, between):
    states = tmp_path / "one", tmp_path / "other"
    made = tiny(states[0])
    put(as_writer, states[0], made)
    distant = seen(states[1])[made.id]
    between.asked.clear()

    store_in(states[1], distant, PROVINCE).close()

    own = {part.sha256 for part in made.manifest.parts if part.province_code in (None, "22")}
    others = {part.sha256 for part in made.manifest.parts} - own
    assert _digests(between) == sorted(own)
    assert others
    between.asked.clear()
    store_in(states[1], distant, PROVINCE).close()
    store_in(states[1], distant, Scope.everything()).close()
    assert between.asked == []


def test_the_disk_goes_before_the_bucket(tmp_path, as_writer, between):
    made = tiny(tmp_path)
    put(as_writer, tmp_path, made)
    found = seen(tmp_path)[made.id]
    between.asked.clear()

    store_in(tmp_path, found, PROVINCE).close()

    assert found.folder == made.folder
    assert between.asked == []


def test_a_snapshot_damaged_on_the_disk_is_read_from_the_bucket_and_the_damage_is_named(tmp_path, as_writer):
    made = tiny(tmp_path)
    put(as_writer, tmp_path, made)
    (made.folder / made.manifest.parts[0].path).unlink()

    listing.refresh(tmp_path, seconds=10)
    found, problems = listing.every(tmp_path)

    assert [problem.code for problem in problems] == ["snapshot_file_missing"]
    store_in(tmp_path, found[0], PROVINCE).close()


def test_which_of_a_date_was_published_last_does_not_depend_on_which_was_pushed_last(tmp_path, as_writer):
    states = tmp_path / "one", tmp_path / "other"
    first, second = tiny(states[0], name="truoc"), tiny(states[0], name="sau")
    put(as_writer, states[0], second, first)

    distant = seen(states[1])

    assert {name: published_at(each) for name, each in distant.items()} == {
        each.id: published_at(open_snapshot(each.folder)) for each in (first, second)
    }


def test_what_was_fetched_is_for_its_owner_alone(tmp_path, as_writer):
    states = tmp_path / "one", tmp_path / "other"
    made = tiny(states[0])
    put(as_writer, states[0], made)
    store_in(states[1], seen(states[1])[made.id], PROVINCE).close()

    place = states[1] / "objects"
    modes = {stat.S_IMODE(path.stat().st_mode) for path in place.rglob("*") if path.is_file() and path.suffix}
    assert modes == {0o600}
    assert stat.S_IMODE(place.stat().st_mode) == 0o700


@pytest.mark.parametrize("screen", ["overview", "province"])
def test_a_screen_shows_a_country_that_lies_in_the_bucket_alone(
    bucket_of_the_demo, tmp_path, told, monkeypatch, demo_state, screen
):
    bucket_of_the_demo(told)
    monkeypatch.setenv("TEMIS_STATE", str(tmp_path))
    monkeypatch.setattr(first_start, "missing", lambda state: [])
    seen(tmp_path)
    history.refresh(tmp_path)

    here = _said(_open(screen, snapshot="mo-phong-2022-06-30", province="22"))
    monkeypatch.setenv("TEMIS_STATE", str(demo_state))
    monkeypatch.delenv("TEMIS_OBJECTS")

    assert "t-error" not in here
    assert len(here) > 2_000
    assert here == _said(_open(screen, snapshot="mo-phong-2022-06-30", province="22"))
