"""Trail: country, region, province, districts: where the map is, and the way back."""

import streamlit as st

from pages.parts import filters
from pages.parts.choice import options, remembered
from pages.parts.view import View

_COUNTRY = {"region": "", "province": "", "also": "", "district": "", "shapes": "provinces"}


def draw(view: View) -> None:
    """Every step from the country to what is looked at; the last one is where the reader is."""
    steps = _steps(view)
    # there even when it is empty: what stands below it would be drawn anew, and the map forget its zoom and focus
    with st.container(horizontal=True, key="trail", gap="small", vertical_alignment="center"):
        if len(steps) < 2:
            return
        for place, (name, values) in enumerate(steps):
            is_here = place == len(steps) - 1
            _step(view.words("map.says.trail_step", name=name) if place else name, values, place, is_here=is_here)
        goes_on = "districts" in options("shapes", remembered(view.choice), view.offer.catalogue)
        if goes_on and view.choice.shapes != "districts" and view.choice.view == "one":
            st.button(
                view.words("map.says.into_districts", name=view.place),
                key="trail-districts",
                type="tertiary",
                on_click=filters.choose_all,
                args=({"shapes": "districts"},),
            )


def _step(label: str, values: dict[str, str], place: int, *, is_here: bool) -> None:
    st.button(
        label, key=f"trail-{place}", type="tertiary", disabled=is_here, on_click=filters.choose_all, args=(values,)
    )


def _steps(view: View) -> list[tuple[str, dict[str, str]]]:
    choice, labels = view.choice, view.offer.labels
    steps = [(view.words("place.country"), _COUNTRY)]
    own = next((row["region_code"] for row in view.provinces if row["province_code"] == choice.province), "")
    region = choice.region or own
    if region:
        steps.append((labels["region"][region], _COUNTRY | {"region": region}))
    if choice.province:
        steps.append((view.place, {"shapes": "provinces"}))
    if choice.shapes == "districts":
        steps.append((view.words("shapes.districts"), {}))
    return steps
