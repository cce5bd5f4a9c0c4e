"""What tests of the state folder share: a staging folder to copy, and what must hold of a state folder at any time."""

import shutil
from pathlib import Path

import polars as pl

from data import history
from data.keeping.verify import verify
from data.snapshot import MANIFEST, Snapshot, list_snapshots
from tests.data.tiny import tiny


def mould(folder: Path) -> Path:
    """A finished staging folder, to be copied for each publishing."""
    made = tiny(folder / "mould").folder
    (made / MANIFEST).unlink()
    return made


def copy_of(folder: Path, name: str) -> Path:
    """A copy of the mould beside it."""
    place = folder.with_name(f"staging-{name}")
    shutil.rmtree(place, ignore_errors=True)
    return Path(shutil.copytree(folder, place))


def hold_whole(state: Path) -> set[str]:
    """Ids of the snapshots, each file of which is verified; the history says what they say, after a refresh."""
    snapshots, problems = list_snapshots(state)
    assert problems == []
    assert [problem for snapshot in snapshots for problem in verify(snapshot)] == []
    assert history.refresh(state) == []
    assert trend(state) == sorted((row for snapshot in in_force(snapshots) for row in _told(snapshot)), key=repr)
    return {snapshot.id for snapshot in snapshots}


def in_force(snapshots: list[Snapshot]) -> list[Snapshot]:
    """Of those of one series and date the one that was published last."""
    found: dict[tuple, Snapshot] = {}
    for snapshot in snapshots:
        other = found.setdefault((snapshot.series, snapshot.as_of), snapshot)
        if _published(snapshot) > _published(other):
            found[snapshot.series, snapshot.as_of] = snapshot
    return list(found.values())


def _published(snapshot: Snapshot) -> tuple[int, str]:
    return (snapshot.folder / MANIFEST).stat().st_mtime_ns, snapshot.id


def trend(state: Path) -> list[tuple]:
    """Every line of the history."""
    if not history.path(state).is_file():
        return []
    return sorted(pl.read_parquet(history.path(state)).select(_LINE).rows(), key=repr)


_LINE = ("snapshot_id", "as_of", "vintage", "measure", "province_code", "part", "whole")


def _told(snapshot: Snapshot) -> list[tuple]:
    frames = [pl.read_parquet(file) for file in snapshot.files("headline")]
    before = (snapshot.id, snapshot.as_of, snapshot.vintage)
    return [(*before, *row) for frame in frames for row in frame.select(_LINE[3:]).rows()]


def leftovers(state: Path) -> list[str]:
    """Names of whatever is neither published nor kept on purpose."""
    return sorted(path.name for place in (state, state / "snapshots") for path in place.glob(".*"))
