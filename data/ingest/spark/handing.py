"""Handing over: cleaned tables go to Spark as parquet, cubes come back. Nobody's identifier is in either."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
from duckdb import ColumnExpression, ConstantExpression, DuckDBPyConnection, DuckDBPyRelation, Expression

from data.errors import IngestError
from data.ingest import clean, cubes
from data.ingest.clean import typed
from data.schema import TABLES

_SPREAD = "assessment"  # a view here and there: thirteen times as many rows as it is made of
_SIGNED = {"UTINYINT": "SMALLINT", "USMALLINT": "INTEGER", "UINTEGER": "BIGINT"}  # Spark knows no others
_HALF = 2**63


def hand_over(connection: DuckDBPyConnection, folder: Path) -> dict[str, Any]:
    """Write what the steps read; the plan for ``job``: the tables that are there, the steps, and where they go."""
    steps = list(_steps())
    tables = needed(connection)
    (folder / "in").mkdir()
    for name in tables:
        relation = _plain(connection.table(name))
        relation.write_parquet(str(folder / "in" / f"{name}.parquet"), compression="zstd")
    return {"folder": str(folder.resolve()), "tables": tables, "steps": steps}


def needed(connection: DuckDBPyConnection) -> list[str]:
    """Names of the cleaned tables that the steps read and do not make themselves."""
    steps = list(_steps())
    read = set().union(*(connection.get_table_names(step["sql"]) for step in steps))
    return sorted(read - {step["name"] for step in steps})


def take_back(connection: DuckDBPyConnection, folder: Path) -> None:
    """Create the cubes and unit tables; raises IngestError ``spark_failed`` where one did not come back."""
    for name in (step.removeprefix("_") for step in cubes.STEPS):
        if name not in TABLES:
            continue
        try:
            written = connection.read_parquet(str(folder / "out" / name / "*.parquet"), hive_partitioning=False)
            connection.execute("set enable_progress_bar = false")  # read_parquet turned it on
            typed(written, TABLES[name]).create(name)
        except duckdb.Error as error:
            raise IngestError("spark_failed", step=name, reason=type(error).__name__) from None


def _steps() -> Iterator[dict[str, Any]]:
    yield {"name": _SPREAD, "sql": clean.text(_SPREAD), "is_view": True}
    for step in cubes.STEPS:
        yield {"name": step.removeprefix("_"), "sql": cubes.text(step), "is_view": False}


def _plain(relation: DuckDBPyRelation) -> DuckDBPyRelation:
    """A relation in types that Spark has, without the numbers of raw rows."""
    kinds = zip(relation.columns, map(str, relation.types), strict=True)
    return relation.select(*(_signed(name, kind).alias(name) for name, kind in kinds if name != "row_no"))


def _signed(name: str, kind: str) -> Expression:
    """Pseudonyms fill 64 bits: taken down by half they fit, each still its own, and no cube holds one."""
    column = ColumnExpression(name)
    if kind == "UBIGINT":
        return (column.cast("HUGEINT") - ConstantExpression(_HALF)).cast("BIGINT")
    return column.cast(_SIGNED[kind]) if kind in _SIGNED else column
