"""Profile: one province's measures beside the country's, its districts and its schools."""

import polars as pl
import streamlit as st

from data.measures import measures
from data.store import Store
from pages.figures import stacks
from pages.parts import charts, report, sheets, shell, taking
from pages.parts.plates import says
from pages.parts.view import View
from pages.texts import Words
from pages.told import findings, kinds, naming, saying
from queries import assessment, overview, units


def compared(view: View) -> pl.DataFrame:
    """One row a measure: the province, the country, the gap in words, and the province's place among those known."""
    rows = [_row(view, name) for name in measures() if name != "lms_use"]
    return pl.DataFrame(rows, infer_schema_length=None)


def _row(view: View, name: str) -> dict[str, object]:
    frame = overview.by_province(view.store, **view.headline(name, level="all"))
    own = frame.filter(pl.col("province_code") == view.choice.province).row(0, named=True)
    known = frame.filter(pl.col("share").is_not_null())
    part, whole = int(known["part"].sum()), int(known["whole"].sum())
    # a handful of provinces is not the country
    country = part / whole if whole and 2 * known.height >= frame.height else None
    gap = None if own["share"] is None or country is None else own["share"] - country
    higher = known.filter(pl.col("share") > (own["share"] or 0)).height
    words = view.words
    return {
        "measure": name,
        "title": words(f"measure.{name}.title"),
        "part": own["part"],
        "whole": own["whole"],
        "share": own["share"],
        "country_share": country,
        "gap": None if gap is None else words.points(gap, unit=False),
        "place": None if own["share"] is None else words("province.place", place=higher + 1, of=known.height),
        "said": words(f"state.{own['state']}") if own["share"] is None else _change(own, words),
    }


def _change(own: dict[str, float | None], words: Words) -> str:
    if own["previous_share"] is None:
        return words("number.none")
    return words.points(own["share"] - own["previous_share"], unit=False)


def telling(frame: pl.DataFrame, wanted: str) -> str:
    """The measure whose course is drawn: the one chosen when the province has it, else the first it has."""
    known = frame.filter(pl.col("share").is_not_null())["measure"].to_list()
    return wanted if wanted in known or not known else known[0]


def levels(view: View) -> None:
    """How the province's people were rated, level by level."""
    table = assessment.levels_table(
        view.store,
        report_year=view.choice.year,
        audience=view.choice.audience,
        province_code=view.choice.province,
    )
    title = view.words("assessment.levels", place=view.place)
    shell.subheading(title)
    spread = report.totals(table, view.words)
    said = saying.levels(spread, view.words)
    says(said)
    figure = stacks.levels(spread, label="name", words=view.words)
    charts.draw(figure, key="province-levels", alt=f"{title}. {said}")
    source = sheets.provenance("rated_excellent")
    taking.pictures(figure, key="province-levels", title=title, finding=said, source=source)
    sheets.folded(spread, kinds.LEVELS_RATED, name="province-levels", caption=title)


def directory(view: View) -> None:
    """Without a province: the map and the list from which to choose one."""
    frame = overview.by_province(view.store, **view.headline(view.choice.measure, level="all"))
    where, listed = st.columns([6, 5], gap="large")
    with where:
        says(findings.provinces(frame, view.choice.measure, view.target(view.choice.measure), view.words))
        charts.country(view, frame, key="directory-map", height=600)
        sheets.provenance(view.choice.measure, place=view.words("place.country"))
    with listed:
        caption = view.words("table.provinces", measure=view.label("measure"))
        sheets.table(naming.with_provinces(frame, view.words), kinds.PROVINCES, name="directory", caption=caption)


def districts(view: View, store: Store) -> None:
    """Every district of the province, the chosen one outlined."""
    title = view.words(f"province.{view.offer.catalogue.tier}s", name=view.place)
    frame = units.by_district(store, province_code=view.choice.province, **_asked(view))
    if store.scope.districts is not None:
        frame = frame.filter(pl.col("district_code").is_in(sorted(store.scope.districts)))
    chosen = ("district_code", view.choice.district) if view.choice.district else None
    sheets.table(
        frame.with_columns(pl.col("name_vi").alias("name")),
        kinds.DISTRICTS,
        name="districts",
        caption=title,
        selected=chosen,
    )


def schools(view: View, store: Store) -> None:
    """The schools of the chosen district."""
    if not view.choice.district:
        shell.small(view.words(f"province.choose_{view.offer.catalogue.tier}"))
        return
    title = view.words("province.schools", district=view.label("district"))
    frame = units.by_school(
        store, province_code=view.choice.province, district_code=view.choice.district, **_asked(view)
    )
    levels = [view.words(f"level.{level}") for level in frame["level"]]
    named = naming.with_column(frame.with_columns(pl.col("name_vi").alias("name")), "level_said", levels)
    sheets.table(named, kinds.SCHOOLS, name="schools", caption=title)


def _asked(view: View) -> dict[str, str | int]:
    choice = view.choice
    return {
        "audience": choice.audience,
        "cohort_code": choice.cohort,
        "module_code": choice.module,
        "report_year": choice.year,
    }
