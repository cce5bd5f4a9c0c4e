"""Papers, one report: what it will hold, what is missing or withheld and why, how it reads, and its files."""

from collections.abc import Iterable
from functools import partial
from html import escape

import streamlit as st

from data import report_form, settings
from data.errors import TemisError
from data.store import Store
from pages.figures import tables
from pages.figures.tables import Col
from pages.papers import holding, makers, reading
from pages.papers.blocks import Paper
from pages.papers.holding import Held
from pages.papers.makers import Desk, Wanted
from pages.parts import opening, plates, shell
from pages.parts.view import View
from pages.texts import Words
from pages.texts.problems import said


def wanted(made: View) -> Wanted:
    """What is chosen for a report, whoever it is of."""
    choice = made.choice
    return Wanted(choice.year, choice.form, choice.compared == "year", choice.edition, choice.lang)


def desk(made: View) -> Desk:
    """What the viewer's papers are made from."""
    return Desk(made.store, partial(_units, made), made.store.scope.provinces)


def _units(made: View, place: str) -> Store | None:
    """The store with a place's schools; None where the data cannot tell them apart."""
    try:
        return opening.of_units(made.snapshot, made.viewer, place, division=made.store.division)
    except TemisError:
        return None


def stamp() -> tuple[int, int]:
    """What a paper follows beyond its store: the ministry's template, and the smallest group that is published."""
    template = report_form.path(settings.state())
    return (template.stat().st_mtime_ns if template.exists() else 0, settings.smallest())


def paper(made: View) -> Paper | None:
    """The report as chosen; None, and a sentence on the screen, where there is none."""
    if not made.choice.year:
        shell.notice(made.words("papers.no_year"), tone="warn")
        return None
    try:
        with shell.waiting(made.words("papers.waiting"), key="paper"):
            return _paper(desk(made), made.province, wanted(made), (made.store.key, *stamp()))
    except TemisError as problem:
        shell.notice(said(problem, made.words), tone="warn")
        return None


@st.cache_resource(max_entries=16, show_spinner=False)
def _paper(_desk: Desk, place: str | None, wanted: Wanted, key: tuple) -> Paper:
    del key  # what tells one store's papers from another's
    return makers.paper(_desk, place, wanted)


def finding(one: Paper | None, words: Words) -> str:
    """The sentence on top: how much of the report the data fill, and what is left."""
    if one is None:
        return words("papers.nothing")
    held = holding.of(one)
    counts = {"tables": held.tables, "numbers": words.number(held.numbers), "blanks": len(held.blanks)}
    left = [words(f"papers.left.{name}", count=words.number(getattr(held, name))) for name in _lacks(held)]
    return " ".join((words("papers.finding", title=one.title, **counts), *left))


def _lacks(held: Held) -> Iterable[str]:
    return (name for name in ("missing", "withheld") if getattr(held, name))


def show(made: View, one: Paper) -> None:
    """The files to take away, then what is in it beside how it reads."""
    words = made.words
    plates.part("report")
    _files(one, words)
    about, read = st.columns([5, 8], gap="large")
    with about, st.container(key="paper-about"):
        _contents(one, words)
        _withheld(made, one, words)
        _blanks(holding.of(one).blanks, words)
    with read, st.container(height=860, border=False, key="paper-read"):
        st.html(reading.html(one))


def _files(one: Paper, words: Words) -> None:
    """A button a kind of file; each is made when it is asked for."""
    with st.container(horizontal=True, key="paper-files", gap="small", vertical_alignment="center"):
        for kind, made in makers.KINDS.items():
            st.download_button(
                words(f"papers.kind.{kind}"),
                partial(_bytes, one, kind),
                file_name=f"{one.file}{made.ending}",
                mime=made.media,
                key=f"paper-{kind}",
                help=words(f"papers.kind_said.{kind}"),
                on_click="ignore",
                type="primary" if kind == "word" else "secondary",
            )


def _bytes(one: Paper, kind: str) -> bytes:
    return makers.file(one, kind)[1]


def _contents(one: Paper, words: Words) -> None:
    frame = holding.by_table(one)
    counts = [name for name in ("numbers", "missing", "withheld") if name == "numbers" or frame[name].sum()]
    columns = [Col("title", words("papers.column.title"))]
    columns += [Col(name, words(f"papers.column.{name}"), "count") for name in counts]
    st.html(tables.html(columns, frame, words=words, caption=words("papers.contents")))
    if frame["missing"].sum():
        shell.small(words("papers.missing_why"))


def _withheld(made: View, one: Paper, words: Words) -> None:
    shell.subheading(words("papers.edition"))
    smallest = settings.smallest()
    if made.choice.edition == "internal":
        shell.small(words("papers.withheld.internal", smallest=smallest))
        return
    count = holding.of(one).withheld
    shell.small(words("papers.withheld.public" if count else "papers.withheld.none", smallest=smallest, count=count))


def _blanks(asks: tuple[str, ...], words: Words) -> None:
    if not asks:
        return
    shell.subheading(words("papers.blanks"))
    items = "".join(f"<li>{escape(each)}</li>" for each in dict.fromkeys(asks))
    st.html(f'<ul class="t-small">{items}</ul>')
