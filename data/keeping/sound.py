"""Whether what stands beside the snapshots is sound: keys, the list of the erased, meetings, an unfinished recovery."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from data import meetings_file
from data.errors import BackupError, MeetingError, SnapshotError, TemisError
from data.keeping import keys, places, swapping
from data.keeping.conforming import generation, real_snapshots

_KEY_BYTES = 32


def beside(state: Path) -> list[TemisError]:
    """What is wrong; nothing is written, and no key is made."""
    return [*_cut_short(state), *_pseudonyms(state), *_viewers(state), *_open_to_others(state), *_meetings(state)]


def _cut_short(state: Path) -> Iterator[TemisError]:
    if swapping.is_unfinished(state):
        yield BackupError("recover_cut_short", folder=state.name)


def _pseudonyms(state: Path) -> Iterator[TemisError]:
    real, _ = real_snapshots(state)
    if not (state / places.KEY).is_file():
        if real:
            yield SnapshotError("pseudonym_key_missing", file=places.KEY)
        return
    try:
        chain = keys.chain(state)
    except SnapshotError as problem:
        yield problem
        return
    for snapshot in real:
        if generation(snapshot) > chain.generation or _looked_for(snapshot.manifest.origin) > len(chain.erased):
            yield SnapshotError("pseudonyms_of_another_key", snapshot=snapshot.id)


def _looked_for(origin: dict) -> int:
    said = origin.get("pseudonyms")
    return int(said.get("erased", 0)) if isinstance(said, dict) else 0


def _viewers(state: Path) -> Iterator[TemisError]:
    path = state / places.VIEWER_KEY
    if path.is_file() and path.stat().st_size != _KEY_BYTES:
        yield SnapshotError("viewer_key_unreadable", file=path.name)


def _open_to_others(state: Path) -> Iterator[TemisError]:
    for name in (places.KEY, places.ERASED, places.VIEWER_KEY):
        path = state / name
        if os.name != "nt" and path.is_file() and stat.S_IMODE(path.stat().st_mode) & 0o077:
            yield SnapshotError("key_open_to_others", file=name)


def _meetings(state: Path) -> Iterator[TemisError]:
    try:
        meetings_file.hold_whole(state)
    except (MeetingError, SnapshotError) as problem:
        yield problem
