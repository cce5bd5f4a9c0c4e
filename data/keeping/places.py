"""Places: what lies in a state folder, to which group of a backup it belongs, and what no backup holds, and why.

Left out are ``quarantine`` and ``intake``, which hold identifiers of people and are gone by themselves within days: a
backup would keep them for longer. Left out as well are what is made again from the rest (the
history), what can be fetched again from object storage, what belongs to this hour alone (locks, who signed out), and
what a recovery put aside.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

GROUPS = ("snapshots", "meetings", "settings", "audit", "other")
LEFT_OUT = ""
MEETINGS = "meetings"
AUDIT = "audit"
KEY, ERASED, VIEWER_KEY = "pseudonym.key", "erased.json", "viewer.key"


@dataclass(frozen=True)
class Place:
    """A name in the state folder (a pattern) and its group; no group: left out of backups."""

    name: str
    group: str


_PLACES = (
    *(Place(name, "snapshots") for name in ("snapshots", "retired", "cards", KEY, ERASED)),
    Place(MEETINGS, "meetings"),
    *(
        Place(name, "settings")
        for name in ("access.toml", "targets.csv", "temis_report.toml", "corrections.csv", "aliases.csv")
    ),
    *(Place(name, "audit") for name in (AUDIT, VIEWER_KEY)),
    *(
        Place(name, LEFT_OUT)
        for name in (".*", "lock", "history.parquet", "history.json", "common", "quarantine", "intake", "objects")
    ),
    *(Place(name, LEFT_OUT) for name in ("replaced-*", "left.json")),
)


def group_of(name: str) -> str:
    """The group of what bears this name at the top of a state folder; what is not known is taken all the same."""
    return next((place.group for place in _PLACES if fnmatchcase(name, place.name)), "other")


def kept(state: Path) -> Iterator[Path]:
    """What stands at the top of a state folder and belongs in a backup, by name."""
    for path in sorted(state.iterdir()):
        if group_of(path.name) != LEFT_OUT:
            yield path


def unknown(state: Path) -> list[str]:
    """Names that this software does not know; a backup takes them as they are and says so."""
    return [path.name for path in kept(state) if group_of(path.name) == "other"]
