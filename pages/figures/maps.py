"""Maps as data: what ``static/map`` is told, once the shapes are in the browser. Values travel, never geometry."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from data.measures import Measure
from geo.provinces import ARCHIPELAGOS
from pages.figures import breaks, classes, palettes, style
from pages.figures.classes import Class
from pages.texts import Words
from pages.texts.numbers import percent_of

_WORDS = ("zoom_in", "zoom_out", "whole", "save_svg", "save_png", "no_shapes", "no_figure")
_PATTERNS = style.STATE_PATTERNS | {classes.ZERO: "level"}
_BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Ground:
    """What is drawn: where the browser finds the shapes, which codes they know, and the frame they are fitted to."""

    urls: tuple[str, ...]
    codes: tuple[str, ...]  # ascending, as the browser orders them
    frame: str = "country"  # or "area": a part of the country, fitted
    key: str = "province_code"  # the column of a frame that holds the codes
    former: str = ""  # where the browser finds the borders that were before, to mark what was merged


@dataclass(frozen=True)
class Wear:
    """How a map is worn on the screen: what is chosen, looked at and drawn large, and what its file says."""

    selected: Collection[str] = ()
    within: Collection[str] = ()
    height: int = 600
    heading: str = ""
    source: Sequence[str] = ()
    file: str = "map"
    asides: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] | None = None  # where the shapes do not carry the names of today


@dataclass(frozen=True)
class Said:
    """What a unit with a value is told: a sentence with places {0}, {1} …, and the numbers to put there."""

    say: str
    formats: str  # one letter a column: n a whole number, p tenths of a per cent, d tenths of a point, signed
    columns: Sequence[Sequence[int | None]]


def rates(
    frame: pl.DataFrame,
    *,
    measure: Measure,
    words: Words,
    ground: Ground,
    wear: Wear,
    bands: tuple[float, ...] | None = None,
    around: float | None = None,
    has_symbols: bool = False,
) -> dict[str, Any]:
    """One measure in classes: a frame with share, part, whole and state a unit, as by_province answers.

    ``bands``   class breaks, the measure's own when not given
    ``around``  a target: classes below and above it wear the two sides of the diverging palette
    """
    colours = None if around is None or bands is None else _two_sided(bands, around)
    found = classes.classified(frame, measure=measure, words=words, bands=bands, colours=colours)
    told = sheet(
        frame,
        found=found,
        said=rate_said(measure, words),
        words=words,
        ground=ground,
        wear=wear,
        title=words(f"measure.{measure.name}.title"),
        legend=words(f"measure.{measure.name}.short"),
    )
    return told | (_symbols(frame, measure, words) if has_symbols else {})


def rate_said(measure: Measure, words: Words) -> Any:
    """The sentence of a share with its part and whole, as a function of the rows it is told about."""
    unit = words(f"figure.unit.{measure.unit.replace(' ', '_')}")
    counts = words("figure.hover.counts", part="{1}", whole="{2}", unit=unit)
    say = words("figure.map.value", share="{0}", counts=counts)

    def said(rows: list[dict[str, Any]]) -> Said:
        return Said(say, "pnn", ([tenths(row) for row in rows], *counted(rows)))

    return said


def tenths(row: Mapping[str, Any]) -> int | None:
    """A share in tenths of a per cent, rounded once from its counts."""
    if row["part"] is None or not row["whole"]:
        return None
    return int(percent_of(row["part"], row["whole"], 1) * 10)


def counted(rows: list[dict[str, Any]]) -> tuple[list[int | None], list[int | None]]:
    """Parts and wholes of the rows."""
    return [row["part"] for row in rows], [row["whole"] for row in rows]


def sheet(
    frame: pl.DataFrame,
    *,
    found: list[Class],
    said: Any,
    words: Words,
    ground: Ground,
    wear: Wear,
    title: str,
    legend: str,
) -> dict[str, Any]:
    """What the browser is told of any map: a class for each unit in the order of the shapes, and how to say it."""
    rows = {row[ground.key]: row for row in frame.iter_rows(named=True)}
    place = {code: i for i, each in enumerate(found) for code in (row[ground.key] for row in each.rows)}
    codes = [code for code in ground.codes if code in rows]
    told = said([rows[code] for code in codes])
    return {
        "urls": list(ground.urls),
        "frame": ground.frame,
        "former": ground.former,
        "lang": words.lang,
        "height": wear.height,
        "title": words(f"figure.map.title_{ground.frame}", measure=title),
        "legend": words("figure.legend.title", measure=legend, unit=words(f"figure.legend.counted_{_kind(ground)}")),
        "codes": None if len(codes) == len(ground.codes) and wear.names is None else codes,
        "names": None if wear.names is None else [wear.names.get(code, code) for code in codes],
        "at": "".join(_BASE36[place[code]] for code in codes),
        "say": told.say,
        "formats": told.formats,
        "columns": [list(column) for column in told.columns],
        "marks": marks(words),
        "classes": [of_class(each, words) for each in found],
        "aside": {code: wear.asides[code] for code in codes if code in wear.asides},
        "selected": [code for code in wear.selected if code in rows],
        "within": list(wear.within),
        "notes": _notes(rows, ground, words),
        "archipelagos": {name: words(f"figure.map.{name}").split("<br>") for name in ("hoang_sa", "truong_sa")},
        "words": {name: words(f"figure.map.{name}") for name in _WORDS},
        "heading": wear.heading or title,
        "source": list(wear.source),
        "file": wear.file,
    }


def isles(
    told: dict[str, Any],
    frame: pl.DataFrame,
    province_code: str,
    *,
    measure: Measure,
    bands: tuple[float, ...],
    words: Words,
) -> dict[str, Any]:
    """A district map with the archipelago of its province: the province's own class, never a value of its own.

    ``frame`` is the by_province answer. The features are ``hoang_sa`` and ``truong_sa``; provinces without them are
    told as they were.
    """
    belongs = {code: name for name, code in ARCHIPELAGOS.items()}.get(province_code)
    row = next(iter(frame.filter(pl.col("province_code") == province_code).to_dicts()), None)
    if belongs is None or row is None or belongs in (told["codes"] or ()):
        return told
    key = classes.key_of(row, bands)
    listed = list(told["classes"])
    if key not in [each["key"] for each in listed]:
        lacking = classes.Class(key, words(f"figure.legend.{key}"), listed[0]["colour"], [])
        listed.append(of_class(lacking, words))
    place = [each["key"] for each in listed].index(key)
    label = words(f"figure.map.{belongs}").replace("<br>", " ")
    numbers = (tenths(row), row["part"], row["whole"])
    return told | {
        "classes": listed,
        "codes": [*told["codes"], belongs],
        "names": [*told["names"], label],
        "at": told["at"] + _BASE36[place],
        "columns": [[*column, number] for column, number in zip(told["columns"], numbers, strict=True)],
        "aside": told["aside"] | {belongs: words("figure.map.as_province", name=words.name(row))},
    }


def of_class(each: Class, words: Words) -> dict[str, Any]:
    """A class or a special state as the browser paints and lists it."""
    return {
        "key": each.key,
        "label": each.label,
        "said": words("figure.legend.entry", label=each.label, count=words.number(len(each.rows))),
        "colour": f"var(--t-state-{each.key})" if each.is_state else each.colour,
        "pattern": _PATTERNS.get(each.key, ""),
        "state": each.is_state,
    }


def _kind(ground: Ground) -> str:
    return ground.key.removesuffix("_code")


def marks(words: Words) -> dict[str, str]:
    """How numbers are written in the reader's form, as ``static/map/drawing.js`` writes them."""
    return {
        "thousands": words("number.thousands"),
        "decimal": words("number.decimal"),
        "percent": words("number.percent", value="{value}"),
        "points": words("number.points", value="{value}"),
        "none": words("number.none"),
    }


def _notes(rows: Collection[str], ground: Ground, words: Words) -> list[str]:
    """What the map cannot show is said below it, so that nothing is dropped silently."""
    unknown = sorted(set(rows) - set(ground.codes))
    return [
        *([words("figure.map.former")] if ground.former else []),
        *([words("figure.map.unknown", codes=", ".join(unknown))] if unknown else []),
    ]


def _two_sided(bands: tuple[float, ...], target: float) -> tuple[str, ...]:
    below = breaks.below(bands, target)
    return palettes.around_target(below, len(bands) - 1 - below)


def _symbols(frame: pl.DataFrame, measure: Measure, words: Words) -> dict[str, Any]:
    """Circles by the number counted, with two or three sizes to read them by."""
    most = int(frame.filter(pl.col("state") == "value")["whole"].max() or 0)
    if not most:
        return {}
    ladder = [step for power in range(10) for step in (10**power, 2 * 10**power, 5 * 10**power) if step <= most]
    steps = ladder[-1:-6:-2][::-1]
    unit = words(f"figure.unit.{measure.unit.replace(' ', '_')}")
    return {
        "symbols": {
            "column": 2,
            "most": most,
            "title": words("figure.map.sizes", unit=unit),
            "steps": [[step, words.number(step)] for step in steps],
        }
    }
