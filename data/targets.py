"""Targets and deadlines as a ministry sets them: one small table in the state folder, checked before it is used.

Nothing set is no error: the snapshot's own targets hold then. A file with any fault is not used at all, for half of
what somebody decided is not what they decided.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from data import reference
from data.errors import TargetError
from data.keeping import durably, locks
from data.measures import measures
from data.schema import ALL, AUDIENCES, ROLES

COLUMNS = ("measure", "audience", "role", "cohort_code", "module_code", "value", "due_on", "owner", "set_on", "note")
KEY = COLUMNS[:5]
_FILE = "targets.csv"
_LARGEST = 1_000_000  # bytes; a row for every cohort, module and measure is a hundredth of it
_LONGEST = 40  # characters of a wrong value that are said back
_SHARE = re.compile(r"(?P<number>\d{1,3}([.,]\d{1,6})?)\s*(?P<percent>%?)")
_ISO, _DAY = re.compile(r"\d{4}-\d{2}-\d{2}"), re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


@dataclass(frozen=True)
class Target:
    """One line that was set; '' in the first five: every one. ``value`` a share, None: the deadline alone is set."""

    measure: str
    audience: str
    role: str
    cohort_code: str
    module_code: str
    value: float | None
    due_on: date | None
    owner: str
    set_on: date
    note: str


def path(state: Path) -> Path:
    """Where the targets that were set lie in a state folder."""
    return state / _FILE


def in_force(file: Path | None) -> tuple[list[Target], list[TargetError]]:
    """What is set by that file, none when there is none; and why it is not used, none of its lines then."""
    if file is None or not file.is_file():
        return [], []
    found, problems = check(file)
    return ([], problems) if problems else (found, [])


def install(file: Path, state: Path) -> list[Target]:
    """Check the file and put it in the place of what was set before; raises the first TargetError there is."""
    found, problems = check(file)
    if problems:
        raise problems[0]
    with locks.writing(state), durably.full_disk_said():
        durably.write(path(state), _content(file))
    return found


def check(file: Path) -> tuple[list[Target], list[TargetError]]:
    """Every line that can be used, and what is wrong with each of the others: file, row, column, what to do."""
    try:
        rows = list(_rows(_content(file), file.name))
    except TargetError as problem:
        return [], [problem]
    found: list[Target] = []
    problems: list[TargetError] = []
    seen: dict[tuple[str, ...], int] = {}
    for place in rows:
        wrong = list(_wrong(place))
        first = seen.setdefault(place.key, place.row)
        if not wrong and first != place.row:
            wrong.append(place.error("target_twice", column=KEY[0], first=first))
        problems += wrong
        if not wrong:
            found.append(place.target())
    return found, problems


@dataclass(frozen=True)
class _Row:
    """One line as it stands in the file, its number counted with the header as 1."""

    file: str
    row: int
    cells: Mapping[str, str]

    @property
    def key(self) -> tuple[str, ...]:
        return tuple("" if self.cells[name] == ALL else self.cells[name] for name in KEY)

    def error(self, code: str, *, column: str, **more: object) -> TargetError:
        value = self.cells.get(column, "")
        said = value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…"
        return TargetError(code, file=self.file, row=self.row, column=column, value=said, **more)

    def target(self) -> Target:
        cells = self.cells
        said = {"owner": cells["owner"], "note": cells["note"]}
        days = {"due_on": _day(cells["due_on"]), "set_on": _day(cells["set_on"])}
        return Target(*self.key, value=_share(cells["value"]), **days, **said)


def _content(file: Path) -> bytes:
    try:
        content = file.read_bytes()
    except OSError as error:
        raise TargetError("target_file_unreadable", file=file.name) from error
    if len(content) > _LARGEST:
        raise TargetError("target_file_unreadable", file=file.name)
    return content


def _rows(content: bytes, file: str) -> Iterator[_Row]:
    """The lines below the header; raises TargetError when the file or its header is not what it should be."""
    try:
        text = content.decode("utf-8-sig")
        head, _, _ = text.partition("\n")
        separator = ";" if head.count(";") > head.count(",") else ","
        header, *lines = list(csv.reader(io.StringIO(text), delimiter=separator, strict=True)) or [[]]
    except (UnicodeDecodeError, csv.Error) as error:
        raise TargetError("target_file_unreadable", file=file) from error
    names = _headed([name.strip().lower() for name in header], file)
    for number, line in enumerate(lines, start=2):
        cells = [cell.strip() for cell in line]
        if any(cells) and len(cells) != len(names):
            raise TargetError("target_cells_do_not_fit", file=file, row=number, cells=len(cells), columns=len(names))
        if any(cells):
            yield _Row(file, number, dict(zip(names, cells, strict=True)))


def _headed(names: list[str], file: str) -> list[str]:
    """The names of the columns: each of ours once, in any order, and no other."""
    for name in COLUMNS:
        if names.count(name) != 1:
            raise TargetError("target_column_missing", file=file, column=name)
    for name in names:
        if name not in COLUMNS:
            raise TargetError("target_column_unknown", file=file, column=name[:_LONGEST], known=", ".join(COLUMNS))
    return names


def _wrong(place: _Row) -> Iterator[TargetError]:
    """Everything that is wrong with one line, column by column."""
    cells = place.cells
    for column, known in _known(cells["cohort_code"]).items():
        is_given = bool(cells[column]) or column == "measure"
        if is_given and cells[column] not in known:
            yield place.error("target_not_listed", column=column, known=", ".join(known))
    yield from _not_told_apart(place)
    for column, reads in (("value", _share), ("due_on", _day), ("set_on", _day)):
        if cells[column] and reads(cells[column]) is None:
            yield place.error(f"target_{'value' if column == 'value' else 'day'}_unclear", column=column)
    for column in ("owner", "set_on"):
        if not cells[column]:
            yield place.error("target_cell_empty", column=column)
    if not cells["value"] and not cells["due_on"]:
        yield place.error("target_says_nothing", column="value")


def _known(cohort: str) -> dict[str, tuple[str, ...]]:
    """What may stand in each column of the key; modules are those of the cohort, of any where none is named."""
    cohorts = _cohorts()
    modules = cohorts[cohort] if cohort in cohorts else sorted({code for codes in cohorts.values() for code in codes})
    return {
        "measure": tuple(measures()),
        "audience": (ALL, *AUDIENCES),
        "role": (ALL, *ROLES),
        "cohort_code": tuple(cohorts),
        "module_code": tuple(modules),
    }


@cache
def _cohorts() -> dict[str, list[str]]:
    """Every cohort of any training programme with its modules."""
    listed = [reference.read(f"{folder}cohort_modules") for folder in reference.PROGRAMMES.values()]
    rows = [row for each in listed for row in each.select("cohort_code", "module_code").rows()]
    return {cohort: [module for each, module in rows if each == cohort] for cohort, _ in rows}


def _not_told_apart(place: _Row) -> Iterator[TargetError]:
    """A measure that knows no cohort or module cannot have a target for one."""
    measure = measures().get(place.cells["measure"])
    if measure is None:
        return
    needs = {"role": {"cohort"}, "cohort_code": {"cohort"}, "module_code": {"cohort", "module"}}
    for column, dims in needs.items():
        if place.cells[column] not in ("", ALL) and not dims <= set(measure.dims):
            yield place.error("target_not_told_apart", column=column, measure=measure.name)


def _share(text: str) -> float | None:
    """95%, 95 %, 0.95 or 0,95 as a share above 0 and up to 1; None: none of these."""
    found = _SHARE.fullmatch(text)
    if not found:
        return None
    number = float(found["number"].replace(",", "."))
    share = round(number / 100, 8) if found["percent"] else number
    return share if 0 < share <= 1 else None


def _day(text: str) -> date | None:
    """2022-06-30 or 30/06/2022; None: neither."""
    day = _DAY.fullmatch(text)
    try:
        if day:
            return date(int(day[3]), int(day[2]), int(day[1]))
        return date.fromisoformat(text) if _ISO.fullmatch(text) else None
    except ValueError:
        return None
