"""Maps of the provinces, always with Hoàng Sa and Trường Sa."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from data.measures import Measure
from geo import provinces as shapes
from pages.figures import classes, style
from pages.figures.classes import Class
from pages.texts import Words

# Plotly asks for a world map even when none is drawn, and draws nothing if it does not come:
# static/topo holds an empty one.
MAP_CONFIG: dict[str, Any] = style.CONFIG | {"topojsonURL": "/app/static/topo/"}

# Subplot: longitudes and latitudes shown, and where it sits on the sheet (fractions).
_WINDOWS: dict[str, dict[str, tuple[float, float]]] = {
    "geo": {"lon": (101.9, 109.75), "lat": (8.2, 23.55), "x": (0.0, 0.64), "y": (0.0, 1.0)},
    "geo2": {"lon": (110.9, 113.1), "lat": (15.45, 17.4), "x": (0.66, 0.99), "y": (0.48, 0.7)},
    "geo3": {"lon": (111.2, 116.5), "lat": (7.0, 11.85), "x": (0.66, 0.99), "y": (0.08, 0.34)},
}
# An archipelago's dots are small: a darker edge keeps the light classes visible on the sea.
_EDGES = {False: {"color": style.BORDER, "width": 0.5}, True: {"color": style.QUIET, "width": 0.8}}
_INSETS = {"geo2": "hoang_sa", "geo3": "truong_sa"}


def provinces(
    frame: pl.DataFrame,
    *,
    measure: Measure,
    words: Words,
    selected: str | None = None,
    height: int = 720,
    geojson_url: str | None = None,
) -> go.Figure:
    """Map of a by_province answer in the measure's classes; a click gives ``points[0].location``, the code.

    The frame has province_code, name_vi, name_en, part, whole, share (0 to 1 or null) and state.
    The shapes are those of 63 or 34 units, whichever the frame has, unless an address is given.
    """
    vintage = 34 if frame.height == 34 else 63
    url = geojson_url or shapes.url(vintage)
    found = classes.classified(_with_hover(frame, measure, words), measure=measure, words=words)
    figure = go.Figure()
    for each in found:
        for geo in _WINDOWS:
            figure.add_trace(_filled(each, url, geo))
        figure.add_trace(_legend_entry(each, words))
    figure.add_traces([_marks(each, vintage) for each in found if each.is_state])
    if selected is not None:
        # Paper under ink: the one shows on dark fills, the other on light ones.
        for colour, width in ((style.PAPER, 4.5), (style.INK, 2.0)):
            figure.add_traces([_outlined(selected, url, geo, colour, width) for geo in _WINDOWS])
    figure.update_layout(_sheet(measure, words, height))
    return figure


def _with_hover(frame: pl.DataFrame, measure: Measure, words: Words) -> pl.DataFrame:
    texts = [classes.said(row, measure, words) for row in frame.iter_rows(named=True)]
    return frame.with_columns(pl.Series("hover", texts, dtype=pl.String))


def _choropleth(codes: list[str], url: str, geo: str, **more: Any) -> go.Choropleth:
    return go.Choropleth(
        geojson=url,
        featureidkey="id",
        locations=codes,
        z=[1] * len(codes),
        zmin=0,
        zmax=1,
        geo=geo,
        showscale=False,
        showlegend=False,
        # A click must not fade the rest: the outline says what is selected.
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
        **more,
    )


def _filled(each: Class, url: str, geo: str) -> go.Choropleth:
    rows = each.rows
    if geo in _INSETS:
        rows = rows.filter(pl.col("province_code") == shapes.ARCHIPELAGOS[_INSETS[geo]])
    return _choropleth(
        rows["province_code"].to_list(),
        url,
        geo,
        name=each.label,
        colorscale=[[0, each.colour], [1, each.colour]],
        marker={"line": _EDGES[geo in _INSETS]},
        customdata=rows["hover"].to_list(),
        hovertemplate="%{customdata}<extra></extra>",
        meta=each.key,
    )


def _legend_entry(each: Class, words: Words) -> go.Scattergeo:
    # A choropleth without a province has no legend entry; a class must have one even when it is empty.
    return go.Scattergeo(
        lon=[None],
        lat=[None],
        mode="markers",
        marker={
            "symbol": "square",
            "size": 15,
            "color": each.colour,
            "line": {"color": style.BORDER, "width": 1},
        },
        name=words("figure.legend.entry", label=_short(each, words), count=words.number(each.rows.height)),
        showlegend=True,
        hoverinfo="skip",
        meta=each.key,
    )


def _short(each: Class, words: Words) -> str:
    if not each.is_state:
        return each.label
    return f"{style.STATE_SIGNS[each.key]} {words(f'figure.legend.{each.key}')}"


def _marks(each: Class, vintage: int) -> go.Scattergeo:
    """A small sign on every province of a special state: greys alone are hard to tell apart."""
    anchors = shapes.anchors(vintage)
    points = [anchors[code] for code in each.rows["province_code"] if code in anchors]
    return go.Scattergeo(
        lon=[lon for lon, _ in points],
        lat=[lat for _, lat in points],
        mode="markers",
        marker={
            "symbol": style.STATE_MARKS[each.key],
            "size": 6,
            "color": style.QUIET,
            "line": {"color": style.QUIET, "width": 1.2},
        },
        showlegend=False,
        hoverinfo="skip",
        meta=each.key,
    )


def _outlined(code: str, url: str, geo: str, colour: str, width: float) -> go.Choropleth:
    if geo in _INSETS and code != shapes.ARCHIPELAGOS[_INSETS[geo]]:
        codes: list[str] = []
    else:
        codes = [code]
    clear = "rgba(0,0,0,0)"
    return _choropleth(
        codes,
        url,
        geo,
        colorscale=[[0, clear], [1, clear]],
        marker={"line": {"color": colour, "width": width / 2 if geo in _INSETS else width}},
        hoverinfo="skip",
        meta="selected",
    )


def _sheet(measure: Measure, words: Words, height: int) -> dict[str, Any]:
    geos = {geo: _window(geo) for geo in _WINDOWS}
    return style.layout(
        words.lang,
        height=height,
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        showlegend=True,
        legend=_legend(measure, words),
        annotations=[_title(geo, words) for geo in _INSETS],
        uirevision="provinces",
        **geos,
    )


def _window(geo: str) -> dict[str, Any]:
    window = _WINDOWS[geo]
    framed = geo in _INSETS
    return {
        "visible": False,
        "projection": {"type": "mercator"},
        "lonaxis": {"range": window["lon"]},
        "lataxis": {"range": window["lat"]},
        "domain": {"x": window["x"], "y": window["y"]},
        "bgcolor": style.SEA if framed else "rgba(0,0,0,0)",
        "showframe": framed,
        "framecolor": style.BORDER,
        "framewidth": 1,
    }


def _title(geo: str, words: Words) -> dict[str, Any]:
    window = _WINDOWS[geo]
    return {
        "text": words(f"figure.map.{_INSETS[geo]}"),
        "x": sum(window["x"]) / 2,
        "y": window["y"][1],
        "xref": "paper",
        "yref": "paper",
        "xanchor": "center",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": 11, "color": style.INK},
    }


def _legend(measure: Measure, words: Words) -> dict[str, Any]:
    title = words("figure.legend.title_provinces", measure=words(f"measure.{measure.name}.short"))
    return {
        "orientation": "h",
        "x": 0,
        "xanchor": "left",
        "y": 0,
        "yanchor": "top",
        "title": {"text": title, "side": "top", "font": {"size": 12, "color": style.QUIET}},
        "font": {"size": 12},
        "entrywidth": 128,
        "itemclick": False,
        "itemdoubleclick": False,
    }
