"""Mapping: the national map as a component that loads its shapes once and is then told values only."""

from collections.abc import Callable
from typing import Any

import streamlit as st

# The module comes from the app's own static route: what is inline would travel with every change.
_LOADER = """
const map = import(new URL("/app/static/map/temis-map.js", location.origin));
export default async (component) => (await map).default(component);
"""

_mount = st.components.v2.component("temis_map", js=_LOADER)


def draw(sheet: dict[str, Any], *, key: str, chosen: Callable[[list[str]], None]) -> None:
    """The map of a sheet; ``chosen`` hears the codes that are chosen after a click, none when all were let go."""

    def heard() -> None:
        chosen(list(st.session_state[key].get("selected") or []))

    _mount(data=sheet, key=key, on_selected_change=heard, default={"selected": sheet["selected"]})
