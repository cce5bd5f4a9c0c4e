"""Archives: one zip that holds a state folder, and ``backup.json``, which says what is in it, file by file.

Nothing in it is packed (parquet is already), so that no archive holds more than its own size. Whoever opens one trusts
nothing in it: a name that leads elsewhere, a link, a file more or less than what is listed, or a size that is not what
was said, and the whole archive is refused before anything is written.
"""

import hashlib
import json
import shutil
import stat
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

from data.errors import BackupError
from data.keeping.manifests import seal_of

CONTENTS = "backup.json"
FORMAT = 1
CHUNK = 1 << 20
_LARGEST_CONTENTS = 1 << 28  # bytes; a country's snapshot of a thousand files takes a quarter of a megabyte
_LONGEST = 200  # bytes of one name of a path
_ENCRYPTED = 0x1


@dataclass(frozen=True)
class Kept:
    """One file: where it lay in the state folder, bytes, SHA-256, mode, and when it was changed."""

    path: str
    bytes: int
    sha256: str
    mode: int
    changed_ns: int


@dataclass(frozen=True)
class Contents:
    """What an archive holds; ``at`` is when (UTC), ``versions`` are those of the software that wrote it."""

    at: str
    versions: Mapping[str, Any]
    snapshots: list[str]
    files: list[Kept]

    @property
    def size(self) -> int:
        """What all files take on a disk."""
        return sum(file.bytes for file in self.files)

    def as_bytes(self) -> bytes:
        """The text of ``backup.json``, sealed."""
        fields = json.loads(json.dumps({"format": FORMAT, **asdict(self)}, ensure_ascii=False))
        return json.dumps(fields | {"seal": seal_of(fields)}, ensure_ascii=False, indent=1).encode()


@dataclass(frozen=True)
class Archive:
    """An archive whose list fits what is in it; the digests are held to while its files are read."""

    name: str
    contents: Contents
    _zip: zipfile.ZipFile

    def read(self, file: Kept) -> Iterator[bytes]:
        """A file piece by piece; raises BackupError at its end where it is not what was said."""
        digest, length = hashlib.sha256(), 0
        with _damage_said(self.name, file.path), self._zip.open(file.path) as opened:
            for piece in pieces(opened):
                digest.update(piece)
                length += len(piece)
                yield piece
        if (length, digest.hexdigest()) != (file.bytes, file.sha256):
            raise BackupError("backup_damaged", file=self.name, inside=file.path)


def pieces(file: IO[bytes]) -> Iterator[bytes]:
    """What is in an open file, a megabyte at a time."""
    return iter(lambda: file.read(CHUNK), b"")


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """An archive as it lies on the disk; raises BackupError for what is none, is damaged, or comes from the future."""
    if not path.is_file():
        raise BackupError("backup_unknown", file=path.name)
    with _damage_said(path.name):
        packed = zipfile.ZipFile(path)
    with packed:
        with _damage_said(path.name):
            contents = _contents(packed, path.name)
        _hold(packed, contents, path)
        yield Archive(path.name, contents, packed)


def _contents(packed: zipfile.ZipFile, name: str) -> Contents:
    said = packed.getinfo(CONTENTS)
    if said.file_size > _LARGEST_CONTENTS:
        raise BackupError("backup_damaged", file=name, inside=CONTENTS)
    fields = json.loads(packed.read(said))
    if int(fields["format"]) > FORMAT:
        raise BackupError("backup_from_the_future", file=name)
    if fields["seal"] != seal_of(fields):
        raise BackupError("backup_damaged", file=name, inside=CONTENTS)
    files = [Kept(**file) for file in fields["files"]]
    return Contents(fields["at"], fields["versions"], list(fields["snapshots"]), files)


def _hold(packed: zipfile.ZipFile, contents: Contents, path: Path) -> None:
    """Raise BackupError unless the zip holds exactly what is listed, under names that lead nowhere else."""
    members = packed.infolist()
    listed = {file.path: file.bytes for file in contents.files}
    for member in members:
        if member.filename != CONTENTS and not _is_plain(member, listed.get(member.filename)):
            raise BackupError("backup_refused", file=path.name, inside=ascii(member.filename)[:_LONGEST])
    names = {member.filename for member in members}
    folders = {str(parent) for name in names for parent in PurePosixPath(name).parents}
    is_whole = names == {*listed, CONTENTS} and len(members) == len(names) == len(contents.files) + 1
    is_apart = not folders & names and sum(member.compress_size for member in members) <= path.stat().st_size
    if not is_whole or not is_apart:
        raise BackupError("backup_refused", file=path.name, inside=CONTENTS)


def _is_plain(member: zipfile.ZipInfo, size: int | None) -> bool:
    """Whether it is a file of the size that is listed, not packed, below the folder it is written to."""
    kind = stat.S_IFMT(member.external_attr >> 16)
    is_file = kind in (0, stat.S_IFREG) and not member.is_dir() and not member.flag_bits & _ENCRYPTED
    is_bare = member.compress_type == zipfile.ZIP_STORED and member.file_size == member.compress_size == size
    return is_file and is_bare and is_inside(member.filename)


def is_inside(name: str) -> bool:
    """Whether a path of an archive stays below where it is put, and is no hidden working file."""
    parts = name.split("/")
    return name.isprintable() and all(
        part and not part.startswith(".") and not set(part) & set("\\:") and len(part.encode()) <= _LONGEST
        for part in parts
    )


@contextmanager
def _damage_said(name: str, inside: str = CONTENTS) -> Iterator[None]:
    """A file that is no archive, or was cut off, is said as a sentence."""
    try:
        yield
    except BackupError:
        raise
    except (zipfile.BadZipFile, EOFError, ValueError, KeyError, TypeError, NotImplementedError) as error:
        raise BackupError("backup_damaged", file=name, inside=inside) from error
    except (OSError, RuntimeError) as error:
        raise BackupError("backup_unreadable", file=name) from error


def room_for(folder: Path) -> int:
    """Bytes that are free where a folder is or will be; without end where nobody can tell."""
    with suppress(OSError):
        return shutil.disk_usage(next(each for each in (folder, *folder.parents) if each.is_dir())).free
    return 1 << 62
