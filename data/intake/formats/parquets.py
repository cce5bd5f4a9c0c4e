"""Parquet files: their column names as the first row, then the values."""

from io import BytesIO
from pathlib import Path

import polars as pl

from data.errors import IngestError
from data.intake.formats.limits import Limits
from data.intake.formats.sheets import Sheet, check_size, rectangle

_GROUP = 150_000  # rows of a row group
_TORN = (pl.exceptions.PolarsError, OSError, ValueError)


def read(content: bytes, *, limits: Limits) -> list[Sheet]:
    """The one table of a parquet file; IngestError where it is torn, too large or has columns that hold tables."""
    try:
        columns = len(pl.read_parquet_schema(BytesIO(content)))
        check_size(rows=0, columns=columns, cells=0, limits=limits)
        rows = pl.scan_parquet(BytesIO(content)).select(pl.len()).collect().item()
        check_size(rows=rows, columns=columns, cells=rows * columns, limits=limits)
        frame = pl.read_parquet(BytesIO(content), n_rows=limits.rows + 1)
    except _TORN:
        raise IngestError("file_unreadable", file="", reason="torn") from None
    _refuse_nested(frame.schema)
    frame = frame.with_columns(pl.col(pl.Decimal).cast(pl.Float64))
    return [Sheet(file="", sheet="", rows=rectangle([frame.columns, *frame.iter_rows()], limits=limits))]


def write_anew(path: Path, target: Path, *, limits: Limits) -> None:
    """The same table in a file of our own, piece by piece; IngestError as above, rows up to ``flat_rows``."""
    try:
        scanned = pl.scan_parquet(path)
        schema = scanned.collect_schema()
        check_size(rows=0, columns=len(schema), cells=0, limits=limits)
        if scanned.select(pl.len()).collect().item() > limits.flat_rows:
            raise IngestError("file_too_large", file="", reason="rows")
        _refuse_nested(schema)
        plain = scanned.with_columns(
            pl.col(pl.Decimal).cast(pl.Float64), pl.col(pl.Categorical, pl.Enum).cast(pl.String)
        )
        plain.sink_parquet(target, compression="lz4", row_group_size=_GROUP, statistics=False)
    except _TORN:
        raise IngestError("file_unreadable", file="", reason="torn") from None


def _refuse_nested(schema: pl.Schema) -> None:
    if any(kind.is_nested() or kind in (pl.Binary, pl.Object) for kind in schema.dtypes()):
        raise IngestError("file_unreadable", file="", reason="nested_columns")
