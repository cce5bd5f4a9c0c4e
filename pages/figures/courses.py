"""Courses over time: a bar from first to last day, cohort by cohort."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import plotly.graph_objects as go
import polars as pl
from markupsafe import escape

from pages.figures import axes, drawing, style
from pages.texts import Words

_ROW = 24  # pixels
_FRAME = 84
_DAY = 86_400_000  # milliseconds
COLOURS = {"core": style.ACCENT, "mass": style.FAMILIES["completion"][2]}


def schedule(frame: pl.DataFrame, *, year: int, as_of: date, words: Words) -> go.Figure:
    """A bar a course, under the name of its cohort; hatched where its days are assumed; the school year shaded.

    Takes a delivery.courses answer, in its order.
    """
    rows = frame.to_dicts()
    places, names, cohorts = _places(rows, words)
    key = [(colour, words(f"role.{role}")) for role, colour in COLOURS.items()]
    figure = drawing.figure(
        [_bars([row for row in rows if row["role"] == role], words) for role in COLOURS],
        style.layout(
            words.lang,
            height=_FRAME + _ROW * max(len(places), 1),
            margin={"l": 8, "r": 8, "t": 44, "b": 8},
            barmode="overlay",
            bargap=0.25,
            title=axes.key([*key, (style.BORDER, words("delivery.schedule.hatched"))]),
            xaxis=style.axis(type="date", tickformat="%m/%Y", nticks=10, side="bottom"),
            yaxis=axes.rows(places, names, size=12),
            annotations=[_heading(code, name) for code, name in cohorts.items()],
        ),
    )
    if year:  # 0: the viewer's data know of none
        _shade(figure, year)
    _today(figure, as_of, words)
    return figure


def place_of(row: Mapping[str, Any]) -> str:
    """What tells one course from the others."""
    return f"{row['cohort_code']} {row['module_code']}"


def _places(rows: Sequence[Mapping[str, Any]], words: Words) -> tuple[list[str], list[str], dict[str, str]]:
    """The rows of the figure from the top, their names, and each cohort by name; it has a row above its courses."""
    places: list[str] = []
    names: list[str] = []
    cohorts: dict[str, str] = {}
    for row in rows:
        if row["cohort_code"] not in cohorts:
            cohorts[row["cohort_code"]] = words.name(row)
            places.append(row["cohort_code"])
            names.append("")
        places.append(place_of(row))
        names.append(words("term.module", number=row["number"]))
    return places, names, cohorts


def _heading(place: str, text: str) -> dict[str, Any]:
    """The cohort's name in its own row of the plot; beside the modules it would take the width of a telephone."""
    font = {"size": 12, "color": style.INK}
    where = {"x": 0, "xref": "paper", "xanchor": "left", "xshift": 4, "y": place, "yanchor": "middle"}
    return {"text": f"<b>{escape(text)}</b>", "showarrow": False, "font": font, **where}


def _bars(rows: Sequence[Mapping[str, Any]], words: Words) -> go.Bar:
    return go.Bar(
        base=[row["starts_on"].isoformat() for row in rows],
        x=[((row["ends_on"] - row["starts_on"]).days + 1) * _DAY for row in rows],
        y=[place_of(row) for row in rows],
        orientation="h",
        marker={
            "color": [COLOURS[row["role"]] for row in rows],
            "line": {"color": style.BORDER, "width": 0.5},
            "pattern": {
                "shape": ["" if row["basis"] in ("verified", "inferred") else "/" for row in rows],
                "fgcolor": style.PAPER,
                "fillmode": "overlay",
                "size": 6,
                "solidity": 0.25,
            },
        },
        customdata=[_said(row, words) for row in rows],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _said(row: Mapping[str, Any], words: Words) -> str:
    return words(
        "delivery.schedule.hover",
        cohort=escape(words.name(row)),
        number=row["number"],
        starts=words.date(row["starts_on"]),
        ends=words.date(row["ends_on"]),
        online_before=row["online_before_days"],
        face=row["face_days"],
        online_after=row["online_after_days"],
        basis=words(f"delivery.basis.{row['basis']}"),
    )


def _shade(figure: go.Figure, year: int) -> None:
    """The training year looked at, behind the bars."""
    figure.add_shape(
        type="rect",
        x0=f"{year}-09-01",
        x1=f"{year + 1}-08-31",
        y0=0,
        y1=1,
        yref="paper",
        layer="below",
        line={"width": 0},
        fillcolor=style.SEA,
    )


def _today(figure: go.Figure, as_of: date, words: Words) -> None:
    """The snapshot's date; what lies right of it was still planned."""
    line = {"color": style.WARN, "width": 1.5, "dash": "dot"}
    figure.add_shape(type="line", x0=as_of.isoformat(), x1=as_of.isoformat(), y0=0, y1=1, yref="paper", line=line)
    figure.add_annotation(
        x=as_of.isoformat(),
        y=1,
        yref="paper",
        yanchor="bottom",
        text=words.date(as_of),
        showarrow=False,
        font={"size": 12, "color": style.WARN},
    )
