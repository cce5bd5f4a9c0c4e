"""Notes and decisions: the panel in which they are written, and the scene in which they are gone through."""

from datetime import UTC, date, datetime
from html import escape
from typing import Any

import streamlit as st

from data import meetings, settings
from data.meetings_rules import LONGEST, Draft, Entry, Figures
from pages.papers import minutes
from pages.papers.scene import Scene
from pages.parts import limits, meeting, meeting_scene, shell
from pages.parts.meeting import Now
from pages.texts import Words

_OPEN = "meeting-panel"  # "new", the number of the entry that is being changed, or nothing
_TURN = "meeting-turn"


def is_open() -> bool:
    """Whether somebody is writing."""
    return bool(st.session_state.get(_OPEN))


def open_new() -> None:
    """Open the panel for a new note."""
    _open("new")


def open_entry(entry: int) -> None:
    """Open the panel on an entry, to change it."""
    _open(str(entry))


def _open(what: str) -> None:
    st.session_state[_OPEN] = what
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1  # boxes of the last time are forgotten


def close() -> None:
    """Put the panel away."""
    st.session_state.pop(_OPEN, None)


def panel(current: Now, *, kind: str = "", figures: Figures | None = None) -> None:
    """The panel as a dialog: who may write gets the boxes, everybody else the reason why not."""
    words = current.view.words
    what = st.session_state[_OPEN]
    entry = next((each for each in current.entries if str(each.id) == what), None)
    title = words("meeting.note.change" if entry else "meeting.note.title")

    @st.dialog(title, width="large", on_dismiss=close)
    def boxes() -> None:
        if not is_open():
            st.rerun()
        meeting.trouble(current.view)
        if not current.may_write:
            shell.notice(words(limits.closed(current.view.viewer)))
        elif current.running is None and entry is None:
            shell.notice(words("meeting.note.no_meeting"))
        else:
            _form(current, entry, kind, figures)

    boxes()


def _form(current: Now, entry: Entry | None, kind: str, figures: Figures | None) -> None:
    words, turn = current.view.words, st.session_state[_TURN]
    about = entry.figures if entry else figures
    if about is not None:
        st.html(f'<p class="t-note-about">{escape(minutes.figure(about, words))}</p>')
    with st.form(f"note-{turn}", border=False, enter_to_submit=True):
        st.text_area(
            words("meeting.note.text"),
            entry.text if entry else "",
            key=f"note-text-{turn}",
            max_chars=LONGEST["text"],
            height=150,
            placeholder=words("meeting.note.placeholder"),
        )
        st.html(f'<p class="t-small">{escape(words("meeting.note.no_names"))}</p>')
        with st.container(horizontal=True):
            if entry is None or entry.form == "decision":
                owner, due = (entry.owner, entry.due_on) if entry else ("", None)
                most = LONGEST["owner"]
                st.text_input(words("meeting.note.owner"), owner, key=f"note-owner-{turn}", max_chars=most)
                st.date_input(words("meeting.note.due"), due, key=f"note-due-{turn}", format="DD/MM/YYYY")
            if not meeting.name():
                st.text_input(words("meeting.name"), key=f"note-name-{turn}", max_chars=LONGEST["name"])
        st.form_submit_button(
            words("meeting.note.save"), type="primary", key="note-save", on_click=_save, args=(current, kind, figures)
        )
    said = words("meeting.note.decision_if")
    shell.small(f"{said} {words('meeting.note.keys')}" if entry is None else words("meeting.note.keys"))


def _save(current: Now, kind: str, figures: Figures | None) -> None:
    """Keep what the boxes hold, once: a second press while the first is being kept finds the panel closed."""
    if not is_open():
        return
    what, turn = st.session_state[_OPEN], st.session_state[_TURN]
    given: dict[str, Any] = {
        name: st.session_state.get(f"note-{name}-{turn}") for name in ("text", "owner", "due", "name")
    }
    by = meeting.hand(current.view, given["name"])
    draft = drafted(given["text"] or "", given["owner"] or "", given["due"])
    state = settings.state()
    if what != "new":
        done = meeting.attempt(lambda: meetings.change(state, int(what), draft, by=by))
    elif current.running is not None and figures is not None:
        running = current.running.id
        done = meeting.attempt(lambda: meetings.write(state, running, draft, scene=kind, figures=figures, by=by))
    else:
        return
    if done:
        close()


def drafted(text: str, owner: str, due_on: date | None) -> Draft:
    """Whatever has an owner or a day is a decision; the rest is a note."""
    return Draft("decision" if owner.strip() or due_on else "note", text, owner, due_on)


def deciding(current: Now, scene: Scene) -> None:
    """The scene of decisions: what is open, one below the other, each to be ticked off by whoever may."""
    words = current.view.words
    st.html(meeting_scene.finding(scene))
    with st.container(key="stage-decisions"):
        if current.may_write and current.told:
            meeting.ask_name(current.view, key="stage")
        for entry in current.told:
            entry_row(current, entry, key="stage")
        if not current.told:
            st.html(f'<p class="t-stage-none">{escape(words("meeting.stage.no_decisions"))}</p>')


def entry_row(current: Now, entry: Entry, *, key: str, can_change: bool = False) -> None:
    """One entry with its buttons: done or open again; where it is prepared also to change and to remove."""
    words = current.view.words
    # its number would tell a reader how many entries there are that are not for them
    place = entry.id if current.may_write else current.told.index(entry)
    with st.container(horizontal=True, key=f"entry-{key}-{place}", gap="small", vertical_alignment="top"):
        st.html(entry_said(entry, words, current.view.snapshot.as_of))
        if not current.may_write:
            return
        other = "done" if entry.is_open else "open"
        st.button(
            words(f"meeting.entry.mark_{other}"), key=f"mark-{key}-{entry.id}", on_click=_mark, args=(current, entry)
        )
        if can_change:
            change, remove = (words(f"meeting.entry.{name}") for name in ("change", "remove"))
            st.button(change, key=f"change-{entry.id}", type="tertiary", on_click=open_entry, args=(entry.id,))
            with st.popover(remove, type="tertiary"):
                shell.small(words("meeting.entry.remove_said"))
                st.button(words("meeting.entry.remove_sure"), key=f"remove-{entry.id}", on_click=_remove, args=(entry,))


def entry_said(entry: Entry, words: Words, day: date) -> str:
    """An entry as HTML: what, who, until when, whether done; below it the figures that it speaks of."""
    due = words("meeting.entry.due", date=words.date(entry.due_on)) if entry.due_on else ""
    if entry.form == "decision" and not due:
        due = words("meeting.entry.no_due")
    late = words("meeting.entry.late") if entry.is_late(day) else ""
    status = words(f"meeting.entry.{entry.status}")
    facts = [words(f"meeting.entry.{entry.form}"), entry.owner, due, status]
    said = "".join(f"<span>{escape(text)}</span>" for text in facts if text)
    said += f'<span class="t-late">{escape(late)}</span>' if late else ""
    text = escape(entry.text).replace("\n", "<br>")
    about = escape(minutes.figure(entry.figures, words))
    who = escape(minutes.by(entry.written, words))
    return (
        f'<div class="t-entry t-{entry.status}"><p class="t-entry-text">{text}</p><p class="t-entry-facts">{said}</p>'
        f'<p class="t-entry-about">{about} <span>{who}</span></p></div>'
    )


def _mark(current: Now, entry: Entry) -> None:
    status = "done" if entry.is_open else "open"
    by = meeting.hand(current.view)
    meeting.attempt(lambda: meetings.mark(settings.state(), entry.id, status=status, by=by))


def _remove(entry: Entry) -> None:
    meeting.attempt(lambda: meetings.remove(settings.state(), entry.id, at=datetime.now(UTC)))
