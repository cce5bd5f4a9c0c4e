"""The file of the meetings: opened only when it is what it says, written by one at a time, copied after every write.

It lies in a folder of its own with a lock of its own: a note taken in a meeting does not wait until somebody else has
published a snapshot. The journal is the one that ends with each write (no WAL), so the file alone is whole.
"""

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from data.errors import MeetingError, SnapshotError
from data.keeping import durably, locks

_FOLDER, _FILE, _COPIES = "meetings", "meetings.sqlite", "copies"
_SCHEMA = Path(__file__).with_name("meetings.sql")
VERSION = 1  # of the tables in the file
_OURS = 0x544D4954
_KEPT = 30  # copies, one a day on which something was written
_PATIENCE = 20.0  # seconds for another's write, which takes milliseconds
_COPY = re.compile(r"meetings-\d{4}-\d{2}-\d{2}\.sqlite")


def path(state: Path) -> Path:
    """Where the meetings lie in a state folder."""
    return state / _FOLDER / _FILE


def copies(state: Path) -> list[Path]:
    """The copies there are, the newest first."""
    found = (each for each in (state / _FOLDER / _COPIES).glob("*.sqlite") if _COPY.fullmatch(each.name))
    return sorted(found, reverse=True)


@contextmanager
def reading(state: Path) -> Iterator[sqlite3.Connection | None]:
    """A connection that changes nothing; None while nothing was ever written. Raises MeetingError."""
    if not path(state).is_file():
        yield None
        return
    with _damage_said(), closing(_opened(path(state))) as connection:
        connection.execute("pragma query_only = on")
        yield connection


@contextmanager
def writing(state: Path, *, at: datetime) -> Iterator[sqlite3.Connection]:
    """A connection whose changes are all kept or none, then copied to the copy of that day.

    Raises MeetingError, and SnapshotError ``state_busy`` or ``disk_full``.
    """
    with locks.writing(state / _FOLDER, seconds=_PATIENCE), durably.full_disk_said():
        _make(state)
        with _damage_said(), closing(_opened(path(state))) as connection:
            connection.execute("begin immediate")
            try:
                yield connection
            except BaseException:
                connection.rollback()
                raise
            connection.commit()
            _copy(connection, state, f"meetings-{at:%Y-%m-%d}.sqlite")


def restore(state: Path, copy: Path, *, at: datetime) -> None:
    """Put a copy in the place of what is there, which is kept beside it; raises MeetingError where it is damaged."""
    with _damage_said(copy.name), closing(_opened(copy)) as connection:
        _check(connection)
        content = connection.serialize()
    with locks.writing(state / _FOLDER, seconds=_PATIENCE), durably.full_disk_said():
        now = path(state)
        if now.exists():
            now.replace(now.with_name(f"replaced-{at:%Y-%m-%dT%H%M%SZ}.sqlite"))
        now.with_name(f"{now.name}-journal").unlink(missing_ok=True)  # it would be played into this one
        durably.write(now, content, mode=0o600)


def hold_whole(state: Path) -> None:
    """Raise MeetingError where the file is damaged or of a later version; that there is none is no fault."""
    with reading(state) as connection:
        if connection is not None:
            _check(connection)


def copy_to(state: Path, place: Path) -> bool:
    """A checked copy of the file as it stands now, whoever writes meanwhile; whether there was one to copy.

    Raises MeetingError where it is damaged.
    """
    with reading(state) as connection:
        if connection is None:
            return False
        with _damage_said(), closing(sqlite3.connect(":memory:")) as copy:
            connection.backup(copy)
            _check(copy)
            content = copy.serialize()
    durably.write(place, content, mode=0o600)
    return True


def without(state: Path, entry: int, written_at: str) -> None:
    """Take one entry out of every copy too; to be called by the writer."""
    for copy in (*copies(state), *(state / _FOLDER).glob("replaced-*.sqlite")):
        with suppress(MeetingError), _damage_said(), closing(_opened(copy)) as connection:
            connection.execute(
                "delete from entry where id = $entry and written_at = $at", {"entry": entry, "at": written_at}
            )
            connection.commit()


def _opened(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"file:{_quoted(file)}?mode=rw", uri=True, timeout=_PATIENCE, isolation_level=None)
    try:
        connection.row_factory = sqlite3.Row
        for pragma in ("journal_mode = delete", "synchronous = full", "foreign_keys = on", "secure_delete = on"):
            connection.execute(f"pragma {pragma}")
        if connection.execute("pragma application_id").fetchone()[0] != _OURS:
            raise MeetingError("meetings_damaged", file=file.name)
        if connection.execute("pragma user_version").fetchone()[0] > VERSION:
            raise MeetingError("meetings_from_future", file=file.name)
    except BaseException:
        connection.close()
        raise
    return connection


def _quoted(file: Path) -> str:
    """A path in an address: what has a meaning there is written as a number."""
    return str(file.resolve()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def _make(state: Path) -> None:
    """An empty file where there is none, made whole beside its place."""
    if path(state).exists():
        return
    with closing(sqlite3.connect(":memory:")) as empty:
        empty.executescript(_SCHEMA.read_text(encoding="utf-8"))
        content = empty.serialize()
    durably.write(path(state), content, mode=0o600)


def _copy(connection: sqlite3.Connection, state: Path, name: str) -> None:
    """The copy of that day anew, checked before it takes the place of the one before; the oldest go."""
    folder = state / _FOLDER / _COPIES
    folder.mkdir(mode=0o700, exist_ok=True)
    waiting = folder / f".{name}.{os.getpid()}"
    try:
        with closing(sqlite3.connect(waiting)) as copy:
            connection.backup(copy)
            _check(copy)
        waiting.chmod(0o600)
        durably.sync(waiting)
        waiting.replace(folder / name)
    finally:
        waiting.unlink(missing_ok=True)
    durably.sync(folder)
    for old in copies(state)[_KEPT:]:
        old.unlink(missing_ok=True)


def _check(connection: sqlite3.Connection) -> None:
    found = connection.execute("pragma integrity_check(1)").fetchone()[0]
    if found != "ok":
        raise sqlite3.DatabaseError(found)


@contextmanager
def _damage_said(name: str = _FILE) -> Iterator[None]:
    """What is no file of meetings, or one that was cut off, is said as a sentence; a full disk stays one."""
    try:
        yield
    except (sqlite3.OperationalError, sqlite3.IntegrityError) as error:  # a lock, the disk, what was asked for
        known = {"SQLITE_FULL": "disk_full", "SQLITE_BUSY": "state_busy"}.get(error.sqlite_errorname)
        if known is None:
            raise
        raise SnapshotError(known) from error
    except sqlite3.DatabaseError as error:
        raise MeetingError("meetings_damaged", file=name) from error
