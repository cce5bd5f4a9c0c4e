"""The two divisions of the country, 63 provinces until 1/7/2025 and 34 units since, and what went into what.

A code means nothing without its division: seven numbers bear another province's name in the 34 than in the
63, and more of them a larger territory. Every former province went into one unit whole, so counts can be
added up; they cannot be taken apart again.
"""

from collections.abc import Iterator
from functools import cache

from data import reference
from data.errors import ScopeError

DIVISIONS = (63, 34)


def checked(division: int) -> int:
    """The division itself; raises ValueError unless it is 63 or 34."""
    if division not in DIVISIONS:
        raise ValueError(f"no such division: {division}")
    return division


def codes(division: int) -> frozenset[str]:
    """Every province code of the division."""
    return frozenset(_absorbed() if checked(division) == 63 else _absorbed().values())


def absorbed_by(code_63: str) -> str:
    """The unit of the 34 that a province of the 63 went into, or went on as; KeyError for no such province."""
    return _absorbed()[code_63]


def parts(vintage_of_data: int, shown: int) -> dict[str, tuple[str, ...]]:
    """Of each shown unit that the data can answer for, the provinces of the data's division it is made of.

    Data of the 63 answer for all 34. Data of the 34 answer for a province of the 63 only where it was
    left alone: a merged one has no entry, since nothing tells its share of the unit.
    """
    if checked(vintage_of_data) == checked(shown):
        return {code: (code,) for code in sorted(codes(shown))}
    if shown == 34:
        return _former()
    return {former[0]: (unit,) for unit, former in _former().items() if len(former) == 1}


def made_of(code: str, vintage_of_data: int, shown: int) -> frozenset[str]:
    """The provinces of the data's division that one shown unit is made of; ScopeError where the data cannot tell."""
    made = parts(vintage_of_data, shown).get(code)
    if made is None:
        raise ScopeError("province_not_told_apart", province=code, division=vintage_of_data)
    return frozenset(made)


def carried(code: str, from_vintage: int, to_vintage: int) -> str | None:
    """The code of the same territory in the other division.

    None where the territory is not there: a former province that was merged away (``absorbed_by`` tells into
    what), a unit made of several, or a code that the first division does not have.
    """
    for unit, made_of in parts(from_vintage, to_vintage).items():
        if made_of == (code,):
            return unit
    return None


def wholly_within(provinces: frozenset[str], vintage: int, shown: int) -> frozenset[str]:
    """The shown units of whose territory no part lies outside the given provinces of the data's division."""
    if checked(vintage) == checked(shown):
        return codes(shown) & provinces
    if shown == 34:
        return frozenset(unit for unit, former in _former().items() if provinces.issuperset(former))
    return frozenset(code for code, unit in _absorbed().items() if unit in provinces)


def carrying(vintage: int, shown: int, within: frozenset[str] | None = None) -> Iterator[tuple[str, str]]:
    """(province of the data, shown unit) for all that can be answered; ``within``: only units wholly within it."""
    whole = codes(shown) if within is None else wholly_within(within, vintage, shown)
    for unit, made_of in parts(vintage, shown).items():
        if unit in whole:
            yield from ((part, unit) for part in made_of)


@cache
def _absorbed() -> dict[str, str]:
    return dict(reference.read("provinces").select("code", "merged_2025_code").rows())


def _former() -> dict[str, tuple[str, ...]]:
    units: dict[str, list[str]] = {}
    for code, unit in sorted(_absorbed().items(), key=lambda pair: (pair[1], pair[0])):
        units.setdefault(unit, []).append(code)
    return {unit: tuple(former) for unit, former in units.items()}
