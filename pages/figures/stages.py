"""Stages of the way to the certificate: how many stand at each, and how many of them have stood long."""

from typing import Any

import plotly.graph_objects as go
import polars as pl
from markupsafe import escape

from pages.figures import axes, drawing, style
from pages.texts import Words

_ROW = 34  # pixels
_FRAME = 60  # pixels: key above, room below
_ROOM = 1.55  # the numbers stand behind the bars

# What kind of standing a stage is: refused apart from waiting, apart from what nobody has sent on yet.
KINDS = {
    "not_started": "not_sent",
    "at_lms": "waiting",
    "lms_refused": "refused",
    "to_supporter": "not_sent",
    "at_supporter": "waiting",
    "supporter_refused": "refused",
    "to_university": "not_sent",
    "at_university": "waiting",
    "university_refused": "refused",
    "to_certificate": "waiting",
    "done": "done",
}
_COLOURS = {"not_sent": "#C3C9D1", "waiting": "#74A4D1", "refused": "#E9A455", "done": style.ACCENT}
_STALLED = {"stalled": "#E9A455", "moving": "#BCD4EB"}


def stock(frame: pl.DataFrame, *, words: Words) -> go.Figure:
    """Every stage a cohort knows, in the order of the way, as a bar in the colour of its kind, with count and share.

    Takes a certification.stock answer: stage, stage_no, enrolments, share.
    """
    rows = list(frame.filter(pl.col("enrolments").is_not_null()).sort("stage_no").iter_rows(named=True))
    top = max((row["enrolments"] for row in rows), default=0) or 1
    texts = [
        words("figure.stages.count", count=words.number(row["enrolments"]), share=words.percent(row["share"]))
        for row in rows
    ]
    bar = go.Bar(
        x=[row["enrolments"] for row in rows],
        y=[row["stage"] for row in rows],
        orientation="h",
        marker={
            "color": [_COLOURS[KINDS[row["stage"]]] for row in rows],
            "line": {"color": style.BORDER, "width": 0.5},
        },
        text=texts,
        textposition="outside",
        textfont={"size": 12, "color": style.INK},
        cliponaxis=False,
        customdata=[_hover(row["stage"], text, words) for row, text in zip(rows, texts, strict=True)],
        hovertemplate="%{customdata}<extra></extra>",
        meta="stock",
    )
    entries = [(colour, words(f"figure.stages.{kind}")) for kind, colour in _COLOURS.items()]
    return drawing.figure(bar, _worn(rows, entries, top, words))


def stalled(frame: pl.DataFrame, *, words: Words) -> go.Figure:
    """Every stage with unfinished learners: those who stand still, and behind them those who moved lately.

    Takes a certification.stalled_by_stage answer: stage, stage_no, learners, stalled, stalled_share.
    """
    kept = frame.filter(pl.col("stalled").is_not_null() & (pl.col("learners") > 0)).sort("stage_no")
    rows = [dict(row, moving=row["learners"] - row["stalled"]) for row in kept.iter_rows(named=True)]
    top = max((row["learners"] for row in rows), default=0) or 1
    texts = go.Scatter(
        x=[row["learners"] for row in rows],
        y=[row["stage"] for row in rows],
        mode="text",
        text=[_stalled_text(row, words) for row in rows],
        textposition="middle right",
        textfont={"size": 12, "color": style.INK},
        cliponaxis=False,
        hoverinfo="skip",
    )
    entries = [(colour, words(f"figure.stages.{part}")) for part, colour in _STALLED.items()]
    worn = _worn(rows, entries, top, words) | {"barmode": "stack"}
    return drawing.figure([*(_part(part, rows, words) for part in _STALLED), texts], worn)


def shares(frame: pl.DataFrame, *, words: Words, label: str = "short", selected: str | None = None) -> go.Figure:
    """Each row's share of the unfinished who stand still, in the frame's order, with the counts behind the bar.

    Needs stalled, unfinished, stalled_share; ``label`` names the row, ``selected`` is the one set in bold.
    """
    rows = list(frame.iter_rows(named=True))
    places = [str(i) for i in range(len(rows))]
    names = [axes.wrapped(row[label], 30) for row in rows]
    lines = max((name.count("<br>") for name in names), default=0) + 1
    texts = [_stalled_text(row | {"learners": row["unfinished"]}, words) for row in rows]
    bar = go.Bar(
        x=[row["stalled_share"] for row in rows],
        y=places,
        orientation="h",
        marker={"color": _STALLED["stalled"], "line": {"color": style.BORDER, "width": 0.5}},
        text=texts,
        textposition="outside",
        textfont={"size": 12, "color": style.INK},
        cliponaxis=False,
        customdata=[f"<b>{escape(row[label])}</b><br>{text}" for row, text in zip(rows, texts, strict=True)],
        hovertemplate="%{customdata}<extra></extra>",
        meta="stalled",
    )
    bold = [f"<b>{name}</b>" if row[label] == selected else name for name, row in zip(names, rows, strict=True)]
    worn = style.layout(
        words.lang,
        bargap=0.3,
        height=_FRAME + max(26, 16 * lines + 6) * max(len(rows), 1),
        margin={"l": 8, "r": 8, "t": 28, "b": 8},
        xaxis=axes.shares(words, 1.0, every=2, range=[0, _ROOM]) | {"side": "top"},
        yaxis=axes.rows(places, bold),
    )
    return drawing.figure(bar, worn)


def _part(part: str, rows: list[dict[str, Any]], words: Words) -> go.Bar:
    name = words(f"figure.stages.{part}")
    return go.Bar(
        name=name,
        x=[row[part] for row in rows],
        y=[row["stage"] for row in rows],
        orientation="h",
        marker={"color": _STALLED[part], "line": {"color": style.BORDER, "width": 0.5}},
        customdata=[
            _hover(row["stage"], words("figure.stages.learners", name=name, count=words.number(row[part])), words)
            for row in rows
        ],
        hovertemplate="%{customdata}<extra></extra>",
        meta=part,
    )


def _stalled_text(row: dict[str, Any], words: Words) -> str:
    return words(
        "figure.stages.of",
        part=words.number(row["stalled"]),
        whole=words.number(row["learners"]),
        share=words.percent(row["stalled_share"]),
    )


def _hover(stage: str, text: str, words: Words) -> str:
    return f"<b>{escape(words(f'stage.{stage}'))}</b><br>{text}"


def _worn(rows: list[dict[str, Any]], entries: list[tuple[str, str]], top: int, words: Words) -> dict[str, Any]:
    names = [axes.wrapped(words(f"stage.{row['stage']}"), 26) for row in rows]
    return style.layout(
        words.lang,
        bargap=0.3,
        height=_FRAME + _ROW * max(len(rows), 1),
        margin={"l": 8, "r": 8, "t": 36, "b": 8},
        title=axes.key(entries),
        xaxis=style.axis(range=[0, top * _ROOM], showticklabels=False),
        yaxis=axes.rows([row["stage"] for row in rows], names),
    )
