"""How low and how high each share could be, had everybody been heard from."""

import math
from collections.abc import Collection
from typing import Any, Literal

import plotly.graph_objects as go
import polars as pl
from markupsafe import escape

from data.measures import Measure
from pages.figures import axes, classes, drawing, style
from pages.texts import Words

_ROW = 22  # pixels a province
_FRAME = 116  # pixels: key and axis above the rows
_TEXT = 1.03  # where the numbers begin, in lengths of the axis


def bounded(
    frame: pl.DataFrame,
    *,
    measure: Measure,
    words: Words,
    selected: Collection[str] = (),
    by: Literal["low", "width"] = "low",
) -> go.Figure:
    """A bar a province from the least to the most that its share can be, and a dot at the share of those heard from.

    Takes an overview.bounds answer; the highest least, or the widest bar, on top; where the base is not known only
    the dot, and provinces without a share below by the name of their state. ``customdata[0]`` is the province code.
    """
    rows = _sorted(frame, by)
    codes = [row["province_code"] for row in rows]
    names = [_emphasised(str(escape(words.name(row))), row["province_code"] in selected) for row in rows]
    start = _start([row["least"] for row in rows if row["least"] is not None])
    return drawing.figure(
        [_bars(rows, measure), _dots(rows, measure, words), _texts(rows, start, words)],
        style.layout(
            words.lang,
            height=_FRAME + _ROW * max(len(rows), 1),
            margin={"l": 8, "r": 8, "t": _FRAME - 8, "b": 8},
            title=axes.key([]) | {"text": _key(measure, start, words), "pad": {"l": 8, "t": 16}},
            xaxis=axes.shares(words, 1.0, start, every=2, range=[start, start + (1 - start) * 1.55], side="top"),
            yaxis=axes.rows(codes, names, size=11),
            uirevision="bounded",
        ),
    )


def national_bounds(frame: pl.DataFrame) -> tuple[float | None, float | None, float | None]:
    """The least, the reported and the most that the share of all rows together can be, from their sums.

    A province that has not reported counts with its whole base as missing, and not at all where that is not known.
    The least and the most are null where a province has a share but no base; all three where nobody was heard from.
    """
    heard = frame.filter(pl.col("state") == "value")
    part, whole = heard["part"].sum(), heard["whole"].sum()
    share = part / whole if whole else None
    base = frame.select(pl.max_horizontal("base", pl.when(pl.col("state") == "value").then("whole")).sum()).item()
    if share is None or heard["base"].has_nulls():
        return None, share, None
    return part / base, share, (part + base - whole) / base


def _sorted(frame: pl.DataFrame, by: str) -> list[dict[str, Any]]:
    """The rows in their order from the top, with least and most: of the share itself where the base is not known."""
    has_share = pl.col("state") == "value"
    ordered = frame.with_columns(
        share=pl.when(has_share & (pl.col("whole") > 0)).then(pl.col("part") / pl.col("whole")),
        is_known=has_share & pl.col("base").is_not_null(),
        place=pl.col("state").replace_strict(
            {state: place for place, state in enumerate(classes.STATES)}, default=-1, return_dtype=pl.Int8
        ),
    ).with_columns(
        least=pl.when("is_known").then("low_share").otherwise("share"),
        most=pl.when("is_known").then("high_share").otherwise("share"),
    )
    first = pl.col("least") if by == "low" else pl.when("is_known").then(pl.col("most") - pl.col("least"))
    ordered = ordered.sort(
        "place", first, "least", "province_code", descending=[False, True, True, False], nulls_last=True
    )
    return ordered.to_dicts()


def _start(shares: list[float]) -> float:
    """Where the axis begins: a bar is a range here, so its length is right wherever that is; nought for low shares."""
    least = min(shares, default=0.0)
    return math.floor(least * 10 - 0.2) / 10 if least >= 0.3 else 0.0


def _bars(rows: list[dict[str, Any]], measure: Measure) -> go.Bar:
    return go.Bar(
        name="bounds",
        base=[row["least"] if row["is_known"] else None for row in rows],
        x=[row["most"] - row["least"] if row["is_known"] else None for row in rows],
        y=[row["province_code"] for row in rows],
        orientation="h",
        width=0.42,
        marker={"color": style.FAMILIES[measure.family][1], "line": {"color": style.BORDER, "width": 0.8}},
        customdata=[[row["province_code"]] for row in rows],
        hoverinfo="skip",
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
        meta="bounds",
    )


def _dots(rows: list[dict[str, Any]], measure: Measure, words: Words) -> go.Scatter:
    return go.Scatter(
        name="reported",
        x=[row["share"] for row in rows],
        y=[row["province_code"] for row in rows],
        mode="markers",
        marker={"color": style.INK, "size": 8, "line": {"color": style.PAPER, "width": 1}},
        customdata=[[row["province_code"], _hover(row, measure, words)] for row in rows],
        hovertemplate="%{customdata[1]}<extra></extra>",
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
        cliponaxis=False,
    )


def _texts(rows: list[dict[str, Any]], start: float, words: Words) -> go.Scatter:
    """The bounds in a column of their own; a state stands where its bar would."""
    column = start + (1 - start) * _TEXT
    return go.Scatter(
        name="numbers",
        x=[start if row["share"] is None else column for row in rows],
        y=[row["province_code"] for row in rows],
        mode="text",
        text=[_text(row, words) for row in rows],
        textposition="middle right",
        textfont={"size": 11, "color": style.INK},
        cliponaxis=False,
        hoverinfo="skip",
    )


def _text(row: dict[str, Any], words: Words) -> str:
    if row["share"] is None:
        return words(f"state.{classes.state_of(row)}")
    if not row["is_known"]:
        return words("fair.bounds.unknown")
    low, high = (words.number(row[end] * 100, 1) for end in ("least", "most"))
    return words("fair.bounds.between", low=low, high=high)


def _hover(row: dict[str, Any], measure: Measure, words: Words) -> str:
    said = classes.said(row, measure, words)
    if not row["is_known"]:
        return said
    return f"{said}<br>" + words(
        "fair.bounds.hover",
        low=words.percent(row["least"]),
        high=words.percent(row["most"]),
        missing=words.number(row["missing"]),
        base=words.number(row["base"]),
        unit=words(f"figure.unit.{measure.unit.replace(' ', '_')}"),
    )


def _key(measure: Measure, start: float, words: Words) -> str:
    """Bar and dot, what overlapping means, and where the axis begins; a line each."""
    bar = f'<span style="color:{style.FAMILIES[measure.family][1]}">▬</span>'
    lines = [
        f"{bar} {words('fair.bounds.key')}",
        f"● {words('fair.bounds.reported')}",
        words("fair.bounds.overlap"),
    ]
    if start > 0:
        lines.append(words("fair.bounds.cut_axis", share=words.percent(start, 0)))
    return "<br>".join(lines)


def _emphasised(text: str, is_selected: bool) -> str:
    return f"<b>{text}</b>" if is_selected else text
