"""Checks: what must hold of an export, each a SQL file or a rule of the schema; every broken row is noted."""

import re
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl
from duckdb import ColumnExpression, ConstantExpression, DuckDBPyConnection

from data.ingest.clean import STAGES, Stage
from data.ingest.findings import strengths
from data.ingest.holding import note, note_rows
from data.ingest.layout import FILES, RawFile
from data.ingest.sidebyside import side_by_side
from data.schema import TABLES

_CHECKS = Path(__file__).with_name("checks")
_READ = re.compile(r"\b(?:from|join)\s+([a-z_]+)")
_COMPARED = ("total", "previous_total")  # made of the cubes, after everything else
_KEYED = {  # table → columns that may hold one row once, and what their headers are
    "school": (("school_code",), "Mã trường"),  # people name their school by its code alone
    "lms_use": (TABLES["lms_use"].key, "Tỉnh/Thành phố"),
    "submission": (TABLES["submission"].key, "Tỉnh/Thành phố + Bộ dữ liệu + Năm báo cáo"),
    "activity_day": (TABLES["activity_day"].key, "Tỉnh/Thành phố + Ngày + Vai trò"),
    "published_cell": (
        TABLES["published_cell"].key,
        "Tỉnh/Thành phố + Năm báo cáo + Đối tượng + Biểu + Cấp học + Nhóm + Chỉ tiêu",
    ),
    "teidi": (TABLES["teidi"].key, "Trường đại học + Năm + Chỉ số TEIDI"),
    "given_person_year": (("learner_key", "school_year"), "Mã định danh + Năm học"),
    "enrolment": (TABLES["enrolment"].key, "Mã định danh + Đợt + Mô đun"),
    "support": (TABLES["support"].key, "Mã định danh + Mô đun"),
    "given_rating": (("learner_key", "report_year", "rater"), "Mã định danh + Năm báo cáo + Người đánh giá"),
    "response": (TABLES["response"].key, "Mã định danh + Câu hỏi + Mô đun"),
    "need": (TABLES["need"].key, "Mã định danh + Năm báo cáo + Mô đun + Tiêu chí"),
}
_LISTED = ("submission", "published_cell")  # tables whose codes come as they are


@dataclass(frozen=True)
class Check:
    """One SQL file of ``checks/``: a row (file, row_no, header, value) for each broken row, none where all is well.

    A rule may be in several files, ``<rule>.<raw file>.sql``. ``row_no`` is null where no one row is at fault.
    """

    rule: str
    text: str

    @property
    def reads(self) -> frozenset[str]:
        """Names that it reads, steps of its own among them."""
        return frozenset(_READ.findall(self.text))


CHECKS = tuple(
    Check(path.name.split(".")[0], path.read_text(encoding="utf-8")) for path in sorted(_CHECKS.glob("*.sql"))
)


def failing_checks(stage: Stage) -> tuple[Check, ...]:
    """The checks that hold rows back and can be made once the stage's given tables are there, and no earlier."""
    return tuple(check for check in CHECKS if strengths()[check.rule] == "fail" and _stage_of(check) is stage)


def warning_checks(*, compared: bool) -> tuple[Check, ...]:
    """The checks that only tell; ``compared`` for those that hold the cubes beside the snapshot before."""
    return tuple(
        check
        for check in CHECKS
        if strengths()[check.rule] == "warn" and bool(check.reads & set(_COMPARED)) == compared
    )


def _stage_of(check: Check) -> Stage:
    """The last stage whose given tables it reads; a check may not wait for what a stage derives (a test holds that)."""
    return next((stage for stage in reversed(STAGES) if check.reads & stage.given.keys()), STAGES[0])


def run(connection: DuckDBPyConnection, checks: tuple[Check, ...], values: dict[str, Any]) -> None:
    """Note what the checks find; each is told those of the ``values`` that it asks for."""
    side_by_side(connection, partial(_run, values=values), checks)


def _run(connection: DuckDBPyConnection, check: Check, *, values: dict[str, Any]) -> None:
    asked = {name: value for name, value in values.items() if f"${name}" in check.text}
    note(check.rule, connection.sql(check.text, params=asked))


def note_empty(connection: DuckDBPyConnection) -> None:
    """Note required cells that are empty (those of coded columns are noted where they are looked up)."""
    side_by_side(connection, _empty, FILES)


def _empty(connection: DuckDBPyConnection, file: RawFile) -> None:
    required = [column for column in file.columns if column.is_required and not column.code]
    if not required:
        return
    counts = ", ".join(f'count(*) - count("{column.name}")' for column in required)
    missing = connection.view(file.table).aggregate(counts).fetchall()[0]
    for column, rows in zip(required, missing, strict=True):
        if rows:
            empty = connection.view(file.table).filter(ColumnExpression(column.name).isnull())
            note_rows("empty_value", file.name, column.header, empty)


def note_repeated(connection: DuckDBPyConnection, stage: Stage) -> None:
    """Note rows whose key came before: all of them where they differ, else all but the first."""
    side_by_side(connection, _repeated, stage.given.items())


def _repeated(connection: DuckDBPyConnection, given: tuple[str, str]) -> None:
    table, file = given
    key, header = _KEYED[table]
    columns = ", ".join(f'"{column}"' for column in key)
    rows = connection.table(table)
    keys = rows.aggregate(f"{columns}, count(*) as rows", columns).filter("rows > 1").select(columns)
    doubled = keys.pl().drop_nulls()  # a key that is not whole is another rule's business
    if doubled.is_empty():
        return
    alike = rows.join(connection.from_arrow(doubled.to_arrow()), columns, how="semi").pl()
    for rule, broken in told_apart(alike, key).items():
        if broken.len():
            numbers = pl.DataFrame({"row_no": broken})
            note_rows(rule, file, header, connection.from_arrow(numbers.to_arrow()))


def told_apart(rows: pl.DataFrame, key: tuple[str, ...]) -> dict[str, pl.Series]:
    """Numbers of the rows at fault among rows that share a key: those that differ, those that say the same again."""
    contents = [name for name in rows.columns if name not in (*key, "row_no")]
    differ = (
        pl.any_horizontal(pl.col(name).n_unique().over(key) > 1 for name in contents) if contents else pl.lit(False)
    )
    is_first = pl.col("row_no") == pl.col("row_no").min().over(key)
    judged = rows.select("row_no", differ=differ, is_first=is_first)
    return {
        "duplicate_key": judged.filter("differ")["row_no"],
        "repeated_row": judged.filter(~pl.col("differ") & ~pl.col("is_first"))["row_no"],
    }


def note_unlisted(connection: DuckDBPyConnection, stage: Stage) -> None:
    """Note values outside a column's list, for the few tables whose codes come as they are."""
    for table in set(_LISTED) & stage.given.keys():
        for column in TABLES[table].columns:
            if column.one_of is not None:
                listed = ColumnExpression(column.name).isin(*(ConstantExpression(value) for value in column.one_of))
                unlisted = connection.table(table).filter(~listed)
                note_rows(
                    "unknown_code", stage.given[table], _header(stage.given[table], column.name), unlisted, column.name
                )


def _header(file: str, column: str) -> str:
    return next(each.header for raw in FILES if raw.name == file for each in raw.columns if each.name == column)
