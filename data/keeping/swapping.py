"""Swapping: new things take the places of those in a state folder, which are put aside; all of it, or none.

What is to be done is on the disk before it begins. Cut short, it is ended by the next one who writes in the folder
(``locks.writing`` sees to that), so that nobody writes into a folder of which half is new.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from data.keeping import durably

_PLAN = ".swapping.json"
_ASIDE = "replaced-"


@dataclass(frozen=True)
class Move:
    """``new`` comes to ``here``, and what was here goes to ``old``; no ``new``: it goes only. Paths in the state."""

    here: str
    new: str | None
    old: str


def aside(stamp: str) -> str:
    """The name of the folder in which a recovery puts aside what it replaces."""
    return f"{_ASIDE}{stamp}"


def asides(state: Path) -> list[Path]:
    """What recoveries have put aside, each a state folder of its own, the oldest first."""
    return sorted(path for path in state.glob(f"{_ASIDE}*") if path.is_dir())


def source(state: Path) -> Path:
    """Where new things wait, in the state folder itself: what no plan speaks of is swept."""
    return state / f".swapping.{os.getpid()}"


def swap(state: Path, moves: Iterable[Move]) -> None:
    """Do all of it; to be called by the folder's one writer. Sources are in ``source(state)``, which is gone then."""
    _plan(state, moves)
    finish(state)
    durably.remove(source(state))  # where nothing of it was wanted, no plan spoke of it


def _plan(state: Path, moves: Iterable[Move]) -> None:
    durably.write(state / _PLAN, json.dumps([asdict(move) for move in moves]).encode(), mode=0o600)


def is_unfinished(state: Path) -> bool:
    """Whether a swap was cut short."""
    return (state / _PLAN).is_file()


def finish(state: Path) -> None:
    """End a swap that was begun; to be called by the folder's one writer."""
    if not is_unfinished(state):
        return
    moves = [Move(**said) for said in json.loads((state / _PLAN).read_bytes())]
    for move in moves:
        _do(state, move)
    (state / _PLAN).unlink()
    durably.sync(state)
    for waiting in {Path(move.new).parts[0] for move in moves if move.new}:
        durably.remove(state / waiting)


def _do(state: Path, move: Move) -> None:
    """One move, from wherever it was left; a new thing that is not at its source any more is in its place already."""
    here, old = state / move.here, state / move.old
    new = state / move.new if move.new else None
    if new is not None and not _is_there(new):
        return
    if _is_there(here):
        if not _is_there(old):
            _rename(here, old)
        elif new is not None:
            durably.remove(here)  # made in the meantime by somebody who found nothing here
    if new is not None:
        _rename(new, here)


def _is_there(path: Path) -> bool:
    return path.exists() or path.is_symlink()


def _rename(source: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    source.rename(place)
    durably.sync(place.parent)
    durably.sync(source.parent)
