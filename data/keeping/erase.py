"""Erasing: a person leaves every snapshot and whatever waits beside them, and is left out of what is built later.

The identifier is a value in memory only: it is not in an exception, a log, a name or an answer of this module.
"""

import unicodedata
from collections import Counter
from dataclasses import astuple, dataclass, field, replace
from functools import reduce
from pathlib import Path

from data import history
from data.errors import TemisError
from data.keeping import durably, keys, locks, places, swapping
from data.keeping.conforming import Progress, catch_up
from data.keeping.notice import tell_viewers
from data.keeping.waiting import Cleared, clear


@dataclass(frozen=True)
class Erasure:
    """Rows of detail taken out by snapshot, files cleared beside them, and snapshots that could not be rewritten."""

    rows: dict[str, int]
    cleared: Cleared
    was_erased_before: bool
    problems: list[TemisError] = field(default_factory=list)


def erase(state: Path, identifier: str, *, progress: Progress = lambda step, done: None) -> Erasure:
    """Erase the person of this identifier; after an interruption the same call ends what was begun.

    Counts in cubes and by school stay, since they name nobody; the manifest says how many people they still count.
    An identifier nobody has changes nothing but the list of the erased. Raises ValueError when it is empty.
    """
    wanted = unicodedata.normalize("NFC", identifier).strip()  # as the ingest reads it
    if not wanted:
        raise ValueError("an empty identifier is nobody's")
    with locks.writing(state), durably.full_disk_said():
        locks.sweep(state)
        chain = keys.chain(state)
        pseudonym = chain.pseudonym(wanted)
        was_erased_before = pseudonym in chain.erased
        if not was_erased_before:
            chain = replace(chain, erased=(*chain.erased, pseudonym))
            keys.keep_erased(state, chain)  # first: whatever comes between, the next run knows whom to take out
        caught = catch_up(state, chain, progress)
        if caught.rows:
            tell_viewers(state)
            history.refresh(state)
        rows = {name: count for name, count in caught.rows.items() if count}
        own = Erasure(rows, clear(state, wanted), was_erased_before, caught.problems)
        return reduce(_together, (_put_aside(aside, wanted) for aside in swapping.asides(state)), own)


def _put_aside(aside: Path, wanted: str) -> Erasure:
    """What a recovery put aside is a state folder too; one without a key holds nobody who could be found by it."""
    return erase(aside, wanted) if (aside / places.KEY).is_file() else Erasure({}, clear(aside, wanted), False)


def _together(own: Erasure, aside: Erasure) -> Erasure:
    """What was done in the state folder, and in one that a recovery put aside within it."""
    counts = Counter(own.rows) + Counter(aside.rows)
    sums = (sum(each) for each in zip(astuple(own.cleared), astuple(aside.cleared), strict=True))
    return replace(own, rows=dict(counts), cleared=Cleared(*sums), problems=[*own.problems, *aside.problems])
