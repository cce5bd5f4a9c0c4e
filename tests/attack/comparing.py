"""Comparing what two worlds sent and gave away: equal to the byte, but for the digests that name their snapshots."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_ZIP = b"PK\x03\x04"
_AROUND = 60  # bytes shown before and after where two begin to differ


@dataclass(frozen=True)
class Leak:
    """Where something hidden was seen, and how it began to differ."""

    where: str
    one: bytes
    other: bytes

    def __str__(self) -> str:
        return f"{self.where}: {self.one!r} / {self.other!r}"


def leaks(
    where: str, one: Sequence[tuple[str, bytes]], other: Sequence[tuple[str, bytes]], digests: Iterable[str]
) -> list[Leak]:
    """What differs between what was named so in one world and in the other; another number of things is one leak."""
    named = [[name for name, _ in each] for each in (one, other)]
    if named[0] != named[1]:
        return [Leak(where, *(" ".join(names).encode()[-400:] for names in named))]
    known = tuple(digests)
    found = []
    for (name, left), (_, right) in zip(one, other, strict=True):
        if left != right and (pair := _first_difference(plain(left, known), plain(right, known))):
            found.append(Leak(f"{where} {name}", *pair))
    return found


def plain(content: bytes, digests: Iterable[str]) -> bytes:
    """The content with every digest of a snapshot blank; of a zip, and of zips in it, the members one after another."""
    if content.startswith(_ZIP):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            members = [(name, plain(packed.read(name), digests)) for name in packed.namelist()]
        return b"".join(name.encode() + b"\n" + member for name, member in members)
    for digest in digests:
        content = content.replace(digest.encode(), b"#" * len(digest))
    return content


def _first_difference(one: bytes, other: bytes) -> tuple[bytes, bytes] | None:
    if one == other:
        return None
    shorter = min(len(one), len(other))
    at = next((place for place in range(shorter) if one[place] != other[place]), shorter)
    around = slice(max(at - _AROUND, 0), at + _AROUND)
    return one[around], other[around]
