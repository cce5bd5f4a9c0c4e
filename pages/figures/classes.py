"""Which class of its measure a share falls into, what the class is called, and how many there are of each."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import polars as pl
from markupsafe import escape

from data.measures import Measure
from pages.figures import style
from pages.texts import Words

# The order in which special states are listed after the classes.
STATES = ("not_reported", "no_data", "withheld", "nobody", "not_applicable", "merged", "no_earlier", "impossible")

# A true zero: people are counted, and none has come so far. It is no missing figure, and stands apart from the lowest.
ZERO = "zero"


Row = dict[str, Any]


@dataclass(frozen=True)
class Class:
    """One class or one special state: its colour, its words, and the rows of the frame in it."""

    key: str  # "0" … for classes, the state's code for states
    label: str
    colour: str
    rows: list[Row]

    @property
    def is_state(self) -> bool:
        """Whether this is a special state and no class of shares."""
        return self.key in STATES


def class_of(share: float, bands: tuple[float, ...]) -> int:
    """Index of the half-open class [a, b) that holds the share; the last class is closed above."""
    # Shares come from a division: 0.95 may be a hair below the break that it means.
    place = bisect_right(bands, share + 1e-12) - 1
    return min(max(place, 0), len(bands) - 2)


def labels(bands: tuple[float, ...], words: Words) -> tuple[str, ...]:
    """The name of every class: "< 60 %", "60–80 %", "≥ 95 %"."""

    def bound(share: float) -> str:
        hundredfold = round(share * 100, 6)
        return words.number(hundredfold, digits=0 if hundredfold == int(hundredfold) else 1)

    if len(bands) < 3:
        return (words("figure.class.any"),)
    between = [words("figure.class.between", low=bound(low), high=bound(high)) for low, high in pairwise(bands[1:-1])]
    below = words("figure.class.below", high=bound(bands[1]))
    return (below, *between, words("figure.class.from", low=bound(bands[-2])))


def classified(
    frame: pl.DataFrame,
    *,
    measure: Measure,
    words: Words,
    bands: tuple[float, ...] | None = None,
    colours: tuple[str, ...] | None = None,
) -> list[Class]:
    """True zeros if there are any, all classes of the measure, empty ones too, then the special states that occur."""
    bands = bands or measure.bands
    colours = colours or style.shades(measure.family, len(bands) - 1)
    placed = grouped(frame, lambda row: key_of(row, bands))
    found = [Class(str(i), label, colours[i], placed.get(str(i), [])) for i, label in enumerate(labels(bands, words))]
    zero = Class(ZERO, words("figure.legend.zero"), colours[0], placed.get(ZERO, []))
    return [*([zero] if zero.rows else []), *found, *states(placed, words)]


def grouped(frame: pl.DataFrame, key: Callable[[Row], str]) -> dict[str, list[Row]]:
    """The rows of a frame by the key of their class or state; plain rows, for a map is many small questions of few."""
    found: dict[str, list[Row]] = {}
    for row in frame.iter_rows(named=True):
        found.setdefault(key(row), []).append(row)
    return found


def key_of(row: Row, bands: tuple[float, ...]) -> str:
    """The class of a row's share, a true zero apart, or its special state; a value no share can have is one too."""
    share = row["share"]
    if share is None or row["state"] != "value":
        return state_of(row)
    if not 0 <= share <= 1:
        return "impossible"
    return str(class_of(share, bands)) if share else ZERO


def sane(frame: pl.DataFrame, *, share: str = "share") -> pl.DataFrame:
    """The frame without values that no share can have: they become null, and their state says so."""
    is_wrong = (pl.col(share) < 0) | (pl.col(share) > 1) | pl.col(share).is_nan()
    return frame.with_columns(
        pl.when(is_wrong).then(None).otherwise(pl.col(share)).alias(share),
        pl.when(is_wrong).then(pl.lit("impossible")).otherwise(pl.col("state")).alias("state"),
    )


def states(placed: dict[str, list[Row]], words: Words) -> list[Class]:
    """The special states that occur among ``grouped`` rows, in the order of the legend."""
    return [
        Class(state, words(f"figure.legend.{state}"), style.STATES[state], placed[state])
        for state in STATES
        if state in placed
    ]


def state_of(row: dict[str, Any]) -> str:
    """The special state of a row without a share; one that gives none would be a hole, and is "no_data"."""
    return row["state"] if row["state"] in STATES else "no_data"


def said(row: dict[str, Any], measure: Measure, words: Words) -> str:
    """A row of a by_province answer as hover text: name, share, part of whole with its unit; or name and state."""
    title = f"<b>{escape(words.name(row))}</b>"
    if row["share"] is None or row["state"] != "value":
        return f"{title}<br>{words(f'state.{state_of(row)}')}"
    counts = words(
        "figure.hover.counts",
        part=words.number(row["part"]),
        whole=words.number(row["whole"]),
        unit=words(f"figure.unit.{measure.unit.replace(' ', '_')}"),
    )
    return f"{title}<br>{words.percent(row['share'])}<br>{counts}"
