"""What a table counts, as matrices: its leaves, the cells printed of them, the groups to protect, and the moves.

A leaf is the smallest count there is: one level, one status, one kind of people. A move carries one person: to
another level, into another status or group, or in from another place. Every move is a vector over leaves; what it
changes of what is printed, and of the groups to protect, follows from the matrices.
"""

from dataclasses import dataclass
from functools import reduce
from itertools import combinations, permutations

import numpy as np


@dataclass(frozen=True, eq=False)
class Axis:
    """One dimension of a table; the rows of each matrix are over its leaves.

    ``weights`` say how much a reader would miss each printed line of it.
    """

    printed: np.ndarray
    protected: np.ndarray
    moves: np.ndarray
    weights: tuple[float, ...]


@dataclass(frozen=True, eq=False)
class Ways:
    """How people carried by a move come back elsewhere: each way a move, the move of who takes them back, and what
    then changes in the country's line, -1 where nothing does."""

    moves: np.ndarray
    back: np.ndarray
    evened: np.ndarray


@dataclass(frozen=True, eq=False)
class Shape:
    """A table of levels by statuses by groups, each axis flattened in this order.

    ``printed`` cells x leaves · ``protected`` groups x leaves · ``moves`` moves x leaves, ``back`` the place of the
    move that undoes each · ``touched`` moves x cells, 1 where a move changes a cell · ``taken`` and ``emptied`` moves x
    as many: the leaves, and the cells, that a move takes a person from, padded by the place past the last ·
    ``gained`` moves x groups, whether one is carried in · ``along`` cells x cells: withheld with a small one ·
    ``instead`` moves x others: the same move of people of another status, -1: none · ``evened``: the difference of
    the two, a move itself.
    """

    printed: np.ndarray
    protected: np.ndarray
    moves: np.ndarray
    back: np.ndarray
    touched: np.ndarray
    taken: np.ndarray
    emptied: np.ndarray
    gained: np.ndarray
    weights: np.ndarray
    along: np.ndarray
    instead: np.ndarray
    evened: np.ndarray

    def ways(self, moves: np.ndarray) -> Ways:
        """Every way of the moves: first people come back as they went, then in each other status."""
        instead = self.instead[moves]
        at, other = np.nonzero(instead >= 0)
        return Ways(
            np.concatenate([moves, moves[at]]),
            self.back[np.concatenate([moves, instead[at, other]])],
            np.concatenate([np.full(len(moves), -1), self.evened[moves[at], other]]),
        )


def shape(levels: Axis, statuses: Axis, groups: Axis, *, takes: dict[int, tuple[int, ...]]) -> Shape:
    """The table of three axes; ``takes``: with a small count of one status go those of others in the same row."""
    axes = (levels, statuses, groups)
    printed = reduce(np.kron, (axis.printed for axis in axes))
    protected = reduce(np.kron, (axis.protected for axis in axes))
    one_way = reduce(np.kron, (axis.moves for axis in axes))
    moves = np.concatenate([one_way, -one_way])
    half = len(one_way)
    row = np.zeros((len(statuses.printed), len(statuses.printed)))
    for status, others in takes.items():
        row[status, list(others)] = 1
    instead, evened = _others(levels, statuses, groups, half)
    return Shape(
        printed=printed,
        protected=protected,
        moves=moves,
        back=np.concatenate([np.arange(half) + half, np.arange(half)]),
        touched=(moves @ printed.T != 0).astype(np.float64),
        taken=_below_zero(moves),
        emptied=_below_zero(moves @ printed.T),
        gained=moves @ protected.T > 0,
        weights=reduce(np.kron, (np.array(axis.weights) for axis in axes)),
        along=reduce(np.kron, (np.eye(len(levels.printed)), row, np.eye(len(groups.printed)))) > 0,
        instead=instead,
        evened=evened,
    )


def _below_zero(changes: np.ndarray) -> np.ndarray:
    """Of each row the places of what it takes one from, padded by the place past the last."""
    widest = int((changes < 0).sum(axis=1).max())
    order = np.argsort(changes, axis=1, kind="stable")[:, :widest]
    return np.where(np.take_along_axis(changes, order, axis=1) < 0, order, changes.shape[1])


def _others(levels: Axis, statuses: Axis, groups: Axis, half: int) -> tuple[np.ndarray, np.ndarray]:
    """Moves x other statuses: the move of people in another status, and the move that is the difference of both."""
    leaves = statuses.printed.shape[1]
    size = (len(levels.moves), len(statuses.moves), len(groups.moves))
    numbers = np.arange(half).reshape(size)
    pairs = {pair: leaves + at for at, pair in enumerate(combinations(range(leaves), 2))}
    instead, evened = np.full((2, *size, 2, leaves), -1)
    for one, other in permutations(range(leaves), 2):
        differing = numbers[:, pairs[min(one, other), max(one, other)]]
        for sign in (0, 1):
            instead[:, one, :, sign, other] = numbers[:, other] + sign * half
            evened[:, one, :, sign, other] = differing + half * (sign if one < other else 1 - sign)
    return tuple(np.moveaxis(each, 3, 0).reshape(2 * half, leaves) for each in (instead, evened))


def _carried(leaves: int) -> np.ndarray:
    """One person more in each leaf, then one carried from each leaf to each other."""
    more = np.eye(leaves)
    return np.array([*more, *(more[one] - more[other] for one, other in combinations(range(leaves), 2))])


def _with_total(leaves: int) -> np.ndarray:
    return np.concatenate([np.ones((1, leaves)), np.eye(leaves)])


ONE = Axis(printed=np.ones((1, 1)), protected=np.ones((1, 1)), moves=np.ones((1, 1)), weights=(1.0,))

# all, primary, lower secondary, upper secondary
LEVELS = Axis(printed=_with_total(3), protected=_with_total(3), moves=_carried(3), weights=(3.0, 1.0, 1.0, 1.0))

# leaves: not completed, then the four ratings; printed: accounts, completed, ratings; nobody prints who has not
_ACCOUNTS, _COMPLETED, _OPEN = np.ones(5), np.array([0, 1, 1, 1, 1]), np.array([1, 0, 0, 0, 0])
_MARKS = np.eye(5)[1:]
STANDING = Axis(
    printed=np.array([_ACCOUNTS, _COMPLETED, *_MARKS]),
    protected=np.array([_ACCOUNTS, _COMPLETED, *_MARKS, _OPEN]),
    moves=_carried(5),
    weights=(3.0, 3.0, 0.8, 0.9, 1.0, 1.0),
)

# leaves: the four ratings; printed: all of them, each of them
RATED = Axis(printed=_with_total(4), protected=_with_total(4), moves=_carried(4), weights=(4.0, 1.0, 1.0, 1.0, 1.0))

# leaves: a part and what is left of the whole; printed: the whole, the part
PART = Axis(
    printed=np.array([[1.0, 1.0], [1.0, 0.0]]),
    protected=np.array([[1.0, 1.0], [1.0, 0.0], [0.0, 1.0]]),
    moves=_carried(2),
    weights=(3.0, 2.0),
)

# leaves: not begun, begun, completed; printed, of which two in another table: accounts, begun or completed, completed
BEGUN = Axis(
    printed=np.array([[1.0, 1.0, 1.0], [0.0, 1.0, 1.0], [0.0, 0.0, 1.0]]),
    protected=np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 1.0, 1.0]]),
    moves=_carried(3),
    weights=(1.0, 1.0, 1.0),
)


def _groups() -> Axis:
    """Women and ethnic minorities cross, disadvantaged places are told apart beside them.

    Leaves: minority women, other women, minority men, other men; disadvantaged, elsewhere. A person is one of the
    first four and one of the last two, so every move keeps both sums equal.
    """
    women_minority, women_other, men_minority, men_other, remote, elsewhere = np.eye(6)
    crossed = (women_minority, women_other, men_minority, men_other)
    total, women, minority = sum(crossed), women_minority + women_other, women_minority + men_minority
    printed = [total, women, minority, women_minority, remote]
    complements = [men_minority + men_other, women_other + men_other, women_other, men_minority, men_other, elsewhere]
    moves = [
        *(one + place for one in crossed for place in (remote, elsewhere)),
        *(one - other for one, other in combinations(crossed, 2)),
        women_minority - women_other - men_minority + men_other,
        remote - elsewhere,
    ]
    return Axis(np.array(printed), np.array([*printed, *complements]), np.array(moves), (4.0, 2.5, 1.5, 1.0, 2.0))


GROUPS = _groups()
