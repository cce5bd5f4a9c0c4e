"""Behind: the provinces to attend to first, how far they are from the target, and what that rests on."""

import math
from typing import Any

import polars as pl

from data.measures import Measure
from pages.figures import bars, style
from pages.figures.tables import Kind
from pages.papers import framed
from pages.papers.blocks import Table
from pages.papers.scene import Chart, Native, Series
from pages.texts import Words
from pages.told import naming

_BEHIND = 10  # provinces beside the map
_SHADE = 3  # of a measure's family: dark enough on paper
_KINDS: dict[str, Kind] = {"name": "text", "part": "count", "whole": "count", "share": "share", "left": "count"}


def behind(frame: pl.DataFrame, measure: Measure, target: float | None, most: int = _BEHIND) -> pl.DataFrame:
    """The provinces with the lowest shares, the lowest first; where more is better, none that has what is asked."""
    known = frame.filter(pl.col("share").is_not_null()).sort("share", "province_code")
    if measure.good == "up":
        known = known.filter(pl.col("share") < (1.0 if target is None else target))
    return known.head(most)


def chart(low: pl.DataFrame, measure: Measure, target: float | None, words: Words) -> Chart:
    """Bars of their shares, as the ranking of the screen draws them."""
    title = _title(low, measure, target, words)
    listed = ", ".join(
        words("finding.named", name=words.name(row), share=words.percent(row["share"])) for row in low.to_dicts()
    )
    figure = bars.ranking(low, measure=measure, words=words, target=target)
    ordered = low.sort("share", "province_code", descending=[True, False])  # as the figure draws them
    values = Series(words(f"measure.{measure.name}.short"), tuple(ordered["share"]), shade(measure.family))
    names = tuple(_counted(row, words) for row in ordered.to_dicts())
    return Chart(title, f"{title}. {listed}.", figure, Native("bars", names, (values,), target=target))


def _counted(row: dict[str, Any], words: Words) -> str:
    """A province with its counts: an office program's chart has room for them beside the name alone."""
    counts = {"part": words.number(row["part"]), "whole": words.number(row["whole"])}
    return words("scenes.counted", name=words.name(row), **counts)


def _title(low: pl.DataFrame, measure: Measure, target: float | None, words: Words) -> str:
    """Where more is better they are to be attended to; where no direction is meant they are only the lowest."""
    if measure.good != "up":
        return words("scenes.lowest.plain", count=low.height)
    key = "scenes.lowest.attend" if target is None else "scenes.lowest.attend_target"
    return words(key, count=low.height, target=words.percent(target, 0))


def table(low: pl.DataFrame, measure: Measure, target: float | None, words: Words) -> Table:
    """Their counts, and how many more each needs for the target."""
    shown = naming.with_provinces(low, words)
    columns = dict(_KINDS)
    if target is None or measure.good != "up":
        columns.pop("left")
    else:
        left = [missing(row["part"], row["whole"], target) for row in low.to_dicts()]
        shown = shown.with_columns(pl.Series("left", left, dtype=pl.Int64))
    goal = words.number(None) if target is None else words.percent(target, 0)
    return framed.table(
        shown,
        columns,
        key=f"behind-{measure.name}",
        title=_title(low, measure, target, words),
        words=words,
        titles={"name": words("scenes.province"), "left": words("scenes.left", target=goal)},
        note=words("scenes.lowest.note"),
    )


def missing(part: int, whole: int, target: float) -> int:
    """How many more are needed for the target; 0 where it is reached."""
    return max(0, math.ceil(round(target * whole, 6)) - part)


def shade(family: str) -> str:
    """The colour of a measure's family for bars of one colour."""
    return style.FAMILIES[family][_SHADE]
