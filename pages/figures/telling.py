"""Telling: what a relief says of its districts in colour and in words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from data.measures import Measure
from pages.figures import classes, maps, style
from pages.texts import Words

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Sheet:
    """What turns a row into a colour and into words: the measure, its classes with their colours, and the theme."""

    measure: Measure
    words: Words
    bands: tuple[float, ...]
    colours: tuple[str, ...]
    dark: bool

    def key(self, row: Row) -> str:
        """The row's class or special state, as on the flat map."""
        return classes.key_of({"share": row["share"], "state": _state(row)}, self.bands)

    def share(self, row: Row) -> float | None:
        """The share; None where there is none, where it is not to be shown, and where no share can be so."""
        return None if self.key(row) in classes.STATES else row["share"]

    def colour(self, row: Row) -> str:
        """The colour of the row's class or state."""
        return self.painted(self.key(row))

    def painted(self, key: str) -> str:
        """The colour of a class or state: a block has no patterns, so states differ by their grey alone."""
        if key in classes.STATES:
            return (style.STATES_DARK if self.dark else style.STATES)[key]
        return self.colours[0 if key == classes.ZERO else int(key)]

    def rate(self, row: Row) -> str:
        """The rate with its counts, or why there is none."""
        words, key = self.words, self.key(row)
        if key in classes.STATES:
            return words(f"state.{key}")
        unit = words(f"figure.unit.{self.measure.unit.replace(' ', '_')}")
        part, whole = words.number(row["part"]), words.number(row["whole"])
        counts = words("figure.hover.counts", part=part, whole=whole, unit=unit)
        return words("figure.map.value", share=words.percent(row["share"]), counts=counts)

    def told(self, row: Row) -> str:
        """A district's rate and people, on a line each."""
        count = people(row)
        if count is None:
            return f"{self.rate(row)}\n{self.words('figure.relief.people_unknown')}"
        return f"{self.rate(row)}\n{self.words('figure.relief.people', count=self.words.number(count))}"


def name(row: Row) -> str:
    """The district as it is called; its code where nobody named it."""
    return row["name_vi"] or row["district_code"]


def people(row: Row) -> int | None:
    """How many have an account; None where that is not known."""
    count = row.get("people")
    return count if count is not None and count >= 0 else None


def alt(rows: Sequence[Row], province: Row, sheet: Sheet) -> str:
    """The scene for those who do not see it: what it is, the tallest block and the lowest."""
    measure = sheet.words(f"measure.{sheet.measure.name}.title")
    title = sheet.words("figure.relief.title", province=sheet.words.name(province), measure=measure)
    return f"{title} {_heights(rows, sheet)}"


def legend(rows: Sequence[Row], sheet: Sheet) -> tuple[tuple[str, str], ...]:
    """Colour and words of every class, empty ones too, and of the special states that occur, as on the flat map."""
    stated = [(row["share"], _state(row)) for row in rows]
    frame = pl.DataFrame(stated, schema={"share": pl.Float64, "state": pl.String}, orient="row")
    found = classes.classified(
        frame, measure=sheet.measure, words=sheet.words, bands=sheet.bands, colours=sheet.colours
    )
    return tuple((sheet.painted(each.key), maps.of_class(each, sheet.words)["said"]) for each in found)


def notes(rows: Sequence[Row], unshaped: Sequence[str], sheet: Sheet) -> tuple[str, ...]:
    """What a height means, both ends of the rate, which districts could not be drawn, and how to turn the scene."""
    said = [_heights(rows, sheet), _rates(rows, sheet)]
    if unshaped:
        count = sheet.words.number(len(unshaped))
        said.append(sheet.words("figure.relief.without_shape", count=count, names=", ".join(unshaped)))
    return (*said, sheet.words("figure.relief.turn"))


def _heights(rows: Sequence[Row], sheet: Sheet) -> str:
    return _ends(rows, sheet, "heights", people, sheet.words.number)


def _rates(rows: Sequence[Row], sheet: Sheet) -> str:
    return _ends(rows, sheet, "rates", sheet.share, sheet.words.percent)


def _ends(rows: Sequence[Row], sheet: Sheet, key: str, value: Callable[[Row], Any], said: Callable[[Any], str]) -> str:
    """The highest and the lowest by that value; that all are equal, or that none is known, where it is so."""
    known = sorted((row for row in rows if value(row) is not None), key=value)
    if not known:
        return sheet.words(f"figure.relief.{key}_none")
    low, high = known[0], known[-1]
    if value(low) == value(high):
        count = sheet.words.number(len(known))
        return sheet.words(f"figure.relief.{key}_equal", count=count, value=said(value(high)))
    ends = {"high": name(high), "high_value": said(value(high)), "low": name(low), "low_value": said(value(low))}
    return sheet.words(f"figure.relief.{key}", **ends)


def _state(row: Row) -> str:
    """The state given; where none is, what the figures themselves say."""
    if row.get("state"):
        return row["state"]
    if row["share"] is not None:
        return "value"
    return "nobody" if row.get("whole") == 0 else "no_data"
