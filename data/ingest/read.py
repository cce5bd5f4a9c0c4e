"""Reading: each raw file becomes a relation with our column names, types held, nothing else looked at."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import reduce
from pathlib import Path

import duckdb
import polars as pl
from duckdb import ColumnExpression, ConstantExpression, DuckDBPyConnection, DuckDBPyRelation, FunctionExpression

from data.ingest.findings import Finding, found
from data.ingest.layout import FILES, PROVENANCE, RawColumn, RawFile
from data.ingest.parts import Make, makes_of, paths_of

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

Correct = Callable[[RawFile, DuckDBPyRelation], DuckDBPyRelation]


@dataclass
class RawExport:
    """What was read: rows by file, headers that were left unread, names of the parts in the order of their numbers."""

    rows: dict[str, int] = field(default_factory=dict)
    ignored: dict[str, list[str]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    parts: dict[str, list[str]] = field(default_factory=dict)


def header_key(header: str) -> str:
    """A header as it is compared: NFC, one space between words, no line breaks, no case."""
    return " ".join(unicodedata.normalize("NFC", header).split()).casefold()


def put(connection: DuckDBPyConnection, name: str, frame: pl.DataFrame) -> None:
    """Create a table from a frame."""
    connection.from_arrow(frame.to_arrow()).create(name)


def read_export(
    connection: DuckDBPyConnection, raw: Path, *, correct: Correct = lambda file, relation: relation
) -> RawExport:
    """Give every file of the layout its relations; a file that is not there is empty.

    ``all_<file>`` has our columns, ``row_no`` and ``tep`` (the file a row came from, null where nobody said), put right
    by ``correct``; ``raw_<file>`` is the same less what is left out later; ``given_<file>`` has every cell as the text
    it came as, under its header, with ``tep``, ``trang`` and ``dong``.
    """
    export = RawExport()
    for file in FILES:
        export.rows[file.name] = 0
        paths = paths_of(raw, file)
        if not (paths and _read(connection, file, raw, paths, export, correct)):
            _leave_empty(connection, file)
        connection.view(f"all_{file.name}").create_view(file.table)
    return export


def _leave_empty(connection: DuckDBPyConnection, file: RawFile) -> None:
    columns = {c.name: _DTYPES[c.type] for c in file.columns}
    put(connection, f"all_{file.name}", pl.DataFrame(schema={"row_no": pl.Int64(), "tep": pl.String(), **columns}))


def _read(
    connection: DuckDBPyConnection, file: RawFile, raw: Path, paths: list[Path], export: RawExport, correct: Correct
) -> bool:
    """Create the file's relations; False where a column is missing, doubled or of another type."""
    makes, numbered = makes_of(connection, paths)
    export.parts[file.name] = [path.relative_to(raw).as_posix() for path in numbered]
    export.rows[file.name] = sum(_count(make.relation) for make in makes)
    wanted = {header_key(header) for header in (*PROVENANCE, *(column.header for column in file.columns))}
    headers = {header for make in makes for header in make.relation.columns}
    export.ignored[file.name] = sorted(header for header in headers if header_key(header) not in wanted)
    broken = _summed([finding for make in makes for finding in _unfit(file, make.relation)])
    export.findings += broken
    if broken:
        return False
    reduce(DuckDBPyRelation.union, (_as_text(file, make) for make in makes)).create_view(f"given_{file.name}")
    whole = reduce(DuckDBPyRelation.union, (_typed(file, make) for make in makes))
    correct(file, whole).create_view(f"all_{file.name}")
    return True


def _typed(file: RawFile, make: Make) -> DuckDBPyRelation:
    headers = _headers(make.relation)
    values = (_value(column, headers).alias(column.name) for column in file.columns)
    return make.relation.select(make.row_no, make.provenance("@tep"), *values)


def _as_text(file: RawFile, make: Make) -> DuckDBPyRelation:
    headers = _headers(make.relation)
    texts = (
        ColumnExpression(headers[header_key(column.header)]).cast(duckdb.sqltype("VARCHAR")).alias(column.header)
        for column in file.columns
    )
    return make.relation.select(make.row_no, *(make.provenance(header) for header in PROVENANCE), *texts)


def _headers(relation: DuckDBPyRelation) -> dict[str, str]:
    return {header_key(header): header for header in relation.columns}


def _value(column: RawColumn, headers: dict[str, str]) -> duckdb.Expression:
    """The column's values in their type; text is trimmed and NFC, and nothing but spaces is nothing."""
    value = ColumnExpression(headers[header_key(column.header)]).cast(duckdb.sqltype(column.type))
    if column.type != "VARCHAR" or column.code:  # coded texts are looked up as they stand
        return value
    return FunctionExpression("nullif", FunctionExpression("trim", FunctionExpression("nfc_normalize", value)), _BLANK)


def _unfit(file: RawFile, relation: DuckDBPyRelation) -> list[Finding]:
    """Columns that come twice or not at all; where all are there, those of another type."""
    keys = [header_key(header) for header in relation.columns]
    wanted = {header_key(column.header): column.header for column in file.columns}
    twice = [found("column_twice", file.file_name, key, 0) for key in sorted(wanted) if keys.count(key) > 1]
    absent = [found("missing_column", file.file_name, wanted[key], 0) for key in wanted if key not in keys]
    return [*twice, *absent] or [bad for column in file.columns if (bad := _wrong_type(file, relation, column))]


def _wrong_type(file: RawFile, relation: DuckDBPyRelation, column: RawColumn) -> Finding | None:
    header = _headers(relation)[header_key(column.header)]
    kind = str(dict(zip(relation.columns, relation.types, strict=True))[header]).split("(")[0]
    if kind in _FITS[column.type]:
        return None
    filled = _count(relation.filter(ColumnExpression(header).isnotnull()))
    if not filled:  # an empty column carries no type worth holding to
        return None
    return found("wrong_type", file.file_name, column.header, filled, (kind,))


def _summed(findings: list[Finding]) -> list[Finding]:
    """One finding for a rule and column, whatever the number of makes it is found in."""
    summed: dict[tuple[str, str], Finding] = {}
    for one in findings:
        before = summed.get((one.rule, one.column))
        rows, sample = (before.rows, before.sample) if before else (0, ())
        summed[one.rule, one.column] = found(one.rule, one.file, one.column, rows + one.rows, (*sample, *one.sample))
    return list(summed.values())


def _count(relation: DuckDBPyRelation) -> int:
    return int(relation.count("*").fetchall()[0][0])
