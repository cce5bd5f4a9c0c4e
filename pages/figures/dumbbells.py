"""Dumbbells: two shares of the same row, joined by a line, the difference written beside them."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go
import polars as pl
from markupsafe import escape

from pages.figures import axes, drawing, style
from pages.texts import Words

_ROW = 18  # pixels of a row, and
_LINE = 16  # pixels for each line of the longest name
_NAME = 44  # letters in a line of a name
_FRAME = 76  # pixels: key above, axis below
_AIR = 0.03  # share left free beside the outermost point
_WHOLE = 0.5  # a spread wider than this is drawn over the whole axis
_SYMBOLS = ("circle", "diamond")
_SIGNS = ("●", "◆")
_WITHHELD = "square-x-open"


def both(frame: pl.DataFrame, *, first: str, second: str, names: Sequence[str], words: Words) -> go.Figure:
    """One row a row of the frame, in its order: ``first`` and ``second`` are columns of shares, ``names`` their names.

    Needs ``label`` and ``state`` (value, withheld, or any other of the states, written in place of the points), and
    ``hover``, text whose lines are parted by <br>, already escaped. A row whose label is empty parts two groups.
    """
    rows = list(frame.iter_rows(named=True))
    places = [str(i) for i in range(len(rows))]
    known = [(place, row) for place, row in zip(places, rows, strict=True) if row["state"] == "value"]
    low, high = _range([row[name] for _, row in known for name in (first, second)])
    written = [axes.wrapped(row["label"], _NAME) for row in rows]
    lines = max((name.count("<br>") + 1 for name in written), default=1)
    traces = [_line(known, first, second)]
    for column, name, colour, symbol in zip((first, second), names, style.SERIES, _SYMBOLS, strict=True):
        traces.append(_points(known, column, name, colour, symbol))
    traces += [_gaps(known, first, second, low, high, words), *_unknown(places, rows, low, words)]
    return drawing.figure(
        traces,
        style.layout(
            words.lang,
            height=_FRAME + (_ROW + _LINE * min(lines, 2)) * max(len(rows), 1),
            margin={"l": 8, "r": 8, "t": 36, "b": 36},
            title=_key(names),
            xaxis=axes.shares(words, high, low, every=2, range=[low, high + (high - low) * 0.24]),
            yaxis=axes.rows(places, written),
            **({"annotations": [_cut(low, words)]} if low else {}),
        ),
    )


def _cut(low: float, words: Words) -> dict[str, Any]:
    """That the axis begins at ``low``, below the axis's own words."""
    return axes.footnote(words("figure.dumbbell.cut", share=words.percent(low, 0))) | {"yshift": -20}


def _range(shares: list[float]) -> tuple[float, float]:
    """The shares between which all points lie, in twentieths; from 0 where they are far apart or there are none."""
    if not shares:
        return 0.0, 1.0
    low, high = max(0.0, min(shares) - _AIR), min(1.0, max(shares) + _AIR)
    if high - low > _WHOLE:
        return 0.0, 1.0
    return (low * 20 // 1) / 20, -(-high * 20 // 1) / 20


def _key(names: Sequence[str]) -> dict[str, Any]:
    entries = zip(style.SERIES, _SIGNS, names, strict=True)
    text = "   ".join(f'<span style="color:{colour}">{sign}</span> {escape(name)}' for colour, sign, name in entries)
    return axes.key([]) | {"text": text}


def _line(known: list[tuple[str, dict[str, Any]]], first: str, second: str) -> go.Scatter:
    along = [(x, place) for place, row in known for x in (row[first], row[second], None)]
    return go.Scatter(
        x=[x for x, _ in along],
        y=[place for _, place in along],
        mode="lines",
        line={"color": style.BORDER, "width": 2},
        hoverinfo="skip",
    )


def _points(known: list[tuple[str, dict[str, Any]]], column: str, name: str, colour: str, symbol: str) -> go.Scatter:
    return go.Scatter(
        name=name,
        x=[row[column] for _, row in known],
        y=[place for place, _ in known],
        mode="markers",
        marker={"color": colour, "symbol": symbol, "size": 11, "line": {"color": style.PAPER, "width": 1}},
        customdata=[row["hover"] for _, row in known],
        hovertemplate="%{customdata}<extra></extra>",
        cliponaxis=False,
    )


def _gaps(
    known: list[tuple[str, dict[str, Any]]], first: str, second: str, low: float, high: float, words: Words
) -> go.Scatter:
    """Second less first, in a column right of the points."""
    return go.Scatter(
        x=[high + (high - low) * 0.02] * len(known),
        y=[place for place, _ in known],
        mode="text",
        text=[f"  {words.points(row[second] - row[first])}" for _, row in known],
        textposition="middle right",
        textfont={"size": 12, "color": style.INK},
        cliponaxis=False,
        hoverinfo="skip",
    )


def _unknown(places: list[str], rows: list[dict[str, Any]], low: float, words: Words) -> list[go.Scatter]:
    """Rows without points: withheld ones with a sign of their own, all with the state in words."""
    found = []
    for is_withheld in (True, False):
        mine = [
            (place, row["state"])
            for place, row in zip(places, rows, strict=True)
            if row["state"] != "value" and row["label"] and (row["state"] == "withheld") == is_withheld
        ]
        if mine:
            found.append(
                go.Scatter(
                    x=[low] * len(mine),
                    y=[place for place, _ in mine],
                    mode="markers+text" if is_withheld else "text",
                    marker={"symbol": _WITHHELD, "size": 11, "color": style.BORDER},
                    text=[f"  {words(f'state.{state}')}" for _, state in mine],
                    textposition="middle right",
                    textfont={"size": 12, "color": style.QUIET},
                    cliponaxis=False,
                    hoverinfo="skip",
                )
            )
    return found
