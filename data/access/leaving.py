"""Leaving: which logins were ended by their owner, so that no other tab and no kept cookie gets in by them again.

Kept is the digest of the person and when the login that ended was issued, by the provider's own clock: that login and
every earlier one of the person are over, whatever machine they were on; a later one is not.
"""

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from filelock import FileLock

from data.errors import AccessError
from data.keeping import durably

_FILE = "left.json"
_LOCK = ".left.lock"
_KEPT = 40 * 86_400.0  # seconds; no cookie of a login lives that long
_PATIENCE = 20.0  # seconds
_CODE = re.compile(r"[0-9a-f]{4,64}")

_Left = Mapping[str, tuple[float, float]]  # person → when their login was issued, when it ended


def leave(state: Path, code: str, issued: object, *, now: float) -> None:
    """Note that the person of that digest has ended the login that was issued then (``now`` where it does not say)."""
    state.mkdir(parents=True, exist_ok=True)
    with FileLock(state / _LOCK, timeout=_PATIENCE):
        left = {who: at for who, at in _read(state).items() if now - at[1] < _KEPT}
        left[code] = (max(_seconds(issued, now), left.get(code, (0.0, 0.0))[0]), now)
        durably.write(state / _FILE, json.dumps(left).encode(), mode=0o600)


def has_left(state: Path, code: str, issued: object) -> bool:
    """Whether the person has ended that login, or a later one; raises AccessError where what is kept is damaged."""
    left = _read(state).get(code)
    return left is not None and _seconds(issued, 0.0) <= left[0]


def _seconds(told: object, otherwise: float) -> float:
    return float(told) if isinstance(told, int | float) and not isinstance(told, bool) else otherwise


def _read(state: Path) -> _Left:
    path = state / _FILE
    try:
        found = path.stat()
    except FileNotFoundError:
        return {}
    return _parsed(path, found.st_mtime_ns, found.st_size, found.st_ino)


@lru_cache(maxsize=4)
def _parsed(path: Path, *_changed: int) -> _Left:
    """What the file says; asked again only when it has changed."""
    try:
        told = json.loads(path.read_bytes())
        return {who: (float(issued), float(at)) for who, (issued, at) in told.items() if _CODE.fullmatch(who)}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise AccessError("access_left_unreadable", file=_FILE) from error
