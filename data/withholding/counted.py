"""What is known of a table before anything is settled: counts, what is not told, and how many people may move."""

from dataclasses import dataclass

import numpy as np

from data.withholding.shapes import Shape

PLENTY = np.iinfo(np.int32).max


@dataclass(frozen=True, eq=False)
class Counted:
    """The counts of one table in every place.

    ``leaves``   places x leaves
    ``unknown``  places x cells: not printed whatever is withheld, and so never a partner
    ``told``     places x groups: whether the count of a group is what was counted, not a stand-in for what is unknown
    ``is_added`` places: whether a place is in the country's line
    ``masked``   (places + 1) x cells: withheld already, for another reason; the last line is the country's
    ``kept``     (places + 1) x cells: printed in another table as well, so that withholding them here would not help
    ``bound``    places x leaves: people whom another table shows to be where they are
    """

    leaves: np.ndarray
    unknown: np.ndarray
    told: np.ndarray
    is_added: np.ndarray
    masked: np.ndarray
    kept: np.ndarray
    bound: np.ndarray


def room(shape: Shape, counted: Counted, cells: np.ndarray) -> np.ndarray:
    """places x moves: how many people each move may carry before a leaf is negative or a withheld cell is empty.

    Whoever sees that 0s are printed knows that what is withheld is not 0.
    """
    loose = counted.leaves - counted.bound
    return np.minimum(_least(shape.taken, loose), _least(shape.emptied, cells - 1)).astype(np.int64)


def _least(taken: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """places x moves: the smallest of the counts that each move takes people from, 0 where one is below."""
    worth = np.concatenate([np.maximum(counts, 0).T, np.full((1, len(counts)), PLENTY)]).astype(np.int32)
    least = worth[taken[:, 0]]
    for at in range(1, taken.shape[1]):
        np.minimum(least, worth[taken[:, at]], out=least)
    return least.T
