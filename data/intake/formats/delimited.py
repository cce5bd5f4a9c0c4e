"""Text tables: which letters the bytes are, which sign parts the columns, and the rows."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO

from data.errors import IngestError
from data.intake.formats.limits import Limits
from data.intake.formats.sheets import Sheet, rectangle

_SEPARATORS = ",;\t|"
_LOOKED_AT = 65_536  # characters read to find the separator
MARKS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
CONTROL_BYTES = bytes(sign for sign in range(128) if _CONTROL.match(chr(sign)))
SEP_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


def read(content: bytes, *, limits: Limits) -> list[Sheet]:
    """The one table of a text file, every cell text; IngestError where it is no text or its quotes do not close."""
    text = decoded(content)
    skipped = 0
    if said := SEP_LINE.match(text):
        text, separator, skipped = text[said.end() :], said[1], 1
    else:
        separator = separator_of(text)
    rows = rectangle(records(text, separator), limits=limits)
    return [Sheet(file="", sheet="", rows=rows, first_row=1 + skipped)]


def decoded(content: bytes) -> str:
    """Text of the bytes, by mark, by zero bytes, else UTF-8, else Windows-1258; IngestError where none fits."""
    for mark, encoding in MARKS.items():
        if content.startswith(mark):
            return _text(content[len(mark) :], encoding)
    if b"\0" in content:
        return _text(content, _wide(content))
    try:
        return _text(content, "utf-8")
    except IngestError as error:
        if error.details["reason"] != "torn":
            raise
        _refuse_damaged_utf8(content)
    return _text(content, "cp1258")


def _text(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        reason = "characters" if encoding == "cp1258" else "torn"
        raise IngestError("file_unreadable", file="", reason=reason) from None
    if "\0" in text or len(_CONTROL.findall(text)) * 200 > len(text):
        raise IngestError("file_kind_unknown", file="", reason="binary")
    return text


def _wide(content: bytes) -> str:
    """UTF-16's byte order, from where the zero halves of plain letters, digits and separators stand."""
    return wide_order(content[0::2].count(0), content[1::2].count(0), len(content))


def wide_order(first: int, second: int, length: int) -> str:
    """The byte order by how many zeros stand in each half of the pairs of ``length`` bytes; IngestError if neither."""
    if max(first, second) * 10 < length // 2 or min(first, second) * 10 > max(first, second):
        raise IngestError("file_kind_unknown", file="", reason="binary")
    return "utf-16-le" if second > first else "utf-16-be"


def _refuse_damaged_utf8(content: bytes) -> None:
    """UTF-8 with a few broken letters would become nonsense as Windows-1258: say so instead."""
    text = content.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    if sum(not letter.isascii() for letter in text) - broken > broken:
        raise IngestError("file_unreadable", file="", reason="characters")


def separator_of(text: str) -> str:
    """The sign that gives most rows the same number of columns; a comma where none parts anything."""
    opening = text[:_LOOKED_AT]
    if len(text) > _LOOKED_AT:
        opening = opening[: opening.rfind("\n") + 1] or opening
    return max(_SEPARATORS, key=lambda separator: _agreement(opening, separator))


def _agreement(text: str, separator: str) -> tuple[int, int]:
    widths: Counter[int] = Counter()
    try:
        widths.update(len(row) for row in csv.reader(StringIO(text, newline=""), delimiter=separator) if len(row) > 1)
    except csv.Error:
        return 0, 0
    return max(((rows, width) for width, rows in widths.items()), default=(0, 0))


def records(text: str, separator: str) -> Iterator[list[str]]:
    """Records as they are parted; IngestError ``quotes``."""
    try:  # strict, and a cell over 131,072 characters refused: else a quote left open swallows the rows below it
        yield from csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    except csv.Error:
        raise IngestError("file_unreadable", file="", reason="quotes") from None
