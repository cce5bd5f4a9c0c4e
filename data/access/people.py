"""People who sign in, told apart by a keyed digest: nothing that the login calls them by is kept.

The key is of this installation alone (``viewer.key`` in the state folder). Whoever holds it and knows what a login
calls somebody can find their digest; nobody can go the other way.
"""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from filelock import FileLock

from data.keeping import durably

_KEY = "viewer.key"
_LOCK = ".viewer.lock"
_PATIENCE = 20.0  # seconds
_BYTES = 32
_SHOWN = 16  # hexadecimal digits: enough to tell apart everybody who ever signs in


def code_of(state: Path, issuer: str, subject: str) -> str:
    """The digest of one person of one login, equal at every visit."""
    told = f"{issuer}\n{subject}".encode()
    return hmac.new(_key(state), told, hashlib.sha256).hexdigest()[:_SHOWN]


def of(state: Path, login: str, told: Mapping[str, Any]) -> str:
    """The digest of whoever a login told of; empty where it told of nobody."""
    return code_of(state, str(told.get("iss", login)), str(told["sub"])) if told.get("sub") else ""


@cache
def _key(state: Path) -> bytes:
    path = state / _KEY
    if not path.exists():
        state.mkdir(parents=True, exist_ok=True)
        with FileLock(state / _LOCK, timeout=_PATIENCE):  # not the state's own: nobody waits for a publication to enter
            if not path.exists():  # another process may have been first
                durably.write(path, secrets.token_bytes(_BYTES), mode=0o600)
    return path.read_bytes()
