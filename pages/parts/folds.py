"""Folds: what stands one click away is asked, drawn and sent only from that click on."""

from collections.abc import Callable
from html import escape

import streamlit as st

from pages.parts import shell, view

AT_FIRST = False  # whether a fold stands open where its reader has not said


def fold(label: str, *, key: str, body: Callable[[], None]) -> None:
    """A line that opens what ``body`` draws; nothing else reruns for that. ``key`` is its own on the page.

    ``body`` reads the view of the run that draws it, which may be a later one than this.
    """
    runs: list[None] = []

    @st.fragment
    def run() -> None:
        # by itself: the login may hold no longer, and choices inside may have been made
        now = view.again() if runs else view.current()
        runs.append(None)
        with st.expander(label, key=f"fold-{key}", expanded=AT_FIRST, on_change="rerun") as opened:
            if opened.open:
                with shell.spoken(now.words, now.screen):
                    body()

    run()


def said(label: str, *lines: str) -> None:
    """A line that opens a few sentences: so little is sent with the page, as one piece."""
    with st.expander(label):
        st.html(
            '<div class="t-lines">' + "".join(f'<p class="t-small">{escape(line)}</p>' for line in lines) + "</div>"
        )
