"""Candidates: for every row that may be a header, which file of the layout it may head, and how well."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from data.ingest.layout import FILES, RawFile
from data.intake.aliases import Known, is_personal, known

TITLE_ROWS = 30  # a header lies within these
_WIDEST = 400
_LONGEST = 200  # letters in a header; more is a sentence
_PENALTY = 0.3

Lines = tuple[dict[int, str], ...]  # the lines of a header: position → text
Options = dict[int, tuple[str, ...]]  # position → the texts its header may be read as, surest first


@dataclass(frozen=True)
class Candidate:
    """One reading of a header: the file, the columns found, those found twice, how well it fits."""

    file: RawFile
    row: int  # index of the first header line
    depth: int  # header lines
    mapping: dict[int, str]
    doubled: tuple[str, ...]
    options: Options
    lines: Lines
    score: float

    @property
    def missing(self) -> tuple[str, ...]:
        """Required headers that were not found."""
        found = set(self.mapping.values())
        return tuple(column.header for column in self.file.columns if column.is_required and column.header not in found)


def candidates(rows: Sequence[Sequence[Any]], *, extra: Path | None) -> list[Candidate]:
    """Every reading worth considering, best first; the plainer and the higher up wins where two are as good."""
    tables = {file: known(file, extra=extra) for file in FILES}
    found = [candidate for header in _headers(rows) for candidate in _read(header, tables)]
    return sorted(found, key=lambda one: (-one.score, one.depth, one.row))


def _headers(rows: Sequence[Sequence[Any]]) -> Iterator[tuple[int, Lines]]:
    """(index of the first line, lines): every row and every two rows that may be a header."""
    for row, cells in enumerate(rows[:TITLE_ROWS]):
        top = _texts(cells)
        if len(set(top.values())) >= 2:
            yield row, (top,)
        below = _texts(rows[row + 1]) if row + 1 < len(rows) else {}
        if len(top) >= 1 and len(set(below.values())) >= 2:
            yield row, (top, below)


def _texts(cells: Sequence[Any]) -> dict[int, str]:
    """What may be a header; a number may stand under a group (1, 2, 3 under Tiêu chí)."""
    texts = {}
    for place, cell in enumerate(cells[:_WIDEST]):
        is_number = isinstance(cell, int) and not isinstance(cell, bool) and 0 < cell < 100
        text = str(cell) if is_number else cell
        if isinstance(text, str) and 0 < len(text.strip()) <= _LONGEST:
            texts[place] = " ".join(text.split())
    return texts


def _under_groups(top: Mapping[int, str], below: Mapping[int, str]) -> Options:
    """A header under a group may need the group's words; a group merged away is carried to the right."""
    options: Options = {}
    group = ""
    for place in range(max([*top, *below]) + 1):
        if place in top:
            group = top[place] if place in below else ""
        if place not in below:
            options |= {place: (top[place],)} if place in top else {}
            continue
        text = below[place]
        joined = (f"{text} {group}", f"{group} {text}") if group and group != text else ()
        options[place] = (*joined, text)
    return options


def _read(header: tuple[int, Lines], tables: Mapping[RawFile, Known]) -> Iterator[Candidate]:
    row, lines = header
    options = _under_groups(*lines) if len(lines) > 1 else {place: (text,) for place, text in lines[0].items()}
    mappings = {file: _mapped(options, table) for file, table in tables.items()}
    explained = {place: max(_weight(m[place]) for m, _ in mappings.values() if place in m) for place in _any(mappings)}
    is_of_people = any("Mã định danh" in mapping.values() for mapping, _ in mappings.values())
    for file, (mapping, doubled) in mappings.items():
        if _is_enough(file, mapping, len(explained)):
            score = _score(file, mapping, explained, is_of_people=is_of_people)
            yield Candidate(file, row, len(lines), mapping, doubled, options, lines, score)


def _any(mappings: Mapping[RawFile, tuple[dict[int, str], tuple[str, ...]]]) -> set[int]:
    return {place for mapping, _ in mappings.values() for place in mapping}


def _mapped(options: Options, table: Known) -> tuple[dict[int, str], tuple[str, ...]]:
    """Each header of ours at the position that says it surest; a header said equally well twice is named."""
    best: dict[str, tuple[tuple[int, ...], int]] = {}
    doubled = set()
    for place, texts in options.items():
        if is_personal(texts[-1]):
            continue
        hits = [(turn, table.find(text)) for turn, text in enumerate(texts)]
        hit = next(((turn, *found) for turn, found in hits if found), None)
        if hit is None:
            continue
        turn, rank, header = hit
        if header in best and best[header][0] == (turn, *rank):
            doubled.add(header)
        if header not in best or (turn, *rank) < best[header][0]:
            best[header] = ((turn, *rank), place)
            doubled.discard(header)
    columns = {place: header for header, (_, place) in best.items()}
    return dict(sorted(columns.items())), tuple(sorted(doubled))


@cache
def _weight(header: str) -> float:
    """How much a header tells the files apart: one if a single file has it."""
    return 1 / sum(1 for file in FILES for column in file.columns if column.header == header)


def _is_enough(file: RawFile, mapping: Mapping[int, str], known_here: int) -> bool:
    """Two columns of a file are a table only if they are most of what the file must have, or stand among others."""
    required = {column.header for column in file.columns if column.is_required}
    share = len(required & set(mapping.values())) / len(required)
    return len(mapping) >= 2 and (known_here >= 3 or share >= 0.6)


def _score(file: RawFile, mapping: Mapping[int, str], explained: Mapping[int, float], *, is_of_people: bool) -> float:
    """About 0 to 1: required columns found, known headers explained, columns found; each header by what it tells."""
    headers = set(mapping.values())
    required = {column.header: _weight(column.header) for column in file.columns if column.is_required}
    complete = sum(weight for header, weight in required.items() if header in headers) / sum(required.values())
    told = sum(_weight(header) for header in headers) / sum(explained.values())
    score = 0.45 * complete + 0.45 * min(told, 1.0) + 0.1 * len(headers) / len(file.columns)
    has_key = file.columns[0].header in headers
    is_of_others = is_of_people and not any(column.header == "Mã định danh" for column in file.columns)
    return score - _PENALTY * (not has_key) - _PENALTY * is_of_others
