"""Every colour, and the layout that all figures wear."""

from functools import cache
from typing import Any

INK = "#1B2A3A"
QUIET = "#56657A"  # secondary text, 4.5 : 1 on paper
PAPER = "#FFFFFF"
SEA = "#F3F8FC"
LINE = "#DCE2E9"  # grid lines and table borders: decoration, nothing is read from them
BORDER = "#7F8C9B"  # outlines of shapes and bars, 3 : 1 on paper and sea
ACCENT = "#1F5FA8"
WARN = "#B4540A"

# The same roles against a dark paper, so dark that the deep blue of "Tốt" still stands out from it. No value is any
# other colour's as well: by its value the page knows a neutral colour in a figure, and prints it light again.
DARK = {
    INK: "#DDE4EC",
    QUIET: "#A0ADBB",
    PAPER: "#0A0D11",
    SEA: "#151B23",
    LINE: "#29323D",
    BORDER: "#748396",
    ACCENT: "#659FE2",
    WARN: "#EE9A4D",
}
ROLES = {
    "ink": INK,
    "quiet": QUIET,
    "paper": PAPER,
    "sea": SEA,
    "line": LINE,
    "border": BORDER,
    "accent": ACCENT,
    "warn": WARN,
}

# One indicator keeps one family everywhere, in both themes. Five classes each, light to dark, so that grey print keeps
# the order.
FAMILIES = {
    "completion": ("#CDEBE0", "#98D0C4", "#5FB3B3", "#24828F", "#0B4A63"),
    "coverage": ("#DBD0F0", "#B8A9DC", "#9A87C7", "#6C55A6", "#3F2C78"),
    "standing": ("#D0E3F6", "#A3C5E6", "#74A4D1", "#3D77B2", "#164A82"),
    "satisfaction": ("#F7D6E0", "#E6ABBE", "#CF7F9D", "#A64B74", "#6C2149"),
}
DIVERGING = ("#B35806", "#E9A455", "#F4F1EE", "#A79BC9", "#542788")  # below … at … above the target

# The special states are told apart by a pattern as well, since greys alone would not survive a projector.
STATES = {
    "not_reported": "#C3C9D1",
    "no_data": "#E3E6EA",
    "withheld": "#C9CED6",
    "nobody": "#F2EFE8",
    "not_applicable": "#FAFAF8",
    "merged": "#D3CBC0",
    "no_earlier": "#ECEFF3",
    "impossible": "#F5E6C4",
}
STATES_DARK = {
    "not_reported": "#4B545F",
    "no_data": "#2E353E",
    "withheld": "#414953",
    "nobody": "#39342A",
    "not_applicable": "#1B2026",
    "merged": "#4A3F33",
    "no_earlier": "#232A32",
    "impossible": "#5A3A1E",
}
_TURNED = DARK | {STATES[state]: colour for state, colour in STATES_DARK.items()}
STATE_PATTERNS = {
    "not_reported": "cross",
    "no_data": "lines",
    "withheld": "dots",
    "not_applicable": "wide",
    "merged": "grid",
    "no_earlier": "sparse",
    "impossible": "heavy",
}
# Chưa đạt must not be the prettiest: always this order, always with words.
RATINGS = {"chua_dat": "#B4540A", "dat": "#E9B872", "kha": "#8DB9DE", "tot": "#1F5FA8"}

# Two series in one chart are told apart by dash and name too.
SERIES = (ACCENT, WARN)

FONT = "Be Vietnam Pro, Segoe UI, Arial, sans-serif"
SEPARATORS = {"vi": ",.", "en": ".,"}

# In a figure: words, numbers and places, among which no colour is looked for.
_NO_COLOURS = frozenset({"customdata", "hovertemplate", "meta", "name", "text", "ticktext", "tickvals", "x", "y", "z"})
_FAINT = 3.0  # a shape needs this contrast with what it lies on, or an outline that has it

CONFIG: dict[str, Any] = {"displayModeBar": False, "scrollZoom": False, "displaylogo": False, "doubleClick": False}


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


@cache
def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb``, 0 black to 1 white (WCAG 2)."""
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in _channels(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def text_on(colour: str) -> str:
    """Ink or paper, whichever reads better on the colour."""
    return max((INK, PAPER), key=lambda text: contrast(text, colour))


def shades(family: str, classes: int) -> tuple[str, ...]:
    """So many colours of a family, light to dark, spread over its whole range."""
    colours = FAMILIES[family]
    if classes == 1:
        return (colours[len(colours) // 2],)
    return tuple(colours[round(i * (len(colours) - 1) / (classes - 1))] for i in range(classes))


def layout(lang: str, **more: Any) -> dict[str, Any]:
    """The layout of every figure in that language; ``more`` wins over it."""
    base: dict[str, Any] = {
        "font": {"family": FONT, "size": 13, "color": INK},
        "separators": SEPARATORS[lang],
        "paper_bgcolor": PAPER,
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "hoverlabel": {
            "bgcolor": PAPER,
            "bordercolor": BORDER,
            "font": {"family": FONT, "size": 13, "color": INK},
            "align": "left",
        },
        "dragmode": False,
        "showlegend": False,
        "template": {},  # not None: Plotly would send its own along, seven kilobytes a figure
    }
    return base | more


def axis(**more: Any) -> dict[str, Any]:
    """An axis with quiet ticks and light grid; fixed, so that a finger scrolls the page and not the chart."""
    base: dict[str, Any] = {
        "gridcolor": LINE,
        "zeroline": False,
        "showline": False,
        "linecolor": BORDER,
        "ticks": "",
        "tickangle": 0,
        "tickfont": {"size": 12, "color": QUIET},
        "title": {"font": {"size": 12, "color": QUIET}},
        "fixedrange": True,
        "automargin": True,
    }
    return base | more


def themed(figure: Any, *, dark: bool) -> Any:
    """The figure in the reader's theme: in a dark one its neutral colours turn, those of the data stay as they are.

    The figure given is left alone. A trace whose ``meta`` says what it holds keeps its fill; so does text on a fill.
    """
    if not dark:
        return figure
    told = figure.to_dict()
    traces = [_trace_in_dark(trace) for trace in told["data"]]
    return type(figure)(traces, _in_dark(told["layout"]), _validate=False)  # colours for colours: nothing to check


def _in_dark(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: held if name in _NO_COLOURS else _in_dark(held) for name, held in value.items()}
    if isinstance(value, (list, tuple)):
        return [_in_dark(held) for held in value]
    return _TURNED.get(value, value) if isinstance(value, str) else value


def _trace_in_dark(trace: dict[str, Any]) -> dict[str, Any]:
    turned = _in_dark(trace)
    on_a_fill = trace.get("type") == "heatmap" or trace.get("textposition") in ("inside", "auto")
    if on_a_fill and "textfont" in trace:
        turned["textfont"] = trace["textfont"]
    if "marker" in trace:
        turned["marker"] = _marker_in_dark(turned["marker"], trace["marker"], keeps_fill=trace.get("meta") is not None)
    return turned


def _marker_in_dark(turned: dict[str, Any], given: dict[str, Any], *, keeps_fill: bool) -> dict[str, Any]:
    """The marker, with an outline where its fill would be lost in dark paper."""
    if keeps_fill and "color" in given:
        turned = turned | {"color": given["color"]}
    outline = given.get("line", {})
    fills = turned.get("color")
    fills = [fills] if isinstance(fills, str) else fills if isinstance(fills, list) else []
    is_faint = any(isinstance(fill, str) and fill[:1] == "#" and contrast(fill, DARK[PAPER]) < _FAINT for fill in fills)
    if is_faint and outline.get("color", PAPER) == PAPER:
        width = outline.get("width", 1)
        turned = turned | {"line": {"color": DARK[BORDER], "width": width}}
    return turned
