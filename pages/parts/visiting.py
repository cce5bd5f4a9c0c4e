"""Visiting: where each screen is, and who looks at one that stands on no snapshot."""

from dataclasses import dataclass
from html import escape
from typing import Any

import streamlit as st

from data.access import Viewer
from pages.parts import filters
from pages.texts import LANGUAGES, Words
from pages.told import viewing

_KEY = "visit"
_TONGUE = "choose-lang"

# Screen → its address. Vietnamese, since the reader reads it.
ADDRESSES = {
    "overview": "tong-quan",
    "map": "ban-do",
    "province": "ho-so-tinh",
    "peers": "tinh-tuong-dong",
    "modules": "mo-dun",
    "certification": "chung-nhan",
    "forecast": "du-bao",
    "delivery": "lich-boi-duong",
    "satisfaction": "hai-long",
    "assessment": "tu-danh-gia",
    "standards": "chuan",
    "needs": "nhu-cau",
    "commitments": "cam-ket",
    "universities": "truong-dai-hoc",
    "explorer": "khai-thac",
    "sources": "nguon",
    "guide": "huong-dan",
    "papers": "bao-cao",
    "meeting": "hop",
    "intake": "nap-so-lieu",
    "audit": "nhat-ky",
}

# How the screens are gathered in the bar on top; every screen is in one group.
GROUPS = {
    "picture": ("overview", "map", "province", "peers"),
    "training": ("modules", "certification", "forecast", "delivery", "satisfaction"),
    "standing": ("assessment", "standards", "needs"),
    "promises": ("commitments", "universities"),
    "meetings": ("papers", "meeting"),
    "data": ("explorer", "sources", "guide", "intake", "audit"),
}


@dataclass(frozen=True)
class Visit:
    """Who looks, and in which words."""

    viewer: Viewer
    words: Words


def keep(visit: Visit) -> None:
    """Hand the visit to the screen of this run."""
    st.session_state[_KEY] = visit


def current() -> Visit:
    """The visit of this run."""
    return st.session_state[_KEY]


def header(visit: Visit, screen: str) -> Any:
    """The screen's title, and the language, the one choice that means something without data; the row for more."""
    words = visit.words
    seen = words("viewing.chip", scope=viewing.reach(visit.viewer, words))
    row = st.container(horizontal=True, key="header", vertical_alignment="center", gap="small")
    with row:
        st.html(f'<h1 class="t-title">{escape(words(f"{screen}.title"))}</h1><p class="t-seeing">{escape(seen)}</p>')
        st.session_state[_TONGUE] = words.lang
        st.selectbox(
            words("choice.lang"),
            LANGUAGES,
            key=_TONGUE,
            format_func=lambda lang: words(f"lang.{lang}"),
            on_change=lambda: filters.choose("lang", st.session_state[_TONGUE]),
            label_visibility="collapsed",
            width=125,
        )
    return row
