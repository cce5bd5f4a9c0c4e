"""Which module is offered first, second and third in each province."""

from typing import Any

import plotly.graph_objects as go
import polars as pl
from markupsafe import escape

from pages.figures import axes, drawing, style
from pages.texts import Words

_PROVINCE = 22  # pixels a row
_FRAME = 64
_PLACES = ("#0B4A63", "#5FB3B3", "#CDEBE0")  # first, second, third


def firsts(frame: pl.DataFrame, *, words: Words) -> go.Figure:
    """Provinces down, modules across: a cell says that the module is offered there first, second or third.

    Takes a needs.by_province answer with ``name`` beside it, provinces without a place left out by the caller.
    """
    provinces = frame.unique("province_code", maintain_order=True).to_dicts()
    numbers = sorted(set(frame["number"]))
    cells = {(row["province_code"], row["number"]): row for row in frame.to_dicts()}
    grid = [[cells[own["province_code"], number] for number in numbers] for own in provinces]
    rows = list(range(len(provinces)))
    tick = {"size": 11, "color": style.INK}
    return drawing.figure(
        go.Heatmap(
            z=[[cell["place"] if _is_told(cell) else None for cell in row] for row in grid],
            zmin=0.5,
            zmax=3.5,
            colorscale=[[(i + side) / 3, shade] for i, shade in enumerate(_PLACES) for side in (0, 1)],
            showscale=False,
            xgap=2,
            ygap=2,
            text=[[_cell_text(cell, words) for cell in row] for row in grid],
            texttemplate="%{text}",
            textfont={"size": 11},
            customdata=[[_cell_hover(cell, words) for cell in row] for row in grid],
            hovertemplate="%{customdata}<extra></extra>",
            hoverongaps=False,
        ),
        style.layout(
            words.lang,
            height=_FRAME + 24 + _PROVINCE * max(len(provinces), 1),
            margin={"l": 8, "r": 8, "t": _FRAME + 16, "b": 8},
            title=axes.key([(shade, words(f"figure.offers.place_{i}")) for i, shade in enumerate(_PLACES, start=1)]),
            xaxis=style.axis(
                tickvals=list(range(len(numbers))),
                ticktext=[words("term.module", number=number) for number in numbers],
                side="top",
                showgrid=False,
                tickfont=tick,
            ),
            yaxis=style.axis(
                tickvals=rows,
                ticktext=[str(escape(own["name"])) for own in provinces],
                range=[len(rows) - 0.5, -0.5],
                showgrid=False,
                tickfont=tick,
                ticklabelstandoff=4,
            ),
        ),
    )


def _is_told(cell: dict[str, Any]) -> bool:
    return cell["place"] is not None and cell["place"] <= 3


def _cell_text(cell: dict[str, Any], words: Words) -> str:
    if not _is_told(cell):
        return ""
    ink = style.text_on(_PLACES[cell["place"] - 1])
    return f'<span style="color:{ink}">{words.number(cell["remaining"])}</span>'


def _cell_hover(cell: dict[str, Any], words: Words) -> str:
    if not _is_told(cell):
        return ""
    return words(
        "figure.offers.hover",
        name=escape(cell["name"]),
        module=words("term.module", number=cell["number"]),
        place=cell["place"],
        remaining=words.number(cell["remaining"]),
        need=words.number(cell["need"]),
    )
