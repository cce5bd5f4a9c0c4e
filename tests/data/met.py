"""Meetings drawn for tests: who writes, what is decided, and how a meeting is begun, written at and ended."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from data import access, meetings
from data.meetings_rules import Draft, Entry, Figures, Hand, Meeting
from data.snapshot import Snapshot

AT = datetime(2022, 7, 15, 2, 30, tzinfo=UTC)
HAND = Hand("Phòng Tổng hợp", "operator", AT)
OPERATOR = access.Viewer("operator", None, access.OPERATOR_SCREENS, "single_user")
GUEST = access.Viewer("guest", None, access.SCREENS, "open_data_only")
FIGURES = Figures("tiny-2021", date(2021, 6, 30), "lms_passed", "", "41 trên 63 tỉnh đã đạt", 86, 99, "?item=3")
DECISION = Draft("decision", "Đôn đốc các tỉnh chưa báo cáo", "Cục Nhà giáo", date(2022, 8, 1))


def begin(state: Path, snapshot: Snapshot, *, days: int = 0, **given) -> Meeting:
    """A meeting so many days after the first, with title and day of its own."""
    at = AT + timedelta(days=days)
    told = {"title": f"Họp {days}", "held_on": at.date(), "division": 63, "by": replace(HAND, at=at)} | given
    return meetings.begin(state, snapshot=snapshot, **told)


def write(state: Path, meeting: Meeting, draft: Draft = DECISION, *, hours: int = 1, **figures) -> Entry:
    """Something written so many hours into the meeting."""
    by = replace(HAND, at=meeting.begun.at + timedelta(hours=hours))
    return meetings.write(state, meeting.id, draft, scene="map", figures=replace(FIGURES, **figures), by=by)


def end(state: Path, meeting: Meeting) -> None:
    """The meeting ends three hours after it began."""
    meetings.end(state, meeting.id, by=replace(HAND, at=meeting.begun.at + timedelta(hours=3)))


def entries(state: Path, viewer: access.Viewer = OPERATOR) -> list[Entry]:
    """All that the viewer may read of the drawn series."""
    return meetings.entries(state, series="tiny", viewer=viewer)
