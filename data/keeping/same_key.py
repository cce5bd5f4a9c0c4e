"""Keys of a backup beside those that are there: whoever was erased since stays erased in what comes back."""

import shutil
from dataclasses import replace
from pathlib import Path

from data.errors import BackupError, SnapshotError
from data.keeping import keys, places
from data.keeping.conforming import catch_up, real_snapshots
from data.keeping.keys import Chain


def carry_erased(state: Path, came: Path) -> bool:
    """Make what came follow the longer chain and hold nobody whom either list names; whether the state's list was used.

    Raises BackupError where both hold real people under different keys: they are of two installations.
    """
    ours = _chain(state)
    if ours is not None and not (came / places.KEY).is_file():
        for name in (places.KEY, places.ERASED):  # a key is never lost for want of one in the backup
            if (state / name).is_file():
                shutil.copy2(state / name, came / name)
    theirs = _chain(came)
    if theirs is None:
        return False
    is_carried = ours is not None and _are_one(ours, theirs)
    if ours is not None and not is_carried and real_snapshots(state)[0]:
        raise BackupError("backup_of_another_key")
    if ours is not None and is_carried:
        _merge(state, came, ours, theirs)
    if real_snapshots(came)[0]:
        catch_up(came, keys.chain(came))
    return is_carried


def _chain(folder: Path) -> Chain | None:
    """The chain of a folder; None where there is none, or none that can be read: then the backup's is better."""
    if not (folder / places.KEY).is_file():
        return None
    try:
        return keys.chain(folder)
    except SnapshotError:
        return None


def _are_one(one: Chain, other: Chain) -> bool:
    """Whether one chain is the other at an earlier time."""
    return all(mine == theirs for mine, theirs in zip(one.links, other.links, strict=False))


def _merge(state: Path, came: Path, ours: Chain, theirs: Chain) -> None:
    longer, shorter = (ours, theirs) if ours.generation > theirs.generation else (theirs, ours)
    if longer is ours:
        shutil.copy2(state / places.KEY, came / places.KEY)
    carried = longer.forward(shorter.erased, since=shorter.generation)
    erased = tuple(dict.fromkeys((*longer.erased, *carried)))
    if erased:
        keys.keep_erased(came, replace(longer, erased=erased))
