"""Letters of a long text: which encoding it is in is decided over all of it, without ever holding it whole.

The same rules as for a short one (``delimited.decoded``): by mark, by zero bytes, else UTF-8, else Windows-1258.
"""

import codecs
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from data.errors import IngestError
from data.intake.formats.delimited import CONTROL_BYTES, MARKS, wide_order

_CHUNK = 1 << 23

Seen = Callable[[int], None]


@dataclass(frozen=True)
class Plain:
    """A text in UTF-8: where it lies and how many bytes of mark stand before it."""

    path: Path
    mark: int


def as_utf8(path: Path, work: Path) -> Plain:
    """The text in UTF-8: the file itself, or a copy in ``work``; IngestError where it is no text."""
    with path.open("rb") as file:
        opening = file.read(4)
    for mark, encoding in MARKS.items():
        if opening.startswith(mark):
            return _held(path, len(mark), encoding, work)
    if any(b"\0" in chunk for chunk in _chunks(path, 0)):
        return _held(path, 0, _order(path), work)
    try:
        return _held(path, 0, "utf-8", work)
    except IngestError as error:
        if error.details["reason"] != "torn":
            raise
    _refuse_damaged(path)
    return _held(path, 0, "cp1258", work)


def _chunks(path: Path, skipped: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(skipped)
        while chunk := file.read(_CHUNK):
            yield chunk


def _texts(path: Path, skipped: int, encoding: str, errors: str = "strict") -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    for chunk in _chunks(path, skipped):
        yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


def _held(path: Path, mark: int, encoding: str, work: Path) -> Plain:
    """Go through all of it once: what is no UTF-8 is written as such, and what is no text refused."""
    is_copied = encoding != "utf-8"
    target = work / f"{path.name}.utf8" if is_copied else path
    letters = control = zeros = 0
    copy = target.open("wb") if is_copied else None
    try:
        for text in _texts(path, mark, encoding):
            content = text.encode()
            letters += len(text)
            control += len(content) - len(content.translate(None, CONTROL_BYTES))
            zeros += content.count(b"\0")
            if copy:
                copy.write(content)
    except UnicodeError:
        reason = "characters" if encoding == "cp1258" else "torn"
        raise IngestError("file_unreadable", file="", reason=reason) from None
    finally:
        if copy:
            copy.close()
    if zeros or control * 200 > letters:
        raise IngestError("file_kind_unknown", file="", reason="binary")
    return Plain(target, 0 if is_copied else mark)


def _order(path: Path) -> str:
    first = second = 0
    for chunk in _chunks(path, 0):  # chunks are of even length
        first, second = first + chunk[0::2].count(0), second + chunk[1::2].count(0)
    return wide_order(first, second, path.stat().st_size)


def _refuse_damaged(path: Path) -> None:
    """UTF-8 with a few broken letters would become nonsense as Windows-1258: say so instead."""
    broken = others = 0
    for text in _texts(path, 0, "utf-8", "replace"):
        broken += text.count("\ufffd")
        others += len(text) - len(text.encode("ascii", "ignore"))
    if others - broken > broken:
        raise IngestError("file_unreadable", file="", reason="characters")
