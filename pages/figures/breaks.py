"""Where classes of shares begin and end: fixed beforehand, or chosen from the values and stated in round numbers.

Breaks are counted in tenths of a per cent, the finest that a legend writes, so that membership agrees with its words.
The values of all dates or modules that are compared go in together: the same classes then hold everywhere.
"""

import math
from collections.abc import Sequence
from typing import Literal

import jenkspy
import numpy as np

from data.measures import Measure

Method = Literal["published", "quantile", "natural", "equal", "target"]

_ALL = 1000  # tenths of a per cent
_WHOLE = 10  # tenths in a whole per cent
_ROOM = 20  # tenths: breaks closer than this are rounded to tenths, others to whole per cents
_SAME = 1e-12  # shares come from a division; see classes.class_of
_MOST_SORTED = 2000  # natural breaks take time with the square of the values
_LADDER = (0.01, 0.02, 0.05, 0.10, 0.20)  # of changes: 1 to 20 percentage points
_NOTICEABLE = 0.005  # a smaller change, half a point, is no change


def breaks(
    values: Sequence[float | None],
    *,
    method: Method,
    measure: Measure,
    classes: int = 5,
    target: float | None = None,
) -> tuple[float, ...]:
    """Ascending shares from 0.0 to 1.0; the classes between them are half-open [a, b), the last is closed.

    ``classes`` is how many at most: few values give few, and one gives one; ``quantile`` and ``natural`` leave none
    without a value. Values outside 0 to 1 are left out; ``target`` without a target is ``published``.
    """
    if method == "published" or (method == "target" and target is None):
        return measure.bands
    if method == "target":
        return _shares(_around(target))
    known = _known(values)
    classes = min(classes, np.unique(known).size)
    if classes < 2:
        return (0.0, 1.0)
    if method == "equal":
        return _shares(_equal(known, classes))
    cut = _quantiles if method == "quantile" else _natural
    return _shares(_peopled(_rounded(cut(known, classes)), known))


def below(bands: tuple[float, ...], target: float) -> int:
    """How many of the classes lie below the target, for ``palettes.around_target``; one that holds it within does."""
    return sum(round(low * _ALL) < _drawn(target) for low in bands[:-1])


def difference_breaks(values: Sequence[float | None]) -> tuple[float, ...]:
    """Breaks of changes in share, -1.0 to 1.0, the same on both sides of a middle class within half a point of zero.

    Three to seven classes: the steps beyond half a point are taken from 1, 2, 5, 10 and 20 points, so that they lie
    near the middle and near the largest tenth of the changes that are noticeable.
    """
    sizes = np.abs([value for value in values if value is not None and -1 <= value <= 1])
    noticeable = sizes[sizes >= _NOTICEABLE]
    steps = {_step(float(np.quantile(noticeable, part))) for part in (0.5, 0.9)} if noticeable.size else set()
    rises = (_NOTICEABLE, *sorted(steps), 1.0)
    return (*(-step for step in reversed(rises)), *rises)


def thirds(values: Sequence[float | None]) -> tuple[float, float]:
    """The two inner breaks that divide the values into three like parts, rounded; always two, and ascending.

    Values that are all equal are in the middle; without any, the breaks are a third and two.
    """
    known = _known(values)
    low, high = (float(cut) * _ALL for cut in np.quantile(known, (1 / 3, 2 / 3))) if known.size else (333.0, 667.0)
    grain = 1 if 0 < round(high - low) < _ROOM else _WHOLE
    first = min(max(_to(low, grain), grain), _ALL - 2 * grain)
    second = min(max(_to(high, grain), first + grain), _ALL - grain)
    return first / _ALL, second / _ALL


def _known(values: Sequence[float | None]) -> np.ndarray:
    """The shares among the values, ascending."""
    return np.sort([value for value in values if value is not None and 0 <= value <= 1])


def _shares(inner: Sequence[int]) -> tuple[float, ...]:
    return (0.0, *(cut / _ALL for cut in inner), 1.0)


def _to(tenths: float, grain: int) -> int:
    return math.floor(tenths / grain + 0.5) * grain


def _drawn(target: float) -> int:
    """The target in tenths; one of 100 % is drawn at the finest break below, since no class begins at 100 %."""
    return min(_to(target * _ALL, 1), _ALL - 1)


def _around(target: float) -> list[int]:
    """Ten points below the target, the target, and halfway from it to all."""
    cuts = {_to((target - 0.1) * _ALL, 1), _drawn(target), _to((1 + target) / 2 * _ALL, 1)}
    return sorted(cut for cut in cuts if 0 < cut < _ALL)


def _equal(known: np.ndarray, classes: int) -> list[int]:
    """Steps of one round size over the range of the values; what is left over is shared by both ends."""
    low, high = known[0] * _ALL, known[-1] * _ALL
    step = max(math.ceil((high - low) / classes - 1e-9), 1)
    grain = _WHOLE if step >= _WHOLE else 1
    step = math.ceil(step / grain) * grain
    start = _to((low + high - step * classes) / 2, grain)
    cuts = [start + step * i for i in range(1, classes)]
    return [cut for cut in cuts if low < cut <= high + _SAME and 0 < cut < _ALL]


def _quantiles(known: np.ndarray, classes: int) -> list[tuple[float, float]]:
    """Gaps between the neighbours at which the values divide into parts of like number, in tenths."""
    places = [round(known.size * i / classes) for i in range(1, classes)]
    return _gaps(known, [place for place in places if 0 < place < known.size])


def _natural(known: np.ndarray, classes: int) -> list[tuple[float, float]]:
    """Gaps between the groups that differ least within themselves (Fisher and Jenks), in tenths."""
    thinned = known[:: math.ceil(known.size / _MOST_SORTED)]
    count = min(classes, np.unique(thinned).size)
    tops = jenkspy.jenks_breaks(thinned.tolist(), n_classes=count)[1:-1]
    return _gaps(known, [int(np.searchsorted(known, top, side="right")) for top in tops])


def _gaps(known: np.ndarray, places: Sequence[int]) -> list[tuple[float, float]]:
    """The values on both sides of each place, in tenths; where they are equal, of the nearest place where not."""
    steps = np.flatnonzero(np.diff(known)) + 1
    found = {int(steps[np.abs(steps - place).argmin()]) for place in places}
    return [(float(known[place - 1]) * _ALL, float(known[place]) * _ALL) for place in sorted(found)]


def _rounded(gaps: list[tuple[float, float]]) -> list[int]:
    """A whole per cent for each gap, within it if there is one, or a tenth where breaks are close together."""
    middles = [(low + high) / 2 for low, high in gaps]
    cuts = []
    for place, (low, high) in enumerate(gaps):
        room = min((abs(middles[place] - other) for other in middles[:place] + middles[place + 1 :]), default=_ALL)
        grain = _WHOLE if room >= _ROOM else 1
        nearest = _to(middles[place], grain)
        inside = [cut for cut in (nearest, nearest - grain, nearest + grain) if low < cut <= high + _SAME * _ALL]
        cut = inside[0] if inside else nearest
        cuts.append(cut if 0 < cut < _ALL else _to(middles[place], 1))
    return cuts


def _peopled(cuts: Sequence[int], known: np.ndarray) -> list[int]:
    """The cuts that leave a value in every class."""
    kept, counted = [], 0
    for cut in sorted(set(cuts)):
        under = int((known + _SAME < cut / _ALL).sum())
        if counted < under < known.size and 0 < cut < _ALL:
            kept.append(cut)
            counted = under
    return kept


def _step(change: float) -> float:
    """The largest step of the ladder that a change reaches, or its lowest."""
    return max((step for step in _LADDER if step <= change + _SAME), default=_LADDER[0])
