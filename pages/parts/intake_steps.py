"""Steps of an intake: what the screen asks of ``data.intake.delivering``, and what it keeps between two runs.

The only module of the screen that knows the other side: what comes from there leaves here as plain values.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

import polars as pl
import streamlit as st

from data import reference, settings
from data.errors import IngestError, TemisError
from data.ingest.findings import Finding
from data.intake import delivering
from data.intake.delivering import ALIASES
from data.intake.forms import FORMS
from data.intake.reading import Override
from data.intake.remembering import remember
from pages.figures import sent
from pages.parts import audit_noting
from pages.texts import Words

_KEY = "intake"

Progress = Callable[[str, float], None]
Where = tuple[str, str]  # file, sheet


@dataclass(frozen=True)
class Told:
    """What no file says of itself; ``vintage`` None: to be told from the names of provinces."""

    as_of: date
    vintage: int | None
    kind: str
    series: str
    title: str
    province: str = ""  # of printed tables that do not name theirs
    report_year: int | None = None
    cohorts: Mapping[str, str] = field(default_factory=dict)  # audience-role → cohort, of files that name none


@dataclass(frozen=True)
class Checked:
    """What would be published, what breaks rules, and what is held back."""

    snapshot_id: str
    rows: Mapping[str, int]  # written, by kind of table
    findings: tuple[Finding, ...]
    held: pl.DataFrame


@dataclass
class Desk:
    """One intake between two runs; a step that was not reached is None."""

    turn: int = 0  # tells one delivery's boxes from the next one's
    added: int = 0  # files; tells one round of further files from the next
    told: Told | None = None
    delivery: Any = None
    account: dict[str, Any] | None = None
    forms: dict[Where, str] = field(default_factory=dict)
    columns: dict[Where, dict[int, str]] = field(default_factory=dict)  # position → our header; '' not read
    outcome: Any = None
    checked: Checked | None = None
    papers: Mapping[str, Sequence[Path]] = field(default_factory=dict)  # sender → files of the rows to correct
    published: str = ""
    problem: TemisError | None = None


def desk() -> Desk:
    """The reader's intake."""
    return st.session_state.setdefault(_KEY, Desk())


def again() -> None:
    """Put the delivery away, with the files as they came, and begin another; what was published stays."""
    now = desk()
    if now.delivery is not None and not now.published:
        delivering.put_away(now.delivery)
    st.session_state[_KEY] = Desk(turn=now.turn + 1)


def attempt(step: Callable[[], None]) -> bool:
    """Do one step; what goes wrong is kept to be said, and False given back."""
    now = desk()
    now.problem = None
    try:
        step()
    except TemisError as problem:
        now.problem = problem
    return now.problem is None


def receive(told: Told, sender: str, uploads: Sequence[tuple[str, BinaryIO]]) -> None:
    """Take files over into a new delivery and read their headers."""
    now = desk()
    now.told, now.delivery = told, delivering.new(settings.state())
    add(sender, uploads)


def add(sender: str, uploads: Sequence[tuple[str, BinaryIO]]) -> None:
    """Take further files over; without a sender each file is its own."""
    now = desk()
    for name, source in uploads:
        delivering.add(now.delivery, sender, name, source)
        now.added += 1
    look()


def look() -> None:
    """Read the headers again, with what was said about them; what was checked before no longer holds."""
    now = desk()
    now.outcome = now.checked = None
    now.papers = {}
    now.account = delivering.look(now.delivery, _as_told(now), settings.state()).as_dict()


def correct(
    where: Where, *, recognised: str, form: str, columns: Mapping[int, str], written: Mapping[int, str], source: str
) -> None:
    """Take a word on one sheet: its form, and its columns (position → ours, '' not read); the headers are remembered.

    What a column is called is remembered for good, that it is not to be read for this delivery alone.
    """
    now = desk()
    if form and form != recognised:
        now.forms[where] = form
    if columns:
        names = {written[place]: ours for place, ours in columns.items()}
        remember(settings.state() / ALIASES, form=form or recognised, columns=names, source=source)
        now.columns[where] = now.columns.get(where, {}) | dict(columns)


def check(progress: Progress) -> None:
    """Read every row, hold back what cannot be taken, and build what would be published."""
    now = desk()
    try:
        now.outcome = delivering.prepare(now.delivery, settings.state(), _as_told(now), progress)
    except IngestError as problem:
        account = getattr(problem, "account", None)
        now.account = now.account if account is None else account.as_dict()
        now.papers = getattr(problem, "quarantine", {})
        raise
    now.account, now.papers = now.outcome.account.as_dict(), now.outcome.quarantine
    now.checked = _checked(now.outcome)


def waiting() -> tuple[str, ...]:
    """Files and sheets of what was checked that nobody could take as they are."""
    outcome = desk().outcome
    return outcome.account.waiting if outcome else ()


def publish(*, partly: bool = False) -> None:
    """Publish what was checked, its id kept for the link; ``partly``: without what waits."""
    now = desk()
    now.published = delivering.publish(now.outcome, settings.state(), partly=partly).name
    audit_noting.did("published", snapshot=now.published)


def card(sender: str, outcome: Any, words: Words) -> bytes:
    """The page to send back to that sender; asked for outside of a run, where no session is known."""
    return sent.page(sender, outcome, words).encode()


def _as_told(now: Desk) -> delivering.Told:
    if now.told is None:
        raise IngestError("intake_nothing_told")
    places = {*now.forms, *now.columns}
    overrides = {where: Override(now.forms.get(where), now.columns.get(where)) for where in places}
    return delivering.Told(**vars(now.told), overrides=overrides)


def _checked(outcome: Any) -> Checked:
    prepared = outcome.prepared
    rows = {name: counted["written"] for name, counted in prepared.rows.items()}
    return Checked(prepared.header["id"], rows, tuple(prepared.findings), outcome.held)


def headers_of(form: str) -> tuple[str, ...]:
    """Our headers that a column of that form may be; none for a form that is not known."""
    return next((tuple(column.header for column in each.columns) for each in FORMS if each.name == form), ())


def cohorts_to_ask() -> dict[tuple[str, str], pl.DataFrame]:
    """(audience, role) → its cohorts, where there are several: a file that names none does not say which."""
    groups = reference.read("cohorts").group_by("audience", "role", maintain_order=True)
    return {(str(group[0]), str(group[1])): frame for group, frame in groups if frame.height > 1}


def targets() -> dict[str, str]:
    """Name of every form → the table it goes into."""
    return {form.name: form.target for form in FORMS}


def stopped_by(problem: TemisError) -> tuple[Finding, ...]:
    """The findings for which a build stopped, where it was for findings."""
    return tuple(problem.details.get("findings", ()))


def senders(account: Mapping[str, Any]) -> list[str]:
    """Everybody from whom something came, each once."""
    every = (each["sender"] for part in ("received", "refused", "left_out") for each in account.get(part, ()))
    return list(dict.fromkeys(every))
