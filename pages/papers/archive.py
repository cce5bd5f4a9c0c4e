"""Archive: files packed into one, so that equal files give equal bytes whenever and wherever they are packed."""

import io
import zipfile
from collections.abc import Iterable

_MADE = (1980, 1, 1, 0, 0, 0)  # the earliest time that the format can tell
_READABLE = 0o644 << 16
_FROM_UNIX = 3  # else the system that packs is written down


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip of names and contents, in the order of their names; a name given twice raises ValueError."""
    ordered = sorted(files)
    if len({name for name, _ in ordered}) < len(ordered):
        raise ValueError("two files of one name in an archive")
    return _packed(ordered)


def repacked(package: bytes, *, first: str) -> bytes:
    """An office file packed again without the times of its making; ``first`` is the part that must lead."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    return _packed(sorted(parts, key=lambda part: (part[0] != first, part[0])))


def _packed(files: Iterable[tuple[str, bytes]]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, _MADE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = _READABLE
            entry.create_system = _FROM_UNIX
            archive.writestr(entry, content)
    return held.getvalue()
