"""Series: which snapshot follows which."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from data.snapshot import MANIFEST, Snapshot


def published_at(snapshot: Snapshot) -> datetime:
    """When a snapshot was published: the time of its manifest, which nothing changes afterwards.

    It is not in the manifest, so that equal data give equal bytes; an erasure or a rotation keeps it, and so does a
    copy that keeps times.
    """
    seconds, nanoseconds = divmod((snapshot.folder / MANIFEST).stat().st_mtime_ns, 10**9)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=nanoseconds // 1000)


def place_in_series(snapshot: Snapshot) -> tuple[date, int, str]:
    """What orders a series: the data date, then the publishing."""
    return (snapshot.as_of, (snapshot.folder / MANIFEST).stat().st_mtime_ns, snapshot.id)


def superseded(snapshot: Snapshot, snapshots: Iterable[Snapshot]) -> Snapshot | None:
    """The newest of the same series, if it is later: by its data date, or published later for the same date."""
    among = [other for other in snapshots if other.series == snapshot.series and other.id != snapshot.id]
    newest = max((snapshot, *among), key=place_in_series)
    return None if newest is snapshot else newest
