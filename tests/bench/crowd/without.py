"""The dashboard without the measures taken, to be compared with: ``python -m tests.bench.crowd.without NAMES …``.

The same ``app.py`` in the same process, with what ``NAMES`` (with commas) says put back to what it would be otherwise;
what follows goes to ``streamlit run``. It stands here and is no switch of the dashboard.
"""

import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

import plotly.graph_objects as go
import streamlit as st
from streamlit.web import cli

from data import history, settings, targets
from data.common import kept
from data.errors import SnapshotError
from data.store import open_store
from pages.figures import drawing
from pages.parts import dress, opening, serving
from queries import runner

KEPT = 4  # stores that a session keeps: its own, those of a province with its schools, of another date


def _put(module: ModuleType | object, name: str, other: Any) -> Any:
    """Put another thing in place of what a module calls so; what it was. Raises AttributeError where there is none."""
    was = getattr(module, name)
    setattr(module, name, other)
    return was


def _without_stores() -> None:
    """Each session loads its own store into its own memory.

    It reads the prepared files, so that loading takes no longer than it did before there were any: half a second of
    processor. What each then decided anew, which groups are small, is left out, in favour of what is compared with.
    """
    attach = _put(kept, "attach", lambda *given: _into_memory(attach, *given))
    _put(opening, "store", _of_this_session)


def _into_memory(attach: Callable[..., None], connection: Any, alias: str, *given: Any) -> None:
    attach(connection, "prepared", *given)
    connection.execute(f"attach ':memory:' as {alias}")
    connection.execute(f"copy from database prepared to {alias}")
    connection.execute("detach prepared")


def _of_this_session(snapshot: Any, scope: Any, *, division: int | None = None) -> Any:
    """As ``opening.store``, from what this session itself has opened."""
    shown = division or snapshot.vintage
    key = (str(snapshot.folder), snapshot.digest, opening.changed()[1:3], shown, scope.key)
    stores = st.session_state.setdefault("stores-of-this-session", {})
    if key not in stores:
        if len(stores) >= KEPT:
            del stores[next(iter(stores))]
        past, were_set = history.path(settings.state()), targets.path(settings.state())
        try:
            stores[key] = open_store(snapshot, scope, past, division=shown, targets=were_set)
        except SnapshotError as problem:
            return problem
    return stores[key]


def _without_answers() -> None:
    """Every question is asked each time; two who ask the same ask twice."""
    _put(runner._answers, "get", lambda key, make: make())


def _without_drawing() -> None:
    """Figures are laid out by Plotly's ``update_layout``, which checks them."""
    _put(drawing, "figure", lambda traces, layout: go.Figure(traces).update_layout(layout))


def _without_freezing() -> None:
    """Nothing is imported beside the first visitors, nothing taken out of the collector's view."""
    _put(dress, "warm_beside", lambda: None)


def _without_watching() -> None:
    """A session that is resumed looks through everything imported for changed sources."""
    _put(serving, "no_watching", lambda: None)


def _without_collecting() -> None:
    """Streamlit searches all memory for garbage after each run, as it does unless told otherwise."""
    sys.argv += ["--runner.postScriptGC", "true"]


LACKS: dict[str, Callable[[], None]] = {
    "stores": _without_stores,
    "answers": _without_answers,
    "drawing": _without_drawing,
    "freezing": _without_freezing,
    "watching": _without_watching,
    "collecting": _without_collecting,
}


def take_out(names: str) -> None:
    """Take out what is named, with commas; raises KeyError for what is no measure."""
    for name in names.split(","):
        LACKS[name]()


if __name__ == "__main__":
    named, *options = sys.argv[1:]
    sys.argv = ["streamlit", "run", "app.py", *options]
    take_out(named)
    sys.exit(cli.main())
