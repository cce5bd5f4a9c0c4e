"""How earlier forecasts did: for each day they were made, how many held, did not, or are still open."""

import plotly.graph_objects as go
import polars as pl

from pages.figures import axes, drawing, style
from pages.texts import Words

# What held on the left, what cannot be told in the middle, what failed on the right.
OUTCOMES = {
    "held": "#1B4F8F",
    "still_open": "#E3E7ED",
    "earlier": "#6FB0D8",
    "later": "#EBC75C",
    "overdue": "#B35806",
}
_ROW = 46  # pixels a date
_FRAME = 112  # pixels: key of three lines above, nothing below


def outcomes(frame: pl.DataFrame, *, words: Words) -> go.Figure | None:
    """One bar per date made, from a forecast.backtest_summary answer of one module; None: no forecast was made."""
    rows = frame.filter(pl.col("made_on").is_not_null()).sort("made_on").to_dicts()
    if not rows:
        return None
    places = [row["made_on"].isoformat() for row in rows]
    most = max(row["forecasts"] for row in rows)
    entries = [(colour, words(f"forecast.outcome.{name}")) for name, colour in OUTCOMES.items()]
    lines = [axes.key(part)["text"] for part in (entries[:2], entries[2:4], entries[4:])]
    title = axes.key([]) | {"text": "<br>".join(lines), "pad": {"l": 8, "t": 16}}
    return drawing.figure(
        [_bar(name, rows, places, most, words) for name in OUTCOMES],
        style.layout(
            words.lang,
            barmode="stack",
            bargap=0.34,
            height=_FRAME + _ROW * len(rows),
            margin={"l": 8, "r": 20, "t": 76, "b": 8},
            title=title,
            xaxis=style.axis(range=[0, most * 1.02], showticklabels=False, showgrid=False),
            yaxis=axes.rows(places, [words.date(row["made_on"]) for row in rows]),
        ),
    )


def _bar(name: str, rows: list[dict], places: list[str], most: int, words: Words) -> go.Bar:
    counts = [row[name] for row in rows]
    colour = OUTCOMES[name]
    said = words(f"forecast.outcome.{name}")
    return go.Bar(
        name=name,
        x=counts,
        y=places,
        orientation="h",
        marker={"color": colour, "line": {"color": style.BORDER, "width": 0.8}},
        text=[words.number(count) if count >= most * 0.05 else "" for count in counts],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        textfont={"size": 12, "color": style.text_on(colour)},
        customdata=[
            f"<b>{words.date(row['made_on'])}</b><br>{said}: {words.number(count)} / {words.number(row['forecasts'])}"
            for row, count in zip(rows, counts, strict=True)
        ],
        hovertemplate="%{customdata}<extra></extra>",
        meta=name,
    )
