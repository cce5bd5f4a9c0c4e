"""Heat matrix of cohorts by modules, with the numbers in the cells."""

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Any

import plotly.graph_objects as go
import polars as pl

from data.measures import Measure, measures
from data.schema import ROLES
from pages.figures import axes, classes, drawing, style
from pages.texts import Words

_ROW = 58  # pixels
_FRAME = 72  # pixels
# Share column → its measure, and the column that is counted above the line.
_SHARES = {"lms_share": ("lms_passed", "lms_passed"), "certified_share": ("certified", "certified")}
_GAP = 3  # pixels between cells
_BETWEEN = ""  # the low empty row between core and mass
_LOW = 0.25  # its height, a row being 1

Cells = dict[tuple[str, int], dict[str, Any]]


def cohort_module(frame: pl.DataFrame, *, words: Words, share: str = "lms_share") -> go.Figure:
    """Cohorts down, modules across, share and number of enrolments in each cell; core above mass, set apart.

    Takes a completion.by_cohort_module answer; name_vi, name_en name the cohorts where the frame has them.
    A module the cohort need not do is left blank; one it must do but has no data for says so.
    """
    measure = measures()[_SHARES[share][0]]
    cells: Cells = {(row["cohort_code"], row["number"]): row for row in frame.iter_rows(named=True)}
    numbers = sorted(set(frame["number"]))
    names = _row_names(frame, words)
    columns = [words("figure.matrix.module", number=number) for number in numbers]
    edges = _edges(list(names))
    traces = [
        _known(cells, list(names), numbers, measure, share, words),
        _unknown(cells, list(names), numbers, share, words),
    ]
    for trace in traces:
        trace.y = edges
    middles = [(low + high) / 2 for low, high in pairwise(edges)]
    return drawing.figure(
        traces,
        style.layout(
            words.lang,
            height=round(_FRAME + _ROW * edges[-1]),
            margin={"l": 8, "r": 8, "t": 8, "b": 28},
            xaxis=_names_axis(list(range(len(numbers))), columns, side="top"),
            yaxis=_names_axis(middles, list(names.values()), range=[edges[-1], 0]),
            annotations=[axes.footnote(words("figure.matrix.note"))],
        ),
    )


def _edges(codes: list[str]) -> list[float]:
    return list(accumulate((_LOW if code == _BETWEEN else 1.0 for code in codes), initial=0.0))


def _names_axis(places: Sequence[float], names: list[str], **more: Any) -> dict[str, Any]:
    tick = {"size": 12, "color": style.INK}
    return style.axis(tickvals=list(places), ticktext=names, showgrid=False, tickfont=tick, ticklabelstandoff=4, **more)


def _row_names(frame: pl.DataFrame, words: Words) -> dict[str, str]:
    """Cohort code → name, core before mass with an empty row between the two."""
    names: dict[str, str] = {}
    for role in ROLES:
        of_role = frame.filter(pl.col("role") == role).unique("cohort_code").sort("intake", "cohort_code")
        if names and not of_role.is_empty():
            names[_BETWEEN] = ""
        for row in of_role.iter_rows(named=True):
            own = words("figure.matrix.cohort", role=words(f"role.{role}"), intake=row["intake"])
            names[row["cohort_code"]] = axes.wrapped(words.name(row) if "name_vi" in row else own, 14)
    return names


def _known(
    cells: Cells, codes: list[str], numbers: list[int], measure: Measure, share: str, words: Words
) -> go.Heatmap:
    """The cells that have a share, in the classes of their measure."""
    part = _SHARES[share][1]

    def found(code: str, number: int) -> dict[str, Any] | None:
        cell = cells.get((code, number))
        return cell if cell and cell[share] is not None else None

    def ink(cell: dict[str, Any]) -> str:
        return style.text_on(shades[classes.class_of(cell[share], measure.bands)])

    grid = [[found(code, number) for number in numbers] for code in codes]
    shades = style.shades(measure.family, len(measure.bands) - 1)
    return go.Heatmap(
        z=[[classes.class_of(cell[share], measure.bands) if cell else None for cell in row] for row in grid],
        zmin=-0.5,
        zmax=len(shades) - 0.5,
        colorscale=_steps(shades),
        text=[[_cell_text(cell, share, ink(cell), words) if cell else "" for cell in row] for row in grid],
        customdata=[[_cell_hover(cell, share, part, words) if cell else "" for cell in row] for row in grid],
        **_common(),
    )


def _unknown(cells: Cells, codes: list[str], numbers: list[int], share: str, words: Words) -> go.Heatmap:
    """The cells that must be done and have no share: grey, and they say so. All others stay blank."""

    def is_missing(code: str, number: int) -> bool:
        cell = cells.get((code, number))
        return cell is not None and cell[share] is None

    grid = [[is_missing(code, number) for number in numbers] for code in codes]
    said = words("figure.matrix.no_data")
    grey = style.STATES["no_data"]
    return go.Heatmap(
        z=[[0 if missing else None for missing in row] for row in grid],
        zmin=0,
        zmax=1,
        colorscale=[[0, grey], [1, grey]],
        text=[[said if missing else "" for missing in row] for row in grid],
        customdata=[[words("state.no_data") if missing else "" for missing in row] for row in grid],
        **_common(),
    )


def _common() -> dict[str, Any]:
    return {
        "showscale": False,
        "xgap": _GAP,
        "ygap": _GAP,
        "texttemplate": "%{text}",
        "textfont": {"size": 12},
        "hovertemplate": "%{customdata}<extra></extra>",
        "hoverongaps": False,
    }


def _steps(shades: tuple[str, ...]) -> list[list[Any]]:
    count = len(shades)
    return [[(i + side) / count, shade] for i, shade in enumerate(shades) for side in (0, 1)]


def _cell_text(cell: dict[str, Any], share: str, ink: str, words: Words) -> str:
    count = words.number(cell["enrolments"])
    return (
        f'<span style="color:{ink}"><b>{words.percent(cell[share])}</b></span>'
        f'<br><span style="color:{ink};font-size:10px">{count}</span>'
    )


def _cell_hover(cell: dict[str, Any], share: str, part: str, words: Words) -> str:
    return words(
        "figure.matrix.hover",
        cohort=words("figure.matrix.cohort", role=words(f"role.{cell['role']}"), intake=cell["intake"]),
        module=words("figure.matrix.module", number=cell["number"]),
        share=words.percent(cell[share]),
        part=words.number(cell[part]),
        whole=words.number(cell["enrolments"]),
    )
