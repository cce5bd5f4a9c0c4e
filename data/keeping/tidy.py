"""Tidying: after a crash or a quiet while, the state folder is made what it should be; costs a look when it is."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from data import history
from data.errors import TemisError
from data.keeping import durably, keys, locks
from data.keeping.conforming import catch_up, real_snapshots
from data.keeping.expire import Expired, expire
from data.keeping.notice import tell_viewers


@dataclass(frozen=True)
class Tidied:
    """What was swept and expired, snapshots whose rotation or erasure was finished, and what could not be read."""

    swept: list[str]
    finished: list[str]
    expired: Expired
    problems: list[TemisError]


def tidy(state: Path, *, now: datetime) -> Tidied:
    """Sweep what killed processes left, finish what they began, make the history fit, and let time have its due."""
    with locks.writing(state), durably.full_disk_said():
        swept = locks.sweep(state)
        real, problems = real_snapshots(state)
        caught = catch_up(state, keys.chain(state)) if real else None
        if caught and caught.rows:
            tell_viewers(state)
        problems = [*(caught.problems if caught else problems), *history.refresh(state)]
        return Tidied(swept, list(caught.rows) if caught else [], expire(state, now=now), _each_once(problems))


def _each_once(problems: list[TemisError]) -> list[TemisError]:
    return list({str(problem): problem for problem in problems}.values())
