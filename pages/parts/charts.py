"""Charts: a figure of ``pages/figures`` on the screen, with its alternative text, and clicks that choose."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import polars as pl
import streamlit as st

from data.measures import measures
from geo.provinces import GeometryError
from pages.figures import bars, funnels, maps, rankings, style
from pages.parts import dress, filters, grounds, mapping, ranked, sheets, shell, taking
from pages.parts.view import View, current


def draw(figure: Any, *, key: str, alt: str) -> None:
    """A figure in the colours of the reader's theme."""
    st.plotly_chart(style.themed(figure, dark=dress.is_dark()), key=key, theme=None, config=style.CONFIG, alt=alt)


def mapped(sheet: Callable[[], dict[str, Any]], *, key: str, chosen: Callable[[list[str]], None] | None = None) -> None:
    """The map that ``sheet`` makes; shapes that are missing or altered are a sentence, and the page goes on."""
    try:
        made = sheet()
    except GeometryError as problem:
        shell.notice(shell.said(problem, current().words), tone="error")
        return
    mapping.draw(made, key=key, chosen=chosen or filters.provinces_chosen)


def country(view: View, frame: pl.DataFrame, *, key: str, measure: str | None = None, height: int = 600) -> None:
    """The national map of a by_province answer; a click chooses the province, and the page follows."""
    shown = measures()[measure or view.choice.measure]
    wear = grounds.wear(
        view, title=view.words(f"measure.{shown.name}.title"), height=height, asides=grounds.asides(view)
    )
    mapped(
        lambda: maps.rates(
            frame, measure=shown, words=view.words, ground=grounds.provinces(view), wear=replace(wear, within=())
        ),
        key=key,
    )


def atlas(view: View, now: Any, *, asides: dict[str, str]) -> None:
    """The map of one measure at one date in the classes chosen."""
    wear = grounds.wear(view, title=view.words(f"measure.{now.measure.name}.title"), asides=asides)
    has_symbols = view.choice.size == "circles"
    mapped(lambda: _rates(view, now, now.frame, grounds.provinces(view), wear, has_symbols=has_symbols), key="map")


def areas(view: View, frame: pl.DataFrame, now: Any, *, ground: maps.Ground) -> None:
    """Regions or territories in the same classes; a click goes into one."""
    wear = grounds.wear(view, title=view.words(f"measure.{now.measure.name}.title"))
    has_symbols = view.choice.size == "circles"
    mapped(
        lambda: _rates(view, now, frame, ground, replace(wear, selected=(), within=()), has_symbols=has_symbols),
        key="areas",
        chosen=filters.area_chosen,
    )


def districts(view: View, frame: pl.DataFrame, now: Any) -> None:
    """One province's districts in the same classes, flat or with the number of people as height."""
    title = view.words("map.by.district", name=view.place, measure=view.words(f"measure.{now.measure.name}.title"))
    names = dict(frame.drop_nulls("shape_id").select("shape_id", "name_vi").iter_rows())
    wear = replace(grounds.wear(view, title=title), selected=(), within=(), names=names)
    mapped(
        lambda: _with_isles(view, now, _rates(view, now, frame, grounds.districts(view), wear)),
        key="districts",
        chosen=_none,
    )


def relief(view: View, frame: pl.DataFrame, now: Any) -> None:
    """The same districts as blocks, as high as their people are many."""
    from pages.figures import relief as reliefs  # here: it brings pydeck, which nothing else on a first page needs
    from pages.parts import relief as scenes

    province = now.frame.filter(pl.col("province_code") == view.choice.province).row(0, named=True)
    try:
        made = reliefs.districts(
            frame,
            shapes=grounds.collections(view),
            province=province,
            measure=now.measure,
            words=view.words,
            bands=now.bands,
            colours=now.colours,
            dark=dress.is_dark(),
        )
    except GeometryError as problem:
        shell.notice(shell.said(problem, view.words), tone="error")
        return
    scenes.draw(made, key="relief")


def _none(codes: list[str]) -> None:
    del codes  # a district is looked at here; its schools are on the province's own page


def _with_isles(view: View, now: Any, sheet: dict[str, Any]) -> dict[str, Any]:
    return maps.isles(sheet, now.frame, view.choice.province, measure=now.measure, bands=now.bands, words=view.words)


def _rates(
    view: View, now: Any, frame: pl.DataFrame, ground: maps.Ground, wear: maps.Wear, **more: Any
) -> dict[str, Any]:
    return maps.rates(
        frame,
        measure=now.measure,
        words=view.words,
        ground=ground,
        wear=wear,
        bands=now.bands,
        around=now.around,
        **more,
    )


def rank(
    view: View,
    frame: pl.DataFrame,
    *,
    key: str,
    height: int,
    finding: str,
    measure: str | None = None,
    day: date | None = None,
    **worn: tuple,
) -> None:
    """The ranking in a box of that height (pixels), with the target where there is one; a click chooses as well.

    ``finding`` is what stands above it, and in the picture that is taken away.
    """
    shown = measures()[measure or view.choice.measure]
    said = {"measure": shown, "words": view.words, "selected": view.province, "target": view.target(shown.name), **worn}
    alt = view.words("chart.ranking", measure=view.words(f"measure.{shown.name}.title"))
    with st.container(height=height, border=False, key=f"box-{key}"):
        ranked.draw(rankings.told(frame, label=alt, **said), key=key, chosen=filters.province_ranked)
    _taken(view, partial(bars.ranking, frame, **said), shown.name, name="ranking", finding=finding, day=day)


def funnel(view: View, now: Any, *, finding: str, explained: str) -> None:
    """Rate against size, with the limits of chance; a click chooses the province."""
    figure = funnels.funnel(
        now.frame,
        measure=now.measure,
        words=view.words,
        selected=view.choice.provinces,
        target=view.target(now.measure.name),
    )
    alt = view.words("chart.funnel", measure=view.words(f"measure.{now.measure.name}.title"))
    _clickable(figure, key="funnel", alt=alt, config=style.CONFIG)
    shell.small(explained)
    _taken(view, figure, now.measure.name, explained, name="funnel", finding=finding, day=view.as_of)


def bounds(view: View, frame: pl.DataFrame, now: Any, *, finding: str, height: int = 480) -> None:
    """Between what and what each province's rate lies, in a box of that height (pixels)."""
    figure = funnels.bounded(frame, measure=now.measure, words=view.words, selected=view.choice.provinces)
    alt = view.words("chart.bounds", measure=view.words(f"measure.{now.measure.name}.title"))
    with st.container(height=height, border=False, key="box-bounds"):
        draw(figure, key="bounds", alt=alt)
    _taken(view, figure, now.measure.name, name="bounds", finding=finding, day=view.as_of)


def _taken(view: View, figure: Any, measure: str, *more: str, name: str, finding: str, day: date | None) -> None:
    """What stands beside a map says its source with the map on the screen; its picture says it alone."""
    title = view.words(f"taking.{name}", measure=view.words(f"measure.{measure}.title"))
    source = sheets.lines(*sheets.counted(measure), *more, place=view.words("place.country"), day=day)
    taking.pictures(figure, key=name, title=title, finding=finding, source=source)


def _clickable(figure: Any, *, key: str, alt: str, config: dict[str, Any]) -> None:
    place = filters.chart_key(key)
    st.plotly_chart(
        style.themed(figure, dark=dress.is_dark()),
        key=place,
        theme=None,
        config=config,
        on_select=partial(filters.province_clicked, key, place),
        selection_mode="points",
        alt=alt,
    )
