"""Recovering: a backup comes back into a state folder, whole or not at all, and nobody who was erased comes with it.

Everything is written beside its place and held to its digest first; only then do the places change, by a plan that is
on the disk (``data/keeping/swapping``). What was there is put aside in ``replaced-…`` of the state folder.
"""

import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from data import history, meetings_file
from data.errors import BackupError, TemisError
from data.keeping import archive, durably, locks, places, swapping, versions
from data.keeping.archive import Archive, Contents, Kept
from data.keeping.conforming import Progress, real_snapshots
from data.keeping.notice import tell_viewers
from data.keeping.same_key import carry_erased
from data.keeping.swapping import Move

_ENOUGH = 64 << 20  # bytes left free beside what comes back


@dataclass(frozen=True)
class Recovered:
    """What came back, where what was there lies now ('': nothing was), and what cannot be opened.

    ``has_people`` whether real people are among it; ``knows_erased`` whether who was erased since was taken out.
    """

    contents: Contents
    files: int
    aside: str = ""
    has_people: bool = False
    knows_erased: bool = False
    problems: list[TemisError] = field(default_factory=list)


def check(file: Path, *, progress: Progress = lambda step, done: None) -> Contents:
    """Hold every file of an archive to its digest; what it holds. Nothing is written. Raises BackupError."""
    with archive.opened(file) as opened:
        for number, kept in enumerate(opened.contents.files):
            progress("/".join(Path(kept.path).parts[:2]), number / len(opened.contents.files))
            for _ in opened.read(kept):
                pass
        return opened.contents


def recover(
    file: Path,
    state: Path,
    *,
    at: datetime,
    only: Collection[str] = places.GROUPS,
    over: bool = False,
    progress: Progress = lambda step, done: None,
) -> Recovered:
    """Bring a backup, or some ``places.GROUPS`` of it, into a state folder.

    Raises BackupError where the archive is not what it says, or is of a later version, or where there is something in
    its place already and not ``over``; the folder is then as it was.
    """
    with archive.opened(file) as opened, _trouble_said(opened, state), locks.writing(state):
        locks.sweep(state)
        _hold(opened, state, only, over=over)
        source = swapping.source(state)
        try:
            wanted = _bring(opened, source, only, progress)
            knows_erased = "snapshots" in only and carry_erased(state, source)
            has_people = bool(real_snapshots(source)[0])
            moves = _moves(state, source, only, f"{at:%Y%m%dT%H%M%SZ}")
            _hold_one_disk(state, moves)
            durably.sync_tree(source)
            durably.sync(state)
        except BaseException:
            durably.remove(source)
            raise
        aside = swapping.aside(f"{at:%Y%m%dT%H%M%SZ}")
        has_meetings = any(move.here.startswith(f"{places.MEETINGS}/") for move in moves)
        with locks.writing(state / places.MEETINGS) if has_meetings else nullcontext():
            swapping.swap(state, moves)
        tell_viewers(state)
        problems = history.refresh(state)
        where = aside if (state / aside).is_dir() else ""
        return Recovered(opened.contents, wanted, where, has_people, knows_erased, problems)


@contextmanager
def _trouble_said(opened: Archive, state: Path) -> Iterator[None]:
    """What a full or forbidden place raises, as a sentence."""
    try:
        yield
    except TemisError as problem:
        if problem.code != "disk_full":
            raise
        raise BackupError("recover_no_room", file=opened.name) from problem
    except OSError as error:
        if durably.is_full_disk(error):
            raise BackupError("recover_no_room", file=opened.name) from error
        raise BackupError("recover_place", folder=state.name) from error


def _hold(opened: Archive, state: Path, only: Collection[str], *, over: bool) -> None:
    """Raise BackupError unless the archive may come into this folder."""
    if versions.is_newer(opened.contents.versions):
        raise BackupError("backup_from_the_future", file=opened.name)
    taken = [path.name for path in places.kept(state) if places.group_of(path.name) in only and _is_filled(path)]
    if taken and not over:
        raise BackupError("recover_not_empty", folder=state.name, names=", ".join(taken))
    if opened.contents.size + _ENOUGH > archive.room_for(state):
        raise BackupError("recover_no_room", file=opened.name)


def _hold_one_disk(state: Path, moves: list[Move]) -> None:
    """Raise BackupError where a place cannot be changed by a rename: on a disk of its own it would be cut short."""
    for move in moves:
        here = state / move.here
        parent = next(each for each in here.parents if each.is_dir())
        if here.is_mount() or parent.stat().st_dev != state.stat().st_dev:
            raise BackupError("recover_other_disk", folder=state.name, name=move.here)


def _is_filled(path: Path) -> bool:
    """Whether there is anything in it but a lock."""
    return path.is_file() or any(each.is_file() and each.name != "lock" for each in path.rglob("*"))


def _bring(opened: Archive, source: Path, only: Collection[str], progress: Progress) -> int:
    """Write what is wanted beside its place, hold all of it to its digests; how many files were written."""
    source.mkdir(mode=0o700)
    files = opened.contents.files
    wanted = 0
    for number, kept in enumerate(files):
        progress("/".join(Path(kept.path).parts[:2]), number / len(files))
        if _group(kept) in only:
            _write(opened, kept, source / kept.path)
            wanted += 1
        else:
            for _ in opened.read(kept):
                pass
    return wanted


def _group(kept: Kept) -> str:
    return places.group_of(Path(kept.path).parts[0])


def _write(opened: Archive, kept: Kept, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        for piece in opened.read(kept):
            file.write(piece)
    path.chmod(kept.mode & 0o777)
    os.utime(path, ns=(kept.changed_ns, kept.changed_ns))  # a manifest's tells when it was published


def _moves(state: Path, source: Path, only: Collection[str], stamp: str) -> list[Move]:
    """What goes where: of the groups wanted all that came, and out of the way all that was there."""
    came = {path.name for path in source.iterdir()}
    there = {path.name for path in places.kept(state) if places.group_of(path.name) in only}
    aside, new = swapping.aside(stamp), source.name
    moves = []
    for name in sorted(came | there):
        if name == places.MEETINGS:
            moves += _of_meetings(state, source, stamp)
        elif name == places.AUDIT:
            moves += _of_audit(state, source, aside)
        elif name in came or places.group_of(name) != "other":
            moves.append(Move(name, f"{new}/{name}" if name in came else None, f"{aside}/{name}"))
    return moves


def _of_meetings(state: Path, source: Path, stamp: str) -> list[Move]:
    """The file alone; the one before stays beside it, with the journal it may need."""
    file = meetings_file.path(state)
    here, folder = str(file.relative_to(state)), places.MEETINGS
    old = f"{folder}/replaced-{stamp}.sqlite"
    moves = [
        Move(here + tail, None, old + tail) for tail in ("", "-journal") if file.with_name(file.name + tail).is_file()
    ]
    return [*moves, Move(here, f"{source.name}/{here}", old)] if (source / here).is_file() else moves


def _of_audit(state: Path, source: Path, aside: str) -> list[Move]:
    """Lines are never taken away: a file comes back where there is none, or where the one there is its beginning."""
    moves = []
    for path in sorted(each for each in (source / places.AUDIT).rglob("*") if each.is_file()):
        here = path.relative_to(source).as_posix()
        if not (state / here).exists() or _is_beginning(state / here, path):
            moves.append(Move(here, f"{source.name}/{here}", f"{aside}/{here}"))
    return moves


def _is_beginning(short: Path, long: Path) -> bool:
    if short.stat().st_size >= long.stat().st_size:
        return False
    with short.open("rb") as one, long.open("rb") as other:
        return all(piece == other.read(len(piece)) for piece in archive.pieces(one))
