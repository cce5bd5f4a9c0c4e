"""Panels: pieces that several screens put together, from frame to figure and table."""

from html import escape
from typing import Any

import polars as pl
import streamlit as st

from data.measures import Measure, measures
from pages.figures import bars, lines
from pages.parts import charts, sheets, shell, taking
from pages.parts.plates import says
from pages.parts.view import View
from pages.texts import Words
from pages.told import findings, kinds, naming, saying
from queries import catalogue, overview

# Which choice answers to which dimension of a measure.
_CHOICES = {"report_year": "year"}


def dimensions(measure: Measure) -> list[str]:
    """The choices that the measure knows."""
    return [_CHOICES.get(dim, dim) for dim in measure.dims]


def sorted_by(frame: pl.DataFrame, sort: str, view: View) -> pl.DataFrame:
    """A by_province answer with the highest share first, or in Vietnamese alphabetical order."""
    if sort == "share":
        return frame.sort("share", "province_code", descending=[True, False], nulls_last=True)
    order = catalogue.provinces(view.store).select("province_code", "vietnamese_order")
    return frame.join(order, on="province_code", how="left").sort("vietnamese_order").drop("vietnamese_order")


def provinces_table(view: View, frame: pl.DataFrame) -> None:
    """Every province with its counts, the chosen one outlined."""
    name = view.choice.measure
    sheets.table(
        naming.with_provinces(frame, view.words),
        kinds.PROVINCES,
        name=f"provinces-{name}",
        caption=view.words("table.provinces", measure=view.words(f"measure.{name}.title")),
        selected=("province_code", view.province) if view.province else None,
    )


def province_card(view: View, frame: pl.DataFrame, *, measure: str | None = None) -> None:
    """What the map says of the province chosen; without one, how to choose."""
    words, name = view.words, measure or view.choice.measure
    row = next(iter(frame.filter(pl.col("province_code") == view.choice.province).to_dicts()), None)
    if row is None:
        st.html(f'<p class="t-small t-onscreen">{escape(words("card.choose"))}</p>')
        return
    lines_ = _card_lines(row, frame, name, words)
    body = "".join(f"<p>{escape(line)}</p>" for line in lines_)
    st.html(f'<section class="t-card"><h2>{escape(words.name(row))}</h2>{body}</section>')
    st.page_link(
        "pages/screens/province.py",
        label=words("card.profile", name=words.name(row)),
        query_params=view.address("province"),
    )


def _card_lines(row: dict[str, Any], frame: pl.DataFrame, measure: str, words: Words) -> list[str]:
    if row["share"] is None:
        return [words("card.state", measure=words(f"measure.{measure}.title"), state=words(f"state.{row['state']}"))]
    said = findings.rate(row, measure, words)
    known = frame.filter(pl.col("share").is_not_null())
    place = known.filter(pl.col("share") > row["share"]).height + 1
    found = [
        words("card.rate", measure=words(f"measure.{measure}.title"), rate=said),
        words("card.place", place=place, of=known.height),
    ]
    if row.get("previous_share") is not None:
        found.append(words("card.change", points=words.points(row["share"] - row["previous_share"])))
    return found


def trend(view: View, measure: str, *, title: str) -> None:
    """The measure at every snapshot of the series, here and in the country when here is a province."""
    words = view.words
    asked = view.headline(measure)
    here = overview.over_time(view.store, **asked, province_code=view.province)
    country = overview.over_time(view.store, **asked, province_code=None) if view.province else None
    if here["share"].null_count() == here.height:
        shell.notice(words("state.no_data"))
        return
    figure = lines.over_time(
        here,
        words=words,
        measure=measures()[measure],
        target=view.target(measure),
        second=country,
        names=(view.place, words("place.country")) if view.province else None,
    )
    said = saying.trend(here, words)
    says(said)
    charts.draw(figure, key=f"trend-{measure}", alt=f"{title}. {said}")
    source = sheets.provenance(measure)
    taking.pictures(figure, key=f"trend-{measure}", title=title, finding=said, source=source)
    sheets.folded(here, kinds.OVER_TIME, name=f"trend-{measure}", caption=title)


def compared(view: View, frame: pl.DataFrame, *, name: str, title: str) -> None:
    """Regions or universities side by side: passed on the LMS, with counts in the table beside."""
    words = view.words
    rows = frame.to_dicts()
    named = naming.with_column(frame, "name", [words.name(row) for row in rows])
    named = naming.with_column(named, "short", [_short(row, words) for row in rows])
    named = naming.with_column(named, "provinces_said", [_provinces(row, words) for row in rows])
    shell.subheading(title)
    said = saying.ends(named, words, name="short", share="lms_share")
    says(said)
    chart, table = st.columns([5, 7], gap="large")
    with chart:
        figure = bars.simple(named, label="short", value="lms_share", words=words, target=view.target("lms_passed"))
        charts.draw(figure, key=f"by-{name}", alt=f"{title}. {said}")
        source = sheets.provenance("lms_passed", place=_seen(view))
        taking.pictures(figure, key=f"by-{name}", title=title, finding=said, source=source)
    with table:
        shown = kinds.REGIONS if name == "region" else kinds.UNIVERSITIES
        sheets.table(named, shown, name=name, caption=title)
    if named.get_column("provinces_assumed", default=pl.Series([0])).sum():
        shell.small(words("modules.assumed"))


def _short(row: dict[str, Any], words: Words) -> str:
    """A region by its name, a university by its code; with the mark where its provinces are partly assumed."""
    name = row.get("university_code") or words.name(row)
    return words("modules.provisional", name=name) if row.get("provinces_assumed") else name


def _provinces(row: dict[str, Any], words: Words) -> str:
    if not row.get("provinces_assumed"):
        return words.number(row.get("provinces", row.get("provinces_with_data")))
    return words("modules.provinces", provinces=row["provinces"], assumed=row["provinces_assumed"])


def _seen(view: View) -> str:
    """All that the viewer may see, whatever province is chosen: what areas are made of."""
    return view.whole


def satisfied_by_module(view: View, frame: pl.DataFrame) -> None:
    """One question, module by module."""
    words = view.words
    title = words("satisfaction.by_module", question=view.label("question"))
    shell.subheading(title)
    names = [
        words("choice.module_label", number=row["number"], title=words.name(row, "title")) for row in frame.to_dicts()
    ]
    named = frame.with_columns(
        pl.Series("name", names, dtype=pl.String),
        pl.Series(
            "short", [words("satisfaction.module", number=number) for number in frame["number"]], dtype=pl.String
        ),
    )
    said = saying.ends(named, words, name="short")
    says(said)
    figure = bars.simple(named, label="short", value="share", words=words)
    charts.draw(figure, key="satisfied-by-module", alt=f"{title}. {said}")
    source = sheets.provenance("satisfied")
    taking.pictures(figure, key="satisfied-by-module", title=title, finding=said, source=source)
    sheets.folded(named, kinds.MODULES_SATISFIED, name="satisfied-by-module", caption=title)


def spread(view: View, frame: pl.DataFrame) -> None:
    """Every point of the scale, so that a mean does not hide who is unhappy."""
    words = view.words
    title = words("satisfaction.spread", question=view.label("question"))
    shell.subheading(title)
    names = [words("satisfaction.point", point=point) for point in frame["answer"]]
    named = frame.with_columns(pl.Series("name", names, dtype=pl.String))
    said = saying.spread(named, words)
    says(said)
    figure = bars.simple(named, label="name", value="share", words=words)
    charts.draw(figure, key="spread", alt=f"{title}. {said}")
    source = sheets.source(words("saying.spread_counted"))
    taking.pictures(figure, key="spread", title=title, finding=said, source=source)
    sheets.folded(named, kinds.SPREAD, name="spread", caption=title)
