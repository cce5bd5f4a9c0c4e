"""Axes, target lines and legends that several figures share."""

import textwrap
from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go
from markupsafe import escape

from pages.figures import style
from pages.texts import Words


def share_ticks(top: float, bottom: float = 0.0) -> list[float]:
    """Round tick values between two shares, at most six."""
    span = max(top - bottom, 1e-9)
    step = next((step for step in (0.01, 0.02, 0.05, 0.1) if span / step <= 5), 0.25)
    first = -(-round(bottom / step, 6) // 1)
    count = int(round((top - first * step) / step, 6)) + 1
    return [round((first + i) * step, 6) for i in range(count)]


def shares(words: Words, top: float, bottom: float = 0.0, *, every: int = 1, **more: Any) -> dict[str, Any]:
    """An axis of shares whose ticks are written by words; with ``every`` 2 only each second one, for narrow plots."""
    ticks = named_ticks(words, top, bottom, every=every)
    return style.axis(tickvals=[at for at, _ in ticks], ticktext=[text for _, text in ticks], **more)


def named_ticks(words: Words, top: float, bottom: float = 0.0, *, every: int = 1) -> list[tuple[float, str]]:
    """Each tick between two shares with its text, which only each ``every``-th has."""
    ticks = share_ticks(top, bottom)
    return [(tick, words.percent(tick, 0) if i % every == 0 else "") for i, tick in enumerate(ticks)]


def wrapped(text: str, width: int = 20) -> str:
    """The text, escaped, in lines of about so many letters, so that a long name leaves room for the plot."""
    return "<br>".join(str(escape(line)) for line in textwrap.wrap(text, width))


def rows(places: Sequence[str], names: Sequence[str], *, size: int = 12) -> dict[str, Any]:
    """A category axis that reads from the top, in the given order."""
    return style.axis(
        type="category",
        categoryorder="array",
        categoryarray=list(places),
        tickvals=list(places),
        ticktext=list(names),
        range=[len(places) - 0.4, -0.6],
        tickfont={"size": size, "color": style.INK},
        showgrid=False,
        showline=True,
        ticklabelstandoff=6,
    )


def key(entries: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Colours and their names in one line over the whole width; plotly's own legend keeps to the plot's."""
    line = "   ".join(f'<span style="color:{colour}">■</span> {escape(name)}' for colour, name in entries)
    return {
        "text": line,
        "x": 0,
        "xref": "container",
        "xanchor": "left",
        "y": 1,
        "yref": "container",
        "yanchor": "top",
        "pad": {"l": 8, "t": 8},
        "font": {"size": 12, "color": style.INK},
    }


def footnote(text: str) -> dict[str, Any]:
    """A quiet line under the plot, set to its right edge so that it may run under the names too."""
    return {
        "text": text,
        "x": 1,
        "y": 0,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "right",
        "yanchor": "top",
        "yshift": -4,
        "showarrow": False,
        "font": {"size": 12, "color": style.QUIET},
    }


def target_name(target: float, words: Words) -> str:
    """What a target is called; a whole per cent is written without a decimal."""
    return words("figure.target.name", share=words.percent(target, 0 if round(target * 100, 6) % 1 == 0 else 1))


def add_target(figure: go.Figure, target: float | None, words: Words, *, along: str = "x") -> None:
    """A thin named line at the target's share: upright along x, level along y."""
    if target is None:
        return
    line = {"color": style.WARN, "width": 1.5, "dash": "dot"}
    label = {"text": target_name(target, words), "showarrow": False, "font": {"size": 12, "color": style.WARN}}
    if along == "x":
        figure.add_shape(type="line", x0=target, x1=target, y0=0, y1=1, yref="paper", line=line)
        figure.add_annotation(x=target, y=1, yref="paper", xanchor="center", yanchor="bottom", **label)
    else:
        figure.add_shape(type="line", x0=0, x1=1, xref="paper", y0=target, y1=target, line=line)
        figure.add_annotation(x=0, xref="paper", y=target, xanchor="left", yanchor="bottom", **label)
