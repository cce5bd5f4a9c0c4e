"""Two measures on one map: three classes of each, nine colours, a square for a legend."""

from dataclasses import dataclass
from typing import Any

import polars as pl

from data.measures import Measure
from pages.figures import breaks, classes, maps, palettes, style
from pages.figures.classes import Class
from pages.texts import Words

_THIRDS = ("low", "middle", "high")


@dataclass(frozen=True)
class Pair:
    """Two measures and where each is broken into three: two shares each."""

    first: Measure
    second: Measure
    first_breaks: tuple[float, ...]
    second_breaks: tuple[float, ...]


def beside(first: pl.DataFrame, second: pl.DataFrame) -> pl.DataFrame:
    """Two by_province answers as one: share, part, whole of the first, other_share … of the second.

    The state is "value" where both have one; else the state of the first that lacks it.
    """
    other = classes.sane(second).select(
        "province_code",
        *(pl.col(name).alias(f"other_{name}") for name in ("share", "part", "whole", "state")),
    )
    joined = classes.sane(first).join(other, on="province_code", how="left", maintain_order="left")
    return joined.with_columns(
        pl.when(pl.col("state") != "value").then(pl.col("state")).otherwise(pl.col("other_state")).alias("state")
    )


def pair(frame: pl.DataFrame, *, first: Measure, second: Measure) -> Pair:
    """The measures with their thirds, taken from the units in which both are known."""
    known = frame.filter(pl.col("state") == "value")
    return Pair(first, second, breaks.thirds(known["share"].to_list()), breaks.thirds(known["other_share"].to_list()))


def both(frame: pl.DataFrame, *, pair: Pair, words: Words, ground: maps.Ground, wear: maps.Wear) -> dict[str, Any]:
    """Two measures at once: where both are low is the strongest colour, for there help is due."""
    found = _classes(frame, pair, words)
    titles = [words(f"measure.{measure.name}.title") for measure in (pair.first, pair.second)]
    shorts = [words(f"measure.{measure.name}.short") for measure in (pair.first, pair.second)]
    told = maps.sheet(
        frame,
        found=found,
        said=lambda rows: _said(rows, shorts, words),
        words=words,
        ground=ground,
        wear=wear,
        title=words("figure.map.pair", first=titles[0], second=titles[1]),
        legend=words("figure.map.pair", first=shorts[0], second=shorts[1]),
    )
    square = {
        "row_title": shorts[0],
        "column_title": shorts[1],
        "rows": [_third(place, pair.first_breaks, words) for place in range(3)],
        "columns": [_third(place, pair.second_breaks, words) for place in range(3)],
    }
    for each, drawn in zip(found, told["classes"], strict=True):
        drawn |= {"count": words.number(len(each.rows)), "ink": style.text_on(each.colour)}
    return told | {"square": square}


def ranked(frame: pl.DataFrame, pair: Pair) -> pl.DataFrame:
    """The units with ``is_low``, in the lowest third of both or not: those that are come first, then by the sum."""
    is_low = pl.Series("is_low", [_key(row, pair) == "00" for row in frame.iter_rows(named=True)], dtype=pl.Boolean)
    # a sum of which one is missing would rank a unit among those that have both
    total = pl.when(pl.col("state") == "value").then(pl.col("share") + pl.col("other_share"))
    return frame.with_columns(is_low).sort(
        "is_low", total, "province_code", descending=[True, False, False], nulls_last=True
    )


def _classes(frame: pl.DataFrame, pair: Pair, words: Words) -> list[Class]:
    placed = classes.grouped(frame, lambda row: _key(row, pair))
    colours = palettes.bivariate()
    shorts = [words(f"measure.{measure.name}.short") for measure in (pair.first, pair.second)]
    found = [
        Class(
            f"{i}{j}",
            words(
                "figure.class.pair",
                first=shorts[0],
                low=words(f"figure.class.{one}"),
                second=shorts[1],
                high=words(f"figure.class.{other}"),
            ),
            colours[i][j],
            placed.get(f"{i}{j}", []),
        )
        for i, one in enumerate(_THIRDS)
        for j, other in enumerate(_THIRDS)
    ]
    return found + classes.states(placed, words)


def _key(row: dict[str, Any], pair: Pair) -> str:
    if row["state"] != "value":
        return classes.state_of(row)
    places = [
        classes.class_of(row[name], (0.0, *inner, 1.0))
        for name, inner in (("share", pair.first_breaks), ("other_share", pair.second_breaks))
    ]
    return "".join(str(place) for place in places)


def _third(place: int, inner: tuple[float, ...], words: Words) -> str:
    label = classes.labels((0.0, *inner, 1.0), words)[place]
    return words("figure.class.third", name=words(f"figure.class.{_THIRDS[place]}"), label=label)


def _said(rows: list[dict[str, Any]], shorts: list[str], words: Words) -> maps.Said:
    parts = [
        words(
            "figure.map.one_of_two",
            measure=short,
            share=f"{{{3 * n}}}",
            part=f"{{{3 * n + 1}}}",
            whole=f"{{{3 * n + 2}}}",
        )
        for n, short in enumerate(shorts)
    ]
    others = [{name: row[f"other_{name}"] for name in ("part", "whole")} for row in rows]
    columns = [
        [maps.tenths(row) for row in rows],
        *maps.counted(rows),
        [maps.tenths(row) for row in others],
        *maps.counted(others),
    ]
    return maps.Said("\n".join(parts), "pnnpnn", columns)
