"""Keys: the chain that pseudonyms hang on, who was erased, and both on the disk for their owner alone.

An identifier is hashed with the first link. Each rotation adds a link, and the next pseudonym is the hash of the one
before, since identifiers are not kept and cannot be hashed anew.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from data.errors import SnapshotError
from data.keeping import durably, locks

_KEY = "pseudonym.key"
_ERASED = "erased.json"
_FORMAT = 1
_BYTES = 32
_OWNER_ALONE = 0o600


@dataclass(frozen=True)
class Chain:
    """The links, oldest first; the day of the last rotation; pseudonyms of the erased, in this generation."""

    links: tuple[bytes, ...]
    rotated_on: str = ""
    erased: tuple[int, ...] = ()

    @property
    def generation(self) -> int:
        """How often the key was rotated."""
        return len(self.links) - 1

    def forward(self, keys: Iterable[int], *, since: int = 0) -> list[int]:
        """Pseudonyms of generation ``since`` in this one."""
        for link in self.links[since + 1 :]:
            keys = _hashed((key.to_bytes(8) for key in keys), link)
        return list(keys)

    def pseudonym(self, identifier: str) -> int:
        """The pseudonym of an identifier; equal to what a build under this chain gives."""
        return self.forward(_hashed([identifier.encode()], self.links[0]))[0]

    def said(self) -> dict[str, Any]:
        """For the manifest: the generation, since when, and how many of the erased were looked for."""
        return {"generation": self.generation, "rotated_on": self.rotated_on, "erased": len(self.erased)}


def _hashed(texts: Iterable[bytes], link: bytes) -> list[int]:
    return [int.from_bytes(hashlib.blake2b(text, digest_size=8, key=link).digest()) for text in texts]


def chain(state: Path) -> Chain:
    """The installation's chain, made on first use; raises SnapshotError ``pseudonym_key_unreadable``."""
    path = state / _KEY
    if not path.is_file():
        _make(state)
    links, days = _links(path)
    made = Chain(links, days[-1] if days else "")
    return Chain(made.links, made.rotated_on, _erased(state, made))


def secret_key(state: Path) -> bytes:
    """The chain's first link, which hashes identifiers; made on first use and readable by its owner alone."""
    return chain(state).links[0]


def new_link() -> bytes:
    """A link nobody can guess."""
    return secrets.token_bytes(_BYTES)


def lengthened(known: Chain, link: bytes, *, on: date) -> Chain:
    """The chain after one more rotation; its erased carried along."""
    longer = Chain((*known.links, link), on.isoformat())
    return Chain(longer.links, longer.rotated_on, tuple(longer.forward(known.erased, since=known.generation)))


def keep(state: Path, made: Chain) -> None:
    """Write the chain down; the list of the erased follows it by itself (see ``_erased``)."""
    _, days = _links(state / _KEY) if (state / _KEY).is_file() else ((), [])
    days = [*days, made.rotated_on][: made.generation]
    said = {"format": _FORMAT, "links": [link.hex() for link in made.links], "rotated_on": days}
    durably.write(state / _KEY, json.dumps(said).encode(), mode=_OWNER_ALONE)


def keep_erased(state: Path, made: Chain) -> None:
    """Write down who was erased: pseudonyms with the generation they belong to."""
    said = {"format": _FORMAT, "generation": made.generation, "keys": [f"{key:016x}" for key in made.erased]}
    durably.write(state / _ERASED, json.dumps(said).encode(), mode=_OWNER_ALONE)


def _make(state: Path) -> None:
    with locks.writing(state):
        if not (state / _KEY).is_file():  # another process may have been first
            keep(state, Chain((new_link(),)))


def _links(path: Path) -> tuple[tuple[bytes, ...], list[str]]:
    """Links and days of rotation; a file of 32 plain bytes is one link, as the first version wrote it."""
    content = path.read_bytes()
    if len(content) == _BYTES:
        return (content,), []
    try:
        said = json.loads(content)
        links = tuple(bytes.fromhex(link) for link in said["links"])
        if said["format"] != _FORMAT or not links or any(len(link) != _BYTES for link in links):
            raise ValueError
        return links, [str(day) for day in said["rotated_on"]]
    except (ValueError, KeyError, TypeError):
        raise SnapshotError("pseudonym_key_unreadable", file=path.name) from None


def _erased(state: Path, made: Chain) -> tuple[int, ...]:
    """The erased in the chain's generation, whichever they were written down in."""
    path = state / _ERASED
    if not path.is_file():
        return ()
    try:
        said = json.loads(path.read_bytes())
        keys = [int(key, 16) for key in said["keys"]]
        return tuple(made.forward(keys, since=int(said["generation"])))
    except (ValueError, KeyError, TypeError):
        raise SnapshotError("pseudonym_key_unreadable", file=path.name) from None
