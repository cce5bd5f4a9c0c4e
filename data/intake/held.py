"""Held back: rows as they came, the reason beside each, one workbook a sender, to be corrected and sent again.

These files name people: they lie outside the snapshots, in a folder only its owner can open, and hold texts alone.
"""

import csv
import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import xlsxwriter

from data import reference
from data.harmless import led, unled
from data.intake.forms import FORMS

HEADERS = ("Tệp", "Trang", "Dòng", "Lý do")  # the first columns; the reader knows that they are no data
_FEW = 200_000  # rows of a sender that are one workbook; more are texts
_OWNER_FILE, _OWNER_FOLDER = 0o600, 0o700
_NOT_IN_NAMES = re.compile(r"[^\w .()-]+")
_FIELD = 32_000  # letters a cell of a workbook may hold


@dataclass(frozen=True)
class HeldRow:
    """A row not taken: whose, of which form, where it stood, why (header, reason code), its texts by header."""

    sender: str
    form: str
    file: str
    sheet: str
    row: int
    why: tuple[tuple[str, str], ...]
    cells: Mapping[str, str]


class Spool:
    """Held rows on disk while a delivery is read; those of a file that is refused in the end are forgotten."""

    def __init__(self, path: Path) -> None:
        self.path = path
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _OWNER_FILE)
        self._file = os.fdopen(handle, "w", encoding="utf-8")
        self._committed = 0

    def keep(self, row: HeldRow) -> None:
        """Write one row; it waits for ``commit``."""
        self._file.write(json.dumps(asdict(row), ensure_ascii=False) + "\n")

    def commit(self) -> None:
        """What was kept so far stays."""
        self._committed = self._file.tell()

    def discard(self) -> None:
        """Forget what was kept since the last ``commit``."""
        self._file.seek(self._committed)
        self._file.truncate()

    def close(self) -> None:
        """Nothing more is kept."""
        self._file.close()


def spooled(path: Path) -> Iterator[HeldRow]:
    """The rows of a spool, in the order they came."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            said = json.loads(line)
            yield HeldRow(**said | {"why": tuple((header, code) for header, code in said["why"])})


def write(folder: Path, rows: Iterable[HeldRow]) -> dict[str, list[Path]]:
    """Write the rows into ``folder``: <sender>.xlsx, a sheet for each form; sender → files. Earlier ones go.

    A sender with more than 200,000 rows gets a text file for each form instead. A reason is a code of
    reference/intake_reasons.csv; any other text stands as it is.
    """
    clear(folder)
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(_OWNER_FOLDER)
    texts = _Texts(folder)
    try:
        for row in rows:
            texts.keep(row)
    finally:
        texts.close()
    return {sender: _bound(folder, forms) for sender, forms in texts.by_sender().items()}


def clear(folder: Path) -> None:
    """Remove what an earlier ``write`` left in the folder."""
    for path in folder.glob("*"):
        if path.suffix in (".xlsx", ".csv"):
            path.unlink()


class _Texts:
    """One text file for each sender and form; few are open at once, since senders may be many."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names: dict[str, str] = {}
        self._forms: dict[tuple[str, str], Path] = {}
        self._counts: Counter[tuple[str, str]] = Counter()
        self._open: dict[tuple[str, str], Any] = {}

    def keep(self, row: HeldRow) -> None:
        """Write one row under the headers of its form."""
        key = (row.sender, row.form)
        if key not in self._open:
            self._begin(key)
        headers = headers_of(row.form)
        cells = [_harmless(row.cells.get(header) or "") for header in headers]
        csv.writer(self._open[key]).writerow(
            [_harmless(row.file), _harmless(row.sheet), row.row, _sentence(row.why), *cells]
        )
        self._counts[key] += 1

    def _begin(self, key: tuple[str, str]) -> None:
        if len(self._open) >= 32:
            self.close()
        is_new = key not in self._forms
        if is_new:
            self._forms[key] = self._folder / f"{self._name(key[0])} – {key[1]}.csv"
        handle = os.open(self._forms[key], os.O_WRONLY | os.O_CREAT | os.O_APPEND, _OWNER_FILE)
        self._open[key] = os.fdopen(handle, "a", encoding="utf-8", newline="")
        if is_new:
            self._open[key].write("\ufeff")
            csv.writer(self._open[key]).writerow([*HEADERS, *headers_of(key[1])])

    def _name(self, sender: str) -> str:
        """A name for the sender's files that no other sender has, whatever the sender is called."""
        if sender not in self._names:
            plain = _NOT_IN_NAMES.sub("_", sender).strip(" .")[:80] or "_"
            taken = {name.casefold() for name in self._names.values()}
            turns = (plain if turn == 1 else f"{plain} ({turn})" for turn in range(1, len(taken) + 2))
            self._names[sender] = next(name for name in turns if name.casefold() not in taken)
        return self._names[sender]

    def close(self) -> None:
        """Close what is open; it is opened again where more comes."""
        for file in self._open.values():
            file.close()
        self._open.clear()

    def by_sender(self) -> dict[str, tuple[str, dict[str, Path], int]]:
        """Sender → (name for files, form → text file, rows)."""
        found: dict[str, tuple[str, dict[str, Path], int]] = {}
        for (sender, form), path in self._forms.items():
            name, paths, rows = found.get(sender, (self._name(sender), {}, 0))
            found[sender] = (name, paths | {form: path}, rows + self._counts[sender, form])
        return found


def _bound(folder: Path, told: tuple[str, dict[str, Path], int]) -> list[Path]:
    """The texts of one sender as one workbook of texts, where they are few enough."""
    name, forms, rows = told
    if rows > _FEW:
        return list(forms.values())
    target = folder / f"{name}.xlsx"
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT, _OWNER_FILE))
    options = {"constant_memory": True, "tmpdir": str(folder), "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(target), options) as workbook:
        as_written = workbook.add_format({"num_format": "@"})  # a spreadsheet keeps the zeros of what is typed here
        for form, path in forms.items():
            sheet = workbook.add_worksheet(form[:31])
            sheet.set_column(0, len(headers_of(form)) + len(HEADERS), 16, as_written)
            with path.open(encoding="utf-8-sig", newline="") as lines:
                for place, cells in enumerate(csv.reader(lines)):
                    for column, cell in enumerate(cells):
                        sheet.write_string(place, column, unled(cell)[:_FIELD], as_written)
    target.chmod(_OWNER_FILE)
    for path in forms.values():
        path.unlink()
    return [target]


def _harmless(text: str) -> str:
    """A text table's cell that no spreadsheet runs; in a workbook it is a text anyway."""
    return led(text.replace("\0", " "))


@cache
def headers_of(form: str) -> tuple[str, ...]:
    """The headers of a form's columns."""
    return next(tuple(column.header for column in each.columns) for each in FORMS if each.name == form)


def _sentence(why: Iterable[tuple[str, str]]) -> str:
    """Why a row cannot be taken, in the sender's language."""
    sentences = _sentences()
    return "; ".join(f"{header}: {sentences.get(code, code)}".removeprefix(": ") for header, code in why)


@cache
def _sentences() -> dict[str, str]:
    return dict(reference.read("intake_reasons").select("code", "vi").rows())
