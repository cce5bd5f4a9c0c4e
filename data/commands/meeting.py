"""Meetings from a terminal: what is kept of them, all of it as JSON, a copy put back, an entry taken out."""

import json
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path

from data import access, meetings_file, settings
from data import meetings as keeping
from data.commands import saying
from data.errors import MeetingError
from data.keeping import durably
from data.meetings_rules import Entry, Meeting, in_order, of_it
from pages.texts.words import Words

_SHOWN = 60  # characters of an entry


def meetings(choice: Namespace, words: Words) -> int:
    """Every meeting with its entries and the copies there are, or one thing done with them."""
    state = settings.state()
    if choice.export is not None:
        return _export(state, choice.export, words)
    if choice.restore is not None:
        return _restore(state, choice.restore, words)
    if choice.remove is not None:
        keeping.remove(state, choice.remove, at=datetime.now(UTC))
        saying.line(words("terminal.meetings.removed", number=choice.remove))
        return 0
    return _list(state, words)


def _list(state: Path, words: Words) -> int:
    found = keeping.meetings(state, viewer=access.AT_THE_TERMINAL)
    if not found:
        saying.line(words("terminal.meetings.none"))
    written = {
        series: keeping.entries(state, series=series, viewer=access.AT_THE_TERMINAL)
        for series in {each.series for each in found}
    }
    for meeting in found:
        own = in_order(of_it(written[meeting.series], meeting))
        saying.line("  ".join(_said(meeting, own, words)))
        saying.table([_row(entry, words) for entry in own])
    for copy in meetings_file.copies(state):
        saying.line(words("terminal.meetings.copy", copy=copy.name))
    return 0


def _said(meeting: Meeting, own: list[Entry], words: Words) -> tuple[str, ...]:
    stands = words("terminal.meetings.running" if meeting.is_running else "terminal.meetings.ended")
    still = sum(entry.is_open for entry in own)
    counted = words("terminal.meetings.entries", open=still, all=len(own))
    return words.date(meeting.held_on), meeting.title, meeting.snapshot, stands, counted


def _row(entry: Entry, words: Words) -> tuple[str, ...]:
    text = " ".join(entry.text.split())
    return (
        words("terminal.meetings.entry", number=entry.id),
        words("terminal.meetings.open" if entry.is_open else "terminal.meetings.done"),
        words.date(entry.due_on),
        entry.owner or words("number.none"),
        text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…",
    )


def _export(state: Path, file: Path, words: Words) -> int:
    kept = keeping.exported(state)
    durably.write(file, json.dumps(kept, ensure_ascii=False, indent=1).encode(), mode=0o600)
    counts = {"meetings": len(kept["meeting"]), "entries": len(kept["entry"])}
    saying.line(words("terminal.meetings.exported", file=file.name, **counts))
    return 0


def _restore(state: Path, name: str, words: Words) -> int:
    copies = {copy.name: copy for copy in meetings_file.copies(state)}
    wanted = name or next(iter(copies), "")
    if wanted not in copies:
        raise MeetingError("meetings_no_copy", copy=wanted[:_SHOWN])
    meetings_file.restore(state, copies[wanted], at=datetime.now(UTC))
    saying.line(words("terminal.meetings.restored", copy=wanted))
    return 0
