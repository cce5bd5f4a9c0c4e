"""Kinds: what tells one prepared file from another, and which kind a scope asks for."""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb

from data import history
from data.access import Scope
from data.schema import TABLES
from data.snapshot import Snapshot

_DATA = Path(__file__).resolve().parent.parent
_MAKERS = ("*.py", "common/*", "smallgroups/*", "access/*.py", "reference/*.csv", "reference/*.toml")

OF_ALL = tuple(table for table in TABLES.values() if table.scope is None)  # meant for everybody
OF_SOME = tuple(table for table in TABLES.values() if table.scope is not None and table.name != "headline")


@dataclass(frozen=True)
class Kind:
    """Reference, headline and history of a snapshot in the division ``shown``.

    ``smallest``: fewest people told of; None: all are. ``history`` is the file of earlier dates, if there is one.
    """

    snapshot: Snapshot
    history: Path | None
    shown: int
    smallest: int | None

    @property
    def name(self) -> str:
        """What the prepared file is called; it changes with all that goes into it, the rules included."""
        snapshot = self.snapshot
        past = "" if self.history is None else history.past_of(self.history, snapshot.series, snapshot.as_of)
        told = (self.snapshot.id, self.snapshot.digest, past, self.shown, self.smallest, _rules(), duckdb.__version__)
        return hashlib.sha256(repr(told).encode()).hexdigest()[:32]


def of(snapshot: Snapshot, scope: Scope, history: Path | None, shown: int) -> Kind:
    """The kind that a scope is told; its own places may be told more (``own.show``)."""
    return Kind(snapshot, history, shown, scope.smallest if withholds(snapshot, scope) else None)


def withholds(snapshot: Snapshot, scope: Scope) -> bool:
    """Whether small groups are withheld from a scope at all: what was published is shown as it was, to everybody."""
    return snapshot.kind != "public" and (scope.provinces is not None or scope.is_careful)


@cache
def _rules() -> str:
    """A digest of the rules that a prepared file follows: other rules, another file."""
    seen = hashlib.sha256()
    for path in sorted(path for pattern in _MAKERS for path in _DATA.glob(pattern) if path.is_file()):
        seen.update(path.name.encode() + b"\0" + path.read_bytes())
    return seen.hexdigest()
