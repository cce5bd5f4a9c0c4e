"""Values: one cell becomes what its column holds, or the reason why it cannot. Nothing is guessed silently."""

import datetime
import math
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from data import reference
from data.ingest.codes import spelt
from data.ingest.layout import RawColumn
from data.intake import dates, numbers
from data.spelling import unaccented

Cell = str | int | float | bool | datetime.date | None
Value = str | int | float | datetime.date | None

_IDENTIFIERS = ("identifier", "supporter_identifier")
_IDENTIFIER_DIGITS = 10
_SCHOOL_DIGITS = 8
_LARGEST = {"SMALLINT": 2**15 - 1, "BIGINT": 2**63 - 1}
_TOO_LONG = 10**30  # beyond any number a sender means; Python will not even spell the longest out
_DASHES = {"-", "–", "—", "--", "…", "..."}
_SHEET_ERROR = re.compile(r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|GETTING_DATA)", re.IGNORECASE)
_WHOLE_AS_REAL = re.compile(r"([0-9]+)[.,]0+")
_ROUNDED = re.compile(r"[0-9]([.,][0-9]+)?E\+?[0-9]+", re.IGNORECASE)  # 1.23E+09: the last digits are gone
_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{0,39}")  # no spaces, no @: a name or an address is no identifier


@dataclass(frozen=True)
class Parsed:
    """A value of its column's type; or ``reason`` says why there is none, ``mended`` what was set right."""

    value: Value = None
    reason: str | None = None
    mended: str | None = None


def value(cell: Cell, column: RawColumn) -> Parsed:
    """What a cell holds for a column; never raises."""
    return _read(cell, column) if column.name in _IDENTIFIERS else _remembered(cell, column)


@lru_cache(maxsize=1 << 15, typed=True)  # typed: 1, 1.0 and True are equal and are not the same
def _remembered(cell: Cell, column: RawColumn) -> Parsed:
    """Days, codes and modules come by the million and are few; identifiers are not kept."""
    return _read(cell, column)


def _read(cell: Cell, column: RawColumn) -> Parsed:
    cell = _clean(cell) if isinstance(cell, str) else cell
    if cell is None or cell == "":
        return _nothing(column)
    if isinstance(cell, str) and _SHEET_ERROR.fullmatch(cell):
        return Parsed(reason="cell_error")
    if isinstance(cell, float) and not math.isfinite(cell):
        return Parsed(reason="not_a_number")
    if isinstance(cell, int | float) and abs(cell) >= _TOO_LONG:
        return Parsed(reason="number_too_large")
    if isinstance(cell, str) and cell in _DASHES and not _is_free_text(column):
        return _nothing(column, mended="dash")
    return _typed(cell, column)


def _clean(text: str) -> str:
    """NFC, one space between words, no byte-order marks or zero-width letters."""
    visible = re.sub("[\u200b\u200c\u200d\u2060\ufeff\u00ad]", "", text)
    return " ".join(unicodedata.normalize("NFC", visible).split())


def _nothing(column: RawColumn, *, mended: str | None = None) -> Parsed:
    return Parsed(reason="empty_value") if column.is_required else Parsed(mended=mended)


def _is_free_text(column: RawColumn) -> bool:
    return column.type == "VARCHAR" and not column.code and column.name not in (*_IDENTIFIERS, "school_code")


def _typed(cell: Cell, column: RawColumn) -> Parsed:
    if column.type == "DATE":
        return _date(cell)
    if column.type == "DOUBLE":
        return _real(cell)
    if column.type in _LARGEST:
        return _mark(cell) or _whole(cell, largest=_LARGEST[column.type], is_mark=column.type == "SMALLINT")
    if column.name in _IDENTIFIERS:
        return _kept_code(cell, shortest=1, digits=_IDENTIFIER_DIGITS, refused="not_an_identifier")
    if column.name == "school_code":
        return _kept_code(cell, shortest=_SCHOOL_DIGITS - 2, digits=_SCHOOL_DIGITS, refused="not_a_code")
    return _coded(cell, column.code) if column.code else Parsed(_as_text(cell))


def _date(cell: Cell) -> Parsed:
    if isinstance(cell, datetime.datetime):
        return Parsed(cell.date())
    if isinstance(cell, datetime.date):
        return Parsed(cell)
    if isinstance(cell, bool):
        return Parsed(reason="not_a_date")
    is_text = isinstance(cell, str)
    if not is_text and cell > 10**7:  # 20210502 typed as a number
        cell, is_text = _as_text(cell), True
    day, reason = dates.from_text(cell) if is_text else dates.from_number(cell)
    is_serial = not is_text or cell.replace(".", "", 1).isdecimal()
    return Parsed(day, reason, "serial" if day and is_serial else None)


def _readings(cell: Cell) -> set[Decimal]:
    if isinstance(cell, str):
        return numbers.readings(cell)
    if isinstance(cell, bool | datetime.date) or cell is None:
        return set()
    return {Decimal(repr(cell))}


def _real(cell: Cell) -> Parsed:
    found = _readings(cell)
    if len(found) != 1:
        return Parsed(reason="ambiguous_number" if found else "not_a_number")
    is_percent = isinstance(cell, str) and cell.endswith("%")
    return Parsed(float(found.pop()), mended="percent" if is_percent else None)


def _whole(cell: Cell, *, largest: int, is_mark: bool) -> Parsed:
    """1.234 can only be 1234 where a whole number is wanted; 1.000 may be one or a thousand."""
    found = _readings(cell)
    if isinstance(cell, str) and cell.endswith("%"):
        found = set()
    whole = {int(number) for number in found if number == number.to_integral_value()}
    if not found:
        return Parsed(reason="not_a_number")
    if not whole or (is_mark and len(found) > 1):  # a mark has no thousands
        return Parsed(reason="ambiguous_number" if whole else "not_a_whole_number")
    if len(whole) > 1:
        return Parsed(reason="ambiguous_number")
    number = whole.pop()
    return Parsed(number) if abs(number) <= largest else Parsed(reason="number_too_large")


def _mark(cell: Cell) -> Parsed | None:
    """A rating in words, in a column of ratings in figures: Tốt is 4."""
    if not isinstance(cell, str) or cell[0].isdecimal():
        return None
    text = _known_words("mark").get(unaccented(spelt(cell)))
    return Parsed(int(_code_of("mark", text)), mended="words") if text else None


def _kept_code(cell: Cell, *, shortest: int, digits: int, refused: str) -> Parsed:
    """A code as text: Excel's .0 is dropped, and zeros it took are put back from ``shortest`` to ``digits`` digits."""
    if isinstance(cell, bool | datetime.date):
        return Parsed(reason=refused)
    text = _as_text(cell).strip("'’` ")
    whole = _WHOLE_AS_REAL.fullmatch(text)
    code = whole[1] if whole else text
    if _ROUNDED.fullmatch(code):
        return Parsed(reason="rounded_number")
    if not _CODE.fullmatch(code):
        return Parsed(reason=refused)
    if code.isdecimal() and not int(code):
        return Parsed(reason=refused)
    if code.isdecimal() and shortest <= len(code) < digits:
        return Parsed(code.zfill(digits), mended="zeros")
    return Parsed(code, mended="point" if whole else None)


def _as_text(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, datetime.date) else str(cell)


def _coded(cell: Cell, kind: str) -> Parsed:
    """The text of a code as the vocabulary spells it where accents alone differ; else as it stands."""
    if isinstance(cell, bool):
        word = "yes" if cell else "no"
        texts = [text for text in _known_words(kind).values() if _code_of(kind, text) == word]
        return Parsed(texts[0], mended="words") if texts else Parsed(_as_text(cell))
    text = _as_text(cell)
    known = _known_words(kind).get(unaccented(spelt(text)))
    if known is None or spelt(known) == spelt(text):
        return Parsed(text)
    return Parsed(known, mended="spelling")


@cache
def _known_words(kind: str) -> dict[str, str]:
    """Texts of a kind of code by how they look without accents; those that would meet are left out."""
    meeting: dict[str, set[str]] = {}
    for row_kind, text in reference.read("vocabulary").select("kind", "text").iter_rows():
        if row_kind == kind:
            meeting.setdefault(unaccented(spelt(text)), set()).add(text)
    return {key: next(iter(texts)) for key, texts in meeting.items() if len(texts) == 1}


@cache
def _code_of(kind: str, text: str) -> str:
    rows = reference.read("vocabulary").select("kind", "text", "code").iter_rows()
    return next(code for row_kind, row_text, code in rows if (row_kind, row_text) == (kind, text))
