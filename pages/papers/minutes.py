"""Minutes: what is kept of meetings, in the words and shapes of scenes, slides and papers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date
from urllib.parse import urlencode

from data.meetings_rules import Entry, Figures, Hand, Meeting, Point, before_it, in_order, of_it
from data.store import Store
from pages.papers.decisions import Decision
from pages.papers.scene import KINDS, Asked, Item, Scene
from pages.papers.scenes_seen import seen
from pages.texts import Words
from queries import overview

_OF_A_MEASURE = ("overview", "map", "moved")  # scenes that speak of the measure chosen


@dataclass(frozen=True)
class Held:
    """A meeting as its pack tells it."""

    title: str
    held_on: date
    decisions: tuple[Decision, ...]


def items(points: Iterable[Point]) -> tuple[Item, ...]:
    """The scenes of an agenda; kinds that this version does not know are left out."""
    return tuple(Item(point.kind, point.fixed) for point in points if point.kind in KINDS)


def held(meeting: Meeting, entries: Sequence[Entry], words: Words) -> Held:
    """A meeting with what it took over and what was written in it."""
    own = in_order([*before_it(entries, meeting), *of_it(entries, meeting)])
    return Held(meeting.title, meeting.held_on, decisions(own, words))


def decisions(entries: Iterable[Entry], words: Words) -> tuple[Decision, ...]:
    """Notes and decisions as a reader sees them, in the order given."""
    return tuple(
        Decision(
            kind=entry.form,
            text=entry.text,
            owner=entry.owner,
            due_on=entry.due_on,
            is_open=entry.is_open,
            written=by(entry.written, words),
            figure=figure(entry.figures, words),
            scene=words(f"meeting.kind.{entry.scene}") if entry.scene in KINDS else "",
        )
        for entry in entries
    )


def by(hand: Hand, words: Words) -> str:
    """Who and when, the hour in UTC as it is kept."""
    at = hand.at.astimezone(UTC)
    return words("meeting.by", name=hand.name, date=words.date(at.date()), time=f"{at:%H:%M}")


def figure(figures: Figures, words: Words) -> str:
    """The figures that an entry speaks of, as they stood, and whose they are."""
    whence = {"snapshot": figures.snapshot, "date": words.date(figures.as_of)}
    if figures.part is None or not figures.whole:
        return words("meeting.figure.finding", finding=figures.finding, **whence)
    return words(
        "meeting.figure.counted",
        finding=figures.finding,
        measure=words(f"measure.{figures.measure}.short"),
        share=words.ratio(figures.part, figures.whole),
        part=words.number(figures.part),
        whole=words.number(figures.whole),
        **whence,
    )


def figures(store: Store, scene: Scene, asked: Asked, words: Words, *, address: dict[str, str]) -> Figures:
    """What a scene says now, to be kept beside an entry; ``address`` holds the parameters that reopen it."""
    looked_at = seen(store, scene.item, asked, words)
    measure = looked_at.asked.measure if scene.item.kind in _OF_A_MEASURE else ""
    part, whole = None, None
    if measure:
        rows = overview.over_time(store, **looked_at.key(measure), province_code=looked_at.province)
        now = rows.filter(as_of=store.snapshot.as_of).to_dicts()
        part, whole = (now[0]["part"], now[0]["whole"]) if now else (None, None)
    return Figures(
        snapshot=store.snapshot.id,
        as_of=store.snapshot.as_of,
        measure=measure,
        province=looked_at.asked.province,
        finding=scene.finding,
        part=part,
        whole=whole,
        address=f"?{urlencode(address)}",
    )
