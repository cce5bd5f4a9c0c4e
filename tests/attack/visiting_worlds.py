"""Visiting two worlds as one and the same attacker, and what of what is hidden from them came through."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from data import access, edition, first_start
from data.snapshot import Snapshot, open_snapshot
from pages.parts import entering
from tests.attack import comparing, rendering, worlds
from tests.attack.comparing import Leak
from tests.attack.rendering import Seen
from tests.attack.who import Who


@dataclass(frozen=True)
class Pair:
    """The world as it is, and the other that must look the same to one attacker."""

    who: Who
    one: Path
    other: Path

    @property
    def digests(self) -> list[str]:
        """Digests of all their snapshots."""
        return worlds.digests(self.one, self.other)


@contextmanager
def as_if(who: Who, state: Path, *, masks_of: Path | None = None) -> Iterator[access.Viewer]:
    """Within, the state folder is that one, and whoever comes is who they are; with ``masks_of`` see ``masked_by``."""
    with (
        mock.patch.dict("os.environ", {"TEMIS_STATE": str(state)}),
        mock.patch.object(entering, "claims", side_effect=lambda: dict(who.claims)),
        mock.patch.object(first_start, "missing", return_value=[]),
        mock.patch.object(edition, "public", masked_by(masks_of) if masks_of else edition.public),
    ):
        yield access.viewer_of(who.claims)


def masked_by(state: Path) -> Callable[..., edition.Edition]:
    """Public editions withhold the same in every world, that of ``state``.

    What a public edition withholds is settled over the whole country and the same for all, or two editions could be
    subtracted. So a sở's own public edition may follow what is hidden from them, in what it withholds and nothing else.
    """
    settled = edition.public

    def public(snapshot: Snapshot, **wanted: Any) -> edition.Edition:
        place = state / "snapshots" / snapshot.id
        return settled(open_snapshot(place) if place.is_dir() else snapshot, **wanted)

    return public


def seen(who: Who, state: Path, screen: str, address: Mapping[str, str], *, masks_of: Path | None = None) -> Seen:
    """What the attacker gets in that world."""
    with as_if(who, state, masks_of=masks_of):
        return rendering.visit(screen, address)


def leaks(pair: Pair, screen: str, address: Mapping[str, str], *, files: int = 1) -> tuple[int, list[Leak]]:
    """How many surfaces were compared, and those that differ: every message, every CSV, and so many other files."""
    where = f"{pair.who.name} /{visiting_name(screen)} {dict(address)}"
    sent, taken = [], []
    for state in (pair.one, pair.other):
        with as_if(pair.who, state, masks_of=pair.one):
            got = rendering.visit(screen, address)
            sent.append([(f"message {number}", message) for number, message in enumerate(got.messages)])
            taken.append(got.taken(most=files, seed=where))
    found = comparing.leaks(where, *sent, pair.digests) + comparing.leaks(where, *taken, pair.digests)
    return len(sent[0]) + len(taken[0]), found


def visiting_name(screen: str) -> str:
    """The address of a screen."""
    return rendering.visiting.ADDRESSES[screen]
