"""Whoever publishes may be killed at any moment: the state folder shows the old snapshots or the new one, whole."""

import random
import shutil
from statistics import median

from tests.data.ingest_drawn import export
from tests.data.killing import DONE, KILLED, Publishers
from tests.data.state_kept import copy_of, hold_whole, leftovers, mould

_ROUNDS = 100
_BUILDS = 10
_AFRESH = 10  # rounds in one state folder; more would measure the checking


def _job(staging, state, name, **more):
    return {"does": "seal", "staging": copy_of(staging, name), "state": state, "name": name, **more}


def test_a_hundred_publishers_killed_at_random_leave_every_snapshot_whole(tmp_path):
    chance = random.Random(20211121)  # noqa: S311
    staging, finished, killed, took = mould(tmp_path), 0, 0, []
    with Publishers("data.sealing", "data.keeping.rotate") as publishers:
        took += [publishers.run(_job(staging, tmp_path / "try", f"try-{number}"))[1] for number in range(5)]
        held: set[str] = set()
        for number in range(_ROUNDS):
            state, name = tmp_path / f"state-{number // _AFRESH}", f"round-{number}"
            held = set() if number % _AFRESH == 0 else held

            moment = chance.uniform(0, 1.1) * median(took[-5:])  # the machine may be busy with other things by now
            (ended,), _ = publishers.run(_job(staging, state, name), kill_after=moment)

            now = hold_whole(state)
            assert now in ({name} | held, held)
            assert name in now or ended == KILLED
            finished, killed = finished + (name in now), killed + (ended == KILLED)
            (again,), seconds = publishers.run(_job(staging, state, f"next-{number}"))
            assert again == DONE
            assert leftovers(state) == []
            held = now | {f"next-{number}"}
            took.append(seconds)
    assert min(finished, _ROUNDS - finished) >= _ROUNDS // 10, "the moments were not spread over the publishing"
    assert killed >= _ROUNDS // 4


def test_a_publisher_killed_before_any_step_leaves_every_snapshot_whole(tmp_path):
    """Not left to chance: one round for each call that makes something last."""
    staging, state, published, step = mould(tmp_path), tmp_path / "state", set(), 0
    ended = KILLED
    with Publishers("data.sealing") as publishers:
        publishers.run(_job(staging, state, "first"))
        while ended == KILLED:
            step += 1
            name = f"step-{step}"
            job = _job(staging, state, name, kill_at=step)
            (ended,), _ = publishers.run(job)
            held = hold_whole(state)
            assert "first" in held
            published |= {name} & held
            shutil.rmtree(job["staging"], ignore_errors=True)
    assert ended == DONE
    assert 1 < len(published) < step - 20, "killed both before the snapshot was there and after"


def test_a_build_killed_at_random_leaves_nothing_half_made(tmp_path):
    chance = random.Random(63)  # noqa: S311
    raw, state = export(tmp_path / "raw"), tmp_path / "state"
    with Publishers("data.ingest") as publishers:
        job = {"does": "build", "raw": raw, "state": state}
        (ended,), longest = publishers.run(job | {"name": "whole"})
        assert ended == DONE
        for number in range(_BUILDS):
            name = f"round-{number}"
            before = hold_whole(state)

            publishers.run(job | {"name": name}, kill_after=chance.uniform(0.2, 1.0) * longest)

            assert hold_whole(state) in ({name} | before, before)
        (ended,), _ = publishers.run(job | {"name": "after-all"})
    assert ended == DONE
    assert leftovers(state) == []
    assert "after-all" in hold_whole(state)


def test_a_retiring_killed_before_any_step_leaves_each_snapshot_in_one_place(tmp_path):
    staging, ended, step, retired = mould(tmp_path), KILLED, 0, set()
    with Publishers("data.sealing", "data.keeping.prune") as publishers:
        while ended == KILLED:
            step += 1
            state = tmp_path / f"state-{step}"
            for name in ("a", "b"):
                publishers.run(_job(staging, state, name))
            (ended,), _ = publishers.run({"does": "prune", "state": state, "kill_at": step})
            held = hold_whole(state)
            aside = {path.name for path in (state / "retired").glob("*")}
            assert held | aside == {"a", "b"}
            assert held & aside == set()
            retired.add("a" in aside)
            shutil.rmtree(state)
    assert retired == {False, True}


def test_a_killed_writer_does_not_keep_the_folder_locked(tmp_path):
    staging, state = mould(tmp_path), tmp_path / "state"
    with Publishers("data.sealing") as publishers:
        (killed,), _ = publishers.run(_job(staging, state, "killed", kill_at=12))
        assert killed == KILLED
        assert leftovers(state), "killed between the lock and the rename"
        (ended,), seconds = publishers.run(_job(staging, state, "next"))
    assert ended == DONE
    assert seconds < 30
    assert leftovers(state) == []
