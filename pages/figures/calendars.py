"""A training year on the LMS: a calendar of its days, and its months beside an even spread."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go
import polars as pl

from pages.figures import axes, drawing, style
from pages.texts import Words

_CLASSES = 5
_CELL = 26  # pixels a weekday
_FRAME = 118  # pixels: deadlines above, names of months and the key below
_OPENS, _CLOSES = (9, 5), (5, 31)  # first and last day of a school year
YEAR_END, SCHOOL_END = (11, 12), (4, 5)  # the months in which provinces say that it all comes at once
_PALE = "#BCD4EB"


def days(frame: pl.DataFrame, *, deadlines: Sequence[tuple[date, str]], words: Words) -> go.Figure:
    """Weeks across, weekdays down, the darker the more learners; a day of which nothing was told is left blank.

    Takes a delivery.by_day answer; ``deadlines`` are days and what is due on them, told above their week.
    """
    told = frame.filter(pl.col("active_learners").is_not_null())
    first = _monday(frame["day_on"][0])
    bounds = breaks(told["active_learners"])
    shades = style.shades("completion", len(bounds) + 1)
    weeks = _week(frame["day_on"][-1], first) + 1
    starts = [day for day in frame["day_on"] if day.day == 1]
    months = [words(f"delivery.month.{day.month}") for day in starts]
    weekdays = [words(f"delivery.weekday.{each}") if each % 2 else "" for each in range(1, 8)]
    figure = drawing.figure(
        [_heat(told.rows(), first, bounds, shades, words), _marks(deadlines, first, words)],
        style.layout(
            words.lang,
            height=_FRAME + 7 * _CELL,
            margin={"l": 8, "r": 8, "t": 44, "b": 24},
            title=axes.key(_classes(bounds, shades, words)),
            xaxis=_plain([_week(day, first) for day in starts], months, range=[-0.6, weeks - 0.4]),
            yaxis=_plain(list(range(7)), weekdays, range=[6.6, -1.9]),
        ),
    )
    year = frame["day_on"][0].year
    for day, key in ((date(year, *_OPENS), "opens"), (date(year + 1, *_CLOSES), "closes")):
        _line(figure, _week(day, first), words(f"delivery.calendar.{key}"), is_late=key == "closes")
    return figure


def breaks(values: pl.Series) -> list[int]:
    """Where the classes part, so that each holds about as many days; two leading digits, none twice."""
    if values.is_empty():
        return []
    cuts = [values.quantile(i / _CLASSES, "lower") for i in range(1, _CLASSES)]
    rounded = {_two_digits(int(cut)) for cut in cuts if cut}
    return sorted(cut for cut in rounded if values.min() < cut <= values.max())


def months(frame: pl.DataFrame, *, before: pl.DataFrame, words: Words) -> go.Figure:
    """Each month's share of the year as a bar, the ends of the year stressed, beside last year's and an even spread.

    Takes two delivery.by_month answers, of the year and of the one before.
    """
    rows = frame.to_dicts()
    names = [words(f"delivery.month.{row['month_on'].month}") for row in rows]
    past = [row["share"] for row in before.to_dicts()]
    even = evenly(frame)
    top = max([*(row["share"] or 0 for row in rows), *(share or 0 for share in past), *(each or 0 for each in even)])
    key = [
        (style.ACCENT, words("delivery.months.stressed")),
        (_PALE, words("delivery.months.others")),
        (style.INK, words("delivery.months.before")),
        (style.WARN, words("delivery.months.even")),
    ]
    return drawing.figure(
        [_bars(rows, names, words), _past(past, names, words), _even(even, names)],
        style.layout(
            words.lang,
            height=400,
            margin={"l": 8, "r": 8, "t": 48, "b": 8},
            bargap=0.3,
            title=axes.key(key),
            xaxis=style.axis(type="category", showgrid=False, tickfont={"size": 12, "color": style.INK}),
            yaxis=axes.shares(words, top or 1, range=[0, (top or 1) * 1.15]),
        ),
    )


def evenly(frame: pl.DataFrame) -> list[float | None]:
    """Each month's share if every day had been alike: its days over all days; None for months not begun."""
    whole = frame["calendar_days"].sum()
    return [each / whole if each else None for each in frame["calendar_days"]]


def _heat(
    rows: Sequence[tuple[Any, ...]], first: date, bounds: Sequence[int], shades: Sequence[str], words: Words
) -> go.Heatmap:
    weeks = max((_week(day, first) for day, *_ in rows), default=0) + 1
    cells: list[list[int | None]] = [[None] * weeks for _ in range(7)]
    said = [[""] * weeks for _ in range(7)]
    for day, learners, provinces in rows:
        place = day.weekday(), _week(day, first)
        cells[place[0]][place[1]] = sum(learners >= bound for bound in bounds)
        said[place[0]][place[1]] = words(
            "delivery.calendar.hover",
            date=words.date(day),
            weekday=words(f"delivery.weekday.{day.weekday() + 1}"),
            learners=words.number(learners),
            provinces=provinces,
        )
    count = len(shades)
    scale = [[(i + side) / count, shade] for i, shade in enumerate(shades) for side in (0, 1)]
    return go.Heatmap(
        z=cells, y=list(range(7)), zmin=-0.5, zmax=count - 0.5, colorscale=scale, customdata=said, showscale=False,
        xgap=2, ygap=2, hoverongaps=False, hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip


def _marks(deadlines: Sequence[tuple[date, str]], first: date, words: Words) -> go.Scatter:
    """A triangle above each week in which something is due; what it is, under the pointer."""
    of_week: dict[int, list[str]] = {}
    for day, what in deadlines:
        of_week.setdefault(_week(day, first), []).append(
            words("delivery.calendar.due", date=words.date(day), what=what)
        )
    return go.Scatter(
        x=list(of_week),
        y=[-0.95] * len(of_week),
        mode="markers",
        marker={"symbol": "triangle-down", "size": 11, "color": style.WARN},
        customdata=["<br>".join(lines) for lines in of_week.values()],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _classes(bounds: Sequence[int], shades: Sequence[str], words: Words) -> list[tuple[str, str]]:
    """The key: what each colour stands for, and the triangle."""
    if not bounds:
        return [(shades[0], words("delivery.calendar.any"))]
    said = [words("delivery.calendar.below", bound=words.number(bounds[0]))]
    said += [words.number(low) + "–" + words.number(high - 1) for low, high in pairwise(bounds)]
    said.append(words("delivery.calendar.from", bound=words.number(bounds[-1])))
    return list(zip(shades, said, strict=True))


def _bars(rows: Sequence[Mapping[str, Any]], names: list[str], words: Words) -> go.Bar:
    stressed = {*YEAR_END, *SCHOOL_END}
    return go.Bar(
        x=names,
        y=[row["share"] for row in rows],
        marker={"color": [style.ACCENT if row["month_on"].month in stressed else _PALE for row in rows]},
        text=["" if row["share"] is None else words.percent(row["share"], 0) for row in rows],
        textposition="outside",
        textfont={"size": 12, "color": style.INK},
        cliponaxis=False,
        customdata=[_month_said(row, words) for row in rows],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _month_said(row: Mapping[str, Any], words: Words) -> str:
    month = f"{row['month_on']:%m/%Y}"
    if row["share"] is None:
        return words("delivery.months.hover_none", month=month)
    return words(
        "delivery.months.hover",
        month=month,
        share=words.percent(row["share"]),
        learner_days=words.number(row["learner_days"]),
    )


def _past(shares: Sequence[float | None], names: list[str], words: Words) -> go.Scatter:
    return go.Scatter(
        x=names,
        y=list(shares),
        mode="markers",
        marker={"symbol": "line-ew", "size": 20, "line": {"width": 2.5, "color": style.INK}},
        customdata=[words("delivery.months.before_hover", share=words.percent(share)) for share in shares],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _even(shares: Sequence[float | None], names: list[str]) -> go.Scatter:
    line = {"color": style.WARN, "width": 1.5, "dash": "dot", "shape": "hvh"}
    return go.Scatter(x=names, y=list(shares), mode="lines", line=line, hoverinfo="skip")


def _line(figure: go.Figure, week: int, text: str, *, is_late: bool) -> None:
    """A day of the school year, as a line before its week (after it, for the last), named above."""
    at = week + (0.5 if is_late else -0.5)
    figure.add_shape(type="line", x0=at, x1=at, y0=-1.9, y1=6.5, line={"color": style.QUIET, "width": 1.5})
    side = {"xanchor": "right", "xshift": -4} if is_late else {"xanchor": "left", "xshift": 4}
    font = {"size": 11, "color": style.QUIET}
    figure.add_annotation(x=at, y=-1.55, text=text, showarrow=False, font=font, **side)


def _plain(places: list[int], names: list[str], **more: Any) -> dict[str, Any]:
    tick = {"size": 12, "color": style.INK}
    return style.axis(tickvals=places, ticktext=names, showgrid=False, zeroline=False, tickfont=tick, **more)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _week(day: date, first: date) -> int:
    return (day - first).days // 7


def _two_digits(count: int) -> int:
    grain = 10 ** max(len(str(count)) - 2, 0)
    return count // grain * grain
