"""Drawing: seeded streams, exact allocations and days, all of them whole columns at once."""

from datetime import date
from zlib import crc32

import numpy as np
import polars as pl

NEVER = 40_000  # days since 1970, far behind every snapshot: a thing that does not happen
Array = np.ndarray


def stream(seed: int, topic: str) -> np.random.Generator:
    """One random stream a topic, so that more draws in one topic leave the others as they were."""
    return np.random.Generator(np.random.PCG64([seed, crc32(topic.encode())]))


def allocate(expected: Array, *, least: int = 0) -> Array:
    """Whole numbers for the expected ones by largest remainder; ``least`` each, which may raise the sum."""
    expected = np.asarray(expected, dtype=float)
    whole = np.floor(expected + 1e-9).astype(np.int64)
    rest = round(float(expected.sum())) - int(whole.sum())
    largest = np.argsort(-(expected - whole), kind="stable")[: max(rest, 0)]
    whole[largest] += 1
    return np.maximum(whole, least)


def shared(total: int, weights: Array, *, least: int = 0) -> Array:
    """A total spread over weights by largest remainder, the sum kept; ``least`` each where that fits."""
    weights = np.asarray(weights, dtype=float)
    first = least if least * len(weights) <= total else 0
    return first + allocate((total - first * len(weights)) * weights / weights.sum())


def chosen(cell: Array, counts: Array, score: Array) -> Array:
    """True for the ``counts[c]`` rows of each cell c with the lowest score."""
    order = np.lexsort((score, cell))
    sizes = np.bincount(cell, minlength=len(counts))
    place = np.arange(len(cell)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    flags = np.zeros(len(cell), dtype=bool)
    flags[order] = place < np.asarray(counts)[cell[order]]
    return flags


def lowest(score: Array, count: int) -> Array:
    """True for the ``count`` lowest scores."""
    flags = np.zeros(len(score), dtype=bool)
    count = min(count, len(score))
    if count:
        flags[np.argpartition(score, count - 1)[:count]] = True
    return flags


def pick(rng: np.random.Generator, shares: Array, row: Array) -> Array:
    """One column of ``shares`` (rows: kinds, columns: choices) for each element of ``row``."""
    edges = np.cumsum(shares, axis=1)[:, :-1]
    edges = edges / np.sum(shares, axis=1, keepdims=True)
    drawn = rng.random(len(row), dtype=np.float32)
    chosen_column = np.zeros(len(row), dtype=np.int8)
    for column in range(edges.shape[1]):
        chosen_column += drawn >= edges[row, column].astype(np.float32)
    return chosen_column


def day(when: date) -> int:
    """Days since 1970."""
    return (when - date(1970, 1, 1)).days


def dates(days: Array) -> pl.Series:
    """Dates of days since 1970; null for whatever never happens."""
    series = pl.Series(values=np.asarray(days).astype(np.int32))
    return series.set(series >= NEVER, None).cast(pl.Date)


def gamma_days(rng: np.random.Generator, mean: Array | float, shape: float, size: int) -> Array:
    """Waiting times in whole days, at least one, with the given mean (about)."""
    drawn = rng.standard_gamma(shape, size=size, dtype=np.float32)
    return 1 + (drawn * np.asarray(mean, dtype=np.float32) / np.float32(shape)).astype(np.int32)


def logistic(x: Array) -> Array:
    """Probability for log odds."""
    return 1 / (1 + np.exp(-x))
