"""A folder of what really comes: the same snapshot whatever its form, and an account of every row."""

import csv
import json
import random
import stat
import unicodedata
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from data import ingest, reference
from data.errors import IngestError
from data.intake.account import Account, Refused
from data.intake.arriving import arrive
from data.snapshot import open_snapshot
from tests.data.ingest_drawn import KEY, export

ROOT = Path(ingest.__file__).parents[2]
HEADER = {"as_of": date(2021, 12, 31), "vintage": 63, "kind": "synthetic", "series": "ve-tay", "title": "Vẽ tay"}
TRAINING = """
    Mã định danh | Điểm LMS | Ngày nộp LMS | Ngày kết quả LMS | Kết quả LMS
    binh         | 81.5     | 2021-02-01   | 2021-02-01       | Đạt
    chi          |          |              |                  |
"""
RATINGS = """
    Mã định danh | Người đánh giá | Ngày đánh giá | Xếp loại | TC1 | TC2 | TC15
    an           | Tự đánh giá    | 2021-11-01    | Khá      | 3   | 4   |
    an           | Thủ trưởng     | 2021-11-20    | Tốt      |     |     | 4
"""
TONES = "\u0300\u0301\u0303\u0309\u0323"
SHUFFLE = random.Random(4)  # noqa: S311 - an order, no secret


@pytest.fixture
def clean(tmp_path):
    """The same data as a raw export in its own form."""
    return export(tmp_path / "clean", boi_duong=TRAINING, danh_gia=RATINGS)


def digests(raw: Path, state: Path) -> dict[str, str]:
    """Digest of each file of the snapshot that the raw export becomes."""
    snapshot = open_snapshot(ingest.build(raw, state, snapshot_id="ve-tay", key=KEY))
    return {str(part.path): part.sha256 for part in snapshot.manifest.parts}


def cells(frame: pl.DataFrame, *, write=str) -> tuple[list[str], list[list]]:
    """Headers and rows in another order of columns."""
    names = SHUFFLE.sample(frame.columns, len(frame.columns))
    return names, [[None if cell is None else write(cell) for cell in row] for row in frame.select(names).rows()]


def workbook(path: Path, frame: pl.DataFrame) -> None:
    """A workbook with a lookup sheet, title lines, a header with line breaks, and a total row."""
    book = openpyxl.Workbook()
    book.active.append(["Danh mục", "Ghi chú"])
    sheet = book.create_sheet("Dữ liệu")
    sheet.append(["SỞ GIÁO DỤC VÀ ĐÀO TẠO"])
    sheet.append([])
    names, rows = cells(frame, write=lambda cell: cell)
    sheet.append([name.replace(" ", "\n", 1) for name in names])
    for row in rows:
        sheet.append(row)
    sheet.append(["Tổng cộng", len(rows)])
    book.save(path)


def delimited(
    path: Path, frame: pl.DataFrame, *, encoding: str, form: Callable[[str], str] = str, separator: str = ","
) -> None:
    """A CSV in that encoding and form of letters, dates as people write them."""

    def written(cell: object) -> str:
        return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else form(f"{cell}")

    names, rows = cells(frame, write=written)
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=separator)
        writer.writerow([form(name) for name in names])
        writer.writerows(rows)


def in_marks(text: str) -> str:
    """Vietnamese as Windows-1258 holds it: hats, horns and breves upon the letter, tones after it."""
    told = []
    for letter in unicodedata.normalize("NFC", text):
        base, *marks = unicodedata.normalize("NFD", letter)
        hats = "".join(mark for mark in marks if mark not in TONES)
        told.append(unicodedata.normalize("NFC", base + hats) + "".join(mark for mark in marks if mark in TONES))
    return "".join(told)


FORMS = {
    "workbooks": lambda folder, name, frame: workbook(folder / f"{name}.xlsx", frame),
    "utf-8, decomposed": lambda folder, name, frame: delimited(
        folder / f"{name}.csv", frame, encoding="utf-8-sig", form=partial(unicodedata.normalize, "NFD")
    ),
    "windows-1258, semicolons": lambda folder, name, frame: delimited(
        folder / f"{name}.csv", frame, encoding="cp1258", form=in_marks, separator=";"
    ),
    "utf-16, tabs": lambda folder, name, frame: delimited(
        folder / f"{name}.tsv", frame, encoding="utf-16", separator="\t"
    ),
    "parquet": lambda folder, name, frame: frame.write_parquet(folder / f"{name}.parquet"),
}


@pytest.mark.parametrize("form", FORMS)
def test_the_same_data_in_any_form_become_the_same_snapshot(clean, tmp_path, form):
    folder = tmp_path / "came"
    folder.mkdir()
    for path in sorted(clean.glob("*.parquet")):
        FORMS[form](folder, path.stem, pl.read_parquet(path))
    account = arrive(folder, tmp_path / "raw", header=HEADER, quarantine=tmp_path / "held")

    assert account.is_whole, account.as_dict()
    assert digests(tmp_path / "raw", tmp_path / "a") == digests(clean, tmp_path / "b")
    assert not list((tmp_path / "held").glob("*"))


def test_each_row_is_taken_held_back_with_its_reason_or_told_to_be_no_data(clean, tmp_path):
    folder = tmp_path / "came"
    folder.mkdir()
    schools = pl.read_parquet(clean / "truong.parquet").cast(pl.String)
    people = pl.read_parquet(clean / "hoc_vien.parquet").cast(pl.String)
    wrong = people.with_columns(
        pl.when(pl.col("Mã định danh") == "chi").then(pl.lit("32/13/2021")).otherwise(pl.col("Ngày cấp tài khoản"))
        .alias("Ngày cấp tài khoản")
    )  # fmt: skip
    workbook(folder / "truong.xlsx", schools)
    workbook(folder / "nguoi.xlsx", wrong)
    (folder / "thu.xlsx").write_bytes(b"PK\x03\x04 and then nothing of a workbook")
    account = arrive(folder, tmp_path / "raw", header=HEADER, quarantine=tmp_path / "held")

    taken = {each.form: each for each in account.received if each.form}
    assert (taken["hoc_vien"].taken, taken["hoc_vien"].held, taken["hoc_vien"].noise) == (3, 1, 1)
    assert all(each.adds_up for each in account.received)
    assert account.refused == [Refused("thu.xlsx", "thu", "file_unreadable", "torn")]
    header, held = openpyxl.load_workbook(tmp_path / "held" / "nguoi.xlsx")["hoc_vien"].iter_rows(values_only=True)
    assert header[:5] == ("Tệp", "Trang", "Dòng", "Lý do", "Mã định danh")
    assert held[0] == "nguoi.xlsx"
    assert held[3].startswith("Ngày cấp tài khoản: Không phải ngày hợp lệ")
    assert "chi" in held
    assert stat.S_IMODE((tmp_path / "held" / "nguoi.xlsx").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "held").stat().st_mode) == 0o700
    written = json.loads((tmp_path / "raw" / "account.json").read_text(encoding="utf-8"))
    assert "chi" not in json.dumps(written, ensure_ascii=False).split(), "the account names nobody"
    assert Account.from_dict(written) == account


def test_a_folder_without_any_table_of_ours_is_refused(tmp_path):
    (tmp_path / "came").mkdir()
    (tmp_path / "came" / "ghi-chu.csv").write_text("a,b\n1,2\n", encoding="utf-8")

    with pytest.raises(IngestError, match="nothing_arrived"):
        arrive(tmp_path / "came", tmp_path / "raw", header=HEADER, quarantine=tmp_path / "held")
    assert not (tmp_path / "raw").exists(), "nothing half is left"


def test_two_exports_do_not_mix_in_one_folder(clean, tmp_path):
    with pytest.raises(IngestError, match="raw_not_empty"):
        arrive(clean, clean, header=HEADER, quarantine=tmp_path / "held")


def test_rows_held_back_by_an_earlier_try_are_not_there_after_a_clean_one(clean, tmp_path):
    (tmp_path / "held").mkdir()
    (tmp_path / "held" / "nguoi.xlsx").write_text("old", encoding="utf-8")
    arrive(clean, tmp_path / "raw", header=HEADER, quarantine=tmp_path / "held")

    assert not list((tmp_path / "held").glob("*"))


def test_every_reason_has_its_sentence_in_both_languages():
    told = reference.read("intake_reasons")
    source = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "data" / "intake").rglob("*.py")))

    assert told["vi"].null_count() == told["en"].null_count() == 0
    assert all(f'"{code}"' in source for code in told["code"]), "no sentence for what is never said"


def test_a_sheet_that_lacks_a_required_column_waits_for_its_sender(clean, tmp_path):
    folder = tmp_path / "came"
    folder.mkdir()
    pl.read_parquet(clean / "truong.parquet").write_parquet(folder / "truong.parquet")
    pl.read_parquet(clean / "hoc_vien.parquet").drop("Vai trò").write_parquet(folder / "hoc_vien.parquet")
    account = arrive(folder, tmp_path / "raw", header=HEADER, quarantine=tmp_path / "held")

    (waiting,) = (each for each in account.received if each.missing)
    assert (waiting.form, waiting.missing, waiting.taken) == ("hoc_vien", ("Vai trò",), 0)
    assert not account.is_whole
