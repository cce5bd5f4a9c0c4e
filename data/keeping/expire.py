"""Expiring: what is kept only for a while goes when its time is over."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from data.keeping import durably, locks, swapping

_NAMED = "[!.]*"


@dataclass(frozen=True)
class Expired:
    """Names of what was removed, by where it lay."""

    quarantine: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()
    intake: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()


def expire(
    state: Path,
    *,
    quarantine_days: int = 30,
    retired_days: int = 90,
    intake_days: int = 7,
    replaced_days: int = 30,
    now: datetime,
) -> Expired:
    """Remove held-back rows, retired snapshots, deliveries and what a recovery put aside, unchanged for so many days.

    A delivery that is being worked on changes all the time. ``now`` has a time zone.
    """
    with locks.writing(state):
        return Expired(
            _removed((state / "quarantine").glob(_NAMED), now - timedelta(days=quarantine_days)),
            _removed((state / "retired").glob(_NAMED), now - timedelta(days=retired_days)),
            _removed((state / "intake").glob(_NAMED), now - timedelta(days=intake_days)),
            _removed(swapping.asides(state), now - timedelta(days=replaced_days)),
        )


def _removed(paths: Iterable[Path], before: datetime) -> tuple[str, ...]:
    past = [path for path in paths if _last_change(path) < before.timestamp()]
    for path in past:
        durably.remove_at_once(path)
    return tuple(sorted(path.name for path in past))


def _last_change(path: Path) -> float:
    return max(_changes(path), default=0.0)


def _changes(path: Path) -> Iterator[float]:
    for each in (path, *path.rglob("*")):
        try:
            yield each.stat().st_mtime
        except FileNotFoundError:
            yield 0.0
