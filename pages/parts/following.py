"""Following: whoever asked for no certain snapshot is shown the newest, also when it is published while they look.

The address always names the snapshot, so that a link reopens what was seen. What a link or the reader asked for is told
from what we wrote there ourselves by what the run before showed.
"""

import atexit
import logging
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from data import first_start, preparing, settings
from data.errors import TemisError
from data.snapshot import Snapshot
from pages.parts import filters, opening

_SHOWN = "shown"
_MOVED = "moved"
_LOG = logging.getLogger(__name__)
_EVERY = 20  # seconds between two looks of an idle page
_AGAIN = 2.0  # seconds between two looks of the process


@dataclass(frozen=True)
class Shown:
    """What a run showed, and whether because it was the newest."""

    id: str
    follows: bool


@dataclass(frozen=True)
class Wanted:
    """The snapshot to show, and whether as the newest; ``before`` is what a follower's run before showed, if any."""

    snapshot: Snapshot
    follows: bool
    before: str = ""


def wanted(known: list[Snapshot], named: tuple[str, str], before: Shown | None) -> Wanted:
    """Which of the known ones (oldest first) to show, given what address and session name, in this order.

    In a reader's first run a name in the address is a link's. Later it is what the run before wrote, or a choice:
    of an older snapshot, which stays, or of the newest, which is to follow it.
    """
    newest, by_id = known[-1], {snapshot.id: snapshot for snapshot in known}
    asked = next((name for name in named if name in by_id), "")
    is_ours = before is not None and next(filter(None, named), "") == before.id
    is_newest_meant = before is not None and (before.follows if is_ours else asked == newest.id)
    follows = not asked or is_newest_meant
    was = before.id if before is not None and is_ours and before.follows else ""
    return Wanted(newest if follows else by_id[asked], follows, was)


def now(known: list[Snapshot]) -> Wanted:
    """``wanted`` for this run."""
    return wanted(known, filters.wanted("snapshot"), st.session_state.get(_SHOWN))


def keep(opened: Snapshot, asked: Wanted) -> bool:
    """Note what is shown, which need not be what was wanted; True when a follower has been moved to another."""
    st.session_state[_SHOWN] = Shown(opened.id, asked.follows)
    moved = st.session_state[_MOVED] = asked.before not in ("", opened.id)
    if moved:
        filters.choose("snapshot", opened.id)
    return moved


def has_moved() -> bool:
    """Whether this run of the page showed a follower another snapshot than before, which it says once."""
    return st.session_state.get(_MOVED, False)


@st.fragment(run_every=_EVERY)
def watch(seen: tuple[int, int, int, int]) -> None:
    """An open page looks by itself whether something was published since ``seen``; only then it is drawn again."""
    if opening.changed() != seen:
        st.rerun()


def prepare_beside() -> None:
    """When the server starts, and whenever something is published, prepare what the first visitors will ask for."""
    threading.Thread(target=_prepare_always, name="preparing", daemon=True).start()


def _prepare_always() -> None:
    seen = done = None
    while True:
        try:
            before, seen = seen, opening.changed()
            if seen != done and (seen == before or done is None):  # not in the midst of a publishing
                prepare_once(settings.state())
                done = seen
        except (TemisError, OSError) as problem:
            _LOG.warning("nothing was prepared: %s", type(problem).__name__)
        time.sleep(_AGAIN)


def prepare_once(state: Path) -> None:
    """Prepare in a process of its own what is not there yet; returns when that has ended."""
    if first_start.missing(state) or not preparing.is_needed(state):
        return
    maker = preparing.apart(state)
    atexit.register(maker.terminate)
    maker.wait()
    atexit.unregister(maker.terminate)
