"""The stage: the agenda on the projector, scene by scene, by keyboard, with nothing around it but one quiet line."""

from functools import partial
from html import escape
from pathlib import Path

import streamlit as st

from pages.papers import minutes, scenes
from pages.papers.scene import Scene
from pages.parts import meeting, meeting_notes, meeting_scene, shell
from pages.parts.meeting import Now
from pages.parts.view import View
from pages.told import viewing

_CSS = Path(__file__).with_name("meeting.css")


@st.cache_resource(show_spinner=False)
def _sheet() -> str:
    return _CSS.read_text(encoding="utf-8")


def draw(current: Now) -> None:
    """The scene shown, and the keys' buttons; what goes wrong in it is said in its place, and one can go on."""
    view, item = current.view, current.items[current.at]
    made: list[Scene] = []
    st.html(f"<style>{_sheet()}</style>")
    with st.container(key="stage"):
        st.html(_line(current))
        meeting.trouble(view)
        with st.container(key="stage-scene"), shell.spoken(view.words, view.screen):
            told = minutes.decisions(current.told, view.words)
            made.append(scenes.scene(view.store, item, current.asked, view.words, decisions=told))
            if item.kind == "decisions":
                meeting_notes.deciding(current, made[0])
            else:
                meeting_scene.draw(view, made[0], key=str(current.at))
        _controls(current, *made)
    for scene in made:
        _noting(current, scene)


def _line(current: Now) -> str:
    """The one line that stays: kind, date and place of the data, the meeting, and where in the agenda one is."""
    view, words = current.view, current.view.words
    snapshot = view.snapshot
    since = words("meeting.stage.since", date=words.date(view.since)) if view.since else ""
    said = (
        words("meeting.stage.date", date=words.date(snapshot.as_of)),
        view.place,
        since,
        current.running.title if current.running else "",
    )
    rest = "".join(f"<span>{escape(text)}</span>" for text in said if text)
    where = words("meeting.stage.where", place=current.at + 1, of=len(current.items))
    kind = f'<b class="t-kind t-{snapshot.kind}">{escape(words(f"kind.{snapshot.kind}"))}</b>'
    marks = "".join(f'<i class="{_mark(place, current.at)}"></i>' for place in range(len(current.items)))
    return (
        f'<div class="t-stage-line">{kind}{rest}<span class="t-stage-marks" aria-hidden="true">{marks}</span>'
        f'<strong aria-live="polite">{escape(where)}</strong></div>'
    )


def _mark(place: int, at: int) -> str:
    return "t-here" if place == at else "t-past" if place < at else ""


def _source(view: View, *made: Scene) -> str:
    """Where, when and whose the figures are, and what was chosen; a word's whole text when one points at it."""
    told = [text for scene in made for text in (*scene.source[-1:], scene.chosen) if text]
    said = " · ".join((*told, viewing.line(view.store, view.words, view.viewer)))
    return f'<p class="t-stage-source" title="{escape(said)}">{escape(said)}</p>'


def _noting(current: Now, scene: Scene) -> None:
    """The panel for notes, where somebody opened it."""
    if not meeting_notes.is_open():
        return
    view = current.view
    figures = minutes.figures(view.store, scene, current.asked, view.words, address=view.address())
    meeting_notes.panel(current, kind=current.items[current.at].kind, figures=figures)


def _controls(current: Now, *made: Scene) -> None:
    """What the keys press: in sight for a mouse, quiet, and the last to be reached by Tab."""
    words, last = current.view.words, len(current.items)
    steps = {"first": -last, "back": -1, "next": 1, "last": last}
    with st.container(key="stage-controls", horizontal=True, gap="small", vertical_alignment="center"):
        st.html(_source(current.view, *made))
        for name, by in steps.items():
            st.button(
                words(f"meeting.stage.{name}"),
                key=f"stage-{name}",
                type="tertiary",
                on_click=partial(meeting.step, by, last),
                disabled=current.at in _ends(name, last),
            )
        st.button(words("meeting.stage.note"), key="stage-note", type="tertiary", on_click=meeting_notes.open_new)
        st.button(words("meeting.stage.leave"), key="stage-leave", type="tertiary", on_click=meeting.leave)


def _ends(name: str, last: int) -> tuple[int, ...]:
    return (0,) if name in ("first", "back") else (last - 1,)
