"""Rewriting: a raw file under our column names, and back under its headers."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl
from duckdb import ColumnExpression, ConstantExpression, DuckDBPyConnection, Expression, sqltype

from data.ingest.layout import PROVENANCE, RawFile
from data.ingest.parts import paths_of

HELD = {"raw": pl.String(), "@tep": pl.String(), "@trang": pl.String(), "@dong": pl.Int64(),
        "header": pl.String(), "reason": pl.String(), "row": pl.String()}  # fmt: skip
_ABOUT = {
    "cohort_not_told": "Đợt",
    "unknown_module": "Mô đun",
    "module_needs_audience": "Mô đun",
    "person_not_listed": "Mã trường",
}


def view(connection: DuckDBPyConnection, raw: Path, file: RawFile) -> None:
    """``raw_<file>``: the raw file under our column names with its provenance; empty where it did not come."""
    paths = [str(path) for path in paths_of(raw, file)]
    if paths:
        relation = connection.read_parquet(paths, union_by_name=True, hive_partitioning=False)
        connection.execute("set enable_progress_bar = false")  # read_parquet turned it on
    else:
        relation = connection.sql("select 1 as nothing where false")
    there = set(relation.columns)
    named = [_typed(column.header, column.type, there).alias(column.name) for column in file.columns]
    named += [_typed(name, kind, there).alias(name.removeprefix("@")) for name, kind in PROVENANCE.items()]
    relation.select(*named).create_view(f"raw_{file.name}")


def refused_rows(connection: DuckDBPyConnection, file: RawFile) -> pl.DataFrame:
    """The rows of ``refused`` as they are held back, each row's own columns as JSON under the file's headers."""
    refused = connection.view("refused").pl()
    own = [pl.col(column.name).cast(pl.String).alias(column.header) for column in file.columns]
    return refused.select(
        pl.lit(file.name).alias("raw"),
        *(pl.col(name.removeprefix("@")).alias(name) for name in PROVENANCE),
        pl.col("reason").replace_strict(_ABOUT, default="").alias("header"),
        "reason",
        pl.struct(*own).struct.json_encode().alias("row"),
    ).cast(HELD)


@contextmanager
def rewriting(raw: Path, file: RawFile) -> Iterator[Path]:
    """A folder for the new parts of a raw file, which take the place of the old ones when all are there."""
    paths = paths_of(raw, file)
    made = raw / f".{file.name}"
    made.mkdir()
    yield made
    for path in paths:
        path.unlink()
    if (raw / file.name).is_dir():
        (raw / file.name).rmdir()
    made.rename(raw / file.name)


def write(connection: DuckDBPyConnection, file: RawFile, path: Path) -> None:
    """Write the rows of ``kept`` as one part."""
    columns = [_typed(column.name, column.type, {column.name}).alias(column.header) for column in file.columns]
    columns += [ColumnExpression(name.removeprefix("@")).alias(name) for name in PROVENANCE]
    connection.view("kept").select(*columns).write_parquet(str(path))


def _typed(name: str, kind: str, there: set[str]) -> Expression:
    value = ColumnExpression(name) if name in there else ConstantExpression(None)
    return value.cast(sqltype(kind))
