"""Needs, where: which modules each province or district needs first."""

import polars as pl
import streamlit as st

from data.errors import TemisError
from pages.figures import categories, firsts
from pages.figures.tables import Col, Kind
from pages.parts import charts, grounds, limits, needs_said, plates, sheets, shell
from pages.parts import needs as of_place
from pages.parts.view import View
from pages.texts import Words
from pages.told import naming
from queries import assessment, needs

_COLOURS = 8  # kinds that a map can tell apart
_PLACES = ("first", "second", "third")
_SAID = tuple(f"{name}_said" for name in _PLACES)
_MATRIX: dict[str, Kind] = {
    "name": "text",
    "place_no": "count",
    "number": "count",
    "weak": "count",
    "wished_criterion": "count",
    "wished_module": "count",
    "need": "count",
    "lms_share": "share",
    "remaining": "count",
}


def first_three(frame: pl.DataFrame, key: str) -> pl.DataFrame:
    """One row a place: numbers of its first three modules (first, second, third) and the people who remain there."""
    places = frame.unique(key, maintain_order=True).select(key, *(name for name in ("name",) if name in frame.columns))
    for place, name in enumerate(_PLACES, start=1):
        there = frame.filter(pl.col("place") == place)
        picked = there.select(key, pl.col("number").alias(name), pl.col("remaining").alias(f"{name}_people"))
        places = places.join(picked, on=key, how="left", maintain_order="left")
    return places


def _in_words(frame: pl.DataFrame, words: Words) -> pl.DataFrame:
    """The three modules in words, with head-counts."""
    for name in _PLACES:
        said = [
            words("needs.offer", number=row[name], people=words.number(row[f"{name}_people"])) if row[name] else None
            for row in frame.to_dicts()
        ]
        frame = frame.with_columns(pl.Series(f"{name}_said", said, dtype=pl.String))
    return frame


def country(view: View) -> None:
    """Which module is first where: the map, the list, and the matrix of the first three."""
    words = view.words
    frame = naming.with_provinces(needs.by_province(view.store, **of_place.asked(view)), words)
    states = assessment.by_province(view.store, people="total", **of_place.asked(view)).select("province_code", "state")
    three = first_three(frame, "province_code").join(states, on="province_code", how="left", maintain_order="left")
    three = _in_words(_with_state(three), words)
    title = words("needs.first_where")
    shell.subheading(title)
    plates.says(needs_said.of_places(three, words, kind="province"))
    where, listed = st.columns([6, 5], gap="large")
    with where:
        _map(view, three, title=title)
    with listed:
        said = [row["first_said"] or words(f"state.{row['state']}") for row in three.to_dicts()]
        columns = [Col("name", words("column.name")), *(Col(name, words(f"column.{name}")) for name in _SAID)]
        sheets.given(naming.with_column(three, "first_said", said), columns, name="first-modules", caption=title)
        sheets.source(words("needs.first_counted"), place=view.whole)
    _matrix(view, frame)


def _with_state(three: pl.DataFrame) -> pl.DataFrame:
    """A province with ratings but nothing to offer has no data for this; one with an offer is never stateless."""
    state = pl.when(pl.col("first").is_not_null()).then(pl.lit("value"))
    return three.with_columns(state.when(pl.col("state") == "value").then(pl.lit("no_data")).otherwise("state"))


def _map(view: View, three: pl.DataFrame, *, title: str) -> None:
    """The first module of each province; where it is the same everywhere, the second tells more."""
    words = view.words
    firsts_there = three["first"].drop_nulls().unique().to_list()
    shown = "second" if len(firsts_there) == 1 and three["second"].count() else "first"
    if shown == "second":
        title = words("needs.second_where", number=firsts_there[0])
    named = [words("term.module", number=number) if number else None for number in three[shown]]
    told = three.with_columns(
        pl.col(shown).cast(pl.String).alias("kind"), pl.Series("kind_name", named, dtype=pl.String)
    )
    told = _few_kinds(told, words)
    lacks = (pl.col("kind").is_null()) & (pl.col("state") == "value")
    told = told.with_columns(state=pl.when(lacks).then(pl.lit("no_data")).otherwise("state"))
    wear = grounds.wear(view, title=title)
    charts.mapped(
        lambda: categories.kinds(told, title=title, words=words, ground=grounds.provinces(view), wear=wear),
        key="needs-map",
    )


def _few_kinds(told: pl.DataFrame, words: Words) -> pl.DataFrame:
    """As many kinds as there are colours: the rarest are told together."""
    ranked = told.drop_nulls("kind").group_by("kind").len().sort("len", "kind", descending=[True, False])["kind"]
    if len(ranked) <= _COLOURS:
        return told
    is_rare = pl.col("kind").is_in(ranked[_COLOURS - 1 :].to_list())
    return told.with_columns(
        pl.when(is_rare).then(pl.lit("other")).otherwise("kind").alias("kind"),
        pl.when(is_rare).then(pl.lit(words("needs.other"))).otherwise("kind_name").alias("kind_name"),
    )


def _matrix(view: View, frame: pl.DataFrame) -> None:
    words = view.words
    known = frame.filter((pl.col("place") == 1).any().over("province_code"))
    known = known.with_columns(pl.col("place").alias("place_no"))
    title = words("needs.matrix")
    if known.is_empty():
        return
    with st.container(key="needs-matrix"):
        plates.plate(
            firsts.firsts(known, words=words),
            key="firsts",
            title=title,
            finding=words("needs.matrix_finding", provinces=known["province_code"].n_unique()),
            counted=words("needs.first_counted"),
            table=lambda: sheets.table(known, _MATRIX, name="firsts", caption=title),
            place=view.whole,
            wide=True,
        )


def districts(view: View, modules: pl.DataFrame) -> None:
    """Every district of the province with its first three modules; the chosen one with all of them.

    ``modules`` is the province's own needs.by_module answer, which knows the modules by name.
    """
    words = view.words
    try:
        store = limits.units(view)
    except TemisError as problem:
        shell.notice(shell.said(problem, words))
        return
    if store is None:
        return
    tier = words(f"needs.kind.{view.offer.catalogue.tier}")
    shell.subheading(words("needs.districts", tier=tier, place=view.place))
    if not (store.has("district_criterion") or store.has("district_need")):
        shell.notice(words("needs.no_districts"))
        return
    frame = needs.by_district(store, province_code=view.choice.province, **of_place.asked(view))
    _listed(view, frame.with_columns(pl.col("name_vi").fill_null(pl.col("district_code")).alias("name")))
    shell.choices("district")
    if view.choice.district:
        told = modules.select("module_code", "title_vi", "title_en", "criteria", "training_state")
        own = frame.filter(district_code=view.choice.district).sort("place", "number", nulls_last=True)
        _one(view, own.join(told, on="module_code", how="left", maintain_order="left"))


def _listed(view: View, frame: pl.DataFrame) -> None:
    words = view.words
    hidden = frame.group_by("district_code").agg(pl.col("is_withheld").any())
    three = _in_words(first_three(frame, "district_code"), words)
    three = three.join(hidden, on="district_code", how="left", maintain_order="left")
    few = pl.when("is_withheld").then(pl.lit(words("needs.few"))).otherwise(pl.lit(words("state.no_data")))
    told = three.with_columns(pl.col("first_said").fill_null(few))
    tier = view.offer.catalogue.tier
    plates.says(needs_said.of_places(three, words, kind=tier))
    columns = [Col("name", words("column.name")), *(Col(name, words(f"column.{name}")) for name in _SAID)]
    chosen = ("district_code", view.choice.district) if view.choice.district else None
    caption = words("needs.districts", tier=words(f"needs.kind.{tier}"), place=view.place)
    sheets.given(told, columns, name="first-modules-districts", caption=caption, selected=chosen)
    sheets.source(words("needs.first_counted"), words("needs.few_legend", few=words("needs.few")))


def _one(view: View, frame: pl.DataFrame) -> None:
    """All modules of one district."""
    if frame["need"].count():
        of_place.modules(view, frame, place=view.label("district"))
    else:
        shell.notice(view.words("needs.district_few", district=view.label("district")))
