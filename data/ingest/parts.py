"""Parts: the parquet files that make up one raw file, and a number for each of their rows.

A row's number says which part it is in and where, whatever thread reads it: parts are numbered as they are listed, and
parquet knows the order of its rows. Parts of one make (same columns, same types) are read together.
"""

from dataclasses import dataclass
from pathlib import Path

from duckdb import ColumnExpression, ConstantExpression, DuckDBPyConnection, DuckDBPyRelation, Expression, sqltype

from data.ingest.layout import PROVENANCE, RawFile

_PER_PART = 2**32  # more than a parquet file has rows


@dataclass(frozen=True)
class Make:
    """Parts that have the same columns and types: their relation, and the number of the first of them."""

    relation: DuckDBPyRelation
    first: int

    @property
    def row_no(self) -> Expression:
        """The number of each row, unique over all parts of the raw file."""
        part = ColumnExpression("file_index").cast(sqltype("BIGINT")) + ConstantExpression(self.first)
        number = part * ConstantExpression(_PER_PART) + ColumnExpression("file_row_number").cast(sqltype("BIGINT"))
        return number.alias("row_no")

    def provenance(self, header: str) -> Expression:
        """One of the columns of ``PROVENANCE``, null where the parts do not have it; named without its sign."""
        kind = sqltype(PROVENANCE[header])
        has = header in self.relation.columns
        value = ColumnExpression(header) if has else ConstantExpression(None)
        return value.cast(kind).alias(header.removeprefix("@"))


def paths_of(raw: Path, file: RawFile) -> list[Path]:
    """The parquet files of one raw file: the whole one, then the parts of its folder by name."""
    whole = raw / file.file_name
    return [*([whole] if whole.is_file() else []), *sorted((raw / file.name).glob("*.parquet"))]


def makes_of(connection: DuckDBPyConnection, paths: list[Path]) -> tuple[list[Make], list[Path]]:
    """The parts by make, and all paths in the order of their numbers."""
    by_columns: dict[tuple[tuple[str, str], ...], list[Path]] = {}
    columns = _columns(connection, paths)
    for path in paths:
        by_columns.setdefault(columns[str(path)], []).append(path)
    makes, numbered = [], []
    for alike in by_columns.values():
        makes.append(Make(connection.read_parquet([str(path) for path in alike]), len(numbered)))
        numbered += alike
    connection.execute("set enable_progress_bar = false")  # read_parquet turned it on
    return makes, numbered


def _columns(connection: DuckDBPyConnection, paths: list[Path]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Column names and types of each parquet file."""
    schema = connection.sql(
        "select file_name, name, coalesce(duckdb_type, type) from parquet_schema($names)"
        " where column_id > 0 order by file_name, column_id",
        params={"names": [str(path) for path in paths]},
    )
    found: dict[str, list[tuple[str, str]]] = {str(path): [] for path in paths}
    for name, column, kind in schema.fetchall():
        found[name].append((column, kind))
    return {name: tuple(columns) for name, columns in found.items()}


def place_in(row_no: int) -> tuple[int, int]:
    """The number of a row's part and the row's number in it, from 1."""
    part, row = divmod(row_no, _PER_PART)
    return part, row + 1
