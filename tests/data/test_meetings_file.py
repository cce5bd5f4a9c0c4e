"""The file of the meetings: whole or not at all, copied, restored, and rid for good of what must not be in it."""

import json
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from data import commands, meetings, meetings_file, settings
from data.errors import MeetingError, SnapshotError
from data.keeping import locks
from data.meetings_rules import Draft, Meeting
from tests.data.met import AT, HAND, begin, entries, write
from tests.data.tiny import tiny


@pytest.fixture
def snapshot(tmp_path):
    return tiny(tmp_path)


def test_a_writer_that_dies_in_the_middle_leaves_what_was_there(tmp_path, snapshot):
    meeting = begin(tmp_path, snapshot)
    kept = write(tmp_path, meeting)
    dying = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from data import meetings_file
with meetings_file.writing(Path(sys.argv[1]), at=datetime(2022, 7, 16, tzinfo=UTC)) as file:
    file.execute("pragma cache_spill = 1")
    file.execute("pragma cache_size = 1")
    for _ in range(400):
        file.execute("update entry set text = text || hex(randomblob(400))")
    os._exit(9)
"""
    done = subprocess.run([sys.executable, "-c", dying, str(tmp_path)], cwd=settings.ROOT, check=False)

    assert done.returncode == 9
    assert meetings_file.path(tmp_path).with_name("meetings.sqlite-journal").exists(), "it died while it wrote"
    assert entries(tmp_path) == [kept]
    assert write(tmp_path, meeting).id == kept.id + 1


def test_many_who_write_at_once_all_find_their_notes(tmp_path, snapshot):
    meeting = begin(tmp_path, snapshot)
    threads = [
        threading.Thread(target=write, args=(tmp_path, meeting, Draft("note", f"Ghi chú {number}")))
        for number in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert {entry.text for entry in entries(tmp_path)} == {f"Ghi chú {number}" for number in range(8)}


def test_a_note_does_not_wait_for_who_publishes_a_snapshot(tmp_path, snapshot):
    with locks.writing(tmp_path):
        assert write(tmp_path, begin(tmp_path, snapshot)).id == 1


def test_every_write_is_in_the_copy_of_its_day_and_the_oldest_copies_go(tmp_path, snapshot):
    meeting = begin(tmp_path, snapshot)
    for hour in (1, 25, *(24 * day for day in range(2, 33))):
        write(tmp_path, meeting, hours=hour)
    found = meetings_file.copies(tmp_path)

    assert len(found) == 30
    assert found[0].name == "meetings-2022-08-16.sqlite"
    with closing(sqlite3.connect(found[0])) as copy:
        assert copy.execute("select count(*) from entry").fetchone() == (33,)
    assert all(path.stat().st_mode & 0o077 == 0 for path in (*found, meetings_file.path(tmp_path)))


def test_a_damaged_file_is_said_and_a_copy_takes_its_place(tmp_path, snapshot):
    write(tmp_path, begin(tmp_path, snapshot))
    file, copy = meetings_file.path(tmp_path), meetings_file.copies(tmp_path)[0]
    whole = file.read_bytes()
    for damaged in (b"", b"not a file of ours", whole[: len(whole) // 2], sqlite_of_another()):
        file.write_bytes(damaged)
        with pytest.raises(MeetingError, match="meetings_damaged"):
            entries(tmp_path)
        with pytest.raises(MeetingError, match="meetings_damaged"):
            begin(tmp_path, snapshot, days=1)

    meetings_file.restore(tmp_path, copy, at=AT)
    assert len(entries(tmp_path)) == 1
    assert file.with_name("replaced-2022-07-15T023000Z.sqlite").exists(), "what was replaced is kept beside it"


def sqlite_of_another() -> bytes:
    with closing(sqlite3.connect(":memory:")) as other:
        other.execute("create table entry (id integer)")
        return other.serialize()


def test_a_damaged_copy_is_not_put_in_place(tmp_path, snapshot):
    write(tmp_path, begin(tmp_path, snapshot))
    copy = meetings_file.copies(tmp_path)[0]
    content = bytearray(copy.read_bytes())
    content[4096:8192] = b"\xff" * 4096
    copy.write_bytes(content)

    with pytest.raises(MeetingError, match="meetings_damaged"):
        meetings_file.restore(tmp_path, copy, at=AT)
    assert len(entries(tmp_path)) == 1


def test_a_file_of_a_later_version_is_left_alone(tmp_path, snapshot):
    begin(tmp_path, snapshot)
    with closing(sqlite3.connect(meetings_file.path(tmp_path))) as later:
        later.execute("pragma user_version = 2")

    with pytest.raises(MeetingError, match="meetings_from_future"):
        entries(tmp_path)


def test_what_was_removed_is_nowhere_any_more(tmp_path, snapshot):
    meeting = begin(tmp_path, snapshot)
    named = "Nguyễn Thị Không Được Nêu"
    entry = write(tmp_path, meeting, Draft("note", named))
    meetings.change(tmp_path, entry.id, Draft("note", f"{named} B"), by=replace(HAND, at=AT + timedelta(days=1)))
    kept = write(tmp_path, meeting, hours=49)
    meetings_file.restore(tmp_path, meetings_file.copies(tmp_path)[0], at=AT)
    meetings.remove(tmp_path, entry.id, at=AT + timedelta(days=3))

    assert entries(tmp_path) == [kept]
    files = [path for path in tmp_path.joinpath("meetings").rglob("*") if path.is_file()]
    assert len(files) >= 5
    assert [path.name for path in files if named.encode() in path.read_bytes()] == []
    with pytest.raises(MeetingError, match="meeting_entry_unknown"):
        meetings.remove(tmp_path, entry.id, at=AT)


def _fill(state: Path, meeting: Meeting) -> None:
    for _ in range(20):
        write(state, meeting, Draft("note", "x" * 1900))


def test_a_full_disk_is_said_for_what_it_is_and_nothing_is_half_kept(tmp_path, snapshot, monkeypatch):
    meeting = begin(tmp_path, snapshot)
    opened = meetings_file._opened

    def small(file):
        connection = opened(file)
        pages = connection.execute("pragma page_count").fetchone()[0]
        connection.execute(f"pragma max_page_count = {pages}")
        return connection

    with monkeypatch.context() as patch:
        patch.setattr(meetings_file, "_opened", small)
        with pytest.raises(SnapshotError, match="disk_full"):
            _fill(tmp_path, meeting)
    held = len(entries(tmp_path))

    assert write(tmp_path, meeting).id > held


@pytest.fixture
def command(tmp_path, monkeypatch, capsys):
    """Runs a command on the state folder of the test: its exit code and what it said."""
    monkeypatch.setenv("TEMIS_STATE", str(tmp_path))

    def run(*arguments: object) -> tuple[int, str]:
        code = commands.main(["meetings", *map(str, arguments)])
        heard = capsys.readouterr()
        return code, heard.out + heard.err

    return run


def test_the_command_lists_exports_restores_and_removes(tmp_path, snapshot, command):
    assert command() == (0, "Chưa có cuộc họp nào.\n")
    meeting = begin(tmp_path, snapshot)
    entry, other = write(tmp_path, meeting), write(tmp_path, meeting, Draft("note", "Nhớ"), hours=30)
    code, listed = command()

    assert code == 0
    assert "15/07/2022  Họp 0  tiny-2021  đang diễn ra  2 việc còn mở, 2 nội dung" in listed
    assert "01/08/2022  Cục Nhà giáo  Đôn đốc các tỉnh chưa báo cáo" in listed
    assert "bản sao meetings-2022-07-16.sqlite" in listed
    assert command("--export", tmp_path / "kept.json")[0] == 0
    assert json.loads((tmp_path / "kept.json").read_text("utf-8"))["entry"][1]["text"] == "Nhớ"
    assert command("--remove", other.id)[0] == 0
    assert command("--remove", other.id)[0] == 1
    assert entries(tmp_path) == [entry]
    meetings_file.path(tmp_path).write_bytes(b"damaged")
    assert command()[0] == 1
    assert command("--restore", "meetings-1999-01-01.sqlite") == (
        1,
        "Không có bản sao meetings-1999-01-01.sqlite. Lệnh python -m data meetings liệt kê các bản sao hiện có.\n",
    )
    assert command("--restore")[0] == 0
    assert entries(tmp_path) == [entry]
