"""Kept: a file that was made after a click stays long enough to be fetched.

Streamlit lets it go as soon as two runs of whatever session have ended after it was made. With a hundred pages open
that is before a slow line has asked for it.
"""

import threading
import time
from functools import wraps
from typing import Any

from streamlit.runtime import media_file_manager

SECONDS = 60.0

_lock = threading.Lock()
_until: dict[str, float] = {}  # file → the moment, of the monotonic clock, up to which it stays


def hold(file: str) -> None:
    """From now on this file stays for so long."""
    with _lock:
        _until[file] = time.monotonic() + SECONDS


def hold_made() -> None:
    """Have Streamlit let go none that is held."""
    manager = media_file_manager.MediaFileManager
    if not hasattr(manager._get_inactive_file_ids, "__wrapped__"):
        manager._get_inactive_file_ids = _besides_held(manager._get_inactive_file_ids)


def _besides_held(inactive: Any) -> Any:
    @wraps(inactive)
    def found(self: Any) -> set[str]:
        return inactive(self) - _held()

    return found


def _held() -> set[str]:
    with _lock:
        now = time.monotonic()
        for file in [file for file, until in _until.items() if until < now]:
            del _until[file]
        return set(_until)
