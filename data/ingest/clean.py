"""Cleaning: raw relations become the tables of the schema, row for row."""

from pathlib import Path

import duckdb
from duckdb import ColumnExpression, DuckDBPyConnection, DuckDBPyRelation

from data.ingest.findings import Finding
from data.ingest.sidebyside import side_by_side
from data.schema import TABLES, Table

_CLEANED = Path(__file__).with_name("tables")
_CUBES = Path(__file__).parent.parent / "cubes"

# Table → the raw file it must have as many rows as. The tables of one round do not read each other.
_ROUNDS: tuple[dict[str, str | None], ...] = (
    {
        "school": "truong",
        "lms_use": "lms",
        "submission": "bao_cao",
        "activity_day": "hoat_dong",
        "published_cell": "so_lieu_cong_bo",
    },
    {"given_person_year": "hoc_vien"},
    {"learner": None, "learner_year": "hoc_vien"},
    {"framework_year": None},
    {
        "enrolment": "boi_duong",
        "given_rating": "danh_gia",
        "support": "ho_tro",
        "response": "khao_sat",
        "need": "nhu_cau",
    },
    {"rating": None},
)


def clean(connection: DuckDBPyConnection, rows: dict[str, int]) -> list[Finding]:
    """Create every table that comes from the export; each raw row must come out as exactly one row.

    ``rows`` counts the rows of each raw file. ``assessment`` stays a view: it is the largest table by far
    and is only ever spread out while it is written or summed.
    """
    findings = []
    for tables in _ROUNDS:
        made = side_by_side(connection, _make, tables)
        for (name, file), came in zip(tables.items(), made, strict=True):
            if file and came != rows[file]:
                findings.append(Finding("fail", "rows_in_are_not_rows_out", f"{file}.parquet", name, came - rows[file]))
    typed(connection.sql(_text("assessment")), TABLES["assessment"]).create_view("assessment")
    return findings


def _make(connection: DuckDBPyConnection, name: str) -> int:
    relation = connection.sql(_text(name))
    (typed(relation, TABLES[name]) if name in TABLES else relation).create(name)
    return int(connection.table(name).count("*").fetchall()[0][0])


def typed(relation: DuckDBPyRelation, table: Table) -> DuckDBPyRelation:
    """The relation with the table's columns, in its order and types."""
    return relation.select(
        *(
            ColumnExpression(column.name).cast(duckdb.sqltype(column.type)).alias(column.name)
            for column in table.columns
        )
    )


def _text(name: str) -> str:
    own = _CLEANED / f"{name}.sql"
    return (own if own.is_file() else _CUBES / f"_{name}.sql").read_text(encoding="utf-8")
