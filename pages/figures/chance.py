"""Which shares lie further from the common one than chance, or what provinces usually differ by, would explain.

After David Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in Medicine 24 (2005),
1185-1202, with the additive form of overdispersion: provinces differ among themselves by a spread of their own, which
is added to what chance alone gives. The spread is found after Paule and Mandel (1982): that at which the mean of z² is
what chance lets expect, the outer tenth at either end drawn in (winsorised), so that the few unlike all others do not
set the measure for all.
Multiplying the variance instead would blame the large: where nothing is unusual, it puts a fourth of them outside.
"""

import math
from dataclasses import dataclass

import numpy as np
import polars as pl

LIMITS = {0.95: 1.959964, 0.998: 3.090232}  # of the normal distribution: this part lies within so many deviations
_WINSORISED = 0.1
_DRAWN_IN = 0.6786  # mean of z² so winsorised, where chance alone is at work
_ENOUGH = 100.0  # variance of the count from which the normal distribution is as good as the binomial one


@dataclass(frozen=True)
class Common:
    """What the provinces have in common: their share together, and by how much they differ beyond chance."""

    share: float
    spread: float  # standard deviation between provinces, as a share; 0 where chance explains them all
    provinces: int

    def size(self, whole: float) -> float:
        """The number of people at which chance alone would move a share as far as chance and spread do together."""
        ground = self.share * (1 - self.share)
        return 1 / (1 / whole + self.spread**2 / ground) if ground else whole


def counted(frame: pl.DataFrame) -> pl.DataFrame:
    """The rows of a by_province answer that have a share, and a part that is no more than its whole."""
    return frame.filter(pl.col("state") == "value", pl.col("whole") > 0, pl.col("part").is_between(0, pl.col("whole")))


def common(frame: pl.DataFrame) -> Common | None:
    """What the ``counted`` rows have in common; None where there are none."""
    if frame.is_empty():
        return None
    share = frame["part"].sum() / frame["whole"].sum()
    return Common(share, _spread(frame, share), frame.height)


def _spread(frame: pl.DataFrame, share: float) -> float:
    """Standard deviation between provinces beyond chance: that at which scores vary as chance lets them.

    Scores are winsorised at each trial, when small and large provinces are on one scale.
    """
    low, high = 0.0, 0.5  # no shares lie further from each other than half, as deviations go
    if frame.height < 2 or _variance(frame, share, low) <= 1:
        return 0.0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if _variance(frame, share, middle) > 1 else (low, middle)
    return high


def _variance(frame: pl.DataFrame, share: float, spread: float) -> float:
    """Mean square of the winsorised scores, 1 where chance and the spread explain them."""
    scores = _scores(frame, share, spread)
    low, high = np.quantile(scores, (_WINSORISED, 1 - _WINSORISED))
    return float(np.mean(np.clip(scores, low, high) ** 2)) / _DRAWN_IN


def limits(share: float, size: float, coverage: float) -> tuple[float, float]:
    """Between which shares this part of all groups of such a size lies if only chance moves them from ``share``.

    Exact (binomial, drawn out between whole counts) for small groups: there the normal distribution is too narrow
    below a high share, and would blame the small. ``size`` need not be whole; nothing can be said below one.
    """
    variance = size * share * (1 - share)
    if size < 1 and variance:
        return 0.0, 1.0
    if variance == 0 or variance >= _ENOUGH:
        reach = LIMITS[coverage] * math.sqrt(share * (1 - share) / size) if variance else 0.0
        return max(0.0, share - reach), min(1.0, share + reach)
    before = math.floor(size)
    one, other = _exact(share, before, coverage), _exact(share, before + 1, coverage)
    low, high = (a + (b - a) * (size - before) for a, b in zip(one, other, strict=True))
    return low, high


def outside(frame: pl.DataFrame) -> pl.DataFrame:
    """Provinces of a by_province answer that have a share: side ("above", "below", "inside"), limit and z.

    ``limit`` is the widest that the share lies beyond, 0.95 or 0.998, both widened; null inside. ``z`` is how many
    widened deviations it lies from the common share. A prompt to look, never a verdict.
    """
    rows = counted(frame)
    found = common(rows)
    if found is None:
        return rows.with_columns(side=pl.lit("inside"), limit=pl.lit(None, pl.Float64), z=pl.lit(0.0))
    sides = [_side(row["part"] / row["whole"], row["whole"], found) for row in rows.iter_rows(named=True)]
    return rows.with_columns(
        pl.Series("side", [side for side, _ in sides], dtype=pl.String),
        pl.Series("limit", [limit for _, limit in sides], dtype=pl.Float64),
        pl.Series("z", _scores(rows, found.share, found.spread), dtype=pl.Float64),
    )


def _scores(frame: pl.DataFrame, share: float, spread: float) -> np.ndarray:
    """Distance of each share from the common one, in its deviations."""
    wholes = frame["whole"].to_numpy()
    deviations = np.sqrt(share * (1 - share) / wholes + spread**2)
    distances = frame["part"].to_numpy() / wholes - share
    return np.divide(distances, deviations, out=np.zeros(len(wholes)), where=deviations > 0)


def _side(share: float, whole: int, found: Common) -> tuple[str, float | None]:
    side, beyond = "inside", None
    for coverage in LIMITS:
        low, high = limits(found.share, found.size(whole), coverage)
        if share < low - 1e-12 or share > high + 1e-12:
            side, beyond = "below" if share < low else "above", coverage
    return side, beyond


def _exact(share: float, size: int, coverage: float) -> tuple[float, float]:
    tail = (1 - coverage) / 2
    return _lowest(share, size, tail), 1 - _lowest(1 - share, size, tail)


def _lowest(share: float, size: int, tail: float) -> float:
    """The share below which so small a part of all groups lies; what is between two counts is drawn out evenly."""
    counts = np.arange(1, size + 1)
    steps = np.log((size - counts + 1) / counts) + math.log(share / (1 - share))
    under = np.cumsum(np.exp(size * math.log1p(-share) + np.concatenate(([0.0], np.cumsum(steps)))))
    first = min(int(np.searchsorted(under, tail)), size)
    before = under[first - 1] if first else 0.0
    return float(max(0.0, (first - (under[first] - tail) / (under[first] - before)) / size))
