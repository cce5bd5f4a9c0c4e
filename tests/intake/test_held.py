"""Rows held back: what their sender gets, who may read it, and that a corrected row is as good as one right at once."""

import csv
import stat
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from data.intake import held
from data.intake.arriving import SPOOL, arrive
from data.intake.held import HeldRow

HEADER = {"as_of": "2021-12-31", "vintage": 63, "kind": "synthetic", "series": "s", "title": ""}
HEADERS = ["Mã định danh", "Mô đun", "Mã cốt cán", "Họ tên"]
RIGHT = [
    ["0100000001", "GV1", "0100000009", "Nguyễn Thị Ánh"],
    ["0100000002", "GV2", "0100000009", "Trần Văn Hòa"],
    ["0100000003", "GV3", "0100000009", "Lê Thị Cúc"],
    ["0100000004", "GV4", "0100000009", "Đỗ Văn Dũng"],
]
WRONG = {(0, 0): "1,23E+09", (1, 2): "#N/A", (3, 0): "an@so.edu.vn", (3, 1): ""}


def table(path: Path, rows: list[list[str]]) -> None:
    """A text table."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADERS, *rows])


def wrong() -> list[list[str]]:
    """The rows with what must be put right."""
    return [[WRONG.get((row, column), cell) for column, cell in enumerate(cells)] for row, cells in enumerate(RIGHT)]


def row(**said: object) -> HeldRow:
    """A held row of one supporter."""
    plain = {
        "sender": "Sở A",
        "form": "ho_tro",
        "file": "a.csv",
        "sheet": "",
        "row": 2,
        "why": (("Mô đun", "empty_value"),),
        "cells": {"Mã định danh": "0100000001"},
    }
    return HeldRow(**plain | said)


def rows_of(raw: Path) -> list[tuple]:
    """All rows of the raw export without where they stood."""
    frame = pl.concat(pl.read_parquet(path) for path in sorted((raw / "ho_tro").iterdir()))
    return sorted(frame.drop("@tep", "@trang", "@dong").rows())


def test_corrected_rows_sent_again_are_as_good_as_right_at_once(tmp_path):
    table(tmp_path / "right" / "Sở A" / "ho-tro.csv", RIGHT)
    table(tmp_path / "came" / "Sở A" / "ho-tro.csv", wrong())
    arrive(tmp_path / "right", tmp_path / "raw-right", header=HEADER)
    first = arrive(tmp_path / "came", tmp_path / "raw", header=HEADER, quarantine=tmp_path / "held")
    assert (first.received[0].taken, first.received[0].held) == (1, 3)

    book = openpyxl.load_workbook(tmp_path / "held" / "Sở A.xlsx")
    sheet = book["ho_tro"]
    assert sheet["C2"].value == "2"
    for line in sheet.iter_rows(min_row=2):
        for cell, text in zip(line[4:], RIGHT[int(line[2].value) - 2], strict=False):
            cell.value = text
    book.save(tmp_path / "came" / "Sở A" / "sửa lại.xlsx")
    again = arrive(tmp_path / "came", tmp_path / "raw-again", header=HEADER)

    corrected = next(each for each in again.received if each.file.endswith("lại.xlsx"))
    assert (corrected.taken, corrected.held, corrected.unknown, corrected.sender) == (3, 0, (), "Sở A")
    assert rows_of(tmp_path / "raw-again") == rows_of(tmp_path / "raw-right")
    first_file = next(each for each in again.received if each.file.endswith("ho-tro.csv"))
    assert (first_file.taken, first_file.held, first_file.left_out) == (1, 0, 3), (
        "a corrected row takes its row's place"
    )
    assert first_file.why == {"corrected": 3}
    assert list(held.spooled(tmp_path / "raw-again" / SPOOL)) == []


def test_a_row_that_was_taken_gives_way_to_its_correction_and_one_left_blank_goes(tmp_path):
    table(tmp_path / "came" / "Sở A" / "ho-tro.csv", RIGHT)
    lines = [
        ["Sở A/ho-tro.csv", "", "2", "", "0100000001", "GV9", "0100000009"],
        ["Sở A/ho-tro.csv", "", "3", "", "", "", ""],
    ]
    corrected(tmp_path / "came" / "Sở A" / "sửa.csv", lines)

    account = arrive(tmp_path / "came", tmp_path / "raw", header=HEADER)

    assert sorted(module for _, module, _ in rows_of(tmp_path / "raw")) == ["GV3", "GV4", "GV9"]
    assert all(each.adds_up for each in account.received)


def test_nobody_corrects_the_rows_of_another_sender(tmp_path):
    table(tmp_path / "came" / "Sở A" / "ho-tro.csv", RIGHT)
    corrected(tmp_path / "came" / "Sở B" / "sửa.csv", [["Sở A/ho-tro.csv", "", "3", "", "", "", ""]])

    arrive(tmp_path / "came", tmp_path / "raw", header=HEADER)

    assert len(rows_of(tmp_path / "raw")) == len(RIGHT)


def corrected(path: Path, lines: list[list[str]]) -> None:
    """A file of held-back rows as it comes back."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([[*held.HEADERS, *HEADERS[:3]], *lines])


def test_the_workbook_holds_texts_alone_and_names_each_reason(tmp_path):
    held.write(tmp_path / "q", [row(cells={"Mã định danh": "=1+1", "Mô đun": "0012"})])

    (line,) = openpyxl.load_workbook(tmp_path / "q" / "Sở A.xlsx")["ho_tro"].iter_rows(min_row=2)
    assert [cell.data_type for cell in line] == ["s"] * 7
    assert [cell.value for cell in line] == [
        "a.csv", "", "2", "Mô đun: Ô bắt buộc đang để trống.", "=1+1", "0012", "",
    ]  # fmt: skip


def test_only_the_owner_may_read_what_is_held(tmp_path):
    held.write(tmp_path / "q", [row()])
    table(tmp_path / "came" / "a.csv", wrong())
    arrive(tmp_path / "came", tmp_path / "raw", header=HEADER)

    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "q", tmp_path / "q" / "Sở A.xlsx")}
    assert modes == {"q": 0o700, "Sở A.xlsx": 0o600}
    assert stat.S_IMODE((tmp_path / "raw" / SPOOL).stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "raw").stat().st_mode) == 0o700


def test_names_are_not_among_what_is_held(tmp_path):
    table(tmp_path / "came" / "a.csv", wrong())
    arrive(tmp_path / "came", tmp_path / "raw", header=HEADER)

    assert "Nguyễn" not in (tmp_path / "raw" / SPOOL).read_text(encoding="utf-8")


def test_every_sender_has_a_file_of_its_own_whatever_it_is_called(tmp_path):
    senders = ["Sở/A", "Sở_A", "../x", "sở_a", ""]
    written = held.write(tmp_path / "q", [row(sender=sender) for sender in senders])

    paths = [path for paths in written.values() for path in paths]
    assert len({path.name.casefold() for path in paths}) == len(senders)
    assert {path.parent for path in paths} == {tmp_path / "q"}
    assert sorted(path.name for path in (tmp_path / "q").iterdir()) == sorted(path.name for path in paths)


def test_more_rows_than_a_workbook_serves_are_texts_that_run_no_formula(tmp_path, monkeypatch):
    monkeypatch.setattr(held, "_FEW", 2)
    rows = [row(row=number, cells={"Mô đun": "=1+1", "Mã định danh": "-1"}) for number in range(3)]

    ((path,),) = held.write(tmp_path / "q", rows).values()

    with path.open(encoding="utf-8-sig", newline="") as lines:
        written = list(csv.reader(lines))
    assert len(written) == 4
    assert written[1][4:6] == ["-1", "'=1+1"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_an_earlier_delivery_left_goes(tmp_path):
    held.write(tmp_path / "q", [row(sender="cũ")])
    held.write(tmp_path / "q", [row(sender="mới")])

    assert [path.name for path in (tmp_path / "q").iterdir()] == ["mới.xlsx"]


def test_many_senders_and_forms_do_not_mix(tmp_path):
    rows = [row(sender=f"s{number % 50}", row=number) for number in range(200)]
    written = held.write(tmp_path / "q", rows)

    read = openpyxl.load_workbook(written["s7"][0])["ho_tro"].iter_rows(min_row=2, values_only=True)
    assert [line[2] for line in read] == ["7", "57", "107", "157"]


@pytest.mark.parametrize("text", ["x" * 40_000, "\x00\x0b"])
def test_what_a_cell_cannot_hold_breaks_nothing(tmp_path, text):
    ((path,),) = held.write(tmp_path / "q", [row(cells={"Mô đun": text})]).values()

    assert openpyxl.load_workbook(path)["ho_tro"].max_row == 2
