"""What a fresh machine needs to show something: the demo country at each date, and the published figures."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from data import demo, ingest, published, settings
from data.errors import SnapshotError
from data.keeping import durably, locks
from data.keeping.keys import secret_key
from data.keeping.tidy import tidy
from data.snapshot import MANIFEST, open_snapshot

# The demo's identifiers are made up, so its pseudonyms need no secret: a fixed key keeps equal builds equal.
DEMO_KEY = b"temis-demo: synthetic people only"

__all__ = ["DEMO_KEY", "Step", "missing", "prepare", "secret_key", "snapshot_id"]


@dataclass(frozen=True)
class Step:
    """One step of the first start: what it makes (a text key) and which snapshot; ``done`` is a share of all steps."""

    text: str
    snapshot_id: str
    done: float


Progress = Callable[[Step], None]


def snapshot_id(as_of: object) -> str:
    """Name of the demo snapshot of a date."""
    return f"mo-phong-{as_of}"


def missing(state: Path) -> list[str]:
    """Ids of the embedded snapshots that the state folder does not hold yet, in the order they are made."""
    wanted = [*(snapshot_id(as_of) for as_of in demo.DATES), published.SNAPSHOT_ID]
    folders = {name: state / "snapshots" / name for name in wanted}
    return [name for name, folder in folders.items() if not folder.is_dir() or _is_outdated(folder, _changed(folder))]


def _changed(folder: Path) -> int:
    manifest = folder / MANIFEST
    return manifest.stat().st_mtime_ns if manifest.is_file() else 0


@lru_cache(maxsize=64)  # asked in every run of every screen
def _is_outdated(folder: Path, changed: int) -> bool:
    """Whether an older version of this software made it; what is broken otherwise is not touched, but named."""
    del changed  # only there so that a changed manifest is read again
    try:
        open_snapshot(folder)
    except SnapshotError as problem:
        return problem.code == "snapshot_from_the_past"
    return False


def prepare(state: Path, progress: Progress) -> None:
    """Make whatever embedded snapshot is missing; safe to call again, and after an interruption."""
    wanted = missing(state)
    if not wanted:
        return
    state.mkdir(parents=True, exist_ok=True)
    tidy(state, now=datetime.now(UTC))
    dates = [as_of for as_of in demo.DATES if snapshot_id(as_of) in wanted]
    steps = len(wanted) + bool(dates)
    country = None
    if dates:
        progress(Step("first_start.country", "", 0.0))
        country = demo.country(scale=settings.demo_scale())
    for number, name in enumerate(wanted, start=bool(dates)):
        progress(Step("first_start.snapshot", name, number / steps))
        if not _cleared(state, name):
            continue
        with locks.workplace(state, "raw") as raw, _made_by_either(name):
            if name == published.SNAPSHOT_ID:
                published.export(raw)
            else:
                demo.export_at(country, next(day for day in dates if snapshot_id(day) == name), raw)
            ingest.build(raw, state, snapshot_id=name, key=DEMO_KEY)
    progress(Step("first_start.ready", "", 1.0))


def _cleared(state: Path, name: str) -> bool:
    """Whether a snapshot is still to be made; an outdated one is out of the way then, since it can be made again."""
    with locks.writing(state):
        is_wanted = name in missing(state)
        if is_wanted and (state / "snapshots" / name).is_dir():
            durably.remove_at_once(state / "snapshots" / name)
        return is_wanted


@contextmanager
def _made_by_either(name: str) -> Iterator[None]:
    """Another process that starts at the same time may be the first to make a snapshot: it is the same one."""
    try:
        yield
    except SnapshotError as problem:
        if problem.code != "snapshot_exists" or problem.details["snapshot"] != name:
            raise
