"""Arriving: a folder of whatever files came becomes a raw export, and an account of every row.

Counts in are counts out, quarantined, or told apart as no data (titles, repeated headers, totals); nothing is dropped
silently. The quarantine holds rows as they came, with the reason beside each, so that the sender can correct and resend
exactly those. It may name people: it lies outside the snapshots and only its owner can read it.
"""

import csv
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from data import reference
from data.errors import IngestError
from data.ingest.layout import FILES, RawColumn, RawFile
from data.intake.formats import Sheet, read_file
from data.intake.recognise import Recognised, is_noise, recognise
from data.intake.values import value

_DTYPES = {
    "VARCHAR": pl.String(),
    "DATE": pl.Date(),
    "DOUBLE": pl.Float64(),
    "SMALLINT": pl.Int16(),
    "BIGINT": pl.Int64(),
}
_LAYOUT = {file.name: file for file in FILES}
_OWNER_ALONE = 0o600

Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class Received:
    """What became of one sheet: its kind, its rows, and what of it was not read."""

    file: str
    sheet: str
    kind: str  # name of the raw file it was recognised as; empty: no table of ours
    rows: int
    taken: int
    quarantined: int
    noise: int  # repeated headers and totals
    mended: int  # cells put right by a rule, as zeros that a spreadsheet took
    unknown: tuple[str, ...] = ()  # headers that were not read
    missing: tuple[str, ...] = ()  # required headers that are not there
    in_doubt: tuple[str, ...] = ()  # other kinds it may be, or headers of ours that two columns claim


@dataclass
class Account:
    """Everything that came, sheet by sheet, and the files that could not be read at all."""

    received: list[Received] = field(default_factory=list)
    refused: list[IngestError] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether every file was read and no row is quarantined."""
        return not self.refused and not any(each.quarantined or each.missing or each.in_doubt for each in self.received)

    def as_dict(self) -> dict[str, Any]:
        """For a file beside the raw export."""
        return {
            "received": [
                {name: list(said) if isinstance(said, tuple) else said for name, said in vars(each).items()}
                for each in self.received
            ],
            "refused": [{"code": error.code, **error.details} for error in self.refused],
        }


def arrive(
    folder: Path,
    raw: Path,
    *,
    header: Mapping[str, Any],
    quarantine: Path,
    extra: Path | None = None,
    progress: Progress = lambda step, done: None,
) -> Account:
    """Read every file of the folder into a raw export; returns the account, which is also written beside it.

    ``header`` is what no file says of itself: as_of, vintage, kind, series, title, sources. ``extra`` is a table of
    further header names. Raises IngestError ``nothing_arrived`` when no sheet of ours was found and ``raw_not_empty``
    when files of another export are there: two must not mix.
    """
    if raw.is_dir() and any(raw.iterdir()):
        raise IngestError("raw_not_empty", folder=raw.name)
    quarantine.unlink(missing_ok=True)  # rows held back by an earlier try
    account, rows = Account(), {file.name: [] for file in FILES}
    paths = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
    with _Quarantine(quarantine) as held:
        for place, path in enumerate(paths):
            progress(path.name, place / max(len(paths), 1))
            for sheet in _sheets(path, account):
                account.received.append(_receive(sheet, rows, held, extra))
    if not any(each.taken for each in account.received):
        raise IngestError("nothing_arrived", folder=folder.name)
    _write(raw, rows, header, account)
    return account


def _sheets(path: Path, account: Account) -> Iterator[Sheet]:
    try:
        yield from read_file(path)
    except IngestError as problem:
        account.refused.append(problem)


def _receive(sheet: Sheet, rows: dict[str, list[dict[str, Any]]], held: "_Quarantine", extra: Path | None) -> Received:
    found = recognise(sheet, extra=extra)
    if found is None:
        return Received(sheet.file, sheet.sheet, "", len(sheet.rows), 0, 0, 0, 0)
    in_doubt = (*found.ambiguous, *found.doubled)
    if found.missing or in_doubt:  # nothing is guessed silently: the sheet waits for its sender
        said = {"missing": found.missing, "in_doubt": in_doubt, "unknown": found.unknown}
        return Received(sheet.file, sheet.sheet, found.file, len(sheet.rows), 0, 0, 0, 0, **said)
    body = sheet.rows[found.first_data :]
    counts = {"taken": 0, "quarantined": 0, "noise": 0, "mended": 0}
    for number, row in enumerate(body, start=found.header_row + 1):
        if is_noise(row, found):
            counts["noise"] += 1
            continue
        read, reasons, mended = _row(row, found)
        if reasons:
            counts["quarantined"] += 1
            held.keep(sheet, number, reasons, row)
        else:
            rows[found.file].append(read)
            counts["taken"] += 1
            counts["mended"] += mended
    return Received(sheet.file, sheet.sheet, found.file, len(body), **counts, unknown=found.unknown)


def _row(row: Sequence[Any], found: Recognised) -> tuple[dict[str, Any], list[str], int]:
    """The values of a row by our column names, why it cannot be taken, and how many cells were mended."""
    read: dict[str, Any] = {}
    reasons, mended = [], 0
    for column, place in _places(_LAYOUT[found.file], found):
        parsed = value(row[place] if place < len(row) else None, column)
        if parsed.reason:
            reasons.append(f"{column.header}: {_sentences()[parsed.reason]}")
        read[column.name] = parsed.value
        mended += bool(parsed.mended)
    return read, reasons, mended


@cache
def _sentences() -> dict[str, str]:
    """Why a value cannot be taken, in the sender's language."""
    return dict(reference.read("intake_reasons").select("code", "vi").rows())


def _places(file: RawFile, found: Recognised) -> list[tuple[RawColumn, int]]:
    places = {header: place for place, header in found.columns.items()}
    return [(column, places[column.header]) for column in file.columns if column.header in places]


def _write(raw: Path, rows: dict[str, list[dict[str, Any]]], header: Mapping[str, Any], account: Account) -> None:
    raw.mkdir(parents=True, exist_ok=True)
    for file in FILES:
        if rows[file.name]:
            schema = {column.name: _DTYPES[column.type] for column in file.columns}
            frame = pl.DataFrame(rows[file.name], schema=schema)
            named = frame.rename({column.name: column.header for column in file.columns})
            named.write_parquet(raw / file.file_name)
    said = {name: f"{each}" if isinstance(each, date) else each for name, each in header.items()}
    (raw / "export.json").write_text(json.dumps(said, ensure_ascii=False, indent=1), encoding="utf-8")
    (raw / "account.json").write_text(json.dumps(account.as_dict(), ensure_ascii=False, indent=1), encoding="utf-8")


class _Quarantine:
    """One CSV for all rows that were not taken: where they stood, why, and the row itself."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: Any = None

    def __enter__(self) -> "_Quarantine":
        return self

    def __exit__(self, *_: object) -> None:
        if self._file:
            self._file.close()

    def keep(self, sheet: Sheet, number: int, reasons: list[str], row: Sequence[Any]) -> None:
        """Write one row; the file is made with the first, for its owner alone."""
        if self._file is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _OWNER_ALONE)
            self._file = os.fdopen(handle, "w", encoding="utf-8-sig", newline="")
        csv.writer(self._file).writerow([sheet.file, sheet.sheet, number, "; ".join(reasons), *(row or [])])
