"""Large: a figure for the back of a room, all of its letters, lines and distances enlarged together."""

import re
from typing import Any

# Lengths in pixels wherever they stand, and those that are one only below a certain name.
_LENGTHS = {"xshift", "yshift", "standoff", "ticklen", "entrywidth", "ax", "ay", "tracegroupgap", "labelpad"}
_BELOW = {
    "size": {"font", "tickfont", "textfont", "insidetextfont", "outsidetextfont", "marker", "titlefont"},
    "width": {"line", "error_x", "error_y"},
    "thickness": {"error_x", "error_y"},
    "gridwidth": {"xaxis", "yaxis"},
    "l": {"margin"},
    "r": {"margin"},
    "t": {"margin"},
    "b": {"margin"},
    "pad": {"margin", "title"},
}
_WRITTEN = re.compile(r"(font-size:\s*)(\d+(?:\.\d+)?)px")  # within a text


def enlarged(figure: Any, *, times: float, height: int) -> Any:
    """The figure so many times as large in a place of that height (pixels); the one given is left alone.

    A share of the paper stays what it is: only what is counted in pixels grows.
    """
    told = figure.to_dict()
    grown = {part: _grown(told.get(part), times, part) for part in ("data", "layout")}
    made = type(figure)(data=grown["data"], layout=grown["layout"])
    made.update_layout(height=height, width=None, autosize=True)
    if made.layout.font.size is None:
        made.update_layout(font_size=round(12 * times))
    return made


def _grown(value: Any, times: float, below: str) -> Any:
    if isinstance(value, dict):
        return {name: _one(held, name, times, below) for name, held in value.items()}
    if isinstance(value, (list, tuple)):
        return [_grown(each, times, below) for each in value]
    if isinstance(value, str):
        return _WRITTEN.sub(lambda found: f"{found[1]}{round(float(found[2]) * times)}px", value)
    return value


def _one(held: Any, name: str, times: float, below: str) -> Any:
    family = below.rstrip("0123456789")
    if name in _LENGTHS or family in _BELOW.get(name, ()):
        return _times(held, times)
    return _grown(held, times, name)


def _times(held: Any, times: float) -> Any:
    if isinstance(held, bool) or not isinstance(held, (int, float, list, tuple)):
        return held
    if isinstance(held, (int, float)):
        return round(held * times, 2)
    return [_times(each, times) for each in held]
