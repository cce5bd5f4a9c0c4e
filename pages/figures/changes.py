"""The map of what changed between two dates: classes on both sides of no change."""

from itertools import pairwise
from typing import Any

import polars as pl

from data.measures import Measure
from pages.figures import breaks, classes, maps, palettes
from pages.figures.classes import Class
from pages.texts import Words

_HAIR = 1e-9  # 0.95 - 0.90 is not 0.05 in binary


def difference(earlier: pl.DataFrame, later: pl.DataFrame) -> pl.DataFrame:
    """Two answers of one question by province, side by side: earlier_share, share, change; null where one lacks it.

    The state is "value" where both have one; else the later's state, or "no_earlier" where only the earlier lacks it.
    """
    before = classes.sane(earlier).select(
        "province_code", pl.col("share").alias("earlier_share"), pl.col("state").alias("earlier_state")
    )
    both = classes.sane(later).join(before, on="province_code", how="left", maintain_order="left")
    has_now, had_then = pl.col("state") == "value", pl.col("earlier_state") == "value"
    return both.with_columns(
        pl.when(has_now & had_then).then(pl.col("share") - pl.col("earlier_share")).alias("change"),
        pl.when(has_now & ~had_then.fill_null(value=False))
        .then(pl.lit("no_earlier"))
        .otherwise(pl.col("state"))
        .alias("state"),
    )


def change(
    frame: pl.DataFrame, *, measure: Measure, words: Words, ground: maps.Ground, wear: maps.Wear
) -> dict[str, Any]:
    """A ``difference`` as a map: diverging classes around no change, the earlier and the later share said with it."""
    found = _classes(frame, words)
    title = words("figure.map.change", measure=words(f"measure.{measure.name}.title"))
    return maps.sheet(
        frame,
        found=found,
        said=lambda rows: _said(rows, words),
        words=words,
        ground=ground,
        wear=wear,
        title=title,
        legend=words("figure.map.change", measure=words(f"measure.{measure.name}.short")),
    )


def _classes(frame: pl.DataFrame, words: Words) -> list[Class]:
    steps = breaks.difference_breaks(frame["change"].drop_nulls().to_list())
    placed = classes.grouped(frame, lambda row: _key(row, steps))
    colours = palettes.differences(len(steps) - 1)
    found = [Class(str(i), label, colours[i], placed.get(str(i), [])) for i, label in enumerate(_labels(steps, words))]
    return found + classes.states(placed, words)


def _key(row: dict[str, Any], steps: tuple[float, ...]) -> str:
    if row["change"] is None:
        return classes.state_of(row)
    return str(classes.class_of(row["change"] + _HAIR, steps))


def _labels(steps: tuple[float, ...], words: Words) -> list[str]:
    said = [words.points(step, digits=1, unit=False) for step in steps]
    inner = [words("figure.class.change_between", low=low, high=high) for low, high in pairwise(said[1:-1])]
    return [
        words("figure.class.change_below", high=said[1]),
        *inner,
        words("figure.class.change_from", low=said[-2]),
    ]


def _said(rows: list[dict[str, Any]], words: Words) -> maps.Said:
    def tenths(value: float | None, digits: int = 1) -> int | None:
        return None if value is None else round(round(value * 1000, 4))

    say = words("figure.map.changed", change="{0}", before="{1}", now="{2}")
    columns = [[tenths(row[name]) for row in rows] for name in ("change", "earlier_share", "share")]
    return maps.Said(say, "dpp", columns)
