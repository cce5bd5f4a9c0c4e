"""Audit: the screen of the log. What is chosen here stays in the session, so that no address names a person's code."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial

import polars as pl
import streamlit as st

from data import audit, settings
from data.audit import Checked, counting
from data.harmless import all_harmless
from pages.figures import tables
from pages.figures.tables import Col
from pages.parts import audit_noting, audit_person, audit_said, audit_usage, shell
from pages.parts.audit_said import called, place
from pages.texts import Words

_DAYS = 30
_ROWS = 300  # of the table; the file has all
_FAULTS = 50
_CODE = re.compile(r"[0-9a-f]{16}")
_NAMED = ("event", "role", "screen")  # choices from what is there


@dataclass(frozen=True)
class Asked:
    """What is chosen: the days, and what everything is limited to; empty: not limited."""

    since: date
    until: date
    limits: Mapping[str, str]


def closed(words: Words) -> None:
    """What whoever may not read the log is told."""
    shell.notice(words("audit.closed"))
    st.page_link("pages/screens/overview.py", label=words("audit.back"))


def page(words: Words) -> None:
    """The log of the chosen days: whether it is whole, how much was used, and every entry."""
    state = settings.state()
    audit.flush(state)  # what was done a moment ago is there
    shell.small(words("audit.promise", days=words.number(settings.audit_days())))
    row = st.container(horizontal=True, key="choices-audit", vertical_alignment="bottom", gap="small")
    with row:
        since, until = _days(words)
    known = audit.paths(state, since=since, until=until)
    stamp = tuple((path.name, path.stat().st_size) for path in known if path.exists())
    every = _entries(since, until, stamp)
    with row:
        limits = _limits(every, words)
    asked = Asked(since, until, limits)
    audit_noting.looked_up("audit", {"days": f"{since}/{until}", **asked.limits})
    found = limited(every, asked.limits)
    audit_usage.finding(found, since, until, words)
    _trouble(words)
    _whole(_checked(since, until, stamp), words)
    audit_usage.show(found, since, until, words)
    _table(found, asked, words)
    audit_person.find(words)


@st.cache_resource(max_entries=4, show_spinner=False)
def _entries(since: date, until: date, stamp: tuple) -> pl.DataFrame:
    del stamp  # files that grew are read again
    return audit.entries(settings.state(), since=since, until=until)


@st.cache_resource(max_entries=4, show_spinner=False)
def _checked(since: date, until: date, stamp: tuple) -> Checked:
    del stamp
    state = settings.state()
    return audit.check(state, paths=audit.paths(state, since=since, until=until))


def _days(words: Words) -> tuple[date, date]:
    """The range chosen; while only its first day is, that day alone."""
    today = audit.vietnam(datetime.now(UTC)).date()
    first = min(audit.first_day(settings.state()), today - timedelta(days=_DAYS - 1))
    usual = (today - timedelta(days=_DAYS - 1), today)
    told = st.date_input(
        words("audit.days"), usual, min_value=first, max_value=today, key="audit-range", format="DD/MM/YYYY", width=250
    )
    chosen = tuple(told) if isinstance(told, tuple) else (told,)
    return (chosen[0], chosen[-1]) if chosen else usual


def _limits(every: pl.DataFrame, words: Words) -> dict[str, str]:
    """What everything is limited to, chosen from what is there."""
    told = {name: _select(name, _there(every, name), partial(called, name, words=words), words) for name in _NAMED}
    places = sorted(audit_usage.places(every), key=lambda key: place(key, words))
    told["province"] = _select("province", places, lambda key: place(key, words), words)
    person = st.text_input(words("audit.choose.who"), key=audit_person.CHOSEN, max_chars=16).strip().lower()
    if person and not _CODE.fullmatch(person):
        shell.notice(words("audit.bad_code"), tone="warn")
        person = ""
    return {name: value for name, value in {**told, "who": person}.items() if value}


def _there(every: pl.DataFrame, name: str) -> list[str]:
    return sorted(filter(None, every[name].unique().to_list()))


def _select(name: str, values: list[str], said: Callable[[str], str], words: Words) -> str:
    key = f"audit-{name}"
    if st.session_state.get(key) not in ("", *values):
        st.session_state.pop(key, None)
    return st.selectbox(
        words(f"audit.choose.{name}"),
        ["", *values],
        key=key,
        format_func=lambda value: said(value) if value else words(f"audit.every.{name}"),
    )


def limited(every: pl.DataFrame, limits: Mapping[str, str]) -> pl.DataFrame:
    """The entries that fit every limit."""
    found = every
    for name, value in limits.items():
        if name == "province":
            vintage, _, code = value.partition(":")
            found = counting.of_province(found, code, int(vintage))
        else:
            found = found.filter(pl.col(name) == value)
    return found


def _trouble(words: Words) -> None:
    """That this process cannot write, while it cannot."""
    now = audit.trouble(settings.state())
    if now is not None:
        since = audit.vietnam(now.since)
        said = {"waiting": words.number(now.waiting), "lost": words.number(now.lost)}
        shell.notice(words("audit.trouble", date=words.date(since), time=f"{since:%H:%M}", **said), tone="error")


def _whole(found: Checked, words: Words) -> None:
    """Whether any line was changed or is missing; where, if so."""
    counted = {"files": words.number(found.files), "lines": words.number(found.lines)}
    if not found.faults:
        shell.notice(words("audit.whole", **counted))
        return
    shell.notice(words("audit.faulty", faults=words.number(len(found.faults)), **counted), tone="error")
    rows = [
        {"file": each.file, "line": str(each.line or ""), "fault": words(f"audit.fault.{each.kind}")}
        for each in found.faults[:_FAULTS]
    ]
    columns = [Col(name, words(f"audit.column.{name}")) for name in ("file", "line", "fault")]
    st.html(tables.html(columns, pl.DataFrame(rows), words=words, caption=words("audit.faults")))


def _table(found: pl.DataFrame, asked: Asked, words: Words) -> None:
    """Every entry, the newest first, and all of them as a file."""
    shell.subheading(words("audit.entries"))
    shell.small(words("audit.shown", shown=words.number(min(_ROWS, found.height)), all=words.number(found.height)))
    columns = [Col(name, words(f"audit.column.{name}")) for name in audit_said.COLUMNS]
    rows = audit_said.rows(found.head(_ROWS), words)
    with st.container(key="audit-entries"):
        st.html(tables.html(columns, rows, words=words, caption=words("audit.entries")))
    name = f"temis-{words('audit.file')}-{asked.since}-{asked.until}.csv"
    audit_usage.take({"csv": partial(_csv, found)}, key="entries", name=name, words=words)


def _csv(found: pl.DataFrame) -> bytes:
    """All entries as they are kept, in codes: no cell begins like a formula."""
    return all_harmless(found).write_csv(include_bom=True).encode()
