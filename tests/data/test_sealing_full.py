"""A full disk is said, nothing half made is left, the snapshots there stay, and with room the same try succeeds."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from data import history, sealing
from data.errors import SnapshotError
from tests.data.ingest_drawn import export
from tests.data.killing import DONE, REFUSED, Publishers, header
from tests.data.state_kept import copy_of, hold_whole, leftovers, mould, trend

_FULL = REFUSED["disk_full"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of half a megabyte, where this machine lets us make one."""
    place = tmp_path / "disk"
    place.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(place)], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("only an administrator may mount a small disk; the next test limits the size of a file instead")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_disk_that_fills_up_is_said_and_what_it_held_stays(small_disk, tmp_path):
    staging, said = mould(tmp_path), []
    for number in range(20):
        before = hold_whole(small_disk)
        staged = copy_of(staging, str(number))
        try:
            sealing.seal(staged, small_disk, header(f"n-{number}"))
        except SnapshotError as problem:
            said.append(problem.code)
            assert hold_whole(small_disk) == before
            assert leftovers(small_disk) == []
            break
    assert said == ["disk_full"]
    shutil.rmtree(small_disk / "snapshots" / "n-0")

    sealing.seal(copy_of(staging, "later"), small_disk, header("later"))

    assert hold_whole(small_disk) == (before - {"n-0"}) | {"later"}


@pytest.mark.parametrize("largest", [0, 200, 2_000])
def test_a_file_that_cannot_grow_is_a_full_disk_wherever_it_is_met(tmp_path, largest):
    staging, state = mould(tmp_path), tmp_path / "state"
    job = {"does": "seal", "state": state}
    with Publishers("data.sealing") as publishers:
        publishers.run(job | {"staging": copy_of(staging, "old"), "name": "old"})
        before = (hold_whole(state), trend(state))

        (ended,), _ = publishers.run(job | {"staging": copy_of(staging, "new"), "name": "new", "largest_file": largest})

        assert ended == _FULL
        assert (hold_whole(state), trend(state)) == before
        (ended,), _ = publishers.run(job | {"staging": copy_of(staging, "new"), "name": "new"})
    assert ended == DONE
    assert hold_whole(state) == {"old", "new"}
    assert leftovers(state) == []


@pytest.mark.parametrize("largest", [0, 500, 3_000])
def test_a_build_that_finds_no_room_says_so_and_leaves_nothing(tmp_path, largest):
    state = tmp_path / "state"
    job = {"does": "build", "raw": export(tmp_path / "raw"), "state": state}
    with Publishers("data.ingest") as publishers:
        (ended,), _ = publishers.run(job | {"name": "old"})
        assert ended == DONE
        before = (hold_whole(state), trend(state))

        (ended,), _ = publishers.run(job | {"name": "new", "largest_file": largest})

        assert ended == _FULL
        assert (hold_whole(state), trend(state)) == before
        assert leftovers(state) == []
        (ended,), _ = publishers.run(job | {"name": "new"})
    assert ended == DONE
    assert hold_whole(state) == {"old", "new"}


def test_a_history_that_finds_no_room_does_not_undo_the_publishing(tmp_path, monkeypatch, caplog):
    staging, state = mould(tmp_path), tmp_path / "state"

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(history, "_write", full)
        sealing.seal(copy_of(staging, "new"), state, header("new"))

    assert "disk_full" in caplog.text
    assert hold_whole(state) == {"new"}  # which refreshes the history, as the next publishing does


def test_a_full_disk_is_told_from_other_troubles(tmp_path, monkeypatch):
    def denied(*_: object) -> None:
        raise PermissionError(13, "denied")

    monkeypatch.setattr(sealing, "_parts", denied)

    with pytest.raises(PermissionError):
        sealing.seal(tmp_path, tmp_path, header("new"))
