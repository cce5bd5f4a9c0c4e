"""Every colour, and the layout that all figures wear."""

from typing import Any

INK = "#1B2A3A"
QUIET = "#56657A"  # secondary text, 4.5 : 1 on paper
PAPER = "#FFFFFF"
SEA = "#F3F8FC"
LINE = "#DCE2E9"  # grid lines and table borders: decoration, nothing is read from them
BORDER = "#7F8C9B"  # outlines of shapes and bars, 3 : 1 on paper and sea
ACCENT = "#1F5FA8"
WARN = "#B4540A"

# One indicator keeps one family everywhere. Five classes each, light to dark, so that grey print keeps the order.
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
}
STATE_PATTERNS = {"not_reported": "cross", "no_data": "lines", "withheld": "dots", "not_applicable": "wide"}
# Chưa đạt must not be the prettiest: always this order, always with words.
RATINGS = {"chua_dat": "#B4540A", "dat": "#E9B872", "kha": "#8DB9DE", "tot": "#1F5FA8"}

# Two series in one chart are told apart by dash and name too.
SERIES = (ACCENT, WARN)

FONT = "Be Vietnam Pro, Segoe UI, Arial, sans-serif"
SEPARATORS = {"vi": ",.", "en": ".,"}

CONFIG: dict[str, Any] = {"displayModeBar": False, "scrollZoom": False, "displaylogo": False, "doubleClick": False}


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


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
        "paper_bgcolor": PAPER,  # in a dark theme too, since the classes were chosen against paper
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
        "template": None,
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
