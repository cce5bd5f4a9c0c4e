"""Aliases: under which other headers a column of the layout is sent. Ours come first to hand, a sender's own are added.

Names, birth dates and addresses have no alias and may be given none: such a column is never read.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from data import reference
from data.errors import IngestError
from data.ingest.read import header_key
from data.intake.forms import FORMS, Form
from data.intake.wording import loose_key

_FIELDS = ("file", "header", "alias", "source")
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_NUMBERING = re.compile(r"^\s*\d{1,3}\s*[.)]\s*(?=\D)")
_PERSONAL = re.compile(
    r"(ho|ten|ho (va )?(ten( dem)?|dem)|ho ten .*|ho va ten .*|ten (giao vien|hoc vien|can bo|cbql|gv|nguoi .*)|"
    r"(ngay|nam|ngay thang nam|ngay thang) sinh|sinh ngay|noi sinh|que quan|dia chi.*|email|thu dien tu|"
    r"(so )?(dien thoai|di dong)( .*)?|(so )?(dt|sdt)|"
    r"(user )?(full ?name|name)|first name.*|last name.*|surname|date of birth|phone.*|email address|"
    r"department|institution)"
)


@dataclass(frozen=True)
class Alias:
    """Another text for the header ``header``; ``file`` is a form or a raw file, '' where it holds for all."""

    file: str
    header: str
    alias: str
    source: str


@dataclass(frozen=True)
class Known:
    """The headers one form is known by: compared text → (preference, header), as written and loosely."""

    exact: dict[str, tuple[int, str]]
    loose: dict[str, tuple[int, str]]

    def find(self, header: str) -> tuple[tuple[int, int], str] | None:
        """(rank, our header): a low rank is a sure one; None where the header is not known."""
        for attempt, key in enumerate(keys(header)):
            found = (self.loose if attempt else self.exact).get(key)
            if found:
                return (attempt, found[0]), found[1]
        return None


@lru_cache(maxsize=4096)
def keys(header: str) -> tuple[str, ...]:
    """What a header is looked up by, surest first: as written, loosely, loosely without numbering and brackets."""
    bare = loose_key(_NUMBERING.sub("", _BRACKETS.sub(" ", header)))
    return (header_key(header), loose_key(header), bare)


def is_ordinal(header: str) -> bool:
    """Whether a column only numbers the rows."""
    return loose_key(header) in {"stt", "tt", "so tt", "so thu tu", "no"}


def is_personal(header: str) -> bool:
    """Whether a column tells who somebody is: a name, a birth date, an address."""
    return any(_PERSONAL.fullmatch(key) for key in keys(header)[1:])


def aliases(extra: Path | None = None) -> dict[str, tuple[str, ...]]:
    """Header key → our headers it may stand for, of all forms; raises IngestError where ``extra`` cannot be used."""
    found: dict[str, dict[str, None]] = {}
    for form in FORMS:
        for key, (_, header) in known(form, extra=extra).exact.items():
            found.setdefault(key, {})[header] = None
    return {key: tuple(headers) for key, headers in found.items()}


def known(form: Form, *, extra: Path | None = None) -> Known:
    """What the columns of a form are known by: its own headers, then the aliases of ``extra``, then ours."""
    if extra is None:
        return _known_to_us(form)
    return _known(form, (*_read(extra), *_named(form), *_ours()))


@cache
def _known_to_us(form: Form) -> Known:
    return _known(form, (*_named(form), *_ours()))


def _named(form: Form) -> tuple[Alias, ...]:
    """The names a form brings itself, as the texts of criteria and questions."""
    return tuple(Alias(form.name, header, text, "") for header, text in form.names)


@cache
def _ours() -> tuple[Alias, ...]:
    rows = reference.read("header_aliases").select(_FIELDS).iter_rows()
    return tuple(Alias(*(text or "" for text in row)) for row in rows)


def _known(form: Form, rows: tuple[Alias, ...]) -> Known:
    headers = {header_key(column.header): column.header for column in form.columns}
    exact: dict[str, tuple[int, str]] = {key: (0, header) for key, header in headers.items()}
    for place, row in enumerate(rows, start=1):
        header = headers.get(header_key(row.header))
        if header and row.file in ("", form.target, form.name):
            exact.setdefault(header_key(row.alias), (place, header))
    return Known(exact, dict(_loosely(exact)))


def _loosely(exact: dict[str, tuple[int, str]]) -> Iterator[tuple[str, tuple[int, str]]]:
    """The loose keys that mean one header only; where two headers meet without accents neither is taken."""
    meeting: dict[str, set[str]] = {}
    for key, (_, header) in exact.items():
        meeting.setdefault(loose_key(key), set()).add(header)
    first: dict[str, tuple[int, str]] = {}
    for key, found in exact.items():
        first.setdefault(loose_key(key), found)
    return ((key, found) for key, found in first.items() if key and len(meeting[key]) == 1)


def _read(path: Path) -> tuple[Alias, ...]:
    """The aliases somebody has added, each held against the layout."""
    if not path.is_file():
        return ()
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            rows = [(reader.line_num, row) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise IngestError("alias_unreadable", file=path.name, reason=type(error).__name__) from error
    if not {"header", "alias"} <= set(reader.fieldnames or ()):
        raise IngestError("alias_unreadable", file=path.name, reason="columns")
    return tuple(_checked(row, path=path, line=line) for line, row in rows)


def _checked(row: dict[str, str], *, path: Path, line: int) -> Alias:
    alias = Alias(*((row.get(field) or "").strip() for field in _FIELDS))
    forms = [form for form in FORMS if alias.file in ("", form.target, form.name)]
    headers = {header_key(column.header) for form in forms for column in form.columns}
    if not forms:
        raise IngestError("alias_unknown_file", file=path.name, line=line)
    if header_key(alias.header) not in headers:
        raise IngestError("alias_unknown_header", file=path.name, line=line)
    if not loose_key(alias.alias):
        raise IngestError("alias_empty", file=path.name, line=line)
    if is_personal(alias.alias):
        raise IngestError("alias_personal", file=path.name, line=line)
    return alias
