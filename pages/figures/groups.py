"""Heat matrix of groups of people: a share in each cell, and over how many."""

from collections.abc import Callable, Sequence
from typing import Any

import plotly.graph_objects as go
import polars as pl

from data.measures import Measure
from pages.figures import axes, classes, drawing, style
from pages.texts import Words

_ROW = 50  # pixels
_FRAME = 84  # pixels
_GAP = 3  # pixels between cells
_SHORT = ("figure.matrix.no_data", "figure.matrix.withheld")
_WHOLE = ("state.no_data", "state.withheld")
_PLAIN = {"showscale": False, "xgap": _GAP, "ygap": _GAP, "texttemplate": "%{text}", "textfont": {"size": 12}}


def matrix(
    frame: pl.DataFrame, *, rows: Sequence[str], columns: Sequence[str], measure: Measure, words: Words, note: str
) -> go.Figure:
    """Groups down, ``columns`` across, each cell in the class of the measure; a cell without a share says so.

    Needs row, column (texts of ``rows`` and ``columns``), share, count, state and hover (escaped); both keep the order
    given. A cell that is withheld says that, which is not the same as having no data.
    """
    cells = {(row["row"], row["column"]): row for row in frame.iter_rows(named=True)}
    grid = [[_known(cells.get((row, column))) for column in columns] for row in rows]
    hidden = [[cells.get((row, column), {}).get("state") == "withheld" for column in columns] for row in rows]
    traces = [_shares(grid, measure, words), _unknown(grid, hidden, words)]
    for trace in traces:
        trace.x, trace.y = list(range(len(columns))), list(range(len(rows)))
    tick = {"size": 12, "color": style.INK}
    across = {"tickvals": list(range(len(columns))), "ticktext": [axes.wrapped(name, 16) for name in columns]}
    down = {"tickvals": list(range(len(rows))), "ticktext": [axes.wrapped(name, 16) for name in rows]}
    return drawing.figure(
        traces,
        style.layout(
            words.lang,
            height=_FRAME + _ROW * len(rows),
            margin={"l": 8, "r": 8, "t": 8, "b": 28},
            xaxis=style.axis(side="top", showgrid=False, tickfont=tick, **across),
            yaxis=style.axis(range=[len(rows) - 0.5, -0.5], showgrid=False, tickfont=tick, **down),
            annotations=[axes.footnote(note)],
        ),
    )


def _known(cell: dict[str, Any] | None) -> dict[str, Any] | None:
    return cell if cell and cell["share"] is not None else None


def _shares(grid: list[list[dict[str, Any] | None]], measure: Measure, words: Words) -> go.Heatmap:
    shades = style.shades(measure.family, len(measure.bands) - 1)
    count = len(shades)
    return go.Heatmap(
        z=[[classes.class_of(cell["share"], measure.bands) if cell else None for cell in row] for row in grid],
        zmin=-0.5,
        zmax=count - 0.5,
        colorscale=[[(i + side) / count, shade] for i, shade in enumerate(shades) for side in (0, 1)],
        text=[[_text(cell, measure, shades, words) if cell else "" for cell in row] for row in grid],
        customdata=[[cell["hover"] if cell else "" for cell in row] for row in grid],
        hovertemplate="%{customdata}<extra></extra>",
        hoverongaps=False,
        **_PLAIN,
    )


def _unknown(grid: list[list[dict[str, Any] | None]], hidden: list[list[bool]], words: Words) -> go.Heatmap:
    """Cells without a share: withheld ones in another grey and in other words than those without data."""
    greys = (style.STATES["no_data"], style.STATES["withheld"])

    def each(say: Callable[[bool], Any], known: Any) -> list[list[Any]]:
        pairs = (zip(cells, flags, strict=True) for cells, flags in zip(grid, hidden, strict=True))
        return [[known if cell else say(is_hidden) for cell, is_hidden in row] for row in pairs]

    return go.Heatmap(
        z=each(int, None),
        zmin=-0.5,
        zmax=1.5,
        colorscale=[[0, greys[0]], [0.5, greys[0]], [0.5, greys[1]], [1, greys[1]]],
        text=each(lambda is_hidden: words(_SHORT[is_hidden]), ""),
        customdata=each(lambda is_hidden: words(_WHOLE[is_hidden]), ""),
        hovertemplate="%{customdata}<extra></extra>",
        hoverongaps=False,
        **_PLAIN,
    )


def _text(cell: dict[str, Any], measure: Measure, shades: tuple[str, ...], words: Words) -> str:
    ink = style.text_on(shades[classes.class_of(cell["share"], measure.bands)])
    return (
        f'<span style="color:{ink}"><b>{words.percent(cell["share"])}</b></span>'
        f'<br><span style="color:{ink};font-size:10px">{words.number(cell["count"])}</span>'
    )
