"""Flat files: text tables and parquet files of any length, as a head to recognise them by and batches of rows."""

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import numpy as np
import polars as pl

from data.errors import IngestError
from data.intake.formats import delimited, encodings, lines
from data.intake.formats.limits import Limits
from data.intake.formats.sheets import Cell, Sheet, check_size, rectangle, tidy

_HEAD_BYTES = 1 << 20
_HEAD_ROWS = 1_000
_CHUNK = 1 << 24
_BATCH = 150_000  # rows of a parquet file at a time
_LONGEST = 1 << 27  # bytes of one record


@dataclass
class Batch:
    """Rows of a flat file: ``frame`` by position ('0', '1', …) with the row number of each, and the ``odd`` ones."""

    frame: pl.DataFrame
    numbers: np.ndarray  # 1-based rows in the file
    odd: list[tuple[int, list[Cell]]] = field(default_factory=list)
    share: float = 0.0  # of the file that is read


@dataclass(frozen=True)
class Text:
    """A text table on disk; ``head`` are its first rows, as any reader would give them."""

    head: Sheet
    plain: encodings.Plain
    separator: str
    columns: int

    def batches(self, *, limits: Limits) -> Iterator[Batch]:
        """All rows, first to last; IngestError ``quotes``, ``rows``, ``columns`` or ``line_too_long``."""
        number, size = self.head.first_row, self.plain.path.stat().st_size
        with self.plain.path.open("rb") as file:
            file.seek(self.plain.mark)
            for _ in range(self.head.first_row - 1):  # the line that names the separator
                file.readline()
            rest, is_last = b"", False
            while not is_last:
                chunk = file.read(_CHUNK)
                is_last = len(chunk) < _CHUNK
                rest += chunk
                end = len(rest) if is_last else rest.rfind(b"\n") + 1
                piece = lines.piece_of(rest[:end], separator=self.separator, columns=self.columns, is_last=is_last)
                rest = rest[piece.used :]
                if len(rest) > _LONGEST:
                    raise IngestError("file_unreadable", file="", reason="line_too_long")
                check_size(rows=number + piece.records - 1, columns=0, cells=0, limits=_long(limits))
                yield self._batch(piece, number, share=file.tell() / max(size, 1), limits=limits)
                number += piece.records

    def _batch(self, piece: lines.Piece, number: int, *, share: float, limits: Limits) -> Batch:
        frame = parsed(piece, separator=self.separator, columns=self.columns)
        odd = [(number + place, [tidy(cell) for cell in cells]) for place, cells in piece.odd]
        check_size(rows=0, columns=max((len(cells) for _, cells in odd), default=0), cells=0, limits=limits)
        return Batch(frame, piece.places + number, odd, share)


@dataclass(frozen=True)
class Columns:
    """A parquet file that our own process has written anew; its column names are row 1."""

    head: Sheet
    path: Path
    rows: int

    def batches(self, *, limits: Limits) -> Iterator[Batch]:
        """All rows, first to last."""
        check_size(rows=self.rows, columns=0, cells=0, limits=_long(limits))
        scanned = pl.scan_parquet(self.path)
        for start in range(0, self.rows, _BATCH):
            frame = _by_position(scanned.slice(start, _BATCH).collect())
            yield Batch(frame, np.arange(frame.height) + start + 2, share=min(start + _BATCH, self.rows) / self.rows)


def open_text(path: Path, work: Path) -> Text | None:
    """The text table, None where its lines part into nothing that could be read in batches."""
    plain = encodings.as_utf8(path, work)
    with plain.path.open("rb") as file:
        file.seek(plain.mark)
        content = file.read(_HEAD_BYTES)
        is_whole = not file.read(1)
    text = content.decode("utf-8", errors="strict" if is_whole else "ignore")
    skipped, separator = 0, ""
    if said := delimited.SEP_LINE.match(text):
        text, separator, skipped = text[said.end() :], said[1], 1
    separator = separator or delimited.separator_of(text)
    records = _opening(text, separator)
    widths = Counter(len(record) for record in records if len(record) > 1)
    if not widths or not separator.isascii() or separator in '"\r\n':
        return None
    head = Sheet(file="", sheet="", rows=rectangle(records, limits=Limits()), first_row=1 + skipped)
    return Text(head, plain, separator, widths.most_common(1)[0][0])


def open_columns(path: Path) -> Columns:
    """A parquet file by its first rows; ``path`` must be a file we wrote."""
    scanned = pl.scan_parquet(path)
    first = scanned.head(_HEAD_ROWS).collect()
    head = Sheet(file="", sheet="", rows=rectangle([first.columns, *first.iter_rows()], limits=Limits()))
    return Columns(head, path, scanned.select(pl.len()).collect().item())


def _opening(text: str, separator: str) -> list[list[str]]:
    found: list[list[str]] = []
    with suppress(IngestError):  # what breaks off here goes on beyond the opening, or is told when its turn comes
        found.extend(islice(delimited.records(text, separator), _HEAD_ROWS))
    return found


def parsed(piece: lines.Piece, *, separator: str, columns: int) -> pl.DataFrame:
    """The plain lines of a piece as texts by position; IngestError ``rows_lost`` where they are not as many."""
    schema = {str(place): pl.String() for place in range(columns)}
    if not len(piece.places):
        return pl.DataFrame(schema=schema)
    quote = '"' if piece.has_quotes else None
    frame = pl.read_csv(piece.plain, has_header=False, schema=schema, separator=separator, quote_char=quote)
    if frame.height != len(piece.places):  # rather nothing than a row less
        raise IngestError("file_unreadable", file="", reason="rows_lost")
    return frame


def _by_position(frame: pl.DataFrame) -> pl.DataFrame:
    frame.columns = [str(place) for place in range(frame.width)]
    return frame


def _long(limits: Limits) -> Limits:
    return Limits(rows=limits.flat_rows, columns=limits.columns, cells=limits.flat_rows * limits.columns)
