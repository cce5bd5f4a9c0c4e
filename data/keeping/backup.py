"""Backing up: everything of a state folder that cannot be made again, in one archive, while the service runs.

Writers wait until it is written (the folder's lock), readers and those who take notes do not. An archive bears its name
only when it is whole; a killed run leaves a working folder that the next one removes.
"""

import hashlib
import os
import re
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from data.errors import BackupError, SnapshotError, TemisError
from data.keeping import archive, durably, locks, places, taking, versions
from data.keeping.archive import Contents, Kept
from data.keeping.conforming import Progress
from data.keeping.taking import Source
from data.snapshot import MANIFEST

_NAMED = re.compile(r"temis-\d{8}T\d{6}Z\.zip")
_OWNER_ALONE = 0o600
_SPARE = 64 << 20  # bytes left free beside the archive


@dataclass(frozen=True)
class Backup:
    """The archive, what is in it, what could not be read or is not what it should be, and older ones removed."""

    file: Path
    contents: Contents
    problems: list[TemisError] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)


def backup(
    state: Path,
    to: Path,
    *,
    at: datetime,
    keep: int | None = None,
    progress: Progress = lambda step, done: None,
) -> Backup:
    """Write one archive: ``to`` is a new file that ends in .zip, or a folder in which it gets a name of its own.

    With ``keep`` (folders only) all but so many of the newest go, unless something was wrong with this one. Raises
    BackupError, and SnapshotError ``state_busy``.
    """
    file = _place(state, to, at, keep)
    with _trouble_said(state, file.parent), locks.writing(state):
        locks.sweep(state)
        locks.sweep_workplaces(file.parent)
        with locks.workplace(file.parent, "backup") as work:
            sources, problems = taking.sources(state, work)
            _hold_room(sources, file.parent)
            waiting = work / file.name
            contents = _write(waiting, sources, problems, at, progress)
            if file.exists():  # another was made in the meantime
                raise BackupError("backup_exists", file=file.name)
            waiting.replace(file)
            durably.sync(file.parent)
    removed = _removed(file.parent, keep) if keep and not problems else []
    return Backup(file, contents, problems, places.unknown(state), removed)


def _place(state: Path, to: Path, at: datetime, keep: int | None) -> Path:
    """Where the archive will lie: a name that is free, outside the state folder."""
    if not state.is_dir() or not any(places.kept(state)):
        raise BackupError("backup_nothing", folder=state.name)
    is_file = to.suffix == ".zip" and not to.is_dir()
    if keep is not None and (is_file or keep < 1):
        raise BackupError("backup_keep", file=to.name)
    file = to if is_file else to / f"temis-{at:%Y%m%dT%H%M%SZ}.zip"
    if file.parent.resolve().is_relative_to(state.resolve()):
        raise BackupError("backup_inside", folder=file.parent.name)
    if file.exists():
        raise BackupError("backup_exists", file=file.name)
    with _trouble_said(state, file.parent):
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return file


@contextmanager
def _trouble_said(state: Path, folder: Path) -> Iterator[None]:
    """What a full, missing or forbidden place raises, as a sentence that tells which of the two it is."""
    try:
        yield
    except TemisError:
        raise
    except OSError as error:
        if durably.is_full_disk(error):
            raise BackupError("backup_no_room", folder=folder.name) from error
        if Path(str(error.filename or "")).resolve().is_relative_to(state.resolve()):
            raise BackupError("backup_source", folder=state.name) from error
        raise BackupError("backup_place", folder=folder.name) from error


def _hold_room(sources: list[Source], folder: Path) -> None:
    wanted = sum(source.file.stat().st_size for source in sources if source.file.exists()) + _SPARE
    if wanted > archive.room_for(folder):
        raise BackupError("backup_no_room", folder=folder.name)


def _write(
    waiting: Path, sources: list[Source], problems: list[TemisError], at: datetime, progress: Progress
) -> Contents:
    """The archive in its working place, flushed; what is altered or cannot be taken joins the problems."""
    files: list[Kept] = []
    handle = os.open(waiting, os.O_RDWR | os.O_CREAT | os.O_EXCL, _OWNER_ALONE)
    with os.fdopen(handle, "w+b") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as packed:
        for number, source in enumerate(sources):
            progress("/".join(Path(source.name).parts[:2]), number / len(sources))
            if not archive.is_inside(source.name):
                problems.append(BackupError("backup_name", file=ascii(source.name)))
                continue
            if not source.file.exists():  # a day of the log that went in the meantime
                continue
            files.append(_take(packed, source))
            if source.sha256 and source.sha256 != files[-1].sha256:
                _, name, *rest = Path(source.name).parts
                problems.append(SnapshotError("snapshot_file_altered", snapshot=name, file="/".join(rest)))
        snapshots = sorted({str(Path(*Path(file.path).parts[:2])) for file in files if file.path.endswith(MANIFEST)})
        contents = Contents(f"{at:%Y-%m-%dT%H:%M:%SZ}", versions.of_software(), snapshots, files)
        packed.writestr(zipfile.ZipInfo(archive.CONTENTS, at.timetuple()[:6]), contents.as_bytes())
    durably.sync(waiting)
    return contents


def _take(packed: zipfile.ZipFile, source: Source) -> Kept:
    """One file into the archive, digested on its way."""
    digest, length = hashlib.sha256(), 0
    with source.file.open("rb") as opened:
        seen = os.fstat(opened.fileno())
        info = zipfile.ZipInfo.from_file(source.file, source.name, strict_timestamps=False)
        info.file_size = most = seen.st_size if source.most is None else source.most
        with packed.open(info, "w", force_zip64=most > 1 << 30) as place:
            while piece := opened.read(min(archive.CHUNK, most - length)):
                place.write(piece)
                digest.update(piece)
                length += len(piece)
    return Kept(source.name, length, digest.hexdigest(), stat.S_IMODE(seen.st_mode) & 0o777, seen.st_mtime_ns)


def _removed(folder: Path, keep: int) -> list[str]:
    """Names of the older archives that were removed, all but the newest ``keep``."""
    ours = sorted((path for path in folder.iterdir() if _NAMED.fullmatch(path.name)), reverse=True)
    for path in ours[keep:]:
        path.unlink()
    return [path.name for path in ours[keep:]]
