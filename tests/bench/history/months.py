"""A state folder with so many monthly snapshots, each with a headline of its own and the rest linked from one base."""

import calendar
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl

from data.keeping import durably, manifests
from data.snapshot import MANIFEST, Snapshot, digest_of, open_snapshot

SERIES = "lich-su"
_HEADLINE = "tables/headline.parquet"
_SLOWEST = 0.4  # share of the base's counts that the first of 120 months has


def snapshot_id(as_of: date) -> str:
    """Name of the snapshot of a month."""
    return f"{SERIES}-{as_of}"


def month_ends(last: date, months: int) -> list[date]:
    """So many ends of months, the last one's last, oldest first."""
    numbers = [last.year * 12 + last.month - 1 - back for back in reversed(range(months))]
    return [date(each // 12, each % 12 + 1, calendar.monthrange(each // 12, each % 12 + 1)[1]) for each in numbers]


def make(base: Snapshot, state: Path, months: int) -> list[Snapshot]:
    """Publish so many months of the base into a state folder, oldest first; the history is not touched."""
    rows = pl.read_parquet(base.files("headline"))
    return [
        _publish(base, staged(base, rows, state, as_of, grown), state)
        for as_of, grown in _growing(month_ends(base.as_of, months))
    ]


def _growing(days: list[date]) -> Iterator[tuple[date, float]]:
    """Each month with the share of the base's counts it has; the last has all."""
    steps = max(len(days) - 1, 1)
    for number, day in enumerate(days):
        yield day, 1 - (1 - _SLOWEST) * (len(days) - 1 - number) / steps


def staged(base: Snapshot, rows: pl.DataFrame, state: Path, as_of: date, grown: float) -> Path:
    """A folder with all of a month's files, its headline counted anew, the others linked; no manifest yet."""
    folder = state / f".month-{as_of}"
    for part in base.manifest.parts:
        path = folder / part.path
        path.parent.mkdir(parents=True, exist_ok=True)
        if part.path != _HEADLINE:
            os.link(base.folder / part.path, path)
    # part stays within whole, and what was null stays so
    told = rows.with_columns(pl.col("whole"), (pl.col("part") * grown).floor().cast(pl.Int64).alias("part"))
    told.write_parquet(folder / _HEADLINE, compression="zstd", compression_level=1, statistics=False)
    return folder


def header(base: Snapshot, as_of: date) -> dict[str, object]:
    """What the manifest of a month says besides its files."""
    said = {name: getattr(base.manifest, name) for name in ("vintage", "kind", "title", "note", "sources", "english")}
    others = {"findings": base.manifest.findings, "origin": base.manifest.origin}
    return {"id": snapshot_id(as_of), "as_of": as_of, "series": SERIES, **said, **others}


def _publish(base: Snapshot, folder: Path, state: Path) -> Snapshot:
    as_of = date.fromisoformat(folder.name.removeprefix(".month-"))
    own = folder / _HEADLINE
    parts = [
        replace(part, bytes=own.stat().st_size, sha256=digest_of(own)) if part.path == _HEADLINE else part
        for part in base.manifest.parts
    ]
    manifest = replace(base.manifest, **header(base, as_of), parts=parts, seal="")
    durably.write(folder / MANIFEST, manifests.as_bytes(manifest))
    place = state / "snapshots" / manifest.id
    place.parent.mkdir(parents=True, exist_ok=True)
    return open_snapshot(folder.rename(place))
