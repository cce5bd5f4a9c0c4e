"""Which cells of a table are withheld, so that each small group has a witness against whoever subtracts."""

import numpy as np

from data.withholding.counted import PLENTY, Counted, room
from data.withholding.cover import NEVER, cheapest
from data.withholding.shapes import Shape, Ways

_COUNTRY = 60.0  # how much more the country's line is missed than a province's
_LOOKED_AT = 64  # ways of which all partners are weighed


class NoWitness(Exception):
    """A small group that nothing short of withholding the whole table would guard."""


class Settling:
    """One table while it is being settled; ``masked`` is what is withheld so far, the last line the country's."""

    def __init__(self, shape: Shape, counted: Counted, *, smallest: int) -> None:
        self.shape, self.counted, self.smallest = shape, counted, smallest
        self.country = len(counted.leaves)
        added = counted.is_added
        leaves = np.concatenate([counted.leaves, counted.leaves[added].sum(axis=0, keepdims=True)])
        self.cells = np.rint(leaves @ shape.printed.T).astype(np.int64)
        self.groups = np.rint(leaves @ shape.protected.T).astype(np.int64)
        self.unknown = np.concatenate([counted.unknown, counted.unknown[added].all(axis=0, keepdims=True)])
        told = np.concatenate([counted.told, counted.told[added].all(axis=0, keepdims=True)])
        self.small = told & (self.groups > 0) & (self.groups < smallest)
        self.masked = counted.masked | self._small_rows()
        self.room = room(shape, counted, self.cells[:-1])
        self.cost = np.array([self._costs(place) for place in range(self.country + 1)])

    def settle(self) -> np.ndarray:
        """(places + 1) x cells, True where withheld; each small group has its witness. Raises NoWitness."""
        for place in (self.country, *range(self.country)):
            bare = np.flatnonzero(self.small[place])
            while len(bare := self.unwitnessed(place, bare)):  # a witness stays one, whatever else is withheld
                before = self.masked.sum()
                self._withhold_for(place, int(bare[-1]))
                if self.masked.sum() == before:
                    raise NoWitness
        return self.masked

    def unwitnessed(self, place: int, small: np.ndarray) -> np.ndarray:
        """Those of a place's small groups without a witness: a table that prints the same, and where they are large."""
        if not len(small):
            return small
        moves, reach = self._free(place)
        gained = self.shape.gained[np.ix_(moves, small)] * reach[:, None]
        return small[self.groups[place, small] + gained.max(axis=0, initial=0) < self.smallest]

    def _free(self, place: int) -> tuple[np.ndarray, np.ndarray]:
        """Moves into a place that change nothing printed, and how many people they may carry."""
        if place == self.country:
            reach = self._carried(self.cost[:-1] == 0, slice(None)) * (self.cost[-1] == 0)
            moves = np.flatnonzero(reach)
            return moves, reach[moves]
        moves = np.flatnonzero((self.cost[place] == 0) & (self.room[place] > 0))
        if not self.counted.is_added[place]:
            return moves, self.room[place, moves]
        ways = self.shape.ways(moves)
        free = self.cost[:-1, ways.back] == 0
        free[place] = False
        is_lifted = (self.cost[-1, ways.back] == 0) & (ways.evened < 0)
        carried = np.where(is_lifted, PLENTY, self._carried(free, ways.back))
        carried = np.where(self._evening(ways) == 0, carried, 0)
        return ways.moves, np.minimum(self.room[place, ways.moves], carried)

    def _carried(self, free: np.ndarray, moves: np.ndarray | slice) -> np.ndarray:
        """How many people the free places of the country's line together may carry in each move."""
        return np.where(free & self.counted.is_added[:, None], self.room[:, moves], 0).sum(axis=0)

    def _evening(self, ways: Ways) -> np.ndarray:
        """What it costs that the country's line changes where people come back in another status."""
        return np.where(ways.evened < 0, 0.0, self.cost[-1, ways.evened])

    def _withhold_for(self, place: int, group: int) -> None:
        """Withhold the cheapest cells that give a small group of a place its witness."""
        need = int(self.smallest - self.groups[place, group])
        moves = np.flatnonzero(self.shape.gained[:, group])
        if place == self.country:
            ways = Ways(moves, moves, np.full(len(moves), -1))
            lifted = np.full(len(moves), NEVER)  # its own line alone carries nobody
        else:
            ways = self.shape.ways(moves[self.room[place, moves] >= need])
            lifted = np.where(ways.evened < 0, self.cost[-1, ways.back], NEVER)
        if place < self.country and not self.counted.is_added[place]:  # in no sum: nobody need come back
            self._withhold(place, ways.moves[np.argmin(self.cost[place, ways.moves])])
            return
        own = self.cost[place, ways.moves] + self._evening(ways)
        cost = self.cost[:-1, ways.back]
        carried = np.where(self.counted.is_added[:, None] & (cost < NEVER), self.room[:, ways.back], 0)
        if place < self.country:
            carried[place] = 0
        own = np.where((carried.sum(axis=0) >= need) | (lifted < NEVER), own, NEVER)
        likely = np.argsort(own, kind="stable")[:_LOOKED_AT]
        found = cheapest(cost[:, likely], carried[:, likely], need, own[likely], lifted[likely])
        if found is None:
            raise NoWitness
        way = likely[found[0]]
        self._withhold(place, ways.moves[way])
        for carrier in found[1]:
            self._withhold(carrier, ways.back[way])
        if ways.evened[way] >= 0:
            self._withhold(self.country, ways.evened[way])

    def _withhold(self, place: int, move: int) -> None:
        printed = (self.shape.touched[move] > 0) & ~self.unknown[place] & ~self.masked[place]
        if printed.any():
            self.masked[place] |= printed
            self.cost[place] = self._costs(place)

    def _costs(self, place: int) -> np.ndarray:
        """What each move would cost in a place: the weights of cells that it changes and that are still printed."""
        weight = self.shape.weights * (_COUNTRY * self.shape.weights if place == self.country else 1.0)
        weight = weight * (1 + np.log10(np.maximum(self.cells[place], 1)) / 8)
        stays = (self.cells[place] == 0) | self.counted.kept[place]
        weight = np.where(self.masked[place], 0.0, np.where(stays, NEVER, weight))
        return self.shape.touched @ np.where(self.unknown[place], NEVER, weight)

    def _small_rows(self) -> np.ndarray:
        """Cells of 1 to smallest - 1 people, and what goes with them in the same row."""
        small = (self.cells > 0) & (self.cells < self.smallest) & ~self.unknown
        return (small | ((small @ self.shape.along.astype(np.float64)) > 0)) & ~self.unknown
