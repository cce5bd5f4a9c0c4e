"""Which class of its measure a share falls into, what the class is called, and how many there are of each."""

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import polars as pl
from markupsafe import escape

from data.measures import Measure
from pages.figures import style
from pages.texts import Words

# The order in which special states are listed after the classes.
STATES = ("not_reported", "no_data", "withheld", "nobody", "not_applicable")


@dataclass(frozen=True)
class Class:
    """One class or one special state: its colour, its words, and the rows of the frame in it."""

    key: str  # "0" … for classes, the state's code for states
    label: str
    colour: str
    rows: pl.DataFrame

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


def classified(frame: pl.DataFrame, *, measure: Measure, words: Words) -> list[Class]:
    """All classes of the measure, empty ones too, then the special states that occur in the frame."""
    placed = frame.with_columns(
        pl.struct("share", "state")
        .map_elements(lambda row: _key(row, measure.bands), return_dtype=pl.String)
        .alias("class")
    )
    colours = style.shades(measure.family, len(measure.bands) - 1)
    found = [
        Class(str(i), label, colours[i], placed.filter(pl.col("class") == str(i)))
        for i, label in enumerate(labels(measure.bands, words))
    ]
    states = [
        Class(state, words(f"state.{state}"), style.STATES[state], placed.filter(pl.col("class") == state))
        for state in STATES
    ]
    return found + [state for state in states if not state.rows.is_empty()]


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


def spoken(row: dict[str, Any], measure: Measure, words: Words) -> str:
    """The same row as plain text without its name, for hovering and for being read aloud."""
    if row["share"] is None or row["state"] != "value":
        return words(f"state.{state_of(row)}")
    counts = words(
        "figure.hover.counts",
        part=words.number(row["part"]),
        whole=words.number(row["whole"]),
        unit=words(f"figure.unit.{measure.unit.replace(' ', '_')}"),
    )
    return words("figure.map.value", share=words.percent(row["share"]), counts=counts)


def _key(row: dict[str, Any], bands: tuple[float, ...]) -> str:
    if row["share"] is None or row["state"] != "value":
        return state_of(row)
    return str(class_of(row["share"], bands))
