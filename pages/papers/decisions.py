"""Decisions: what meetings decided and noted, as tables of a pack, with the figures that each speaks of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pages.figures.tables import Kind
from pages.papers.blocks import Cell, Column, Row, Table
from pages.texts import Words

_Shown = tuple[tuple[str, Kind, float], ...]
_DECISIONS: _Shown = (
    ("no", "count", 0.5),
    ("text", "text", 3.4),
    ("owner", "text", 1.7),
    ("due_on", "date", 1.3),
    ("status", "text", 1.2),
    ("figure", "text", 2.8),
    ("written", "text", 1.7),
)
_NOTES: _Shown = tuple(each for each in _DECISIONS if each[0] not in ("owner", "due_on", "status"))


@dataclass(frozen=True)
class Decision:
    """One decision or note; ``figure`` is what it speaks of, frozen when it was written."""

    kind: str  # decision or note
    text: str
    owner: str = ""
    due_on: date | None = None
    is_open: bool = True
    written: str = ""  # who and when, in words
    figure: str = ""  # the finding, snapshot and date that it speaks of, in words
    scene: str = ""  # title of the scene that it was written on

    def is_late(self, day: date) -> bool:
        """Whether its day has passed and it is not done."""
        return self.is_open and self.due_on is not None and self.due_on < day


def decided(made: Iterable[Decision], words: Words) -> Table | None:
    """Decisions in the order given: what, who, until when, whether done, on which figure; None without any."""
    return _table([each for each in made if each.kind == "decision"], _DECISIONS, "decisions", words)


def noted(made: Iterable[Decision], words: Words) -> Table | None:
    """Notes in the order given, each with its figure; None without any."""
    return _table([each for each in made if each.kind == "note"], _NOTES, "notes", words)


def _table(made: list[Decision], shown: _Shown, key: str, words: Words) -> Table | None:
    if not made:
        return None
    columns = tuple(
        Column(words(f"deck.entry.{name}"), "date" if kind == "date" else "text", width=width)
        for name, kind, width in shown
    )
    rows = tuple(
        Row(tuple(_cell(each, place, name, words) for name, _, _ in shown)) for place, each in enumerate(made, 1)
    )
    return Table(key, words(f"deck.{key}"), columns, rows)


def _cell(each: Decision, place: int, name: str, words: Words) -> Cell:
    if name == "no":
        return Cell(str(place), place)
    if name == "due_on":
        return Cell(words.date(each.due_on), each.due_on, "" if each.due_on else "no_data")
    said = {
        "text": each.text,
        "owner": each.owner,
        "status": words("deck.status.open" if each.is_open else "deck.status.done"),
        "figure": ": ".join(part for part in (each.scene, each.figure) if part),
        "written": each.written,
    }[name]
    return Cell(said, said) if said else Cell(words("number.none"), state="no_data")
