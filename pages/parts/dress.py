"""Dress: the style sheet that every screen wears, and what is done once for all of them."""

import gc
from pathlib import Path

import streamlit as st

from pages.figures import style, tables

_CSS = Path(__file__).with_name("shell.css")


@st.cache_resource(show_spinner=False)
def warm() -> None:
    """Take what is imported out of the collector's view: it is looked through after every run otherwise."""
    gc.collect()
    gc.freeze()


@st.cache_resource(show_spinner=False)
def sheet() -> str:
    """The style sheet: colours as variables, the tables' rules, then the frame's, which may overrule them."""
    colours = {
        "ink": style.INK,
        "quiet": style.QUIET,
        "paper": style.PAPER,
        "sea": style.SEA,
        "line": style.LINE,
        "border": style.BORDER,
        "accent": style.ACCENT,
        "warn": style.WARN,
    }
    palette = ":root{" + "".join(f"--t-{name}:{colour};" for name, colour in colours.items()) + "}"
    return palette + tables.CSS + _CSS.read_text(encoding="utf-8")
