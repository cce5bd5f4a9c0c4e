"""The national map as data: what ``static/map/temis-map.js`` is told, once the shapes are in the browser."""

from typing import Any

import polars as pl

from data.measures import Measure
from geo import provinces as shapes
from pages.figures import classes, style
from pages.texts import Words

_BUTTONS = ("zoom_in", "zoom_out", "whole", "no_shapes")


def provinces(
    frame: pl.DataFrame, *, measure: Measure, words: Words, selected: str | None = None, height: int = 600
) -> dict[str, Any]:
    """A by_province answer as classes, one sentence a province, and the legend with the number in each class.

    Codes, classes and sentences are lists of equal order: a change of measure sends these and no geometry.
    """
    vintage = 34 if frame.height == 34 else 63
    found = classes.classified(frame, measure=measure, words=words)
    place = {code: i for i, each in enumerate(found) for code in each.rows["province_code"]}
    rows = list(frame.iter_rows(named=True))
    return {
        "url": shapes.url(vintage),
        "height": height,
        "title": words("figure.map.title", measure=words(f"measure.{measure.name}.title")),
        "legend": words("figure.legend.title_provinces", measure=words(f"measure.{measure.name}.short")),
        "codes": [row["province_code"] for row in rows],
        "names": [words.name(row) for row in rows],
        "said": [classes.spoken(row, measure, words) for row in rows],
        "at": [place[row["province_code"]] for row in rows],
        "classes": [_class(each, words) for each in found],
        "selected": [selected] if selected else [],
        "archipelagos": {name: words(f"figure.map.{name}").split("<br>") for name in ("hoang_sa", "truong_sa")},
        "words": {name: words(f"figure.map.{name}") for name in _BUTTONS},
    }


def _class(each: classes.Class, words: Words) -> dict[str, str]:
    name = words(f"figure.legend.{each.key}") if each.is_state else each.label
    return {
        "key": each.key,
        "label": name,
        "said": words("figure.legend.entry", label=name, count=words.number(each.rows.height)),
        "colour": each.colour,
        "pattern": style.STATE_PATTERNS.get(each.key, ""),
    }
