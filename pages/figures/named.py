"""Named: what a sender wrote, and where, on one line; never a formula for a spreadsheet that opens the page."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from data.harmless import harmless
from data.ingest.findings import Place
from pages.texts import Words

_PLACES = 8  # first ones named for each rule
_LONGEST = 90  # characters of what a sender wrote
_DAY = re.compile(r"\d{4}-[01]\d-[0-3]\d")
_WORD = re.compile(r"\b[a-z]+(_[a-z]+)*\b")


@dataclass(frozen=True)
class Broken:
    """One rule that rows break; ``rows`` None where they were not counted for the one who reads it.

    ``file`` is the raw file's name; ``sample`` holds values that identify nobody.
    """

    rule: str
    column: str = ""
    rows: int | None = None
    places: tuple[Place, ...] = ()
    sample: tuple[str, ...] = ()
    file: str = ""


def safe(text: object) -> str:
    """Text of a sender on one line, not longer than is read, and no formula; it is not escaped yet."""
    line = " ".join(str(text).split())
    line = line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
    return harmless(line)


def value(text: object, words: Words) -> str:
    """A value of a finding as a reader writes it: a day as dd/mm/yyyy, names for what the data calls by a code."""
    said = safe(text)
    if _DAY.fullmatch(said):
        return words.date(date.fromisoformat(said))
    return _WORD.sub(lambda found: _called(found[0], words), said)


def _called(word: str, words: Words) -> str:
    keys = (f"level.{word}", f"audience.{word}", f"place.{word}", f"intake.dataset.{word}")
    return next((words(key) for key in keys if key in words), word)


def kind_named(name: str, target: str, words: Words) -> str:
    """What a kind of table is called; a form without a name of its own by the table it goes into."""
    for each in (name, target):
        if f"intake.kind.{each}" in words:
            return words(f"intake.kind.{each}")
    return safe(name) or words("number.none")


def header_named(name: str, words: Words) -> str:
    """A header as it is written, or the name of a kind of table that a sheet may be as well."""
    return words(f"intake.kind.{name}") if f"intake.kind.{name}" in words else f"“{safe(name)}”"


def sheet_named(file: str, sheet: str, words: Words) -> str:
    """A file, with its sheet where it has one."""
    return words("intake.columns.of_sheet", file=safe(file), sheet=safe(sheet)) if sheet else safe(file)


def said_of(broken: Broken, sentences: Mapping[str, str], words: Words) -> str:
    """The sentence of a rule with what it is about; the rule's name where nobody has written one."""
    told = {
        "file": kind_named(broken.file, broken.file, words),
        "header": safe(broken.column),
        "rows": words("intake.several") if broken.rows is None else words.number(broken.rows),
        "sample": ", ".join(value(each, words) for each in broken.sample) or words("number.none"),
    }
    sentence = sentences.get(broken.rule) or words("intake.rule_unnamed", rule=safe(broken.rule))
    try:
        return sentence.format(**told)
    except (KeyError, IndexError, ValueError):  # braces that are not ours
        return sentence


def places_in_words(places: Iterable[Place], words: Words, *, most: int = _PLACES) -> str:
    """“so.xlsx, trang GV: dòng 4–6, 9”, sheet by sheet, neighbouring rows as a range."""
    by_sheet: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place in list(places)[:most]:
        by_sheet[place.file, place.sheet].append(place.row)
    said = [
        words(f"intake.place.{'sheet' if sheet else 'file'}", file=safe(file), sheet=safe(sheet), rows=ranges(found))
        for (file, sheet), found in by_sheet.items()
    ]
    return "; ".join(said) or words("number.none")


def ranges(rows: Iterable[int]) -> str:
    """Row numbers in order, neighbours as a range: 4–6, 9."""
    ordered = sorted(set(rows))
    gaps = [(before, after) for before, after in pairwise(ordered) if after != before + 1]
    starts, ends = [ordered[0], *(after for _, after in gaps)], [*(before for before, _ in gaps), ordered[-1]]
    return ", ".join(str(start) if start == end else f"{start}–{end}" for start, end in zip(starts, ends, strict=True))
