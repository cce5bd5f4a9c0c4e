"""Days waited: the median as a dot, a line to the day by which nine in ten were through, who still waits beside it."""

from typing import Any

import plotly.graph_objects as go
import polars as pl
from markupsafe import escape

from pages.figures import axes, drawing, style
from pages.texts import Words

FEWEST = 10  # decided passes; of fewer a median is chance, so they are not ranked
_ROW = 26  # pixels a row whose name is one line
_LINE = 16  # pixels a line of a longer name
_FRAME = 88  # pixels: key and axis
_MANY = 20  # rows that scroll keep their axis on top, where it is seen first
_ROOM = 1.9  # the numbers stand in a column behind the longest line


def ranked(frame: pl.DataFrame) -> pl.DataFrame:
    """The rows with enough decided passes to be compared, the shortest median first."""
    return frame.filter(pl.col("decided") >= FEWEST).sort("median_days", "p90_days", "decided")


def dots(frame: pl.DataFrame, *, words: Words, label: str = "name", selected: str | None = None) -> go.Figure:
    """Each row of a ``ranked`` answer: a dot at the median, a line to the 90th percentile, a diamond for the waiting.

    ``label`` is the column that names the row, ``selected`` the name that is set in bold. Days are whole days.
    """
    rows = list(frame.iter_rows(named=True))
    places = [str(i) for i in range(len(rows))]
    names = [_name(row[label], selected) for row in rows]
    # who waits longer than all that is drawn must not press the dots into a corner
    top = max((row["p90_days"] for row in rows), default=0) or 1
    texts = go.Scatter(
        x=[top * 1.04 for _ in rows],
        y=places,
        mode="text",
        text=[_text(row, words) for row in rows],
        textposition="middle right",
        textfont={"size": 11, "color": style.INK},
        cliponaxis=False,
        hoverinfo="skip",
    )
    return drawing.figure(
        [_line(rows, places), _dots(rows, places, label, words), _diamonds(rows, places, top, words), texts],
        style.layout(
            words.lang,
            height=_FRAME + _row(names) * max(len(rows), 1),
            margin={"l": 8, "r": 8, "t": 80 if len(rows) > _MANY else 36, "b": 8},
            title=axes.key(
                [
                    (style.ACCENT, words("figure.waits.median")),
                    (style.BORDER, words("figure.waits.p90")),
                    (style.WARN, words("figure.waits.waiting")),
                ]
            ),
            xaxis=_days(top, words) | {"side": "top" if len(rows) > _MANY else "bottom"},
            yaxis=axes.rows(places, names, size=12),
        ),
    )


def _row(names: list[str]) -> int:
    lines = max((name.count("<br>") for name in names), default=0) + 1
    return max(_ROW, _LINE * lines + 6)


def _days(top: int, words: Words) -> dict[str, Any]:
    step = next((step for step in (2, 5, 10, 20, 50, 100) if top / step <= 6), 200)
    ticks = list(range(0, top + 1, step))
    return style.axis(
        range=[0, top * _ROOM],
        tickvals=ticks,
        ticktext=[words.number(tick) for tick in ticks],
        title={"text": words("figure.waits.axis"), "font": {"size": 12, "color": style.QUIET}},
    )


def _name(name: str, selected: str | None) -> str:
    text = axes.wrapped(name, 30)
    return f"<b>{text}</b>" if selected is not None and name == selected else text


def _line(rows: list[dict[str, Any]], places: list[str]) -> go.Scatter:
    """One trace of lines parted by gaps."""
    x: list[int | None] = []
    y: list[str | None] = []
    for row, place in zip(rows, places, strict=True):
        x += [row["median_days"], row["p90_days"], None]
        y += [place, place, None]
    return go.Scatter(x=x, y=y, mode="lines", line={"color": style.BORDER, "width": 3}, hoverinfo="skip")


def _dots(rows: list[dict[str, Any]], places: list[str], label: str, words: Words) -> go.Scatter:
    return go.Scatter(
        x=[row["median_days"] for row in rows],
        y=places,
        mode="markers",
        marker={"color": style.ACCENT, "size": 11},
        customdata=[_hover(row, label, words) for row in rows],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _diamonds(rows: list[dict[str, Any]], places: list[str], top: int, words: Words) -> go.Scatter:
    """Hollow, since nothing is decided yet; only those that lie on the axis, the others are said in numbers."""
    kept = [
        (row, place)
        for row, place in zip(rows, places, strict=True)
        if row["waiting"] and row["waiting_median_days"] <= top
    ]
    return go.Scatter(
        x=[row["waiting_median_days"] for row, _ in kept],
        y=[place for _, place in kept],
        mode="markers",
        marker={"color": style.PAPER, "size": 9, "symbol": "diamond", "line": {"color": style.WARN, "width": 2}},
        customdata=[_waiting(row, words) for row, _ in kept],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _text(row: dict[str, Any], words: Words) -> str:
    return words(
        "figure.waits.text",
        median=words.number(row["median_days"]),
        p90=words.number(row["p90_days"]),
        decided=words.number(row["decided"]),
        waiting=words.number(row["waiting"]),
    )


def _hover(row: dict[str, Any], label: str, words: Words) -> str:
    said = words(
        "figure.waits.hover",
        median=words.number(row["median_days"]),
        p90=words.number(row["p90_days"]),
        decided=words.number(row["decided"]),
    )
    return f"<b>{escape(row[label])}</b><br>{said}<br>{_waiting(row, words)}"


def _waiting(row: dict[str, Any], words: Words) -> str:
    if not row["waiting"]:
        return words("figure.waits.none_waiting")
    return words(
        "figure.waits.still", waiting=words.number(row["waiting"]), days=words.number(row["waiting_median_days"])
    )
