"""Faults: cells of an Excel workbook that hold an error, or a formula nobody has computed.

The reader gives both as empty cells, and what is empty may be left out: a score that is #N/A would be no score.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from posixpath import join, normpath
from zipfile import ZipFile

Faults = dict[int, dict[int, str]]  # row, column (both from 0) → the error as a spreadsheet shows it

_BOOK = "xl/workbook.xml"
_LINKS = "xl/_rels/workbook.xml.rels"
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*?\w+:id=\"([^\"]+)\"")
_LINK = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_ERROR = re.compile(rb"<(?:\w+:)?c\s[^>]*\bt=\"e\"[^>]*>")
_UNCOMPUTED = re.compile(
    rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f\s[^>]*/>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_PLACE = re.compile(rb"\br=\"([A-Z]{1,3})([0-9]{1,7})\"")
_SAID = re.compile(rb"(#[A-Z0-9/?!_]{2,16})<")
_NOT_COMPUTED = "#VALUE!"
_NEAR = 2_000  # bytes between a cell's beginning and what it holds


def faults_of(content: bytes) -> list[Faults]:
    """The faults of every sheet, in the workbook's order; nothing for other files than .xlsx."""
    if not content.startswith(b"PK"):
        return []
    with ZipFile(BytesIO(content)) as archive:
        names = set(archive.namelist())
        if not {_BOOK, _LINKS} <= names:
            return []
        places = dict(_links(archive.read(_LINKS)))
        sheets = [places.get(link, "") for link in _SHEET.findall(archive.read(_BOOK))]
        return [_of_sheet(archive.read(sheet)) if sheet in names else {} for sheet in sheets]


def _links(content: bytes) -> Iterator[tuple[bytes, str]]:
    """(id, name of the part in the zip) of everything the workbook refers to."""
    for link in _LINK.findall(content):
        said = dict(re.findall(rb"(\w+)=\"([^\"]*)\"", link))
        target = said.get(b"Target", b"").decode(errors="replace")
        yield said.get(b"Id", b""), target[1:] if target.startswith("/") else normpath(join("xl", target))


def _of_sheet(content: bytes) -> Faults:
    found: Faults = {}
    if b't="e"' in content:
        for hit in _ERROR.finditer(content):
            said = _SAID.search(content, hit.end(), hit.end() + _NEAR)
            _put(found, hit[0], said[1].decode() if said else _NOT_COMPUTED)
    has_formulas = b"<f" in content or b":f" in content
    for hit in _UNCOMPUTED.finditer(content) if has_formulas else ():
        begun = max(content.rfind(b"<c ", 0, hit.start()), content.rfind(b":c ", 0, hit.start()))
        cell = content[begun : content.find(b">", begun)] if begun >= 0 else b""
        if b't="str"' not in cell:  # a formula whose answer is an empty text is computed
            _put(found, cell, _NOT_COMPUTED)
    return found


def _put(found: Faults, cell: bytes, text: str) -> None:
    if place := _PLACE.search(cell):
        column = 0
        for letter in place[1]:
            column = column * 26 + letter - 64
        found.setdefault(int(place[2]) - 1, {})[column - 1] = text
