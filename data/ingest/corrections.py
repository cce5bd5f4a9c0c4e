"""Corrections: known errors of what was sent, declared with a reason and put right on every build, never by hand.

A line says: in this file and column, where another column holds this, what is written as ``from`` (``*``: whatever it
is) shall be ``to``. ``correcting`` makes them. Nothing else in the file is touched.
"""

import csv
import io
import math
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from data.errors import IngestError
from data.ingest.holding import masked
from data.ingest.layout import BY_NAME, RawColumn, RawFile
from data.ingest.read import header_key

_FIELDS = ("file", "column", "where_column", "where_value", "from", "to", "why", "who", "source", "declared_on")
_NEEDED = ("file", "column", "from", "why", "who", "declared_on")
_ANY = "*"
_BEYOND = {"SMALLINT": 2**15, "BIGINT": 2**63}
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_LONG_NUMBER = re.compile(r"\d{9,}")  # whatever it is, it may be an identifier


@dataclass(frozen=True)
class Correction:
    """One declared correction; ``old`` None: whatever is written; ``where`` None: every row of the file."""

    line: int
    file: RawFile
    column: RawColumn
    where: tuple[RawColumn, str] | None
    old: str | None
    new: Any
    to: str
    why: str
    source: str
    declared_on: date

    def as_dict(self, rows: int) -> dict[str, Any]:
        """For the manifest, with the rows that it changed: identifiers masked, and no word of who declared it."""
        where, value = self.where or (None, "")
        return {
            "file": self.file.name,
            "column": self.column.header,
            "where_column": where.header if where else "",
            "where_value": _shown(value, where),
            "from": _ANY if self.old is None else _shown(self.old, self.column),
            "to": _shown(self.to, self.column),
            "why": _LONG_NUMBER.sub("•••", self.why),
            "source": _LONG_NUMBER.sub("•••", self.source),
            "declared_on": self.declared_on.isoformat(),
            "rows": rows,
        }


def _shown(text: str, column: RawColumn | None) -> str:
    return masked(text) or "" if column and column.is_personal else text


def read(path: Path) -> tuple[Correction, ...]:
    """The corrections of a table, none where there is no table; IngestError ``correction_unreadable`` with the line."""
    if not path.is_file():
        return ()
    try:
        text = path.read_bytes().decode("utf-8-sig")
        head = text.partition("\n")[0]
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=";" if head.count(";") > head.count(",") else ",")
        names = [name.strip() for name in next(rows, [])]
        if sorted(names) != sorted(_FIELDS):
            raise IngestError("correction_unreadable", line=1)
        return tuple(_correction(rows.line_num, names, row) for row in rows if any(cell.strip() for cell in row))
    except (UnicodeDecodeError, csv.Error):
        raise IngestError("correction_unreadable", line=1) from None


def _correction(line: int, names: list[str], row: list[str]) -> Correction:
    try:
        said = dict(zip(names, (cell.strip() for cell in row), strict=True))
        if not all(said[name] for name in _NEEDED):
            raise ValueError
        file = BY_NAME[said["file"].removesuffix(".parquet")]
        column, where = _column(file, said["column"]), _where(file, said)
        old = None if said["from"] == _ANY else said["from"]
        if where is None and old is None:  # a whole column is not put right by one word
            raise ValueError
        value(old or "", column)  # what can never be found is said now
        new = value(said["to"], column)
        declared_on = _day(said["declared_on"])
    except (KeyError, ValueError):
        raise IngestError("correction_unreadable", line=line) from None
    return Correction(line, file, column, where, old, new, said["to"], said["why"], said["source"], declared_on)


def _where(file: RawFile, said: dict[str, str]) -> tuple[RawColumn, str] | None:
    """The column that chooses the rows and what it holds there; both are told, or neither."""
    header, text = said["where_column"], said["where_value"]
    if bool(header) != bool(text):
        raise ValueError
    if not header:
        return None
    column = _column(file, header)
    value(text, column)
    return column, text


def _column(file: RawFile, header: str) -> RawColumn:
    return {header_key(column.header): column for column in file.columns}[header_key(header)]


def value(text: str, column: RawColumn) -> Any:
    """A text as the column's type has it; KeyError or ValueError where it is none. Nothing is null."""
    if not text:
        return None
    if column.type == "DATE":
        return _day(text)
    if column.type == "DOUBLE":
        number = float(text.replace(",", "."))
        if not math.isfinite(number):
            raise ValueError
        return number
    if column.type == "VARCHAR":
        return text
    if abs(number := int(text)) >= _BEYOND[column.type]:
        raise ValueError
    return number


def _day(text: str) -> date:
    """A day written as 2022-01-21 or 21/01/2022."""
    written = _DAY.fullmatch(text)
    return date(int(written[3]), int(written[2]), int(written[1])) if written else date.fromisoformat(text)
