"""A person who is erased is in no file of the state folder, and stays out of what is built later."""

import csv
import logging
import os
import shutil
from datetime import date
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from data.intake.formats import read_file
from data.keeping import keys
from data.keeping.erase import erase
from data.keeping.prune import prune
from data.keeping.rotate import rotate
from data.snapshot import open_snapshot
from tests.data.killing import DONE, KILLED, Publishers
from tests.data.real_people import (
    AN,
    BINH,
    CHI,
    DUNG,
    IDENTIFIERS,
    SECRETS,
    delivery,
    detail,
    opened,
    people_in,
    pseudonyms,
    published,
    written,
)
from tests.data.state_kept import hold_whole, leftovers

TODAY = date(2022, 1, 1)


def test_an_erased_person_is_in_no_table_and_the_counts_stay(tmp_path):
    state = tmp_path / "state"
    before = published(state, "a")
    cubes = {part.path: part.sha256 for part in before.manifest.parts if not part.path.startswith("detail")}

    done = erase(state, AN)

    after = opened(before)
    assert people_in(after) == pseudonyms(state, (BINH, CHI, DUNG))
    # learner, year, enrolment, rating, two criteria, support, answer, need
    assert done.rows == {"a": 1 + 1 + 1 + 1 + 2 + 1 + 1 + 1}
    assert not done.was_erased_before
    assert cubes.items() <= {part.path: part.sha256 for part in after.manifest.parts}.items()
    assert after.manifest.origin["erased"] == {"persons": 1, "still_counted_in": ["cube", "unit"]}
    assert hold_whole(state) == {"a"}


def test_whom_a_person_supported_keeps_no_trace_of_them(tmp_path):
    state = tmp_path / "state"
    snapshot = published(state, "a")

    erase(state, f" {CHI}\n")

    assert detail(opened(snapshot), "support").is_empty()
    assert detail(opened(snapshot), "learner").height == 3


def test_a_table_of_nobody_else_has_no_file_left(tmp_path):
    state = tmp_path / "state"
    snapshot = published(state, "a")

    for identifier in IDENTIFIERS:
        erase(state, identifier)

    assert not [part for part in opened(snapshot).manifest.parts if part.path.startswith("detail")]
    assert opened(snapshot).manifest.origin["erased"]["persons"] == 4
    assert hold_whole(state) == {"a"}


def test_an_erased_person_stays_out_of_what_is_built_later_and_before_but_published_later(tmp_path):
    state = tmp_path / "state"
    old = keys.chain(state)
    erase(state, AN)
    rotate(state, today=TODAY)

    later, late = published(state, "later"), published(state, "late", key=old)

    assert people_in(later) == people_in(late) == pseudonyms(state, (BINH, CHI, DUNG))


def test_erasing_twice_or_somebody_unknown_changes_nothing(tmp_path):
    state = tmp_path / "state"
    snapshot = published(state, "a")
    erase(state, AN)
    rows = opened(snapshot).manifest.rows

    again, nobody = erase(state, AN), erase(state, "0000000000")

    assert (again.rows, again.was_erased_before) == ({}, True)
    assert (nobody.rows, nobody.was_erased_before) == ({}, False)
    assert opened(snapshot).manifest.rows == rows
    with pytest.raises(ValueError, match="nobody"):
        erase(state, "  ")


def test_erased_after_rotations_and_rotated_after_erasures(tmp_path):
    state = tmp_path / "state"
    first = published(state, "a")
    published(state, "b")
    os.utime(first.folder / "manifest.json", (1, 1))
    prune(state, keep=1)
    for identifier in (AN, BINH):
        rotate(state, today=TODAY)
        erase(state, identifier)
    rotate(state, today=TODAY)

    for folder in (state / "snapshots" / "b", state / "retired" / "a"):
        assert people_in(open_snapshot(folder)) == pseudonyms(state, (CHI, DUNG))
    assert (state / "erased.json").stat().st_mode & 0o777 == 0o600
    assert erase(state, AN).was_erased_before


def test_an_erasure_killed_before_any_step_can_be_ended(tmp_path):
    model = tmp_path / "model"
    published(model, "a")
    ended, step, seen = KILLED, 0, set()
    with Publishers("data.keeping.erase") as publishers:
        while ended == KILLED:
            step += 7
            state = Path(shutil.copytree(model, tmp_path / f"state-{step}"))
            (ended,), _ = publishers.run({"does": "erase", "state": state, "identifier": AN, "kill_at": step})

            held = people_in(open_snapshot(state / "snapshots" / "a"))
            assert held in (pseudonyms(state), pseudonyms(state, (BINH, CHI, DUNG)))
            seen.add(len(held))
            erase(state, AN)
            assert people_in(open_snapshot(state / "snapshots" / "a")) == pseudonyms(state, (BINH, CHI, DUNG))
            assert hold_whole(state) == {"a"}
            assert leftovers(state) == []
            shutil.rmtree(state)
    assert (ended, seen) == (DONE, {3, 4})


def _workbook(path: Path, rows: list[list[object]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("hoc_vien")
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return path


def _table(path: Path, rows: list[list[str]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def _cells(path: Path) -> list[list[object]]:
    return [row for sheet in read_file(path) for row in sheet.rows]


def test_what_was_held_back_loses_the_persons_rows_and_keeps_the_others(tmp_path):
    held = [["Tệp", "Dòng", "Mã định danh"], ["a.xlsx", "3", AN], ["a.xlsx", "4", BINH]]
    book = _workbook(tmp_path / "quarantine/d/so.xlsx", held)
    table = _table(tmp_path / "quarantine/d/so.csv", held)
    mended = _table(tmp_path / "corrections.csv", [["what", "why"], [f"{AN} học hai nơi", "x"], ["S1", "a, “b”"]])
    untouched = _table(tmp_path / "aliases.csv", [["header", "alias"], ["Mã định danh", "Mã số"]])
    before = untouched.read_bytes()

    cleared = erase(tmp_path, AN).cleared

    assert _cells(book) == [held[0], held[2]]
    assert [[str(cell) for cell in row] for row in _cells(table)] == [held[0], held[2]]
    assert [row[0] for row in _cells(mended)] == ["what", "S1"]
    assert untouched.read_bytes() == before
    assert (cleared.deleted, cleared.rewritten, cleared.rows) == (0, 3, 3)
    assert table.stat().st_mode & 0o777 == 0o600


def test_a_delivery_that_names_the_person_is_deleted_file_by_file_and_its_working_tables_are_cleared(tmp_path):
    sent = tmp_path / "intake/d/so"
    theirs = _workbook(sent / "a.xlsx", [["Mã định danh"], [790012345]])  # a spreadsheet took the zero
    named = _table(sent / f"{AN}.csv", [["x"], ["y"]])
    other = _table(sent / "b.csv", [["Mã định danh"], [BINH], ["10790012345"]])
    torn = sent / "c.xlsx"
    torn.write_bytes(b"PK\x03\x04 and then nothing")
    raw = tmp_path / "intake/d/raw/hoc_vien/1.parquet"
    raw.parent.mkdir(parents=True)
    pl.DataFrame({"Mã định danh": [AN, BINH], "@dong": [2, 3]}).write_parquet(raw)

    cleared = erase(tmp_path, AN).cleared

    assert [path.exists() for path in (theirs, named, torn, other)] == [False, False, False, True]
    assert pl.read_parquet(raw).rows() == [(BINH, 3)]
    assert (cleared.deleted, cleared.rewritten, cleared.rows) == (3, 1, 1)


def test_nothing_of_a_person_is_found_in_any_file_of_the_state_folder(tmp_path, caplog):
    """Everybody's names and birth dates, and everything of the erased: in bytes, and in parquet column by column."""
    caplog.set_level(logging.DEBUG)
    state = tmp_path / "state"
    published(state, "a")
    published(state, "b", as_of=date(2022, 6, 30))
    waiting = state / "intake" / "d" / "raw"
    waiting.parent.mkdir(parents=True)
    shutil.copytree(delivery(tmp_path / "waiting"), waiting)
    assert AN in written(state), "the search finds what is there"
    assert SECRETS[0] in written(state)

    rotate(state, today=TODAY)
    done = erase(state, AN)
    shutil.rmtree(waiting.parent)  # the delivery is published

    texts = written(state)
    found = [secret for secret in (*IDENTIFIERS, *SECRETS) if secret in texts]
    assert found == []
    pseudonym = keys.chain(state).pseudonym(AN)
    assert str(pseudonym) not in texts
    assert done.cleared.rows > 0
    assert not [secret for secret in (*IDENTIFIERS, *SECRETS) if secret in caplog.text + repr(done)]
