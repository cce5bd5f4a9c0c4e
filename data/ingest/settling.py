"""Settling: every table but the cubes, from rows that break no rule.

Each stage makes its tables, notes the rows that fail, and, where rows may be held back, takes them out and looks again
until nothing fails. Stages stand on one another, so that what falls with a row falls one stage later: a school takes
its people along, and they their enrolments.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl
from duckdb import DuckDBPyConnection

from data import reference
from data.errors import IngestError
from data.ingest import check, communes, correcting, holding
from data.ingest.clean import STAGES, Stage, make, make_assessment, take_out
from data.ingest.codes import look_up, look_up_districts
from data.ingest.corrections import Correction
from data.ingest.findings import Finding, found, stop_on_failure
from data.ingest.people import name_people, rows_of_erased
from data.ingest.previous import put_totals
from data.ingest.read import RawExport, put, read_export
from data.keeping.keys import Chain
from data.snapshot import Snapshot


@dataclass(frozen=True)
class Order:
    """What is to be built, and how."""

    raw: Path
    header: dict[str, Any]
    key: bytes | Chain
    hold: bool
    hold_most: float
    hold_few: int
    corrections: tuple[Correction, ...]
    erased: frozenset[int]

    @property
    def values(self) -> dict[str, Any]:
        """What checks may ask for."""
        return {"as_of": self.header["as_of"], "kind": self.header["kind"]}


@dataclass(frozen=True)
class Settled:
    """What came of the rows: see ``building.Prepared``; ``corrections`` as for the manifest."""

    findings: tuple[Finding, ...]
    held: pl.DataFrame
    rows: dict[str, dict[str, int]]
    ignored: dict[str, list[str]]
    corrections: list[dict[str, Any]]


class TooMuchHeldBack(IngestError):
    """More of a file than may be held back; ``held`` has the rows and stays out of what the error says of itself."""

    def __init__(self, held: pl.DataFrame, **details: Any) -> None:
        super().__init__("too_much_held_back", **details)
        self.held = held


def settle(connection: DuckDBPyConnection, order: Order, progress: Callable[[str, float], None]) -> Settled:
    """Every table but the cubes; raises IngestError as ``building.prepare`` says, or a duckdb.Error."""
    progress("read", 0.0)
    frames = _known(order)
    _put_known(connection, frames, order.header["as_of"])
    changed: dict[int, int] = {}
    export = read_export(connection, order.raw, correct=partial(correcting.correct, order.corrections, changed))
    stop_on_failure(export.findings)
    erased = _leave_out_erased(connection, order)
    _check_raw(connection, order, export, frames)
    findings = name_people(connection, key=order.key)
    progress("clean", 0.1)
    for stage in STAGES:
        _settle_stage(connection, stage, order, export)
    make_assessment(connection)
    progress("check", 0.3)
    check.run(connection, check.warning_checks(compared=False), order.values)
    rows = _rows(connection, export, erased)
    listed, idle = correcting.told(order.corrections, changed)
    findings += [*_lost(rows), *idle]
    held = _judged(connection, order, export, findings)
    return Settled((*findings, *holding.findings(connection, export)), held, rows, export.ignored, listed)


def _known(order: Order) -> dict[str, pl.DataFrame]:
    """The reference tables of the export's division and programmes, and the communes that it brings along."""
    frames = reference.frames(order.header["vintage"], order.header["programmes"])
    if order.header["vintage"] == 34:
        frames["district"] = communes.brought(order.raw, frames["province"])
    return frames


def compare(connection: DuckDBPyConnection, header: dict[str, Any], previous: Snapshot | None) -> list[Finding]:
    """What the cubes, which must be there, say beside the snapshot before."""
    if previous is None:
        return []
    put_totals(connection, previous, header)
    connection.execute("delete from broken")
    connection.execute("delete from noticed")
    check.run(connection, check.warning_checks(compared=True), {})
    return holding.findings(connection, RawExport())


def _put_known(connection: DuckDBPyConnection, frames: dict[str, pl.DataFrame], as_of: date) -> None:
    for name, frame in frames.items():
        put(connection, name, frame)
    connection.execute("create table as_of (as_of date)")
    connection.execute("insert into as_of values ($as_of)", {"as_of": as_of})
    holding.begin(connection)


def _leave_out_erased(connection: DuckDBPyConnection, order: Order) -> dict[str, int]:
    """Read the rows of erased people no more; how many, by file."""
    if not order.erased:
        return {}
    rows = rows_of_erased(connection, order.erased, key=order.key)
    holding.leave_out(connection, rows)
    return dict(rows.group_by("file").len().iter_rows())


def _check_raw(
    connection: DuckDBPyConnection, order: Order, export: RawExport, frames: dict[str, pl.DataFrame]
) -> None:
    """What can be said of a row alone, before any table is made of it."""
    check.note_empty(connection)
    look_up(connection, frames)
    look_up_districts(connection, frames["district"])
    if order.hold:
        holding.hold_back(connection)
        _hold_to_ceiling(connection, order, export)


def _settle_stage(connection: DuckDBPyConnection, stage: Stage, order: Order, export: RawExport) -> None:
    make(connection, tuple(stage.given))
    while _falls(connection, stage, order):
        _hold_to_ceiling(connection, order, export)
    for names in stage.derived:
        make(connection, names)


def _falls(connection: DuckDBPyConnection, stage: Stage, order: Order) -> bool:
    """Note what fails in a stage's tables; where rows may be held back, take them out and say whether there were any.

    Keys are looked at last: a row that fails already makes no other one a duplicate.
    """
    files: list[str] = []
    looks: tuple[Callable[[], None], ...] = (
        lambda: check.run(connection, check.failing_checks(stage), order.values),
        lambda: check.note_unlisted(connection, stage),
        lambda: check.note_repeated(connection, stage),
    )
    for look in looks:
        look()
        if order.hold and (fallen := holding.hold_back(connection)):
            for made in STAGES[: STAGES.index(stage) + 1]:
                take_out(connection, made, fallen)
            files += fallen
    return bool(files)


def _hold_to_ceiling(connection: DuckDBPyConnection, order: Order, export: RawExport) -> None:
    """Raise where more of a file fails than may be held back; what says the same again is no loss."""
    failed = connection.sql(
        "select file, count(distinct row_no) as rows from broken where rule <> 'repeated_row' group by file"
    ).fetchall()
    over = [(rows / export.rows[file], file, rows) for file, rows in failed if rows > order.hold_few]
    share, file, rows = max(over, default=(0.0, "", 0))
    if share > order.hold_most:
        raise TooMuchHeldBack(
            holding.held(connection, export),
            file=f"{file}.parquet",
            rows=rows,
            of=export.rows[file],
            findings=holding.findings(connection, export),
        )


def _rows(connection: DuckDBPyConnection, export: RawExport, erased: dict[str, int]) -> dict[str, dict[str, int]]:
    """Rows of each raw file: read, written, held back, and of erased people."""
    left_out = holding.rows_left_out(connection)
    written = {
        file: int(connection.table(table).count("*").fetchall()[0][0])
        for stage in STAGES
        for table, file in stage.given.items()
    }
    return {
        file: {
            "read": read,
            "written": written[file],
            "held": left_out.get(file, 0) - erased.get(file, 0),
            "erased": erased.get(file, 0),
        }
        for file, read in export.rows.items()
    }


def _lost(rows: dict[str, dict[str, int]]) -> list[Finding]:
    """Whatever was read must have been written or left out, row for row."""
    balance = {file: n["written"] + n["held"] + n["erased"] - n["read"] for file, n in rows.items()}
    return [found("rows_in_are_not_rows_out", f"{file}.parquet", "", n) for file, n in balance.items() if n]


def _judged(
    connection: DuckDBPyConnection, order: Order, export: RawExport, findings: Sequence[Finding]
) -> pl.DataFrame:
    """The rows held back; raises ``ingest_failed`` where something fails that holding back does not mend."""
    unmended = "select count(*) from broken where row_no is null" if order.hold else "select count(*) from broken"
    if connection.sql(unmended).fetchall()[0][0] or any(one.strength == "fail" for one in findings):
        raise IngestError("ingest_failed", findings=[*findings, *holding.findings(connection, export)])
    return holding.held(connection, export)
