"""What a fresh machine needs to show something: the demo country at each date, and the published figures."""

import secrets
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from data import demo, ingest, published, settings
from data.errors import SnapshotError
from data.snapshot import MANIFEST, open_snapshot

# The demo's identifiers are made up, so its pseudonyms need no secret: a fixed key keeps equal builds equal.
DEMO_KEY = b"temis-demo: synthetic people only"
_LEFT_BEHIND = 3600.0  # seconds without a change: no build that still runs is that quiet


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
    _sweep(state)
    dates = [as_of for as_of in demo.DATES if snapshot_id(as_of) in wanted]
    steps = len(wanted) + bool(dates)
    country = None
    if dates:
        progress(Step("first_start.country", "", 0.0))
        country = demo.country(scale=settings.demo_scale())
    for number, name in enumerate(wanted, start=bool(dates)):
        shutil.rmtree(state / "snapshots" / name, ignore_errors=True)  # an outdated one: it can be made again
        progress(Step("first_start.snapshot", name, number / steps))
        with tempfile.TemporaryDirectory(dir=state, prefix=".raw-") as raw:
            if name == published.SNAPSHOT_ID:
                published.export(Path(raw))
            else:
                demo.export_at(country, next(day for day in dates if snapshot_id(day) == name), Path(raw))
            ingest.build(Path(raw), state, snapshot_id=name, key=DEMO_KEY)
    progress(Step("first_start.ready", "", 1.0))


def _sweep(state: Path) -> None:
    """Remove working folders that a killed build left behind; a raw export may lie in them."""
    for folder in (*state.glob(".ingest-*"), *state.glob(".raw-*")):
        if time.time() - folder.stat().st_mtime > _LEFT_BEHIND:
            shutil.rmtree(folder, ignore_errors=True)


def secret_key(state: Path) -> bytes:
    """The key of this installation's pseudonyms, made on first use and readable by its owner alone."""
    path = state / "pseudonym.key"
    if not path.is_file():
        state.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_bytes(secrets.token_bytes(32))
    return path.read_bytes()
