"""Meeting: what is known of meetings on the data looked at, who writes, and the moves from scene to scene."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import streamlit as st

from data import access, meetings, settings
from data.errors import MeetingError, TemisError
from data.meetings_rules import LONGEST, Entry, Hand, Meeting, Point, before_it, carried, in_order, of_it
from pages.papers import minutes
from pages.papers.scene import KINDS, Asked, Item
from pages.parts import audit_noting, filters, shell
from pages.parts.view import View

_HAND, _PROBLEM, _SINCE, _HELD_FAST = "meeting-name", "meeting-problem", "meeting-since", "meeting-data"


@dataclass(frozen=True)
class Now:
    """Meetings on the series looked at, as this viewer may know them."""

    view: View
    points: tuple[Point, ...]
    running: Meeting | None
    before: Meeting | None  # the last that ended
    entries: list[Entry]
    may_write: bool

    @property
    def items(self) -> tuple[Item, ...]:
        """The scenes of the agenda."""
        return minutes.items(self.points)

    @property
    def at(self) -> int:
        """The place of the scene shown, 0 the first."""
        return min(int(self.view.choice.item or 1), len(self.points)) - 1

    @property
    def told(self) -> list[Entry]:
        """What a scene tells of decisions: the running meeting's and what it took over, else what is open."""
        if self.running is None:
            return carried(self.entries)
        return in_order([*before_it(self.entries, self.running), *of_it(self.entries, self.running)])

    @property
    def asked(self) -> Asked:
        """What is chosen, as a scene wants it."""
        choice = self.view.choice
        names = ("audience", "cohort", "module", "year", "question", "measure", "province")
        return Asked(**{name: getattr(choice, name) for name in names}, since=self.view.since)


def now(view: View) -> Now:
    """What is kept; a file that cannot be read is a sentence, and the agenda is ours then."""
    state, series = settings.state(), view.snapshot.series
    may_write = access.may_keep_notes(view.viewer)
    try:
        agenda = meetings.agenda(state, division=view.store.division)
        running, before = meetings.running(state, series=series), meetings.last_ended(state, series=series)
        entries = meetings.entries(state, series=series, viewer=view.viewer)
    except MeetingError as problem:
        shell.notice(shell.said(problem, view.words), tone="error")
        return Now(view, meetings.ours(), None, None, [], may_write=False)
    known = tuple(point for point in agenda if point.kind in KINDS) or meetings.ours()
    return Now(view, known, running, before, entries, may_write)


def attempt(work: Callable[[], object], *, what: str = "entry") -> bool:
    """Do what writes; what stands against it is kept to be said where ``trouble`` is drawn.

    ``what`` is the kind of what is written, as the audit log calls it: never what it says.
    """
    st.session_state.pop(_PROBLEM, None)
    try:
        work()
    except TemisError as problem:
        st.session_state[_PROBLEM] = problem
        return False
    audit_noting.did("wrote", what=what)
    return True


def trouble(view: View) -> None:
    """Why the last attempt did not succeed; said once."""
    problem = st.session_state.pop(_PROBLEM, None)
    if problem is not None:
        shell.notice(shell.said(problem, view.words), tone="error")


def name() -> str:
    """The name given for this session; empty until then."""
    return st.session_state.get(_HAND, "")


def hand(view: View, given: str | None = None) -> Hand:
    """Who writes now; a name given anew holds for the rest of the session. UTC is what is kept."""
    if given is not None and given.strip():
        st.session_state[_HAND] = given.strip()
    return Hand(name(), view.viewer.role, datetime.now(UTC))


def show(place: int) -> None:
    """Begin to show the agenda at that place, 0 the first."""
    filters.choose("item", str(place + 1))


def step(by: int, last: int) -> None:
    """So many scenes on or back from the one shown now, which a quick hand may have left already."""
    at = next((int(each) for each in filters.wanted("item") if each.isdecimal()), 1)
    filters.choose("item", str(min(max(min(at, last) + by, 1), last)))


def leave() -> None:
    """Back to where the meeting is prepared; the choices stay."""
    filters.choose("item", "")


def compare_with(day: str) -> None:
    """Everything is compared with that day from now on."""
    filters.choose("since", day)


def follow_the_meeting(current: Now) -> None:
    """While a meeting runs it shows the data that it began with, whatever is published meanwhile; once a session."""
    view, running = current.view, current.running
    if running is None or view.snapshot.id == running.snapshot:
        return
    key = (running.id, view.snapshot.id)
    if st.session_state.get(_HELD_FAST) != key and running.snapshot in view.offer.catalogue.snapshots:
        st.session_state[_HELD_FAST] = key
        filters.choose("snapshot", running.snapshot)
        st.rerun()


def compare_with_the_last(current: Now) -> None:
    """Unless somebody chose otherwise, the date compared with is that of the last meeting; once a session."""
    view, before = current.view, current.before
    day = usual_since(current)
    if before is None or not day or st.session_state.get(_SINCE) == (before.id, view.snapshot.id):
        return
    st.session_state[_SINCE] = (before.id, view.snapshot.id)
    dates = [each for each in view.offer.catalogue.dates if each < view.choice.date]
    if view.choice.since == dates[-1] != day:
        compare_with(day)
        st.rerun()


def usual_since(current: Now) -> str:
    """The data date of the last meeting, where the series has it and it is earlier; else empty."""
    before, view = current.before, current.view
    day = before.as_of.isoformat() if before else ""
    return day if day in view.offer.catalogue.dates and day < view.choice.date else ""


def ask_name(view: View, *, key: str) -> None:
    """The box for who writes, until it is known."""
    if name():
        return
    box = f"name-{key}"
    st.text_input(
        view.words("meeting.name"),
        key=box,
        max_chars=LONGEST["name"],
        on_change=lambda: hand(view, st.session_state[box]),
        width=420,
    )
