"""Lines over the dates of the snapshots."""

from datetime import timedelta
from typing import Any

import plotly.graph_objects as go
import polars as pl

from data.measures import Measure
from pages.figures import axes, drawing, style
from pages.texts import Words

_HEIGHT = 320  # pixels
_PLOT = 240  # pixels, about, between the lowest and the highest share
_LINE = 18  # pixels, one line of a label
_NAME = 16  # letters in a line of a label
_MOST_DATES = 6
_DASHES = ("solid", "dash")


def over_time(
    frame: pl.DataFrame,
    *,
    words: Words,
    measure: Measure,
    target: float | None = None,
    second: pl.DataFrame | None = None,
    names: tuple[str, str] | None = None,
) -> go.Figure:
    """Share by data date, a point a snapshot, a gap where the share is null, the last point with its value.

    Takes an over_time answer: as_of, part, whole, share. ``second`` is another one to compare with, and
    ``names`` says which is which.
    """
    frames = [frame] if second is None else [frame, second]
    titles = names or (words(f"measure.{measure.name}.short"), words("figure.lines.second"))
    bottom, top = _range([value for each in frames for value in each["share"]], target)
    figure = drawing.figure(
        [_line(each, titles[i], i, measure, words) for i, each in enumerate(frames)],
        style.layout(
            words.lang,
            height=_HEIGHT,
            margin={"l": 8, "r": 72 if second is None else 124, "t": 36, "b": 8},
            xaxis=_dates(frames),
            yaxis=axes.shares(words, top, bottom, range=[bottom, top + (top - bottom) * 0.06]),
            annotations=_last_points(frames, titles, words, top - bottom),
            uirevision="over_time",
        ),
    )
    axes.add_target(figure, target, words, along="y")
    if bottom > 0:
        figure.add_annotation(_note(words("figure.lines.cut_axis", share=words.percent(bottom, 0))))
    return figure


def _line(frame: pl.DataFrame, name: str, place: int, measure: Measure, words: Words) -> go.Scatter:
    rows = list(frame.sort("as_of").iter_rows(named=True))
    colour = style.SERIES[place]
    return go.Scatter(
        x=[row["as_of"] for row in rows],
        y=[row["share"] for row in rows],
        name=name,
        mode="lines+markers",
        connectgaps=False,
        line={"color": colour, "width": 2.5, "dash": _DASHES[place]},
        marker={"color": colour, "size": 7},
        customdata=[_hover(row, name, measure, words) for row in rows],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _hover(row: dict[str, Any], name: str, measure: Measure, words: Words) -> str:
    lines = [f"<b>{words.date(row['as_of'])}</b>", f"{name}: {words.percent(row['share'])}"]
    if row["share"] is not None:
        lines.append(
            words(
                "figure.hover.counts",
                part=words.number(row["part"]),
                whole=words.number(row["whole"]),
                unit=words(f"figure.unit.{measure.unit.replace(' ', '_')}"),
            )
        )
    return "<br>".join(lines)


def _range(values: list[float | None], target: float | None) -> tuple[float, float]:
    """Zero to one hundred, but from 50 % where everything lies above 60 %: the line then still shows a move."""
    known = [value for value in (*values, target) if value is not None]
    lowest, highest = min(known, default=0.0), max(known, default=1.0)
    if lowest >= 0.6:
        return 0.5, 1.0
    return 0.0, next((top for top in (0.1, 0.2, 0.5, 1.0) if highest <= top * 0.95), 1.0)


def _dates(frames: list[pl.DataFrame]) -> dict[str, Any]:
    days = sorted({day for each in frames for day in each["as_of"]})
    # Each date is a snapshot; more than six would run into each other on a telephone.
    every = -(-len(days) // _MOST_DATES) or 1
    shown = days[::-1][::every][::-1]
    texts = [
        f"{day:%m}" if before and before.year == day.year else f"{day:%m}<br>{day:%Y}"
        for before, day in zip([None, *shown], shown, strict=False)
    ]
    # Said outright: left to itself, Plotly makes room for the last labels here as well as in the margin.
    pad = max((days[-1] - days[0]) * 0.04, timedelta(days=5)) if days else timedelta()
    ends = {"range": [days[0] - pad, days[-1] + pad]} if days else {}
    return style.axis(type="date", showgrid=False, tickvals=shown, ticktext=texts, showline=True, **ends)


def _last_points(
    frames: list[pl.DataFrame], titles: tuple[str, str], words: Words, span: float
) -> list[dict[str, Any]]:
    """The label of each line's last known point, pushed apart where two would lie on each other."""
    known = [each.filter(pl.col("share").is_not_null()).sort("as_of") for each in frames]
    last = [(place, each.row(-1, named=True)) for place, each in enumerate(known) if not each.is_empty()]
    shifts = [0.0, 0.0]
    if len(last) == 2:
        above = last[0][1]["share"] - last[1][1]["share"]
        tall = sum(_LINE * (2 + axes.wrapped(name, _NAME).count("<br>")) for name in titles) / 2
        shift = max(0.0, (tall - abs(above) / span * _PLOT) / 2)
        shifts = [shift, -shift] if above >= 0 else [-shift, shift]
    return [_label(row, titles[place] if len(frames) > 1 else "", place, shifts[place], words) for place, row in last]


def _label(row: dict[str, Any], name: str, place: int, shift: float, words: Words) -> dict[str, Any]:
    value = f"<b>{words.percent(row['share'])}</b>"
    return {
        "text": f"{value}<br>{axes.wrapped(name, _NAME)}" if name else value,
        "x": row["as_of"],
        "y": row["share"],
        "xanchor": "left",
        "xshift": 8,
        "yshift": shift,
        "align": "left",
        "showarrow": False,
        "bgcolor": style.PAPER,
        "font": {"size": 12, "color": style.SERIES[place]},
    }


def _note(text: str) -> dict[str, Any]:
    return {
        "text": text,
        "x": 0,
        "y": 1,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "bottom",
        "yshift": 10,
        "showarrow": False,
        "font": {"size": 12, "color": style.QUIET},
    }
