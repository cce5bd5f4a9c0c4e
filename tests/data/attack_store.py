"""Somebody who has a store's rates of all places, by module, level and group, and subtracts.

They know that levels and modules add up, how groups cross, and that an everybody of nobody is not withheld. Written
apart from the code that withholds: nothing of it is used here.
"""

from collections.abc import Mapping
from itertools import product

from tests.data.relations import Relations, Terms

LEVELS = ("primary", "lower_secondary", "upper_secondary")
GROUPS = ("total", "female", "ethnic_minority", "female_ethnic_minority", "disadvantaged_area")
CROSSED = ("minority woman", "other woman", "minority man", "other man")
HELD = ("held back", "elsewhere")

Cell = tuple[str, str, str, str]  # place, module ("all": every one), level ("all"), group

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


def known(counts: Mapping[Cell, int], withheld: set[Cell], may_be_empty: set[Cell]) -> Relations:
    """All that is known of counts of which these are withheld; what has no count has nobody.

    Where everybody is withheld there is somebody, but for what ``may_be_empty``: withheld for another measure's sake.
    """
    modules, relations = modules_of(counts), Relations()
    for place, module, level in product(sorted({cell[0] for cell in counts}), modules, LEVELS):
        crossed = {(place, module, level, kind): 1 for kind in CROSSED}
        relations.is_known(crossed | {(place, module, level, kind): -1 for kind in HELD}, 0)
        if (place, module, level, "total") not in counts:
            relations.is_known(crossed, 0)
    for cell, value in counts.items():
        if cell not in withheld:
            relations.is_known(terms(cell, modules), value)
        elif cell[3] == "total" and cell not in may_be_empty:
            relations.is_at_least(terms(cell, modules), 1)
    return relations


def small(counts: Mapping[Cell, int], smallest: int) -> dict[Cell, Terms]:
    """Groups of 1 to smallest - 1 people, counted or found by subtraction, and what they are made of."""
    modules, found = modules_of(counts), {}
    for cell in sorted({cell[:3] for cell in counts}):
        for people, size in sizes(counts, *cell).items():
            if 0 < size < smallest:
                found[*cell, people] = terms((*cell, people), modules)
    return found


def modules_of(counts: Mapping[Cell, int]) -> list[str]:
    """Every module of which anything is counted; where there are none, what stands in their place."""
    modules = sorted({cell[1] for cell in counts})
    return [module for module in modules if module != "all"] or modules


def terms(cell: Cell, modules: list[str]) -> Terms:
    """The smallest counts that a cell adds up."""
    place, module, level, people = cell
    of_modules = modules if module == "all" else [module]
    of_levels = LEVELS if level == "all" else [level]
    return dict.fromkeys(product([place], of_modules, of_levels, _MADE_OF[people]), 1)


def sizes(counts: Mapping[Cell, int], place: str, module: str, level: str) -> dict[str, int]:
    """The sizes that can be found where the groups beside are told."""
    told = {
        people: counts[place, module, level, people] for people in GROUPS if (place, module, level, people) in counts
    }
    found = dict(told)
    total, women, minority, both, remote = (told.get(people) for people in GROUPS)
    if None not in (total, women):
        found["men"] = total - women
    if None not in (total, minority):
        found["majority"] = total - minority
    if None not in (women, both):
        found["other women"] = women - both
    if None not in (minority, both):
        found["minority men"] = minority - both
    if None not in (total, women, minority, both):
        found["other men"] = total - women - minority + both
    if None not in (total, remote):
        found["elsewhere"] = total - remote
    return found
