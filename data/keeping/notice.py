"""Noticing: how running viewers learn that something changed inside a snapshot whose name stayed."""

import os
from pathlib import Path


def tell_viewers(state: Path) -> None:
    """Give the folder of snapshots a new time of change; the screens look again when it differs."""
    place = state / "snapshots"
    if place.is_dir():
        os.utime(place)
