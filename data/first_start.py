"""What a fresh machine needs to show something: the demo country at each date, the published figures, and an example
of the years after ETEP."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache, partial
from pathlib import Path

from data import demo, ingest, published, settings
from data.demo import after
from data.errors import SnapshotError
from data.keeping import durably, locks
from data.keeping.keys import secret_key
from data.keeping.tidy import tidy
from data.snapshot import MANIFEST, open_snapshot

# The demo's identifiers are made up, so its pseudonyms need no secret: a fixed key keeps equal builds equal.
DEMO_KEY = b"temis-demo: synthetic people only"

# A demo country with enrolments and without this cube was made before there was such a cube. To make it again costs a
# minute and nobody's data; snapshots that were sent in stay as they are, and screens say what they lack.
_LATEST_CUBE = "standstill"

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


_COUNTRY = {snapshot_id(as_of): as_of for as_of in demo.DATES}
_AFTER = {after.snapshot_id(as_of): as_of for as_of in after.DATES}


def missing(state: Path) -> list[str]:
    """Ids of the embedded snapshots that the state folder does not hold yet, in the order they are made."""
    folders = {name: state / "snapshots" / name for name in (*_COUNTRY, published.SNAPSHOT_ID, *_AFTER)}
    return [name for name, folder in folders.items() if not folder.is_dir() or _is_outdated(folder, _changed(folder))]


def _changed(folder: Path) -> int:
    manifest = folder / MANIFEST
    return manifest.stat().st_mtime_ns if manifest.is_file() else 0


@lru_cache(maxsize=64)  # asked in every run of every screen
def _is_outdated(folder: Path, changed: int) -> bool:
    """Whether an older version of this software made it; what is broken otherwise is not touched, but named."""
    del changed  # only there so that a changed manifest is read again
    try:
        snapshot = open_snapshot(folder)
    except SnapshotError as problem:
        return problem.code == "snapshot_from_the_past"
    rows = snapshot.manifest.rows
    return rows["enrolment"] > 0 and not rows[_LATEST_CUBE]  # it has rows wherever anybody is enrolled


def prepare(state: Path, progress: Progress) -> None:
    """Make whatever embedded snapshot is missing; safe to call again, and after an interruption."""
    wanted = missing(state)
    if not wanted:
        return
    state.mkdir(parents=True, exist_ok=True)
    tidy(state, now=datetime.now(UTC))
    exports = {published.SNAPSHOT_ID: published.export}
    drawn = set(wanted) - set(exports)
    steps = len(wanted) + bool(drawn)
    if drawn:
        progress(Step("first_start.country", "", 0.0))
        exports |= _drawn(drawn)
    for number, name in enumerate(wanted, start=bool(drawn)):
        progress(Step("first_start.snapshot", name, number / steps))
        if not _cleared(state, name):
            continue
        with locks.workplace(state, "raw") as raw, _made_by_either(name):
            exports[name](raw)
            ingest.build(raw, state, snapshot_id=name, key=DEMO_KEY)
    progress(Step("first_start.ready", "", 1.0))


def _drawn(wanted: set[str]) -> dict[str, Callable[[Path], None]]:
    """What writes the raw export of each synthetic snapshot; each country is drawn once, and only if it is wanted."""
    exports: dict[str, Callable[[Path], None]] = {}
    if wanted & set(_COUNTRY):
        country = demo.country(scale=settings.demo_scale())
        exports |= {name: partial(demo.export_at, country, as_of) for name, as_of in _COUNTRY.items()}
    if wanted & set(_AFTER):
        example = after.country(scale=min(after.SCALE, settings.demo_scale()))
        exports |= {name: partial(after.export_at, example, as_of) for name, as_of in _AFTER.items()}
    return exports


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
