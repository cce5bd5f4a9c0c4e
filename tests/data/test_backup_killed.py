"""A backup or a recovery may be killed at any step, meet a full disk or another of its kind: all of it, or none."""

import shutil
import threading

import pytest

from data.errors import SnapshotError
from data.keeping import archive, locks, swapping
from data.keeping.backup import backup
from data.keeping.recover import check, recover
from data.keeping.sound import beside
from tests.data.killing import DONE, KILLED, MOVES, REFUSED, Publishers
from tests.data.state_full import AT, LATER, full, says, told
from tests.data.state_kept import hold_whole, leftovers
from tests.data.test_sealing_full import small_disk  # noqa: F401

_MODULES = ("data.keeping.backup", "data.keeping.recover")


def test_a_backup_killed_before_any_step_leaves_a_whole_archive_or_none(tmp_path):
    state, safe = full(tmp_path / "state"), tmp_path / "safe"
    before, left = told(state), leftovers(state)
    ended, step, found = KILLED, 0, set()
    with Publishers(*_MODULES) as runs:
        while ended == KILLED:
            step += 1
            job = {"does": "backup", "state": state, "to": safe, "at": AT, "kill_at": step}
            (ended,), _ = runs.run(job)
            for file in safe.glob("*.zip") if safe.is_dir() else ():
                assert len(check(file).files) == len(before), "each file once, and the meetings"
                file.unlink()
                found.add(step)
    assert ended == DONE
    assert found
    assert min(found) > 1, "killed before it had its name, and after"
    backup(state, safe, at=AT)  # the next one removes what was left
    assert [path.name for path in safe.iterdir()] == [f"temis-{AT:%Y%m%dT%H%M%SZ}.zip"]
    assert (told(state), leftovers(state)) == (before, left)


def test_a_recovery_killed_before_any_step_is_finished_or_was_never_begun(tmp_path):
    file = backup(full(tmp_path / "one", says="one"), tmp_path / "one.zip", at=AT).file
    mould = full(tmp_path / "two", says="two")
    was = {"one": told(tmp_path / "one"), "two": told(mould)}
    ended, step, seen, cut_short = KILLED, 0, [], 0
    with Publishers(*_MODULES) as runs:
        while ended == KILLED:
            step += 1
            state = tmp_path / f"state-{step}"
            shutil.copytree(mould, state)
            job = {"does": "recover", "file": file, "state": state, "at": LATER, "kill_at": step, "steps": MOVES}
            (ended,), _ = runs.run(job)
            is_cut_short = swapping.is_unfinished(state)
            cut_short += is_cut_short
            with locks.writing(state):  # whoever writes next
                locks.sweep(state)
            (now,) = says(state)
            assert _apart_from_the_log(told(state)) == _apart_from_the_log(was[now]), step
            assert set(leftovers(state)) <= {".viewer.lock", ".ingest-x"}
            if is_cut_short or not step % 10:  # the digests above say the same of the files; this opens them
                hold_whole(state)
                assert beside(state) == []
            seen.append(now)
            shutil.rmtree(state)
    assert ended == DONE
    assert seen == sorted(seen, reverse=True), "from some step on it is the recovered one"
    assert set(seen) == {"one", "two"}
    assert cut_short > 10, "killed in the middle of the places' changing"


def _apart_from_the_log(files: dict[str, str]) -> dict[str, str]:
    return {name: digest for name, digest in files.items() if not name.startswith("audit/")}


def test_a_recovery_that_was_cut_short_is_named_until_it_is_finished(tmp_path):
    file = backup(full(tmp_path / "one"), tmp_path / "one.zip", at=AT).file
    state = tmp_path / "state"
    job = {"does": "recover", "file": file, "state": state, "at": LATER, "kill_at": 3, "steps": ("rename",)}
    with Publishers(*_MODULES) as runs:
        assert runs.run(job)[0] == [KILLED]
    assert "recover_cut_short" in {problem.code for problem in beside(state)}

    recover(file, state, at=LATER.replace(hour=23), over=True)

    assert beside(state) == []
    assert says(state) == {"one"}


def test_two_backups_and_a_publishing_at_once_are_all_whole(tmp_path):
    state = full(tmp_path / "state")
    jobs = [{"does": "backup", "state": state, "to": tmp_path / f"{name}.zip", "at": AT} for name in "ab"]
    jobs += [{"does": "backup", "state": state, "to": tmp_path / "safe", "at": AT} for _ in range(2)]
    with Publishers(*_MODULES) as runs:
        ended, _ = runs.run(*jobs)

    assert ended[:2] == [DONE, DONE]
    assert sorted(ended[2:]) == [DONE, REFUSED["backup_exists"]], "one name of that second, never written over"
    for file in (*tmp_path.glob("*.zip"), *(tmp_path / "safe").iterdir()):
        assert len(check(file).snapshots) == 2


def test_two_recoveries_at_once_come_one_after_the_other(tmp_path):
    files = [backup(full(tmp_path / name, says=name), tmp_path / f"{name}.zip", at=AT).file for name in ("one", "two")]
    state = tmp_path / "state"
    times = (LATER, LATER.replace(hour=23))
    with Publishers(*_MODULES) as runs:
        ended, _ = runs.run(
            *({"does": "recover", "file": f, "state": state, "at": at} for f, at in zip(files, times, strict=True))
        )

    assert ended == [DONE, DONE]
    assert says(state) in ({"one"}, {"two"})
    (aside,) = swapping.asides(state)
    assert hold_whole(aside) | hold_whole(state) == {"one-2", "two-2"}


def test_whoever_writes_makes_a_recovery_wait(tmp_path, monkeypatch):
    file = backup(full(tmp_path / "one"), tmp_path / "one.zip", at=AT).file
    monkeypatch.setattr(locks.writing.__wrapped__, "__kwdefaults__", {"seconds": 0.1})
    began, ends = threading.Event(), threading.Event()

    def writes() -> None:
        with locks.writing(tmp_path / "state"):
            began.set()
            ends.wait(30)

    writer = threading.Thread(target=writes)
    writer.start()
    began.wait(30)
    with pytest.raises(SnapshotError, match="state_busy"):
        recover(file, tmp_path / "state", at=LATER)
    ends.set()
    writer.join()


@pytest.mark.parametrize("largest", [0, 300, 20_000])
def test_a_file_that_cannot_grow_is_a_full_disk_and_nothing_changes(tmp_path, largest):
    state = full(tmp_path / "state", says="two")
    before, left = told(state), leftovers(state)
    file = backup(full(tmp_path / "one"), tmp_path / "one.zip", at=AT).file
    with Publishers(*_MODULES) as runs:
        jobs = (
            {"does": "backup", "state": state, "to": tmp_path / "safe", "at": AT},
            {"does": "recover", "file": file, "state": state, "at": LATER},
        )
        for job, code in zip(jobs, ("backup_no_room", "recover_no_room"), strict=True):
            (ended,), _ = runs.run(job | {"largest_file": largest})
            assert ended == REFUSED[code], (code, largest)
            assert (told(state), leftovers(state)) == (before, left)
            assert list((tmp_path / "safe").iterdir()) == []
        for job in jobs:
            (ended,), _ = runs.run(job)
            assert ended == DONE
    assert says(state) == {"one"}


def test_a_disk_that_fills_up_in_the_middle_leaves_what_was_there(small_disk, tmp_path, monkeypatch):  # noqa: F811
    monkeypatch.setattr(archive, "room_for", lambda folder: 1 << 40)  # it fills up after we looked
    file = backup(full(tmp_path / "one"), tmp_path / "one.zip", at=AT).file
    (small_disk / "ballast").write_bytes(bytes(500_000 - file.stat().st_size // 2))
    codes = set()
    for run in (lambda: backup(tmp_path / "one", small_disk, at=AT), lambda: recover(file, small_disk / "s", at=AT)):
        try:
            run()
        except Exception as problem:
            codes.add(getattr(problem, "code", repr(problem)))
    assert codes == {"backup_no_room", "recover_no_room"}
    assert {path.name for path in small_disk.iterdir()} == {"ballast", "s"}
    assert {path.name for path in (small_disk / "s").iterdir()} <= {"lock"}
