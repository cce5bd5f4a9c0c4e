"""Atlas: one measure on the map of provinces, and what stands beside it."""

from dataclasses import dataclass
from functools import partial

import polars as pl
import streamlit as st

from data.measures import Measure
from data.schema import ALL
from pages.figures import breaks, classes, funnels, palettes, style
from pages.parts import areas, charts, filters, folds, grounds, panels, sheets, shell
from pages.parts.plates import says
from pages.parts.view import View, current
from pages.told import kinds, map_findings, naming, saying
from queries import overview


@dataclass(frozen=True)
class Shown:
    """One measure at the date looked at, and the classes that hold for all its dates."""

    measure: Measure
    frame: pl.DataFrame
    bands: tuple[float, ...]
    around: float | None

    @property
    def colours(self) -> tuple[str, ...]:
        """The colour of each class."""
        if self.around is None:
            return style.shades(self.measure.family, len(self.bands) - 1)
        below = breaks.below(self.bands, self.around)
        return palettes.around_target(below, len(self.bands) - 1 - below)


def over_time(view: View, measure: str, **other: str) -> pl.DataFrame:
    """The measure in every province at every date of the series."""
    return overview.by_province_over_time(view.store, **view.headline(measure, **other))


def at(frame: pl.DataFrame, day: str) -> pl.DataFrame:
    """One date of an answer over time, with the share of the date before it as previous_share."""
    dates = frame["as_of"].unique().sort()
    now = frame.filter(pl.col("as_of") == pl.lit(day).str.to_date())
    earlier = dates.filter(dates < now["as_of"].first())
    if earlier.is_empty():
        return now.with_columns(pl.lit(None, pl.Float64).alias("previous_share"))
    before = frame.filter(pl.col("as_of") == earlier[-1])
    return now.join(
        before.select("province_code", pl.col("share").alias("previous_share")),
        on="province_code",
        how="left",
        maintain_order="left",
    )


def shown(view: View) -> Shown:
    """The measure chosen at the date chosen; classes are made from all dates, so that dates can be compared.

    Areas and districts are known at the snapshot's own date alone, and what stands beside them is of that date too.
    """
    measure = view.measure
    frames = over_time(view, measure.name, **areas.everybody(view))
    has_dates = view.choice.view != "one" or view.choice.shapes == "provinces"
    day = view.choice.date if has_dates else view.snapshot.as_of.isoformat()
    return Shown(measure, at(frames, day), *classing(view, measure, frames))


def classing(view: View, measure: Measure, frames: pl.DataFrame) -> tuple[tuple[float, ...], float | None]:
    """Class breaks by the method chosen, and the target they lie around where that is the method."""
    target = view.target(measure.name)
    method = view.choice.breaks
    if method == "target" and target is None:
        method = "published"
    values = classes.sane(frames)["share"].drop_nulls().to_list()
    found = breaks.breaks(values, method=method, measure=measure, target=target)
    return found, target if method == "target" else None


def one(view: View) -> None:
    """One measure: the map, beside it the ranking, the funnel or the bounds, below it the table."""
    now = shown(view)
    if view.choice.shapes in areas.KINDS:
        areas.areas(view, now)
        return
    if view.choice.shapes == "districts":
        areas.districts(view, now)
        return
    where, beside = st.columns([6, 5], gap="large")
    with where:
        asides = grounds.asides(view) | _partly(view, now.frame)
        charts.atlas(view, now, asides=asides)
        filters.slider("date", view)
        shell.small(view.words(f"map.breaks.{_method(view, now)}"))
        sheets.provenance(now.measure.name, place=view.words("place.country"), day=view.as_of)
    with beside:
        panels.province_card(view, now.frame)
        _several(view, now.frame)
        filters.segments("beside", view)
        _beside(view, now)
    folds.fold(view.words("table.behind"), key="provinces", body=partial(_behind, now))


def _behind(now: Shown) -> None:
    made = current()  # the order is chosen in here
    shell.choices("sort")
    panels.provinces_table(made, panels.sorted_by(now.frame, made.choice.sort, made))


def _method(view: View, now: Shown) -> str:
    return "published" if view.choice.breaks == "target" and now.around is None else view.choice.breaks


def _partly(view: View, frame: pl.DataFrame) -> dict[str, str]:
    """Units that are known in part only, with how many of the provinces they are made of are in the figure."""
    made = grounds.asides(view)
    partly = frame.filter(
        (pl.col("units") > 1) & (pl.col("units_known") < pl.col("units")) & (pl.col("units_known") > 0)
    )
    return {
        row["province_code"]: "\n".join(
            (
                made.get(row["province_code"], ""),
                view.words("map.says.known_in_part", known=row["units_known"], units=row["units"]),
            )
        )
        for row in partly.to_dicts()
    }


def _several(view: View, frame: pl.DataFrame) -> None:
    if len(view.choice.provinces) > 1:
        chosen = frame.filter(pl.col("province_code").is_in(view.choice.provinces))
        title = view.words("map.says.several")
        sheets.table(naming.with_provinces(chosen, view.words), kinds.PROVINCES, name="several", caption=title)


def _beside(view: View, now: Shown) -> None:
    words = view.words
    if view.choice.beside == "funnel":
        said = map_findings.unusual(funnels.outside(now.frame), words)
        says(said)
        charts.funnel(view, now, finding=said, explained=" ".join(funnels.explained(now.frame, words=words)))
    elif view.choice.beside == "bounds":
        frame = overview.bounds(view.store, **view.headline(now.measure.name))
        said = map_findings.bounds(frame, words)
        says(said)
        if now.measure.family == "satisfaction" and view.choice.module == ALL:
            shell.small(words("map.says.bounds_wide"))
        charts.bounds(view, frame, now, finding=said)
    else:
        said = saying.ends(naming.with_provinces(now.frame, words), words, name="name")
        says(said)
        worn = {"bands": now.bands, "colours": now.colours}
        charts.rank(view, now.frame, key="ranking", height=520, finding=said, day=view.as_of, **worn)
