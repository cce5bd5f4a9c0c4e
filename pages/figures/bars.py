"""Bars, all starting at zero: rank of provinces, levels of a rating, steps to a certificate, the plain kind."""

from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go
import polars as pl
from markupsafe import escape

from data.measures import Measure
from pages.figures import axes, classes, drawing, style
from pages.figures.stacks import levels, steps
from pages.texts import Words

__all__ = ["levels", "ranking", "simple", "steps"]

_PROVINCE = 20  # pixels a province
_ROW = 34  # pixels a row of the plain kind
_FRAME = 56  # pixels above and below the rows


def ranking(
    frame: pl.DataFrame,
    *,
    measure: Measure,
    words: Words,
    selected: str | None = None,
    target: float | None = None,
    limit: int | None = None,
    bands: tuple[float, ...] | None = None,
    colours: tuple[str, ...] | None = None,
) -> go.Figure:
    """Provinces by share, highest on top, those without a share below by the name of their state.

    Takes a by_province answer; ``target`` is a share; ``limit`` keeps the first so many and the selected
    one; ``bands`` and ``colours`` are those of the map beside it. A bar's ``customdata[0]`` is the province code.
    """
    bands = bands or measure.bands
    worn = Worn(bands, colours or style.shades(measure.family, len(bands) - 1), selected)
    shown = ranked(classes.sane(frame), limit, selected)
    rows = list(shown.iter_rows(named=True))
    codes = shown["province_code"].to_list()
    names = [_emphasised(str(escape(words.name(row))), row["province_code"] == selected) for row in rows]
    top = top_of([*shown["share"], target])
    figure = drawing.figure(
        [_rank_bar(rows, measure, words, worn), _rank_texts(rows, top, words, selected)],
        style.layout(
            words.lang,
            height=_FRAME + _PROVINCE * max(len(codes), 1),
            margin={"l": 8, "r": 8, "t": 28, "b": 8},
            bargap=0.28,
            xaxis=axes.shares(words, top, every=2, range=[0, top * 1.95]),
            yaxis=axes.rows(codes, names, size=11),
            uirevision="ranking",
        ),
    )
    axes.add_target(figure, target, words)
    return figure


def simple(
    frame: pl.DataFrame,
    *,
    label: str,
    value: str,
    words: Words,
    target: float | None = None,
    colour: str = style.ACCENT,
) -> go.Figure:
    """One bar a row in the frame's order; a value column whose name ends in "share" holds shares, others counts."""
    rows = list(frame.iter_rows(named=True))
    places = [str(i) for i in range(len(rows))]
    is_share = value.endswith("share")
    top = top_of([*frame[value], target])
    x_axis = axes.shares(words, top, every=2) if is_share else style.axis(tickformat=",", nticks=4)
    figure = drawing.figure(
        _plain_bar(rows, label, value, words, colour, beside=None if target is None else top * 1.03),
        style.layout(
            words.lang,
            height=_FRAME + _ROW * max(len(rows), 1),
            margin={"l": 8, "r": 8, "t": 28, "b": 8},
            bargap=0.35,
            xaxis=x_axis | {"range": [0, top * 1.28]},
            yaxis=axes.rows(places, [axes.wrapped(row[label]) for row in rows]),
        ),
    )
    axes.add_target(figure, target, words)
    return figure


def ranked(frame: pl.DataFrame, limit: int | None = None, selected: str | None = None) -> pl.DataFrame:
    """Rows of a by_province answer, highest first, those without a share last by state; the first so many, if told."""
    found = frame.with_columns(
        pl.col("state")
        .replace_strict({state: place for place, state in enumerate(classes.STATES)}, default=-1, return_dtype=pl.Int8)
        .alias("place")
    ).sort("share", "place", "province_code", descending=[True, False, False], nulls_last=True)
    if limit is None:
        return found
    return found.with_row_index("rank").filter((pl.col("rank") < limit) | (pl.col("province_code") == (selected or "")))


@dataclass(frozen=True)
class Worn:
    """The classes of the map beside the bars, and the province outlined."""

    bands: tuple[float, ...]
    colours: tuple[str, ...]
    selected: str | None


def _rank_bar(rows: list[dict[str, Any]], measure: Measure, words: Words, worn: Worn) -> go.Bar:
    selected = worn.selected
    known = [row["share"] is not None for row in rows]
    return go.Bar(
        x=[row["share"] if row["share"] is not None else 0 for row in rows],
        y=[row["province_code"] for row in rows],
        orientation="h",
        marker={
            "color": [
                worn.colours[classes.class_of(row["share"], worn.bands)] if is_known else style.STATES["no_data"]
                for row, is_known in zip(rows, known, strict=True)
            ],
            "line": {
                "color": [style.INK if row["province_code"] == selected else style.BORDER for row in rows],
                "width": [2 if row["province_code"] == selected else 0.5 for row in rows],
            },
        },
        customdata=[[row["province_code"], _rank_hover(row, measure, words)] for row in rows],
        hovertemplate="%{customdata[1]}<extra></extra>",
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
    )


def _rank_texts(rows: list[dict[str, Any]], top: float, words: Words, selected: str | None) -> go.Scatter:
    """The numbers in a column of their own, clear of the target line; a state stands where its bar would."""
    return go.Scatter(
        x=[top * 1.03 if row["share"] is not None else 0 for row in rows],
        y=[row["province_code"] for row in rows],
        mode="text",
        text=[_emphasised(_rank_text(row, words), row["province_code"] == selected) for row in rows],
        textposition="middle right",
        textfont={"size": 11, "color": style.INK},
        cliponaxis=False,
        hoverinfo="skip",
    )


def _rank_text(row: dict[str, Any], words: Words) -> str:
    if row["share"] is None:
        return words(f"state.{classes.state_of(row)}")
    return words(
        "figure.bars.counts",
        share=words.percent(row["share"]),
        part=words.number(row["part"]),
        whole=words.number(row["whole"]),
    )


def _rank_hover(row: dict[str, Any], measure: Measure, words: Words) -> str:
    lines = [classes.said(row, measure, words)]
    if row.get("previous_share") is not None:
        lines.append(words("figure.hover.previous", share=words.percent(row["previous_share"])))
    return "<br>".join(lines)


def _plain_bar(
    rows: list[dict[str, Any]], label: str, value: str, words: Words, colour: str, *, beside: float | None
) -> list[go.Bar | go.Scatter]:
    """The bars; their numbers at their ends, or, ``beside`` given, in a column there, clear of the target line."""
    written = words.percent if value.endswith("share") else words.number
    said = [words("state.no_data") if row[value] is None else written(row[value]) for row in rows]
    places = [str(i) for i in range(len(rows))]
    bar = go.Bar(
        x=[row[value] or 0 for row in rows],
        y=places,
        orientation="h",
        marker={"color": colour},
        textfont={"size": 12, "color": style.INK},
        cliponaxis=False,
        customdata=[f"<b>{escape(row[label])}</b><br>{text}" for row, text in zip(rows, said, strict=True)],
        hovertemplate="%{customdata}<extra></extra>",
    )
    if beside is None:
        return [bar.update(text=said, textposition="outside")]
    column = [beside if row[value] is not None else 0 for row in rows]
    font = {"size": 12, "color": style.INK}
    numbers = {"mode": "text", "text": said, "textposition": "middle right", "textfont": font, "hoverinfo": "skip"}
    return [bar, go.Scatter(x=column, y=places, cliponaxis=False, **numbers)]


def _emphasised(text: str, is_selected: bool) -> str:
    return f"<b>{text}</b>" if is_selected else text


def top_of(values: list[float | None]) -> float:
    """The largest that is known, 1 where none is: a scale needs an end."""
    return max((value for value in values if value is not None), default=0) or 1
