"""A snapshot whose files lie in the bucket; to whoever opens it, one like any other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from data import settings
from data.errors import ObjectsError
from data.objects import bucket, cache
from data.schema import TABLES
from data.snapshot import Part, Snapshot


@dataclass(frozen=True)
class Distant(Snapshot):
    """``folder`` holds its manifest alone; ``place`` is the cache for what is asked for."""

    place: Path = field(kw_only=True)

    def files(self, table: str, provinces: Iterable[str] | None = None) -> list[Path]:
        """As those of a folder; raises ObjectsError besides."""
        return self._fetched(self.parts(table, provinces))

    def file(self, part: Part) -> Path:
        """One part's file, as it was published."""
        return self._fetched([part])[0]

    def _fetched(self, parts: Sequence[Part]) -> list[Path]:
        if any(is_detail(part) for part in parts):
            raise ObjectsError("objects_no_detail", snapshot=self.id)
        told = settings.objects()
        if told is None:
            raise ObjectsError("objects_not_set", snapshot=self.id)
        if not parts:
            return []
        return cache.fetched(self.place, bucket.connect(told), self.id, parts, most=told.cache_bytes)


def is_detail(part: Part) -> bool:
    """Whether it holds rows of single people, which never leave the disk."""
    return TABLES[part.table].layer == "detail"
