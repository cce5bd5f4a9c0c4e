"""Files: the demo country as departments would send it: text tables, parquet, workbooks of 20,000 rows."""

import multiprocessing
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter

SENDER = "ca-nuoc"
_BOOKS = 50  # at scale 1
_ROWS = 20_000  # of a workbook
_AT_ONCE = 2  # workbooks written at a time
_RESULTS = (
    "Mã định danh",
    "Họ và tên",
    "Đợt",
    "Mô đun",
    "Mã trường",
    "Cấp học",
    "Môn dạy",
    "Ngày ghi danh",
    "Điểm LMS",
    "Ngày nộp LMS",
    "Ngày kết quả LMS",
    "Kết quả LMS",
)


def as_csv(raw: Path, files: Path, scale: float) -> int:
    """One text table a kind, UTF-8, days first; the rows in all."""
    return sum(_text(pl.scan_parquet(path), files / f"{path.stem}.csv") for path in sorted(raw.glob("*.parquet")))


def as_parquet(raw: Path, files: Path, scale: float) -> int:
    """One parquet file a kind; the rows in all."""
    rows = 0
    for path in sorted(raw.glob("*.parquet")):
        files.mkdir(parents=True, exist_ok=True)
        (files / path.name).hardlink_to(path)
        rows += _rows(pl.scan_parquet(path))
    return rows


def as_lists(raw: Path, files: Path, scale: float) -> int:
    """Learner lists of 12 columns, a workbook for each 20,000 people and years, beside a text table of all schools."""
    people = pl.scan_parquet(raw / "hoc_vien.parquet").sort("Mã trường", "Mã định danh", "Năm học", maintain_order=True)
    schools = _text(pl.scan_parquet(raw / "truong.parquet"), files / "truong.csv")
    return schools + _books(people.head(_many(scale)), files, "hoc-vien")


def as_results(raw: Path, files: Path, scale: float) -> int:
    """Results of the platform, 12 columns, 20,000 a workbook; their people and all schools beside as text tables."""
    training = pl.scan_parquet(raw / "boi_duong.parquet").sort("Mã trường", "Mã định danh", maintain_order=True)
    named = training.head(_many(scale)).with_columns(pl.lit("Nguyễn Thị Ánh").alias("Họ và tên"))
    people = pl.scan_parquet(raw / "hoc_vien.parquet").join(named, on="Mã định danh", how="semi")
    beside = _text(pl.scan_parquet(raw / "truong.parquet"), files / "truong.csv")
    beside += _text(people, files / "hoc_vien.csv")
    return beside + _books(named.select(_RESULTS), files, "ket-qua-lms")


KINDS: dict[str, Callable[[Path, Path, float], int]] = {
    "csv": as_csv,
    "parquet": as_parquet,
    "lists": as_lists,
    "results": as_results,
}


def draw(kind: str, raw: Path, files: Path, scale: float) -> int:
    """Write the files of a kind; the rows below all headers."""
    return KINDS[kind](raw, files / SENDER, scale)


def _rows(frame: pl.LazyFrame) -> int:
    return frame.select(pl.len()).collect().item()


def _many(scale: float) -> int:
    """Rows of all workbooks."""
    return max(1, round(_BOOKS * scale * _ROWS))


def _text(frame: pl.LazyFrame, path: Path) -> int:
    """An empty cell is empty, not a pair of quotes: so a spreadsheet saves it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    told = frame.with_columns(pl.col(pl.String).replace("", None))
    told.sink_csv(path, date_format="%d/%m/%Y")
    return _rows(frame)


def _books(frame: pl.LazyFrame, files: Path, name: str) -> int:
    rows = frame.collect()
    slices = [rows.slice(start, _ROWS) for start in range(0, rows.height, _ROWS)]
    paths = [files / f"{name}-{number:03}.xlsx" for number, _ in enumerate(slices, start=1)]
    with ProcessPoolExecutor(_AT_ONCE, mp_context=multiprocessing.get_context("spawn")) as pool:
        list(pool.map(_book, slices, paths))
    return rows.height


def _book(frame: pl.DataFrame, path: Path) -> None:
    """A workbook with one sheet; days are days, identifiers are texts."""
    with xlsxwriter.Workbook(str(path), {"constant_memory": True, "default_date_format": "dd/mm/yyyy"}) as workbook:
        sheet = workbook.add_worksheet("Danh sách")
        sheet.write_row(0, 0, frame.columns)
        for number, row in enumerate(frame.iter_rows(), start=1):
            for place, cell in enumerate(row):
                _write(sheet, number, place, cell)


def _write(sheet: Any, number: int, place: int, cell: Any) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(number, place, cell)
    elif isinstance(cell, str):
        sheet.write_string(number, place, cell)
    elif cell is not None:
        sheet.write_number(number, place, cell)
