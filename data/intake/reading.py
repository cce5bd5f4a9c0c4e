"""Reading: one sent file into parts, as sheets held in memory or, where it is long and flat, in batches.

What a file is must be certain before its rows count: parts and held rows wait until the file is read to its end, and
are forgotten where it is refused then.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from data.errors import IngestError
from data.intake import leavers
from data.intake.account import Received
from data.intake.fast import Fast
from data.intake.formats import Limits, Sheet, apart, flats, read_content
from data.intake.headers import TITLE_ROWS
from data.intake.held import Spool
from data.intake.listed import Sent
from data.intake.parts import Parts
from data.intake.recognise import Recognised, recognise
from data.intake.stating import constants
from data.intake.taking import Origin, Taking, described, stood_at
from data.intake.values import value

_PACKED = 100  # times more than its size a parquet file may hold


@dataclass(frozen=True)
class Override:
    """What somebody said of a sheet: its form, and position or header as written → header of ours ('': not read)."""

    form: str | None = None
    columns: Mapping[int | str, str] | None = None


Given = Mapping[str, Any]  # column name → value
Overrides = Mapping[tuple[str, str], Override]  # by file as shown and sheet


@dataclass(frozen=True)
class Reading:
    """What all files of a delivery are read with."""

    parts: Parts
    spool: Spool | None
    work: Path
    limits: Limits
    extra: Path | None = None
    told: Mapping[str, Any] = field(default_factory=dict)  # column name → value, for sheets that have no such column
    overrides: Overrides = field(default_factory=dict)

    def recognised(self, sheet: Sheet) -> tuple[Recognised | None, Given]:
        """What the sheet is, by what was said of it and by its headers, and the values stated for all of its rows.

        ``missing`` is then what nobody has stated.
        """
        said = self.overrides.get((sheet.file, sheet.sheet), Override())
        columns = _placed(said.columns or {}, sheet, lambda: recognise(sheet, extra=self.extra, form=said.form))
        found = recognise(sheet, extra=self.extra, form=said.form, columns=columns or None)
        if found is None:
            return None, {}
        given, missing = constants(found, self.told)
        columns = {column.name: column for column in found.form.columns}
        read = {name: value(cell, columns[name]).value for name, cell in given.items()}
        return replace(found, missing=missing), read

    def seen(self, sheet: Sheet, sender: str) -> Received:
        """What a sheet is by its first rows, nothing taken."""
        found, _ = self.recognised(sheet)
        origin = Origin(sheet.file, sheet.sheet, sender)
        return described(origin, found) if found else Received(sheet.file, sheet.sheet, sender)

    def sheets(self, sheets: list[Sheet], sent: Sent) -> list[Received]:
        """Take the rows of sheets that are in memory."""
        received = [self._sheet(sheet, sent) for sheet in sheets]
        return [_proven(each) for each in received]

    def flat(self, flat: flats.Text | flats.Columns, sent: Sent, progress: Callable[[float], None]) -> Received | None:
        """Take the rows of a long file; None where its form wants the whole sheet in memory."""
        head = replace(flat.head, file=sent.name)
        found, given = self.recognised(head)
        origin = Origin(sent.name, "", sent.sender)
        if found and ((found.form.shape is not None and not found.form.by_row) or stood_at(found)):
            return None
        taking = self._taking(found, origin, head, given) if found and not _waits(found) else None
        number = last = 0
        fast = Fast(found, taking.status, given) if taking else None
        for batch in flat.batches(limits=self.limits):
            number, last = _counted(batch, number, last)
            if taking:
                _take(batch, fast, taking)
            progress(batch.share)
        top = found.header_row if found else head.first_row - 1
        if taking is None:
            return _proven(_untaken(origin, found, max(last - top, 0)))
        return _proven(taking.finish(blank=number - max(last, top)))

    def _taking(self, found: Recognised, origin: Origin, sheet: Sheet, given: Given) -> Taking:
        status = leavers.place_of(found, sheet.rows[found.first_data :][:1000])
        return Taking(origin, found, self.parts, self.spool, status, given)

    def _sheet(self, sheet: Sheet, sent: Sent) -> Received:
        found, given = self.recognised(sheet)
        origin = Origin(sheet.file, sheet.sheet, sent.sender)
        if found is None or _waits(found):
            return _untaken(origin, found, len(sheet.rows) - (found.first_data if found else 0))
        taking = self._taking(found, origin, sheet, given)
        for number, row in enumerate(sheet.rows[found.first_data :], start=found.header_row + 1):
            taking.take(number, row)
        return taking.finish()


def sheets_of(sent: Sent, *, limits: Limits, head: int | None = None) -> list[Sheet]:
    """Every sheet of a file that is held in memory; IngestError where it is refused."""
    content = sent.path.read_bytes()
    if head and sent.kind in ("workbook", "html"):
        sheets = [each for each in apart.read(content, kind=sent.kind, limits=limits, head=head) if each.rows]
    else:
        sheets = read_content(content, name=sent.name, limits=limits)
    return [replace(sheet, file=sent.name) for sheet in sheets]


def flat_of(sent: Sent, work: Path, *, limits: Limits) -> flats.Text | flats.Columns | None:
    """A long flat file, None for what is read in memory; IngestError where it is refused."""
    if not is_flat(sent, limits=limits):
        return None
    if sent.kind == "text":
        return flats.open_text(sent.path, work)
    target = work / f"{sent.path.name}.anew"
    apart.write_anew(sent.path, target, limits=limits)
    return flats.open_columns(target)


def is_flat(sent: Sent, *, limits: Limits) -> bool:
    """Whether a file may be read piece by piece."""
    size = sent.path.stat().st_size * (_PACKED if sent.kind == "parquet" else 1)
    return sent.kind in ("text", "parquet") and size >= limits.stream_from


def _placed(columns: Mapping[int | str, str], sheet: Sheet, unaided: Callable[[], Recognised | None]) -> dict[int, str]:
    """The columns by position; a header is looked for where the header was found, else in the first rows."""
    placed = {place: ours for place, ours in columns.items() if isinstance(place, int)}
    named = {header: ours for header, ours in columns.items() if isinstance(header, str)}
    if named:
        found = unaided()
        lines = [found.headers] if found else [dict(enumerate(row)) for row in sheet.rows[:TITLE_ROWS]]
        line = max(lines, key=lambda line: len(named.keys() & set(line.values())), default={})
        placed |= {place: named[header] for place, header in line.items() if header in named}
    return placed


def _waits(found: Recognised) -> bool:
    """Nothing is guessed silently: what lacks a column or may be two things waits for its sender."""
    return bool(found.missing or found.ambiguous or found.doubled)


def _untaken(origin: Origin, found: Recognised | None, rows: int) -> Received:
    if found is None:
        return Received(origin.file, origin.sheet, origin.sender, rows=rows, left_out=rows, why={"not_ours": rows})
    return described(origin, found, rows=rows, left_out=rows, why={"waits": rows})


def _take(batch: flats.Batch, fast: Fast, taking: Taking) -> None:
    top = taking.found.header_row
    if len(batch.numbers) and batch.numbers[0] <= top:
        below = batch.numbers > top
        batch = replace(batch, frame=batch.frame.filter(below), numbers=batch.numbers[below])
    batch = replace(batch, odd=[(number, cells) for number, cells in batch.odd if number > top])
    frame, mended, slow = fast.convert(batch)
    for number, cells in slow:
        taking.take(number, cells)
    taking.take_frame(frame, mended=mended, cells_of=lambda number: _cells(batch, number))


def _cells(batch: flats.Batch, number: int) -> list[Any]:
    place = int(np.searchsorted(batch.numbers, number))
    return [flats.tidy(cell) for cell in batch.frame.row(place)]


def _counted(batch: flats.Batch, number: int, last: int) -> tuple[int, int]:
    """(the last row so far, the last row that holds anything); every row must follow the one before."""
    numbers = len(batch.numbers) + len(batch.odd)
    places = [*batch.numbers[-1:], *(place for place, _ in batch.odd[-1:])]
    ends = int(max(places, default=number))
    return (ends, _last_filled(batch, last)) if numbers else (number, last)


def _last_filled(batch: flats.Batch, last: int) -> int:
    for place, cells in reversed(batch.odd):
        if any(cell is not None for cell in cells):
            last = max(last, place)
            break
    for at in range(batch.frame.height - 1, -1, -1):
        if any(flats.tidy(cell) is not None for cell in batch.frame.row(at)):
            return max(last, int(batch.numbers[at]))
    return last


def _proven(received: Received) -> Received:
    """Counts in are counts out, or the file is refused: rather no row than one too few."""
    if not received.adds_up:
        raise IngestError("file_unreadable", file=received.file, reason="rows_lost")
    return received
