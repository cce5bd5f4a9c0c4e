"""In time or not: the colours of the verdicts, and the map of provinces by them."""

from typing import Any

import polars as pl

from pages.figures import classes, maps
from pages.figures.classes import Class
from pages.texts import Words

# From done to hopeless, darker towards either end; nothing said is as pale as a special state, and has its word.
VERDICTS = {
    "reached": "#1B4F8F",
    "on_time": "#6FB0D8",
    "at_risk": "#EBC75C",
    "late": "#B35806",
    "never": "#5A1A10",
    "unsaid": "#E9EDF2",
}


def label(verdict: str, words: Words) -> str:
    """What a verdict is called."""
    return words(f"forecast.verdict.{verdict}")


def by_verdict(
    frame: pl.DataFrame, *, title: str, words: Words, ground: maps.Ground, wear: maps.Wear
) -> dict[str, Any]:
    """A forecast.by_province answer as a map: every verdict, empty ones too, then the special states that occur."""
    placed = classes.grouped(frame, _key)
    found = [
        Class(f"v-{name}", label(name, words), colour, placed.get(f"v-{name}", [])) for name, colour in VERDICTS.items()
    ]
    return maps.sheet(
        frame,
        found=found + classes.states(placed, words),
        said=lambda rows: _said(rows, words),
        words=words,
        ground=ground,
        wear=wear,
        title=title,
        legend=title,
    )


def _key(row: dict[str, Any]) -> str:
    """The class of a row: a state of the map where it has no counts, else its verdict."""
    if row["state"] in classes.STATES:
        return classes.state_of(row)
    return f"v-{row['verdict'] or 'unsaid'}"


def _said(rows: list[dict[str, Any]], words: Words) -> maps.Said:
    """The share now and the target, in tenths of a per cent."""
    columns = [[None if row[name] is None else round(row[name] * 1000) for row in rows] for name in ("share", "target")]
    return maps.Said(words("forecast.map_said", share="{0}", target="{1}"), "pp", columns)
