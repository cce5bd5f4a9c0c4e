"""Rows of the file of meetings: the statements that ask for them or write them, and what they become."""

import json
import sqlite3
from collections.abc import Iterable
from datetime import UTC, date, datetime

from data.meetings_rules import Change, Entry, Figures, Hand, Meeting, Point, plain, points, tidy

_INSTANT = "%Y-%m-%dT%H:%M:%SZ"

AGENDA = "select points from agenda where division = $division"
SET_AGENDA = """
insert into agenda (division, points, set_by, set_role, set_at) values ($division, $points, $name, $role, $at)
on conflict (division) do update
set points = excluded.points, set_by = excluded.set_by, set_role = excluded.set_role, set_at = excluded.set_at
"""
FORGET_AGENDA = "delete from agenda where division = $division"

MEETING = "select * from meeting where id = $meeting"
MEETINGS = "select * from meeting order by id desc"
RUNNING = "select * from meeting where series = $series and ended_at is null"
LAST_ENDED = "select * from meeting where series = $series and ended_at is not null order by id desc limit 1"
BEGIN = """
insert into meeting
(series, division, title, held_on, snapshot_id, as_of, kind, points, begun_by, begun_role, begun_at)
values ($series, $division, $title, $held_on, $snapshot_id, $as_of, $kind, $points, $name, $role, $at)
returning *
"""
END = """
update meeting set points = $points, ended_by = $name, ended_role = $role, ended_at = $at where id = $meeting
"""

ENTRY = "select * from entry where id = $entry"
ENTRIES = """
select entry.*, meeting.kind, meeting.division from entry join meeting on meeting.id = entry.meeting_id
where meeting.series = $series order by entry.id
"""
WRITE = """
insert into entry
(
    meeting_id, form, text, owner, due_on, status, scene, snapshot_id, as_of, measure, province, finding, part, whole,
    address, written_by, written_role, written_at
)
values
(
    $meeting, $form, $text, $owner, $due_on, 'open', $scene, $snapshot_id, $as_of, $measure, $province, $finding,
    $part, $whole, $address, $name, $role, $at
)
returning *
"""
MARK = "update entry set status = $status, done_at = $done_at where id = $entry"
CHANGE = "update entry set text = $text, owner = $owner, due_on = $due_on where id = $entry"
REMOVE = "delete from entry where id = $entry"
LOG = """
insert into change (entry_id, field, before, after, changed_by, changed_role, changed_at)
values ($entry, $field, $before, $after, $name, $role, $at)
"""
CHANGES = "select * from change where entry_id = $entry order by id"
EXPORT = {
    "agenda": "select * from agenda order by division",
    "meeting": "select * from meeting order by id",
    "entry": "select * from entry order by id",
    "change": "select * from change order by id",
}


def hand(by: Hand) -> dict[str, str]:
    """Who and when, as values of a statement."""
    return {"name": tidy(by.name, "name"), "role": by.role, "at": instant(by.at)}


def instant(at: datetime) -> str:
    """2022-07-15T02:30:00Z"""
    return at.astimezone(UTC).strftime(_INSTANT)


def read_instant(text: str | None) -> datetime | None:
    """The same read again."""
    return datetime.strptime(text, _INSTANT).replace(tzinfo=UTC) if text else None


def written_points(agenda: Iterable[Point]) -> str:
    """An agenda as it is kept."""
    return json.dumps(plain(agenda), ensure_ascii=False)


def read_points(row: sqlite3.Row) -> tuple[Point, ...]:
    """The agenda of a row."""
    return points(json.loads(row["points"]))


def meeting(row: sqlite3.Row) -> Meeting:
    """A meeting from its row."""
    return Meeting(
        id=row["id"],
        series=row["series"],
        division=row["division"],
        title=row["title"],
        held_on=date.fromisoformat(row["held_on"]),
        snapshot=row["snapshot_id"],
        as_of=date.fromisoformat(row["as_of"]),
        kind=row["kind"],
        points=read_points(row),
        begun=_hand(row, "begun"),
        ended=_hand(row, "ended") if row["ended_at"] else None,
    )


def entry(row: sqlite3.Row) -> Entry:
    """A note or decision from its row."""
    return Entry(
        id=row["id"],
        meeting=row["meeting_id"],
        form=row["form"],
        text=row["text"],
        owner=row["owner"],
        due_on=date.fromisoformat(row["due_on"]) if row["due_on"] else None,
        status=row["status"],
        done_at=read_instant(row["done_at"]),
        scene=row["scene"],
        figures=Figures(
            snapshot=row["snapshot_id"],
            as_of=date.fromisoformat(row["as_of"]),
            **{name: row[name] for name in ("measure", "province", "finding", "part", "whole", "address")},
        ),
        written=_hand(row, "written"),
    )


def change(row: sqlite3.Row) -> Change:
    """A changed field from its row."""
    return Change(row["entry_id"], row["field"], row["before"], row["after"], _hand(row, "changed"))


def _hand(row: sqlite3.Row, did: str) -> Hand:
    at = datetime.strptime(row[f"{did}_at"], _INSTANT).replace(tzinfo=UTC)
    return Hand(row[f"{did}_by"], row[f"{did}_role"], at)
