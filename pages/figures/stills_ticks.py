"""What is written along the axes of stills, and the room that it needs."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pages.figures import stills_letters as letters
from pages.figures.stills_axes import DAY, EPOCH, Axis, days, title_size

_ROUND = (1, 2, 5, 10)
_MONTHS = (1, 2, 3, 6, 12, 24)
_MOST_TICKS = 6


@dataclass(frozen=True)
class Tick:
    """A place on an axis and what stands there."""

    at: float
    lines: tuple[letters.Line, ...] = ()


def ticks(made: Axis, length: float) -> list[Tick]:
    """What is written along so many pixels of the axis: what is given, or round numbers and months."""
    given = made.given
    if given.get("tickvals") is not None:
        texts = given.get("ticktext") or given["tickvals"]
        found = [(made.number(value), str(text)) for value, text in zip(given["tickvals"], texts, strict=False)]
    elif made.kind == "date":
        found = _months(made)
    elif made.kind == "category":
        found = [(place, name) for name, place in made.places.items()]
    else:
        found = _numbers(made, length)
    shown = given.get("showticklabels") is not False
    low, high = sorted((made.low, made.high))
    slack = (high - low) * 1e-9
    return [
        Tick(at, tuple(letters.lines(text)) if shown else ())
        for at, text in found
        if at is not None and low - slack <= at <= high + slack
    ]


def _numbers(made: Axis, length: float) -> list[tuple[float, str]]:
    """Round numbers, about as many as asked for or as there is room for; along powers of ten each of them."""
    low, high = sorted((made.low, made.high))
    if made.kind == "log":
        return [(at, _written(10.0**at, max(0, -at), made)) for at in range(math.ceil(low), math.floor(high) + 1)]
    most = made.given.get("nticks") or min(max(length / (80 if made.letter == "x" else 40), 4), 9) + 1
    rough = (high - low) / most
    power = 10 ** math.floor(math.log10(rough))
    step = next(each * power for each in _ROUND if each * power >= rough * (1 - 1e-9))
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    digits = max(0, -math.floor(math.log10(step) + 1e-9))
    return [(i * step, _written(i * step, digits, made)) for i in range(first, last + 1)]


def _written(number: float, digits: int, made: Axis) -> str:
    """A number as the axis is told to write it, in the figure's separators."""
    grouped = "," if "," in (made.given.get("tickformat") or "") else ""
    text = f"{number:{grouped}.{digits}f}"
    decimal, thousands = made.separators
    return text.translate(str.maketrans({",": thousands, ".": decimal})).replace("-", "−")


def _months(made: Axis) -> list[tuple[float, str]]:
    """First days of months, so far apart that they are no more than asked for."""
    low, high = sorted((made.low, made.high))
    most = made.given.get("nticks") or _MOST_TICKS
    step = next((each for each in _MONTHS if (high - low) / 30.4 / each <= most), _MONTHS[-1])
    first, last = ((EPOCH + day * DAY) for day in (low, high))
    form = made.given.get("tickformat") or "%m/%Y"
    found = []
    for month in range((first.year * 12 + first.month - 1) // step * step, last.year * 12 + last.month + 1, step):
        day = datetime(month // 12, month % 12 + 1, 1)  # noqa: DTZ001 - as above
        found.append((days(day), day.strftime(form)))
    return found


def depth(made: Axis, found: Sequence[Tick]) -> float:
    """Pixels that an axis needs for its words and its title beside the plot."""
    if made.letter == "y":
        words = max((letters.widest(tick.lines, made.size) for tick in found), default=0.0)
    else:
        words = max((len(tick.lines) for tick in found), default=0) * made.size * letters.LINE
    titled = len(made.title) * title_size(made) * (letters.LINE if len(made.title) > 1 else 1.0)
    return (words + made.gap if words else 0.0) + titled
