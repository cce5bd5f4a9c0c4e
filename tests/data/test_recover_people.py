"""Who was erased does not come back with a backup, nor stay in what a recovery puts aside; keys are never mixed."""

import shutil
from datetime import UTC, date, datetime, timedelta

import pytest

from data import commands
from data.errors import BackupError
from data.keeping import keys
from data.keeping.backup import backup
from data.keeping.erase import erase
from data.keeping.expire import expire
from data.keeping.recover import recover
from data.keeping.rotate import rotate
from data.keeping.sound import beside
from data.snapshot import open_snapshot
from tests.data.real_people import AN, BINH, CHI, DUNG, IDENTIFIERS, opened, people_in, pseudonyms, published
from tests.data.state_full import AT, LATER, told
from tests.data.state_kept import hold_whole
from tests.data.tiny import tiny


def test_whoever_was_erased_after_the_backup_stays_erased(tmp_path):
    state = tmp_path / "state"
    snapshot = published(state, "a")
    done = backup(state, tmp_path / "all.zip", at=AT)
    erase(state, AN)

    recovered = recover(done.file, state, at=LATER, over=True)

    assert recovered.knows_erased
    assert people_in(opened(snapshot)) == pseudonyms(state, (BINH, CHI, DUNG))
    assert keys.chain(state).pseudonym(AN) in keys.chain(state).erased
    assert hold_whole(state) == {"a"}
    assert beside(state) == []


def test_a_backup_from_before_a_rotation_follows_the_key_of_now(tmp_path):
    state = tmp_path / "state"
    snapshot = published(state, "a")
    erase(state, AN)
    done = backup(state, tmp_path / "all.zip", at=AT)
    rotate(state, today=date(2022, 1, 1))
    erase(state, BINH)

    recover(done.file, state, at=LATER, over=True)

    chain = keys.chain(state)
    assert chain.generation == 1
    assert set(chain.erased) == {chain.pseudonym(AN), chain.pseudonym(BINH)}
    assert people_in(opened(snapshot)) == pseudonyms(state, (CHI, DUNG))
    assert beside(state) == []


def test_a_key_of_an_earlier_day_becomes_the_longer_one_of_the_backup(tmp_path):
    state = tmp_path / "state"
    snapshot = published(state, "a")
    early = tmp_path / "early.zip"
    backup(state, early, at=AT)
    erase(state, AN)
    rotate(state, today=date(2022, 1, 1))
    late = backup(state, tmp_path / "late.zip", at=AT).file
    recover(early, tmp_path / "other", at=LATER)
    erase(tmp_path / "other", BINH)

    recover(late, tmp_path / "other", at=LATER, over=True)

    chain = keys.chain(tmp_path / "other")
    assert chain.links == keys.chain(state).links
    assert people_in(opened(snapshot)) == pseudonyms(state, (BINH, CHI, DUNG))
    there = tmp_path / "other" / "snapshots" / "a"
    assert people_in(opened(type(snapshot)(there, snapshot.manifest, ""))) == pseudonyms(state, (CHI, DUNG))


def test_what_nobody_remembers_is_said(tmp_path, capsys):
    state = tmp_path / "state"
    published(state, "a")
    done = backup(state, tmp_path / "all.zip", at=AT)
    erase(state, AN)
    shutil.rmtree(state)

    assert commands.main(["recover", str(done.file), "--into", str(state)]) == 0

    assert "erase" in capsys.readouterr().out
    assert keys.chain(state).pseudonym(AN) in people_in(published(state, "b"))


def test_a_backup_of_another_installation_does_not_replace_real_people(tmp_path):
    for name in ("one", "two"):
        published(tmp_path / name, "a")
    done = backup(tmp_path / "one", tmp_path / "all.zip", at=AT)
    before = told(tmp_path / "two")

    with pytest.raises(BackupError, match="backup_of_another_key"):
        recover(done.file, tmp_path / "two", at=LATER, over=True)

    assert told(tmp_path / "two") == before


def test_a_key_stays_when_the_backup_has_none(tmp_path):
    tiny(tmp_path / "synthetic")
    done = backup(tmp_path / "synthetic", tmp_path / "all.zip", at=AT)
    state = tmp_path / "state"
    published(state, "a")
    key = (state / "pseudonym.key").read_bytes()

    recovered = recover(done.file, state, at=LATER, over=True)

    assert (state / "pseudonym.key").read_bytes() == key
    assert (state / recovered.aside / "pseudonym.key").read_bytes() == key
    assert hold_whole(state) == {"tiny-2021"}


def test_a_damaged_key_comes_back(tmp_path):
    state = tmp_path / "state"
    snapshot = published(state, "a")
    key = (state / "pseudonym.key").read_bytes()
    done = backup(state, tmp_path / "all.zip", at=AT)
    (state / "pseudonym.key").write_bytes(b"{")

    recover(done.file, state, at=LATER, over=True, only=["snapshots"])

    assert (state / "pseudonym.key").read_bytes() == key
    assert people_in(opened(snapshot)) == pseudonyms(state, IDENTIFIERS)


def test_what_was_put_aside_is_erased_too_and_gone_after_its_time(tmp_path):
    state = tmp_path / "state"
    published(state, "a")
    done = backup(state, tmp_path / "all.zip", at=AT)
    aside = state / recover(done.file, state, at=LATER, over=True).aside
    gone = keys.chain(state).pseudonym(AN)

    erased = erase(state, AN)

    for place in (state, aside):
        assert gone not in people_in(open_snapshot(place / "snapshots" / "a"))
    assert erased.rows == {"a": 2 * 9}
    assert erased.problems == []
    days = timedelta(days=31)
    assert expire(state, now=datetime.now(UTC)).replaced == ()
    assert expire(state, now=datetime.now(UTC) + days).replaced == (aside.name,)
    assert not aside.exists()
