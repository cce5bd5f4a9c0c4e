"""Recognising a sheet: where its header is, which file of the layout it holds, which column is which."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.ingest.layout import FILES
from data.intake.aliases import is_personal
from data.intake.candidates import Candidate, candidates
from data.intake.noise import noise

if TYPE_CHECKING:
    from data.intake.formats import Sheet

_MARGIN = 0.08  # scores nearer than this are nearly equal


@dataclass(frozen=True)
class Recognised:
    """What a sheet is: the layout file, position → our header, and what was left over or is wanting."""

    file: str
    columns: dict[int, str]
    header_row: int  # 1-based row number in the file of the last header line
    first_data: int  # index in ``sheet.rows`` of the first row below the header
    headers: dict[int, str]  # position → the header as it is written, with its group before it
    lines: tuple[dict[int, str], ...]  # the header's lines as they are written
    unknown: tuple[str, ...]  # headers that are not read
    personal: tuple[str, ...]  # headers of names, birth dates, addresses: not read on purpose
    missing: tuple[str, ...]  # required headers of ours that were not found
    doubled: tuple[str, ...]  # headers of ours that two columns claim equally well; the first is read
    ambiguous: tuple[str, ...]  # other files that fit nearly as well
    score: float = field(compare=False, default=0.0)

    @cached_property
    def key(self) -> int | None:
        """Position of the column that says whom or what a row is about."""
        first = next(file.columns[0].header for file in FILES if file.name == self.file)
        return next((place for place, header in self.columns.items() if header == first), None)


def recognise(sheet: "Sheet", *, extra: Path | None = None) -> Recognised | None:
    """The sheet's file and columns, None where it is no table of ours; IngestError where ``extra`` cannot be used."""
    found = candidates(sheet.rows, extra=extra)
    if not found:
        return None
    best = found[0]
    same_header = [one for one in found[1:] if (one.row, one.depth) == (best.row, best.depth)]
    near = sorted(one.file.name for one in same_header if one.score > best.score - _MARGIN)
    return _described(best, first_row=sheet.first_row, ambiguous=tuple(near))


def noise_of(row: Sequence[Any], found: Recognised) -> str | None:
    """empty | header | numbering | total | section for a row below the header that is no record, else None."""
    return noise(row, columns=found.columns, key=found.key, lines=found.lines)


def is_noise(row: Sequence[Any], found: Recognised) -> bool:
    """Whether a row below the header is no record."""
    return noise_of(row, found) is not None


def _described(best: Candidate, *, first_row: int, ambiguous: tuple[str, ...]) -> Recognised:
    written = {place: _written(texts) for place, texts in best.options.items()}
    left = [text for place, text in written.items() if place not in best.mapping]
    return Recognised(
        file=best.file.name,
        columns=best.mapping,
        header_row=first_row + best.row + best.depth - 1,
        first_data=best.row + best.depth,
        headers=written,
        lines=best.lines,
        unknown=tuple(dict.fromkeys(text for text in left if not is_personal(text))),
        personal=tuple(dict.fromkeys(text for text in left if is_personal(text))),
        missing=best.missing,
        doubled=best.doubled,
        ambiguous=ambiguous,
        score=best.score,
    )


def _written(texts: tuple[str, ...]) -> str:
    """A header as one would name it: with its group before it where it has one."""
    return texts[1] if len(texts) == 3 else texts[-1]
