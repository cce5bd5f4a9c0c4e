"""Taking: the rows of one sheet, cell by cell, each taken, held back, told to be no data or left out."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

import polars as pl

from data.ingest.layout import RawColumn
from data.intake import leavers
from data.intake.account import Column, Received
from data.intake.formats import Cell
from data.intake.held import HEADERS, HeldRow, Spool
from data.intake.parts import ROW, Parts, framed
from data.intake.recognise import Recognised, is_noise
from data.intake.values import value

_TOGETHER = 20_000  # rows made a frame at a time


@dataclass
class Origin:
    """Where rows come from: the file as shown, the sheet, the sender."""

    file: str
    sheet: str
    sender: str


@dataclass
class Taking:
    """One recognised sheet while its rows come in; ``status`` is the position that says who still works there."""

    origin: Origin
    found: Recognised
    parts: Parts
    spool: Spool
    status: int | None = None
    given: Mapping[str, Any] = field(default_factory=dict)  # column name → what titles or somebody say of every row
    counts: Counter[str] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)
    _rows: list[dict[str, Any]] = field(default_factory=list)
    _cells: dict[int, Sequence[Cell]] = field(default_factory=dict)  # of a sheet that is shaped as a whole

    def __post_init__(self) -> None:
        at = {header: place for place, header in self.found.columns.items()}
        columns = [(column, at[column.header]) for column in self.found.form.columns if column.header in at]
        self._places: list[tuple[RawColumn, int]] = columns
        self._stood = stood_at(self.found)

    def take(self, number: int, cells: Sequence[Cell]) -> None:
        """One row below the header, its cells tidied; ``number`` is its row in the file."""
        self.counts["rows"] += 1
        self._note_origin(cells)
        if is_noise(cells, self.found):
            self.counts["noise"] += 1
        elif self.status is not None and leavers.is_left_out(_at(cells, self.status)):
            self.counts["left_out"] += 1
            self.statuses[leavers.word(_at(cells, self.status))] += 1
        else:
            self._read(number, cells)

    def _note_origin(self, cells: Sequence[Cell]) -> None:
        """Of a file of held-back rows: where this row stood; left blank but for that, the row is to go."""
        if self._stood:
            file, sheet, row = (_at(cells, place) for place in self._stood)
            if isinstance(file, str) and str(row or "").isdecimal():
                self.parts.correct((self.origin.sender, file, str(sheet or ""), int(str(row))))

    def take_frame(self, frame: pl.DataFrame, *, mended: int, cells_of: Callable[[int], Sequence[Cell]]) -> None:
        """Rows that were converted together, with '@dong': under the target's headers, or, of a form that shapes each
        row, by column name; ``cells_of`` gives a row as it came.
        """
        self.counts["rows"] += frame.height
        self.counts["mended"] += mended
        if self.found.form.shape is not None:
            self._shape_frame(frame, cells_of)
            return
        self.counts["taken"] += frame.height
        together = pl.concat([frame, framed(self.found.form.target, self._rows)]) if self._rows else frame
        self._rows.clear()
        self._add(self.found.form.target, together.sort(ROW))

    def finish(self, *, blank: int = 0) -> Received:
        """Shape what must be shaped, write what waits; ``blank`` rows at the end of the file are none."""
        if self.found.form.shape is not None:
            self._shape(self._cells.__getitem__)
            self._cells.clear()
        self._write()
        counts = self.counts
        counts.subtract({"rows": blank, "noise": blank})
        said = {name: counts[name] for name in ("rows", "taken", "held", "noise", "left_out", "mended")}
        why = {"leaver": counts["left_out"]} if counts["left_out"] else {}
        return described(self.origin, self.found, **said, why=why, statuses=dict(self.statuses))

    def _read(self, number: int, cells: Sequence[Cell]) -> None:
        read: dict[str, Any] = {ROW: number} | dict(self.given)
        reasons, mended = [], 0
        for column, place in self._places:
            parsed = value(_at(cells, place), column)
            if parsed.reason:
                reasons.append((column.header, parsed.reason))
            read[column.name] = parsed.value
            mended += bool(parsed.mended)
        if reasons:
            self._hold(number, reasons, cells)
            return
        self.counts["mended"] += mended
        self._rows.append(read)
        if self.found.form.shape is not None:
            self._cells[number] = cells
            return
        self.counts["taken"] += 1
        if len(self._rows) >= _TOGETHER:
            self._write()

    def _hold(self, number: int, reasons: Sequence[tuple[str, str]], cells: Sequence[Cell]) -> None:
        self.counts["held"] += 1
        texts = {column.header: as_text(_at(cells, place)) for column, place in self._places}
        origin = self.origin
        self.spool.keep(
            HeldRow(origin.sender, self.found.form.name, origin.file, origin.sheet, number, tuple(reasons), texts)
        )

    def _shape_frame(self, frame: pl.DataFrame, cells_of: Callable[[int], Sequence[Cell]]) -> None:
        """Few rows at a time, those that were read cell by cell in their places among them."""
        slow, waiting, self._rows, self._cells = self._cells, self._rows, [], {}

        def came(number: int) -> Sequence[Cell]:
            return slow[number] if number in slow else cells_of(number)

        for piece in frame.iter_slices(_TOGETHER):
            rows = [*piece.iter_rows(named=True), *(row for row in waiting if row[ROW] < piece[-1, ROW])]
            waiting = [row for row in waiting if row[ROW] > piece[-1, ROW]]
            self._rows = sorted(rows, key=itemgetter(ROW))
            self._shape(came)
        self._rows = waiting
        self._shape(came)

    def _shape(self, cells_of: Callable[[int], Sequence[Cell]]) -> None:
        """What the form makes of the rows so far; rows it neither uses nor holds are no data."""
        shaped = self.found.form.shape(self._rows)
        came, self._rows = len(self._rows), []
        reasons: dict[int, list[tuple[str, str]]] = defaultdict(list)
        for number, reason in shaped.held:
            reasons[number].append(("", reason))
        for number, why in sorted(reasons.items()):
            self._hold(number, why, cells_of(number))
        self.counts["taken"] += shaped.taken
        self.counts["noise"] += came - shaped.taken - len(reasons)
        for target, rows in ((self.found.form.target, shaped.rows), *shaped.others.items()):
            self._add(target, framed(target, rows))

    def _write(self) -> None:
        if self._rows:
            self._add(self.found.form.target, framed(self.found.form.target, self._rows))
            self._rows.clear()

    def _add(self, target: str, frame: pl.DataFrame) -> None:
        self.parts.add(target, frame, file=self.origin.file, sheet=self.origin.sheet)


def stood_at(found: Recognised) -> tuple[int, ...]:
    """Positions that say where each row stood, in a file of held-back rows; of any other file none."""
    at = {written: place for place, written in found.headers.items()}
    return tuple(at[header] for header in HEADERS[:-1]) if set(HEADERS) <= at.keys() else ()


def described(origin: Origin, found: Recognised, **said: Any) -> Received:
    """What was recognised of a sheet, for its account."""
    columns = tuple(
        Column(place, written, found.columns.get(place, "")) for place, written in sorted(found.headers.items())
    )
    return Received(
        origin.file,
        origin.sheet,
        origin.sender,
        found.form.name,
        found.form.target,
        unknown=tuple(header for header in found.unknown if header not in HEADERS),
        personal=found.personal,
        missing=found.missing,
        in_doubt=(*found.ambiguous, *found.doubled),
        columns=columns,
        **said,
    )


def as_text(cell: Cell) -> str:
    """A cell as somebody can correct it: as it stood, without the decoration of its type."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _at(cells: Sequence[Cell], place: int) -> Cell:
    return cells[place] if place < len(cells) else None
