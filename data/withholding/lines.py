"""Tables of one line a place: criteria, wishes, satisfaction, districts; which counts the public edition withholds."""

from dataclasses import replace
from functools import cache

import numpy as np

from data.withholding import shapes
from data.withholding.counted import Counted
from data.withholding.settle import NoWitness, Settling


@cache
def of_begun() -> shapes.Shape:
    """People with an account, those of them who have begun, those who have completed; the first and last are given."""
    return shapes.shape(shapes.ONE, shapes.BEGUN, shapes.ONE, takes={})


@cache
def of_part() -> shapes.Shape:
    """A whole and a part of it; the rest is not printed."""
    return shapes.shape(shapes.ONE, shapes.PART, shapes.ONE, takes={0: (0, 1)})


@cache
def of_marks() -> shapes.Shape:
    """People rated, and the four ratings they were given."""
    return shapes.shape(shapes.ONE, shapes.RATED, shapes.ONE, takes={0: (0, 1, 2, 3, 4)})


def begun(totals: np.ndarray, shown: np.ndarray, rated: np.ndarray, *, smallest: int, shut: np.ndarray) -> np.ndarray:
    """Which counts of people rated are withheld, the country's last; ``shut`` are withheld already.

    ``totals`` places x (accounts, completed), which stand in another table where they are ``shown``: who has not begun,
    and who has begun and not completed, are protected between the two.
    """
    base, done = np.fmax(totals[:, 0], rated), np.fmin(totals[:, 1], rated)
    leaves = np.stack([base - rated, rated - done, done], axis=1)
    lines = (len(leaves) + 1, 3)
    masked, kept = np.zeros(lines, dtype=bool), np.ones(lines, dtype=bool)
    masked[:, 1], kept[:, 1] = shut, False
    told = np.append(shown, np.ones((len(shown), 1), dtype=bool), axis=1)
    counted = replace(_counted(of_begun(), leaves, masked, kept), told=told)
    try:
        return Settling(of_begun(), counted, smallest=smallest).settle()[:, 1]
    except NoWitness:
        return np.ones(lines[0], dtype=bool)


def parts(
    wholes: np.ndarray, counts: np.ndarray, *, smallest: int, shut: np.ndarray | None = None, is_kept: bool = False
) -> np.ndarray:
    """(places + 1) x (whole, part): what is withheld of a part of a whole, the country last.

    ``shut`` says where both are withheld already; ``is_kept``: elsewhere the whole is printed, in another table.
    """
    leaves = np.stack([counts, wholes - counts], axis=1)
    return _settled(of_part(), leaves, smallest=smallest, masked=_lined(shut, 2), kept=_first(leaves, is_kept))


def marks(counts: np.ndarray, *, smallest: int, shut: np.ndarray) -> np.ndarray:
    """(places + 1) x (rated, four ratings): what is withheld; who was rated is where ``shut``, nowhere else."""
    return _settled(of_marks(), counts, smallest=smallest, masked=_lined(shut, 5), kept=_first(counts, is_kept=True))


def too_few_to_mark(counts: np.ndarray, *, smallest: int) -> np.ndarray:
    """Places whose people rated are so few that a small rating cannot hide behind the largest of the others."""
    is_small = (counts > 0) & (counts < smallest)
    largest = np.array([np.delete(counts, at, axis=1).max(axis=1, initial=0) for at in range(counts.shape[1])]).T
    return (is_small & (counts + largest - 1 < smallest)).any(axis=1)


def below(wholes: np.ndarray, counts: np.ndarray, total: tuple[bool, bool], *, smallest: int) -> np.ndarray:
    """Districts x (whole, part): what is withheld under a province whose own total is withheld or not.

    Beside a total that is withheld no district is printed: together they would give it back.
    """
    shut = np.ones((len(wholes), 2), dtype=bool)
    if any(total):
        return shut
    leaves = np.stack([counts, wholes - counts], axis=1)
    kept = np.zeros((len(wholes) + 1, 2), dtype=bool)
    kept[-1] = True
    masked = np.zeros_like(kept)
    try:
        return Settling(of_part(), _counted(of_part(), leaves, masked, kept), smallest=smallest).settle()[:-1]
    except NoWitness:
        return shut


def _settled(
    table: shapes.Shape, leaves: np.ndarray, *, smallest: int, masked: np.ndarray | None, kept: np.ndarray | None
) -> np.ndarray:
    lines = (len(leaves) + 1, len(table.printed))
    masked = np.zeros(lines, dtype=bool) if masked is None else masked.reshape(lines)
    try:
        return Settling(table, _counted(table, leaves, masked, kept), smallest=smallest).settle()
    except NoWitness:
        return np.ones(lines, dtype=bool)


def _counted(table: shapes.Shape, leaves: np.ndarray, masked: np.ndarray, kept: np.ndarray | None) -> Counted:
    places = len(leaves)
    return Counted(
        leaves=leaves,
        unknown=np.zeros((places, len(table.printed)), dtype=bool),
        told=np.ones((places, len(table.protected)), dtype=bool),
        is_added=np.ones(places, dtype=bool),
        masked=masked.copy(),
        kept=np.zeros_like(masked) if kept is None else kept,
        bound=np.zeros_like(leaves),
    )


def _lined(shut: np.ndarray | None, cells: int) -> np.ndarray | None:
    return None if shut is None else np.repeat(shut[:, None], cells, axis=1)


def _first(leaves: np.ndarray, is_kept: bool) -> np.ndarray | None:
    if not is_kept:
        return None
    kept = np.zeros((len(leaves) + 1, 1 + (leaves.shape[1] if leaves.shape[1] > 2 else 1)), dtype=bool)
    kept[:, 0] = True
    return kept
