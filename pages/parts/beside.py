"""Beside: maps that compare: two measures, dates, modules, two dates' difference, and kinds."""

import polars as pl
import streamlit as st

from data.measures import measures
from pages.figures import categories, changes, classes, multiples, pairs
from pages.figures.tables import Col
from pages.parts import atlas, charts, filters, findings, grounds, sheets, shell
from pages.parts.view import View
from queries import catalogue, overview


def two(view: View) -> pl.DataFrame:
    """Two measures at once, three classes of each; returns both side by side."""
    words, choice = view.words, view.choice
    first, second = view.measure, measures()[choice.second]
    answers = [atlas.at(atlas.over_time(view, measure.name), choice.date) for measure in (first, second)]
    frame = pairs.beside(*answers)
    found = pairs.pair(frame, first=first, second=second)
    where, listed = st.columns([6, 5], gap="large")
    with where:
        title = words(
            "figure.map.pair", first=words(f"measure.{first.name}.title"), second=words(f"measure.{second.name}.title")
        )
        wear = grounds.wear(view, title=title, asides=grounds.asides(view))
        charts.mapped(
            lambda: pairs.both(frame, pair=found, words=words, ground=grounds.provinces(view), wear=wear), key="map"
        )
        filters.slider("date", view)
        sheets.provenance(first.name, second.name, place=words("place.country"), day=view.as_of)
    with listed:
        shell.subheading(words("map.says.both_low"))
        low = pairs.lowest(frame, found)
        shell.small(findings.both_low(low, first.name, second.name, words))
        columns = [
            Col("name", words("column.name")),
            Col("share", words(f"measure.{first.name}.short"), "share"),
            Col("other_share", words(f"measure.{second.name}.short"), "share"),
            Col("state", words("column.state"), "state"),
        ]
        ranked = _named(frame, view).sort(pl.col("share") + pl.col("other_share"), nulls_last=True)
        sheets.given(ranked, columns, name="two", caption=title)
    return frame


def times(view: View) -> None:
    """The same measure at up to twelve dates, the latest last."""
    frames = atlas.over_time(view, view.choice.measure)
    days = [day for day in frames["as_of"].unique().sort() if day <= view.as_of][-multiples.MOST :]
    panels = [multiples.Panel(f"{day}", view.words.date(day), frames.filter(pl.col("as_of") == day)) for day in days]
    _multiple(view, panels, frames)


def modules(view: View) -> None:
    """Every module of the cohort at the date chosen."""
    words, measure = view.words, view.measure
    if "module" not in measure.dims:
        shell.notice(words("map.says.no_modules", measure=words(f"measure.{measure.name}.title")))
        return
    listed = catalogue.modules(view.store, cohort_code=view.choice.cohort).to_dicts()[: multiples.MOST]
    frames = {row["module_code"]: atlas.over_time(view, measure.name, module=row["module_code"]) for row in listed}
    panels = [
        multiples.Panel(
            row["module_code"],
            words("choice.module_label", number=row["number"], title=words.name(row, "title")),
            atlas.at(frames[row["module_code"]], view.choice.date),
        )
        for row in listed
    ]
    filters.slider("date", view)
    _multiple(view, panels, pl.concat(frames.values()))


def _multiple(view: View, panels: list[multiples.Panel], pooled: pl.DataFrame) -> None:
    words, measure = view.words, view.measure
    bands, _ = atlas.classing(view, measure, pooled)
    title = words(f"measure.{measure.name}.title")
    wear = grounds.wear(view, title=title)
    charts.mapped(
        lambda: multiples.panels(
            panels,
            measure=measure,
            words=words,
            ground=grounds.provinces(view, detail="tong_quan"),
            wear=wear,
            bands=bands,
        ),
        key="panels",
    )
    shell.small(words(f"map.breaks.{view.choice.breaks}"))
    sheets.provenance(measure.name, place=words("place.country"), day=view.as_of)
    shares = panels[-1].frame.select("province_code", "name_vi", "name_en")
    for panel in panels:
        one = classes.sane(panel.frame).select("province_code", pl.col("share").alias(f"share {panel.key}"))
        shares = shares.join(one, on="province_code", how="left", maintain_order="left")
    columns = [
        Col("name", words("column.name")),
        *(Col(f"share {panel.key}", panel.name, "share") for panel in panels),
    ]
    with st.expander(words("table.behind")):
        sheets.given(_named(shares, view), columns, name="panels", caption=title)


def change(view: View) -> None:
    """What moved between two dates."""
    words, choice, measure = view.words, view.choice, view.measure
    frames = atlas.over_time(view, measure.name)
    moved = changes.difference(atlas.at(frames, choice.since), atlas.at(frames, choice.date))
    title = words("figure.map.change", measure=words(f"measure.{measure.name}.title"))
    where, listed = st.columns([6, 5], gap="large")
    with where:
        wear = grounds.wear(view, title=title, asides=grounds.asides(view))
        charts.mapped(
            lambda: changes.change(moved, measure=measure, words=words, ground=grounds.provinces(view), wear=wear),
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
            Col("said", words("column.gap"), "text"),
        ]
        said = [words.points(value, unit=False) for value in moved["change"]]
        listed_frame = _named(moved, view).with_columns(pl.Series("said", said, dtype=pl.String))
        ordered = listed_frame.sort("change", descending=True, nulls_last=True)
        sheets.given(ordered, columns, name="change", caption=title)


def kinds(view: View) -> None:
    """Provinces by their LMS, their university or their region."""
    words, kind = view.words, view.choice.theme
    facts = overview.facts(view.store)
    code = {"platform": "platform", "university": "university_code", "region": "region_code"}[kind]
    names = {} if kind == "platform" else _kind_names(view, kind)
    called = {value: names.get(value, value) for value in facts[code].unique() if value}
    frame = facts.with_columns(
        pl.when(pl.col(code) != "").then(pl.col(code)).alias("kind"),
        pl.lit("not_applicable" if kind == "platform" else "no_data").alias("state"),
    ).with_columns(pl.col("kind").replace_strict(called, default=None, return_dtype=pl.String).alias("kind_name"))
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
        columns = [Col("name", words("column.name")), Col("kind_name", title, "text")]
        sheets.given(_named(frame, view).sort("kind", "name", nulls_last=True), columns, name="kinds", caption=title)


def _kind_names(view: View, kind: str) -> dict[str, str]:
    if kind == "university":
        return {row["university_code"]: view.words.name(row) for row in catalogue.universities(view.store).to_dicts()}
    return {code: name for code, name in view.offer.labels["region"].items() if code}


def _named(frame: pl.DataFrame, view: View) -> pl.DataFrame:
    return frame.with_columns(pl.col(f"name_{view.words.lang}").alias("name"))
