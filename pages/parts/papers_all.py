"""Papers, the whole country: every province's report in one run that goes on while one looks elsewhere."""

from collections.abc import Generator
from functools import partial
from pathlib import Path

import streamlit as st

from data import settings
from data.access import Viewer
from data.errors import TemisError
from data.snapshot import Snapshot
from pages.papers import makers, runs
from pages.papers.makers import Wanted
from pages.papers.runs import Run
from pages.parts import papers, plates, shell, view
from pages.parts.view import View
from pages.texts import Words
from pages.texts.problems import said

_KINDS = "papers-kinds"
_WATCHED = "papers-watched"  # whether this session's page looks again by itself
_EVERY = 1.0  # seconds between two looks at a run
_MEGABYTE = 1_000_000


def section(made: View) -> None:
    """The choice of files, then the run: to be begun, watched, stopped, taken away."""
    words = made.words
    plates.part("every")
    count = len(papers.desk(made).places)
    if not count or not made.choice.year:
        shell.notice(words("papers.all.none"))
        return
    shell.small(words("papers.all.said", count=count))
    _choose(words)
    run = runs.found(_key(made))
    is_going = run is not None and not run.is_over
    st.session_state[_WATCHED] = is_going
    st.fragment(_watched, run_every=_EVERY if is_going else None)()


def _choose(words: Words) -> None:
    st.pills(
        words("papers.all.kinds"),
        list(makers.KINDS),
        selection_mode="multi",
        default=["word"],
        format_func=lambda kind: words(f"papers.kind.{kind}"),
        key=_KINDS,
    )


def _kinds() -> tuple[str, ...]:
    chosen = st.session_state.get(_KINDS) or ()
    return tuple(kind for kind in makers.KINDS if kind in chosen)


def _key(made: View) -> tuple:
    return (made.store.key, papers.wanted(made), _kinds(), *papers.stamp())


def _watched() -> None:
    """The run as it stands; this alone is drawn again while it goes on."""
    made = view.current()
    words, run = made.words, runs.found(_key(made))
    if st.session_state[_WATCHED] and (run is None or run.is_over):
        st.rerun()  # the page need not look again
    if run is None or run.state == "stopped" or (run.state == "ended" and not run.is_there):
        _begin(made, again=False)
    elif run.state == "failed":
        problem = run.error
        told = said(problem, words) if isinstance(problem, TemisError) else words("error.unexpected")
        shell.notice(told, tone="error")
        _begin(made, again=True)
    elif run.state == "ended":
        _take(made, run, words)
    else:
        _going(made, run, words)


def _begin(made: View, *, again: bool) -> None:
    kinds, count = _kinds(), len(papers.desk(made).places)
    label = made.words("papers.all.again" if again else "papers.all.begin", count=count)
    if st.button(label, key="papers-begin", type="primary", disabled=not kinds):
        files = partial(
            _files, settings.state(), made.snapshot, made.viewer, made.store.division, papers.wanted(made), kinds
        )
        runs.begin(_key(made), files, count)
        st.rerun()


def _files(
    state: Path, snapshot: Snapshot, viewer: Viewer, division: int, wanted: Wanted, kinds: tuple[str, ...]
) -> Generator[tuple[str, list[tuple[str, bytes]]], None, None]:
    """What the run's own thread does: a store of its own, closed when the run ends, however it ends."""
    with makers.open_desk(state, snapshot, viewer, division=division) as desk:
        yield from makers.reports(desk, wanted, kinds, desk.places)


def _going(made: View, run: Run, words: Words) -> None:
    name = made.offer.names.get(run.doing, "")
    key = "papers.all.waiting" if run.state == "waiting" else "papers.all.going"
    st.progress(run.share, words(key, done=run.done, total=run.total, name=name))
    if st.button(words("papers.all.stop"), key="papers-stop"):
        run.stop()
        shell.small(words("papers.all.stopping"))


def _take(made: View, run: Run, words: Words) -> None:
    choice = made.choice
    parts = (words("papers.all.file"), str(choice.year), made.snapshot.id, str(made.store.division), choice.edition)
    size = words.number(run.size / _MEGABYTE, 1)
    with st.container(horizontal=True, key="papers-take", gap="small", vertical_alignment="center"):
        st.download_button(
            words("papers.all.take", count=run.total, size=size),
            run.content,
            file_name="-".join(parts) + ".zip",
            mime="application/zip",
            key="papers-all-zip",
            on_click="ignore",
            type="primary",
        )
