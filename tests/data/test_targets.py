"""Targets as a ministry sets them: what the table may say, what is said of a wrong one, and how it is put in force."""

import os
from datetime import date
from pathlib import Path

import pytest

from data import history, targets
from data.access import Scope
from data.errors import TargetError
from data.store import open_store
from pages.texts import LANGUAGES, Words
from pages.texts.problems import said
from tests import build

HEAD = ",".join(targets.COLUMNS)
GOOD = "lms_passed,teacher,mass,teacher-mass-2020,GV4,95%,2022-06-30,Cục Nhà giáo,2022-01-10,kế hoạch năm"


@pytest.fixture
def table(tmp_path):
    """Writes a table of these lines below the header; the file's path."""

    def write(*lines: str, head: str = HEAD, name: str = "targets.csv") -> Path:
        path = tmp_path / name
        path.write_text("\n".join([head, *lines, ""]), encoding="utf-8")
        return path

    return write


def test_a_line_is_read_as_it_was_meant(table):
    found, problems = targets.check(table(GOOD))

    assert problems == []
    assert found == [
        targets.Target(
            "lms_passed", "teacher", "mass", "teacher-mass-2020", "GV4", 0.95, date(2022, 6, 30),
            "Cục Nhà giáo", date(2022, 1, 10), "kế hoạch năm",
        )
    ]  # fmt: skip


@pytest.mark.parametrize("written", ["95%", "95 %", "0.95", '"0,95"', '"95,0 %"'])
def test_a_share_may_be_written_as_people_write_it(table, written):
    found, problems = targets.check(table(f"lms_passed,,,,,{written},,Bộ,2022-01-10,"))

    assert (problems, [each.value for each in found]) == ([], [0.95])


def test_a_spreadsheet_of_this_country_may_part_cells_by_semicolons_and_lead_with_a_mark(table, tmp_path):
    path = table()
    text = f"{HEAD.replace(',', ';')}\r\nlms_passed;all;all;;;0,9;30/06/2022;Bộ;10/01/2022;\r\n\r\n"
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())

    found, problems = targets.check(path)

    assert problems == []
    assert [(each.audience, each.value, each.due_on) for each in found] == [("", 0.9, date(2022, 6, 30))]


def test_a_module_of_routine_training_may_be_named_too(table):
    assert targets.check(table("lms_passed,,,bdtx-teacher-mass-2023,BD-GV1,90%,,Bộ,2026-01-10,"))[1] == []


WRONG = [
    ("passed,,,,,95%,,Bộ,2022-01-10,", "target_not_listed", "measure"),
    (",,,,,95%,,Bộ,2022-01-10,", "target_not_listed", "measure"),
    ("lms_passed,pupil,,,,95%,,Bộ,2022-01-10,", "target_not_listed", "audience"),
    ("lms_passed,,chief,,,95%,,Bộ,2022-01-10,", "target_not_listed", "role"),
    ("lms_passed,,,teacher-2020,,95%,,Bộ,2022-01-10,", "target_not_listed", "cohort_code"),
    ("lms_passed,,,teacher-mass-2020,GV9,95%,,Bộ,2022-01-10,", "target_not_listed", "module_code"),
    ("assessment_completed,,,teacher-mass-2020,,95%,,Bộ,2022-01-10,", "target_not_told_apart", "cohort_code"),
    ("finished_all,,,,GV1,95%,,Bộ,2022-01-10,", "target_not_told_apart", "module_code"),
    ("rated_good,,core,,,95%,,Bộ,2022-01-10,", "target_not_told_apart", "role"),
    ("lms_passed,,,,,95,,Bộ,2022-01-10,", "target_value_unclear", "value"),
    ("lms_passed,,,,,0,,Bộ,2022-01-10,", "target_value_unclear", "value"),
    ("lms_passed,,,,,101%,,Bộ,2022-01-10,", "target_value_unclear", "value"),
    ("lms_passed,,,,,95%,6/2022,Bộ,2022-01-10,", "target_day_unclear", "due_on"),
    ("lms_passed,,,,,95%,31/02/2022,Bộ,2022-01-10,", "target_day_unclear", "due_on"),
    ("lms_passed,,,,,95%,,Bộ,hôm nay,", "target_day_unclear", "set_on"),
    ("lms_passed,,,,,95%,,,2022-01-10,", "target_cell_empty", "owner"),
    ("lms_passed,,,,,95%,,Bộ,,", "target_cell_empty", "set_on"),
    ("lms_passed,,,,,,,Bộ,2022-01-10,", "target_says_nothing", "value"),
]


@pytest.mark.parametrize(("line", "code", "column"), WRONG, ids=[f"{code}-{column}-{i}" for i, (_, code, column) in
                                                                 enumerate(WRONG)])  # fmt: skip
def test_a_wrong_line_is_named_by_file_row_and_column_with_what_to_do(table, line, code, column):
    found, problems = targets.check(table(GOOD, line))

    assert len(found) == 1
    assert [(each.code, each.details["row"], each.details["column"]) for each in problems] == [(code, 3, column)]
    for lang in LANGUAGES:
        sentence = said(problems[0], Words(lang))
        assert all(text in sentence for text in ("targets.csv", "3", column))


def test_two_lines_for_the_same_case_are_one_too_many(table):
    first, second = (f"lms_passed,{whom},,,,95%,,Bộ,2022-01-10," for whom in ("", "all"))

    _, problems = targets.check(table(first, second))

    assert [(each.code, each.details["row"], each.details["first"]) for each in problems] == [("target_twice", 3, 2)]


@pytest.mark.parametrize(
    ("head", "line", "code"),
    [
        (HEAD.replace("owner,", ""), "", "target_column_missing"),
        (f"{HEAD},set_on", "", "target_column_missing"),
        (f"{HEAD},province", "", "target_column_unknown"),
        (HEAD, "lms_passed,95%", "target_cells_do_not_fit"),
        (HEAD, 'lms_passed,"95', "target_file_unreadable"),
    ],
)
def test_a_table_of_another_shape_is_said_to_be_so(table, head, line, code):
    found, problems = targets.check(table(line, head=head))

    assert (found, [each.code for each in problems]) == ([], [code])
    assert all("targets.csv" in said(problems[0], Words(lang)) for lang in LANGUAGES)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"x" * 1_000_001])
def test_what_is_no_text_or_too_long_is_not_read(tmp_path, content):
    path = tmp_path / "targets.csv"
    path.write_bytes(content)

    assert [each.code for each in targets.check(path)[1]] == ["target_file_unreadable"]


def test_a_long_wrong_value_is_said_in_part(table):
    _, problems = targets.check(table(f"lms_passed,{'x' * 500},,,,95%,,Bộ,2022-01-10,"))

    assert len(problems[0].details["value"]) < 50


def test_what_is_put_in_force_takes_the_place_of_what_was_before(table, tmp_path):
    state = tmp_path / "state"

    targets.install(table(GOOD), state)
    targets.install(table(GOOD.replace("95%", "90%"), name="later.csv"), state)

    assert [each.value for each in targets.in_force(targets.path(state))[0]] == [0.9]


def test_a_table_with_a_fault_leaves_what_was_before(table, tmp_path):
    state = tmp_path / "state"
    targets.install(table(GOOD), state)

    with pytest.raises(TargetError) as caught:
        targets.install(table(GOOD.replace("95%", "95"), name="wrong.csv"), state)

    assert caught.value.code == "target_value_unclear"
    assert [each.value for each in targets.in_force(targets.path(state))[0]] == [0.95]


def test_no_table_sets_nothing():
    assert targets.in_force(None) == ([], [])
    assert targets.in_force(Path("nowhere.csv")) == ([], [])


def test_another_table_is_another_store(table, tmp_path):
    """Answers are remembered by the key of the store: what was set must be part of it."""
    snapshot, path = build.snapshot_of(tmp_path / "state"), table(GOOD)

    def key() -> tuple:
        store = open_store(snapshot, Scope.everything(), history.path(tmp_path / "state"), targets=path)
        store.close()
        return store.key

    before = key()
    assert key() == before
    path.write_text(path.read_text(encoding="utf-8").replace("95%", "90%"), encoding="utf-8")
    os.utime(path, ns=(1, 1))
    assert key() != before
