"""What waits beside the snapshots, deliveries and rows held back: cleared of one person.

A file of our own is written anew without the person's rows; one that was sent is deleted whole, since it cannot be
changed without becoming another file. What cannot be read is deleted: nobody can say that the person is not in it.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter

from data.errors import IngestError
from data.intake.formats import Sheet, read_file
from data.keeping import durably

_OWNER_ALONE = 0o600


@dataclass(frozen=True)
class Cleared:
    """How many files were deleted, how many written anew, and rows that were taken out of these."""

    deleted: int = 0
    rewritten: int = 0
    rows: int = 0


def clear(state: Path, identifier: str) -> Cleared:
    """Take a person out of every file of ``quarantine``, ``intake`` and the tables of the state folder itself."""
    person = _Person(identifier)
    deleted = rewritten = rows = 0
    for path in _files(state):
        gone = _clear_one(path, person, is_ours=_is_ours(path, state))
        deleted += gone is None
        rewritten += bool(gone)
        rows += gone or 0
    return Cleared(deleted, rewritten, rows)


def _files(state: Path) -> Iterator[Path]:
    for place in ("quarantine", "intake", "cards"):
        yield from sorted(path for path in (state / place).rglob("*") if path.is_file())
    yield from sorted(state.glob("*.csv"))


def _is_ours(path: Path, state: Path) -> bool:
    return path.is_relative_to(state / "quarantine") or path.parent == state


class _Person:
    """An identifier as it may stand in a cell: a word of its own, without its zeros, before the ``.0`` of a number."""

    def __init__(self, identifier: str) -> None:
        self._core = (identifier.lstrip("0") or "0").lower()
        self._word = re.compile(rf"(?<![^\W_])0*{re.escape(self._core)}(?![^\W_])")

    def is_in(self, text: str) -> bool:
        return bool(self._word.search(text.lower()))

    def is_in_row(self, row: Sequence[Any]) -> bool:
        return any(cell is not None and self.is_in(str(cell)) for cell in row)

    def rows_of(self, frame: pl.DataFrame) -> list[int]:
        """Row numbers; looked for as a piece of text first, since a country's rows are too many to read one by one."""
        texts = frame.select(pl.all().cast(pl.String, strict=False).str.to_lowercase())
        maybe = texts.select(pl.any_horizontal(pl.all().str.contains(self._core, literal=True).fill_null(value=False)))
        places = maybe.to_series().arg_true().to_list()
        return [place for place in places if self.is_in_row(texts.row(place))]


def _clear_one(path: Path, person: _Person, *, is_ours: bool) -> int | None:
    """Rows taken out of a file; none: the file is deleted."""
    if person.is_in(path.name):
        return _deleted(path)
    if path.suffix == ".parquet":
        return _clear_parquet(path, person)
    if path.suffix in (".json", ".html"):
        return _clear_text(path, person)
    try:
        sheets = read_file(path)
    except IngestError as problem:
        if problem.code == "file_empty":
            return 0
        return _deleted(path)
    kept = [[row for row in sheet.rows if not person.is_in_row(row)] for sheet in sheets]
    gone = sum(len(sheet.rows) - len(rows) for sheet, rows in zip(sheets, kept, strict=True))
    if not gone:
        return 0
    if not is_ours:
        return _deleted(path)
    content = _workbook(sheets, kept) if path.suffix == ".xlsx" else _table(kept[0])
    durably.write(path, content, mode=_OWNER_ALONE)
    return gone


def _deleted(path: Path) -> None:
    path.unlink()


def _clear_text(path: Path, person: _Person) -> int | None:
    return _deleted(path) if person.is_in(path.read_text(encoding="utf-8", errors="replace")) else 0


def _clear_parquet(path: Path, person: _Person) -> int | None:
    try:
        frame = pl.read_parquet(path, hive_partitioning=False)
    except (OSError, pl.exceptions.PolarsError):
        return _deleted(path)
    about = person.rows_of(frame)
    if about:
        waiting = io.BytesIO()
        rows = frame.with_row_index("@place").filter(~pl.col("@place").is_in(about)).drop("@place")
        rows.write_parquet(waiting, compression="zstd")
        durably.write(path, waiting.getvalue(), mode=_OWNER_ALONE)
    return len(about)


def _workbook(sheets: list[Sheet], kept: list[list[Sequence[Any]]]) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        for sheet, rows in zip(sheets, kept, strict=True):
            page = book.add_worksheet(sheet.sheet or None)
            for number, row in enumerate(rows):
                for place, cell in enumerate(row):
                    page.write_string(number, place, "" if cell is None else str(cell))
    return content.getvalue()


def _table(rows: list[Sequence[Any]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(["" if cell is None else cell for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")
