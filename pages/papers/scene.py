"""Scene: what one point of an agenda shows, as data; the meeting's screen, its slides and its PDF all draw this."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

import polars as pl

from pages.papers.blocks import Table

KINDS = (
    *("overview", "map", "modules", "chain", "assessment", "satisfaction"),
    *("reporting", "moved", "commitments", "decisions"),
)


@dataclass(frozen=True)
class Item:
    """One point of an agenda: what kind of scene, and the choices it holds fast whatever the meeting has chosen."""

    kind: str
    fixed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Asked:
    """What the meeting has chosen; ``since`` is the date that everything is compared with (None: nothing earlier)."""

    audience: str
    cohort: str
    module: str
    year: int
    question: str
    measure: str
    province: str = ""  # empty: the country
    since: date | None = None


@dataclass(frozen=True)
class Tile:
    """One number large, what it counts, over what, and its change since the date compared with."""

    label: str
    value: str
    note: str = ""
    change: str = ""


@dataclass(frozen=True)
class Series:
    """One row of numbers of a chart; None where there is none."""

    name: str
    values: tuple[float | None, ...]
    colour: str


@dataclass(frozen=True)
class Native:
    """A chart as an office program draws it, so that it can be edited there."""

    form: Literal["bars", "columns", "stacked", "lines"]
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    is_share: bool = True
    target: float | None = None


@dataclass(frozen=True)
class Chart:
    """A chart twice: as the screen draws it and as an office program does; the same numbers in both."""

    title: str
    alt: str
    figure: Any = field(repr=False)
    native: Native


@dataclass(frozen=True)
class MapOf:
    """A map: an answer by province, the measure it is of, its division of the country, the province outlined."""

    frame: pl.DataFrame = field(repr=False)
    measure: str
    title: str
    division: int = 63
    selected: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scene:
    """At most one map and one chart, what they say, and what has changed since the meeting before."""

    item: Item
    title: str
    finding: str
    tiles: tuple[Tile, ...] = ()
    map: MapOf | None = None
    chart: Chart | None = None
    changed: tuple[str, ...] = ()  # what changed since the date compared with, a sentence each
    moved: Table | None = None  # who moved most
    silent: tuple[str, ...] = ()  # names of provinces that have not reported
    silent_said: str = ""  # the same as a sentence, with how many of how many
    table: Table | None = None  # the numbers behind map or chart
    source: tuple[str, ...] = ()  # what is counted over what; place, date, snapshot, kind
    chosen: str = ""  # the choices in words
