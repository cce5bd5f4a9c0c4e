"""Words: one language's sentences, numbers and dates. Sentences live in ``vi/*.toml`` and ``en/*.toml``."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from pages.texts.numbers import half_up, percent_of, written

LANGUAGES = ("vi", "en")
_FOLDER = Path(__file__).parent
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"\d+(\.\d+)?")


def _flat(tree: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, branch in tree.items():
        if isinstance(branch, Mapping):
            yield from _flat(branch, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", branch


@cache
def sentences(lang: str) -> dict[str, str]:
    """Dotted key → sentence, from all files of one language; a key given twice is an error."""
    found: dict[str, str] = {}
    for path in sorted((_FOLDER / lang).glob("*.toml")):
        for key, sentence in _flat(tomllib.loads(path.read_text(encoding="utf-8"))):
            if key in found:
                raise KeyError(f"{path.name}: {key} is given twice")
            found[key] = sentence
    return found


class Words:
    """The words of one language: call it with a key and the values of its placeholders."""

    def __init__(self, lang: str) -> None:
        if lang not in LANGUAGES:
            raise ValueError(f"no such language: {lang!r}")
        self.lang = lang
        self._sentences = sentences(lang)
        self._marks = {"thousands": self("number.thousands"), "decimal": self("number.decimal")}

    def __call__(self, key: str, /, **values: object) -> str:
        """The sentence of that key, filled in; an unknown key or a missing value raises KeyError."""
        return self._sentences[key].format(**values)

    def __contains__(self, key: str) -> bool:
        return key in self._sentences

    def under(self, prefix: str) -> list[str]:
        """The names that follow a prefix, in the order of the file: what is listed below ``[prefix.…]``."""
        keys = (key.removeprefix(f"{prefix}.") for key in self._sentences if key.startswith(f"{prefix}."))
        return list(dict.fromkeys(key.split(".")[0] for key in keys))

    def number(self, value: float | None, digits: int = 0, *, trim: bool = False) -> str:
        """1.234.567,8 or 1,234,567.8; a dash for None."""
        if value is None:
            return self("number.none")
        return written(half_up(value, digits), **self._marks, trim=trim)

    def percent(self, share: float | None, digits: int = 1, *, trim: bool = False) -> str:
        """A share from 0 to 1 as 96,5 % or 96.5%; a dash for None."""
        return self("number.none") if share is None else self._percent(half_up(share * 100, digits + 6), digits, trim)

    def ratio(self, part: int | None, whole: int | None, digits: int = 1, *, trim: bool = False) -> str:
        """Part over whole as a percentage, rounded once from the counts; a dash when there is no whole."""
        if part is None or not whole:
            return self("number.none")
        return self("number.percent", value=written(percent_of(part, whole, digits), **self._marks, trim=trim))

    def points(self, difference: float | None, digits: int = 1, *, unit: bool = True) -> str:
        """A difference of two shares in percentage points, always signed: +1,2 điểm %; the number alone if told."""
        if difference is None:
            return self("number.none")
        # seven decimals first: 0.9 - 0.85 is not 0.05 in binary
        value = half_up(half_up(difference * 100, 7), digits)
        text = written(value, **self._marks) if value <= 0 else f"+{written(value, **self._marks)}"
        return self("number.points", value=text) if unit else text

    def date(self, day: date | None) -> str:
        """dd/mm/yyyy in both languages; a dash for None."""
        return self("number.none") if day is None else f"{day:%d/%m/%Y}"

    def published(self, text: str) -> str:
        """A value of the register: a date or numbers between slashes in the reader's form, else as it stands."""
        if _DAY.fullmatch(text):
            return self.date(date.fromisoformat(text))
        return " / ".join(self._published(part) for part in text.split(" / "))

    def name(self, row: Mapping[str, Any], field: str = "name") -> str:
        """``field_vi`` or ``field_en`` of the row; the Vietnamese one where there is no other."""
        return row.get(f"{field}_{self.lang}") or row.get(f"{field}_vi") or self("number.none")

    def _published(self, text: str) -> str:
        return written(Decimal(text), **self._marks) if _NUMBER.fullmatch(text) else text

    def _percent(self, hundredfold: Any, digits: int, trim: bool) -> str:
        return self("number.percent", value=written(half_up(hundredfold, digits), **self._marks, trim=trim))
