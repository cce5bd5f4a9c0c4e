"""Lines of a long text table: which of them are plainly one record each, found for millions of them at once.

A line is plain when it has the header's number of separators and its quotes, if any, stand around whole cells. Such a
line means the same to every reader, so the fast one may have it. All others go through Python's own reader in strict
mode, which also knows where a record over several lines ends; records in are records out.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import StringIO

import numpy as np

from data.errors import IngestError

LONGEST = csv.field_size_limit()  # a line up to this long has no cell that the strict reader would refuse
_QUOTE, _BREAK, _RETURN = 34, 10, 13

Odd = tuple[int, list[str]]  # a record's place in its piece, and its cells


@dataclass
class Piece:
    """One stretch of whole records: the plain lines' bytes with the place of each, and the odd records."""

    plain: bytes
    places: np.ndarray  # of the plain lines, from 0
    odd: list[Odd] = field(default_factory=list)
    records: int = 0
    used: int = 0  # bytes of the stretch that are told; the rest belongs to a record that is not whole yet
    has_quotes: bool = False


def piece_of(content: bytes, *, separator: str, columns: int, is_last: bool) -> Piece:
    """Tell the records of a stretch that begins with a record and ends with a line; IngestError ``quotes``."""
    text = np.frombuffer(content, dtype=np.uint8)
    ends = np.flatnonzero(text == _BREAK)
    if len(content) and not content.endswith(b"\n"):
        ends = np.append(ends, len(content))
    starts = np.concatenate([[0], ends[:-1] + 1]) if len(ends) else ends
    has_quotes = b'"' in content
    plain = _plain(content, text, starts, ends, separator=ord(separator), columns=columns, has_quotes=has_quotes)
    if plain.all():
        return Piece(content, np.arange(len(ends)), records=len(ends), used=len(content), has_quotes=has_quotes)
    told = _Odd(content, starts, ends, plain, separator=separator, is_last=is_last)
    told.run()
    plain = plain[: told.lines]
    rest = text[: told.used][np.repeat(plain, np.diff(np.append(starts[: told.lines], told.used)))]
    places = np.flatnonzero(plain) + np.cumsum(told.shift[: told.lines])[plain]
    return Piece(rest.tobytes(), places, told.found, told.records, told.used, has_quotes)


def _plain(
    content: bytes,
    text: np.ndarray,
    starts: np.ndarray,
    ends: np.ndarray,
    *,
    separator: int,
    columns: int,
    has_quotes: bool,
) -> np.ndarray:
    """Whether each line is plain."""
    separators = np.flatnonzero(text == separator)
    plain = (ends - starts) <= LONGEST
    if has_quotes:
        quotes = np.flatnonzero(text == _QUOTE)
        line = np.searchsorted(ends, quotes)
        first = np.searchsorted(quotes, starts)
        turn = np.arange(len(quotes)) - first[line]  # which quote of its line it is
        stands = np.where(turn % 2 == 0, _opens(text, quotes, separator), _closes(text, quotes, separator))
        plain[line[~stands]] = False
        plain &= np.bincount(line, minlength=len(ends)) % 2 == 0
        of_line = np.searchsorted(ends, separators)
        separators = separators[(np.searchsorted(quotes, separators) - first[of_line]) % 2 == 0]
    counted = np.diff(np.searchsorted(separators, np.append(starts, len(text))))
    plain &= counted == columns - 1
    if content.count(b"\r") != content.count(b"\r\n"):
        returns = np.flatnonzero(text == _RETURN)
        alone = returns[np.append(text, 0)[returns + 1] != _BREAK]
        plain[np.searchsorted(ends, alone)] = False
    return plain


def _opens(text: np.ndarray, quotes: np.ndarray, separator: int) -> np.ndarray:
    before = np.where(quotes > 0, text[quotes - 1], _BREAK)
    return (before == separator) | (before == _BREAK)


def _closes(text: np.ndarray, quotes: np.ndarray, separator: int) -> np.ndarray:
    padded = np.concatenate([text, np.array([_BREAK, _BREAK], dtype=np.uint8)])
    after, beyond = padded[quotes + 1], padded[quotes + 2]
    return (after == separator) | (after == _BREAK) | ((after == _RETURN) & (beyond == _BREAK))


class _Odd:
    """The records of lines that are not plain, read where they stand."""

    def __init__(
        self,
        content: bytes,
        starts: np.ndarray,
        ends: np.ndarray,
        plain: np.ndarray,
        *,
        separator: str,
        is_last: bool,
    ) -> None:
        self._content, self._starts, self._ends, self._plain = content, starts, ends, plain
        self._separator, self._is_last = separator, is_last
        self.found: list[Odd] = []
        self.shift = np.zeros(len(ends) + 1, dtype=np.int64)  # records more than lines, from this line on
        self.lines, self.records, self.used = len(ends), 0, len(content)
        self._at, self._waiting = 0, []

    def run(self) -> None:
        """Read every odd line; lines that a record over several lines swallowed are plain no longer."""
        shift = 0
        for line in np.flatnonzero(~self._plain).tolist():
            if line < self._at:
                continue
            before = len(self.found)
            self._at = line
            if not self._read(line + shift):
                self._cut(line)
                break
            self._plain[line : self._at] = False
            more = len(self.found) - before - (self._at - line)
            self.shift[min(self._at, len(self._ends))] += more
            shift += more
        self.records = self.lines + shift

    def _cut(self, line: int) -> None:
        """What begins here goes on beyond this stretch."""
        self.lines, self.used = line, int(self._starts[line])

    def _read(self, place: int) -> bool:
        """Records from the line on until one ends with a line before a plain one; False where the stretch is short."""
        reader = csv.reader(self._given(), delimiter=self._separator, strict=True)
        found: list[Odd] = []
        try:
            for cells in reader:
                found.append((place + len(found), cells))
                if not self._waiting and (self._at >= len(self._ends) or self._plain[self._at]):
                    break
        except csv.Error:
            if self._at >= len(self._ends) and not self._is_last:
                return False
            raise IngestError("file_unreadable", file="", reason="quotes") from None
        self.found += found
        return True

    def _given(self) -> Iterator[str]:
        """Lines as the strict reader wants them: a lone carriage return ends one too."""
        while self._at < len(self._ends):
            start, end = int(self._starts[self._at]), int(self._ends[self._at])
            self._at += 1
            line = self._content[start : end + 1].decode()
            self._waiting = StringIO(line.replace("\r\n", "\n").replace("\r", "\n")).readlines()[::-1]
            while self._waiting:
                yield self._waiting.pop()
