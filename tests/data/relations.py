"""What follows from printed sums: linear programming for bounds, ranks for what is determined; counts are never < 0."""

from collections.abc import Hashable, Iterable, Mapping

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array, eye_array, hstack, vstack
from scipy.sparse.linalg import lsqr

Terms = Mapping[Hashable, int]


class Relations:
    """Unknown counts, none below 0, and what is known of them: sums that are printed, and sums with a lower bound."""

    def __init__(self) -> None:
        self._at: dict[Hashable, int] = {}
        self._equal: list[tuple[Terms, float]] = []
        self._least: list[tuple[Terms, float]] = []

    def is_known(self, terms: Terms, value: float) -> None:
        """A sum is printed."""
        self._equal.append((self._met(terms), value))

    def is_at_least(self, terms: Terms, value: float) -> None:
        """A sum cannot be smaller."""
        self._least.append((self._met(terms), value))

    def determined(self, asked: Mapping[Hashable, Terms]) -> list[Hashable]:
        """Those asked for that follow by adding and subtracting alone.

        A random table loses all that the printed sums see of it; a sum that then still moves is not determined.
        """
        wanted, equal = self._matrix(asked.values()), self._matrix(terms for terms, _ in self._equal)
        random = np.random.default_rng(7).normal(size=len(self._at))
        seen = lsqr(equal, equal @ random, atol=1e-13, btol=1e-13, iter_lim=50_000)[0]
        return [name for name, moved in zip(asked, wanted @ (random - seen), strict=True) if abs(moved) < 1e-6]

    def one_below(self, asked: Mapping[Hashable, Terms], threshold: int) -> Hashable | None:
        """One asked for that is under the threshold in every table that agrees with what is known; None: none is."""
        left = dict(asked)
        while left:
            largest = self._largest(list(left.values()), threshold)
            still = {name: left[name] for name, most in zip(left, largest, strict=True) if most < threshold - 1e-6}
            if len(still) == len(left):  # they cannot all be large at once: each by itself
                alone = (name for name in left if self._largest([left[name]], threshold)[0] < threshold - 1e-6)
                return next(alone, None)
            left = still
        return None

    def _largest(self, asked: list[Terms], threshold: int) -> np.ndarray:
        """In one table that agrees, what is asked for, as much of it as can be brought up to the threshold at once."""
        wanted = self._matrix(asked)
        equal, least = (self._matrix(terms for terms, _ in known) for known in (self._equal, self._least))
        counts, sums = wanted.shape[1], len(asked)
        solved = linprog(
            np.concatenate([np.zeros(counts), -np.ones(sums)]),
            A_ub=vstack([hstack([-wanted, eye_array(sums)]), hstack([-least, csr_array((least.shape[0], sums))])]),
            b_ub=np.concatenate([np.zeros(sums), [-value for _, value in self._least]]),
            A_eq=hstack([equal, csr_array((equal.shape[0], sums))]),
            b_eq=np.array([value for _, value in self._equal]),
            bounds=[(0, None)] * counts + [(None, threshold)] * sums,
            method="highs",
        )
        assert solved.status == 0, solved.message
        return wanted @ solved.x[:counts]

    def _met(self, terms: Terms) -> Terms:
        for key in terms:
            self._at.setdefault(key, len(self._at))
        return terms

    def _matrix(self, rows: Iterable[Terms]) -> csr_array:
        rows = [self._met(row) for row in rows]
        lines = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
        columns = np.array([self._at[key] for row in rows for key in row], dtype=int)
        values = np.array([value for row in rows for value in row.values()], dtype=float)
        return csr_array((values, (lines, columns)), shape=(len(rows), len(self._at)))
