"""Deck: a meeting's scenes with its decisions, as data; slides and their PDF are made from it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from data.store import Store
from pages.papers import decisions, scenes
from pages.papers.blocks import Table
from pages.papers.decisions import Decision
from pages.papers.scene import Asked, Item, Scene
from pages.texts import Words
from pages.told import viewing


class Meeting(Protocol):
    """What a deck wants to know of a meeting: its title and day, and what it took over, decided and noted."""

    @property
    def title(self) -> str: ...
    @property
    def held_on(self) -> date: ...
    @property
    def decisions(self) -> Sequence[Decision]: ...


@dataclass(frozen=True)
class Deck:
    """A whole pack. Equal decks give equal bytes.

    ``kind_said``  what kind of data it is, in a sentence
    ``foot``       printed on every page: which data, which date, of which kind, which edition
    ``notes``      what a slide has no room for, one text a scene
    ``decisions``  what was decided, and ``remarks`` what was noted; None where nothing was
    ``told``       what stands in the file's properties: name and value
    """

    file: str  # without its ending
    lang: str
    title: str
    subtitle: str
    as_of: date
    kind_said: str
    foot: str
    scenes: tuple[Scene, ...]
    kind: str = "synthetic"
    notes: tuple[str, ...] = ()
    decisions: Table | None = None
    remarks: Table | None = None
    told: tuple[tuple[str, str], ...] = ()


def of(
    store: Store,
    items: Iterable[Item],
    asked: Asked,
    words: Words,
    *,
    meeting: Meeting | None = None,
) -> Deck:
    """The pack of an agenda; with a meeting its title, day and decisions, else the snapshot's date alone.

    It is an internal paper: provinces are shown with all their counts.
    """
    day = meeting.held_on if meeting else None
    made = tuple(meeting.decisions) if meeting else ()
    shown = tuple(scenes.scene(store, item, asked, words, decisions=made, day=day) for item in items)
    snapshot, date_said = store.snapshot, words.date(store.snapshot.as_of)
    kind, edition = words(f"kind.{snapshot.kind}"), words("edition.internal")
    seen = viewing.printed(store, words)
    return Deck(
        file="-".join((words("deck.file"), snapshot.id, str(store.division))),
        lang=words.lang,
        title=meeting.title if meeting else words("deck.title", date=date_said),
        subtitle=_subtitle(store, meeting, asked, words),
        as_of=snapshot.as_of,
        kind_said=words(f"kind_said.{snapshot.kind}"),
        foot=words("deck.foot", date=date_said, kind=kind, snapshot=snapshot.id, edition=edition, scope=seen),
        scenes=shown,
        kind=snapshot.kind,
        notes=tuple(notes(each) for each in shown),
        decisions=decisions.decided(made, words),
        remarks=decisions.noted(made, words),
        told=(
            (words("choice.snapshot"), snapshot.id),
            (words("choice.date"), date_said),
            (words("deck.kind"), kind),
            (words("choice.division"), words(f"division.{store.division}")),
            (words("choice.edition"), edition),
            (words("viewing.name"), viewing.value(store, words)),
        ),
    )


def notes(scene: Scene) -> str:
    """All that a slide has no room for: the finding, what changed, who is missing by name, the choices, the source."""
    silent = f"{scene.silent_said} {', '.join(scene.silent)}".strip()
    parts = (scene.title, scene.finding, *scene.changed, silent, scene.chosen, *scene.source)
    return "\n".join(part for part in parts if part)


def _subtitle(store: Store, meeting: Meeting | None, asked: Asked, words: Words) -> str:
    said = [words(f"division.{store.division}"), words("deck.as_of", date=words.date(store.snapshot.as_of))]
    if meeting:
        said.insert(0, words("deck.held_on", date=words.date(meeting.held_on)))
    if asked.since and asked.since < store.snapshot.as_of:
        said.append(words("deck.since", date=words.date(asked.since)))
    return " · ".join(said)
