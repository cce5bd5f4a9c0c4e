"""Candidates: for every row that may be a header, which form it may head, and how well."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from data.intake.aliases import Known, is_personal
from data.intake.forms import FORMS, Form
from data.intake.headers import Lines, Options, headers, options_of

_PENALTY = 0.3
_HALF = 0.15  # rows about a module that name none, a header that stands twice
_TITLE = 0.2  # what a title that names the form is worth

Mapped = tuple[dict[int, str], tuple[str, ...]]  # position → our header, and the headers claimed twice


@dataclass(frozen=True)
class Candidate:
    """One reading of a header: the form, the columns found, those found twice, how well it fits."""

    form: Form
    row: int  # index of the first header line
    depth: int  # header lines
    mapping: dict[int, str]
    doubled: tuple[str, ...]
    options: Options
    lines: Lines
    score: float

    @property
    def missing(self) -> tuple[str, ...]:
        """Required headers that were not found; of those of which one is enough, the first."""
        found = set(self.mapping.values())
        lacking = tuple(header for header in self.form.needed if header not in found)
        return lacking if found.intersection(self.form.any_of) else (*lacking, *self.form.any_of[:1])


@dataclass(frozen=True)
class Wanted:
    """What is looked for: the forms with what each is known by, the positions decided by hand, the forms named."""

    tables: Mapping[Form, Known]
    forced: Mapping[int, str]
    titled: frozenset[str] = frozenset()
    is_told: bool = False  # the form is: little is then enough


def candidates(rows: Sequence[Sequence[Any]], wanted: Wanted) -> list[Candidate]:
    """Every reading worth considering, best first.

    Where two are as good, the one that ends higher up wins, for rows above a header are no data and a header may be
    repeated among them; of those that end together, the plainer.
    """
    found = [candidate for header in headers(rows) for candidate in _read(header, wanted)]
    return sorted(found, key=lambda one: (-one.score, one.row + one.depth, one.depth))


def _read(header: tuple[int, Lines], wanted: Wanted) -> Iterator[Candidate]:
    row, lines = header
    options = options_of(lines)
    mappings = {form: _mapped(options, table, wanted.forced) for form, table in wanted.tables.items()}
    explained = {place: max(_weight(m[place]) for m, _ in mappings.values() if place in m) for place in _any(mappings)}
    is_of_people = any("Mã định danh" in mapping.values() for mapping, _ in mappings.values())
    for form, (mapping, doubled) in mappings.items():
        if mapping and (wanted.is_told or _is_enough(form, mapping, len(explained))):
            score = _score(form, mapping, explained, is_of_people=is_of_people)
            score += _TITLE * (form.name in wanted.titled) - _HALF * bool(doubled)
            yield Candidate(form, row, len(lines), mapping, doubled, options, lines, score)


def _any(mappings: Mapping[Form, Mapped]) -> set[int]:
    return {place for mapping, _ in mappings.values() for place in mapping}


def _mapped(options: Options, table: Known, forced: Mapping[int, str]) -> Mapped:
    """Each header of ours at the position that says it surest; a header said equally well twice is named."""
    best: dict[str, tuple[tuple[int, ...], int]] = {}
    doubled = set()
    for place, texts in options.items():
        hit = _hit(texts, table) if place not in forced else _decided(texts, table, forced[place])
        if hit is None:
            continue
        rank, header = hit
        if header in best and best[header][0] == rank:
            doubled.add(header)
        if header not in best or rank < best[header][0]:
            best[header] = (rank, place)
            doubled.discard(header)
    columns = {place: header for header, (_, place) in best.items()}
    return dict(sorted(columns.items())), tuple(sorted(doubled))


def _hit(texts: tuple[str, ...], table: Known) -> tuple[tuple[int, ...], str] | None:
    if is_personal(texts[-1]):
        return None
    hits = [(turn, table.find(text)) for turn, text in enumerate(texts)]
    return next((((turn, *found[0]), found[1]) for turn, found in hits if found), None)


def _decided(texts: tuple[str, ...], table: Known, header: str) -> tuple[tuple[int, ...], str] | None:
    """What somebody decided the column is; a name or birth date is not read even then."""
    is_ours = any(header == ours for _, ours in table.exact.values())
    return ((-1,), header) if is_ours and not is_personal(texts[-1]) else None


@cache
def _weight(header: str) -> float:
    """How much a header tells the raw files apart: one if a single file has it."""
    return 1 / max(1, len({form.target for form in FORMS for column in form.columns if column.header == header}))


def _is_enough(form: Form, mapping: Mapping[int, str], known_here: int) -> bool:
    """Two columns of a form are a table only if they are most of what it must have, or stand among others."""
    found = set(mapping.values())
    met = len(found.intersection(form.needed)) + bool(found.intersection(form.any_of))
    share = met / (len(form.needed) + bool(form.any_of))
    return len(mapping) >= 2 and (known_here >= 3 or share >= 0.6)


def _score(form: Form, mapping: Mapping[int, str], explained: Mapping[int, float], *, is_of_people: bool) -> float:
    """About 0 to 1: required columns found, known headers explained, columns found; each header by what it tells."""
    found = set(mapping.values())
    required = {header: _weight(header) for header in form.needed}
    complete = sum(weight for header, weight in required.items() if header in found) / sum(required.values())
    told = sum(_weight(header) for header in found) / sum(explained.values())
    score = 0.45 * complete + 0.45 * min(told, 1.0) + 0.1 * len(found) / len(form.columns)
    has_key = form.columns[0].header in found
    is_of_others = is_of_people and not any(column.header == "Mã định danh" for column in form.columns)
    has_no_module = "Mô đun" in form.needed and "Mô đun" not in found
    return score - _PENALTY * (not has_key) - _PENALTY * is_of_others - _HALF * has_no_module
