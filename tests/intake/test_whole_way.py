"""The whole way: files of every kind of source and format become a snapshot in which every row is accounted for."""

import random
import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from data.intake import delivering
from data.intake.delivering import Outcome, Told
from data.intake.forms import FORMS
from data.snapshot import open_snapshot
from tests.intake import messy, messy_others, written
from tests.intake.written import Manner

TOLD = Told(
    date(2021, 12, 31), "real", "tu-don-vi", vintage=63, cohorts={"teacher-mass": "teacher-mass-2020"}, hold_most=0.5
)
ENDS = ("taken", "held", "noise", "left_out")
KINDS = {"xlsx", "xls", "ods", "csv", "tsv", "parquet", "zip", "html"}


def drawn_into(folder: Path, tables: tuple[messy.Table, ...], manner: Manner) -> dict[str, tuple[messy.Table, int]]:
    """The tables by the name their account shows, each with the row its data begin in."""
    found = {}
    for table in tables:
        first = written.write(table, folder, manner)
        is_packed = (manner.kind or table.kind) == "zip"
        found[table.name + "/trong/bảng.csv" * is_packed] = (table, first)
    return found


def prepared(state: Path, files: Path) -> Outcome:
    """The delivery, prepared."""
    return delivering.prepare(delivering.of_folder(state, files), state, TOLD)


@pytest.fixture(scope="module")
def came(tmp_path_factory):
    """(tables by file, what they came to, the state folder, the snapshot)."""
    folder = tmp_path_factory.mktemp("messy")
    tables = drawn_into(folder / "files", messy_others.tables(), Manner())
    outcome = prepared(folder / "state", folder / "files")
    return tables, outcome, folder / "state", open_snapshot(delivering.publish(outcome, folder / "state"))


def ends_of(table: messy.Table) -> dict[str, int]:
    """How many rows end how."""
    found = Counter(line.becomes if line.becomes in ENDS else "held" for line in table.lines)
    return {end: found[end] for end in ENDS}


def test_every_kind_of_source_and_every_format_is_in_the_delivery():
    tables = messy_others.tables()

    assert {table.form for table in tables} == {form.name for form in FORMS}
    assert {table.kind for table in tables} == KINDS


def test_every_sheet_has_every_row_accounted_for_as_it_was_drawn(came):
    tables, outcome, _, _ = came
    of_us = {each.file: each for each in outcome.account.received if each.form}

    assert outcome.account.refused == []
    assert {file: each.form for file, each in of_us.items()} == {n: table.form for n, (table, _) in tables.items()}
    assert {file: {end: getattr(each, end) for end in ENDS} for file, each in of_us.items()} == {
        file: ends_of(table) for file, (table, _) in tables.items()
    }
    assert all(each.adds_up and not each.waits for each in outcome.account.received)


def test_sheets_of_codes_are_left_out_and_counted(came):
    _, outcome, _, _ = came
    others = [each for each in outcome.account.received if not each.form]

    assert {each.sheet for each in others} == set(written.LOOKUP)
    assert all((each.rows, each.why) == (2, {"not_ours": 2}) for each in others)


def test_every_row_held_back_is_told_with_its_place_and_reason(came):
    tables, outcome, _, _ = came
    expected = {
        (file, first + at): line.becomes
        for file, (table, first) in tables.items()
        for at, line in enumerate(table.lines)
        if line.becomes not in ENDS
    }
    told: dict[tuple[str, int], set[str]] = {}
    for line in outcome.held.iter_rows(named=True):
        told.setdefault((line["tep"], line["dong"]), set()).add(line["rule"])

    assert told == {place: set(reasons.split()) for place, reasons in expected.items()}


def test_every_row_held_back_is_in_its_senders_workbook_and_nowhere_else(came):
    tables, outcome, _, _ = came
    drawn = {
        (table.name.split("/")[0], file, str(first + at))
        for file, (table, first) in tables.items()
        for at, line in enumerate(table.lines)
        if line.becomes not in ENDS
    }
    found = {
        (sender, line[0].value, line[2].value)
        for sender, (path,) in outcome.quarantine.items()
        for sheet in openpyxl.load_workbook(path).worksheets
        for line in sheet.iter_rows(min_row=2)
    }

    assert found == drawn


def test_rows_read_are_rows_written_and_held_for_every_raw_file(came):
    _, outcome, _, snapshot = came
    rows = outcome.prepared.rows

    assert {name for name, each in rows.items() if each["written"]} == {form.target for form in FORMS}
    assert all(each["read"] == each["written"] + each["held"] + each["erased"] for each in rows.values())
    assert snapshot.manifest.origin["rows_read"] == {name: each["read"] for name, each in rows.items()}
    assert snapshot.manifest.origin["rows_held"] == {n: each["held"] for n, each in rows.items() if each["held"]}


def test_the_manifest_says_what_the_account_says(came):
    _, outcome, _, snapshot = came
    said = snapshot.manifest.origin["account"]["received"]
    names = ("file", "sheet", "sender", "form", "target", "rows", *ENDS, "mended")

    assert [{name: each[name] for name in names} for each in said] == [
        {name: getattr(each, name) for name in names} for each in outcome.account.received
    ]


def _nothing(tables, turn):
    return tables


def _turned(tables, turn):
    return tuple(messy.turned(table, turn) for table in tables)


def _shuffled(tables, turn):
    return tuple(messy.shuffled(table, turn) for table in tables)


def _disturbed(tables, turn):
    return tuple(written.disturbed(table) for table in tables)


OTHERWISE = {
    "letters apart (NFD)": (Manner(form="NFD"), _nothing),
    "Windows-1258": (Manner(kind="csv", encoding="cp1258"), _nothing),
    "UTF-16": (Manner(kind="tsv", encoding="utf-16"), _nothing),
    "pages called .xls": (Manner(kind="html"), _nothing),
    "Excel 97": (Manner(kind="xls"), _nothing),
    "columns in another order": (Manner(), _turned),
    "titles, merged groups, repeated headers, numbering": (Manner(kind="xlsx", is_titled=True), _disturbed),
    "the same without merging, in a text": (Manner(kind="csv", is_titled=True), _disturbed),
    "rows in another order": (Manner(), _shuffled),
}


@pytest.mark.parametrize("how", OTHERWISE)
def test_the_same_data_written_otherwise_are_the_same_snapshot(how, came, tmp_path):
    _, outcome, state, snapshot = came
    manner, change = OTHERWISE[how]
    drawn_into(tmp_path / "files", change(messy_others.tables(), random.Random(4)), manner)  # noqa: S311 — no secret
    (tmp_path / "state").mkdir()
    shutil.copy2(state / "pseudonym.key", tmp_path / "state")

    other = prepared(tmp_path / "state", tmp_path / "files")
    again = open_snapshot(delivering.publish(other, tmp_path / "state"))

    assert other.held["rule"].sort().to_list() == outcome.held["rule"].sort().to_list()
    assert other.prepared.rows == outcome.prepared.rows
    assert {part.path: part.sha256 for part in again.manifest.parts} == {
        part.path: part.sha256 for part in snapshot.manifest.parts
    }
