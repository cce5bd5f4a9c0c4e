"""The ranking as data: what ``static/ranking`` is told. Whole numbers and names travel, sentences once."""

from typing import Any

import polars as pl

from data.measures import Measure
from pages.figures import axes, bars, classes, maps, style
from pages.texts import Words

_CLASS = "0123456789abcdefghijklmnopqrstuvwxyz"


def told(
    frame: pl.DataFrame,
    *,
    measure: Measure,
    words: Words,
    label: str,
    selected: str | None = None,
    target: float | None = None,
    bands: tuple[float, ...] | None = None,
    colours: tuple[str, ...] | None = None,
) -> dict[str, Any]:
    """Provinces by share, highest first, those without one below by the name of their state.

    Takes what ``bars.ranking`` takes, which draws the same as a picture; ``label`` is what it is called when read
    aloud. Shares, the scale's end and the target are tenths of a per cent.
    """
    bands = bands or measure.bands
    rows = list(bars.ranked(classes.sane(frame)).iter_rows(named=True))
    top = bars.top_of([*(row["share"] for row in rows), target])
    return {
        "label": label,
        "codes": [row["province_code"] for row in rows],
        "names": [words.name(row) for row in rows],
        "at": "".join("_" if row["share"] is None else _CLASS[classes.class_of(row["share"], bands)] for row in rows),
        "colours": list(colours or style.shades(measure.family, len(bands) - 1)),
        "lacking": {
            row["province_code"]: words(f"state.{classes.state_of(row)}") for row in rows if row["share"] is None
        },
        "columns": [[maps.tenths(row) for row in rows], *maps.counted(rows), _before(rows)],
        "formats": "pnnp",
        "marks": maps.marks(words),
        **_sentences(measure, words),
        "top": _tenths(top),
        "ticks": [[_tenths(at), text] for at, text in axes.named_ticks(words, top, every=2)],
        "target": None if target is None else [_tenths(target), axes.target_name(target, words)],
        "selected": selected or "",
    }


def _sentences(measure: Measure, words: Words) -> dict[str, str]:
    """What stands beside a bar, what is said on pointing, and what is said of the date before."""
    unit = words(f"figure.unit.{measure.unit.replace(' ', '_')}")
    counts = words("figure.hover.counts", part="{1}", whole="{2}", unit=unit)
    return {
        "say": words("figure.bars.counts", share="{0}", part="{1}", whole="{2}"),
        "tip": f"{{0}}\n{counts}",
        "before": words("figure.hover.previous", share="{3}"),
    }


def _before(rows: list[dict[str, Any]]) -> list[int | None]:
    earlier = [row.get("previous_share") for row in rows]
    return [None if share is None else round(_tenths(share)) for share in earlier]


def _tenths(share: float) -> float:
    return round(share * 1000, 6)
