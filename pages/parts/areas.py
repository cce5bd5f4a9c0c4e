"""Areas: one measure in regions, universities' territories, or the districts of one province."""

from typing import Any

import polars as pl
import streamlit as st

from data.schema import ALL, PEOPLE
from geo.provinces import ARCHIPELAGOS
from pages.figures import relief
from pages.parts import charts, grounds, opening, sheets, shell
from pages.parts.view import View
from pages.told import kinds, naming
from queries import overview, units

KINDS = {"regions": "region", "universities": "university"}

# Districts are told apart by neither; what is beside them, and what their classes are made of, is of everybody too.
_EVERYBODY = {"level": ALL, "people": PEOPLE[0]}
# What a province of which nothing is known leaves open for its districts.
_OPEN = ("value", "nobody")


def everybody(view: View) -> dict[str, str]:
    """The choices that districts leave no room for, as they must be asked for there; none on any other map."""
    is_shown = view.choice.view == "one" and view.choice.shapes == "districts"
    return _EVERYBODY if is_shown else {}


def has_territories(view: View) -> bool:
    """Whether the areas chosen can be drawn: managers everywhere are of one academy."""
    return view.choice.shapes == "regions" or view.choice.audience == "teacher"


def area_frame(view: View, measure: str) -> pl.DataFrame:
    """The measure in every region, or in every university's territory."""
    return overview.by_area(view.store, area=KINDS[view.choice.shapes], **view.headline(measure))


def areas(view: View, now: Any) -> None:
    """Regions or universities' territories; a click goes into one."""
    words, area = view.words, KINDS[view.choice.shapes]
    if not has_territories(view):
        shell.notice(words("map.says.no_territories"))
        return
    frame = area_frame(view, now.measure.name)
    where, listed = st.columns([6, 5], gap="large")
    with where:
        charts.areas(view, frame, now, ground=grounds.areas(area))
        sheets.provenance(now.measure.name, place=words("place.country"))
    with listed:
        shell.small(words(f"map.area_note.{area}"))
        caption = words(f"map.by.{area}", measure=words(f"measure.{now.measure.name}.title"))
        sheets.table(naming.with_provinces(frame, words), kinds.AREAS, name=f"by-{area}", caption=caption)


def has_districts(view: View, measure: str) -> bool:
    """Whether the snapshot tells that measure by district."""
    return view.snapshot.has_learners and measure in relief.COLUMNS


def districts(view: View, now: Any) -> None:
    """The districts of one province; the archipelagos stand beside it with the province's own fill."""
    words, name = view.words, now.measure.name
    if not has_districts(view, name):
        shell.notice(_no_districts(view, name))
        return
    frame = district_frame(view, now)
    where, listed = st.columns([6, 5], gap="large")
    with where:
        if view.choice.size == "relief":
            charts.relief(view, frame, now)
        else:
            charts.districts(view, frame, now)
        shell.small(words("map.says.districts_note"))
        sheets.provenance(name)
    with listed:
        caption = words("map.by.district", name=view.place, measure=words(f"measure.{name}.title"))
        named = frame.with_columns(pl.col("name_vi").alias("name")).sort("share", nulls_last=True)
        sheets.table(named, kinds.AREAS_PLAIN, name="by-district", caption=caption)


def _no_districts(view: View, measure: str) -> str:
    words = view.words
    if not view.snapshot.has_learners:
        return words("map.says.no_units")
    possible = ", ".join(words(f"measure.{each}.title") for each in relief.COLUMNS)
    return words("map.says.no_districts", measure=words(f"measure.{measure}.title"), possible=possible)


def district_frame(view: View, now: Any) -> pl.DataFrame:
    """Every district of the province chosen: people, part, whole, share, state, and the id of its shape."""
    store = opening.of_units(view.snapshot, view.viewer, view.choice.province, division=view.store.division)
    choice = view.choice
    answer = units.by_district(
        store,
        province_code=choice.province,
        audience=choice.audience,
        cohort_code=choice.cohort,
        module_code=choice.module,
        report_year=choice.year,
    )
    shapes = {feature["properties"]["district_code"]: feature["id"] for feature in grounds.features(view)}
    known = with_states(relief.of_measure(answer, now.measure), _state(now.frame, choice.province)).with_columns(
        pl.col("district_code").replace_strict(shapes, default=None, return_dtype=pl.String).alias("shape_id"),
    )
    # an archipelago without schools is its province's ground, not a district that owes figures
    is_bare_isle = pl.col("shape_id").is_in(list(ARCHIPELAGOS)) & (pl.col("whole").fill_null(0) == 0)
    return known.filter(~is_bare_isle.fill_null(value=False))


def with_states(frame: pl.DataFrame, province_state: str) -> pl.DataFrame:
    """Districts with their state; one without a figure lacks it for its province's reason, where there is one."""
    lacking = "no_data" if province_state in _OPEN else province_state
    return frame.with_columns(
        pl.when(pl.col("share").is_not_null())
        .then(pl.lit("value"))
        .when(pl.col("whole") == 0)
        .then(pl.lit("nobody"))
        .otherwise(pl.lit(lacking))
        .alias("state")
    )


def _state(provinces: pl.DataFrame, code: str) -> str:
    return next(iter(provinces.filter(pl.col("province_code") == code)["state"]), "value")
