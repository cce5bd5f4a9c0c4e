"""What a TEMIS report holds after tables A.1.1 and A.1.2: parts in order, with headings the ministry may set.

No full report could be read, so numbers and titles from A.1.3 on are our own. ``temis_report.toml`` in the state
folder takes the place of ``data/reference/temis_report.toml``, whole or not at all.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from data.errors import ReportFormError
from data.settings import REFERENCE

KEYS = (
    *("teacher_criteria", "managers", "manager_completion", "manager_levels", "manager_criteria"),
    *("districts", "compared", "needs", "teacher_needs", "manager_needs"),
    *("satisfaction", "teacher_satisfaction", "manager_satisfaction"),
    *("remarks", "notable", "situation", "difficulties", "plan", "proposals"),
)
_FIELDS = ("key", "number", "number_en", "title_vi", "title_en", "level")
_FILE = "temis_report.toml"
_LARGEST = 100_000  # bytes
_LONGEST = 300  # characters of a title
_LEVELS = (1, 2, 3, 4)


@dataclass(frozen=True)
class Part:
    """One part: what it holds (``key``), its number and titles, and the level of its heading."""

    key: str
    number: str
    number_en: str
    title_vi: str
    title_en: str
    level: int

    def heading(self, lang: str) -> str:
        """Number and title in that language, in Vietnamese where no other was given; a point after a part's number."""
        is_english = lang == "en"
        number = (self.number_en if is_english else "") or self.number
        title = (self.title_en if is_english else "") or self.title_vi
        between = ". " if " " in number else " "
        return f"{number}{between if number else ''}{title}"

    @property
    def table_number(self) -> str:
        """The number by which its table is called; the part's key where it has none."""
        return self.number or self.key

    @property
    def table_key(self) -> str:
        """The name of its table, of small letters and digits."""
        return re.sub(r"[^a-z0-9]", "", self.table_number.lower()) or self.key


@cache
def default() -> tuple[Part, ...]:
    """The parts as the app has them."""
    return tuple(_parts((REFERENCE / _FILE).read_bytes()))


def path(state: Path) -> Path:
    """Where a ministry's own parts lie in a state folder."""
    return state / _FILE


def in_force(file: Path | None) -> tuple[tuple[Part, ...], list[ReportFormError]]:
    """The parts of that file; ours where there is none or it has a fault, with what is wrong and where."""
    if file is None or not file.is_file():
        return default(), []
    try:
        content = file.read_bytes()[: _LARGEST + 1]
    except OSError:
        return default(), [ReportFormError("report_form_unreadable", file=file.name)]
    faults = list(_faults(content, file.name))
    return (default(), faults) if faults else (tuple(_parts(content)), [])


def _parts(content: bytes) -> Iterator[Part]:
    for row in tomllib.loads(content.decode("utf-8"))["part"]:
        yield Part(**{name: row.get(name, "") for name in _FIELDS[:-1]}, level=row["level"])


def _faults(content: bytes, file: str) -> Iterator[ReportFormError]:
    """Everything that is wrong with the file, part by part, each named by its place."""
    rows = _rows(content)
    if rows is None:
        yield ReportFormError("report_form_unreadable", file=file)
        return
    seen: set[str] = set()
    for place, row in enumerate(rows, start=1):
        for code, value in _wrong(row, seen):
            yield ReportFormError(code, file=file, place=place, value=str(value)[:_LONGEST], known=", ".join(KEYS))
        seen.add(str(row.get("key")))


def _rows(content: bytes) -> list[Mapping[str, Any]] | None:
    """The tables named ``part``; None where the file is too large, no TOML, or holds anything else."""
    if len(content) > _LARGEST:
        return None
    try:
        told = tomllib.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        return None
    rows = told.get("part")
    is_list = set(told) == {"part"} and isinstance(rows, list) and all(isinstance(row, dict) for row in rows)
    return rows if is_list else None


def _wrong(row: Mapping[str, Any], seen: set[str]) -> Iterator[tuple[str, Any]]:
    """Codes of what is wrong with one part, and the value that is."""
    for name in row.keys() - set(_FIELDS):
        yield "report_form_field_unknown", name
    key, level = row.get("key"), row.get("level")
    if key not in KEYS:
        yield "report_form_key_unknown", key
    elif key in seen:
        yield "report_form_key_twice", key
    if isinstance(level, bool) or level not in _LEVELS:
        yield "report_form_level_unclear", level
    for name in _FIELDS[1:-1]:
        said = row.get(name, "")
        if not isinstance(said, str) or len(said) > _LONGEST or not said.isprintable():
            yield "report_form_title_unclear", name
    if not row.get("title_vi"):
        yield "report_form_title_unclear", "title_vi"
