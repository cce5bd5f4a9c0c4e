"""Listed: the files of a delivery, whose each is, and those that a rule leaves out before they are read.

A first-level folder of the delivery is a sender; a file beside it is its own. Zips are unpacked into the work folder,
so that a table in one is read like any other.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from data.errors import IngestError
from data.intake.account import Account, LeftOut, Refused
from data.intake.formats import Limits, archives
from data.intake.formats.kinds import Kind, kind_at

_NO_DATA = {
    "system_file": re.compile(r"(.*/)?(\..*|~\$.*|thumbs\.db|desktop\.ini|__macosx)(/.*)?", re.IGNORECASE),
    "paper": re.compile(r".*\.md", re.IGNORECASE),  # what stands beside the tables to be read by people
}


@dataclass(frozen=True)
class Sent:
    """One file to read: where it lies, how it is called, whose it is, what it is."""

    path: Path
    name: str
    sender: str
    kind: Kind


@dataclass
class Listing:
    """Goes through the files of a delivery; what is refused or left out goes into the account."""

    account: Account
    work: Path
    limits: Limits
    _seen: dict[str, str] = field(default_factory=dict)  # digest → name

    def sent(self, folder: Path) -> Iterator[Sent]:
        """Every file that is to be read, in order of names."""
        for path in files_of(folder):
            name = unicodedata.normalize("NFC", path.relative_to(folder).as_posix())
            sender = name.split("/")[0] if "/" in name else Path(name).stem
            yield from self._file(path, name, sender)

    def _file(self, path: Path, name: str, sender: str, *, is_packed: bool = False) -> Iterator[Sent]:
        if why := _no_data(name):
            self.account.left_out.append(LeftOut(name, sender, why))
            return
        try:
            with archives.torn_is_said():
                kind = kind_at(path, limits=self.limits)
            if kind == "zip" and is_packed:
                raise IngestError("archive_refused", file=name, reason="zip_in_zip")
            if like := self._repeated(path, name):
                self.account.left_out.append(LeftOut(name, sender, "repeated_file", like))
            elif kind == "zip":
                for member, unpacked in archives.unpack(path, self.work, limits=self.limits):
                    yield from self._file(unpacked, f"{name}/{member}", sender, is_packed=True)
            else:
                yield Sent(path, name, sender, kind)
        except IngestError as problem:
            self.refuse(problem, name, sender)
        except OSError:
            self.refuse(IngestError("file_unreadable", file=name, reason="cannot_open"), name, sender)

    def refuse(self, problem: IngestError, name: str, sender: str) -> None:
        """Note a file that cannot be read."""
        said = Refused(problem.details.get("file") or name, sender, problem.code, problem.details.get("reason", ""))
        self.account.refused.append(said)

    def _repeated(self, path: Path, name: str) -> str:
        """The earlier file of the same content, '' where there is none."""
        digest = digest_of(path)
        if digest in self._seen:
            return self._seen[digest]
        self._seen[digest] = name
        return ""


def _no_data(name: str) -> str:
    """Why a file is none that holds data, by its name; empty where it may."""
    return next((why for why, pattern in _NO_DATA.items() if pattern.fullmatch(name)), "")


def files_of(folder: Path) -> list[Path]:
    """Every file below a folder, in order of names; links lead elsewhere and are not followed."""
    found = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    return sorted(found, key=lambda path: unicodedata.normalize("NFC", path.relative_to(folder).as_posix()))


def digest_of(path: Path) -> str:
    """BLAKE2 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "blake2b").hexdigest()
