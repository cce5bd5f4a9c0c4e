"""Notes of meetings in two worlds: the same to whoever may read them, others and more of them where they may not."""

from datetime import UTC, date, datetime
from pathlib import Path

from data import meetings
from data.meetings_rules import Draft, Figures, Hand
from data.snapshot import Snapshot, list_snapshots
from tests.attack.who import Theirs

_AT = datetime(2022, 7, 15, 2, 30, tzinfo=UTC)
_HAND = Hand("Phòng Tổng hợp", "ministry", _AT)
_PLACES = ("", "22", "01", "24", "31")  # the country, then provinces of the division met in


def write(state: Path, *, theirs: Theirs | None = None) -> None:
    """On every series a meeting that ended and one that runs, each with notes on the country and on provinces.

    With ``theirs`` it is the other world: what they may not read is another text, and there is more of it.
    """
    newest = {snapshot.series: snapshot for snapshot in list_snapshots(state)[0] if snapshot.kind != "public"}
    for snapshot in newest.values():
        for title in ("Họp quý I", "Họp quý II"):
            _met(state, snapshot, title, theirs, ends=title == "Họp quý I")


def _met(state: Path, snapshot: Snapshot, title: str, theirs: Theirs | None, *, ends: bool) -> None:
    held = meetings.begin(
        state, title=title, held_on=_AT.date(), snapshot=snapshot, division=snapshot.vintage, by=_HAND
    )
    for place in _PLACES:
        is_hidden = theirs is not None and not _may_read(theirs, snapshot, place)
        _noted(state, held.id, snapshot, place, "điều chỉ người khác biết" if is_hidden else "việc phải làm")
    for place in _PLACES if theirs is not None else ():
        if not _may_read(theirs, snapshot, place):
            _noted(state, held.id, snapshot, place, "điều mới, chỉ người khác biết")
    if ends:
        meetings.end(state, held.id, by=_HAND)


def _may_read(theirs: Theirs, snapshot: Snapshot, place: str) -> bool:
    """By hand: whoever is limited reads what was written of what is theirs; nothing of real data without a login."""
    own = theirs.cubes[snapshot.vintage]
    return (theirs.has_login or snapshot.kind != "real") and (own is None or place in own)


def _noted(state: Path, meeting: int, snapshot: Snapshot, place: str, text: str) -> None:
    figures = Figures(snapshot.id, snapshot.as_of, "lms_passed", place, f"Số liệu của {place or 'cả nước'}", 8, 10, "?")
    draft = Draft("decision", f"{text} ({place or 'cả nước'})", owner="Vụ", due_on=date(2022, 12, 31))
    meetings.write(state, meeting, draft, scene="map", figures=figures, by=_HAND)
