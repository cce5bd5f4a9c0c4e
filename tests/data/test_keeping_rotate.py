"""A rotation changes every pseudonym of every real snapshot and nothing else, whenever it is interrupted."""

import json
import os
import shutil
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from data.errors import SnapshotError
from data.keeping import keys, rotate
from data.keeping.prune import prune, restore
from data.keeping.series import published_at
from data.keeping.tidy import tidy
from data.snapshot import list_folder, open_snapshot
from tests.data.killing import DONE, KILLED, Publishers
from tests.data.real_people import AN, IDENTIFIERS, detail, opened, people_in, pseudonyms, published
from tests.data.state_kept import hold_whole, leftovers
from tests.data.test_keeping_series import NOW

TODAY = date(2022, 1, 1)
_EVERY = 4  # people


def _rotated(state: Path) -> rotate.Rotation:
    return rotate.rotate(state, today=TODAY)


def _parts(snapshot):
    return {(part.table, part.province_code): part.sha256 for part in snapshot.manifest.parts}


def test_every_pseudonym_changes_and_nothing_else(tmp_path):
    state = tmp_path / "state"
    before = published(state, "a")
    plain = {
        name: detail(before, name).select(pl.exclude("learner_key", "supporter_key")) for name in ("rating", "need")
    }
    old, when = people_in(before), published_at(before)

    done = _rotated(state)

    after = opened(before)
    assert (done.generation, done.snapshots, done.is_resumed, done.problems) == (1, ("a",), False, [])
    assert people_in(after) == pseudonyms(state)
    assert not people_in(after) & old
    for name, rows in plain.items():
        columns = rows.columns
        assert detail(after, name).select(columns).sort(columns).equals(rows.sort(columns))
    assert after.manifest.origin["pseudonyms"] == {"generation": 1, "rotated_on": "2022-01-01", "erased": 0}
    assert (after.manifest.rows, published_at(after)) == (before.manifest.rows, when)
    assert hold_whole(state) == {"a"}


def test_a_rotated_snapshot_is_byte_for_byte_what_a_build_under_the_new_key_gives(tmp_path):
    state = tmp_path / "state"
    first = published(state, "a")
    _rotated(state)
    _rotated(state)

    later = published(state, "b")

    assert later.manifest.origin["pseudonyms"] == opened(first).manifest.origin["pseudonyms"]
    assert _parts(opened(first)) == _parts(later)


def test_what_was_built_under_an_older_key_is_brought_forward_when_it_is_published(tmp_path):
    state = tmp_path / "state"
    old = keys.chain(state)
    _rotated(state)

    late = published(state, "late", key=old)
    plain = published(state, "plain", key=old.links[0])

    assert people_in(late) == people_in(plain) == pseudonyms(state)
    assert _parts(late) == _parts(published(state, "new"))


def test_demo_and_published_snapshots_keep_their_fixed_key(tmp_path):
    state = tmp_path / "state"
    demo = published(state, "demo", kind="synthetic", key=b"a fixed key")
    _rotated(state)

    assert opened(demo).digest == demo.digest


def test_retired_snapshots_are_rotated_too_and_come_back_under_the_new_key(tmp_path):
    state = tmp_path / "state"
    first, _ = published(state, "a"), published(state, "b")
    os.utime(first.folder / "manifest.json", (1, 1))
    assert prune(state, keep=1).retired == ("a",)

    done = _rotated(state)

    assert sorted(done.snapshots) == ["a", "b"]
    assert people_in(open_snapshot(restore(state, "a"))) == pseudonyms(state)


def test_a_viewer_who_holds_the_older_state_is_told_that_its_files_are_gone(tmp_path):
    state = tmp_path / "state"
    held = published(state, "a")
    seen = (state / "snapshots").stat().st_mtime_ns
    _rotated(state)

    with pytest.raises(SnapshotError) as caught:
        held.files("learner")

    assert caught.value.code == "snapshot_file_missing"
    assert held.files("headline"), "what the screens read has not moved"
    assert (state / "snapshots").stat().st_mtime_ns > seen, "the screens look again"


def test_a_rotation_killed_before_any_step_leaves_each_snapshot_of_one_generation_and_can_be_ended(tmp_path):
    model = tmp_path / "model"
    for name in ("a", "b"):
        published(model, name)
    ended, step, generations = KILLED, 0, set()
    with Publishers("data.keeping.rotate") as publishers:
        while ended == KILLED:
            step += 7
            state = Path(shutil.copytree(model, tmp_path / f"state-{step}"))
            (ended,), _ = publishers.run({"does": "rotate", "state": state, "kill_at": step})

            snapshots, problems = list_folder(state / "snapshots")
            chain = keys.chain(state)
            assert problems == []
            for snapshot in snapshots:
                said = snapshot.manifest.origin["pseudonyms"]["generation"]
                then = keys.Chain(chain.links[: said + 1])
                assert detail(snapshot, "learner")["learner_key"].n_unique() == _EVERY
                assert people_in(snapshot) == {then.pseudonym(each) for each in IDENTIFIERS}
            now = tuple(snapshot.manifest.origin["pseudonyms"]["generation"] for snapshot in snapshots)
            generations.add(now)
            if ended == KILLED:
                _end(state, by_command=now != (1, 1) and step % 2)
            shutil.rmtree(state)
    assert ended == DONE
    assert generations == {(0, 0), (1, 0), (1, 1)}


def _end(state, *, by_command):
    """By the same command, or by whoever tidies next; afterwards all are of one generation and nothing lies about."""
    if by_command:
        assert _rotated(state).generation == 1
    else:
        tidy(state, now=NOW)
    snapshots, _ = list_folder(state / "snapshots")
    assert [people_in(snapshot) for snapshot in snapshots] == [pseudonyms(state)] * 2
    assert hold_whole(state) == {"a", "b"}  # which also names files that nobody listed
    assert leftovers(state) == []


def test_an_altered_snapshot_is_named_not_sealed_anew_and_does_not_stop_the_others(tmp_path):
    state = tmp_path / "state"
    bad, good = published(state, "bad"), published(state, "good")
    file = bad.files("need")[0]
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)

    done = _rotated(state)
    again = _rotated(state)

    assert [(problem.code, problem.details["snapshot"]) for problem in done.problems] == [
        ("snapshot_file_altered", "bad")
    ]
    assert opened(bad).digest == bad.digest
    assert (done.snapshots, again.snapshots, again.generation) == (("good",), ("good",), 2)
    assert people_in(opened(good)) == pseudonyms(state)


def test_a_link_under_which_two_people_would_meet_is_not_taken(tmp_path, monkeypatch):
    state = tmp_path / "state"
    published(state, "a")
    meet, drawn = iter([True, False]), []
    monkeypatch.setattr(rotate, "_meet", lambda snapshot, chain: drawn.append(chain.links[-1]) or next(meet))

    _rotated(state)

    assert len(set(drawn)) == 2
    assert keys.chain(state).links[-1] == drawn[1]


def test_two_people_with_one_pseudonym_are_noticed(tmp_path, monkeypatch):
    state = tmp_path / "state"
    snapshot = published(state, "a")
    longer = keys.lengthened(keys.chain(state), keys.new_link(), on=TODAY)
    assert not rotate._meet(snapshot, longer)

    monkeypatch.setattr(keys.Chain, "forward", lambda self, known, since=0: [7 for _ in known])

    assert rotate._meet(snapshot, longer)


def test_the_key_file_of_the_first_version_is_read_and_the_new_one_is_its_owners_alone(tmp_path):
    (tmp_path / "pseudonym.key").write_bytes(b"k" * 32)
    before = keys.chain(tmp_path)
    assert before == keys.Chain((b"k" * 32,))

    _rotated(tmp_path)

    after = keys.chain(tmp_path)
    assert (after.links[0], after.generation, after.rotated_on) == (b"k" * 32, 1, "2022-01-01")
    assert after.pseudonym(AN) == after.forward([before.pseudonym(AN)])[0] != before.pseudonym(AN)
    assert (tmp_path / "pseudonym.key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("content", [b"", b"{}", b"k" * 31, b'{"format": 2, "links": ["00"], "rotated_on": []}'])
def test_a_key_that_cannot_be_read_is_never_replaced(tmp_path, content):
    (tmp_path / "pseudonym.key").write_bytes(content)

    with pytest.raises(SnapshotError) as caught:
        _rotated(tmp_path)

    assert caught.value.code == "pseudonym_key_unreadable"
    assert (tmp_path / "pseudonym.key").read_bytes() == content


def test_a_snapshot_of_a_later_key_than_ours_is_named(tmp_path):
    state = tmp_path / "state"
    snapshot = published(state, "a")
    _rotated(state)
    first = json.loads((state / "pseudonym.key").read_bytes())["links"][0]
    (state / "pseudonym.key").write_bytes(bytes.fromhex(first))  # a backup from before the rotation

    problems = tidy(state, now=NOW).problems

    assert [problem.code for problem in problems] == ["pseudonyms_of_another_key"]
    assert people_in(opened(snapshot))
