"""What is held for a session ends with what is drawn: Streamlit alone would keep every widget that ever was."""

import gc
import weakref
from types import SimpleNamespace

import pytest
from streamlit.runtime.state.session_state import WStates
from streamlit.testing.v1 import AppTest

from pages.parts import letting_go


class Held:
    """Stands for a view with its store."""


SEEN: list[weakref.ref[Held]] = []


@pytest.fixture(autouse=True)
def letting(monkeypatch):
    """The server's rule, for this test alone."""
    monkeypatch.setattr(WStates, "remove_stale_widgets", WStates.remove_stale_widgets)
    letting_go.of_widgets()
    SEEN.clear()


def page():
    """Draws a box that holds something, until it is told to leave."""
    import weakref

    import streamlit as st

    from tests.pages.test_letting_go import SEEN, Held

    if "leave" in st.session_state:
        st.text("left")
    else:
        held = Held()
        SEEN.append(weakref.ref(held))
        st.selectbox("box", ["a", "b"], key="box", on_change=str, args=(held,))


def test_what_a_widget_held_goes_with_the_widget():
    app = AppTest.from_function(page).run()
    gc.collect()
    assert SEEN[0]() is not None

    app.session_state["leave"] = True
    app.run()
    gc.collect()
    assert [each() for each in SEEN] == [None]


def test_a_widget_that_comes_back_begins_anew_and_is_answered():
    app = AppTest.from_function(page).run()
    app.session_state["leave"] = True
    app.run()
    del app.session_state["leave"]
    app.run()
    app.selectbox(key="box").select("b").run()

    assert (app.selectbox(key="box").value, len(app.exception)) == ("b", 0)


def test_what_stands_outside_a_part_that_ran_alone_is_kept():
    states = WStates()
    for id_, fragment in {"outside": None, "drawn": "part", "left": "part", "other": "another"}.items():
        states.widget_metadata[id_] = SimpleNamespace(id=id_, fragment_id=fragment)

    states.remove_stale_widgets(frozenset({"drawn"}), ["part"])

    assert set(states.widget_metadata) == {"outside", "drawn", "other"}


def test_a_component_goes_on_hearing_its_events_until_it_is_left():
    states = WStates()
    hears = "$$STREAMLIT_INTERNAL_KEY_$$ID-1-ranking__events"
    for id_ in ("$$ID-1-ranking", hears):
        states.widget_metadata[id_] = SimpleNamespace(id=id_, fragment_id=None)

    states.remove_stale_widgets(frozenset({"$$ID-1-ranking"}), None)
    assert hears in states.widget_metadata

    states.remove_stale_widgets(frozenset(), None)
    assert not states.widget_metadata
