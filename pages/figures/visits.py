"""Visits: how often the dashboard was used day by day, and how many files were taken."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from pages.figures import axes, drawing, style
from pages.texts import Words

_HEIGHT = 260  # pixels
_MOST_DATES = 6  # more would run into each other on a telephone


def days(frame: pl.DataFrame, *, words: Words) -> go.Figure:
    """A column a day for the visits, a diamond for the files; takes a counting.by_day answer, every day a row."""
    rows = list(frame.iter_rows(named=True))
    top = max([row["visits"] for row in rows] + [row["files"] for row in rows] + [1])
    return drawing.figure(
        [_columns(rows, words), _diamonds(rows, words)],
        style.layout(
            words.lang,
            height=_HEIGHT,
            margin={"l": 8, "r": 8, "t": 40, "b": 8},
            bargap=0.25,
            title=axes.key(
                [(style.ACCENT, words("audit.chart.visits")), (style.WARN, words("audit.chart.files"))],
            ),
            xaxis=_dates(rows),
            yaxis=style.axis(tickformat=",", nticks=4, range=[0, top * 1.08]),
        ),
    )


def _columns(rows: list[dict[str, Any]], words: Words) -> go.Bar:
    return go.Bar(
        x=[row["day"] for row in rows],
        y=[row["visits"] for row in rows],
        marker={"color": style.ACCENT},
        customdata=[_hover(row, words) for row in rows],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _diamonds(rows: list[dict[str, Any]], words: Words) -> go.Scatter:
    """Only where files were taken: nothing is no mark."""
    taken = [row for row in rows if row["files"]]
    return go.Scatter(
        x=[row["day"] for row in taken],
        y=[row["files"] for row in taken],
        mode="markers",
        marker={"color": style.WARN, "size": 10, "symbol": "diamond", "line": {"color": style.PAPER, "width": 1}},
        customdata=[_hover(row, words) for row in taken],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _hover(row: dict[str, Any], words: Words) -> str:
    counted = {name: words.number(row[name]) for name in ("people", "visits", "screens", "files")}
    return f"<b>{words.date(row['day'])}</b><br>" + words("audit.chart.hover", **counted)


def _dates(rows: list[dict[str, Any]]) -> dict[str, Any]:
    known = [row["day"] for row in rows]
    every = -(-len(known) // _MOST_DATES) or 1
    shown = known[::-1][::every][::-1]
    texts = [f"{day:%d/%m}" for day in shown]
    return style.axis(type="date", showgrid=False, showline=True, tickvals=shown, ticktext=texts)
