"""Review meetings: the agenda, who met when on which data, and what was noted and decided, with the figures of then.

To read (nothing is written, and no file need be there):

    agenda(state, division=63)             -> tuple[Point, ...]   as it was set, else ours
    meetings(state, viewer=viewer)         -> list[Meeting]       newest first, those on data the viewer may open
    running(state, series=…)               -> Meeting | None      of one series one runs at a time
    last_ended(state, series=…)            -> Meeting | None      what the next is compared with: its ``as_of``
    entries(state, series=…, viewer=…)     -> list[Entry]         notes and decisions, oldest first
    changes(state, entry)                  -> list[Change]

Of those entries (``data.meetings_rules``): ``of_it(entries, meeting)`` were written in it, ``before_it`` were taken
over from earlier meetings, ``carried(entries)`` is what the next takes over, ``in_order`` sorts for reading.

To write: set_agenda, forget_agenda, begin, end, write, change, mark, remove; each is whole or not at all, one at a
time, and says who and when. All raise MeetingError, and SnapshotError where the disk is full or busy.
"""

import sqlite3
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from data import access, meetings_file, settings
from data import meetings_rows as rows
from data.access import Viewer
from data.errors import MeetingError
from data.meetings_rules import Change, Draft, Entry, Figures, Hand, Meeting, Point, Status, checked, points, tidy
from data.snapshot import Snapshot


def ours() -> tuple[Point, ...]:
    """The agenda that nobody has changed yet."""
    return points(tomllib.loads((settings.REFERENCE / "agenda.toml").read_text(encoding="utf-8"))["point"])


def agenda(state: Path, *, division: int) -> tuple[Point, ...]:
    """The agenda as it was last set for that division, ours where none was."""
    with meetings_file.reading(state) as file:
        row = _first(file, rows.AGENDA, division=division)
        return rows.read_points(row) if row else ours()


def set_agenda(state: Path, agenda: Sequence[Point], *, division: int, by: Hand) -> None:
    """Keep this agenda for that division; raises MeetingError where it is empty or too long."""
    kept = rows.written_points(checked(agenda))
    with meetings_file.writing(state, at=by.at) as file:
        file.execute(rows.SET_AGENDA, {"division": division, "points": kept, **rows.hand(by)})


def forget_agenda(state: Path, *, division: int, at: datetime) -> None:
    """Go back to our agenda for that division."""
    with meetings_file.writing(state, at=at) as file:
        file.execute(rows.FORGET_AGENDA, {"division": division})


def meetings(state: Path, *, viewer: Viewer) -> list[Meeting]:
    """Every meeting on data that the viewer may open, the newest first."""
    with meetings_file.reading(state) as file:
        found = _all(file, rows.MEETINGS)
    return [rows.meeting(row) for row in found if access.may_open(viewer, row["kind"])]


def running(state: Path, *, series: str) -> Meeting | None:
    """The meeting that runs on snapshots of that series."""
    with meetings_file.reading(state) as file:
        row = _first(file, rows.RUNNING, series=series)
    return rows.meeting(row) if row else None


def last_ended(state: Path, *, series: str) -> Meeting | None:
    """The last meeting that ended on snapshots of that series."""
    with meetings_file.reading(state) as file:
        row = _first(file, rows.LAST_ENDED, series=series)
    return rows.meeting(row) if row else None


def begin(state: Path, *, title: str, held_on: date, snapshot: Snapshot, division: int, by: Hand) -> Meeting:
    """Begin a meeting: its day, title and data are fixed; raises MeetingError while another one of the series runs."""
    values = {
        "series": snapshot.series,
        "division": division,
        "title": tidy(title, "title"),
        "held_on": held_on.isoformat(),
        "snapshot_id": snapshot.id,
        "as_of": snapshot.as_of.isoformat(),
        "kind": snapshot.kind,
        "points": rows.written_points(agenda(state, division=division)),
        **rows.hand(by),
    }
    with meetings_file.writing(state, at=by.at) as file:
        other = _first(file, rows.RUNNING, series=snapshot.series)
        if other:
            raise MeetingError("meeting_running", title=other["title"])
        return rows.meeting(file.execute(rows.BEGIN, values).fetchone())


def end(state: Path, meeting: int, *, by: Hand) -> None:
    """End a meeting: with its agenda as it is now it becomes history."""
    with meetings_file.writing(state, at=by.at) as file:
        division = _still_running(file, meeting)["division"]
        set_now = _first(file, rows.AGENDA, division=division)
        kept = set_now["points"] if set_now else rows.written_points(ours())
        file.execute(rows.END, {"meeting": meeting, "points": kept, **rows.hand(by)})


def entries(state: Path, *, series: str, viewer: Viewer) -> list[Entry]:
    """Notes and decisions of the meetings on that series, oldest first, those the viewer may read.

    Left out are those of meetings on data that the viewer may not open; a viewer limited to provinces reads what was
    written of those alone.
    """
    with meetings_file.reading(state) as file:
        found = [row for row in _all(file, rows.ENTRIES, series=series) if access.may_open(viewer, row["kind"])]
    return [rows.entry(row) for row in found if _is_of_theirs(row, viewer)]


def _is_of_theirs(row: Mapping[str, Any], viewer: Viewer) -> bool:
    """Whether what was written is of a province of the viewer's, in the division that the meeting was held in.

    Of whoever is limited to districts no province is.
    """
    own = viewer.own(row["division"]) if viewer.districts is None else frozenset()
    return own is None or row["province"] in own


def write(state: Path, meeting: int, draft: Draft, *, scene: str, figures: Figures, by: Hand) -> Entry:
    """Keep a note or decision of a meeting that runs; raises MeetingError where it says nothing or names no owner."""
    values = {
        "meeting": meeting,
        "form": draft.form,
        **_fields(draft, draft.form),
        "scene": scene,
        "snapshot_id": figures.snapshot,
        "as_of": figures.as_of.isoformat(),
        **{name: getattr(figures, name) for name in ("measure", "province", "finding", "part", "whole", "address")},
        **rows.hand(by),
    }
    with meetings_file.writing(state, at=by.at) as file:
        _still_running(file, meeting)
        return rows.entry(file.execute(rows.WRITE, values).fetchone())


def mark(state: Path, entry: int, *, status: Status, by: Hand) -> None:
    """Say that it is done, or open again; what is so already stays as it is."""
    with meetings_file.writing(state, at=by.at) as file:
        before = _known(file, entry)["status"]
        if before != status:
            done_at = rows.instant(by.at) if status == "done" else None
            file.execute(rows.MARK, {"entry": entry, "status": status, "done_at": done_at})
            _log(file, entry, "status", before, status, by)


def change(state: Path, entry: int, draft: Draft, *, by: Hand) -> None:
    """Put other words, another owner or day in the place of those there, which stay in the list of changes."""
    with meetings_file.writing(state, at=by.at) as file:
        before = _known(file, entry)
        after = _fields(draft, before["form"])
        file.execute(rows.CHANGE, {"entry": entry, **after})
        for field in (name for name, value in after.items() if before[name] != value):
            _log(file, entry, field, before[field] or "", after[field] or "", by)


def remove(state: Path, entry: int, *, at: datetime) -> None:
    """Take an entry out for good, with its changes and out of every copy: it may name who must not be named."""
    with meetings_file.writing(state, at=at) as file:
        written_at = _known(file, entry)["written_at"]
        file.execute(rows.REMOVE, {"entry": entry})
        meetings_file.without(state, entry, written_at)


def changes(state: Path, entry: int) -> list[Change]:
    """What was changed in an entry, oldest first."""
    with meetings_file.reading(state) as file:
        return [rows.change(row) for row in _all(file, rows.CHANGES, entry=entry)]


def exported(state: Path) -> dict[str, list[dict[str, Any]]]:
    """Everything that is kept, table by table, as plain values that need no program of ours to be read."""
    with meetings_file.reading(state) as file:
        return {name: [dict(row) for row in _all(file, statement)] for name, statement in rows.EXPORT.items()}


def _fields(draft: Draft, form: str) -> dict[str, str | None]:
    is_decision = form == "decision"
    return {
        "text": tidy(draft.text, "text"),
        "owner": tidy(draft.owner, "owner") if is_decision else "",
        "due_on": draft.due_on.isoformat() if is_decision and draft.due_on else None,
    }


def _first(file: sqlite3.Connection | None, statement: str, **values: Any) -> sqlite3.Row | None:
    return None if file is None else file.execute(statement, values).fetchone()


def _all(file: sqlite3.Connection | None, statement: str, **values: Any) -> list[sqlite3.Row]:
    return [] if file is None else file.execute(statement, values).fetchall()


def _still_running(file: sqlite3.Connection, meeting: int) -> sqlite3.Row:
    row = _first(file, rows.MEETING, meeting=meeting)
    if row is None:
        raise MeetingError("meeting_unknown", meeting=meeting)
    if row["ended_at"] is not None:
        raise MeetingError("meeting_over", title=row["title"])
    return row


def _known(file: sqlite3.Connection, entry: int) -> sqlite3.Row:
    row = _first(file, rows.ENTRY, entry=entry)
    if row is None:
        raise MeetingError("meeting_entry_unknown", entry=entry)
    return row


def _log(file: sqlite3.Connection, entry: int, field: str, before: str, after: str, by: Hand) -> None:
    file.execute(rows.LOG, {"entry": entry, "field": field, "before": before, "after": after, **rows.hand(by)})
