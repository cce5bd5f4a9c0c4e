"""Known: what rows are completed from: the learner list, the cohorts and their modules, what the texts mean."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl
from duckdb import DuckDBPyConnection

from data import reference
from data.ingest.read import put
from data.intake import modules
from data.intake.words import code_of

_SQL = Path(__file__).parent
_CODED = ("audience", "role", "level")


def make(connection: DuckDBPyConnection, name: str, values: Mapping[str, Any] | None = None) -> None:
    """Create the table ``name`` from the SQL file of that name."""
    connection.execute(f"drop table if exists {name}")
    connection.sql(text(name), params=dict(values or {})).create(name)


def text(name: str) -> str:
    """The SQL of a step."""
    return (_SQL / f"{name}.sql").read_text(encoding="utf-8")


def put_modules(connection: DuckDBPyConnection, files: Sequence[str]) -> None:
    """``module_text`` (text, teacher, manager, is_code): which code a text is for a teacher, which for a manager."""
    rows: dict[str, tuple[Any, ...]] = {}
    for file in files:
        texts = connection.view(f"raw_{file}").select("module_code").distinct().filter("module_code is not null")
        for (text,) in texts.fetchall():
            codes = modules.codes(text) or (None,)
            rows[text] = (text, codes[0], codes[-1], text in codes)
    schema = {"text": pl.String(), "teacher": pl.String(), "manager": pl.String(), "is_code": pl.Boolean()}
    put(connection, "module_text", pl.DataFrame(list(rows.values()), schema=schema, orient="row"))


def put_people(connection: DuckDBPyConnection, told: Mapping[str, Any]) -> None:
    """``person``, what the learner list agrees upon; ``cohort``, ``cohort_module``, and the cohorts that were told."""
    schema = {"text": pl.String(), "code": pl.String()}
    for kind in _CODED:
        is_both = kind == "level" and _has(connection, "raw_boi_duong")
        views = [connection.view(f"raw_{file}") for file in ("hoc_vien", *["boi_duong"] * is_both)]
        found = {text for view in views for (text,) in view.select(kind).distinct().fetchall()}
        rows = [(text, code_of(kind, text)) for text in found if text]
        put(connection, f"code_{kind}", pl.DataFrame(rows, schema=schema, orient="row"))
    put(connection, "cohort", reference.read("cohorts"))
    put(connection, "cohort_module", reference.read("cohort_modules"))
    named = list(dict(told.get("cohorts") or {}).values())
    put(connection, "told_cohort", pl.DataFrame({"cohort_code": named}, schema={"cohort_code": pl.String()}))
    make(connection, "person")


def _has(connection: DuckDBPyConnection, name: str) -> bool:
    return bool(connection.execute("select 1 from duckdb_views() where view_name = $name", {"name": name}).fetchall())
