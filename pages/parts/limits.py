"""Limits: what a screen says where the viewer may see less than it shows, and the way back to what is theirs."""

from html import escape

import streamlit as st

from data import access
from data.access import Viewer
from data.store import Store
from pages.parts import audit_noting, filters, opening
from pages.parts.view import View
from pages.told import viewing

# Screens that stand on what is loaded for one's own provinces alone; the others stand on what is meant for all.
_OF_ONES_OWN = frozenset(
    {
        *("modules", "certification", "delivery", "satisfaction", "assessment", "standards", "needs"),
        *("papers", "meeting", "explorer"),
    }
)
_TOTALLED = _OF_ONES_OWN | {"overview", "forecast"}  # that add up over groups
# Screens of which somebody who has no province of their own sees a part.
_IN_PART = frozenset({"province", "commitments"})


def is_beyond(made: View) -> bool:
    """Whether the screen is not the viewer's, or asked for a province whose figures there are not theirs to see."""
    return made.screen not in made.viewer.screens or (made.screen in _OF_ONES_OWN and not _is_own(made))


def wall(made: View) -> None:
    """In place of a screen that is beyond: whose it is, and the way back to the viewer's own."""
    words = made.words
    if made.screen not in made.viewer.screens:
        st.html(f'<p class="t-finding">{escape(words("viewing.screen_closed"))}</p>')
        st.page_link("pages/screens/overview.py", label=words("intake.closed.back"))
        return
    audit_noting.refused("province_not_yours", made.screen)
    own = viewing.place(made.store, words, made.viewer, is_short=True)
    said = words("viewing.own", own=own, place=made.place)
    with st.container(key="beyond", gap="small"):
        st.html(f'<p class="t-finding">{escape(said)}</p>')
        st.button(
            words("viewing.own_open", own=own),
            key="beyond-own",
            type="primary",
            on_click=filters.choose,
            args=("province", made.offer.catalogue.home),
        )
        filters.row(made.choice, made.offer, words, "province")


def told(made: View) -> list[str]:
    """What must be said before a screen of a viewer who sees less: that totals lack groups, that parts lack."""
    words, scope, said = made.words, made.store.scope, []
    if scope.districts is not None and made.screen in _IN_PART:
        said.append(words("viewing.in_part"))
    if made.screen in _TOTALLED and made.store.leaves_out:
        said.append(words("viewing.withheld.totals"))
    return said


def closed(viewer: Viewer) -> str:
    """The key of why somebody may read of a meeting and not write in it."""
    return "meeting.closed" if viewer.role == "guest" else "viewing.meeting_closed"


def has_levels(made: View) -> bool:
    """Whether the ratings of the province chosen, level by level, are the viewer's to see."""
    return _is_own(made) and made.store.scope.districts is None


def units(made: View) -> Store | None:
    """The store with the schools of the province chosen; None, and a quiet sentence, where they are not the viewer's.

    Raises ScopeError where the data cannot tell the province apart.
    """
    words = made.words
    if not access.has_schools(made.viewer):
        return _quietly(words("viewing.no_schools"))
    if not _is_own(made):
        return _quietly(words("viewing.schools_of_others", place=made.place))
    return opening.of_units(made.snapshot, made.viewer, made.choice.province, division=made.store.division)


def _is_own(made: View) -> bool:
    """Whether no province is chosen, or one that is the viewer's."""
    own = made.viewer.own(made.store.division)
    return own is None or made.choice.province in ("", *own)


def _quietly(said: str) -> None:
    st.html(f'<p class="t-small t-limit">{escape(said)}</p>')
