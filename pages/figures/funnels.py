"""Is this province unusual, or only small? Shares against sizes, and how far shares can be trusted to differ."""

import math
from collections.abc import Collection, Sequence
from typing import Any

import plotly.graph_objects as go
import polars as pl

from data.measures import Measure
from pages.figures import axes, chance, drawing, marks, style
from pages.figures.bounds import bounded, national_bounds
from pages.figures.chance import Common, outside
from pages.texts import Words

__all__ = ["bounded", "explained", "funnel", "national_bounds", "outside"]

_HEIGHT = 440  # pixels
_MARGIN = {"l": 8, "r": 58, "t": 66, "b": 8}
_FEW = 10  # provinces


def funnel(
    frame: pl.DataFrame,
    *,
    measure: Measure,
    words: Words,
    selected: Collection[str] = (),
    target: float | None = None,
) -> go.Figure:
    """Provinces by size and share, with the limits that chance, and the usual difference of provinces, leave.

    Takes a by_province answer; rows without a share are left out, for the caller to name. Points beyond a limit and
    the ``selected`` carry their names; a point's ``customdata[0]`` is the province code.
    """
    rows = outside(frame)
    found = chance.common(rows)
    if found is None:
        return _empty(words)
    sizes = _sizes(rows)
    bottom, top = _range([*(rows["part"] / rows["whole"]), found.share, *([] if target is None else [target])])
    figure = drawing.figure(
        [*marks.limits(found, sizes), marks.points(rows, measure, words, selected)],
        style.layout(
            words.lang,
            height=_HEIGHT,
            margin=_MARGIN,
            title=axes.key([]) | {"text": "<br>".join(_key(found, words)), "pad": {"l": 8, "t": 16}},
            xaxis=_size_axis(sizes, bottom, measure, words),
            yaxis=axes.shares(words, min(top, 1.0), bottom, range=[bottom, top]),
            annotations=[_common(found, words), *marks.names(rows, sizes, (bottom, top), words, selected)],
            uirevision="funnel",
        ),
    )
    axes.add_target(figure, target, words, along="y")
    return figure


def explained(frame: pl.DataFrame, *, words: Words) -> list[str]:
    """What the lines of the funnel are and what a point beyond them means, in sentences; none without data."""
    found = chance.common(chance.counted(frame))
    if found is None:
        return []
    kind = "widened" if found.spread else "only_chance"
    spread = words.number(100 * found.spread, 1)
    provinces = words.number(found.provinces)
    return [
        words("fair.explained.common", share=words.percent(found.share), provinces=provinces),
        words(f"fair.explained.{kind}", **({} if kind == "only_chance" else {"spread": spread})),
        *([words("fair.explained.few")] if found.provinces < _FEW else []),
        words("fair.explained.prompt"),
    ]


def _empty(words: Words) -> go.Figure:
    hidden = {"visible": False, "fixedrange": True}
    middle = {"x": 0.5, "y": 0.5, "xref": "paper", "yref": "paper", "showarrow": False}
    note = {"text": words("fair.funnel.empty"), "font": {"color": style.QUIET}, **middle}
    return drawing.figure([], style.layout(words.lang, height=120, xaxis=hidden, yaxis=hidden, annotations=[note]))


def _key(found: Common, words: Words) -> list[str]:
    if not found.spread:
        return [words("fair.funnel.sides"), words("fair.funnel.only_chance")]
    spread = words.number(100 * found.spread, 1)
    return [words("fair.funnel.sides"), words("fair.funnel.widened", spread=spread), words("fair.funnel.chance")]


def _sizes(rows: pl.DataFrame) -> tuple[float, float]:
    """The smallest and the largest size shown, with room at both ends."""
    least, most = int(rows["whole"].min()), int(rows["whole"].max())
    room = max((most / least) ** 0.06, 1.25 if most / least > 2 else 2.0)
    return least / room, most * room


def _range(shares: Sequence[float]) -> tuple[float, float]:
    """The shares that are shown, to the next five per cents, with room for the marks at the ends."""
    bottom = max(0.0, math.floor((min(shares) - 0.03) * 20) / 20)
    top = min(1.0, math.ceil((max(shares) + 0.03) * 20) / 20)
    return bottom, top + (top - bottom) * 0.04


def _common(found: Common, words: Words) -> dict[str, Any]:
    return {
        "text": words("fair.funnel.common", share=words.percent(found.share)),
        "x": 1,
        "y": found.share,
        "xref": "paper",
        "xanchor": "left",
        "xshift": 4,
        "align": "left",
        "showarrow": False,
        "font": {"size": 12, "color": style.INK},
    }


def _size_axis(sizes: tuple[float, float], bottom: float, measure: Measure, words: Words) -> dict[str, Any]:
    ladder = [step * 10**power for power in range(9) for step in (1, 2, 5)]
    ticks = [tick for tick in ladder if sizes[0] <= tick <= sizes[1]]
    if len(ticks) > 5:
        ticks = [tick for tick in ticks if str(tick)[0] == "1"]
    lines = [words("fair.funnel.sizes", whole=words(f"measure.{measure.name}.whole"))]
    if bottom > 0:
        lines.append(words("fair.funnel.cut_axis", share=words.percent(bottom, 0)))
    return style.axis(
        type="log",
        range=[math.log10(size) for size in sizes],
        tickvals=ticks,
        ticktext=[words.number(tick) for tick in ticks],
        title={"text": "<br>".join(lines), "font": {"size": 12, "color": style.QUIET}},
        showline=True,
    )
