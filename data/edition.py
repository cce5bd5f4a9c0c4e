"""Editions of what leaves the dashboard: the internal one shows all, the public one withholds small groups."""

import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import polars as pl

from data import withholding
from data.snapshot import Snapshot


@dataclass(frozen=True, eq=False)
class Edition:
    """An edition: internal or public, the smallest group it shows, and by cube what it withholds.

    A mask is of the whole country, its last lines (province_code '') the country's own. What a mask has no row for
    is not for the edition, unless there is nobody.
    """

    name: str
    smallest: int
    masks: Mapping[str, pl.DataFrame] = field(default_factory=dict, repr=False)

    def mask(self, cube: str) -> pl.DataFrame | None:
        """The cube's keys and a Boolean for each count, True where withheld; None: nothing is withheld.

        Raises KeyError for a cube about which a public edition says nothing.
        """
        return None if self.name == INTERNAL_NAME else self.masks[cube]


INTERNAL_NAME, PUBLIC_NAME = "internal", "public"
INTERNAL = Edition(INTERNAL_NAME, 1)


def public(snapshot: Snapshot, *, division: int, smallest: int) -> Edition:
    """The public edition of a snapshot in one division: groups under ``smallest`` withheld, with their partners.

    Settled over the whole country, whoever asks; of the counts nothing but the masks comes out. Remembered.
    """
    return _public(_Held(snapshot), division, smallest)


@lru_cache(maxsize=8)
def _public(held: "_Held", division: int, smallest: int) -> Edition:
    sources = withholding.masks(held.snapshot, division=division, smallest=smallest)
    return Edition(PUBLIC_NAME, smallest, _Masks(sources))


@dataclass(frozen=True)
class _Held:
    """A snapshot by its digest: equal bytes are equal editions, wherever they lie."""

    snapshot: Snapshot = field(compare=False)
    digest: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "digest", self.snapshot.digest)


class _Masks(Mapping[str, pl.DataFrame]):
    """Masks, each settled when it is first asked for, once."""

    def __init__(self, sources: Mapping[str, Callable[[], pl.DataFrame]]) -> None:
        self._sources = sources
        self._lock = threading.RLock()
        self._settled: dict[str, pl.DataFrame] = {}

    def __getitem__(self, cube: str) -> pl.DataFrame:
        with self._lock:
            if cube not in self._settled:
                self._settled[cube] = self._sources[cube]()
            return self._settled[cube]

    def __iter__(self) -> Iterator[str]:
        return iter(self._sources)

    def __len__(self) -> int:
        return len(self._sources)
