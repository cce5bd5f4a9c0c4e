"""One total and its lines: which kinds of groups are hidden where, so that subtracting the lines tells of nobody few.

A line is a level of a place, or a module. A kind that is hidden in the total is hidden in every line. Where it is shown
in the total, the lines that hide it hold together 0 or ``smallest`` people and more of every group that it tells, and
everybody hidden are so many that even were there but one in each other line none of them need be small. A line that
hides everybody hides all kinds, one that hides women hides the minority as well; so what is hidden can always be
thought otherwise within its line and within what is left of the total, each of which is large enough or empty.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from data.smallgroups import groups


@dataclass(frozen=True, eq=False)
class Table:
    """``n`` totals with their lines. ``total`` n x groups and ``lines`` n x lines x groups count people, NaN where
    nothing is told; ``bad`` and ``bad_lines`` say by kind, and last for the cross, what must not be told."""

    total: np.ndarray
    lines: np.ndarray
    bad: np.ndarray
    bad_lines: np.ndarray


@dataclass(frozen=True, eq=False)
class Hidden:
    """By kind what is hidden: ``total`` n x kinds, ``lines`` n x lines x kinds."""

    total: np.ndarray
    lines: np.ndarray


def settle(
    table: Table, *, smallest: int, is_together: bool = False, shut: np.ndarray | None = None, within: int = 0
) -> Hidden:
    """What is hidden; ``shut`` n x kinds is hidden in the total already, ``is_together``: all lines hide alike,
    ``within``: how many may be told of beside a small group within one line."""
    settling = _Settling(table, smallest, is_together, within)
    before = np.zeros((len(table.total), groups.KINDS), dtype=bool) if shut is None else shut
    everybody, of_everybody = settling.everybody(before[:, 0])
    women, of_women = settling.kind(groups.WOMEN, everybody | before[:, groups.WOMEN], of_everybody)
    no_cross = table.bad[:, -1] & ~women
    minority, of_minority = settling.kind(
        groups.MINORITY, everybody | before[:, groups.MINORITY] | no_cross, of_women, is_crossed=~women
    )
    remote, of_remote = settling.kind(groups.REMOTE, everybody | before[:, groups.REMOTE], of_everybody)
    return Hidden(
        np.stack([everybody, women, minority, remote], axis=-1),
        np.stack([of_everybody, of_women, of_minority, of_remote], axis=-1),
    )


class _Settling:
    def __init__(self, table: Table, smallest: int, is_together: bool, within: int) -> None:
        self.table, self.smallest, self.is_together, self.within = table, smallest, is_together, within
        self.is_there = ~np.isnan(table.lines).all(axis=-1) & (table.lines[..., 0] != 0)  # whom there is to hide
        size = table.lines[..., 0]
        self.size = np.where(np.isnan(size), np.inf, size)
        self.of_total = groups.derived(table.total)
        self.of_lines = np.nan_to_num(groups.derived(table.lines))

    def everybody(self, is_shut: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        is_hidden = is_shut | self.table.bad[:, 0]

        def is_enough(lines: np.ndarray) -> np.ndarray:
            left, hiding = self._left(lines, [0])[:, 0], lines.sum(axis=1)
            # in each place that is hidden there is somebody, since 0 would be told
            beside = np.where(hiding > 0, (hiding - 1) * (self.within + 1) + self.within, 0)
            with np.errstate(invalid="ignore"):
                return ~((left != 0) & (left < self.smallest + beside))

        lines = self._closed(self.is_there & self.table.bad_lines[..., 0], is_enough)
        is_hidden = is_hidden | ~is_enough(lines)
        return is_hidden, lines | (self.is_there & is_hidden[:, None])

    def kind(
        self, kind: int, is_shut: np.ndarray, begun: np.ndarray, is_crossed: np.ndarray | None = None
    ) -> tuple[np.ndarray, np.ndarray]:
        """A kind in the total and the lines; ``begun``: lines that hide it already, ``is_crossed``: whether women are
        told beside it in the total."""
        is_hidden = is_shut | self.table.bad[:, kind]
        bad = self.table.bad_lines[..., kind]

        def is_enough(lines: np.ndarray) -> np.ndarray:
            few = self._is_small(lines, groups.TOLD_BY[kind])
            if is_crossed is not None:
                few |= is_crossed & self._is_small(lines, groups.CROSS)
            return ~few | is_hidden

        if is_crossed is not None:
            bad = bad | self.table.bad_lines[..., -1]
        lines = self._closed(self.is_there & (begun | bad), is_enough)
        return is_hidden, lines | (self.is_there & is_hidden[:, None])

    def _is_small(self, lines: np.ndarray, places: list[int]) -> np.ndarray:
        return groups.is_small(self._left(lines, places), self.smallest).any(axis=-1)

    def _left(self, lines: np.ndarray, places: list[int]) -> np.ndarray:
        """What is left of the total when the lines that are shown are taken from it."""
        shown = np.where(lines[..., None], 0, self.of_lines[..., places]).sum(axis=1)
        return self.of_total[:, places] - shown

    def _closed(self, lines: np.ndarray, is_enough: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
        """The lines, and of the others the smallest until what they leave is enough; all where they go together."""
        if self.is_together:
            lines = lines | (self.is_there & lines.any(axis=1, keepdims=True))
        for _ in range(lines.shape[1]):
            others = self.is_there & ~lines & ~is_enough(lines)[:, None]
            if not others.any():
                break
            if self.is_together:
                lines = lines | others
                continue
            at = np.flatnonzero(others.any(axis=1))
            lines = lines.copy()
            lines[at, np.nanargmin(np.where(others[at], self.size[at], np.nan), axis=1)] = True
        return lines
