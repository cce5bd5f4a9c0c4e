"""Upgrading: what this version of the software would do with a state folder, and doing it.

Nothing of anybody's is changed: snapshots that ship are made again where they are of an older schema, the history is
made from the snapshots, and a snapshot of one's own stays as it is, unopened until it is built again from its files.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from data import first_start, history
from data.errors import BackupError
from data.keeping import locks
from data.keeping.tidy import tidy
from data.keeping.versions import Standing, standing


@dataclass(frozen=True)
class Outlook:
    """How a state folder stands, and what there is to do.

    ``made``: snapshots that ship, to be made or made again; ``own``: snapshots of an older schema, to be built again
    from their files by whoever has these.
    """

    standing: Standing
    made: list[str]
    own: list[str]

    @property
    def is_nothing_to_do(self) -> bool:
        """Whether this version takes the folder as it is."""
        return not self.made and self.standing.has_history and not self.standing.is_cut_short


def outlook(state: Path) -> Outlook:
    """What would be done; nothing is written."""
    found = standing(state)
    made = first_start.missing(state)
    return Outlook(found, made, [name for name in found.past if name not in made])


def upgrade(state: Path, *, now: datetime, progress: first_start.Progress | Callable = lambda step: None) -> Outlook:
    """Do it; what there was to do. Safe to call again, and after an interruption.

    Raises BackupError ``state_from_the_future`` where a later version has written in the folder, which is left alone.
    """
    found = outlook(state)
    if found.standing.future:
        names = sorted({str(next(iter(problem.details.values()))) for problem in found.standing.future})
        raise BackupError("state_from_the_future", folder=state.name, names=", ".join(names))
    with locks.writing(state):
        tidy(state, now=now)
    first_start.prepare(state, progress)
    history.refresh(state)
    return found
