"""Reading what was sent: workbooks, text tables, parquet and zips of these, as sheets of plain cells."""

import unicodedata
from dataclasses import replace
from pathlib import Path

from data.errors import IngestError
from data.intake.formats import apart, archives, delimited
from data.intake.formats.kinds import Kind, kind_of
from data.intake.formats.limits import LIMITS, LIMITS_UPLOAD, Limits
from data.intake.formats.sheets import Cell, Sheet, check_size

__all__ = ["LIMITS", "LIMITS_UPLOAD", "Cell", "IngestError", "Limits", "Sheet", "read_content", "read_file"]


def read_file(path: Path, *, limits: Limits = LIMITS) -> list[Sheet]:
    """Every sheet of the file that holds something, at least one; IngestError (file, reason) where it is refused."""
    name = unicodedata.normalize("NFC", path.name)
    try:
        with path.open("rb") as file:
            content = file.read(limits.bytes + 1)
    except OSError:
        raise IngestError("file_unreadable", file=name, reason="cannot_open") from None
    return read_content(content, name=name, limits=limits)


def read_content(content: bytes, *, name: str, limits: Limits = LIMITS) -> list[Sheet]:
    """The same for bytes that were handed over, never written to a disk; ``name`` is how the file is called."""
    try:
        if len(content) > limits.bytes:
            raise IngestError("file_too_large", file=name, reason="bytes")
        with archives.torn_is_said():
            kind = kind_of(content)
        if kind == "zip":
            return _members(content, name=name, limits=limits)
        return [replace(sheet, file=name) for sheet in _table(content, kind=kind, limits=limits)]
    except IngestError as error:
        raise IngestError(error.code, **error.details | {"file": error.details["file"] or name}) from None


def _table(content: bytes, *, kind: Kind, limits: Limits) -> list[Sheet]:
    if kind == "text":
        sheets = delimited.read(content, limits=limits)
    else:
        if content.startswith(b"PK"):
            archives.check_bomb(content, limits=limits)
        sheets = apart.read(content, kind=kind, limits=limits)
    sheets = [sheet for sheet in sheets if sheet.rows]
    if not sheets:
        raise IngestError("file_empty", file="", reason="no_rows")
    return sheets


def _members(content: bytes, *, name: str, limits: Limits) -> list[Sheet]:
    """Sheets of every file in a zip; the first that cannot be read is named with the zip it is in."""
    found: list[Sheet] = []
    cells = 0
    for member, unpacked in archives.members(content, limits=limits):
        inside = f"{name}/{member}"
        if unpacked.startswith(b"PK") and _is_zip(unpacked):
            raise IngestError("archive_refused", file=inside, reason="zip_in_zip")
        found += read_content(unpacked, name=inside, limits=limits)
        cells += sum(len(sheet.rows) * len(sheet.rows[0]) for sheet in found if sheet.file == inside)
        check_size(rows=0, columns=0, cells=cells, limits=limits)
    return found


def _is_zip(content: bytes) -> bool:
    try:
        with archives.torn_is_said():
            return kind_of(content) == "zip"
    except IngestError:
        return False
