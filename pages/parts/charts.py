"""Charts: a figure of ``pages/figures`` on the screen, with its alternative text, and clicks that choose."""

from functools import partial
from typing import Any

import polars as pl
import streamlit as st

from data.measures import measures
from pages.figures import bars, maps, style
from pages.parts import filters, mapping
from pages.parts.view import View


def draw(figure: Any, *, key: str, alt: str) -> None:
    """A figure as it is."""
    st.plotly_chart(figure, key=key, theme=None, config=style.CONFIG, alt=alt)


def country(view: View, frame: pl.DataFrame, *, key: str, measure: str | None = None, height: int = 600) -> None:
    """The national map of a by_province answer; a click chooses the province, and the page follows."""
    shown = measures()[measure or view.choice.measure]
    made = maps.provinces(frame, measure=shown, words=view.words, selected=view.province, height=height)
    mapping.draw(made, key=key, chosen=filters.province_chosen)


def rank(view: View, frame: pl.DataFrame, *, key: str, height: int, measure: str | None = None) -> None:
    """The ranking in a box of that height (pixels), with the target where there is one; a click chooses as well."""
    shown = measures()[measure or view.choice.measure]
    figure = bars.ranking(
        frame, measure=shown, words=view.words, selected=view.province, target=view.target(shown.name)
    )
    alt = view.words("chart.ranking", measure=view.words(f"measure.{shown.name}.title"))
    with st.container(height=height, border=False):
        _clickable(figure, key=key, alt=alt, config=style.CONFIG)


def _clickable(figure: Any, *, key: str, alt: str, config: dict[str, Any]) -> None:
    place = filters.chart_key(key)
    st.plotly_chart(
        figure,
        key=place,
        theme=None,
        config=config,
        on_select=partial(filters.province_clicked, key, place),
        selection_mode="points",
        alt=alt,
    )
