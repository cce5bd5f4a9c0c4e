"""Checks: what must hold of an export before anything is written, each a SQL file or a rule of the schema."""

import re
from collections import defaultdict
from itertools import chain
from pathlib import Path

from duckdb import DuckDBPyConnection

from data.ingest.findings import Finding, Strength, sampled
from data.ingest.layout import FILES, RawFile
from data.ingest.sidebyside import side_by_side
from data.schema import TABLES

_CHECKS = Path(__file__).with_name("checks")
_STRENGTH = re.compile(r"-- (fail|warn): ")
_KEYED = {  # table or relation → (raw file, columns that may hold one row once)
    "school": ("truong", ("school_code",)),  # people name their school by its code alone
    "lms_use": ("lms", TABLES["lms_use"].key),
    "submission": ("bao_cao", TABLES["submission"].key),
    "activity_day": ("hoat_dong", TABLES["activity_day"].key),
    "published_cell": ("so_lieu_cong_bo", TABLES["published_cell"].key),
    "learner_year": ("hoc_vien", TABLES["learner_year"].key),
    "enrolment": ("boi_duong", TABLES["enrolment"].key),
    "support": ("ho_tro", TABLES["support"].key),
    "given_rating": ("danh_gia", ("learner_key", "report_year", "rater")),
    "response": ("khao_sat", TABLES["response"].key),
    "need": ("nhu_cau", TABLES["need"].key),
}


def check_raw(connection: DuckDBPyConnection) -> list[Finding]:
    """Required columns hold a value in every row (coded columns are checked where they are looked up)."""
    return list(chain.from_iterable(side_by_side(connection, _empty, FILES)))


def _empty(connection: DuckDBPyConnection, file: RawFile) -> list[Finding]:
    required = [column for column in file.columns if column.is_required and not column.code]
    if not required:
        return []
    counts = ", ".join(f'count(*) - count("{column.name}")' for column in required)
    missing = connection.view(file.table).aggregate(counts).fetchall()[0]
    return [
        Finding("fail", "empty_value", file.file_name, column.header, rows)
        for column, rows in zip(required, missing, strict=True)
        if rows
    ]


def check_cleaned(connection: DuckDBPyConnection) -> list[Finding]:
    """Keys are unique, listed values are listed, and every rule of ``checks/`` holds."""
    broken = side_by_side(connection, _broken, sorted(_CHECKS.glob("*.sql")))
    return [*_duplicates(connection), *_unlisted(connection), *chain.from_iterable(broken)]


def _duplicates(connection: DuckDBPyConnection) -> list[Finding]:
    counted = side_by_side(connection, _surplus, _KEYED)
    return [
        Finding("fail", "duplicate_key", f"{file}.parquet", " + ".join(key), rows)
        for (file, key), rows in zip(_KEYED.values(), counted, strict=True)
        if rows
    ]


def _surplus(connection: DuckDBPyConnection, name: str) -> int:
    """Rows beyond the first of each key."""
    columns = ", ".join(f'"{column}"' for column in _KEYED[name][1])
    keys = connection.table(name).aggregate(f"{columns}, count(*) as rows", columns)
    return keys.filter("rows > 1").aggregate("coalesce(sum(rows - 1), 0)::bigint").fetchall()[0][0]


def _unlisted(connection: DuckDBPyConnection) -> list[Finding]:
    """Values outside a column's list, for the few tables whose codes come as they are."""
    findings = []
    for name in ("submission", "published_cell"):
        for column in TABLES[name].columns:
            if column.one_of is None:
                continue
            values = connection.table(name).aggregate(f'"{column.name}" as value, count(*) as rows', column.name)
            wrong = [(value, rows) for value, rows in values.order("value").fetchall() if value not in column.one_of]
            if wrong:
                rows = sum(rows for _, rows in wrong)
                sample = sampled([value for value, _ in wrong])
                findings.append(
                    Finding("fail", "unknown_code", f"{_KEYED[name][0]}.parquet", column.name, rows, sample)
                )
    return findings


def _broken(connection: DuckDBPyConnection, path: Path) -> list[Finding]:
    """The findings of one rule: its SQL answers with file, header, sample (text or null) and rows."""
    text = path.read_text(encoding="utf-8")
    strength: Strength = "fail" if _STRENGTH.match(text)[1] == "fail" else "warn"
    found: dict[tuple[str, str], list[tuple[str | None, int]]] = defaultdict(list)
    for file, header, sample, rows in connection.sql(text).fetchall():
        found[file, header].append((sample, rows))
    findings = []
    for (file, header), uses in sorted(found.items()):
        uses.sort(key=lambda use: (-use[1], use[0] or ""))
        rows = sum(count for _, count in uses)
        findings.append(Finding(strength, path.stem, f"{file}.parquet", header, rows, sampled([s for s, _ in uses])))
    return findings
