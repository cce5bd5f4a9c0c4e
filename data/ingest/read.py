"""Reading: each raw file becomes a relation with our column names, types held, nothing else looked at."""

import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import polars as pl
from duckdb import ColumnExpression, ConstantExpression, DuckDBPyConnection, DuckDBPyRelation, FunctionExpression

from data.ingest.findings import Finding
from data.ingest.layout import FILES, RawColumn, RawFile

_WHOLE = {"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT"}
_FITS = {
    "VARCHAR": {"VARCHAR", "ENUM", *_WHOLE},
    "DATE": {"DATE", "TIMESTAMP", "TIMESTAMP_NS", "TIMESTAMP_MS"},
    "DOUBLE": {"DOUBLE", "FLOAT", "DECIMAL", *_WHOLE},
    "SMALLINT": _WHOLE,
    "BIGINT": _WHOLE,
}
_BLANK = ConstantExpression("")
_DTYPES = {
    "VARCHAR": pl.String(),
    "DATE": pl.Date(),
    "DOUBLE": pl.Float64(),
    "SMALLINT": pl.Int16(),
    "BIGINT": pl.Int64(),
}


@dataclass
class RawExport:
    """What was read: rows by file, headers that were left unread, and what was found."""

    rows: dict[str, int] = field(default_factory=dict)
    ignored: dict[str, list[str]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def header_key(header: str) -> str:
    """A header as it is compared: NFC, one space between words, no line breaks, no case."""
    return " ".join(unicodedata.normalize("NFC", header).split()).casefold()


def put(connection: DuckDBPyConnection, name: str, frame: pl.DataFrame) -> None:
    """Create a table from a frame."""
    connection.from_arrow(frame.to_arrow()).create(name)


def read_export(connection: DuckDBPyConnection, raw: Path) -> RawExport:
    """Give every file of the layout its relation ``raw_<file>``; a file that is not there is empty."""
    export = RawExport()
    for file in FILES:
        path = raw / file.file_name
        if path.is_file():
            _read(connection, file, path, export)
        else:
            _leave_empty(connection, file)
            export.rows[file.name] = 0
    return export


def _leave_empty(connection: DuckDBPyConnection, file: RawFile) -> None:
    put(connection, file.table, pl.DataFrame(schema={c.name: _DTYPES[c.type] for c in file.columns}))


def _read(connection: DuckDBPyConnection, file: RawFile, path: Path, export: RawExport) -> None:
    relation = connection.read_parquet(str(path))
    connection.execute("set enable_progress_bar = false")  # read_parquet turned it on
    headers = {header_key(header): header for header in relation.columns}
    wanted = {header_key(column.header) for column in file.columns}
    export.ignored[file.name] = sorted(header for key, header in headers.items() if key not in wanted)
    export.rows[file.name] = _count(relation)
    found = [
        *_twice(file, relation.columns),
        *(
            Finding("fail", "missing_column", file.file_name, column.header, 0)
            for column in file.columns
            if header_key(column.header) not in headers
        ),
    ]
    if not found:
        found = [bad for column in file.columns if (bad := _wrong_type(file, relation, column, headers))]
    export.findings += found
    if found:
        _leave_empty(connection, file)
        return
    relation.select(*(_value(column, headers).alias(column.name) for column in file.columns)).create_view(file.table)


def _value(column: RawColumn, headers: dict[str, str]) -> duckdb.Expression:
    """The column's values in their type; text is trimmed and NFC, and nothing but spaces is nothing."""
    value = ColumnExpression(headers[header_key(column.header)]).cast(duckdb.sqltype(column.type))
    if column.type != "VARCHAR" or column.code:  # coded texts are looked up as they stand
        return value
    return FunctionExpression("nullif", FunctionExpression("trim", FunctionExpression("nfc_normalize", value)), _BLANK)


def _twice(file: RawFile, headers: list[str]) -> list[Finding]:
    keys = [header_key(header) for header in headers]
    wanted = {header_key(column.header) for column in file.columns}
    return [
        Finding("fail", "column_twice", file.file_name, key, 0)
        for key in sorted(set(keys) & wanted)
        if keys.count(key) > 1
    ]


def _wrong_type(
    file: RawFile, relation: DuckDBPyRelation, column: RawColumn, headers: dict[str, str]
) -> Finding | None:
    header = headers[header_key(column.header)]
    kind = str(dict(zip(relation.columns, relation.types, strict=True))[header]).split("(")[0]
    if kind in _FITS[column.type]:
        return None
    filled = _count(relation.filter(ColumnExpression(header).isnotnull()))
    if not filled:  # an empty column carries no type worth holding to
        return None
    return Finding("fail", "wrong_type", file.file_name, column.header, filled, (kind,))


def _count(relation: DuckDBPyRelation) -> int:
    return int(relation.count("*").fetchall()[0][0])
