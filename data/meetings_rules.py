"""What a meeting is made of, and its rules: how an agenda is moved about, what is carried on, what may be written."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from data.errors import MeetingError

Form = Literal["note", "decision"]
Status = Literal["open", "done"]
LONGEST_AGENDA = 24
LONGEST = {"title": 160, "name": 80, "owner": 120, "text": 2000}  # characters
_SPACES = re.compile(r"[^\S\n]+")
_UNSEEN = ("Cc", "Cf", "Cs", "Co")  # categories of characters that steer, or that nobody has drawn
_KIND = re.compile(r"[a-z_]{1,40}")


@dataclass(frozen=True)
class Point:
    """One point of an agenda: the kind of its scene, and the choices that it holds fast."""

    kind: str
    fixed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Hand:
    """Who writes: the name they gave, their role, and when (UTC)."""

    name: str
    role: str
    at: datetime


@dataclass(frozen=True)
class Meeting:
    """One meeting; ``points`` is the agenda as it was when it ended, or began where it still runs."""

    id: int
    series: str
    division: int
    title: str
    held_on: date
    snapshot: str
    as_of: date
    kind: str
    points: tuple[Point, ...]
    begun: Hand
    ended: Hand | None

    @property
    def is_running(self) -> bool:
        """Whether it has not ended."""
        return self.ended is None


@dataclass(frozen=True)
class Figures:
    """What an entry speaks of, as it stood when it was written; ``address`` reopens the view."""

    snapshot: str
    as_of: date
    measure: str  # empty where the scene is of no single measure
    province: str  # empty: the country
    finding: str
    part: int | None
    whole: int | None
    address: str


@dataclass(frozen=True)
class Draft:
    """What somebody wants kept; a note has neither owner nor day."""

    form: Form
    text: str
    owner: str = ""
    due_on: date | None = None


@dataclass(frozen=True)
class Entry:
    """A note, or a decision with an owner and a day; ``scene`` is the kind of scene that it was written at."""

    id: int
    meeting: int
    form: Form
    text: str
    owner: str
    due_on: date | None
    status: Status
    done_at: datetime | None
    scene: str
    figures: Figures
    written: Hand

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.status == "open"

    def is_late(self, day: date) -> bool:
        """Whether its day has passed and it is not done."""
        return self.is_open and self.due_on is not None and self.due_on < day


@dataclass(frozen=True)
class Change:
    """One field of an entry that was changed."""

    entry: int
    field: str
    before: str
    after: str
    by: Hand


def of_it(entries: Iterable[Entry], meeting: Meeting) -> list[Entry]:
    """The entries written in the meeting."""
    return [entry for entry in entries if entry.meeting == meeting.id]


def before_it(entries: Iterable[Entry], meeting: Meeting) -> list[Entry]:
    """The entries that it took over: written in an earlier meeting, and not done when it began."""
    return [entry for entry in entries if entry.meeting < meeting.id and _was_open(entry, meeting.begun.at)]


def carried(entries: Iterable[Entry]) -> list[Entry]:
    """The entries that the next meeting will take over, those with the nearest day first."""
    return sorted((entry for entry in entries if entry.is_open), key=_urgency)


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """What is open before what is done, decisions before notes, the nearest day first."""
    return sorted(entries, key=lambda entry: (not entry.is_open, *_urgency(entry)))


def _urgency(entry: Entry) -> tuple[bool, date, int]:
    return entry.form == "note", entry.due_on or date.max, entry.id


def _was_open(entry: Entry, at: datetime) -> bool:
    return entry.done_at is None or entry.done_at >= at


def points(raw: Iterable[Mapping[str, Any]]) -> tuple[Point, ...]:
    """An agenda from plain values; what is none raises MeetingError ``meeting_agenda_unclear``."""
    found = []
    for each in raw:
        kind, fixed = each.get("kind"), each.get("fixed", {})
        is_point = isinstance(kind, str) and _KIND.fullmatch(kind) and isinstance(fixed, Mapping)
        if not is_point or not all(isinstance(value, str) for value in fixed.values()):
            raise MeetingError("meeting_agenda_unclear", point=str(kind)[:40])
        found.append(Point(str(kind), tuple(sorted(fixed.items()))))
    return tuple(found)


def plain(agenda: Iterable[Point]) -> list[dict[str, Any]]:
    """An agenda as plain values, as ``points`` reads them."""
    return [{"kind": point.kind, **({"fixed": dict(point.fixed)} if point.fixed else {})} for point in agenda]


def checked(agenda: Sequence[Point]) -> tuple[Point, ...]:
    """The agenda, where there is something on it and not too much; else MeetingError ``meeting_agenda_length``."""
    if not 0 < len(agenda) <= LONGEST_AGENDA:
        raise MeetingError("meeting_agenda_length", points=len(agenda), most=LONGEST_AGENDA)
    return tuple(agenda)


def moved(agenda: Sequence[Point], place: int, by: int) -> tuple[Point, ...]:
    """The agenda with the point at that place (0 the first) moved by so many; at either end it stays."""
    left = [*agenda[:place], *agenda[place + 1 :]]
    to = min(max(place + by, 0), len(left))
    return (*left[:to], agenda[place], *left[to:])


def without(agenda: Sequence[Point], place: int) -> tuple[Point, ...]:
    """The agenda less the point at that place; the last one stays, for a meeting is about something."""
    return (*agenda[:place], *agenda[place + 1 :]) if len(agenda) > 1 else tuple(agenda)


def replaced(agenda: Sequence[Point], place: int, point: Point) -> tuple[Point, ...]:
    """The agenda with another point at that place."""
    return (*agenda[:place], point, *agenda[place + 1 :])


def tidy(text: str, field: str) -> str:
    """A text as it is kept: composed letters, no unseen characters; MeetingError where it is empty or too long."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    spaced = _SPACES.sub(" ", lines)
    seen = "".join(each for each in spaced if each == "\n" or unicodedata.category(each) not in _UNSEEN)
    kept = "\n".join(line.strip() for line in seen.strip().split("\n"))
    if field != "text":
        kept = kept.replace("\n", " ")
    if not kept:
        raise MeetingError(f"meeting_{field}_empty")
    if len(kept) > LONGEST[field]:
        raise MeetingError(f"meeting_{field}_long", length=len(kept), most=LONGEST[field])
    return kept
