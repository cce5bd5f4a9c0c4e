"""Recognising a sheet: where its header is, which form it is, which column is which."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.intake.aliases import is_ordinal, is_personal, known
from data.intake.candidates import Candidate, Wanted, candidates
from data.intake.forms import FORMS, Form, form_of
from data.intake.headers import TITLE_ROWS
from data.intake.noise import noise
from data.intake.stating import stated, titles
from data.intake.wording import loose_key

if TYPE_CHECKING:
    from data.intake.formats import Sheet

_MARGIN = 0.08  # scores nearer than this are nearly equal
_TITLE = 200  # letters in a title; more is a sentence


@dataclass(frozen=True)
class Recognised:
    """What a sheet is: the form, position → our header, and what was left over or is wanting."""

    form: Form
    columns: dict[int, str]
    header_row: int  # 1-based row number in the file of the last header line
    first_data: int  # index in ``sheet.rows`` of the first row below the header
    headers: dict[int, str]  # position → the header as it is written, with its group before it
    lines: tuple[dict[int, str], ...]  # the header's lines as they are written
    unknown: tuple[str, ...]  # headers that are not read
    personal: tuple[str, ...]  # headers of names, birth dates, addresses: not read on purpose
    missing: tuple[str, ...]  # required headers of ours that were not found
    doubled: tuple[str, ...]  # headers of ours that two columns claim equally well; the first is read
    ambiguous: tuple[str, ...]  # other forms that fit nearly as well
    stated: Mapping[str, Any] = field(default_factory=dict)  # column name → what the titles say of every row
    score: float = field(compare=False, default=0.0)

    @property
    def file(self) -> str:
        """Name of the form."""
        return self.form.name

    @cached_property
    def key(self) -> int | None:
        """Position of the column that says whom or what a row is about."""
        first = self.form.columns[0].header
        return next((place for place, header in self.columns.items() if header == first), None)


def recognise(
    sheet: "Sheet", *, extra: Path | None = None, form: str | None = None, columns: Mapping[int, str] | None = None
) -> Recognised | None:
    """The sheet's form and columns, None where it is no table of ours; IngestError where ``extra`` cannot be used.

    ``form`` names the form the sheet is, where somebody has said so; ``columns`` says for positions which header of
    ours they are, '' for a column that is not to be read.
    """
    forms = FORMS if form is None else (form_of(form),)
    tables = {each: known(each, extra=extra) for each in forms}
    wanted = Wanted(tables, columns or {}, _titled(sheet), is_told=form is not None)
    found = candidates(sheet.rows, wanted)
    if not found:
        return None
    rivals = _rivals([one for one in found if (one.row, one.depth) == (found[0].row, found[0].depth)])
    best = rivals[0]
    near = sorted(one.form.name for one in rivals[1:] if one.score > best.score - _MARGIN)
    said = stated(titles(sheet, best.row)) | {"@file": sheet.file}
    return _described(best, first_row=sheet.first_row, ambiguous=tuple(near), said=said)


def _titled(sheet: "Sheet") -> frozenset[str]:
    """Names of the forms that the titles name, if they name one of a target only."""
    texts = [loose_key(text) for text in titles(sheet, TITLE_ROWS) if len(text) < _TITLE]
    named = [form for form in FORMS if form.titles and any(re.search(form.titles, text) for text in texts)]
    targets = [form.target for form in named]
    return frozenset(form.name for form in named if targets.count(form.target) == 1)


def _rivals(found: list[Candidate]) -> list[Candidate]:
    """Readings of one header that contradict each other, best first: of each target those that do it justice."""
    kept: list[Candidate] = []
    for target in dict.fromkeys(one.form.target for one in found):
        kept += _of_target([one for one in found if one.form.target == target])
    return [one for one in found if one in kept]


def _of_target(found: list[Candidate]) -> list[Candidate]:
    """Forms with one target: those that lack least and read most; of these the target's own form."""
    least = min(len(one.missing) for one in found)
    found = [one for one in found if len(one.missing) == least]
    found = [one for one in found if not any(other.mapping.keys() > one.mapping.keys() for other in found)]
    return [one for one in found if one.form.is_plain] or found


def noise_of(row: Sequence[Any], found: Recognised) -> str | None:
    """empty | header | numbering | total | section for a row below the header that is no record, else None."""
    has_totals = found.form.has_totals
    return noise(row, columns=found.columns, key=found.key, lines=found.lines, has_totals=has_totals)


def is_noise(row: Sequence[Any], found: Recognised) -> bool:
    """Whether a row below the header is no record."""
    return noise_of(row, found) is not None


def _described(best: Candidate, *, first_row: int, ambiguous: tuple[str, ...], said: Mapping[str, Any]) -> Recognised:
    written = {place: _written(texts) for place, texts in best.options.items()}
    left = [text for place, text in written.items() if place not in best.mapping]
    return Recognised(
        form=best.form,
        columns=best.mapping,
        header_row=first_row + best.row + best.depth - 1,
        first_data=best.row + best.depth,
        headers=written,
        lines=best.lines,
        unknown=tuple(dict.fromkeys(text for text in left if not (is_personal(text) or is_ordinal(text)))),
        personal=tuple(dict.fromkeys(text for text in left if is_personal(text))),
        missing=best.missing,
        doubled=best.doubled,
        ambiguous=ambiguous,
        stated=said,
        score=best.score,
    )


def _written(texts: tuple[str, ...]) -> str:
    """A header as one would name it: with its group before it where it has one."""
    return texts[1] if len(texts) == 3 else texts[-1]
