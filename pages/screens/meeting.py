"""The review meeting: its agenda is prepared here, shown on the projector, and what was decided is kept."""

import streamlit as st

from pages.parts import limits, meeting, meeting_agenda, meeting_notes, meeting_register, meeting_stage, shell, view

made = view.current()
words = made.words
current = meeting.now(made)
if made.choice.item:
    meeting.follow_the_meeting(current)
    meeting_stage.draw(current)
else:
    meeting.compare_with_the_last(current)
    shell.heading(meeting_register.finding(current))
    shell.aggregates_only()
    meeting.trouble(made)
    meeting_register.actions(current)
    since = ("since",) if made.since else ()  # nothing earlier: nothing to choose
    shell.choices("audience", "cohort", "module", "measure", "year", "question", "province", *since)
    if not current.may_write:
        shell.notice(words(limits.closed(made.viewer)))
    left, right = st.columns([6, 5], gap="large")
    with left:
        meeting_agenda.show(current)
    with right:
        meeting_register.entries(current)
        meeting_register.earlier(current)
    if meeting_notes.is_open():
        meeting_notes.panel(current)
    shell.follow("papers", "overview", "map")
