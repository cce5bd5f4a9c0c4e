"""Writing: tables become parquet files, sorted and equal to the last byte for equal data.

DuckDB writes a partitioned table with several threads in whatever order they finish, so rows are sorted
by DuckDB and the files written by polars, a province at a time.
"""

from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np
import polars as pl
from duckdb import ColumnExpression, ConstantExpression, DuckDBPyConnection, DuckDBPyRelation

from data.ingest.clean import typed
from data.ingest.layout import CRITERIA
from data.ingest.sidebyside import THREADS
from data.schema import TABLES, Layer, Table, of_layer

_SPREAD = {"assessment": "given_rating"}  # written from its wide form
_ROWS_AT_ONCE = (1_000_000, 150_000)  # rows of one batch of provinces in memory: as they are, to be spread
_ROW_GROUP = 122_880


def write_tables(connection: DuckDBPyConnection, staging: Path) -> None:
    """Write the reference and cube tables whole, one file a table; a table without rows has no file."""
    folder = staging / "tables"
    folder.mkdir(parents=True)
    for table in of_layer("reference", "cube"):
        frame = _sorted(typed(connection.table(table.name), table), table).pl()
        if frame.height:
            _write(frame, folder / f"{table.name}.parquet")


def write_by_province(connection: DuckDBPyConnection, staging: Path, *layers: Layer) -> None:
    """Write the tables of the unit or detail layer, one file a table and province."""
    with ThreadPoolExecutor(THREADS) as pool:
        for table in of_layer(*layers):
            source = _SPREAD.get(table.name, table.name)
            for provinces in _batches(_rows_by_province(connection, source), _ROWS_AT_ONCE[source != table.name]):
                frame = _rows_of(connection, table, provinces)
                written = pool.map(partial(_write_part, staging / table.layer / table.name), _parts(frame))
                deque(written, maxlen=0)  # raises what a thread raised, before the next batch is read


def _rows_of(connection: DuckDBPyConnection, table: Table, provinces: list[str]) -> pl.DataFrame:
    among = ColumnExpression("province_code").isin(*(ConstantExpression(code) for code in provinces))
    if table.name not in _SPREAD:
        return _sorted(typed(connection.view(table.name).filter(among), table), table).pl()
    given = connection.view(_SPREAD[table.name]).filter(among)
    order = ("province_code", *(name for name in table.sort if name != "criterion_no"))
    return spread_marks(given.sort(*(ColumnExpression(name) for name in order)).pl())


def spread_marks(given: pl.DataFrame) -> pl.DataFrame:
    """Rows of ``assessment`` from sorted rows of ``given_rating``: one for each criterion that has a mark.

    The same as the view ``assessment`` sorted by DuckDB, at a fifth of the time: it is most of what is written.
    """
    marks = given.select(f"c{number}" for number in range(1, CRITERIA + 1)).fill_null(0).cast(pl.UInt8).to_numpy()
    row, place = np.nonzero(marks)  # row by row, and within the row from left to right
    keys = given.select("province_code", "learner_key", "report_year", "framework_code", "rater")
    criterion = pl.Series("criterion_no", place + 1, dtype=pl.UInt8)
    spread = keys[row].with_columns(criterion, pl.Series("mark", marks[row, place], dtype=pl.UInt8))
    return spread.select(TABLES["assessment"].names)


def _parts(frame: pl.DataFrame) -> Iterator[tuple[str, pl.DataFrame]]:
    """A frame sorted by province, cut into provinces without copying."""
    start = 0
    for rows, province in frame["province_code"].rle().struct.unnest().iter_rows():
        yield province, frame.slice(start, rows)
        start += rows


def _write_part(folder: Path, part: tuple[str, pl.DataFrame]) -> None:
    province, frame = part
    path = folder / f"province_code={province}" / "part.parquet"
    path.parent.mkdir(parents=True)
    _write(frame, path)


def _rows_by_province(connection: DuckDBPyConnection, source: str) -> list[tuple[str, int]]:
    relation = connection.view(source)
    return relation.aggregate("province_code, count(*) as rows", "province_code").order("province_code").fetchall()


def _batches(rows: list[tuple[str, int]], most: int) -> Iterator[list[str]]:
    """Provinces in turn, as many at a time as fit into memory; a large one alone."""
    batch: list[str] = []
    held = 0
    for province, count in rows:
        if batch and held + count > most:
            yield batch
            batch, held = [], 0
        batch.append(province)
        held += count
    if batch:
        yield batch


def _sorted(relation: DuckDBPyRelation, table: Table) -> DuckDBPyRelation:
    """Rows in the table's order; the key stands behind it, so that no two rows may change places."""
    by_province = ("province_code",) if table.layer in ("unit", "detail") else ()
    return relation.sort(*(ColumnExpression(name) for name in dict.fromkeys((*by_province, *table.sort, *table.key))))


def _write(frame: pl.DataFrame, path: Path) -> None:
    # files are always read whole, so statistics would serve nobody; higher levels take longer and save nothing
    frame.write_parquet(path, compression="zstd", compression_level=1, statistics=False, row_group_size=_ROW_GROUP)
