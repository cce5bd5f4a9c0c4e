"""The work that is timed, each piece to be run in a process of its own: a delivery, and the bare readers beside it."""

import time
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
from python_calamine import CalamineWorkbook

from data.intake import delivering
from tests.bench import clock, stages

PHASES = ("reading", "completing", "building", "publishing")
_SETTINGS = {"threads": 2, "memory_limit": "3GB", "preserve_insertion_order": False}


def deliver(files: Path, state: Path, rows: int) -> dict[str, Any]:
    """Publish what the files say: moments at which the phases end (the first: the beginning), and what came of them.

    Every row must be taken: a delivery that holds rows back, or knows no file, has less to do.
    """
    told = delivering.Told(as_of=stages.AS_OF, kind="synthetic", series="bench", vintage=63)
    ends: list[float] = [time.perf_counter()]

    def progress(step: str, done: float) -> None:
        """The reading ends with a step that has no name; whatever follows it is the building."""
        if not step or len(ends) == 2:
            ends.append(time.perf_counter())

    outcome = delivering.prepare(delivering.of_folder(state, files), state, told, progress)
    ends.append(time.perf_counter())
    folder = delivering.publish(outcome, state)
    ends.append(time.perf_counter())
    taken = sum(each.taken for each in outcome.account.received)
    if taken != rows or not outcome.held.is_empty():
        raise LookupError(f"{rows} rows were sent, {taken} taken, {outcome.held.height} reasons given")
    return {"ends": ends, "written": stages.size_of(folder)}


def by_polars(files: Path, folder: Path) -> float:
    """Seconds in which polars scans the same tables and sinks them into parquet; all texts remain texts."""
    return _timed(lambda: [_sunk(path, folder) for path in _tables(files)])


def by_duckdb(files: Path, folder: Path) -> float:
    """Seconds in which DuckDB reads the same tables and writes them as parquet; all texts remain texts."""
    return _timed(lambda: _copied(files, folder))


def by_calamine(files: Path, folder: Path) -> float:
    """Seconds in which bare calamine makes Python lists of the same workbooks, one after the other."""
    return _timed(lambda: [_listed(path) for path in sorted(files.rglob("*.xlsx"))])


def _timed(work: Any) -> float:
    return clock.milliseconds(work) / 1000


def _tables(files: Path) -> list[Path]:
    return sorted(path for path in files.rglob("*") if path.suffix in (".csv", ".parquet"))


def _sunk(path: Path, folder: Path) -> None:
    scanned = pl.scan_csv(path, infer_schema=False) if path.suffix == ".csv" else pl.scan_parquet(path)
    scanned.sink_parquet(folder / f"{path.stem}.parquet", compression="lz4", statistics=False)


def _copied(files: Path, folder: Path) -> None:
    with duckdb.connect(config=_SETTINGS | {"temp_directory": str(folder / "spilt")}) as connection:
        for path in _tables(files):
            is_text = path.suffix == ".csv"
            read = connection.read_csv(str(path), all_varchar=True) if is_text else connection.read_parquet(str(path))
            connection.execute("set enable_progress_bar = false")  # reading a file by method turns it on
            read.write_parquet(str(folder / f"{path.stem}.parquet"), compression="lz4")


def _listed(path: Path) -> None:
    with CalamineWorkbook.from_path(path) as workbook:
        for name in workbook.sheet_names:
            workbook.get_sheet_by_name(name).to_python()
