"""A line of what was, and a fan of what is expected: from the last point to the days at which a target is met."""

from datetime import date, timedelta
from typing import Any

import plotly.graph_objects as go
import polars as pl

from pages.figures import axes, drawing, ranges, style
from pages.texts import Words

_HEIGHT = 340  # pixels
_FAN = "rgba(31, 95, 168, 0.16)"
_AHEAD = 365  # days drawn beyond the snapshot where nothing says how far
_POINTS = 12  # along a curve


def fan(past: pl.DataFrame, row: dict[str, Any], *, as_of: date, words: Words) -> go.Figure:
    """An over_time answer (as_of, share) and one row of a forecast answer, with its target and deadline.

    The earliest day is reached by a straight line, the middle and the latest by curves that flatten, as they are
    reckoned. Without a latest day the fan stays open to the right; without a forecast there is the line alone.
    """
    known = past.filter(pl.col("share").is_not_null()).sort("as_of")
    has_fan = row["state"] == "forecast"
    last = _last(row, as_of)
    first = known["as_of"][0] if known.height else as_of - timedelta(days=_AHEAD)
    figure = drawing.figure(
        [*(_expected(row, as_of, last, words) if has_fan else []), _line(known, words)],
        style.layout(
            words.lang,
            height=_HEIGHT,
            margin={"l": 8, "r": 16, "t": 60, "b": 16},
            title=axes.key(_key(words, has_fan=has_fan)),
            xaxis=ranges.time_axis(first, last),
            yaxis=axes.shares(words, 1.0, 0.0, range=[0, 1.06]),
            uirevision="fan",
        ),
    )
    axes.add_target(figure, row["target"], words, along="y")
    if row["due_on"] is not None and first <= row["due_on"] <= last:
        ranges.add_day(figure, row["due_on"], words("forecast.due_line", date=words.date(row["due_on"])))
        figure.layout.annotations[-1].yshift = 0
    return figure


def _last(row: dict[str, Any], as_of: date) -> date:
    """The last day drawn: somewhat beyond the latest that is known, within three years."""
    days = [row[name] for name in ("early_on", "middle_on", "late_on", "due_on") if row[name]]
    wanted = max([*days, as_of + timedelta(days=90)])
    wanted = wanted + (wanted - as_of) * 0.1
    return min(wanted, as_of + timedelta(days=3 * _AHEAD))


def _line(known: pl.DataFrame, words: Words) -> go.Scatter:
    return go.Scatter(
        name="past",
        x=known["as_of"].to_list(),
        y=known["share"].to_list(),
        mode="lines+markers",
        line={"color": style.ACCENT, "width": 2.5},
        marker={"color": style.ACCENT, "size": 7},
        customdata=[
            f"<b>{words.date(each['as_of'])}</b><br>{words.percent(each['share'])}" for each in known.to_dicts()
        ],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _expected(row: dict[str, Any], as_of: date, last: date, words: Words) -> list[go.Scatter]:
    """The area between the earliest and the latest way, and the middle one dashed."""
    upper = [(as_of, row["share"]), (row["early_on"], row["target"])]
    if row["late_on"] is None:
        lower = [(as_of, row["share"]), (last, row["share"])]
        upper.append((last, row["target"]))
    else:
        lower = _curve(row, row["late_on"], as_of)
    area = [*upper, *reversed(lower)]
    drawn = [
        go.Scatter(
            name="fan",
            x=[day for day, _ in area],
            y=[share for _, share in area],
            mode="lines",
            line={"width": 0},
            fill="toself",
            fillcolor=_FAN,
            hoverinfo="skip",
        )
    ]
    if row["middle_on"] is not None:
        drawn.append(_middle(row, as_of, words))
    return drawn


def _middle(row: dict[str, Any], as_of: date, words: Words) -> go.Scatter:
    points = _curve(row, row["middle_on"], as_of)
    return go.Scatter(
        name="middle",
        x=[day for day, _ in points],
        y=[share for _, share in points],
        mode="lines",
        line={"color": style.ACCENT, "width": 2, "dash": "dash"},
        customdata=[words("forecast.middle_said", date=words.date(row["middle_on"]))] * len(points),
        hovertemplate="%{customdata}<extra></extra>",
    )


def _curve(row: dict[str, Any], until: date, as_of: date) -> list[tuple[date, float]]:
    """From the share now to the target, the part that is left shrinking evenly; straight for a target of everybody."""
    share, target, days = row["share"], row["target"], (until - as_of).days
    points = []
    for place in range(_POINTS + 1):
        gone = place / _POINTS
        left = (1 - share) * ((1 - target) / (1 - share)) ** gone if target < 1 else (1 - share) * (1 - gone)
        points.append((as_of + timedelta(days=round(days * gone)), 1 - left))
    return points


def _key(words: Words, *, has_fan: bool) -> list[tuple[str, str]]:
    past = [(style.ACCENT, words("forecast.key.past"))]
    return [*past, ("#A9C4E2", words("forecast.key.fan"))] if has_fan else past
