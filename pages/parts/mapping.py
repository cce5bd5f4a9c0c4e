"""Mapping: the national map as a component that loads its shapes once and is then told values only."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from pages.parts import mounting

_mount = mounting.component("temis_map", "map/temis-map.js")


def draw(sheet: dict[str, Any], *, key: str, chosen: Callable[[list[str]], None]) -> None:
    """The map of a sheet; ``chosen`` hears the codes that are chosen after a click, none when all were let go."""

    def heard() -> None:
        chosen(list(st.session_state[key].get("selected") or []))

    _mount(data=mounting.told(sheet), key=key, on_selected_change=heard, default={"selected": sheet["selected"]})
