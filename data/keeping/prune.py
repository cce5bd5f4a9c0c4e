"""Pruning and restoring: snapshots that a later one replaced are put aside, and can be brought back for a while."""

import os
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from data import history
from data.errors import SnapshotError
from data.keeping import durably, keys, locks
from data.keeping.conforming import conform
from data.keeping.series import place_in_series
from data.keeping.verify import verify
from data.snapshot import ID, Snapshot, list_snapshots, open_snapshot


@dataclass(frozen=True)
class Pruned:
    """Ids put aside (or that would be), and those whose place among the retired is taken by an earlier one."""

    retired: tuple[str, ...]
    in_the_way: tuple[str, ...]


def prune(state: Path, *, keep: int, dry_run: bool = False) -> Pruned:
    """Move replaced snapshots to ``retired``: all but the newest ``keep`` of each series.

    Replaced is one for whose series and data date a later one was published. The newest of a series and the last word
    on any date stay, so that no trend loses a point. Raises ValueError when ``keep`` is below 1.
    """
    if keep < 1:
        raise ValueError("the newest of a series is always kept")
    with locks.writing(state), durably.full_disk_said():
        locks.sweep(state)
        old = _replaced(list_snapshots(state)[0], keep)
        free = [snapshot.id for snapshot in old if not _retired(state, snapshot.id).exists()]
        if free and not dry_run:
            for name in free:
                _put_aside(state, name)
            history.refresh(state)
        taken = tuple(snapshot.id for snapshot in old if snapshot.id not in free)
        return Pruned(tuple(free), taken)


def restore(state: Path, name: str) -> Path:
    """Bring a retired snapshot back, every file verified; its folder.

    Raises SnapshotError when there is none of that name (``snapshot_not_retired``), when its id is taken, or when it
    is not what its manifest says.
    """
    with locks.writing(state), durably.full_disk_said():
        retired, folder = _retired(state, name), state / "snapshots" / name
        if not ID.fullmatch(name) or not retired.is_dir():
            raise SnapshotError("snapshot_not_retired", snapshot=name)
        if folder.exists():
            raise SnapshotError("snapshot_exists", snapshot=name)
        snapshot = open_snapshot(retired)
        if snapshot.kind == "real":
            snapshot = conform(snapshot, keys.chain(state))
        altered = [problem for problem in verify(snapshot) if problem.code != "snapshot_file_unknown"]
        if altered:
            raise altered[0]
        _move(retired, folder)
        history.refresh(state)
        return folder


def _retired(state: Path, name: str) -> Path:
    return state / "retired" / name


def _replaced(snapshots: list[Snapshot], keep: int) -> list[Snapshot]:
    """Of each series, what lies behind the newest and is not the last word on its date; oldest first."""
    series: dict[str, list[Snapshot]] = defaultdict(list)
    for snapshot in sorted(snapshots, key=place_in_series):
        series[snapshot.series].append(snapshot)
    replaced = []
    for own in series.values():
        last_word = {snapshot.as_of: snapshot.id for snapshot in own}
        replaced += [snapshot for snapshot in own[:-keep] if last_word[snapshot.as_of] != snapshot.id]
    return replaced


def _put_aside(state: Path, name: str) -> None:
    folder = state / "snapshots" / name
    os.utime(folder)  # from now on its time among the retired runs
    _move(folder, _retired(state, name))


def _move(folder: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    folder.rename(place)
    durably.sync(place.parent)
    durably.sync(folder.parent)
