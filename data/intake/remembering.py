"""Remembering: what somebody said a column is, kept as an alias of this installation for the deliveries to come."""

import csv
import io
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from data.errors import IngestError
from data.intake.aliases import is_personal

FIELDS = ("file", "header", "alias", "source")
_STARTS = "\ufeff"  # a spreadsheet knows the file's encoding by it


def remember(path: Path, *, form: str, columns: Mapping[str, str], source: str) -> int:
    """Add aliases (header as written → ours) of one form to the table at ``path``; how many were new.

    What is not to be read ('') is no alias. Raises IngestError ``alias_personal`` for a column of names, birth dates or
    contacts: it may be given none. The table is replaced in one step, so that a reader finds the old one or the new.
    """
    wanted = [(form, ours, " ".join(written.split()), source) for written, ours in columns.items() if ours]
    for line, (_, _, alias, _) in enumerate(wanted, start=1):
        if is_personal(alias):
            raise IngestError("alias_personal", file=path.name, line=line)
    known = _rows(path)
    have = {row[:3] for row in known}
    new = [row for row in wanted if row[:3] not in have]
    if new:
        # the newest first: of two aliases for one text the first is believed
        _replace(path, [*new, *known])
    return len(new)


def _rows(path: Path) -> list[tuple[str, ...]]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return [tuple((row.get(name) or "").strip() for name in FIELDS) for row in csv.DictReader(lines)]


def _replace(path: Path, rows: list[tuple[str, ...]]) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([FIELDS, *rows])
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, waiting = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(_STARTS + text.getvalue())
        file.flush()
        os.fsync(file.fileno())
    Path(waiting).replace(path)
