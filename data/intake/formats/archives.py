"""Zips: what may be in one, and unpacking that counts what really comes out instead of believing the header."""

import lzma
import re
import unicodedata
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from struct import error as StructError
from tempfile import mkdtemp
from zipfile import BadZipFile, ZipFile, ZipInfo

from data.errors import IngestError
from data.intake.formats.limits import Limits

_CHUNK = 1 << 20
_LEFTOVER = re.compile(r"(^|/)(__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|~\$)", re.IGNORECASE)
_TORN = (
    BadZipFile,
    zlib.error,
    lzma.LZMAError,
    StructError,
    EOFError,
    OSError,
    ValueError,
    LookupError,  # a member without a name, an unknown key
    OverflowError,
)


@contextmanager
def torn_is_said() -> Iterator[None]:
    """Whatever a damaged zip makes the library raise becomes IngestError file_unreadable, or archive_refused."""
    try:
        yield
    except NotImplementedError:
        raise IngestError("archive_refused", file="", reason="compression") from None
    except RuntimeError:  # what the library raises for a member that wants a password
        raise IngestError("file_protected", file="", reason="password") from None
    except _TORN:
        raise IngestError("file_unreadable", file="", reason="torn") from None


def members(content: bytes, *, limits: Limits) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every file in a zip, one after the other; names are checked before anything is unpacked."""
    with torn_is_said(), ZipFile(BytesIO(content)) as archive:
        chosen = {_name(info): info for info in archive.infolist() if not _skipped(info)}
        _check_list(archive, chosen, limits=limits)
        total = 0
        for name, info in chosen.items():
            most = min(limits.bytes, limits.unpacked_bytes - total)
            unpacked = b"".join(_unpack(archive, info, most=most, size=len(content), limits=limits))
            total += len(unpacked)
            _check_ratio(total, len(content), limits=limits)
            yield name, unpacked


def unpack(path: Path, work: Path, *, limits: Limits) -> list[tuple[str, Path]]:
    """Name and place of every file of a zip, unpacked into ``work`` under numbers; all of them or IngestError."""
    found: list[tuple[str, Path]] = []
    folder = Path(mkdtemp(dir=work))
    size = path.stat().st_size
    with torn_is_said(), ZipFile(path) as archive:
        chosen = {_name(info): info for info in archive.infolist() if not _skipped(info)}
        _check_list(archive, chosen, limits=limits)
        total = 0
        for number, (name, info) in enumerate(chosen.items()):
            target = folder / str(number)
            most = min(limits.flat_bytes, limits.unpacked_bytes - total)
            with target.open("wb") as file:
                total += sum(map(file.write, _unpack(archive, info, most=most, size=size, limits=limits)))
            _check_ratio(total, size, limits=limits)
            found.append((name, target))
    return found


def check_bomb(content: bytes, *, limits: Limits) -> None:
    """Unpack a workbook that is a zip once, keeping nothing; IngestError where it is a bomb or torn."""
    with torn_is_said(), ZipFile(BytesIO(content)) as archive:
        total = 0
        for info in archive.infolist():
            most = limits.unpacked_bytes - total
            total += sum(map(len, _unpack(archive, info, most=most, size=len(content), limits=limits)))
            _check_ratio(total, len(content), limits=limits)


def _unpack(archive: ZipFile, info: ZipInfo, *, most: int, size: int, limits: Limits) -> Iterator[bytes]:
    """Pieces of a member, ended by IngestError as soon as more comes out than may."""
    if info.flag_bits & 0x1:
        raise IngestError("file_protected", file="", reason="password")
    came = 0
    with archive.open(info) as member:
        while piece := member.read(_CHUNK):
            came += len(piece)
            if came > most:
                raise IngestError("archive_refused", file="", reason="unpacked_too_large")
            _check_ratio(came, min(info.compress_size, size), limits=limits)
            yield piece


def _check_ratio(unpacked: int, packed: int, *, limits: Limits) -> None:
    if unpacked > limits.ratio_from_bytes and unpacked > limits.ratio * max(packed, 1):
        raise IngestError("archive_refused", file="", reason="ratio")


def _check_list(archive: ZipFile, chosen: dict[str, ZipInfo], *, limits: Limits) -> None:
    if len(archive.infolist()) > limits.members:
        raise IngestError("archive_refused", file="", reason="too_many_files")
    if any(not _is_safe(info.filename) for info in archive.infolist()):
        raise IngestError("archive_refused", file="", reason="unsafe_name")
    if len(chosen) < sum(not _skipped(info) for info in archive.infolist()):
        raise IngestError("archive_refused", file="", reason="same_name_twice")
    if not chosen:
        raise IngestError("file_empty", file="", reason="nothing_in_it")


def _skipped(info: ZipInfo) -> bool:
    return info.is_dir() or bool(_LEFTOVER.search(info.filename))


def _is_safe(name: str) -> bool:
    """Whether a name stays inside the folder one would unpack into, on any system."""
    steps = re.split(r"[/\\]", name)
    return bool(steps[0]) and ".." not in steps and ":" not in name and name.isprintable()


def _name(info: ZipInfo) -> str:
    """The name as its maker saw it: many packers write UTF-8 without saying so."""
    name = info.filename
    if not info.flag_bits & 0x800:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return unicodedata.normalize("NFC", name.replace("\\", "/"))
