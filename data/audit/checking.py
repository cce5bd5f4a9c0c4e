"""Checking: every line follows from the one before it, and every file holds what later files say of its end."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from data.audit import files, lines
from data.audit.writing import FOLDER

# changed: a line does not follow from the one before; missing: numbers of lines are left out; not_a_line: something
# else stands there; torn: the last line is not whole, as after a power cut; cut_short, replaced, gone: a file ends
# before what a later one saw of it, is another than that, or is not there
Kind = Literal["changed", "missing", "not_a_line", "torn", "cut_short", "replaced", "gone"]
_Ends = tuple[tuple[int, str], ...]  # number of lines → chain, as others saw them
_OF_THE_LOG = (b'"event":"began"', b'"event":"outlived"')


@dataclass(frozen=True)
class Fault:
    """Something that is not as it was written: in which file, at which line (0: the whole file), and how."""

    file: str
    line: int
    kind: Kind


@dataclass(frozen=True)
class Checked:
    """How many files and lines were read, and every fault in them."""

    files: int
    lines: int
    faults: tuple[Fault, ...]


def check(state: Path, *, paths: Iterable[Path] | None = None) -> Checked:
    """Check the whole log, or the files given alone, by what they say of themselves and of each other."""
    known = files.of(state / FOLDER) if paths is None else sorted(paths)
    claims, excused = _claims(known)
    first = known[0].name if known and paths is not None else ""
    faults: list[Fault] = []
    count = 0
    for path in known:
        found, rows = _file(path, *_stamp(path), tuple(sorted(claims.pop(path.name, {}).items())))
        faults += found
        count += rows
    faults += [Fault(name, 0, "gone") for name in sorted(claims) if name not in excused and name[:10] >= first[:10]]
    return Checked(len(known), count, tuple(faults))


def _claims(known: list[Path]) -> tuple[dict[str, dict[int, str]], set[str]]:
    """What files say of each other's ends, name → number of lines → chain; and names that are gone rightly."""
    claims: dict[str, dict[int, str]] = defaultdict(dict)
    excused: set[str] = set()
    for path in known:
        for told in _own(path, *_stamp(path)):
            names = str(told.get("files", ""))
            if told.get("event") == "outlived":
                excused |= set(names.split())
            elif told.get("event") == "began":
                for name, number, chain in files.told_ends(names):
                    claims[name][number] = chain
    return claims, excused


@lru_cache(maxsize=4096)
def _own(path: Path, _size: int, _changed: int) -> tuple[dict, ...]:
    """What a file says of the log itself: where it began, and wherever files were removed."""
    try:
        with path.open("rb") as file:
            return tuple(_told(line) for line in file if any(each in line for each in _OF_THE_LOG))
    except OSError:
        return ()


def _told(line: bytes) -> dict:
    try:
        told = json.loads(line)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _stamp(path: Path) -> tuple[int, int]:
    """Size and time of change, by which a file is known again."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_size, found.st_mtime_ns


@lru_cache(maxsize=4096)
def _file(path: Path, _size: int, _changed: int, seen_by_others: _Ends) -> tuple[list[Fault], int]:
    """The faults of one file and how many lines it has; asked again only when it, or what others saw, has changed."""
    ends = dict(seen_by_others)
    try:
        content = path.read_bytes()
    except OSError:
        return [Fault(path.name, 0, "gone")], 0
    *whole, rest = content.split(b"\n")
    faults: list[Fault] = []
    seen, chain, last = {}, lines.first_chain(path.name), 0
    for place, line in enumerate(whole, start=1):
        found = lines.read(line, chain)
        if found is None:
            faults.append(Fault(path.name, place, "not_a_line"))
            continue
        number, chain, follows = found
        if number != last + 1:
            faults.append(Fault(path.name, place, "missing"))
        elif not follows:
            faults.append(Fault(path.name, place, "changed"))
        seen[number], last = (chain, number) if number in ends else (None, number)
    if rest:
        faults.append(Fault(path.name, len(whole) + 1, "torn"))
    return faults + _against(path.name, ends, seen, last), len(whole)


def _against(name: str, ends: Mapping[int, str], seen: dict[int, str | None], last: int) -> list[Fault]:
    """Whether the file still holds what others saw at its end; one fault is enough."""
    for number, chain in ends.items():
        if number > last:
            return [Fault(name, last, "cut_short")]
        if seen.get(number) != chain:
            return [Fault(name, number, "replaced")]
    return []
