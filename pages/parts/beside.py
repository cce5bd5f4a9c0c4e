"""Beside: maps that compare two measures, or two dates, and the map of kinds."""

from datetime import date

import polars as pl
import streamlit as st

from data.measures import measures
from pages.figures import categories, changes, pairs
from pages.figures.tables import Col
from pages.parts import atlas, charts, filters, grounds, sheets, shell
from pages.parts.view import View
from pages.told import map_findings, naming
from queries import catalogue, overview


def paired(view: View) -> tuple[pl.DataFrame, pairs.Pair]:
    """Both measures in every province, those low on both first, and where each is broken into three."""
    first, second = view.measure, measures()[view.choice.second]
    answers = [atlas.at(atlas.over_time(view, measure.name), view.choice.date) for measure in (first, second)]
    frame = pairs.beside(*answers)
    pair = pairs.pair(frame, first=first, second=second)
    return pairs.ranked(frame, pair), pair


def two(view: View) -> None:
    """Two measures at once, three classes of each."""
    words = view.words
    frame, pair = paired(view)
    first, second = pair.first, pair.second
    where, listed = st.columns([6, 5], gap="large")
    with where:
        title = words(
            "figure.map.pair", first=words(f"measure.{first.name}.title"), second=words(f"measure.{second.name}.title")
        )
        wear = grounds.wear(view, title=title, asides=grounds.asides(view))
        charts.mapped(
            lambda: pairs.both(frame, pair=pair, words=words, ground=grounds.provinces(view), wear=wear), key="map"
        )
        filters.slider("date", view)
        sheets.provenance(first.name, second.name, place=words("place.country"), day=view.as_of)
    with listed:
        shell.subheading(words("map.says.both_low"))
        shell.small(map_findings.both_low(frame.filter("is_low"), first.name, second.name, words))
        columns = [
            Col("name", words("column.name")),
            Col("share", words(f"measure.{first.name}.short"), "share"),
            Col("other_share", words(f"measure.{second.name}.short"), "share"),
            Col("state", words("column.state"), "state"),
        ]
        sheets.given(naming.with_provinces(frame, words), columns, name="two", caption=title)


def has_change(view: View) -> bool:
    """Whether there are two different dates to compare."""
    return view.since not in (None, view.as_of)


def moved(view: View, since: date, day: date) -> pl.DataFrame:
    """The measure in every province at two dates and what changed between them."""
    frames = atlas.over_time(view, view.measure.name)
    return changes.difference(*(atlas.at(frames, each.isoformat()) for each in (since, day)))


def change(view: View) -> None:
    """What moved between two dates; a sentence in place of a map of noughts where there are not two."""
    words, measure = view.words, view.measure
    if not has_change(view):
        shell.notice(words("map.says.first_date", date=words.date(view.as_of)))
        filters.slider("date", view)
        return
    frame = moved(view, view.since, view.as_of)
    title = words("figure.map.change", measure=words(f"measure.{measure.name}.title"))
    where, listed = st.columns([6, 5], gap="large")
    with where:
        wear = grounds.wear(view, title=title, asides=grounds.asides(view))
        charts.mapped(
            lambda: changes.change(frame, measure=measure, words=words, ground=grounds.provinces(view), wear=wear),
            key="map",
        )
        filters.slider("date", view)
        shell.small(words("map.says.between", since=words.date(view.since), date=words.date(view.as_of)))
        sheets.provenance(measure.name, place=words("place.country"), day=view.as_of)
    with listed:
        columns = [
            Col("name", words("column.name")),
            Col("earlier_share", words.date(view.since), "share"),
            Col("share", words.date(view.as_of), "share"),
            Col("said", words("column.change"), "text"),
        ]
        said = [words.points(value, unit=False) for value in frame["change"]]
        listed_frame = naming.with_provinces(frame, words).with_columns(pl.Series("said", said, dtype=pl.String))
        ordered = listed_frame.sort("change", descending=True, nulls_last=True)
        sheets.given(ordered, columns, name="change", caption=title)


def kind_frame(view: View) -> pl.DataFrame:
    """Every province with kind and kind_name, its LMS, university or region; null where its state says why not."""
    kind = view.choice.theme
    facts = overview.facts(view.store)
    code = {"platform": "platform", "university": "university_code", "region": "region_code"}[kind]
    names = {} if kind == "platform" else _kind_names(view, kind)
    called = {value: names.get(value, value) for value in facts[code].unique() if value}
    given = pl.when(pl.col(code) != "").then(pl.col(code))
    known = pl.when(given.is_not_null()).then(pl.lit("value")).otherwise(pl.lit("no_data"))
    return facts.with_columns(
        given.alias("kind"),
        given.replace_strict(called, default=None, return_dtype=pl.String).alias("kind_name"),
        (pl.col("platform_state") if kind == "platform" else known).alias("state"),
    )


def kinds(view: View) -> None:
    """Provinces by their LMS, their university or their region."""
    words, kind = view.words, view.choice.theme
    frame = kind_frame(view)
    title = words(f"theme.{kind}")
    where, listed = st.columns([6, 5], gap="large")
    with where:
        wear = grounds.wear(view, title=title)
        charts.mapped(
            lambda: categories.kinds(frame, title=title, words=words, ground=grounds.provinces(view), wear=wear),
            key="map",
        )
        if kind == "university":
            shell.small(words("map.area_note.university"))
    with listed:
        columns = [Col("name", words("column.name")), Col("said", title, "text")]
        said = [row["kind_name"] or words(f"state.{row['state']}") for row in frame.to_dicts()]
        named = naming.with_column(naming.with_provinces(frame, words), "said", said)
        sheets.given(named.sort("kind", "name", nulls_last=True), columns, name="kinds", caption=title)


def _kind_names(view: View, kind: str) -> dict[str, str]:
    if kind == "university":
        return {row["university_code"]: view.words.name(row) for row in catalogue.universities(view.store).to_dicts()}
    return {code: name for code, name in view.offer.labels["region"].items() if code}
