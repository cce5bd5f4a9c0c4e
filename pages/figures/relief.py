"""Relief: the districts of a province as blocks, as high as their people are many, in the colour of their rate."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from data.measures import Measure
from geo.provinces import ARCHIPELAGOS, GeometryError
from pages.figures import blocks, scene, style, telling
from pages.figures.telling import Row, Sheet
from pages.texts import Words

Shapes = Mapping[str, Any] | Sequence[Mapping[str, Any]]  # a FeatureCollection, or one of each former province

# Measure → its part and whole among the columns of a by_district answer; no other measure is known by district.
COLUMNS = {
    "assessment_completed": ("completed", "accounts"),
    "lms_passed": ("lms_passed", "enrolments"),
    "certified": ("certified", "enrolments"),
}
SIZE = (520, 440)  # pixels in which the first view is whole
_TALLEST = 0.2  # of the province's width


@dataclass(frozen=True)
class Relief:
    """A scene with all that is said around it: alternative text, legend of colour and words, and notes.

    ``unpainted`` is said in place of the scene by a browser that cannot draw it.
    """

    deck: blocks.Deck
    alt: str
    heading: str
    legend: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    unpainted: str
    background: str
    size: tuple[int, int]


def of_measure(frame: pl.DataFrame, measure: Measure) -> pl.DataFrame:
    """A by_district answer as people, part, whole and share; KeyError for a measure that is not in COLUMNS."""
    part, whole = (pl.col(column) for column in COLUMNS[measure.name])
    return frame.select(
        "district_code",
        "name_vi",
        pl.col("accounts").alias("people"),
        part.alias("part"),
        whole.alias("whole"),
        pl.when(whole > 0).then(part / whole).alias("share"),
    )


def without_shape(frame: pl.DataFrame, shapes: Shapes) -> list[str]:
    """Names of the districts that have a row but no shape, in the order of the frame."""
    drawn = {_code(feature) for feature in _features(shapes)}
    return [telling.name(row) for row in frame.iter_rows(named=True) if row["district_code"] not in drawn]


def districts(
    frame: pl.DataFrame,
    *,
    shapes: Shapes,
    province: Row,
    measure: Measure,
    words: Words,
    bands: tuple[float, ...] | None = None,
    colours: tuple[str, ...] | None = None,
    dark: bool = False,
    size: tuple[int, int] = SIZE,
) -> Relief:
    """The relief of one province; shapes of several are drawn as one, no shape at all raises GeometryError.

    ``frame`` has one row a district: district_code, name_vi, people, part, whole, share, and state where it is known.
    ``province`` is the row of a by_province answer, whose class the archipelagos wear. ``size`` is in pixels.
    """
    bands = bands or measure.bands
    sheet = Sheet(measure, words, bands, colours or style.shades(measure.family, len(bands) - 1), dark)
    mainland = [feature for feature in _features(shapes) if feature["id"] not in ARCHIPELAGOS]
    if not mainland:
        raise GeometryError("geometry_province", province=province["province_code"])
    listed = {row["district_code"]: row for row in frame.iter_rows(named=True)}
    rows = [listed.get(_code(feature), _unlisted(feature)) for feature in mainland]
    islands = [_islands(each, province, sheet) for each in _features(shapes) if each["id"] in ARCHIPELAGOS]
    return Relief(
        deck=blocks.deck(_blocks(mainland, rows, sheet), islands, size=size, dark=dark),
        alt=telling.alt(rows, province, sheet),
        heading=words("figure.relief.legend", measure=words(f"measure.{measure.name}.short")),
        legend=telling.legend(rows, sheet),
        notes=telling.notes(rows, without_shape(frame, shapes), sheet),
        unpainted=words("figure.relief.unpainted"),
        background=style.DARK[style.SEA] if dark else style.SEA,
        size=size,
    )


def _features(shapes: Shapes) -> list[Mapping[str, Any]]:
    several = [shapes] if isinstance(shapes, Mapping) else shapes
    return [feature for collection in several for feature in collection["features"]]


def _code(feature: Mapping[str, Any]) -> str:
    return feature["properties"]["district_code"]


def _unlisted(feature: Mapping[str, Any]) -> Row:
    """A district that has a shape and no row: it is named, and nothing more is known of it."""
    return {"district_code": _code(feature), "name_vi": feature["properties"]["name_vi"], "share": None}


def _blocks(mainland: Sequence[Mapping[str, Any]], rows: Sequence[Row], sheet: Sheet) -> list[blocks.Block]:
    """The districts, the tallest a fifth of the province's width."""
    counts = [telling.people(row) or 0 for row in rows]
    around = scene.box(place for feature in mainland for place in scene.places(feature["geometry"]))
    metres = _TALLEST * scene.width_of(around) / (max(counts) or 1)
    return [
        blocks.Block(feature["geometry"], telling.name(row), sheet.told(row), sheet.colour(row), metres * count)
        for feature, row, count in zip(mainland, rows, counts, strict=True)
    ]


def _islands(feature: Mapping[str, Any], province: Row, sheet: Sheet) -> blocks.Islands:
    """An archipelago: flat, in the class of its province, for which alone it speaks."""
    label = sheet.words(f"figure.map.{feature['id']}").split("<br>")
    said = sheet.words("figure.relief.islands", province=sheet.words.name(province), rate=sheet.rate(province))
    block = blocks.Block(feature["geometry"], " ".join(label), said, sheet.colour(province))
    return blocks.Islands(block, "\n".join(label))
