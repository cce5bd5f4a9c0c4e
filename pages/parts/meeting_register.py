"""Before and after: a meeting is begun and ended here, what is open is gone through, earlier meetings are read."""

from collections.abc import Sequence
from datetime import date
from html import escape

import streamlit as st

from data import meetings, settings
from data.meetings_rules import LONGEST, Entry, Meeting, before_it, carried, of_it
from pages.parts import meeting, meeting_notes, shell
from pages.parts.meeting import Now
from pages.parts.meeting_agenda import listed
from pages.parts.view import View
from pages.texts import Words

_EARLIER = 12  # meetings in the list


def finding(current: Now) -> str:
    """Where things stand, in one sentence: which meeting runs or was last, and how much is open."""
    words, running, before = current.view.words, current.running, current.before
    still = carried(current.entries)
    late = sum(entry.is_late(current.view.snapshot.as_of) for entry in still)
    owed = words("meeting.finding.open", open=len(still), late=late) if still else words("meeting.finding.none_open")
    if running is not None:
        dated = {"title": running.title, "date": words.date(running.held_on)}
        return f"{words('meeting.finding.running', **dated)} {owed}"
    if before is None:
        return words("meeting.finding.first", count=len(current.points))
    dated = {"title": before.title, "date": words.date(before.held_on), "as_of": words.date(before.as_of)}
    return f"{words('meeting.finding.between', **dated)} {owed}"


def actions(current: Now) -> None:
    """What can be done now: show the agenda; begin a meeting or end the one that runs."""
    words = current.view.words
    with st.container(horizontal=True, gap="small", key="meeting-actions", vertical_alignment="center"):
        st.button(words("meeting.show"), key="meeting-show", type="primary", on_click=meeting.show, args=(0,))
        if current.may_write and current.running is None:
            with st.popover(words("meeting.begin.title"), width="content", key="meeting-begins"):
                _begin(current)
        elif current.may_write and current.running is not None:
            with st.popover(words("meeting.end.title"), width="content", key="meeting-ends"):
                _end(current, current.running)
        shell.small(words("meeting.keys"))


def _begin(current: Now) -> None:
    """Title, day and who; the data are those looked at."""
    view = current.view
    words, snapshot = view.words, view.snapshot
    with st.form("meeting-begin", border=False):
        title = words("meeting.begin.usual", date=words.date(snapshot.as_of))
        st.text_input(words("meeting.begin.name"), title, key="begin-title", max_chars=LONGEST["title"])
        st.date_input(words("meeting.begin.day"), None, key="begin-day", format="DD/MM/YYYY")
        st.text_input(words("meeting.name"), meeting.name(), key="begin-name", max_chars=LONGEST["name"])
        shell.small(words("meeting.begin.fixes", date=words.date(snapshot.as_of), snapshot=snapshot.id))
        st.form_submit_button(words("meeting.begin.go"), type="primary", on_click=_begun, args=(current,))


def _begun(current: Now) -> None:
    view = current.view
    by = meeting.hand(view, st.session_state["begin-name"])
    day: date = st.session_state["begin-day"] or by.at.date()
    title, division = st.session_state["begin-title"], view.store.division
    done = meeting.attempt(
        lambda: meetings.begin(
            settings.state(), title=title, held_on=day, snapshot=view.snapshot, division=division, by=by
        ),
        what="meeting",
    )
    since = meeting.usual_since(current)
    if done and since:
        meeting.compare_with(since)


def _end(current: Now, running: Meeting) -> None:
    words = current.view.words
    shell.small(words("meeting.end.said", title=running.title))
    meeting.ask_name(current.view, key="end")
    st.button(words("meeting.end.go"), key="meeting-end", type="primary", on_click=_ended, args=(current, running))


def _ended(current: Now, running: Meeting) -> None:
    by = meeting.hand(current.view)
    meeting.attempt(lambda: meetings.end(settings.state(), running.id, by=by), what="meeting")


def entries(current: Now) -> None:
    """What is open, or belongs to the meeting that runs; with buttons for who may."""
    words = current.view.words
    shown = current.told
    shell.subheading(words("meeting.entries.title", count=sum(entry.is_open for entry in shown)))
    if not shown:
        shell.small(words("meeting.entries.none"))
        return
    if current.may_write:
        meeting.ask_name(current.view, key="register")
    with st.container(key="entries", gap="small"):
        for entry in shown:
            meeting_notes.entry_row(current, entry, key="register", can_change=True)


def earlier(current: Now) -> None:
    """Meetings that ended, each with what was written in it and its agenda of then."""
    view = current.view
    words = view.words
    ended = [each for each in _known(view) if not each.is_running]
    if not ended:
        return
    shell.subheading(words("meeting.earlier.title", count=len(ended)))
    for each in ended[:_EARLIER]:
        own = of_it(current.entries, each)
        said = {"title": each.title, "date": words.date(each.held_on), "count": len(own)}
        with st.expander(words("meeting.earlier.one", **said)):
            st.html(_minutes(each, own, before_it(current.entries, each), words))


def _known(view: View) -> list[Meeting]:
    every = meetings.meetings(settings.state(), viewer=view.viewer)
    return [each for each in every if each.series == view.snapshot.series]


def _minutes(held: Meeting, own: Sequence[Entry], taken: Sequence[Entry], words: Words) -> str:
    dated = {"snapshot": held.snapshot, "as_of": words.date(held.as_of), "taken": len(taken)}
    rows = "".join(meeting_notes.entry_said(entry, words, held.held_on) for entry in own)
    agenda = (
        f"<details><summary>{escape(words('meeting.earlier.agenda'))}</summary>{listed(held.points, words)}</details>"
    )
    return f'<p class="t-small">{escape(words("meeting.earlier.on", **dated))}</p>{rows}{agenda}'
