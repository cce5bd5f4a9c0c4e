"""Versions: of this software and of what a state folder holds, and what this software would do with it."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from data import history, meetings_file, settings
from data.errors import MeetingError, SnapshotError, TemisError
from data.keeping import archive, swapping
from data.schema import SCHEMA_VERSION
from data.snapshot import list_folder

_NEWER = re.compile(r".*_from_(the_)?future")


@cache
def of_software() -> dict[str, Any]:
    """The versions of this software and of all it writes."""
    project = settings.ROOT / "pyproject.toml"
    said = tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"] if project.is_file() else ""
    return {
        "software": said,
        "schema": SCHEMA_VERSION,
        "meetings": meetings_file.VERSION,
        "backup": archive.FORMAT,
    }


def is_newer(versions: Mapping[str, Any]) -> bool:
    """Whether what bears these versions was written by a later version of this software."""
    ours = of_software()
    return any(int(versions.get(name, 0)) > ours[name] for name in ("schema", "meetings"))


@dataclass(frozen=True)
class Standing:
    """A state folder as this software finds it.

    ``fitting`` snapshots open; ``past`` are those of an older schema, not opened until they are built again;
    ``future`` says what a later version wrote; ``damaged`` what is wrong otherwise; ``has_history`` whether the
    history fits.
    """

    fitting: list[str]
    past: list[str]
    future: list[TemisError]
    damaged: list[TemisError]
    has_history: bool
    is_cut_short: bool


def standing(state: Path) -> Standing:
    """How a state folder stands; nothing is written, and it need not be there."""
    fitting: list[str] = []
    problems: list[TemisError] = []
    for place in ("snapshots", "retired"):
        good, bad = list_folder(state / place)
        fitting += [snapshot.id for snapshot in good if place == "snapshots"]
        problems += bad
    problems += _of_meetings(state)
    past = [problem for problem in problems if problem.code == "snapshot_from_the_past"]
    future = [problem for problem in problems if _NEWER.fullmatch(problem.code)]
    return Standing(
        fitting,
        [problem.details["snapshot"] for problem in past],
        future,
        [problem for problem in problems if problem not in (*past, *future)],
        history.fits(state),
        swapping.is_unfinished(state),
    )


def _of_meetings(state: Path) -> list[TemisError]:
    try:
        meetings_file.hold_whole(state)
    except (MeetingError, SnapshotError) as problem:
        return [problem]
    return []
