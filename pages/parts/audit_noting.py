"""Noting: what a visitor does, as the audit log keeps it. A fault in here is in the server's log, never on the page.

Of each session is known who it is and what is open in it, so that whatever leaves later, a file or a note, can be told
with it. Choices are noted as they were understood, never as they were typed.
"""

import hashlib
import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from streamlit.runtime.scriptrunner import get_script_run_ctx

from data import audit, settings
from data.access import Viewer
from data.audit import Entry
from pages.parts.choice import SHOWN, address

_LOG = logging.getLogger(__name__)
_MOST = 20_000  # sessions, logins, refusals and files remembered
_ONCE = 3.0  # seconds in which the same file asked for twice is taken once
_NOT_FILTERS = ("snapshot", "lang")  # of an address: the one is noted by itself, the other shows the same
_OWN = "audit"  # the screen that tells its choices itself
_EVERYBODY_FIRST = "not_signed_in"  # nobody is refused who has merely not signed in yet


class _Latest(OrderedDict):
    """A table that forgets its oldest rows."""

    def __init__(self) -> None:
        super().__init__()
        self._guard = threading.Lock()

    def put(self, key: Any, value: Any) -> None:
        with self._guard:
            self[key] = value
            self.move_to_end(key)
            while len(self) > _MOST:
                self.popitem(last=False)

    def is_new(self, key: Any) -> bool:
        """Whether this was not there yet; from now on it is."""
        with self._guard:
            was = key in self
        self.put(key, None)
        return not was


_open = _Latest()  # session → who it is and what is open in it, the last that ran at the end
_logins, _refusals, _taken = _Latest(), _Latest(), _Latest()


def quietly(work: Callable[..., None]) -> Callable[..., None]:
    """The work, of which a fault is logged and goes no further."""

    @wraps(work)
    def working(*given: Any, **named: Any) -> None:
        try:
            work(*given, **named)
        except Exception:
            _LOG.exception("nothing was noted")

    return working


@quietly
def entered(viewer: Viewer) -> None:
    """A run begins: whose session it is from now on; a login seen for the first time, or that nobody is let in by."""
    session = _session()
    _open.put(session, _person(_open.get(session, Entry("opened")), viewer, session))
    if viewer.role == "stranger":
        if viewer.reason != _EVERYBODY_FIRST:
            _refuse(viewer.reason, "")
    elif viewer.who and _logins.is_new((viewer.who, viewer.until, datetime.now(UTC).date())):
        _note("signed_in", _open[session], screen="", snapshot="", filters="", edition="")


@quietly
def came_to(viewer: Viewer, screen: str) -> None:
    """A screen was asked for: one that is closed to them is a refusal, one without data is open as it is."""
    if screen not in viewer.screens:
        _refuse("screen_closed", screen)
    elif screen not in SHOWN and screen != _OWN:
        _show(screen=screen)


@quietly
def opened(made: Any) -> None:
    """A view is shown; noted where its screen, data or choices are others than in the run before."""
    chosen = address(made.choice, made.screen)
    _show(
        screen=made.screen,
        snapshot=made.snapshot.id,
        filters=_written(chosen),
        edition=chosen.get("edition", ""),
    )


@quietly
def looked_up(screen: str, chosen: Mapping[str, str]) -> None:
    """A screen without data is shown with these choices, none of them typed."""
    _show(screen=screen, filters=_written(chosen))


@quietly
def refused(why: str, screen: str = "") -> None:
    """What was asked for is not theirs to see; the code of why, and the screen where it is not the one that is open."""
    _refuse(why, screen or _now().screen)


@quietly
def did(event: str, **said: Any) -> None:
    """The visitor of this run did something: ``wrote``, ``published`` …"""
    _note(event, _now(), **said)


@quietly
def took(file: str, sessions: Iterable[str], who: str, **said: Any) -> None:
    """A file left the server for a person: in which of the sessions that it was made for, the last that ran tells.

    Streamlit's page asks for each file twice, to see whether it is there and to keep it: that is once taken.
    """
    theirs = [_open[each] for each in sessions if each in _open]
    known = [each for each in theirs if each.who == who] or [Entry("took", who=who)]
    last = max(known, key=lambda each: each.at)
    now, key = time.time(), (file, who, last.visit)
    if now - _taken.get(key, 0.0) > _ONCE:
        _taken.put(key, now)
        _note("took", last, **said)


@quietly
def left(who: str) -> None:
    """Somebody ends their login."""
    theirs = [each for each in list(_open.values()) if each.who == who]
    last = theirs[-1] if theirs else Entry("signed_out", who=who)
    _note("signed_out", last, screen="", snapshot="", filters="", edition="", visit="")


def is_open_in(sessions: Iterable[str], screen: str) -> bool:
    """Whether that screen is open in any of these sessions."""
    return any(_open[each].screen == screen for each in sessions if each in _open)


def _session() -> str:
    context = get_script_run_ctx()
    return context.session_id if context else ""


def _now() -> Entry:
    return _open.get(_session(), Entry("opened"))


def _person(was: Entry, viewer: Viewer, session: str) -> Entry:
    """The entry of a session with the person it belongs to, at this moment."""
    whole = "" if viewer.role == "stranger" else "*"
    return replace(
        was,
        who=viewer.who,
        role=viewer.role,
        provinces=whole if viewer.provinces is None else ",".join(sorted(viewer.provinces)),
        vintage=0 if viewer.provinces is None else viewer.vintage,
        districts="" if viewer.districts is None else ",".join(sorted(viewer.districts)),
        visit=hashlib.sha256(session.encode()).hexdigest()[:12],
        at=time.time(),
    )


def _show(**shown: str) -> None:
    session, was = _session(), _now()
    now = replace(was, **({"snapshot": "", "filters": "", "edition": ""} | shown))
    if now != was:
        _open.put(session, now)
        _note("opened", now)


def _refuse(why: str, screen: str) -> None:
    """Noted once for each thing refused, however often the page is drawn again."""
    now = _now()
    if _refusals.is_new((now.visit, now.who, why, screen, now.filters)):
        _note("refused", now, screen=screen, why=why)


def _note(event: str, entry: Entry, **said: Any) -> None:
    audit.note(settings.state(), replace(entry, event=event, at=time.time(), **said))


def _written(chosen: Mapping[str, str]) -> str:
    return urlencode({name: value for name, value in chosen.items() if value and name not in _NOT_FILTERS})
