"""Strips: every province a dot along its share, one strip under another, with the country's own line."""

from collections.abc import Mapping
from itertools import cycle
from typing import Any

import plotly.graph_objects as go
import polars as pl
from markupsafe import escape

from pages.figures import axes, drawing, style
from pages.texts import Words

_STRIP = 84  # pixels
_FRAME = 56  # pixels
_TIERS = (0.0, 0.14, -0.14, 0.07, -0.07)  # how far a dot stands off the middle, so that neighbours do not hide


def provinces(
    frame: pl.DataFrame, *, country: Mapping[str, float], words: Words, selected: str | None = None
) -> go.Figure:
    """One strip for each text of ``strip``, in the order of the frame; ``country`` is the line of each that has one.

    Needs strip, province_code, name_vi, name_en, share (known) and hover (escaped). The highest dot of each strip and
    the selected province bear their names.
    """
    strips = frame["strip"].unique(maintain_order=True).to_list()
    traces: list[go.Scatter] = []
    notes: list[dict[str, Any]] = []
    for place, strip in enumerate(strips):
        rows = list(frame.filter(pl.col("strip") == strip).sort("share", "province_code").iter_rows(named=True))
        traces.append(_dots(rows, place, selected))
        notes += [_name(row, place, words, is_top=row is rows[-1]) for row in _named(rows, selected)]
        if strip in country:
            traces.append(_line(country[strip], place))
            notes.append(_country(country[strip], place, words))
    top = max(frame["share"].max() or 0, *country.values(), 0.0) or 1.0
    names = [axes.wrapped(strip, 22) for strip in strips]
    return drawing.figure(
        traces,
        style.layout(
            words.lang,
            height=_FRAME + _STRIP * max(len(strips), 1),
            margin={"l": 8, "r": 8, "t": 8, "b": 8},
            xaxis=axes.shares(words, top, every=2, range=[-top * 0.02, top * 1.3]),
            yaxis=style.axis(
                tickvals=list(range(len(strips))),
                ticktext=names,
                range=[len(strips) - 0.4, -0.6],
                tickfont={"size": 12, "color": style.INK},
                showgrid=False,
            ),
            annotations=notes,
        ),
    )


def _dots(rows: list[dict[str, Any]], place: int, selected: str | None) -> go.Scatter:
    is_chosen = [row["province_code"] == selected for row in rows]
    return go.Scatter(
        x=[row["share"] for row in rows],
        y=[place + tier for tier, _ in zip(cycle(_TIERS), rows, strict=False)],
        mode="markers",
        marker={
            "color": [style.WARN if chosen else style.ACCENT for chosen in is_chosen],
            "size": [13 if chosen else 9 for chosen in is_chosen],
            "symbol": ["diamond" if chosen else "circle" for chosen in is_chosen],
            "opacity": [1 if chosen else 0.55 for chosen in is_chosen],
            "line": {"color": style.PAPER, "width": 1},
        },
        customdata=[row["hover"] for row in rows],
        hovertemplate="%{customdata}<extra></extra>",
        cliponaxis=False,
    )


def _named(rows: list[dict[str, Any]], selected: str | None) -> list[dict[str, Any]]:
    return [row for row in rows if row["province_code"] == selected or row is rows[-1]]


def _name(row: dict[str, Any], place: int, words: Words, *, is_top: bool) -> dict[str, Any]:
    said = words("finding.named", name=words.name(row), share=words.percent(row["share"]))
    return _note(str(escape(said)), row["share"], place, "left" if is_top else "center", 8 if is_top else 0)


def _country(share: float, place: int, words: Words) -> dict[str, Any]:
    return _note(words("figure.strip.country", share=words.percent(share)), share, place, "center", 0) | {"yshift": 32}


def _note(text: str, x: float, place: int, anchor: str, shift: int) -> dict[str, Any]:
    font = {"size": 11, "color": style.INK}
    return {"text": text, "x": x, "y": place, "xanchor": anchor, "xshift": shift, "showarrow": False, "font": font} | (
        {"yshift": -26} if anchor == "center" else {}
    )


def _line(share: float, place: int) -> go.Scatter:
    return go.Scatter(
        x=[share, share],
        y=[place - 0.26, place + 0.26],
        mode="lines",
        line={"color": style.INK, "width": 2},
        hoverinfo="skip",
    )
