"""Opening: who asks, the first start, the snapshots there are, and the store that holds what this viewer may see."""

import logging
import threading
from datetime import date
from pathlib import Path
from weakref import WeakValueDictionary

import streamlit as st

from data import access, divisions, first_start, history, settings, targets
from data.access import Scope, Viewer
from data.errors import ObjectsError, SnapshotError, TemisError
from data.keeping.series import place_in_series
from data.objects import following as bucket
from data.objects import listing
from data.snapshot import Snapshot
from data.store import Store, open_store
from pages.parts import counting
from pages.texts import Words

_LOG = logging.getLogger(__name__)
_FIRST_START = threading.Lock()
_alive: WeakValueDictionary[tuple, Store] = WeakValueDictionary()  # every store that some open page still holds
_OPEN = 16  # stores kept open besides those of open pages; each holds some 12 MB, one more takes a tenth of a second


def ready(words: Words) -> None:
    """Make the embedded snapshots when the state folder lacks them, saying each step on the screen."""
    state = settings.state()
    if not first_start.missing(state):
        return
    with st.container(key="first-start"):
        st.subheader(words("first_start.title"))
        bar = st.progress(0.0, words("first_start.waiting"))
        with _FIRST_START:  # a second session waits here, then finds everything made
            first_start.prepare(state, lambda step: bar.progress(step.done, _said(step, words)))
    st.rerun()


def _said(step: first_start.Step, words: Words) -> str:
    return words(step.text, snapshot=step.snapshot_id)


def snapshots() -> tuple[list[Snapshot], list[TemisError]]:
    """The good snapshots, examples set aside and then oldest first, and why others cannot be opened; looked up again
    when the folder or the bucket changes."""
    seen = changed()
    return _snapshots(settings.state(), (seen[0], seen[3]))


def changed() -> tuple[int, int, int, int]:
    """When a snapshot was last published or put away, the history written, the targets set, another bucket seen; four
    looks at the disk. The bucket itself is asked beside the page, where that is due."""
    state = settings.state()
    bucket.keep_up(state)
    paths = state / "snapshots", history.path(state), targets.path(state)
    found = [path.stat().st_mtime_ns if path.exists() else 0 for path in paths]
    return found[0], found[1], found[2], listing.changed(state)


@st.cache_resource(max_entries=4, show_spinner=False)
def _snapshots(state: Path, changed: tuple[int, int]) -> tuple[list[Snapshot], list[TemisError]]:
    del changed  # only there so that a changed folder is read again
    good, problems = listing.every(state)
    # what is set aside comes before all others, whatever its date: the last one is what a reader gets unasked
    return sorted(good, key=lambda each: (not each.is_set_aside, *place_in_series(each))), problems


def last_good(
    wanted: Snapshot, known: list[Snapshot], viewer: Viewer, *, division: int | None = None
) -> tuple[Snapshot, Store, list[TemisError]]:
    """The wanted snapshot's store; when it does not verify, the newest good one's instead, and why.

    ``division`` (63 or 34) is the one to show; None: each snapshot's own.
    """
    problems: list[TemisError] = []
    newest_first = sorted(known, key=lambda each: _likeness(each, wanted), reverse=True)
    for snapshot in (wanted, *(other for other in newest_first if other.id != wanted.id)):
        opened = store(snapshot, access.scope_of(viewer, snapshot), division=division)
        if isinstance(opened, Store):
            return snapshot, opened, problems
        problems.append(opened)
    raise problems[0]


def _likeness(snapshot: Snapshot, wanted: Snapshot) -> tuple[bool, bool, date]:
    """What makes one fit to stand in for another: its series, then that it is no mere example, then its date."""
    return snapshot.series == wanted.series, not snapshot.is_set_aside, snapshot.as_of


def of_units(snapshot: Snapshot, viewer: Viewer, province_code: str, *, division: int | None = None) -> Store:
    """The store of one province with its schools; raises the reason when it cannot be opened.

    ``province_code`` is a code of the division shown; all it is made of in the data is asked for. What the data
    cannot tell apart, a province that was merged away before them, raises ScopeError.
    """
    made_of = divisions.made_of(province_code, snapshot.vintage, division or snapshot.vintage)
    opened = store(snapshot, access.scope_of(viewer, snapshot, unit=made_of), division=division)
    if isinstance(opened, TemisError):
        raise opened
    return opened


def store(snapshot: Snapshot, scope: Scope, *, division: int | None = None) -> Store | TemisError:
    """The store of snapshot, scope and division, shared by all who have these, or why it cannot be opened."""
    beside = history.path(settings.state()), targets.path(settings.state())
    shown = division or snapshot.vintage
    counting.asked_for_a_store()
    stamps = changed()[1:3]
    _since(str(settings.state()), stamps)
    key = (str(snapshot.folder), snapshot.digest, stamps, scope.key)
    opened = _alive.get((shown, key))
    if opened is not None:
        return opened
    try:
        opened = _store(snapshot, scope, beside, shown, key)
    except ObjectsError as problem:
        _LOG.warning("snapshot %s not opened", snapshot.id, exc_info=problem)
        return problem
    if isinstance(opened, Store):
        _alive[shown, key] = opened
    return opened


@st.cache_resource(max_entries=1, show_spinner=False)
def _since(state: str, stamps: tuple[int, int]) -> None:
    """Once something was published or set, stores opened before are asked for no more; pages keep theirs a while."""
    del state, stamps  # only there so that this is done once for each
    _store.clear()


@st.cache_resource(max_entries=_OPEN, show_spinner=False)
def _store(
    _snapshot: Snapshot, _scope: Scope, _beside: tuple[Path, Path], shown: int, key: tuple
) -> Store | TemisError:
    del key  # what tells one entry from another, with the division
    past, were_set = _beside
    try:
        with counting.opening():
            return open_store(_snapshot, _scope, past, division=shown, targets=were_set)
    except ObjectsError:
        raise  # what is raised is not remembered: the bucket may answer again in a moment
    except SnapshotError as problem:
        _LOG.warning("snapshot %s not opened", _snapshot.id, exc_info=problem)
        return problem
