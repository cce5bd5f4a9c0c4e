"""Files of the log: one a day and process, opened for adding alone; what a file says of the ends of others."""

import os
import re
import secrets
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

from data.audit import lines
from data.audit.lines import Entry
from data.keeping import durably

_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})-\d+-[0-9a-f]{8}\.jsonl")
_TAIL = 65_536  # bytes: more than the longest line
_MOST_ENDS = 256  # files whose ends a new one names


class Disturbed(OSError):
    """A file of ours is not there any more, or not as long as it was made."""


class Added:
    """One file of this process: lines are added whole and flushed to the disk, or not at all."""

    def __init__(self, folder: Path, day: date) -> None:
        """Begin a file of that day; raises OSError."""
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.path = folder / f"{day}-{os.getpid()}-{secrets.token_hex(4)}.jsonl"
        self.day = day
        os.close(os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        self._number, self._chain, self._size = 0, lines.first_chain(self.path.name), 0
        durably.sync(folder)

    def add(self, entries: list[Entry]) -> None:
        """Add the lines of these entries; raises OSError, and then the file is as it was."""
        number, chain, content = self._number, self._chain, bytearray()
        for entry in entries:
            number += 1
            line, chain = lines.written(entry, number, chain)
            content += line
        handle = self._opened()
        try:
            _write(handle, content)
            os.fsync(handle)
        except OSError:
            with suppress(OSError):  # what the full disk took of it goes again
                os.ftruncate(handle, self._size)
            raise
        finally:
            os.close(handle)
        self._number, self._chain, self._size = number, chain, self._size + len(content)

    @property
    def end(self) -> str:
        """``name:lines:chain`` of what was added."""
        return f"{self.path.name}:{self._number}:{self._chain}"

    def _opened(self) -> int:
        try:
            handle = os.open(self.path, os.O_WRONLY | os.O_APPEND)
        except FileNotFoundError as error:
            raise Disturbed(str(error)) from error
        if os.fstat(handle).st_size != self._size:
            os.close(handle)
            raise Disturbed(self.path.name)
        return handle


def _write(handle: int, content: bytearray) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(handle, rest) :]


def of(folder: Path) -> list[Path]:
    """Every file of the log, the oldest day first."""
    return sorted(path for path in folder.glob("*.jsonl") if _NAME.fullmatch(path.name))


def day_of(path: Path) -> date:
    """The day (UTC) on which a file was begun."""
    return date.fromisoformat(path.name[:10])


def ends(folder: Path, day: date) -> str:
    """The ends of the files of that day and of the last day before it that has any: ``name:lines:chain``, in a row."""
    known = [path for path in of(folder) if day_of(path) <= day]
    before = max((day_of(path) for path in known if day_of(path) < day), default=day)
    recent = [path for path in known if day_of(path) >= before]
    return " ".join(filter(None, (_end(path) for path in recent[-_MOST_ENDS:])))


def _end(path: Path) -> str:
    """Name, number and chain of a file's last whole line; empty where there is none."""
    with suppress(OSError), path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _TAIL))
        whole = file.read().rpartition(b"\n")[0].rpartition(b"\n")[2]
        found = lines.read(whole, "")
        if found is not None:
            return f"{path.name}:{found[0]}:{found[1]}"
    return ""


def told_ends(files: str) -> Iterator[tuple[str, int, str]]:
    """Name, number of lines and chain of each file that a file's first line names; what is none is left out."""
    for each in files.split():
        name, _, rest = each.partition(":")
        number, _, chain = rest.partition(":")
        if number.isdecimal():
            yield name, int(number), chain


def outlived(folder: Path, before: date) -> list[Path]:
    """Files of days before that one."""
    return [path for path in of(folder) if day_of(path) < before]
