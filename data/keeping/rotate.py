"""Rotating: every pseudonym of every real snapshot changes, and the old ones lead nowhere without the old key."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import polars as pl

from data import history
from data.errors import SnapshotError, TemisError
from data.keeping import durably, keys, locks
from data.keeping.conforming import CaughtUp, Progress, carried, catch_up, generation, real_snapshots
from data.keeping.keys import Chain
from data.keeping.notice import tell_viewers
from data.snapshot import Snapshot


@dataclass(frozen=True)
class Rotation:
    """The generation now in force, the snapshots rewritten, what could not be, and whether an earlier one was ended."""

    generation: int
    snapshots: tuple[str, ...]
    is_resumed: bool = False
    problems: list[TemisError] = field(default_factory=list)


def rotate(state: Path, *, today: date, progress: Progress = lambda step, done: None) -> Rotation:
    """Give every real snapshot new pseudonyms; after an interruption the same call ends what was begun.

    The new link is on the disk before any snapshot follows it, and a snapshot is of one generation at any moment.
    Raises SnapshotError ``disk_full`` (call again when there is room) or ``pseudonym_key_unreadable``.
    """
    with locks.writing(state), durably.full_disk_said():
        locks.sweep(state)
        chain = keys.chain(state)
        real, _ = real_snapshots(state)
        if any(generation(snapshot) < chain.generation for snapshot in real):
            caught = _follow(state, chain, progress)
            if caught.rows:  # else nothing of it can be rewritten, which must not stand in the way for ever
                return Rotation(chain.generation, tuple(caught.rows), True, caught.problems)
        longer = _new_link(real, chain, today)
        keys.keep(state, longer)
        caught = _follow(state, longer, progress)
        if (state / "erased.json").is_file():
            keys.keep_erased(state, longer)
        return Rotation(longer.generation, tuple(caught.rows), False, caught.problems)


def _follow(state: Path, chain: Chain, progress: Progress) -> CaughtUp:
    caught = catch_up(state, chain, progress)
    tell_viewers(state)
    history.refresh(state)
    return caught


def _new_link(real: list[Snapshot], chain: Chain, today: date) -> Chain:
    """The chain with a link under which no two people of a snapshot meet."""
    while True:
        longer = keys.lengthened(chain, keys.new_link(), on=today)
        if not any(_meet(snapshot, longer) for snapshot in real):
            return longer


def _meet(snapshot: Snapshot, chain: Chain) -> bool:
    since = generation(snapshot)
    parts = [part for part in snapshot.manifest.parts if part.table == "learner"]
    if not parts or since != chain.generation - 1:
        return False
    try:
        people = pl.concat(pl.read_parquet(snapshot.file(part))["learner_key"] for part in parts).unique()
    except SnapshotError:  # altered: it will not be rewritten
        return False
    return carried(people, chain, since).n_unique() < len(people)
