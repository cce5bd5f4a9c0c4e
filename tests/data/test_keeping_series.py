"""Which snapshot follows which, what is put aside, what comes back, and what goes when its time is over."""

import os
from datetime import UTC, date, datetime, timedelta

import pytest

from data import history
from data.errors import SnapshotError
from data.keeping.expire import Expired, expire
from data.keeping.prune import prune, restore
from data.keeping.series import published_at, superseded
from data.keeping.tidy import tidy
from data.snapshot import list_snapshots
from tests.data.state_kept import hold_whole, trend
from tests.data.tiny import tiny

JUNE, DECEMBER = date(2021, 6, 30), date(2021, 12, 31)
NOW = datetime(2022, 1, 1, tzinfo=UTC)


def _at(snapshot, minutes):
    """The same snapshot, published so many minutes after the new year."""
    when = (NOW + timedelta(minutes=minutes)).timestamp()
    os.utime(snapshot.folder / "manifest.json", (when, when))
    return snapshot


def _series(state):
    first = _at(tiny(state, name="june", as_of=JUNE), 0)
    mended = _at(tiny(state, name="june-2", as_of=JUNE), 5)
    newest = _at(tiny(state, name="december", as_of=DECEMBER), 3)
    other = _at(tiny(state, name="other", as_of=date(2022, 6, 30), series="another"), 9)
    return first, mended, newest, other


def _raised(act, *values, **named):
    with pytest.raises(SnapshotError) as caught:
        act(*values, **named)
    return caught.value.code


def test_a_snapshot_is_superseded_by_the_newest_of_its_series_alone(tmp_path):
    first, mended, newest, other = every = _series(tmp_path)

    assert [superseded(snapshot, every) for snapshot in every] == [newest, newest, None, None]
    assert superseded(first, [first, mended, other]) == mended  # the same date, published later
    assert superseded(mended, [first, mended, other]) is None


def test_when_it_was_published_stays_with_its_manifest(tmp_path):
    snapshot = _at(tiny(tmp_path), 7)
    (snapshot.folder / "a stray file").touch()

    assert published_at(snapshot) == NOW + timedelta(minutes=7)


def test_pruning_keeps_the_newest_and_the_last_word_on_every_date(tmp_path):
    _series(tmp_path)

    would = prune(tmp_path, keep=1, dry_run=True)
    assert hold_whole(tmp_path) == {"june", "june-2", "december", "other"}
    done = prune(tmp_path, keep=1)

    assert would == done
    assert done.retired == ("june",)
    assert hold_whole(tmp_path) == {"june-2", "december", "other"}
    assert "june" not in {row[0] for row in trend(tmp_path)}
    assert prune(tmp_path, keep=1).retired == ()


def test_pruning_keeps_as_many_of_a_series_as_it_is_told(tmp_path):
    _series(tmp_path)

    assert prune(tmp_path, keep=3).retired == ()
    with pytest.raises(ValueError, match="always kept"):
        prune(tmp_path, keep=0)


def test_what_was_put_aside_comes_back_whole(tmp_path):
    first, *_ = _series(tmp_path)
    prune(tmp_path, keep=1)

    folder = restore(tmp_path, "june")

    assert folder == first.folder
    assert hold_whole(tmp_path) == {"june", "june-2", "december", "other"}
    assert superseded(first, list_snapshots(tmp_path)[0]).id == "december"


def test_what_does_not_verify_or_has_no_place_does_not_come_back(tmp_path):
    _series(tmp_path)
    prune(tmp_path, keep=1)
    assert _raised(restore, tmp_path, "never") == "snapshot_not_retired"
    assert _raised(restore, tmp_path, "../retired/june") == "snapshot_not_retired"
    tiny(tmp_path, name="june", as_of=date(2020, 6, 30))
    assert _raised(restore, tmp_path, "june") == "snapshot_exists"
    file = tmp_path / "retired/june/tables/headline.parquet"
    file.write_bytes(file.read_bytes()[:-1] + b"\0")
    (tmp_path / "snapshots/june").rename(tmp_path / "snapshots/elsewhere")

    assert _raised(restore, tmp_path, "june") == "snapshot_file_altered"
    assert not (tmp_path / "snapshots/june").exists()


def test_a_place_taken_among_the_retired_is_said_and_nothing_is_lost(tmp_path):
    _series(tmp_path)
    prune(tmp_path, keep=1)
    _at(tiny(tmp_path, name="june", as_of=JUNE), 0)

    assert prune(tmp_path, keep=1).in_the_way == ("june",)
    assert "june" in hold_whole(tmp_path)


def _left(state, place, name, days):
    folder = state / place / name
    folder.mkdir(parents=True)
    (folder / "file").touch()
    when = (NOW - timedelta(days=days)).timestamp()
    for path in (folder / "file", folder):
        os.utime(path, (when, when))


def test_what_is_past_its_days_goes_and_the_rest_stays(tmp_path):
    for place, days in (("quarantine", 30), ("retired", 90), ("intake", 7)):
        _left(tmp_path, place, "past", days + 1)
        _left(tmp_path, place, "kept", days - 1)
    _left(tmp_path, "intake", "worked-on", 20)
    os.utime(tmp_path / "intake/worked-on/file", (NOW.timestamp(),) * 2)

    assert expire(tmp_path, now=NOW) == Expired(("past",), ("past",), ("past",))
    left = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.glob("*/*"))
    assert left == ["intake/kept", "intake/worked-on", "quarantine/kept", "retired/kept"]
    assert expire(tmp_path, now=NOW, intake_days=3).intake == ("kept",)


def test_the_days_of_a_retired_one_run_from_its_retiring(tmp_path):
    _series(tmp_path)
    prune(tmp_path, keep=1)
    today = datetime.now(UTC)

    assert expire(tmp_path, now=today + timedelta(days=89)).retired == ()
    assert expire(tmp_path, now=today + timedelta(days=91)).retired == ("june",)


def test_tidying_sweeps_expires_and_mends_the_history(tmp_path):
    _series(tmp_path)
    _left(tmp_path, "quarantine", "past", 31)
    history.path(tmp_path).write_bytes(b"torn")
    (tmp_path / "snapshots" / ".june.1").mkdir()

    done = tidy(tmp_path, now=NOW)

    assert (done.swept, done.finished, done.problems) == ([".june.1"], [], [])
    assert done.expired.quarantine == ("past",)
    assert {row[0] for row in trend(tmp_path)} == {"december", "june-2", "other"}
    assert not (tmp_path / "pseudonym.key").exists(), "nobody real, so no key is needed"
