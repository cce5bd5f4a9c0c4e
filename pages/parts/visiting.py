"""Visiting: where each screen is, and who looks at one that stands on no snapshot."""

from dataclasses import dataclass
from html import escape

import streamlit as st

from data.access import Viewer
from pages.parts import filters
from pages.texts import LANGUAGES, Words

_KEY = "visit"
_TONGUE = "choose-lang"

# Screen → its address. Vietnamese, since the reader reads it.
ADDRESSES = {
    "overview": "tong-quan",
    "map": "ban-do",
    "modules": "mo-dun",
    "assessment": "tu-danh-gia",
    "satisfaction": "hai-long",
    "province": "ho-so-tinh",
    "sources": "nguon",
    "intake": "nap-so-lieu",
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


def header(words: Words, screen: str) -> None:
    """The screen's title, and the language, the one choice that means something without data."""
    with st.container(horizontal=True, key="header", vertical_alignment="center", gap="small"):
        st.html(f'<h1 class="t-title">{escape(words(f"{screen}.title"))}</h1>')
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
