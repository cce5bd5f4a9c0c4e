"""One writer at a time; what the dead left is swept, what the living use is not."""

import os
import threading
import time

import pytest

from data.errors import IngestError, SnapshotError
from data.keeping import durably, locks


def test_the_holder_may_enter_again_and_another_waits_its_time_and_is_told(tmp_path):
    heard = []

    def other() -> None:
        try:
            with locks.writing(tmp_path, seconds=0.2):
                heard.append("in")
        except SnapshotError as problem:
            heard.append(problem.code)

    with locks.writing(tmp_path), locks.writing(tmp_path):
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
    other()

    assert heard == ["state_busy", "in"]


def test_a_working_folder_is_its_owners_alone_and_gone_afterwards(tmp_path):
    def fail() -> None:
        with locks.workplace(tmp_path, "ingest") as work:
            (work / "raw.csv").write_text("a person")
            modes.append(work.stat().st_mode & 0o077)
            raise RuntimeError

    modes: list[int] = []
    with pytest.raises(RuntimeError):
        fail()

    assert modes == [0]
    assert list(tmp_path.iterdir()) == []


def test_a_sweep_leaves_a_working_folder_in_use_and_takes_one_whose_maker_was_killed(tmp_path):
    dead = tmp_path / ".raw-dead"
    dead.mkdir()
    (tmp_path / ".raw-dead.held").touch()  # its lock ended with its process
    with locks.workplace(tmp_path, "ingest") as work:
        swept = locks.sweep(tmp_path)
        assert work.is_dir()

    assert swept == [".raw-dead"]
    assert list(tmp_path.iterdir()) == []


def test_a_working_folder_without_a_lock_is_left_for_an_hour(tmp_path):
    old, young = tmp_path / ".ingest-old", tmp_path / ".raw-young"
    for folder in (old, young):
        folder.mkdir()
    hours_ago = time.time() - 3 * 3600
    os.utime(old, (hours_ago, hours_ago))

    locks.sweep(tmp_path)

    assert [folder.exists() for folder in (old, young)] == [False, True]


def test_a_sweep_takes_what_was_half_written_and_nothing_else(tmp_path):
    kept = [tmp_path / "snapshots" / "a.1", tmp_path / "intake" / "b", tmp_path / "snapshots" / ".DS_Store.d"]
    left = [tmp_path / "snapshots" / ".a.1.4711", tmp_path / "retired" / ".c.12", tmp_path / "snapshots/a.1/.m.json.9"]
    for folder in (*kept, *left):
        folder.mkdir(parents=True)

    locks.sweep(tmp_path)

    assert all(folder.exists() for folder in kept)
    assert not any(folder.exists() for folder in left)


def test_a_file_takes_the_old_ones_place_or_the_old_one_stays(tmp_path, monkeypatch):
    path = tmp_path / "note.json"
    durably.write(path, b"old", mode=0o600)
    assert path.stat().st_mode & 0o777 == 0o600

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(IngestError) as caught, durably.full_disk_said(IngestError):
        durably.write(path, b"new")

    assert caught.value.code == "disk_full"
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["note.json"]


@pytest.mark.parametrize(
    ("error", "is_full"),
    [
        (OSError(28, ""), True),
        (OSError(27, ""), True),
        (OSError(122, ""), True),
        (OSError(13, "denied"), False),
        (RuntimeError('IO Error: Could not write file "x": No space left on device'), True),
        (RuntimeError("failed to offload data block … 'max_temp_directory_size' setting"), True),
        (ValueError("a value"), False),
    ],
)
def test_a_full_disk_is_known_by_its_number_or_its_sentence(error, is_full):
    assert durably.is_full_disk(error) is is_full
