"""Axes of stills: which number a value is on its axis, which pixel that is, and what is written beside it."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from pages.figures import stills_letters as letters
from pages.figures import style

_DATE = re.compile(r"\d{4}-\d{2}(-\d{2}([T ][\d:.]+)?)?")
EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - dates of data know no zone
DAY = timedelta(days=1)
_GAP = 0.2  # of a letter's height, between an axis and its words
_AIR = 0.05  # of a range that nobody fixed, beyond its last points


@dataclass(frozen=True)
class Axis:
    """One axis as given, with its range in its own numbers and its pixels once they are known."""

    letter: str
    given: Mapping[str, Any]
    kind: str
    places: Mapping[str, int] = field(default_factory=dict, repr=False)
    low: float = 0.0
    high: float = 1.0
    begin: float = 0.0
    end: float = 1.0
    separators: str = ",."

    def number(self, value: Any) -> float | None:
        """Where a value lies, in days, powers of ten, rows or as it is; None for none and for what is not there."""
        if value is None or value == "":
            return None
        if self.kind == "category":
            return self.places.get(str(value), value if isinstance(value, int | float) else None)
        if self.kind == "date":
            return days(value)
        value = float(value)
        if self.kind == "log":
            return math.log10(value) if value > 0 else None
        return value if math.isfinite(value) else None

    def pixel(self, number: float) -> float:
        """The pixel of a number of the axis."""
        return self.begin + (number - self.low) / (self.high - self.low) * (self.end - self.begin)

    def of(self, value: Any) -> float | None:
        """The pixel of a value; None for none."""
        number = self.number(value)
        return None if number is None else self.pixel(number)

    def on(self, begin: float, end: float) -> "Axis":
        """The axis within its part of these pixels."""
        first, last = self.given.get("domain") or (0, 1)
        if self.letter == "y":
            begin, end = end, begin
        wide = end - begin
        return replace(self, begin=begin + first * wide, end=begin + last * wide)

    @property
    def is_far(self) -> bool:
        """Whether it stands above or on the right."""
        return self.given.get("side") in ("top", "right")

    @property
    def size(self) -> float:
        """Pixels of its letters."""
        return self.given.get("tickfont", {}).get("size", 12)

    @property
    def gap(self) -> float:
        """Pixels between its line and its words."""
        line = self.size * _GAP if self.given.get("showline") else 0.0
        return line + (self.given.get("ticklabelstandoff") or 0)

    @property
    def title(self) -> list[letters.Line]:
        """What it is called."""
        text = (self.given.get("title") or {}).get("text")
        return letters.lines(text) if text else []


def days(value: Any) -> float | None:
    """Days since 1970 of a date, of its text, or of milliseconds as plotly counts them."""
    if isinstance(value, int | float):
        return value / 86_400_000
    if isinstance(value, str):
        value = datetime.fromisoformat(value if len(value) > 7 else f"{value}-01").replace(tzinfo=None)
    elif isinstance(value, date) and not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day)  # noqa: DTZ001 - as above
    return (value - EPOCH) / DAY


def axis(letter: str, given: Mapping[str, Any], values: Sequence[Any], edges: Sequence[Any], separators: str) -> Axis:
    """The axis of these values; ``edges`` must fit as well where its range is not given."""
    kind = given.get("type") or _kind(values)
    listed = [str(value) for value in given.get("categoryarray") or dict.fromkeys(map(str, values))]
    places = {value: i for i, value in enumerate(listed)} if kind == "category" else {}
    made = Axis(letter, given, kind, places, separators=separators)
    low, high = _range(made, values, edges)
    return replace(made, low=low, high=high)


def _kind(values: Iterable[Any]) -> str:
    known = [value for value in values if value is not None]
    if known and all(isinstance(value, date) or (isinstance(value, str) and _DATE.fullmatch(value)) for value in known):
        return "date"
    return "category" if any(isinstance(value, str) for value in known) else "linear"


def _range(made: Axis, values: Sequence[Any], edges: Sequence[Any]) -> tuple[float, float]:
    """The range given, or from the least to the most: with some air beyond values, none beyond edges."""
    if made.given.get("range"):
        low, high = made.given["range"]
        return (days(low), days(high)) if made.kind == "date" else (float(low), float(high))
    found, fixed = ([n for each in several if (n := made.number(each)) is not None] for several in (values, edges))
    found = found or fixed or [0.0, 1.0]
    low, high = min(found + fixed), max(found + fixed)
    below, above = (0.0 if fixed and end(fixed) == end(found + fixed) else _AIR for end in (min, max))
    length = (high - low) / (1 - below - above) or 1.0
    return high + above * length - length, high + above * length


def title_size(made: Axis) -> float:
    """Pixels of the letters of its title."""
    return (made.given.get("title") or {}).get("font", {}).get("size", 12)


def colours(made: Axis) -> tuple[str, str]:
    """Colours of its words and of its title."""
    titled = (made.given.get("title") or {}).get("font", {}).get("color", style.QUIET)
    return made.given.get("tickfont", {}).get("color", style.INK), titled
