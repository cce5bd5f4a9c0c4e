"""Stacked bars: how levels of a rating are spread, and which step to the certificate loses people."""

import textwrap
from typing import Any

import plotly.graph_objects as go
import polars as pl
from markupsafe import escape

from data.schema import MARKS
from pages.figures import axes, drawing, style
from pages.texts import Words

_LEVEL_ROW = 42  # pixels
_HEADED_ROW = 48  # pixels, where rows stand under headings and bear whole names
_NAMES = 290  # pixels for these names
_HEADING = 84  # letters of a heading
_STEP_ROW = 56  # pixels
_FRAME = 84  # pixels: legend above, axis below
_ROOM_FOR_TEXT = 0.07  # a narrower segment carries no number
# What waits and what was refused is lighter than what has passed; order and words tell them apart too.
_STEP_PARTS = {"reached": style.ACCENT, "waiting": "#BCD4EB", "refused": "#EBC4A0"}


def levels(frame: pl.DataFrame, *, label: str, words: Words, heads: str | None = None) -> go.Figure:
    """Each row of the frame as 100 % from Chưa đạt to Tốt; ``label`` is the column that names the row.

    Needs chua_dat, dat, kha, tot: counts, null where not read. Rows keep the order of the frame. ``heads`` names the
    column whose texts stand above the first of the rows that share them.
    """
    if heads is not None:
        return _headed(frame, label, heads, words)
    rows = [dict(row, n=_total(row)) for row in frame.iter_rows(named=True)]
    places = [str(i) for i in range(len(rows))]
    names = [_level_name(row, label, words) for row in rows]
    key = [(style.RATINGS[mark], words(f"mark.{mark}")) for mark in MARKS]
    return drawing.figure(
        [_mark_bar(mark, rows, places, label, words) for mark in MARKS],
        _stacked(words, places, names, key, _LEVEL_ROW) | {"xaxis": axes.shares(words, 1.0, every=2, range=[0, 1.0])},
    )


def _headed(frame: pl.DataFrame, label: str, heads: str, words: Words) -> go.Figure:
    """Levels under headings: each heading has a place of its own among the bars."""
    rows = [dict(row, n=_total(row)) for row in frame.iter_rows(named=True)]
    places: list[str] = []
    titles: dict[str, str] = {}
    for i, row in enumerate(rows):
        if not i or row[heads] != rows[i - 1][heads]:
            titles[f"head-{i}"] = row[heads]
            places.append(f"head-{i}")
        places.append(str(i))
    own = [str(i) for i in range(len(rows))]
    names = dict(zip(own, (_level_name(row, label, words, 46) for row in rows), strict=True))
    key = [(style.RATINGS[mark], words(f"mark.{mark}")) for mark in MARKS]
    worn = _stacked(words, places, [names.get(place, "") for place in places], key, _HEADED_ROW)
    worn |= {
        "xaxis": axes.shares(words, 1.0, every=2, range=[0, 1.0]),
        "yaxis": worn["yaxis"] | {"automargin": False},
        "margin": worn["margin"] | {"l": _NAMES, "b": 24},
        "annotations": [_heading(place, title) for place, title in titles.items()],
    }
    return drawing.figure([_mark_bar(mark, rows, own, label, words) for mark in MARKS], worn)


def _heading(place: str, text: str) -> dict[str, Any]:
    """A heading that begins where the names do and runs over the plot."""
    return {
        "text": f"<b>{escape(textwrap.shorten(text, _HEADING, placeholder='…'))}</b>",
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "xshift": 8 - _NAMES,
        "y": place,
        "yanchor": "middle",
        "yshift": -6,
        "showarrow": False,
        "font": {"size": 13, "color": style.INK},
    }


def steps(frame: pl.DataFrame, *, words: Words) -> go.Figure:
    """The way to the certificate, one bar a step: how many got there, and behind them who waits or was refused.

    Takes a completion.chain answer: step, step_no, reached, waiting, refused, share_of_previous.
    """
    rows = list(frame.sort("step_no").iter_rows(named=True))
    places = [row["step"] for row in rows]
    names = [_step_name(row, words) for row in rows]
    longest = max((_length(row) for row in rows), default=0) or 1
    key = [(colour, words(f"figure.bars.{part}")) for part, colour in _STEP_PARTS.items()]
    worn = _stacked(words, places, names, key, _STEP_ROW)
    worn |= {
        "xaxis": style.axis(range=[0, longest * 1.02], showticklabels=False),
        "margin": worn["margin"] | {"b": 28},
        "annotations": [axes.footnote(words("figure.bars.step_note"))],
    }
    return drawing.figure([_step_bar(part, rows, words) for part in _STEP_PARTS], worn)


def _stacked(
    words: Words, places: list[str], names: list[str], key: list[tuple[str, str]], row_height: int
) -> dict[str, Any]:
    return style.layout(
        words.lang,
        barmode="stack",
        bargap=0.34,
        height=_FRAME + row_height * max(len(places), 1),
        margin={"l": 8, "r": 20, "t": 36, "b": 8},
        title=axes.key(key),
        yaxis=axes.rows(places, names),
    )


def _total(row: dict[str, Any]) -> int | None:
    counts = [row[mark] for mark in MARKS]
    return None if None in counts else sum(counts)


def _level_name(row: dict[str, Any], label: str, words: Words, width: int = 20) -> str:
    if row["n"]:
        return axes.wrapped(words("figure.bars.total", label=row[label], count=words.number(row["n"])), width)
    state = words("state.no_data" if row["n"] is None else "state.nobody")
    return axes.wrapped(words("figure.bars.without", label=row[label], state=state), width)


def _mark_bar(mark: str, rows: list[dict[str, Any]], places: list[str], label: str, words: Words) -> go.Bar:
    shares = [row[mark] / row["n"] if row["n"] else None for row in rows]
    colour = style.RATINGS[mark]
    hovers = [
        words(
            "figure.hover.level",
            label=escape(row[label]),
            mark=words(f"mark.{mark}"),
            share=words.ratio(row[mark], row["n"], 2),
            part=words.number(row[mark]),
            whole=words.number(row["n"]),
        )
        for row in rows
    ]
    return go.Bar(
        name=words(f"mark.{mark}"),
        x=shares,
        y=places,
        orientation="h",
        marker={"color": colour, "line": {"color": style.PAPER, "width": 1}},
        text=[words.percent(share, 0) if share and share >= _ROOM_FOR_TEXT else "" for share in shares],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        textfont={"size": 12, "color": style.text_on(colour)},
        customdata=hovers,
        hovertemplate="%{customdata}<extra></extra>",
        meta=mark,
    )


def _length(row: dict[str, Any]) -> int:
    return sum(row[part] or 0 for part in _STEP_PARTS)


def _step_bar(part: str, rows: list[dict[str, Any]], words: Words) -> go.Bar:
    name = words(f"figure.bars.{part}")
    return go.Bar(
        name=name,
        x=[row[part] for row in rows],
        y=[row["step"] for row in rows],
        orientation="h",
        marker={"color": _STEP_PARTS[part], "line": {"color": style.PAPER, "width": 1}},
        customdata=[
            words("figure.hover.step", step=words(f"step.{row['step']}"), name=name, count=words.number(row[part]))
            for row in rows
        ],
        hovertemplate="%{customdata}<extra></extra>",
        meta=part,
    )


def _step_name(row: dict[str, Any], words: Words) -> str:
    """The step, and under it how many reached it: beside the axis, where no bar can push it off the sheet."""
    values = {"reached": words.number(row["reached"]), "share": words.percent(row["share_of_previous"])}
    key = "figure.bars.step_first" if row["share_of_previous"] is None else "figure.bars.step_text"
    name = axes.wrapped(words(f"step.{row['step']}"), 22)
    return f"{name}<br>{words(key, **values)}"
