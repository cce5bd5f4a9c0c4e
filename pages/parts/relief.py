"""Relief: a scene of blocks on the screen, with its legend and what it says in words; nothing is asked elsewhere."""

from html import escape
from itertools import pairwise

import streamlit as st

from pages.figures.relief import Relief
from pages.parts import shell

_ZOOMS = (1.0, 0.92, 0.84, 0.76, 0.68, 0.6, 0.52)


def draw(relief: Relief, *, key: str) -> None:
    """The legend, the scene as high as it was made for, and what it says in words."""
    with st.container(key=key):
        st.html(f"<style>{_style(relief, key)}</style>")
        shell.small(relief.heading)
        st.html(_legend(relief))
        with st.container(key=f"{key}-deck"):  # a chart that chooses nothing has no class of its own
            st.pydeck_chart(relief.deck, height=relief.size[1], alt=relief.alt)
    shell.small(" ".join(relief.notes))


def _style(relief: Relief, key: str) -> str:
    # The scene is so many pixels wide, whatever the column is. In a narrower one all of it is drawn smaller, so that
    # the islands stay in the first view; what is said on pointing stays as large as it was.
    place, width = f".st-key-{key}-deck", relief.size[0]
    narrower = "".join(
        f"@container relief (max-width: {round(width * below)}px) {{ {place} {{ zoom: {zoom}; }}"
        f" {place} .t-pointed {{ zoom: {1 / zoom:.3f}; }} }}"
        for below, zoom in pairwise(_ZOOMS)
    )
    return (
        f".st-key-{key} {{ container: relief / inline-size; }}"
        f"{place} .stDeckGlJsonChart {{ background: {relief.background}; border-radius: 4px; }}"
        f"{narrower}{_unpainted(relief, place)}"
    )


def _unpainted(relief: Relief, place: str) -> str:
    # Only a scene that lives gives the pointer a form. One that has none after a while was never painted.
    said = relief.unpainted.replace('"', "'")
    return (
        "@keyframes t-late { from { opacity: 0; } to { opacity: 1; } }"
        f'{place} .deck-root:not([style*="cursor"])::after {{ content: "{said}"; position: absolute; inset: 0;'
        " padding: 16px; color: var(--t-quiet); animation: t-late 1s 5s both; }"
    )


def _legend(relief: Relief) -> str:
    swatch = '<span style="display:inline-block;width:14px;height:14px;vertical-align:-2px;margin-right:6px;'
    entries = "".join(
        f'<li style="white-space:nowrap">{swatch}background:{colour};border:1px solid var(--t-border)"></span>'
        f"{escape(text)}</li>"
        for colour, text in relief.legend
    )
    listed = 'style="display:flex;flex-wrap:wrap;gap:2px 16px;list-style:none;margin:0;padding:0;font-size:13px"'
    return f"<ul {listed}>{entries}</ul>"
