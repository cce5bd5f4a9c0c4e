"""What is drawn into a funnel plot: the limits, the provinces, and the names of those to look at."""

import math
from collections.abc import Collection
from typing import Any

import numpy as np
import plotly.graph_objects as go
import polars as pl
from markupsafe import escape

from data.measures import Measure
from pages.figures import besides, chance, classes, style
from pages.figures.chance import Common
from pages.texts import Words

_PLOT = (230, 300)  # pixels that a telephone leaves for the points
_NAMED = 12  # more names would be a list, and that is the caller's
_STEPS = 40  # points along a limit; more would show the jumps from one whole count to the next
_SIDES = {
    "above": ("triangle-up", style.ACCENT, 11),
    "below": ("triangle-down", style.WARN, 11),
    "inside": ("circle", style.BORDER, 8),
}
_DASHES = {0.95: "solid", 0.998: "dash"}
_GREYS = {0.998: style.SEA, 0.95: style.LINE}


def limits(found: Common, sizes: tuple[float, float]) -> list[go.Scatter]:
    """The areas of chance alone where provinces differ by more, the widened limits, and the common share."""
    along = np.geomspace(*sizes, _STEPS).tolist()
    drawn = [_area(found, along, coverage) for coverage in _GREYS if found.spread]
    for coverage, dash in _DASHES.items():
        each = [chance.limits(found.share, found.size(size), coverage) for size in along]
        for levels in zip(*each, strict=True):
            line = {"color": style.QUIET, "width": 1.2, "dash": dash, "shape": "spline", "smoothing": 0.6}
            drawn.append(_line(along, levels, line, f"widened {coverage}"))
    middle = {"color": style.INK, "width": 1}
    return [*drawn, _line(list(sizes), (found.share, found.share), middle, "common")]


def points(rows: pl.DataFrame, measure: Measure, words: Words, selected: Collection[str]) -> go.Scatter:
    """The provinces of a ``chance.outside`` answer; those to look at lie on top, the selected wear a dark ring."""
    told = _ordered(rows, selected)[::-1]
    chosen = [row["province_code"] in selected for row in told]
    sides = [_SIDES[row["side"]] for row in told]
    return go.Scatter(
        name="provinces",
        x=[row["whole"] for row in told],
        y=[row["share"] for row in told],
        mode="markers",
        marker={
            "symbol": [symbol for symbol, _, _ in sides],
            "color": [colour for _, colour, _ in sides],
            "size": [size + 3 if is_chosen else size for (_, _, size), is_chosen in zip(sides, chosen, strict=True)],
            "line": {
                "color": [style.INK if is_chosen else style.PAPER for is_chosen in chosen],
                "width": [2.5 if is_chosen else 1 for is_chosen in chosen],
            },
            "opacity": 1,
        },
        customdata=[[row["province_code"], _hover(row, measure, words)] for row in told],
        hovertemplate="%{customdata[1]}<extra></extra>",
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
        cliponaxis=False,
    )


def names(
    rows: pl.DataFrame,
    sizes: tuple[float, float],
    shares: tuple[float, float],
    words: Words,
    selected: Collection[str],
) -> list[dict[str, Any]]:
    """Names of the selected and of those beyond a limit, the furthest first, as annotations that cover no other."""
    told = _ordered(rows, selected)
    spots = [_spot(row, place < _NAMED, sizes, shares, words, selected) for place, row in enumerate(told)]
    found = besides.places(spots, *_PLOT)
    return [_name(row, spot, place) for row, spot, place in zip(told, spots, found, strict=True) if place]


def _area(found: Common, along: list[float], coverage: float) -> go.Scatter:
    low, high = zip(*(chance.limits(found.share, size, coverage) for size in along), strict=True)
    edge = {"color": style.LINE, "width": 1}
    area = _line(along + along[::-1], (*high, *low[::-1]), edge, f"chance {coverage}")
    return area.update(fill="toself", fillcolor=_GREYS[coverage])


def _line(along: list[float], levels: tuple[float, ...], line: dict[str, Any], name: str) -> go.Scatter:
    return go.Scatter(x=along, y=levels, mode="lines", line=line, hoverinfo="skip", name=name)


def _ordered(rows: pl.DataFrame, selected: Collection[str]) -> list[dict[str, Any]]:
    """The rows, the selected first, then those beyond a limit, the furthest first."""
    told = [row | {"share": row["part"] / row["whole"]} for row in rows.iter_rows(named=True)]
    return sorted(told, key=lambda row: (row["province_code"] not in selected, row["side"] == "inside", -abs(row["z"])))


def _spot(
    row: dict[str, Any],
    has_room: bool,
    sizes: tuple[float, float],
    shares: tuple[float, float],
    words: Words,
    selected: Collection[str],
) -> besides.Point:
    is_chosen = row["province_code"] in selected
    across = math.log(row["whole"] / sizes[0]) / math.log(sizes[1] / sizes[0])
    up = (row["share"] - shares[0]) / (shares[1] - shares[0])
    is_named = is_chosen or (row["side"] != "inside" and has_room)
    return besides.Point(across * _PLOT[0], up * _PLOT[1], words.name(row) if is_named else "", is_chosen)


def _name(row: dict[str, Any], spot: besides.Point, place: besides.Place) -> dict[str, Any]:
    text = str(escape(spot.name))
    return {
        "text": f"<b>{text}</b>" if spot.is_needed else text,
        "x": math.log10(row["whole"]),  # an annotation on a logarithmic axis is placed by its exponent
        "y": row["share"],
        "xanchor": place.anchor,
        "yanchor": "middle",
        "xshift": place.right,
        "yshift": place.up,
        "showarrow": False,
        # On paper of its own it is read across a line; but no point may vanish under it.
        **({} if place.covered else {"bgcolor": style.PAPER, "borderpad": 0}),
        "font": {"size": 11, "color": style.INK},
    }


def _hover(row: dict[str, Any], measure: Measure, words: Words) -> str:
    side = words(f"fair.side.{row['side']}")
    if row["limit"]:
        side = words("fair.funnel.beyond", side=side, limit=words.percent(row["limit"], 1, trim=True))
    return f"{classes.said(row, measure, words)}<br>{side}"
