"""Taking: which files of a state folder go into a backup, and how far of those that are being written to."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from data import meetings_file
from data.errors import MeetingError, TemisError
from data.keeping import archive, places
from data.snapshot import MANIFEST, open_snapshot


@dataclass(frozen=True)
class Source:
    """A file to be taken: its path in the state folder, where it is read, how much of it, and its digest if known."""

    name: str
    file: Path
    most: int | None = None
    sha256: str = ""


def sources(state: Path, work: Path) -> tuple[list[Source], list[TemisError]]:
    """Every file to be taken, and what is wrong already; ``work`` is for copies of what may be written to."""
    found: list[Source] = []
    problems: list[TemisError] = []
    for place in places.kept(state):
        if place.name in ("snapshots", "retired"):
            for folder in sorted(path for path in place.glob("[!.]*") if path.is_dir()):
                found += _of_snapshot(state, folder, problems)
        elif place.name == places.MEETINGS:
            found += _of_meetings(state, work, problems)
        else:
            found += (_of_audit if place.name == places.AUDIT else _of_files)(state, place)
    return found, problems


def _of_snapshot(state: Path, folder: Path, problems: list[TemisError]) -> Iterator[Source]:
    """What its manifest lists; of one that cannot be opened all there is."""
    try:
        snapshot = open_snapshot(folder)
    except TemisError as problem:
        problems += [problem] if problem.code != "snapshot_from_the_past" else []
        yield from _of_files(state, folder)
        return
    yield Source(str((folder / MANIFEST).relative_to(state)), folder / MANIFEST, sha256=snapshot.digest)
    for part in snapshot.manifest.parts:
        yield Source(str((folder / part.path).relative_to(state)), folder / part.path, sha256=part.sha256)


def _of_meetings(state: Path, work: Path, problems: list[TemisError]) -> Iterator[Source]:
    """The meetings as they stand; a damaged file is named and left, so that the rest is backed up all the same."""
    copy = work / meetings_file.path(state).name
    try:
        if meetings_file.copy_to(state, copy):
            yield Source(str(meetings_file.path(state).relative_to(state)), copy)
    except MeetingError as problem:
        problems.append(problem)


def _of_files(state: Path, place: Path) -> Iterator[Source]:
    """A file, or all files below a folder."""
    for file in [place] if place.is_file() else sorted(path for path in place.rglob("*") if path.is_file()):
        name = file.relative_to(state)
        if not any(part.startswith(".") for part in name.parts):
            yield Source(name.as_posix(), file)


def _of_audit(state: Path, place: Path) -> Iterator[Source]:
    """The whole lines there are now of files that are being added to.

    A file's first line names the ends of others. So first it is seen which files have one, then how far each goes:
    none is cut before an end that another names.
    """
    begun = [source for source in _of_files(state, place) if _whole_lines(source.file)]
    for source in begun:
        yield replace(source, most=_whole_lines(source.file))


def _whole_lines(file: Path) -> int:
    """Bytes up to the last end of a line."""
    length = file.stat().st_size
    with file.open("rb") as opened:
        while length:
            start = max(0, length - archive.CHUNK)
            opened.seek(start)
            found = opened.read(length - start).rfind(b"\n")
            if found >= 0:
                return start + found + 1
            length = start
    return 0
