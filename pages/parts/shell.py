"""Shell: the frame around every screen, from the first line to the foot."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from html import escape

import streamlit as st

from data import access
from data.access import Viewer
from data.errors import ScopeError, TemisError
from data.keeping.series import superseded
from data.snapshot import Snapshot
from pages.parts import (
    audit_noting,
    counting,
    dress,
    entering_wall,
    filters,
    following,
    limits,
    opening,
    search,
    standing,
    view,
    visiting,
)
from pages.parts.choice import ALONE, ALWAYS, SHOWN, AddressProblem
from pages.parts.offer import Offer, offer
from pages.parts.view import View
from pages.parts.visiting import Visit
from pages.texts import Words
from pages.texts.problems import said
from pages.told import viewing

_LOG = logging.getLogger(__name__)


def begin() -> Words:
    """Page settings and style, before anything is said; the words of the reader's language."""
    words = Words(filters.language())
    st.set_page_config(page_title=words("app.title"), layout="wide", initial_sidebar_state="collapsed")
    st.html(f"<style>{dress.sheet()}</style>")
    return words


def show(viewer: Viewer, words: Words, page: st.Page, screen: str) -> None:
    """One run of one screen: open the data, draw header, screen and foot. No traceback reaches the reader."""
    audit_noting.came_to(viewer, screen)
    if screen not in SHOWN:
        _without_data(Visit(viewer, words), page, screen)
        return
    seen = opening.changed()
    opened: list[View] = []
    with spoken(words, screen):
        opening.ready(words)
        opened.append(_view(viewer, words, screen))
    for made in opened:
        with spoken(words, screen):
            if limits.is_beyond(made):
                limits.wall(made)
            else:
                audit_noting.opened(made)
                standing.draw(made, page, partial(spoken, words, screen))
        _foot(made)
    following.watch(seen)  # last: what follows it would move when it is drawn


def _without_data(visit: Visit, page: st.Page, screen: str) -> None:
    """One run of a screen that stands on no snapshot, so that it opens where none can be opened."""
    visiting.keep(visit)
    with spoken(visit.words, screen):
        with visiting.header(visit, screen):
            entering_wall.badge(visit.viewer, visit.words, screen)
        page.run()


@contextmanager
def spoken(words: Words, screen: str) -> Iterator[None]:
    """What goes wrong inside is a sentence on the screen; what nobody foresaw is in the log as well."""
    try:
        yield
    except TemisError as problem:
        if isinstance(problem, ScopeError):
            audit_noting.refused(problem.code)
        counting.problem(problem.code)
        notice(said(problem, words), tone="error")
    except Exception:
        counting.problem("unexpected")
        _LOG.exception("screen %s failed", screen)
        notice(words("error.unexpected"), tone="error")


def _view(viewer: Viewer, words: Words, screen: str) -> View:
    listed, unreadable = opening.snapshots()
    known = [snapshot for snapshot in listed if access.may_open(viewer, snapshot.kind)]
    if not known:
        raise TemisError("no_snapshot")
    asked = following.now(known)
    with waiting(words("app.opening"), key="opening"):
        snapshot, store, problems = opening.last_good(asked.snapshot, known, viewer, division=_division())
    has_moved = following.keep(snapshot, asked)
    broken = {problem.details.get("snapshot") for problem in problems}
    good = [snapshot for snapshot in known if snapshot.id not in broken]
    offered = offer(store, good, words, provinces=filters.wanted("province"), viewer=viewer)
    choice, held, misfits = filters.read(offered.catalogue, screen)
    made = View(viewer, words, screen, snapshot, store, choice, offered, held)
    view.keep(made)
    _header(made)
    with st.container(key="news"):  # always there: what comes and goes above the map makes it forget its zoom
        _news(made, good, has_moved=has_moved)
        for problem in [*unreadable, *problems]:
            notice(f"{said(problem, words)} {words('error.last_good', date=words.date(snapshot.as_of))}", tone="error")
        for misfit in misfits:
            notice(_misfit(misfit, offered, words), tone="warn")
        for sentence in limits.told(made):
            notice(sentence)
    return made


def _division() -> int | None:
    """The division that address or session ask for; None: the data's own."""
    return next((int(each) for each in filters.wanted("division") if each in ("63", "34")), None)


def _news(made: View, known: list[Snapshot], *, has_moved: bool) -> None:
    """That newer data came: shown already to whoever follows, one click away for whoever asked for these."""
    words, snapshot = made.words, made.snapshot
    if has_moved:
        notice(words("news.moved", date=words.date(snapshot.as_of)))
    newer = superseded(snapshot, known)
    if newer is None:
        return
    which = "superseded" if newer.as_of > snapshot.as_of else "replaced"
    with st.container(horizontal=True, key="superseded", vertical_alignment="center", gap="small"):
        notice(words(f"news.{which}", date=words.date(snapshot.as_of), newer=words.date(newer.as_of)))
        st.button(
            words("news.open", date=words.date(newer.as_of)),
            key="open-newest",
            on_click=filters.choose,
            args=("snapshot", newer.id),
            type="tertiary",
        )


def _misfit(problem: AddressProblem, offered: Offer, words: Words) -> str:
    if problem.name == "definition":
        return words("address.definition")
    if problem.name not in (*ALWAYS, *{name for names in SHOWN.values() for name in names}):
        return words("address.unknown", name=problem.name, value=problem.value)
    none = "commune" if (problem.name, offered.catalogue.tier) == ("district", "commune") else problem.name
    nothing = f"address.none.{none}" if f"address.none.{none}" in words else "address.none.other"
    shown = offered.label(problem.name, problem.shown, words) if problem.shown else words(nothing)
    return words(
        f"address.{problem.because}",
        choice=offered.title(problem.name, words),
        name=problem.name,
        value=problem.value,
        shown=shown,
    )


@contextmanager
def waiting(text: str, *, key: str = "work") -> Iterator[None]:
    """Says what is being done where it takes longer than half a second; it lies over the page and moves nothing.

    ``key`` is the place's own on the page.
    """
    with st.container(key=f"waiting-{key}"), st.spinner(text, show_time=True):
        yield


def notice(text: str, *, tone: str = "note") -> None:
    """A sentence set apart: note, warn or error. Text is shown as it is, never as markup."""
    role = "alert" if tone == "error" else "status"
    st.html(f'<p class="t-notice t-{tone}" role="{role}">{escape(text)}</p>')


def _header(made: View) -> None:
    words, snapshot = made.words, made.snapshot
    with st.container(horizontal=True, key="header", vertical_alignment="center", gap="small"):
        title = escape(words(f"{made.screen}.title"))
        kind = escape(_kind_and_date(snapshot, words))
        seen = escape(words("viewing.chip", scope=viewing.place(made.store, words, made.viewer, is_short=True)))
        st.html(
            f'<h1 class="t-title">{title}</h1><p class="t-kind t-{snapshot.kind}">{kind}</p>'
            f'<p class="t-seeing" title="{escape(viewing.line(made.store, words, made.viewer))}">{seen}</p>'
        )
        search.box(made)
        for name, width in (("snapshot", 220), ("division", 185), ("lang", 125)):
            filters.select(name, made.choice, made.offer, words, width=width, quiet=True)
        entering_wall.badge(made.viewer, words, made.screen)


def _kind_and_date(snapshot: Snapshot, words: Words) -> str:
    return words("app.kind_and_date", kind=words(f"kind.{snapshot.kind}"), date=words.date(snapshot.as_of))


def heading(finding: str, *said: str) -> None:
    """The sentence that the data say, below the screen's title; on paper the choices behind it too, or those named."""
    made = view.current()
    unbroken = escape(finding).replace(" %", "&nbsp;%")  # a sign does not begin a line
    names = said or [name for name in SHOWN[made.screen] if name not in ALONE.get(made.screen, ())]
    chosen = escape(made.chosen_in_words(*ALWAYS[:2], *names))  # paper shows no select boxes
    st.html(f'<p class="t-finding">{unbroken}</p><p class="t-chosen">{chosen}</p>')


def subheading(text: str) -> None:
    """A heading within the screen."""
    st.html(f'<h2 class="t-subtitle">{escape(text)}</h2>')


def small(text: str) -> None:
    """A line in small type: what a figure counts, where it comes from."""
    st.html(f'<p class="t-small">{escape(text)}</p>')


def choices(*names: str) -> None:
    """The row of choices of the screen."""
    made = view.current()
    filters.row(made.choice, made.offer, made.words, *names)


def follow(*screens: str) -> None:
    """Where to look next: links that carry the choices along."""
    made = view.current()
    subheading(made.words("follow.title"))
    with st.container(horizontal=True, key="follow", gap="medium"):
        for screen in (each for each in screens if each in made.viewer.screens):
            st.page_link(
                f"pages/screens/{screen}.py",
                label=made.words(f"{made.screen}.next.{screen}", place=made.place),
                query_params=made.address(screen),
            )


def aggregates_only() -> None:
    """For a snapshot without learners: what this screen cannot answer from it."""
    made = view.current()
    if not made.snapshot.has_learners:
        notice(made.words(f"{made.screen}.aggregates_only"))


def _foot(made: View) -> None:
    words, snapshot = made.words, made.snapshot
    lines = (
        words(
            "foot.snapshot", id=snapshot.id, date=words.date(snapshot.as_of), kind=words(f"kind_said.{snapshot.kind}")
        ),
        f"{viewing.line(made.store, words, made.viewer)} {viewing.role(made.viewer, words)}",
        *([words("viewing.legend")] if viewing.withheld(made.store, words) else []),
        words("foot.preschool"),
        words("foot.boundaries"),
    )
    st.html('<footer class="t-foot">' + "".join(f"<p>{escape(line)}</p>" for line in lines) + "</footer>")
