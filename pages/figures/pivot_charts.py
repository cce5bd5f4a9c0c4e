"""Charts of a pivot: bars of one dimension, a heat table of two, lines along the years."""

import textwrap
from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go
from markupsafe import escape

from data.measures import measures
from pages.figures import axes, breaks, classes, drawing, palettes, style
from pages.figures.pivots import Cell, Key, Pivot, state, value, with_n
from pages.texts import Words

_BAR, _CELL, _FRAME = 24, 26, 64  # pixels: a row of bars, of the heat table; what stands above and below
_LONG = 24  # letters of a name in a line
_LINES, _NAME_APART = 280, 0.055  # pixels of a plot of lines; how much of it a name needs
_MOST_KINDS = 8


def figure(pivot: Pivot, *, draw: str, words: Words) -> go.Figure | None:
    """The chart of that name, None where no cell has a value."""
    if not pivot.inner():
        return None
    return {"bars": _bars, "matrix": _matrix, "lines": _lines}[draw](pivot, words)


def _bars(pivot: Pivot, words: Words) -> go.Figure:
    rows = [(name, pivot.cells[key, ""]) for key, name in pivot.rows.items()]
    if pivot.by_value:
        rows.sort(key=lambda row: -(row[1][pivot.drawn] if row[1][pivot.drawn] is not None else -1))
    values = [cell[pivot.drawn] if cell["state"] == "value" else None for _, cell in rows]
    top = max(each for each in values if each is not None) or 1
    places = [str(place) for place in range(len(rows))]
    bar = go.Bar(
        x=[each or 0 for each in values],
        y=places,
        orientation="h",
        marker={"color": style.FAMILIES[pivot.family][3]},
        text=[_beside(pivot, cell, words) for _, cell in rows],
        textposition="outside",
        textfont={"size": 11, "color": style.INK},
        cliponaxis=False,
        customdata=[_hover(pivot, name, cell, words) for name, cell in rows],
        hovertemplate="%{customdata}<extra></extra>",
    )
    height = _FRAME + _BAR * len(rows)
    named = [axes.wrapped(textwrap.shorten(name, 2 * _LONG - 4, placeholder="…"), _LONG) for name, _ in rows]
    names = axes.rows(places, named, size=11)
    return drawing.figure(
        bar, style.layout(words.lang, height=height, bargap=0.3, xaxis=_scale(pivot, top, words), yaxis=names)
    )


def _scale(pivot: Pivot, top: float, words: Words) -> dict[str, Any]:
    """The axis of bars, from zero, with room for the numbers beside them."""
    room = {"range": [0, top * 1.9]}
    if pivot.kind == "count":
        return style.axis(tickformat=",", nticks=4, **room)
    ticks = axes.share_ticks(top)[::2]
    texts = [words.number(tick * 100) if pivot.kind == "points" else words.percent(tick, 0) for tick in ticks]
    return style.axis(tickvals=ticks, ticktext=texts, **room)


def _beside(pivot: Pivot, cell: Cell, words: Words) -> str:
    if cell["state"] != "value":
        return state(cell, words)
    said = value(cell, pivot.drawn, pivot, words)
    return said if pivot.kind == "count" else f"{said}  ·  {words('explorer.n', count=words.number(cell['whole']))}"


def _hover(pivot: Pivot, name: str, cell: Cell, words: Words) -> str:
    said = with_n(pivot, cell, words) if cell["state"] == "value" else state(cell, words)
    return f"<b>{escape(name)}</b><br>{escape(said)}"


def _matrix(pivot: Pivot, words: Words) -> go.Figure:
    known = {key: cell[pivot.drawn] for key, cell in pivot.inner().items()}
    top = max(known.values()) or 1 if pivot.kind == "count" else 1
    bands = breaks.breaks([each / top for each in known.values()], method="equal", measure=measures()["lms_passed"])
    shades = style.shades(pivot.family, len(bands) - 1)
    grid = [[(row, column) for column in pivot.columns] for row in pivot.rows]
    placed = {key: classes.class_of(each / top, bands) for key, each in known.items()}
    digits = 1 if len(pivot.columns) < 8 else 0
    heat = go.Heatmap(
        z=[[placed.get(key) for key in line] for line in grid],
        zmin=-0.5,
        zmax=len(shades) - 0.5,
        colorscale=[[(i + side) / len(shades), shade] for i, shade in enumerate(shades) for side in (0, 1)],
        text=[[_inside(pivot, key, placed, shades, digits, words) for key in line] for line in grid],
        customdata=[[_hover(pivot, pivot.name(key), pivot.cells[key], words) for key in line] for line in grid],
        x=list(range(len(pivot.columns))),
        y=list(range(len(pivot.rows))),
        **{"showscale": False, "xgap": 2, "ygap": 2, "texttemplate": "%{text}", "textfont": {"size": 11}},
        **{"hovertemplate": "%{customdata}<extra></extra>", "hoverongaps": False},
    )
    tick = {"tickfont": {"size": 11, "color": style.INK}, "showgrid": False}
    across = [axes.wrapped(name, 12) for name in pivot.columns.values()]
    rows = [axes.wrapped(textwrap.shorten(name, 2 * _LONG - 4, placeholder="…"), _LONG) for name in pivot.rows.values()]
    return drawing.figure(
        heat,
        style.layout(
            words.lang,
            height=_FRAME + 24 + _CELL * len(rows) + 10 * sum(name.count("<br>") for name in rows),
            xaxis=style.axis(tickvals=list(range(len(across))), ticktext=across, side="top", **tick),
            yaxis=style.axis(
                tickvals=list(range(len(rows))),
                ticktext=rows,
                range=[len(rows) - 0.5, -0.5],
                ticklabelstandoff=4,
                **tick,
            ),
        ),
    )


def _inside(
    pivot: Pivot, key: Key, placed: Mapping[Key, int], shades: tuple[str, ...], digits: int, words: Words
) -> str:
    if key not in placed:
        return ""
    share = pivot.cells[key]["share"]
    is_share = pivot.kind == "share"
    said = words.percent(share, digits) if is_share else value(pivot.cells[key], pivot.drawn, pivot, words)
    return f'<span style="color:{style.text_on(shades[placed[key]])}">{said}</span>'


def _lines(pivot: Pivot, words: Words) -> go.Figure:
    """A line a key of the other dimension along the years; beyond eight, names stand in the hover alone."""
    along, others, is_down = _along(pivot)
    colours = palettes.categorical(len(others)) if len(others) <= _MOST_KINDS else (style.BORDER,) * len(others)
    found = [cell[pivot.drawn] for cell in pivot.inner().values()]
    top = max(found) or 1
    lines = []
    for (other, name), colour in zip(others.items(), colours, strict=True):
        cells = [pivot.cells[(year, other) if is_down else (other, year)] for year in along]
        hovers = [_hover(pivot, name or year, cell, words) for year, cell in zip(along, cells, strict=True)]
        lines.append(_line(pivot, cells, hovers, colour))
    ends = {"range": [-0.1, len(along) - 0.9], "showline": True, "showgrid": False}
    years = style.axis(tickvals=list(range(len(along))), ticktext=list(along.values()), **ends)
    side = _scale(pivot, top, words) | {"range": [0, top * 1.08]}
    worn = style.layout(words.lang, height=_LINES + 60, xaxis=years, yaxis=side)
    worn["margin"] = {"l": 8, "r": 170 if len(others) > 1 else 24, "t": 16, "b": 8}
    if len(others) <= _MOST_KINDS:
        worn["annotations"] = _line_names(lines, list(others.values()), top * 1.08)
    return drawing.figure(lines, worn)


def _line(pivot: Pivot, cells: list[dict[str, Any]], hovers: list[str], colour: str) -> go.Scatter:
    return go.Scatter(
        x=list(range(len(cells))),
        y=[cell[pivot.drawn] if cell["state"] == "value" else None for cell in cells],
        mode="lines+markers",
        line={"color": colour, "width": 2.5},
        marker={"color": colour, "size": 7},
        customdata=hovers,
        hovertemplate="%{customdata}<extra></extra>",
        cliponaxis=False,
    )


def _line_names(lines: list[go.Scatter], names: list[str], top: float) -> list[dict[str, Any]]:
    """The name of each line at its last point with its colour, pushed down where two would lie on each other."""
    found = [
        (known[-1], name, line)
        for name, line in zip(names, lines, strict=True)
        if name and (known := [(x, y) for x, y in zip(line.x, line.y, strict=True) if y is not None])
    ]
    told, free = [], 1.0
    for (x, y), name, line in sorted(found, key=lambda each: -each[0][1]):
        at = min(y / top, free)
        free = at - _NAME_APART
        colour = f'<span style="color:{line.line.color}">■</span>'
        text = f"{colour} {escape(textwrap.shorten(name, 28, placeholder='…'))}"
        told.append(_line_name(text, x, y, shift=(at - y / top) * _LINES))
    return told


def _line_name(text: str, x: float, y: float, *, shift: float) -> dict[str, Any]:
    font = {"size": 11, "color": style.INK}
    at = {"x": x, "y": y, "xanchor": "left", "xshift": 10, "yshift": round(shift), "showarrow": False}
    return at | {"text": text, "font": font}


def _along(pivot: Pivot) -> tuple[Mapping[str, str], Mapping[str, str], bool]:
    """The years, the other keys, and whether the years are the rows: years are keys of four digits."""
    is_down = all(len(key) == 4 and key.isdigit() for key in pivot.rows)
    return (pivot.rows, pivot.columns, True) if is_down else (pivot.columns, pivot.rows, False)
