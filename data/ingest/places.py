"""Places by name: spellings met in real files, folded until they meet the official one."""

import re
from collections import defaultdict
from collections.abc import Iterable

import polars as pl

from data.spelling import unaccented

_PROVINCE_KIND = re.compile(r"^(tinh|thanh pho|tp|city of|province of) ")
_DISTRICT_KIND = re.compile(r"^(quan|huyen|thi xa|thanh pho|xa|phuong|thi tran|dac khu) ")
_SHORT = {"tp": "thanh pho", "tx": "thi xa", "tt": "thi tran", "q": "quan", "h": "huyen", "p": "phuong"}


def folded(name: str) -> str:
    """A name without case, diacritics, punctuation and double spaces: ``TP. Hồ Chí Minh`` → ``tp ho chi minh``.

    Diacritics go altogether, since tone marks are placed in two ways (Hòa, Hoà) and some tables have none;
    a test holds that no two provinces meet.
    """
    words = re.sub(r"[\W_]+", " ", unaccented(name.casefold())).split()
    return " ".join(word.lstrip("0") or "0" if word.isdecimal() else word for word in words)


def province_codes(names: Iterable[str], *, provinces: pl.DataFrame, aliases: pl.DataFrame) -> dict[str, str | None]:
    """The code of each name, None where unknown.

    ``provinces`` has province_code and name_vi of one vintage, ``aliases`` has name_vi and alias: an
    alias counts where the division still has a province of that name.
    """
    official = dict(provinces.select("name_vi", "province_code").iter_rows())
    known = {folded(name): code for name, code in official.items()}
    for name, alias in aliases.select("name_vi", "alias").iter_rows():
        if name in official:
            known.setdefault(folded(alias), official[name])
    return {name: _found(folded(name), known) for name in names}


def _found(name: str, known: dict[str, str]) -> str | None:
    return known.get(name) or known.get(_PROVINCE_KIND.sub("", name))


def district_codes(pairs: Iterable[tuple[str, str]], *, districts: pl.DataFrame) -> dict[tuple[str, str], str | None]:
    """The code of each (province code, district name), None where unknown or not certain.

    The name with its kind decides. Kinds change as places grow, so a kind that does not fit is passed over
    where one district alone of the province bears the name (Thành phố Cao Lãnh and Huyện Cao Lãnh are two).
    """
    spelt: dict[tuple[str, str], set[str]] = defaultdict(set)
    bare: dict[tuple[str, str], set[str]] = defaultdict(set)
    for province, code, name in districts.select("province_code", "district_code", "name_vi").iter_rows():
        spelt[province, folded(name)].add(code)
        bare[province, _DISTRICT_KIND.sub("", folded(name))].add(code)
    found: dict[tuple[str, str], str | None] = {}
    for province, name in pairs:
        full = _spelt_out(folded(name))
        candidates = spelt.get((province, full)) or bare.get((province, _DISTRICT_KIND.sub("", full))) or set()
        found[province, name] = next(iter(candidates)) if len(candidates) == 1 else None
    return found


def _spelt_out(name: str) -> str:
    """TX. Sơn Tây is a thị xã."""
    kind, _, rest = name.partition(" ")
    return f"{_SHORT[kind]} {rest}" if rest and kind in _SHORT else name
