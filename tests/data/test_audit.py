"""The audit log: what is noted is written, in order, and nothing of it can be changed or taken out unnoticed."""

import json
import logging
import os
import stat
import threading
import time
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from data import audit
from data.audit import Entry, Fault, counting, files, lines, writing
from data.audit.writing import Writer

TODAY = datetime.now(UTC).date()
DAYS = {"since": TODAY - timedelta(days=2), "until": TODAY + timedelta(days=1)}  # Vietnam is ahead


def _entry(event: str = "opened", **said: object) -> Entry:
    return Entry(event, **{"who": "ab12", "role": "doet", "provinces": "22", "vintage": 63, "screen": "map"} | said)


def _log(state: Path) -> list[Path]:
    return sorted((state / audit.FOLDER).glob("*.jsonl"))


def _written(state: Path, *entries: Entry) -> Path:
    """The one file of a writer that took these entries."""
    writer = Writer(state)
    for entry in entries:
        writer.note(entry)
    writer.flush()
    return max(_log(state), key=lambda path: path.stat().st_mtime_ns)


def _kinds(state: Path) -> list[tuple[str, int]]:
    return [(fault.kind, fault.line) for fault in audit.check(state).faults]


def test_what_is_noted_is_written_within_a_second_by_another_thread(tmp_path):
    audit.note(tmp_path, _entry())
    deadline = time.monotonic() + 5
    while not _log(tmp_path) and time.monotonic() < deadline:
        time.sleep(0.02)
    began = time.monotonic()
    while audit.entries(tmp_path, **DAYS).is_empty() and time.monotonic() < deadline:
        time.sleep(0.02)

    assert time.monotonic() - began < 1
    assert audit.entries(tmp_path, **DAYS)["event"].to_list() == ["opened"]


def test_an_entry_comes_back_as_it_was_noted_and_the_newest_first(tmp_path):
    first = _entry(filters="province=22&year=2020", snapshot="mau", visit="v1")
    second = _entry("took", what="bảng.xlsx", kind="table", size=12_345, edition="public")
    _written(tmp_path, first, second)
    back = audit.entries(tmp_path, **DAYS).to_dicts()

    for row, entry in zip(back, (second, first), strict=True):
        told = {name: getattr(entry, name) for name in lines.NAMES if name not in ("at", "files")}
        assert {name: row[name] for name in told} == told
        local = datetime.fromtimestamp(entry.at, UTC).replace(tzinfo=None) + timedelta(hours=7)
        assert abs(row["at"] - local) < timedelta(seconds=0.01)
        assert row["day"] == row["at"].date()


def test_a_file_is_for_its_owner_alone(tmp_path):
    path = _written(tmp_path, _entry())

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_every_line_is_one_object_that_ends_with_its_chain(tmp_path):
    path = _written(tmp_path, _entry(), _entry("took"))
    told = [json.loads(line) for line in path.read_text().splitlines()]

    assert [each["n"] for each in told] == [1, 2, 3]
    assert [each["event"] for each in told] == ["began", "opened", "took"]
    assert all(list(each)[-1] == "chain" for each in told)
    assert audit.check(tmp_path).faults == ()
    assert audit.check(tmp_path).lines == 3


@pytest.mark.parametrize("event", ["", "looked", "Opened"])
def test_an_event_that_nobody_knows_is_refused(event):
    with pytest.raises(ValueError, match="no such event"):
        Entry(event)


def test_a_long_value_is_cut(tmp_path):
    _written(tmp_path, _entry(filters="x" * 5000))

    assert len(audit.entries(tmp_path, **DAYS)["filters"][0]) == 400


def _changed(path: Path, change) -> None:
    whole = path.read_bytes().split(b"\n")
    change(whole)
    path.write_bytes(b"\n".join(whole))


def test_a_changed_line_is_found(tmp_path):
    path = _written(tmp_path, *[_entry(visit=f"v{place}") for place in range(5)])
    _changed(path, lambda whole: whole.__setitem__(2, whole[2].replace(b'"doet"', b'"none"')))

    assert _kinds(tmp_path) == [("changed", 3)]


def test_a_line_made_anew_with_its_own_chain_is_found_by_the_next(tmp_path):
    path = _written(tmp_path, *[_entry(visit=f"v{place}") for place in range(5)])

    def forge(whole: list[bytes]) -> None:
        before = json.loads(whole[1])["chain"]
        whole[2] = lines.written(_entry(who="somebody-else"), 3, before)[0].rstrip(b"\n")

    _changed(path, forge)

    assert _kinds(tmp_path) == [("changed", 4)]


@pytest.mark.parametrize(("gone", "found"), [(0, 1), (2, 3), (4, 5)])
def test_a_line_taken_out_is_found(tmp_path, gone, found):
    path = _written(tmp_path, *[_entry(visit=f"v{place}") for place in range(5)])
    _changed(path, lambda whole: whole.pop(gone))

    assert _kinds(tmp_path) == [("missing", found)]


def test_a_line_put_in_is_found(tmp_path):
    path = _written(tmp_path, _entry(), _entry())
    _changed(path, lambda whole: whole.insert(2, whole[1]))

    assert ("missing", 3) in _kinds(tmp_path)


def test_what_is_no_line_is_found_and_the_rest_is_still_read(tmp_path):
    path = _written(tmp_path, _entry(), _entry("took"))
    _changed(path, lambda whole: whole.insert(2, b"not a line"))

    assert _kinds(tmp_path) == [("not_a_line", 3)]
    assert sorted(audit.entries(tmp_path, **DAYS)["event"]) == ["opened", "took"]


def test_a_torn_last_line_is_told_apart_and_the_rest_is_still_read(tmp_path):
    path = _written(tmp_path, _entry(), _entry("took"))
    path.write_bytes(path.read_bytes()[:-20])

    assert _kinds(tmp_path) == [("torn", 3)]
    assert audit.entries(tmp_path, **DAYS)["event"].to_list() == ["opened"]


def test_a_file_under_another_name_is_found(tmp_path):
    path = _written(tmp_path, _entry())
    path.rename(path.with_name(f"{path.name[:-14]}00000000.jsonl"))

    assert _kinds(tmp_path) == [("changed", 1)]


def test_the_next_file_tells_what_the_one_before_held(tmp_path):
    path = _written(tmp_path, *[_entry(visit=f"v{place}") for place in range(3)])
    _written(tmp_path, _entry())
    assert audit.check(tmp_path).faults == ()

    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))
    assert audit.check(tmp_path).faults == (Fault(path.name, 3, "cut_short"),)

    path.unlink()
    assert audit.check(tmp_path).faults == (Fault(path.name, 0, "gone"),)


def test_a_file_written_wholly_anew_is_found_by_the_next(tmp_path):
    path = _written(tmp_path, _entry(who="guilty"))
    _written(tmp_path, _entry())
    chain, content = lines.first_chain(path.name), b""
    for number, entry in enumerate((Entry("began"), _entry(who="innocent")), start=1):
        line, chain = lines.written(entry, number, chain)
        content += line
    path.write_bytes(content)

    assert [(fault.file, fault.kind) for fault in audit.check(tmp_path).faults] == [(path.name, "replaced")]


def test_a_file_that_is_cut_while_it_is_written_is_left_and_said(tmp_path, caplog):
    writer = Writer(tmp_path)
    writer.note(_entry())
    writer.note(_entry())
    writer.flush()
    (path,) = _log(tmp_path)
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
    with caplog.at_level(logging.ERROR):
        writer.note(_entry("took"))
        writer.flush()

    assert "changed by another hand" in caplog.text
    assert len(_log(tmp_path)) == 2
    assert audit.check(tmp_path).faults == (Fault(path.name, 1, "cut_short"),)
    assert audit.entries(tmp_path, **DAYS)["event"].to_list() == ["took"]


def test_two_processes_write_files_of_their_own_and_both_are_whole(tmp_path):
    writers = [Writer(tmp_path) for _ in range(4)]

    def work(writer: Writer) -> None:
        for place in range(50):
            writer.note(_entry(visit=f"{place}"))
            if place % 10 == 0:
                writer.flush()
        writer.flush()

    threads = [threading.Thread(target=work, args=(writer,)) for writer in writers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(_log(tmp_path)) == 4
    assert audit.check(tmp_path).faults == ()
    assert audit.entries(tmp_path, **DAYS).height == 200


def test_a_disk_that_is_full_costs_no_page_and_nothing_that_fits_in_memory(tmp_path, monkeypatch, caplog):
    writer = Writer(tmp_path)
    writer.note(_entry(visit="before"))
    writer.flush()
    real, room = os.write, [30]

    def full(handle: int, content: bytes) -> int:
        if not room:
            raise OSError(28, "No space left on device")
        return real(handle, bytes(content)[: room.pop()])

    monkeypatch.setattr(files.os, "write", full)
    with caplog.at_level(logging.WARNING):
        for place in range(3):
            writer.note(_entry(visit=f"full-{place}"))
            writer.flush()
        trouble = writer.trouble
        monkeypatch.setattr(files.os, "write", real)
        writer.flush()

    assert (trouble.why, trouble.waiting, trouble.lost) == ("No space left on device", 3, 0)
    assert caplog.text.count("cannot be written") == 1, "said once, not at every try"
    assert "written again" in caplog.text
    assert writer.trouble is None
    assert audit.check(tmp_path).faults == (), "what the full disk took of a line is gone again"
    assert sorted(audit.entries(tmp_path, **DAYS)["visit"]) == ["before", "full-0", "full-1", "full-2"]


def test_a_disk_that_is_full_from_the_first_leaves_no_empty_files(tmp_path, monkeypatch):
    real = os.write

    def full(handle: int, content: bytes) -> int:
        raise OSError(28, "No space left on device")

    writer = Writer(tmp_path)
    monkeypatch.setattr(files.os, "write", full)
    for _ in range(3):
        writer.note(_entry())
        writer.flush()
    assert _log(tmp_path) == []

    monkeypatch.setattr(files.os, "write", real)
    writer.flush()
    assert audit.entries(tmp_path, **DAYS).height == 3


def test_what_no_longer_fits_in_memory_is_counted_and_the_log_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(writing, "_MOST", 2)
    monkeypatch.setattr(Writer, "_run", lambda self: None)
    writer = Writer(tmp_path)
    for place in range(5):
        writer.note(_entry(visit=f"{place}"))
    writer.flush()
    told = [json.loads(line) for line in _log(tmp_path)[0].read_text().splitlines()]

    assert [(each["event"], each.get("size")) for each in told[:2]] == [("began", None), ("lost", 3)]
    assert [each.get("visit") for each in told[2:]] == ["0", "1"]


def _of_day(state: Path, day: date) -> Path:
    made = files.Added(state / audit.FOLDER, day)
    made.add([Entry("began", files=files.ends(state / audit.FOLDER, day)), _entry()])
    return made.path


def test_files_past_their_time_go_and_are_not_taken_for_stolen(tmp_path, monkeypatch):
    monkeypatch.setenv("TEMIS_AUDIT_DAYS", "30")
    old = [_of_day(tmp_path, TODAY - timedelta(days=back)) for back in (40, 32, 31)]
    kept = [_of_day(tmp_path, TODAY - timedelta(days=back)) for back in (30, 5)]
    _written(tmp_path, _entry())

    assert not any(path.exists() for path in old)
    assert all(path.exists() for path in kept)
    assert audit.check(tmp_path).faults == ()

    kept[0].unlink()
    assert [fault.kind for fault in audit.check(tmp_path).faults] == ["gone"]


def test_a_setting_with_a_fault_keeps_the_log_going_and_every_file(tmp_path, monkeypatch, caplog):
    monkeypatch.setenv("TEMIS_AUDIT_DAYS", "a while")
    old = _of_day(tmp_path, TODAY - timedelta(days=900))
    _written(tmp_path, _entry())

    assert old.exists()
    assert "past their time stay" in caplog.text
    assert audit.entries(tmp_path, **DAYS).height == 1


def test_a_day_is_a_vietnamese_day(tmp_path):
    late = datetime(2026, 3, 9, 17, 30, tzinfo=UTC).timestamp()  # half past midnight of the tenth in Vietnam
    early = datetime(2026, 3, 9, 16, 59, tzinfo=UTC).timestamp()
    made = files.Added(tmp_path / audit.FOLDER, date(2026, 3, 9))
    made.add([Entry("began"), _entry(at=early, visit="early"), _entry(at=late, visit="late")])

    assert audit.entries(tmp_path, since=date(2026, 3, 10), until=date(2026, 3, 10))["visit"].to_list() == ["late"]
    assert audit.entries(tmp_path, since=date(2026, 3, 9), until=date(2026, 3, 9))["visit"].to_list() == ["early"]
    assert audit.first_day(tmp_path) == date(2026, 3, 9)


def test_nothing_noted_is_an_empty_frame_and_a_whole_log(tmp_path):
    assert audit.entries(tmp_path, **DAYS).schema == audit.entries(tmp_path / "nowhere", **DAYS).schema
    assert audit.check(tmp_path).faults == ()


def test_people_visits_screens_and_files_are_counted(tmp_path):
    one, other = {"who": "a1", "visit": "v1"}, {"who": "b2", "visit": "v2", "provinces": "01,24", "role": "university"}
    guest = {"who": "", "visit": "v3", "provinces": "*", "vintage": 0, "role": "guest"}
    _written(
        tmp_path,
        *(_entry(**one), _entry(screen="needs", **one), _entry("took", **one)),
        *(_entry(**other), _entry("signed_in", screen="", **other)),
        *(_entry(**guest), _entry("refused", **guest)),
    )
    frame = audit.entries(tmp_path, **DAYS)
    screens = {row["screen"]: (row["people"], row["visits"], row["screens"]) for row in _rows(frame, "screen")}
    provinces = {
        (row["vintage"], row["provinces"]): (row["people"], row["screens"], row["files"])
        for row in counting.by_province(frame).to_dicts()
    }
    days = counting.by_day(frame, **DAYS)

    assert counting.totals(frame) == {"people": 2, "visits": 3, "screens": 4, "files": 1}
    assert screens == {"map": (2, 3, 3), "needs": (1, 1, 1)}
    assert provinces == {(63, "22"): (1, 2, 1), (63, "01"): (1, 1, 0), (63, "24"): (1, 1, 0), (0, "*"): (0, 1, 0)}
    assert days.height == 4
    assert days["screens"].sum() == 4
    assert counting.of_province(frame, "24", 63)["who"].unique().to_list() == ["b2"]
    assert counting.of_province(frame, "24", 34).is_empty(), "a code is nothing without its division"


def _rows(frame: pl.DataFrame, name: str) -> list[dict]:
    return counting.by(frame, name).to_dicts()


def test_an_entry_has_no_place_for_what_somebody_typed():
    """A field more is a decision: of each it must be plain that no name, note or search can stand in it."""
    assert {each.name for each in fields(Entry)} == {
        *("event", "who", "role", "provinces", "vintage", "districts", "visit", "screen", "snapshot", "filters"),
        *("edition", "what", "kind", "size", "why", "files", "at"),
    }


def test_noting_costs_a_page_next_to_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(Writer, "_run", lambda self: None)
    writer = Writer(tmp_path)
    began = time.perf_counter()
    for _ in range(2000):
        writer.note(_entry())

    assert (time.perf_counter() - began) / 2000 < 0.0005
