"""What a file is, told by its bytes: an extension is only what somebody called it."""

import re
from io import BytesIO
from pathlib import Path
from typing import Literal
from zipfile import ZipFile

from data.errors import IngestError
from data.intake.formats.limits import Limits

Kind = Literal["workbook", "parquet", "html", "text", "zip"]

_BLANK = b"\xef\xbb\xbf\xfe\xff \t\r\n\0"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of .xls, and of workbooks with a password
_OPEN_SHEET = b"application/vnd.oasis.opendocument.spreadsheet"
OTHERS = {
    b"%PDF": "pdf",
    b"\x89PNG": "image",
    b"\xff\xd8\xff": "image",
    b"GIF8": "image",
    b"\x1f\x8b": "gzip",
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"Rar!": "rar",
    b"BZh": "bzip2",
    b"\xfd7zXZ": "xz",
    b"MZ": "program",
    b"\x7fELF": "program",
    b"SQLite format 3": "sqlite",
    b"{\\rtf": "rtf",
}
_PAGE = re.compile(
    rb"<(!doctype html|html|head|meta|style|title|body|div|center|font|p|table)\b"
    rb"|(<!--|<\?xml).{0,2000}?<(html|table)\b",
    re.DOTALL,
)
_BEGINS = 4096  # bytes that tell what a file is


def kind_of(content: bytes) -> Kind:
    """The kind of a file; IngestError file_empty, file_kind_unknown, file_protected or file_unreadable."""
    if not content.strip(_BLANK):
        raise IngestError("file_empty", file="", reason="nothing_in_it")
    if content.startswith(_ZIP):
        return _kind_of_zip(content)
    if content.startswith(_COMPOUND):
        return _kind_of_compound(content)
    if content.startswith(b"PARE"):
        raise IngestError("file_protected", file="", reason="encrypted")
    if content.startswith(b"PAR1"):
        if not content.endswith(b"PAR1"):
            raise IngestError("file_unreadable", file="", reason="torn")
        return "parquet"
    return _page_or_text(content)


def kind_at(path: Path, *, limits: Limits) -> Kind:
    """The same for a file on disk, of which no more is read than tells it; a workbook may not be over its ceiling."""
    size = path.stat().st_size
    with path.open("rb") as file:
        opening = file.read(_BEGINS)
        file.seek(max(size - 4, 0))
        ending = file.read(4)
    is_whole = size <= _BEGINS or opening.startswith((*_ZIP, _COMPOUND)) or not opening.strip(_BLANK)
    if not is_whole:
        kind = kind_of(opening + ending)
    elif size > limits.bytes:
        raise IngestError("file_too_large", file="", reason="bytes")
    else:
        kind = kind_of(path.read_bytes())
    if size > (limits.flat_bytes if kind in ("text", "parquet") else limits.bytes):
        raise IngestError("file_too_large", file="", reason="bytes")
    return kind


def _page_or_text(content: bytes) -> Kind:
    """Raise IngestError file_kind_unknown, its reason what the file is, for what is known and no table."""
    for sign, reason in OTHERS.items():
        if content.startswith(sign):
            raise IngestError("file_kind_unknown", file="", reason=reason)
    opening = content[:_BEGINS].replace(b"\0", b"")  # in UTF-16 too
    opening = opening.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").lstrip().lower()
    if _PAGE.match(opening):
        return "html"
    if opening.startswith(b"<?xml"):
        raise IngestError("file_kind_unknown", file="", reason="xml")
    return "text"


def _kind_of_compound(content: bytes) -> Kind:
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise IngestError("file_protected", file="", reason="password")
    sector = 1 << min(int.from_bytes(content[30:32], "little"), 12)
    if (int.from_bytes(content[48:52], "little") + 1) * sector >= len(content):  # where the list of parts should stand
        raise IngestError("file_unreadable", file="", reason="torn")
    if not any(name.encode("utf-16-le") + b"\0\0" in content for name in ("Workbook", "Book", "WORKBOOK", "BOOK")):
        raise IngestError("file_kind_unknown", file="", reason="other_document")
    return "workbook"


def _kind_of_zip(content: bytes) -> Kind:
    with ZipFile(BytesIO(content)) as archive:
        names = set(archive.namelist())
        if "xl/workbook.xml" in names:
            return "workbook"
        if "mimetype" in names and "content.xml" in names:
            return _kind_of_open_document(archive)
    if "[Content_Types].xml" in names:
        raise IngestError("file_kind_unknown", file="", reason="other_document")
    return "zip"


def _kind_of_open_document(archive: ZipFile) -> Kind:
    with archive.open("mimetype") as file:
        if not file.read(200).startswith(_OPEN_SHEET):
            raise IngestError("file_kind_unknown", file="", reason="other_document")
    if "META-INF/manifest.xml" in archive.namelist():
        with archive.open("META-INF/manifest.xml") as file:
            if b"encryption-data" in file.read(1_000_000):
                raise IngestError("file_protected", file="", reason="password")
    return "workbook"
