"""Parquet files: their column names as the first row, then the values."""

from io import BytesIO

import polars as pl

from data.errors import IngestError
from data.intake.formats.limits import Limits
from data.intake.formats.sheets import Sheet, check_size, rectangle


def read(content: bytes, *, limits: Limits) -> list[Sheet]:
    """The one table of a parquet file; IngestError where it is torn, too large or has columns that hold tables."""
    try:
        columns = len(pl.read_parquet_schema(BytesIO(content)))
        check_size(rows=0, columns=columns, cells=0, limits=limits)
        rows = pl.scan_parquet(BytesIO(content)).select(pl.len()).collect().item()
        check_size(rows=rows, columns=columns, cells=rows * columns, limits=limits)
        frame = pl.read_parquet(BytesIO(content), n_rows=limits.rows + 1)
    except (pl.exceptions.PolarsError, OSError, ValueError):
        raise IngestError("file_unreadable", file="", reason="torn") from None
    if any(kind.is_nested() or kind in (pl.Binary, pl.Object) for kind in frame.dtypes):
        raise IngestError("file_unreadable", file="", reason="nested_columns")
    frame = frame.with_columns(pl.col(pl.Decimal).cast(pl.Float64))
    return [Sheet(file="", sheet="", rows=rectangle([frame.columns, *frame.iter_rows()], limits=limits))]
