"""Measures of the same people: which groups are hidden by level, by module and level, and from date to date.

Levels are those of ``ingest``: all first, then the three. Counts are NaN where nothing is told.
"""

import numpy as np

from data.smallgroups import groups
from data.smallgroups.table import Hidden, Table, settle


def of_levels(values: np.ndarray, *, smallest: int) -> np.ndarray:
    """n x levels x groups become n x levels x kinds: what is hidden."""
    return _levels(values, groups.judged(groups.is_small(groups.derived(values), smallest)), smallest=smallest)


def of_modules(values: np.ndarray, *, smallest: int) -> np.ndarray:
    """n x modules x levels x groups, all modules together first, become n x modules x levels x kinds: what is hidden.

    Everybody is in the sum of all modules several times over: it is hidden where each module has few of a group. Of
    the sum a level is hidden wherever it is in one module, so that no module's level follows from the others'.
    """
    sizes = groups.derived(values)
    small = groups.is_small(sizes, smallest)
    most = np.fmax.reduce(sizes[:, 1:], axis=1) if values.shape[1] > 1 else sizes[:, 0]
    small[:, 0] |= groups.is_small(most, smallest)
    bad = groups.judged(small)
    each = range(values.shape[1])
    for at in each:  # a sum of two levels that cannot be told without telling how few are in one
        bad[:, at, 0, 0] |= _levels(values[:, at], bad[:, at], smallest=smallest)[:, 0, 0]
    modules = Table(values[:, 0, 0], values[:, 1:, 0], bad[:, 0, 0], bad[:, 1:, 0])
    told = settle(modules, smallest=smallest, within=values.shape[2] - 2)
    shut = np.concatenate([told.total[:, None], told.lines], axis=1)
    hidden = np.stack([_levels(values[:, at], bad[:, at], smallest=smallest, shut=shut[:, at]) for at in each], axis=1)
    hidden[:, 0, 1:] |= hidden[:, 1:, 1:].any(axis=1) & ~np.isnan(values[:, 0, 1:]).all(axis=-1)[..., None]
    return hidden


def of_dates(
    dates: np.ndarray, also: np.ndarray, *, is_merged: list[bool], unit_of: np.ndarray, smallest: int
) -> np.ndarray:
    """dates x places x levels x groups become dates x places x levels x kinds, the oldest date first.

    A group that differs from what was shown of it at an earlier date by 1 to ``smallest`` - 1 people would tell of
    those alone: it is hidden, and nothing that comes later changes that. ``also`` is hidden already, for another
    reason. ``is_merged``: by date whether its places are those of the 34; ``unit_of``: by place of the 63 the place of
    the 34 that it went into, -1 for none: what is known of all its parts is known of a unit.
    """
    hidden = also.copy()
    told = np.full((*dates.shape[:-1], groups.DERIVED), np.nan)  # by its own places, where shown
    summed = np.full_like(told, np.nan)  # by places of the 34
    for at, values in enumerate(dates):
        sizes = groups.derived(values)
        before = (summed if is_merged[at] else told)[:at]
        with np.errstate(invalid="ignore"):
            moved = groups.is_small(np.abs(sizes - before), smallest).any(axis=0)
        bad = groups.judged(groups.is_small(sizes, smallest) | moved)
        hidden[at] |= _levels(values, bad, smallest=smallest, is_together=True)
        shown = np.where(_is_told(hidden[at]), sizes, np.nan)
        if is_merged[at]:
            summed[at] = shown
        else:
            told[at], summed[at] = shown, _summed(sizes, unit_of)
    return hidden


def _summed(sizes: np.ndarray, unit_of: np.ndarray) -> np.ndarray:
    """By places of the 34, unknown where it is of one part."""
    parts = np.flatnonzero(unit_of >= 0)
    together = np.zeros_like(sizes)
    np.add.at(together, unit_of[parts], sizes[parts])
    together[~np.isin(np.arange(len(sizes)), unit_of[parts])] = np.nan
    return together


def _levels(
    values: np.ndarray, bad: np.ndarray, *, smallest: int, shut: np.ndarray | None = None, is_together: bool = False
) -> np.ndarray:
    table = Table(values[:, 0], values[:, 1:], bad[:, 0], bad[:, 1:])
    return _joined(settle(table, smallest=smallest, shut=shut, is_together=is_together))


def _joined(hidden: Hidden) -> np.ndarray:
    return np.concatenate([hidden.total[:, None], hidden.lines], axis=1)


def _is_told(hidden: np.ndarray) -> np.ndarray:
    """By derived group whether it can be told, where kinds are hidden."""
    told = np.empty((*hidden.shape[:-1], groups.DERIVED), dtype=bool)
    for kind, places in groups.TOLD_BY.items():
        told[..., places] = ~hidden[..., [kind]]
    told[..., groups.CROSS] = ~hidden[..., [groups.WOMEN]] & ~hidden[..., [groups.MINORITY]]
    return told
