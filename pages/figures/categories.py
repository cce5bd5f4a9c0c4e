"""Provinces by kind, not by number: their LMS, the university that trains them, their region."""

from typing import Any

import polars as pl

from pages.figures import classes, maps, palettes
from pages.figures.classes import Class
from pages.texts import Words


def kinds(frame: pl.DataFrame, *, title: str, words: Words, ground: maps.Ground, wear: maps.Wear) -> dict[str, Any]:
    """A frame with ``kind`` (code, null: none), ``kind_name`` and state a province, as a map of up to eight colours."""
    listed = frame.filter(pl.col("kind").is_not_null()).group_by("kind", "kind_name").len().sort("kind")
    colours = palettes.categorical(max(listed.height, 1))
    placed = classes.grouped(frame, lambda row: f"k-{row['kind']}" if row["kind"] else classes.state_of(row))
    found = [
        Class(f"k-{row['kind']}", row["kind_name"], colours[i], placed[f"k-{row['kind']}"])
        for i, row in enumerate(listed.to_dicts())
    ]
    return maps.sheet(
        frame,
        found=found + classes.states(placed, words),
        said=lambda rows: _said(rows),
        words=words,
        ground=ground,
        wear=wear,
        title=title,
        legend=title,
    )


def _said(rows: list[dict[str, Any]]) -> maps.Said:
    del rows  # the class, which the map says itself, is all there is to say
    return maps.Said("", "", ())
