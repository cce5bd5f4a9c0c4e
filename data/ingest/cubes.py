"""Cubes: each SQL file of ``data/cubes`` becomes the table it is named after; a leading _ marks a step on the way."""

from collections.abc import Callable
from pathlib import Path

from duckdb import DuckDBPyConnection

from data.ingest.clean import typed
from data.schema import TABLES

Told = Callable[[float], None]  # hears the share done
Engine = Callable[[DuckDBPyConnection, Path, Told], None]  # makes the cubes in a connection, with a folder to work in

FOLDER = Path(__file__).parent.parent / "cubes"

# In the order in which they read each other. _framework_year is made with the cleaned tables, which need it.
STEPS = (
    "_person_year",
    "_people_group",
    "_cell_people",
    "unit_training",
    "unit_standing",
    "training",
    "progress",
    "waiting",
    "standstill",
    "_standing_of_people",
    "_standing_as_published",
    "standing",
    "criterion_standing",
    "mark_pair",
    "mark_shape",
    "satisfaction",
    "need_count",
    "district_need",
    "district_criterion",
    "_headline_coverage",
    "_headline_assessment",
    "_headline_training",
    "_headline_progress",
    "_headline_satisfaction",
    "_headline_counted",
    "_headline_nobody",
    "headline",
)


def make_cubes(connection: DuckDBPyConnection, work: Path, told: Told) -> None:
    """Create every cube and unit table, and the steps they stand on, from the cleaned tables: DuckDB's ``Engine``."""
    for step in STEPS:
        relation = connection.sql(text(step))
        name = step.removeprefix("_")
        (typed(relation, TABLES[name]) if name in TABLES else relation).create(name)


def text(step: str) -> str:
    """The SQL of a step."""
    return (FOLDER / f"{step}.sql").read_text(encoding="utf-8")
