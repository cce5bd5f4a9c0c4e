"""Standing: a screen below its header, which its own choices run again without what frames it.

Header, search, bar of screens and foot are a third of what a page sends, and most choices change nothing in them. Where
one does, the whole page runs.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import streamlit as st

from pages.parts import counting, filters, following, limits, opening, view
from pages.parts.view import View


def draw(made: View, page: st.Page, spoken: Callable[[], AbstractContextManager[None]]) -> None:
    """The screen of this run; what goes wrong in it, now or when it runs by itself, is ``spoken`` of."""
    runs: list[None] = []
    frame, seen, has_moved = _frame(made), opening.changed(), following.has_moved()

    @st.fragment
    def screen() -> None:
        if not runs:
            runs.append(None)
            with spoken():  # in here: what leaves a part, Streamlit has shown already
                page.run()
            return
        with counting.run(made.screen), spoken():
            now = view.again()
            if has_moved or limits.is_beyond(now) or _frame(now) != frame or opening.changed() != seen:
                st.rerun()
            page._can_be_called = True  # Streamlit lets a page run once a run, and knows no part that is a page
            page.run()

    screen()


def _frame(made: View) -> tuple[Any, ...]:
    """What the frame shows of the choices: the search has the audience first, and the communes of a province."""
    choice = made.choice
    communes = choice.province if made.offer.catalogue.tier == "commune" else ""
    return (choice.snapshot, choice.division, choice.lang, choice.audience, communes, *filters.problems())
