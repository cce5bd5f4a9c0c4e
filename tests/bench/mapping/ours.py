"""The one place that knows how the dashboard's own map is asked for."""

from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from data.measures import measures
from geo import provinces as shapes
from pages.figures import classes, maps
from pages.texts import Words

MEASURE = "lms_passed"
_VINTAGE = 63
_DETAIL: shapes.Detail = "chi_tiet"


def sheet(frame: pl.DataFrame) -> dict[str, Any]:
    """What the component is told of a by_province answer, with all that the map's screen tells it."""
    ground = maps.Ground((shapes.checked(shapes.url(_VINTAGE, _DETAIL)),), shapes.codes(_VINTAGE))
    return maps.rates(frame, measure=measures()[MEASURE], words=Words("vi"), ground=ground, wear=_wear())


def shapes_file() -> Path:
    """The file of shapes that every contestant draws."""
    return shapes.path(_VINTAGE, _DETAIL)


def class_of(share: float) -> int:
    """Class of a share: two shares of different classes are painted in different colours."""
    return classes.class_of(share, measures()[MEASURE].bands)


@cache
def _wear() -> maps.Wear:
    """One province chosen, and a source as long as on the screen."""
    words = Words("vi")
    title = words(f"measure.{MEASURE}.title")
    return maps.Wear(selected=("22",), heading=title, source=(title, words("foot.boundaries")), file=f"temis-{MEASURE}")
