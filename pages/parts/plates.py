"""Plates: a figure as it stands on every screen, with what it says, what it counts, and the table behind it."""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from functools import wraps
from html import escape
from typing import Any

import streamlit as st

from pages.parts import charts, folds, limits, sheets, shell, taking, view
from pages.parts.view import View


def alone(draw: Callable[[View], None]) -> Callable[[], None]:
    """A part of a screen that its own choices rerun alone: the rest of the page is neither asked nor drawn again.

    Choices offered inside must concern nothing outside; those of the whole page stand above, outside.
    """

    @st.fragment
    @wraps(draw)
    def run() -> None:
        made = view.again()
        if limits.is_beyond(made):
            st.rerun()  # the screen as a whole says whose it is
        draw(made)

    return run


def contents(*parts: str) -> None:
    """The parts of a long screen as links to them, in the order in which they stand."""
    made = view.current()
    links = "".join(f'<a href="#{name}">{escape(made.words(f"{made.screen}.part.{name}"))}</a>' for name in parts)
    st.html(f'<nav class="t-contents">{links}</nav>')


def part(name: str) -> None:
    """Where a part of a long screen begins."""
    made = view.current()
    st.html(f'<h2 class="t-part" id="{name}">{escape(made.words(f"{made.screen}.part.{name}"))}</h2>')


def says(finding: str) -> None:
    """The one line that a figure says, in words, above it."""
    st.html(f'<p class="t-says">{escape(finding).replace(" %", "&nbsp;%")}</p>')


def plate(
    figure: Any,
    *,
    key: str,
    title: str,
    finding: str,
    counted: str,
    table: Callable[[], None],
    place: str = "",
    day: date | None = None,
    wide: bool = False,
    box: int = 0,
) -> None:
    """A chart with its title, its finding, its unit and denominator in words, its source, and its table.

    ``figure`` is a figure of pages/figures, None where there is nothing to draw; ``counted`` says what is counted over
    what; ``table`` draws the table behind it. ``wide`` lets it scroll sideways on a telephone, ``box``
    (pixels) up and down in a box of that height.
    """
    shell.subheading(title)
    says(finding)
    if figure is not None:
        with ExitStack() as within:
            if box:
                within.enter_context(st.container(height=box, border=False, key=f"box-{key}"))
            if wide:
                within.enter_context(st.container(key=f"wide-figure-{key}"))
            charts.draw(figure, key=key, alt=f"{title}. {finding}")
    source = sheets.source(counted, place=place or None, day=day)
    taking.pictures(figure, key=key, title=title, finding=finding, source=source)
    folds.fold(view.current().words("table.behind"), key=key, body=table)
