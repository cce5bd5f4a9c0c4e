"""Claims: published figures and the computed ones beside them, as dots on one axis."""

from dataclasses import dataclass

import plotly.graph_objects as go
import polars as pl
from markupsafe import escape

from pages.figures import axes, bars, drawing, style
from pages.texts import Words

_ROW = 44  # pixels a row
_FRAME = 48
_BAR = 52  # pixels a bar: its name takes up to three lines
# told apart by form as well as by colour
_MARKS = {
    "exactly": (style.ACCENT, "circle"),
    "at_least": (style.ACCENT, "triangle-right"),
    "computed": (style.WARN, "diamond"),
}


@dataclass(frozen=True)
class Dot:
    """One figure: its name, its number, and how it is known (exactly, at_least, computed)."""

    name: str
    value: float
    known: str


def reached(marks: pl.DataFrame, words: Words) -> go.Figure:
    """Bars of achieved_share for marks with a name, against the line where a mark is reached."""
    figure = bars.simple(marks, label="name", value="achieved_share", words=words, target=1.0)
    figure.layout.height = _FRAME + _BAR * marks.height
    return figure


def strip(dots: list[Dot], words: Words) -> go.Figure:
    """One row a figure in the order given, from zero on one axis of counts, the number beside its mark."""
    places = [str(place) for place in range(len(dots))]
    top = max((dot.value for dot in dots), default=0) or 1
    colours, symbols = zip(*(_MARKS[dot.known] for dot in dots), strict=True)
    said = [_said(dot, words) for dot in dots]
    return drawing.figure(
        go.Scatter(
            x=[dot.value for dot in dots],
            y=places,
            mode="markers+text",
            marker={"color": list(colours), "symbol": list(symbols), "size": 13},
            text=said,
            textposition="middle right",
            textfont={"size": 12, "color": style.INK},
            cliponaxis=False,
            customdata=[f"<b>{escape(dot.name)}</b><br>{text}" for dot, text in zip(dots, said, strict=True)],
            hovertemplate="%{customdata}<extra></extra>",
        ),
        style.layout(
            words.lang,
            height=_FRAME + _ROW * len(dots),
            margin={"l": 8, "r": 8, "t": 8, "b": 8},
            xaxis=style.axis(tickformat=",", nticks=4, range=[-top * 0.02, top * 1.6]),
            yaxis=axes.rows(places, [axes.wrapped(dot.name, 22) for dot in dots]) | {"showgrid": True},
        ),
    )


def _said(dot: Dot, words: Words) -> str:
    number = words.number(dot.value)
    return words("commitments.more_than", value=number) if dot.known == "at_least" else number
