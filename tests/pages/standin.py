"""A stand-in for the other side of an intake: deliveries of a fixed content, so that the screen is tried by itself."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import polars as pl

from data.errors import IngestError
from data.ingest.findings import Finding, Place
from data.intake.account import Account, Column, Received
from data.intake.delivering import Told

LEARNERS = Received(
    **{"file": "giao-vien.xlsx", "sheet": "GV", "sender": "Sở Quảng Ninh", "form": "hoc_vien", "target": "hoc_vien"},
    rows=100,
    left_out=100,
    unknown=("Trình độ",),
    missing=("Cấp học",),
    columns=(Column(0, "Mã số", "Mã định danh"), Column(1, "Trường", "Mã trường"), Column(3, "Trình độ", "")),
)
NOTES = Received("giao-vien.xlsx", "Ghi chú", "Sở Quảng Ninh", rows=3, noise=3)
HELD = {
    "sender": "Sở Quảng Ninh",
    "form": "hoc_vien",
    "tep": "giao-vien.xlsx",
    "trang": "GV",
    "rule": "empty_value",
    "header": "Mã định danh",
}


@dataclass
class Prepared:
    header: dict[str, Any]
    findings: tuple[Finding, ...]
    held: pl.DataFrame
    rows: dict[str, dict[str, int]]


@dataclass
class Outcome:
    prepared: Prepared
    account: Account
    quarantine: dict[str, list[Path]]
    held: pl.DataFrame
    before: dict[tuple[str, str], int] = field(default_factory=dict)


@dataclass
class Delivering:
    """The functions of ``data.intake.delivering``, remembering what they were asked."""

    folder: Path
    added: list[tuple[str, str, bytes]] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    published: list[str] = field(default_factory=list)
    refuses: IngestError | None = None
    stops: IngestError | None = None
    away: list[str] = field(default_factory=list)
    ALIASES: str = "aliases.csv"
    Told: type = Told

    def new(self, state: Path) -> str:
        return f"{state.name}-delivery"

    def add(self, delivery: str, sender: str, name: str, source: Any) -> None:
        if self.refuses:
            raise self.refuses
        self.added.append((sender, name, source.read()))

    def look(self, delivery: str, told: Told, state: Path) -> Account:
        self.told.append(told)
        override = told.overrides.get(("giao-vien.xlsx", "GV"))
        said = dict(override.columns or {}) if override else {}
        columns = tuple(replace(each, ours=said.get(each.place, each.ours)) for each in LEARNERS.columns)
        missing = () if "Cấp học" in said.values() else LEARNERS.missing
        unknown = tuple(each.written for each in columns if not each.ours)
        return Account([replace(LEARNERS, columns=columns, missing=missing, unknown=unknown), NOTES])

    def put_away(self, delivery: str) -> None:
        self.away.append(delivery)

    def prepare(self, delivery: str, state: Path, told: Told, progress: Any) -> Outcome:
        self.told.append(told)
        progress("read", 0.0)
        progress("giao-vien.xlsx", 0.5)
        if self.stops:
            raise self.stops
        quarantine = self.folder / "Sở Quảng Ninh.xlsx"
        quarantine.write_bytes(b"rows")
        held = [HELD | {"dong": row, "value": "01••••89"} for row in (4, 5, 9)]
        places = (Place("giao-vien.xlsx", "GV", 12),)
        findings = (
            Finding("fail", "score_outside_scale", "boi_duong", "Điểm LMS", 2, ("120",), places),
            Finding("warn", "unknown_school", "hoc_vien", "Mã trường", 4, ("22••••01",), places),
        )
        header = {"id": f"{told.series}-{told.as_of}", "as_of": f"{told.as_of}", "kind": told.kind, "vintage": 63}
        read = replace(LEARNERS, taken=95, held=3, noise=2, left_out=0, missing=())
        written = {"hoc_vien": {"read": 98, "written": 95, "held": 3, "erased": 0}}
        prepared = Prepared(header, findings, pl.DataFrame(held), written)
        papers = {"Sở Quảng Ninh": [quarantine]}
        return Outcome(prepared, Account([read, NOTES]), papers, pl.DataFrame(held))

    def publish(self, outcome: Outcome, state: Path, *, partly: bool = False) -> Path:
        self.published.append(outcome.prepared.header["id"])
        return state / "snapshots" / outcome.prepared.header["id"]
