"""Tiles: one measure each, with its counts, its change since the last snapshot and its trend."""

import base64
from html import escape
from typing import Any

import polars as pl
import streamlit as st

from pages.figures import style
from pages.parts.view import View
from pages.texts import Words
from queries import overview

GROUPS = (
    ("coverage", ("reporting", "lms_use", "report_published")),
    ("progress", ("assessment_completed", "lms_passed", "finished_all")),
    ("results", ("certified", "rated_good", "satisfied")),
)
_WIDTH, _HEIGHT, _PAD = 96, 28, 4


def board(view: View, national: pl.DataFrame) -> None:
    """All tiles, coverage first: what is not reported must be known before what is."""
    rows = {row["measure"]: row for row in national.to_dicts()}
    for group, measures in GROUPS:
        cards = "".join(card(rows[name], view, more=_of_which(name, rows, view.words)) for name in measures)
        title = escape(view.words(f"overview.group.{group}"))
        st.html(
            f'<section class="t-group"><h2 class="t-subtitle">{title}</h2><div class="t-tiles">{cards}</div></section>'
        )


def _of_which(name: str, rows: dict[str, dict[str, Any]], words: Words) -> str:
    if name != "rated_good" or rows["rated_excellent"]["share"] is None:
        return ""
    row = rows["rated_excellent"]
    return words("overview.of_which_excellent", share=words.ratio(row["part"], row["whole"]))


def card(row: dict[str, Any], view: View, *, more: str = "") -> str:
    """One tile as HTML; without data it says so in place of the number."""
    words, name = view.words, row["measure"]
    title = escape(words(f"measure.{name}.short"))
    help_text = escape(words(f"measure.{name}.definition"), quote=True)
    head = f'<div class="t-tile" title="{help_text}"><div class="t-tile-name">{title}</div>'
    if row["share"] is None:
        state = "nobody" if row["whole"] == 0 else "no_data"
        return f'{head}<div class="t-tile-none">{escape(words(f"state.{state}"))}</div></div>'
    counts = words(
        "overview.counts",
        part=words.number(row["part"]),
        whole=words.number(row["whole"]),
        what=words(f"measure.{name}.whole"),
    )
    lines = [counts, *([more] if more else []), *_units(row, words)]
    return (
        f'{head}<div class="t-tile-figure"><span class="t-tile-value">'
        f"{escape(words.ratio(row['part'], row['whole']))}</span>{_trend(view, name)}</div>"
        + "".join(f'<div class="t-tile-line">{escape(line)}</div>' for line in lines)
        + f'<div class="t-tile-change">{escape(change(row, words))}</div></div>'
    )


def _units(row: dict[str, Any], words: Words) -> list[str]:
    if row["units_with_data"] in (None, row["units"]):
        return []
    return [words("overview.units", with_data=row["units_with_data"], units=row["units"])]


def change(row: dict[str, Any], words: Words) -> str:
    """The change since the previous snapshot, with its date; or that there is none to compare with."""
    if row["previous_as_of"] is None or row["previous_share"] is None:
        return words("overview.no_previous")
    points = words.points(row["share"] - row["previous_share"])
    return words("overview.change", points=points, date=words.date(row["previous_as_of"]))


def _trend(view: View, name: str) -> str:
    frame = overview.over_time(view.store, **view.headline(name, module="all", level="all"), province_code=None)
    points = [(row["as_of"], row["share"]) for row in frame.to_dicts() if row["share"] is not None]
    if len(points) < 2:
        return ""
    said = "; ".join(f"{view.words.date(day)}: {view.words.percent(share)}" for day, share in points)
    picture = base64.b64encode(sparkline([share for _, share in points]).encode()).decode()
    alt = escape(view.words("overview.trend", points=said), quote=True)
    size = f'width="{_WIDTH}" height="{_HEIGHT}"'
    return f'<img class="t-trend" {size} alt="{alt}" title="{alt}" src="data:image/svg+xml;base64,{picture}">'


def sparkline(shares: list[float]) -> str:
    """A small SVG line, its last point marked; the height spans the values, never less than five points."""
    low, high = min(shares), max(shares)
    middle, span = (low + high) / 2, max(high - low, 0.05)
    step = (_WIDTH - 2 * _PAD) / (len(shares) - 1)
    places = [
        (_PAD + i * step, _HEIGHT / 2 - (share - middle) / span * (_HEIGHT - 2 * _PAD))
        for i, share in enumerate(shares)
    ]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    x, y = places[-1]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}">'
        f'<polyline points="{line}" fill="none" stroke="{style.BORDER}" stroke-width="1.6"/>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{style.ACCENT}"/></svg>'
    )
