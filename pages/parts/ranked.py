"""Ranked: the ranking of provinces as a component of plain elements, so that no library is waited for."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from pages.parts import mounting

_mount = mounting.component("temis_ranking", "ranking/temis-ranking.js")


def draw(told: dict[str, Any], *, key: str, chosen: Callable[[str], None]) -> None:
    """The ranking of ``figures/rankings``; ``chosen`` hears the code that is chosen, "" when it was let go."""

    def heard() -> None:
        codes = st.session_state[key].get("chosen")
        if codes is not None:
            chosen(next(iter(codes), ""))

    _mount(data=mounting.told(told), key=key, on_chosen_change=heard)
