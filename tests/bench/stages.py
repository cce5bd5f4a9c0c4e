"""The stages of a build, each to be run in a process of its own (``clock.alone``)."""

from pathlib import Path
from typing import Any

import duckdb

from data import demo, history, ingest
from data.first_start import DEMO_KEY, snapshot_id
from tests.bench import clock

AS_OF = demo.DATES[-1]
_EARLIER_SCALE = 0.01  # of the earlier dates only the headline counts, and that is as long at any scale
_SORTED = {  # raw file: its columns in the order in which the snapshot's table is sorted
    "truong": '"Tỉnh/Thành phố", "Mã trường"',
    "hoc_vien": '"Năm học", "Mã trường", "Mã định danh"',
    "boi_duong": '"Đợt", "Mô đun", "Mã trường", "Mã định danh"',
    "ho_tro": '"Mô đun", "Mã cốt cán", "Mã định danh"',
    "danh_gia": '"Năm báo cáo", "Người đánh giá", "Mã định danh"',
    "khao_sat": '"Câu hỏi", "Mô đun", "Mã định danh"',
    "nhu_cau": '"Năm báo cáo", "Mã định danh", "Mô đun", "Tiêu chí"',
    "hoat_dong": '"Tỉnh/Thành phố", "Ngày", "Vai trò"',
    "bao_cao": '"Tỉnh/Thành phố", "Bộ dữ liệu", "Năm báo cáo"',
    "lms": '"Tỉnh/Thành phố"',
}

Figures = dict[str, Any]


def draw(scale: float, raw: Path) -> tuple[Figures, Figures]:
    """Draw the country, then export its last date: seconds, peak memory, bytes."""
    drawn: list[demo.Country] = []
    country = {"seconds": clock.milliseconds(lambda: drawn.append(demo.country(scale))) / 1000}
    country["peak"] = clock.peak_memory()
    export = {"seconds": clock.milliseconds(lambda: demo.export_at(drawn[0], AS_OF, raw)) / 1000}
    return country, export | {"peak": clock.peak_memory(), "bytes": size_of(raw)}


def build(raw: Path, state: Path) -> Figures:
    """Build the snapshot of a raw export: seconds, peak memory, bytes."""
    name = snapshot_id(AS_OF)
    seconds = clock.milliseconds(lambda: ingest.build(raw, state, snapshot_id=name, key=DEMO_KEY)) / 1000
    return {"seconds": seconds, "peak": clock.peak_memory(), "bytes": size_of(state / "snapshots" / name)}


def copy(raw: Path, folder: Path) -> Figures:
    """Read the same raw files and write them again, sorted and packed alike, and nothing else."""
    seconds = clock.milliseconds(lambda: _copy(raw, folder)) / 1000
    return {"seconds": seconds, "peak": clock.peak_memory(), "bytes": size_of(folder)}


def add_earlier_dates(state: Path, work: Path) -> None:
    """Small snapshots of the earlier dates, so that the history is as long as a real one."""
    country = demo.country(_EARLIER_SCALE)
    for as_of in demo.DATES[:-1]:
        raw = work / f"raw-{as_of}"
        demo.export_at(country, as_of, raw)
        ingest.build(raw, state, snapshot_id=snapshot_id(as_of), key=DEMO_KEY)
    history.refresh(state)


def size_of(folder: Path) -> int:
    """Bytes of all files of a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _copy(raw: Path, folder: Path) -> None:
    folder.mkdir()
    files = {path.stem: path for path in raw.glob("*.parquet")}
    if set(files) != set(_SORTED):
        raise LookupError(f"the export holds {sorted(files)}")
    settings = {"threads": 2, "memory_limit": "3GB", "temp_directory": str(folder / "spilt")}
    with duckdb.connect(config=settings | {"preserve_insertion_order": False}) as connection:
        for name, path in files.items():
            rows = connection.read_parquet(str(path)).order(_SORTED[name])
            connection.execute("set enable_progress_bar = false")  # reading a file by method turns it on
            rows.write_parquet(str(folder / path.name), compression="zstd")
