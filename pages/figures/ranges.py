"""Between which days something is expected: a bar a province from the earliest to the latest day, the middle a dot."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

import plotly.graph_objects as go
import polars as pl
from markupsafe import escape

from pages.figures import axes, drawing, style
from pages.figures.verdicts import VERDICTS
from pages.texts import Words

_ROW = 22  # pixels a province
_FRAME = 116  # pixels: key and axis above the rows
_ROOM = 1.12  # lengths of the axis to the last day that is drawn
_MOST_TICKS = 5
_YEAR = 365


def expected(
    frame: pl.DataFrame, *, as_of: date, due_on: date | None, words: Words, selected: Collection[str] = ()
) -> go.Figure | None:
    """The forecasts of a forecast.by_province answer, the earliest middle on top; None: there is none.

    A bar whose later end is more than five years away runs to the edge and ends in a point to the right. The line
    upright is the deadline, where it is still to come. ``customdata[0]`` is the province code.
    """
    rows = frame.filter(state="forecast").sort("middle_on", "early_on", "province_code", nulls_last=True).to_dicts()
    if not rows:
        return None
    last = _edge(rows, as_of, due_on)
    codes = [row["province_code"] for row in rows]
    names = [_name(row, row["province_code"] in selected, words) for row in rows]
    figure = drawing.figure(
        [_bars(rows, last, words), _middles(rows, words), _open_ends(rows, last)],
        style.layout(
            words.lang,
            height=_FRAME + _ROW * len(rows),
            margin={"l": 8, "r": 16, "t": _FRAME - 8, "b": 8},
            title=axes.key([]) | {"text": _key(rows, words), "pad": {"l": 8, "t": 16}},
            xaxis=time_axis(as_of, last) | {"side": "top"},
            yaxis=axes.rows(codes, names, size=11),
            uirevision="expected",
        ),
    )
    if due_on is not None and as_of <= due_on <= last:
        add_day(figure, due_on, words("forecast.due_line", date=words.date(due_on)))
    return figure


def _edge(rows: list[dict[str, Any]], as_of: date, due_on: date | None) -> date:
    """The last day drawn: the latest end, but far ones lie beyond it, since they would press the rest together."""
    days = [row[name] for row in rows for name in ("early_on", "middle_on", "late_on") if row[name]]
    middles = [row["middle_on"] or row["early_on"] for row in rows]
    far = max(as_of + timedelta(days=_YEAR), sorted(middles)[len(middles) * 3 // 4])
    latest = min(max(days), far)
    return as_of + (max(latest, due_on or as_of, as_of + timedelta(days=60)) - as_of) * _ROOM


def time_axis(first: date, last: date) -> dict[str, Any]:
    """An axis of months with at most six ticks, the year below the first tick of it, so that a telephone holds them."""
    months = max((last - first).days // 30, 1)
    every = next((step for step in (1, 2, 3, 6, 12, 24) if months / step <= _MOST_TICKS), 24)
    count = first.year * 12 + first.month - 1
    places = [place for place in range(count + 1, count + months + 2) if place % every == 0]
    ticks = [date(place // 12, place % 12 + 1, 1) for place in places]
    ticks = [tick for tick in ticks if tick <= last]
    shown = [f"{tick:%m}<br>{tick:%Y}" if tick.year not in years else f"{tick:%m}" for tick, years in _seen(ticks)]
    pad = max((last - first) * 0.02, timedelta(days=2))
    return style.axis(
        type="date",
        tickvals=ticks,
        ticktext=shown,
        range=[first - pad, last],
        showline=True,
    )


def _seen(ticks: list[date]) -> list[tuple[date, set[int]]]:
    """Each tick with the years of those before it."""
    return [(tick, {each.year for each in ticks[:place]}) for place, tick in enumerate(ticks)]


def add_day(figure: go.Figure, day: date, name: str) -> None:
    """A thin dotted line upright at a day, with its name above."""
    figure.add_shape(
        type="line", x0=day, x1=day, y0=0, y1=1, yref="paper", line={"color": style.WARN, "width": 1.5, "dash": "dot"}
    )
    figure.add_annotation(
        x=day,
        y=1,
        yref="paper",
        yshift=32,  # above the ticks, which stand there too
        yanchor="bottom",
        text=escape(name),
        showarrow=False,
        font={"size": 12, "color": style.WARN},
    )


def _bars(rows: list[dict[str, Any]], last: date, words: Words) -> go.Bar:
    lengths = [max((min(row["late_on"] or last, last) - min(row["early_on"], last)).days, 1) for row in rows]
    return go.Bar(
        name="range",
        base=[min(row["early_on"], last).isoformat() for row in rows],
        x=[days * 86_400_000 for days in lengths],  # Plotly counts time in milliseconds
        y=[row["province_code"] for row in rows],
        orientation="h",
        width=0.5,
        marker={
            "color": [VERDICTS[row["verdict"] or "unsaid"] for row in rows],
            "line": {"color": style.BORDER, "width": 0.8},
        },
        customdata=[[row["province_code"], _hover(row, words)] for row in rows],
        hovertemplate="%{customdata[1]}<extra></extra>",
        meta="range",
    )


def _middles(rows: list[dict[str, Any]], words: Words) -> go.Scatter:
    known = [row for row in rows if row["middle_on"]]
    return go.Scatter(
        name="middle",
        x=[row["middle_on"] for row in known],
        y=[row["province_code"] for row in known],
        mode="markers",
        marker={"color": style.INK, "size": 7, "line": {"color": style.PAPER, "width": 1}},
        customdata=[[row["province_code"], _hover(row, words)] for row in known],
        hovertemplate="%{customdata[1]}<extra></extra>",
    )


def _open_ends(rows: list[dict[str, Any]], last: date) -> go.Scatter:
    beyond = [row["province_code"] for row in rows if row["late_on"] is None or row["late_on"] > last]
    return go.Scatter(
        name="open",
        x=[last] * len(beyond),
        y=beyond,
        mode="markers",
        marker={"color": style.INK, "size": 9, "symbol": "triangle-right"},
        hoverinfo="skip",
        cliponaxis=False,
    )


def _key(rows: list[dict[str, Any]], words: Words) -> str:
    """The verdicts that occur in one line, the dot and the arrow in another."""
    found = {row["verdict"] or "unsaid" for row in rows}
    named = [(VERDICTS[name], words(f"forecast.verdict.{name}")) for name in VERDICTS if name in found]
    return f"{axes.key(named)['text']}<br>{escape(words('forecast.middle_key'))}"


def _name(row: dict[str, Any], is_selected: bool, words: Words) -> str:
    text = str(escape(words.name(row)))
    return f"<b>{text}</b>" if is_selected else text


def _hover(row: dict[str, Any], words: Words) -> str:
    late = words.date(row["late_on"]) if row["late_on"] else words("forecast.beyond")
    middle = words.date(row["middle_on"]) if row["middle_on"] else words("forecast.beyond")
    said = words(
        "forecast.range_said",
        early=words.date(row["early_on"]),
        middle=middle,
        late=late,
        share=words.percent(row["share"]),
    )
    return f"<b>{escape(words.name(row))}</b><br>{said}"
