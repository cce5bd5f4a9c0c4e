"""Need and offer: criteria weak and wished for, and modules by how many people speak for them."""

from typing import Any

import plotly.graph_objects as go
import polars as pl
from markupsafe import escape

from pages.figures import axes, drawing, style
from pages.texts import Words

_CRITERION = 30  # pixels a row
_MODULE = 66
_FRAME = 64
_LEFT, _RIGHT = [0.0, 0.47], [0.53, 1.0]
# What speaks for a module, each with its colour; what remains is a mark of its own.
REASONS = {"weak": "#B4540A", "wished_criterion": "#74A4D1", "wished_module": "#1F5FA8"}


def criteria(frame: pl.DataFrame, *, words: Words) -> go.Figure:
    """A criterion a row: on the left how many marked themselves low, on the right how many wish to improve in it.

    Needs ``label``, ``said`` (hover), weak_share, wished_share and is_linked; without a module the bars are orange and
    the name is marked. A share that is not known is a dash, never a bar of nought.
    """
    rows = frame.to_dicts()
    places = [str(i) for i in range(len(rows))]
    names = [str(escape(row["label"])) for row in rows]
    sides = (("weak_share", "x"), ("wished_share", "x2"))
    tops = [_top([row[value] for row in rows]) for value in ("weak_share", "wished_share")]
    return drawing.figure(
        [_criterion_bar(rows, places, value, axis, words) for value, axis in sides],
        style.layout(
            words.lang,
            height=_FRAME + 8 + _CRITERION * max(len(rows), 1),
            margin={"l": 8, "r": 8, "t": _FRAME, "b": 8},
            bargap=0.3,
            xaxis=axes.shares(words, tops[0], every=2, range=[0, tops[0] * 1.35], domain=_LEFT),
            xaxis2=axes.shares(words, tops[1], every=2, range=[0, tops[1] * 1.35], domain=_RIGHT, anchor="y"),
            yaxis=axes.rows(places, names, size=11),
            title=_links(rows, words),
            annotations=[
                _heading(side[0], words(f"figure.offers.{name}"))
                for side, name in ((_LEFT, "weak_short"), (_RIGHT, "wished"))
            ],
        ),
    )


def _links(rows: list[dict[str, Any]], words: Words) -> dict[str, Any] | None:
    """What the two colours mean; nothing where there is but one."""
    if all(row["is_linked"] for row in rows):
        return None
    return axes.key([(style.ACCENT, words("figure.offers.linked")), (style.WARN, words("figure.offers.unlinked"))])


def _criterion_bar(rows: list[dict[str, Any]], places: list[str], value: str, axis: str, words: Words) -> go.Bar:
    return go.Bar(
        x=[row[value] or 0 for row in rows],
        y=places,
        xaxis=axis,
        orientation="h",
        marker={"color": [style.ACCENT if row["is_linked"] else style.WARN for row in rows]},
        text=[words.percent(row[value]) for row in rows],
        textposition="outside",
        textfont={"size": 11, "color": style.INK},
        cliponaxis=False,
        customdata=[row["said"] for row in rows],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _heading(left: float, text: str) -> dict[str, Any]:
    place = {"x": left, "y": 1, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    return place | {"text": f"<b>{escape(text)}</b>", "showarrow": False, "font": {"size": 12, "color": style.INK}}


def modules(frame: pl.DataFrame, *, words: Words) -> go.Figure:
    """A module a row: the people who speak for it, in three bars that are never added, and the estimate that remains.

    Needs ``label``, ``said``, weak, wished_criterion, wished_module and remaining, in the order in which they are
    offered; null where not known.
    """
    rows = frame.to_dicts()
    places = [str(i) for i in range(len(rows))]
    top = _top([row[name] for row in rows for name in (*REASONS, "remaining")])
    marks = [(colour, words(f"figure.offers.{name}")) for name, colour in REASONS.items()]
    key = axes.key(marks)
    key["pad"] = {"l": 8, "t": 40}  # plotly sets several lines higher than one
    key["text"] = key["text"].replace("   ", "<br>") + f"<br>◆ {escape(words('figure.offers.remaining'))}"
    return drawing.figure(
        [*(_reason(rows, places, name, words) for name in REASONS), *_remaining(rows, places, words)],
        style.layout(
            words.lang,
            height=_FRAME + 50 + _MODULE * max(len(rows), 1),
            margin={"l": 8, "r": 8, "t": _FRAME + 36, "b": 8},
            barmode="group",
            bargap=0.28,
            xaxis=style.axis(tickformat=",", nticks=5, range=[0, top * 1.3]),
            yaxis=axes.rows(places, [axes.wrapped(row["label"], 30) for row in rows], size=11),
            title=key,
        ),
    )


def _reason(rows: list[dict[str, Any]], places: list[str], name: str, words: Words) -> go.Bar:
    return go.Bar(
        x=[row[name] for row in rows],
        y=places,
        name=words(f"figure.offers.{name}"),
        orientation="h",
        marker={"color": REASONS[name]},
        customdata=[row["said"] for row in rows],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _remaining(rows: list[dict[str, Any]], places: list[str], words: Words) -> list[go.Scatter]:
    """The estimate as a mark, and its number clear of the longest bar of its row."""
    furthest = [max(row[name] or 0 for name in (*REASONS, "remaining")) for row in rows]
    air = _top(furthest) * 0.012
    mark = {"symbol": "diamond", "size": 11, "color": style.INK, "line": {"color": style.PAPER, "width": 1.5}}
    said = [row["said"] for row in rows]
    marks = go.Scatter(
        x=[row["remaining"] for row in rows],
        y=places,
        mode="markers",
        marker=mark,
        customdata=said,
        cliponaxis=False,
        hovertemplate="%{customdata}<extra></extra>",
    )
    texts = [words("figure.offers.about", people=_people(row, words)) for row in rows]
    numbers = go.Scatter(
        x=[far + air for far in furthest],
        y=places,
        mode="text",
        text=texts,
        textposition="middle right",
        textfont={"size": 12, "color": style.INK},
        hoverinfo="skip",
        cliponaxis=False,
    )
    return [marks, numbers]


def _people(row: dict[str, Any], words: Words) -> str:
    """The estimate; where it is withheld and the need is not, that it is small."""
    is_few = row["remaining"] is None and row["need"] is not None
    return words("needs.few") if is_few else words.number(row["remaining"])


def _top(values: list[float | None]) -> float:
    return max((value for value in values if value is not None), default=0) or 1
