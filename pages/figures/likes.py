"""Like with like: one province and its peers as dots on one line each, with the peers' median and the country."""

import math
from typing import Any

import plotly.graph_objects as go
import polars as pl
from markupsafe import escape

from data.measures import Measure
from pages.figures import axes, classes, drawing, style
from pages.texts import Words

_ROW = 34  # pixels a province: its share, and its counts below
_FRAME = 96  # pixels: key above, axis below
_ROOM = 1.5  # length of the axis with the numbers beside it, that of the shares being 1


def dots(
    frame: pl.DataFrame, *, measure: Measure, median: float | None, country: float | None, words: Words
) -> go.Figure:
    """A province a row in the frame's order, the one compared (``is_own``) filled; what has no share says its state.

    Needs name, province_code, part, whole, share, state and is_own; ``median`` and ``country`` are shares.
    """
    rows = frame.to_dicts()
    codes = [row["province_code"] for row in rows]
    shares = [row["share"] for row in rows if row["share"] is not None]
    low, high = _range([*shares, *(line for line in (median, country) if line is not None)])
    figure = drawing.figure(
        [*(_points(rows, measure, words, is_own=own) for own in (False, True)), _texts(rows, low, high, words)],
        style.layout(
            words.lang,
            height=_FRAME + _ROW * max(len(rows), 1),
            margin={"l": 8, "r": 18, "t": 60, "b": 36},
            title=_key(median, country, words),
            xaxis=axes.shares(words, high, low, every=2, range=[low, low + (high - low) * _ROOM]),
            yaxis=axes.rows(codes, [_name(row) for row in rows]),
            **({"annotations": [_cut(low, words)]} if low else {}),
        ),
    )
    for value, dash in ((median, "dot"), (country, "solid")):
        if value is not None:
            line = {"color": style.QUIET, "width": 1.5, "dash": dash}
            figure.add_shape(type="line", x0=value, x1=value, y0=0, y1=1, yref="paper", line=line, layer="below")
    return figure


def _cut(low: float, words: Words) -> dict[str, Any]:
    """That the axis begins at ``low``, below the axis's own words."""
    return axes.footnote(words("figure.likes.cut", share=words.percent(low, 0))) | {"yshift": -20}


def _range(shares: list[float]) -> tuple[float, float]:
    """Tenths between which all lie, so that close neighbours are told apart; from 0 where they lie far apart."""
    if not shares:
        return 0.0, 1.0
    low, high = math.floor(min(shares) * 10 - 1e-9) / 10, math.ceil(max(shares) * 10 + 1e-9) / 10
    low, high = max(low, 0.0), min(high, 1.0)
    return (0.0, high or 1.0) if high - low > 0.5 or high <= low else (low, high)


def _name(row: dict[str, Any]) -> str:
    name = str(escape(row["name"]))
    return f"<b>{name}</b>" if row["is_own"] else name


def _points(rows: list[dict[str, Any]], measure: Measure, words: Words, *, is_own: bool) -> go.Scatter:
    known = [row for row in rows if row["share"] is not None and row["is_own"] is is_own]
    outline = {"color": style.ACCENT, "width": 2}
    marker = {"size": 11, "symbol": "circle", "color": style.PAPER, "line": outline}
    if is_own:
        marker = {"size": 14, "symbol": "diamond", "color": style.WARN, "line": {"color": style.PAPER, "width": 1}}
    return go.Scatter(
        x=[row["share"] for row in known],
        y=[row["province_code"] for row in known],
        mode="markers",
        marker=marker,
        cliponaxis=False,
        customdata=[classes.said(row, measure, words) for row in known],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _texts(rows: list[dict[str, Any]], low: float, high: float, words: Words) -> go.Scatter:
    """Shares with their counts in a column of their own; a state stands where the dot would."""
    beside = high + (high - low) * 0.04
    return go.Scatter(
        x=[low if row["share"] is None else beside for row in rows],
        y=[row["province_code"] for row in rows],
        mode="text",
        text=[_text(row, words) for row in rows],
        textposition="middle right",
        textfont={"size": 11, "color": style.INK},
        cliponaxis=False,
        hoverinfo="skip",
    )


def _text(row: dict[str, Any], words: Words) -> str:
    if row["share"] is None:
        return words(f"state.{classes.state_of(row)}")
    part, whole = words.number(row["part"]), words.number(row["whole"])
    said = words("figure.likes.counts", share=words.percent(row["share"]), part=part, whole=whole)
    return f"<b>{said}</b>" if row["is_own"] else said


def _key(median: float | None, country: float | None, words: Words) -> dict[str, Any]:
    entries = [(style.WARN, "◆", words("figure.likes.own")), (style.ACCENT, "○", words("figure.likes.peer"))]
    for value, sign, name in ((median, "┊", "median"), (country, "│", "country")):
        if value is not None:
            entries.append((style.QUIET, sign, words(f"figure.likes.{name}", share=words.percent(value))))
    said = [f'<span style="color:{colour}">{sign}</span> {escape(text)}' for colour, sign, text in entries]
    halves = "   ".join(said[:2]), "   ".join(said[2:])
    return axes.key([]) | {"text": "<br>".join(half for half in halves if half), "pad": {"l": 8, "t": 16}}
