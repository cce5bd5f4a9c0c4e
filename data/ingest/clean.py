"""Cleaning: raw relations become the tables of the schema, row for row."""

from dataclasses import dataclass
from pathlib import Path

import duckdb
from duckdb import ColumnExpression, DuckDBPyConnection, DuckDBPyRelation

from data.ingest.sidebyside import side_by_side
from data.schema import TABLES, Table

_CLEANED = Path(__file__).with_name("tables")
_CUBES = Path(__file__).parent.parent / "cubes"


@dataclass(frozen=True)
class Stage:
    """Tables made at a time, each with the raw file whose rows are its rows, and what is derived of them in turn."""

    given: dict[str, str]
    derived: tuple[tuple[str, ...], ...] = ()


# A stage reads what the stages before it made; the given tables of one stage do not read each other. Rows are held back
# before anything is derived of them, so that no table is ever made twice.
STAGES = (
    Stage(
        {
            "school": "truong",
            "lms_use": "lms",
            "submission": "bao_cao",
            "activity_day": "hoat_dong",
            "published_cell": "so_lieu_cong_bo",
            "teidi": "teidi",
        }
    ),
    Stage({"given_person_year": "hoc_vien"}, (("learner", "learner_year"), ("framework_year",))),
    Stage(
        {
            "enrolment": "boi_duong",
            "given_rating": "danh_gia",
            "support": "ho_tro",
            "response": "khao_sat",
            "need": "nhu_cau",
        },
        (("rating",),),
    ),
)


def make(connection: DuckDBPyConnection, names: tuple[str, ...]) -> None:
    """Create tables that do not read each other, side by side."""
    side_by_side(connection, _make, names)


def make_assessment(connection: DuckDBPyConnection) -> None:
    """``assessment`` stays a view: it is the largest table by far and is only spread out while written or summed."""
    typed(connection.sql(text("assessment")), TABLES["assessment"]).create_view("assessment")


def take_out(connection: DuckDBPyConnection, stage: Stage, files: list[str]) -> None:
    """Delete what is left out by now from the stage's tables, and people of whom no row remains."""
    for table, file in stage.given.items():
        if file in files:
            connection.execute(
                f"delete from {table} where row_no in (select row_no from left_out where file = $file)",  # noqa: S608 - a name of our own
                {"file": file},
            )
    if "given_person_year" in stage.given and "hoc_vien" in files:
        connection.execute("delete from person where learner_key not in (select learner_key from given_person_year)")


def _make(connection: DuckDBPyConnection, name: str) -> None:
    relation = connection.sql(text(name))
    (typed(relation, TABLES[name], numbered=True) if name in TABLES else relation).create(name)


def typed(relation: DuckDBPyRelation, table: Table, *, numbered: bool = False) -> DuckDBPyRelation:
    """The relation with the table's columns, in its order and types; ``numbered`` keeps the number of the raw row."""
    number = [ColumnExpression("row_no")] if numbered and "row_no" in relation.columns else []
    return relation.select(
        *number,
        *(
            ColumnExpression(column.name).cast(duckdb.sqltype(column.type)).alias(column.name)
            for column in table.columns
        ),
    )


def text(name: str) -> str:
    """The SQL of a cleaned table."""
    own = _CLEANED / f"{name}.sql"
    return (own if own.is_file() else _CUBES / f"_{name}.sql").read_text(encoding="utf-8")
