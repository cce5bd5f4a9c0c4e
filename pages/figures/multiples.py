"""Small multiples: one measure on several maps, the same classes and one legend for all."""

from dataclasses import dataclass
from typing import Any

import polars as pl

from data.measures import Measure
from pages.figures import classes, maps
from pages.texts import Words

MOST = 12


@dataclass(frozen=True)
class Panel:
    """One map of several: a key for its column in a file, what it shows by name, and its by_province answer."""

    key: str
    name: str
    frame: pl.DataFrame


def panels(
    shown: list[Panel],
    *,
    measure: Measure,
    words: Words,
    ground: maps.Ground,
    wear: maps.Wear,
    bands: tuple[float, ...],
) -> dict[str, Any]:
    """Up to twelve maps; the legend counts the classes of the last, each map tells its own by name and share."""
    found = [classes.classified(panel.frame, measure=measure, words=words, bands=bands) for panel in shown]
    states = [each for each in classes.STATES if any(one.key == each for several in found for one in several)]
    title = words(f"measure.{measure.name}.title")
    common = _common(found, states)
    sheets = [
        maps.sheet(
            panel.frame,
            found=_aligned(of_panel, common),
            said=maps.rate_said(measure, words),
            words=words,
            ground=ground,
            wear=wear,
            title=title,
            legend=words(f"measure.{measure.name}.short"),
        )
        for panel, of_panel in zip(shown, found, strict=True)
    ]
    told = [_panel(panel, one, of_panel, words) for panel, one, of_panel in zip(shown, sheets, found, strict=True)]
    # the legend belongs to all maps: it counts nothing, each map says its own counts
    legend = [{**each, "said": each["label"]} for each in sheets[-1]["classes"]]
    return sheets[-1] | {
        "panels": told,
        "classes": legend,
        "legend": words("figure.legend.common", measure=words(f"measure.{measure.name}.short")),
    }


def _common(found: list[list[classes.Class]], states: list[str]) -> list[classes.Class]:
    every = {each.key: each for several in found for each in several}
    plain = [each for each in found[0] if not each.is_state and each.key != classes.ZERO]
    zero = [every[classes.ZERO]] if classes.ZERO in every else []
    return [*zero, *plain, *(every[key] for key in states)]


def _aligned(own: list[classes.Class], common: list[classes.Class]) -> list[classes.Class]:
    """A panel's classes in the order of the common legend; what it lacks is there and empty."""
    mine = {each.key: each for each in own}
    return [mine.get(each.key, classes.Class(each.key, each.label, each.colour, [])) for each in common]


def _panel(panel: Panel, told: dict[str, Any], found: list[classes.Class], words: Words) -> dict[str, Any]:
    known = panel.frame.filter(pl.col("state") == "value")
    part, whole = int(known["part"].sum()), int(known["whole"].sum())
    counts = ", ".join(
        words("figure.legend.entry", label=each.label, count=words.number(len(each.rows)))
        for each in found
        if each.rows
    )
    return {
        "name": panel.name,
        "value": words.ratio(part, whole),
        "label": words("figure.map.panel", name=panel.name, share=words.ratio(part, whole), counts=counts),
        "at": told["at"],
        "columns": told["columns"],
    }
