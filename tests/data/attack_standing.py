"""Somebody who has tables A.1.1 and A.1.2 of all provinces and of the country, and subtracts.

They know that levels, ratings and provinces add up, how groups cross, and that a 0 is printed unless all of its row is
withheld. Written apart from the code that withholds: nothing of it is used here.
"""

from collections.abc import Mapping
from itertools import product

from tests.data.relations import Relations, Terms

LEVELS = ("primary", "lower_secondary", "upper_secondary")
MARKS = ("chua_dat", "dat", "kha", "tot")
STATUSES = ("open", *MARKS)
GROUPS = ("total", "female", "ethnic_minority", "female_ethnic_minority", "disadvantaged_area")
COUNTS = ("accounts", "completed", *MARKS)
CROSSED = ("minority woman", "other woman", "minority man", "other man")
HELD = ("held back", "elsewhere")  # in a disadvantaged area or not

Cell = tuple[str, str, str, str]  # place ('' the country), level, group, count

_MADE_OF = {
    "total": CROSSED,
    "female": CROSSED[:2],
    "ethnic_minority": CROSSED[::2],
    "female_ethnic_minority": CROSSED[:1],
    "disadvantaged_area": HELD[:1],
    "men": CROSSED[2:],
    "majority": CROSSED[1::2],
    "other women": CROSSED[1:2],
    "minority men": CROSSED[2:3],
    "other men": CROSSED[3:],
    "elsewhere": HELD[1:],
}


def printed(counts: Mapping[Cell, int], withheld: set[Cell]) -> Relations:
    """All that is known of a year's table of which these cells are withheld."""
    places, relations = places_of(counts), Relations()
    for place, level, status in product(places, LEVELS, STATUSES):
        crossed = {(place, level, status, kind): 1 for kind in CROSSED}
        relations.is_known(crossed | {(place, level, status, kind): -1 for kind in HELD}, 0)
    for cell, value in counts.items():
        if cell not in withheld:
            relations.is_known(terms(cell, places), value)
        elif not _may_be_zero(cell, withheld):
            relations.is_at_least(terms(cell, places), 1)
    return relations


def small(counts: Mapping[Cell, int], smallest: int) -> dict[Cell, Terms]:
    """Groups of 1 to smallest - 1 people, printed or found by subtraction, and what they are made of."""
    places, found = places_of(counts), {}
    for place, level in {cell[:2] for cell in counts}:
        for count in (*COUNTS, "open"):
            sizes = _sizes(counts, place, level, count)
            for people, size in sizes.items():
                if 0 < size < smallest:
                    found[place, level, people, count] = terms((place, level, people, count), places)
    return dict(sorted(found.items()))


def primary(counts: Mapping[Cell, int], smallest: int) -> set[Cell]:
    """What would be withheld without partners: small counts, and with them the rest of their row's ratings."""
    found = {cell for cell, value in counts.items() if 0 < value < smallest}
    for place, level, people in {cell[:3] for cell in counts}:
        for base, others in (("accounts", COUNTS), ("completed", COUNTS[1:])):
            if 0 < counts[place, level, people, base] < smallest:
                found |= {(place, level, people, count) for count in others}
    return found


def places_of(counts: Mapping[Cell, int]) -> list[str]:
    """The provinces, without the country."""
    return sorted({cell[0] for cell in counts} - {""})


def terms(cell: Cell, places: list[str]) -> Terms:
    """The smallest counts that a cell adds up."""
    place, level, people, count = cell
    return dict.fromkeys(
        product(
            places if place == "" else [place],
            LEVELS if level == "all" else [level],
            {"accounts": STATUSES, "completed": MARKS}.get(count, (count,)),
            _MADE_OF[people],
        ),
        1,
    )


def _may_be_zero(cell: Cell, withheld: set[Cell]) -> bool:
    return cell[3] != "accounts" and all((*cell[:3], other) in withheld for other in COUNTS[1:])


def _sizes(counts: Mapping[Cell, int], place: str, level: str, count: str) -> dict[str, int]:
    def told(people: str) -> int:
        if count == "open":
            return counts[place, level, people, "accounts"] - counts[place, level, people, "completed"]
        return counts[place, level, people, count]

    total, women, minority, both, remote = sizes = [told(people) for people in GROUPS]
    return dict(zip(GROUPS, sizes, strict=True)) | {
        "men": total - women,
        "majority": total - minority,
        "other women": women - both,
        "minority men": minority - both,
        "other men": total - women - minority + both,
        "elsewhere": total - remote,
    }
