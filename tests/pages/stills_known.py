"""What stills know of a figure: every attribute that they draw, and those that a still has no use for."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

# What is said to a pointer, or kept by the browser: a still has neither.
_IDLE = re.compile(
    r"(.*\.)?(customdata|hover\w*(\..*)?|meta|uirevision|name|ids|(un)?selected(\..*)?|fixedrange|dragmode|showlegend"
    r"|template|clickmode|legendgroup)"
)
_FONT = {"size", "color"}
_LINE = {"color", "width", "dash"}

_TRACES = {
    "bar": {
        *("x", "y", "xaxis", "yaxis", "orientation", "base", "width", "cliponaxis", "textangle", "insidetextanchor"),
        *("text", "textposition", *(f"textfont.{each}" for each in _FONT)),
        *("marker.color", "marker.opacity", "marker.line.color", "marker.line.width"),
        *(f"marker.pattern.{each}" for each in ("shape", "size", "solidity", "fgcolor", "fillmode")),
    },
    "scatter": {
        *("x", "y", "xaxis", "yaxis", "mode", "cliponaxis", "connectgaps", "fill", "fillcolor"),
        *("text", "textposition", *(f"textfont.{each}" for each in _FONT)),
        *(f"line.{each}" for each in (*_LINE, "shape", "smoothing")),
        *(f"marker.{each}" for each in ("color", "size", "symbol", "opacity", "line.color", "line.width")),
    },
    "heatmap": {
        *("x", "y", "z", "xaxis", "yaxis", "zmin", "zmax", "colorscale", "showscale", "xgap", "ygap"),
        *("text", "texttemplate", *(f"textfont.{each}" for each in _FONT)),
    },
}
_AXIS = {
    *("type", "range", "domain", "anchor", "side", "categoryorder", "categoryarray", "automargin"),
    *("tickvals", "ticktext", "tickformat", "nticks", "ticks", "tickangle", "ticklabelstandoff", "showticklabels"),
    *("gridcolor", "showgrid", "zeroline", "showline", "linecolor", "title.text"),
    *(f"{part}.{each}" for part in ("tickfont", "title.font") for each in _FONT),
}
_LAYOUT = {
    *("width", "height", "separators", "paper_bgcolor", "plot_bgcolor", "barmode", "bargap", "autosize"),
    *("font.family", "font.size", "font.color", *(f"margin.{side}" for side in "lrtb")),
    *(f"title.{each}" for each in ("text", "x", "y", "xref", "yref", "xanchor", "yanchor", "pad.l", "pad.t")),
    *(f"title.font.{each}" for each in _FONT),
    *(f"shapes.{each}" for each in ("type", "x0", "x1", "y0", "y1", "xref", "yref", "layer", "fillcolor")),
    *(f"shapes.line.{each}" for each in _LINE),
    *(f"annotations.{letter}{each}" for letter in "xy" for each in ("", "ref", "anchor", "shift")),
    *(f"annotations.{each}" for each in ("text", "showarrow", "align", "bgcolor", "font.size", "font.color")),
}
# Attributes that are drawn in one way only.
_ONLY = {
    "textangle": {0},
    "tickangle": {0},
    "insidetextanchor": {"middle"},
    "ticks": {""},
    "zeroline": {False},
    "showscale": {False},
    "showarrow": {False},
    "texttemplate": {"%{text}"},
    "fill": {"toself"},
    "fillmode": {"overlay"},
    "textposition": {"inside", "outside", "none", "middle right", "middle left", "middle center", "top center"},
    "shape": {"linear", "spline", "hvh", "", "/", "\\"},
    "paper_bgcolor": {"#FFFFFF"},
    "plot_bgcolor": {"rgba(0,0,0,0)"},
}


def strange(figure: Mapping[str, Any]) -> list[str]:
    """Attributes of a figure that a still would leave out, or draw otherwise than the browser does."""
    found = []
    for trace in figure["data"]:
        known = _TRACES.get(trace["type"])
        held = {name: each for name, each in trace.items() if name != "type"}
        found += [trace["type"]] if known is None else _beyond(f"{trace['type']}.", held, known)
    for name, held in figure["layout"].items():
        if re.fullmatch(r"[xy]axis\d*", name):
            found += _beyond("axis.", held, _AXIS)
        else:
            found += _beyond("layout.", {name: held}, _LAYOUT)
    return sorted(set(found))


def _beyond(prefix: str, held: Mapping[str, Any], known: set[str]) -> Iterator[str]:
    for path, value in _leaves(held):
        if _IDLE.fullmatch(path) or value is None:
            continue
        name = path.rpartition(".")[2]
        if path not in known:
            yield prefix + path
        elif name in _ONLY and not isinstance(value, list | tuple) and value not in _ONLY[name]:
            yield f"{prefix}{path}={value}"


def _leaves(held: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value by its path; lists of parts as one, lists of values as they are."""
    if isinstance(held, Mapping):
        for name, each in held.items():
            yield from _leaves(each, f"{path}.{name}" if path else name)
    elif isinstance(held, list | tuple) and held and isinstance(held[0], Mapping):
        for each in held:
            yield from _leaves(each, path)
    else:
        yield path, held
