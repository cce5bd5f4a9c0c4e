"""The groups of people that follow from the five that are counted, by adding and subtracting.

``values`` have the five of ``schema.PEOPLE`` last, NaN where nothing is told. They are shown in four kinds: everybody;
women; the minority with its women; those in disadvantaged areas. What a kind shows tells its complements as well, and
women beside the minority tell the rest of the cross.
"""

import numpy as np

from data.schema import PEOPLE

KINDS = 4
KIND_OF = (0, 1, 2, 2, 3)  # of each of PEOPLE
EVERYBODY, WOMEN, MINORITY, REMOTE = range(KINDS)

# places in what ``derived`` gives, by the kind whose being shown tells them; CROSS by women and minority together
TOLD_BY = {EVERYBODY: [0], WOMEN: [1, 2], MINORITY: [3, 4, 5, 6, 7], REMOTE: [10, 11]}
CROSS = [8, 9]
DERIVED = 12


def derived(values: np.ndarray) -> np.ndarray:
    """Everybody, women, men, minority, majority, minority women, all but these, minority men; women and men of the
    majority; in disadvantaged areas and elsewhere: the last axis 12 long, NaN where one is not told."""
    total, women, minority, both, remote = np.moveaxis(values, -1, 0)
    told = (total, women, total - women, minority, total - minority, both, total - both, minority - both)
    return np.stack([*told, women - both, total - women - minority + both, remote, total - remote], axis=-1)


def is_small(sizes: np.ndarray, smallest: int) -> np.ndarray:
    """Whether a group has 1 to ``smallest`` - 1 people; fewer than none, since the counts do not fit, is small too."""
    with np.errstate(invalid="ignore"):
        return (sizes != 0) & (sizes < smallest)


def judged(small: np.ndarray) -> np.ndarray:
    """By kind whether it tells a small group, and last whether the cross does; ``small`` is by derived group."""
    kinds = [small[..., places].any(axis=-1) for places in TOLD_BY.values()]
    return np.stack([*kinds, small[..., CROSS].any(axis=-1)], axis=-1)


def of_people(kinds: np.ndarray) -> np.ndarray:
    """The last axis by kind becomes one by group of ``schema.PEOPLE``."""
    return kinds[..., list(KIND_OF[: len(PEOPLE)])]
