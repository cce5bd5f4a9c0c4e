"""The agenda, point by point: moved, taken out, added, told what to show; read where one may not set it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from html import escape

import streamlit as st

from data import meetings, settings
from data.measures import measures
from data.meetings_rules import LONGEST_AGENDA, Point, moved, replaced, without
from pages.papers.scene import KINDS
from pages.parts import meeting, shell
from pages.parts.meeting import Now
from pages.texts import Words

OF_A_MEASURE = ("map", "moved")  # scenes that may hold a measure fast


def show(current: Now) -> None:
    """The agenda with its boxes, or as a list."""
    words = current.view.words
    shell.subheading(words("meeting.agenda.title", count=len(current.points)))
    if not current.may_write:
        st.html(listed(current.points, words))
        return
    with st.container(key="agenda", gap="small"):
        for place, point in enumerate(current.points):
            _point(current, place, point)
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom", key="agenda-add"):
        st.selectbox(
            words("meeting.agenda.new"),
            KINDS,
            key="agenda-new",
            format_func=lambda kind: words(f"meeting.kind.{kind}"),
            width=300,
        )
        is_full = len(current.points) >= LONGEST_AGENDA
        st.button(words("meeting.agenda.add"), key="agenda-add-it", on_click=_add, args=(current,), disabled=is_full)
        if current.points != meetings.ours():
            st.button(
                words("meeting.agenda.ours"), key="agenda-ours", type="tertiary", on_click=_forget, args=(current,)
            )


def listed(points: Sequence[Point], words: Words) -> str:
    """The agenda as a numbered list."""
    return f'<ol class="t-agenda">{"".join(f"<li>{escape(called(point, words))}</li>" for point in points)}</ol>'


def called(point: Point, words: Words) -> str:
    """What a point shows, in words."""
    measure = dict(point.fixed).get("measure", "")
    kind = words(f"meeting.kind.{point.kind}")
    if measure not in measures():
        return kind
    return words("meeting.agenda.of_measure", kind=kind, measure=words(f"measure.{measure}.title"))


def _point(current: Now, place: int, point: Point) -> None:
    """One row: its number, what it shows, of which measure, and where it goes."""
    words = current.view.words
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"agenda-{place}"):
        st.html(f'<p class="t-agenda-number">{place + 1}</p>')
        _box(current, place, "kind", KINDS, point.kind)
        if point.kind in OF_A_MEASURE:
            _box(current, place, "measure", ("", *measures()), dict(point.fixed).get("measure", ""))
        for name, to in (("up", -1), ("down", 1)):
            st.button(
                words(f"meeting.agenda.{name}"),
                key=f"agenda-{name}-{place}",
                type="tertiary",
                help=words(f"meeting.agenda.{name}_said", item=called(point, words)),
                on_click=partial(_set, current, moved(current.points, place, to)),
                disabled=moved(current.points, place, to) == current.points,
            )
        st.button(
            words("meeting.agenda.out"),
            key=f"agenda-out-{place}",
            type="tertiary",
            help=words("meeting.agenda.out_said", item=called(point, words)),
            on_click=partial(_set, current, without(current.points, place)),
            disabled=len(current.points) == 1,
        )


def _box(current: Now, place: int, what: str, offered: tuple[str, ...], now: str) -> None:
    words, key = current.view.words, f"agenda-{what}-{place}"
    st.session_state[key] = now if now in offered else offered[0]
    st.selectbox(
        words(f"meeting.agenda.{what}", number=place + 1),
        offered,
        key=key,
        format_func=partial(_named, what, words),
        on_change=_changed,
        args=(current, place, what, key),
        label_visibility="collapsed",
        width=230 if what == "kind" else 250,
    )


def _named(what: str, words: Words, value: str) -> str:
    if what == "kind":
        return words(f"meeting.kind.{value}")
    return words(f"measure.{value}.short") if value else words("meeting.agenda.any_measure")


def _changed(current: Now, place: int, what: str, key: str) -> None:
    """Another kind forgets what the one before held fast; another measure is held fast, or followed as chosen."""
    value, point = st.session_state[key], current.points[place]
    if what == "kind":
        other = Point(value)
    else:
        kept = tuple((name, held) for name, held in point.fixed if name != "measure")
        other = Point(point.kind, (*kept, *((("measure", value),) if value else ())))
    _set(current, replaced(current.points, place, other))


def _add(current: Now) -> None:
    _set(current, (*current.points, Point(st.session_state["agenda-new"])))


def _set(current: Now, points: tuple[Point, ...]) -> None:
    """Keep it; who sets the agenda need not have said their name yet."""
    view = current.view
    by = meeting.hand(view)
    named = by if by.name else replace(by, name=view.words("meeting.agenda.somebody"))
    state, division = settings.state(), view.store.division
    meeting.attempt(lambda: meetings.set_agenda(state, points, division=division, by=named), what="agenda")


def _forget(current: Now) -> None:
    division = current.view.store.division
    state = settings.state()
    meeting.attempt(lambda: meetings.forget_agenda(state, division=division, at=datetime.now(UTC)), what="agenda")
