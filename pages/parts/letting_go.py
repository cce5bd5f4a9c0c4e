"""Letting go: what Streamlit would keep of the widgets that a session was once shown, for as long as it lasts.

It forgets the value of a widget that is not drawn any more, but keeps how the widget was made: labels, callbacks and
with them the view, its frames and its store. Whoever had followed to a new snapshot still held the store of the old
one, and one was held for every snapshot that had ever been looked at.
"""

from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.runtime.state.session_state import WStates, _is_stale_widget

_remove_stale_widgets = WStates.remove_stale_widgets


def of_widgets() -> None:
    """Forget how a widget was made together with its value."""
    WStates.remove_stale_widgets = _removing


def _removing(states: WStates, active: frozenset[str], fragments: list[str] | None) -> None:
    """After a run: by Streamlit's own rule, which keeps what is outside the parts that ran alone.

    A component hears its events through a second widget, which no run counts among those it drew: it stays with the
    component.
    """
    _remove_stale_widgets(states, active, fragments)
    active |= {_make_trigger_id(each, "events") for each in active if "__" not in each}
    states.widget_metadata = {
        id_: made for id_, made in states.widget_metadata.items() if not _is_stale_widget(made, active, fragments)
    }
