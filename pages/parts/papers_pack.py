"""Papers, the meeting's pack: the agenda as slides that can be edited, and as pages."""

from datetime import date
from functools import partial
from html import escape

import streamlit as st

from data import access, meetings, settings
from data.meetings_rules import Meeting, Point
from pages.papers import deck, makers, minutes
from pages.papers.deck import Deck
from pages.papers.scene import KINDS, Asked, Item
from pages.parts import plates, shell
from pages.parts.view import View
from pages.texts import Words


def section(made: View) -> None:
    """What the agenda holds, and the two files, each made when it is asked for."""
    words, store = made.words, made.store
    plates.part("pack")
    points = [point for point in meetings.agenda(settings.state(), division=store.division) if point.kind in KINDS]
    meeting = _meeting(made)
    since = _since(made, meeting)
    said = [words("papers.pack.said", count=len(points))]
    if meeting is not None:
        said.append(words("papers.pack.meeting", title=meeting.title, date=words.date(meeting.held_on)))
    if since is not None:
        said.append(words("papers.pack.since", date=words.date(since)))
    shell.small(" ".join(said))
    names = "".join(f"<li>{escape(_name(point, words))}</li>" for point in points)
    st.html(f'<ol class="t-agenda t-small">{names}</ol>')
    make = partial(_deck, made, minutes.items(points), asked(made, since), meeting)
    with st.container(horizontal=True, key="pack-files", gap="small"):
        for kind, (ending, media, _) in makers.PACKS.items():
            st.download_button(
                words(f"papers.kind.{kind}"),
                partial(_bytes, make, kind),
                file_name="-".join((words("papers.pack.file"), made.snapshot.id, str(store.division))) + ending,
                mime=media,
                key=f"pack-{kind}",
                help=words(f"papers.kind_said.{kind}"),
                on_click="ignore",
            )


def _name(point: Point, words: Words) -> str:
    """A point of the agenda in words, with the measure that it holds fast."""
    scene, measure = words(f"meeting.kind.{point.kind}"), dict(point.fixed).get("measure")
    return words("papers.pack.of", scene=scene, measure=words(f"measure.{measure}.short")) if measure else scene


def asked(made: View, since: date | None) -> Asked:
    """The choices that the pack's scenes follow, where they hold none fast themselves."""
    choice = made.choice
    return Asked(
        **{name: getattr(choice, name) for name in ("audience", "cohort", "module", "year", "question", "measure")},
        province=choice.province,
        since=since,
    )


def _meeting(made: View) -> Meeting | None:
    """The meeting that runs on these data, else the last one held, if the viewer may read of it."""
    state, series = settings.state(), made.snapshot.series
    found = meetings.running(state, series=series) or meetings.last_ended(state, series=series)
    return found if found is not None and access.may_open(made.viewer, found.kind) else None


def _since(made: View, meeting: Meeting | None) -> date | None:
    """What is compared with: the data of the meeting before, else the date before this one."""
    if meeting is not None and meeting.as_of < made.snapshot.as_of:
        return meeting.as_of
    return made.since


def _deck(made: View, items: tuple[Item, ...], wish: Asked, meeting: Meeting | None) -> Deck:
    """The pack, with what the meeting took over, noted and decided."""
    if meeting is None:
        return deck.of(made.store, items, wish, made.words)
    entries = meetings.entries(settings.state(), series=made.snapshot.series, viewer=made.viewer)
    return deck.of(made.store, items, wish, made.words, meeting=minutes.held(meeting, entries, made.words))


def _bytes(make: partial, kind: str) -> bytes:
    return makers.pack(make(), kind)[1]
