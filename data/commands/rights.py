"""Rights from a terminal: whether the login's settings and rules can be used, and who somebody would be by them."""

import json
import time
from argparse import Namespace
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from data import access, reference, settings
from data.access import Viewer, rules
from data.access.rules import Rules
from data.commands import saying
from data.errors import AccessError
from pages.texts.words import Words

_LARGEST = 100_000  # bytes


def rights(choice: Namespace, words: Words) -> int:
    """What the login's settings and rules make of people, or of those claims; 1 where these would not be let in.

    Raises SettingError or AccessError for what cannot be used.
    """
    login, file = settings.login(), rules.path(settings.state())
    in_force = rules.in_force(file)
    if choice.claims is not None:
        return _would_be(_told(choice.claims), login or "oidc", in_force, words)
    for line in _shown(login, file, in_force, words):
        saying.line(line)
    return 0


def _shown(login: str, file: Path, told: Rules, words: Words) -> Iterator[str]:
    yield _of_login(login, words)
    yield words(f"terminal.access.rules_{'file' if file.exists() else 'usual'}", file=file.name)
    yield words("terminal.access.division", division=told.division)
    if login:
        yield words(f"terminal.access.visitors_{told.visitors}")
    yield words("terminal.access.smallest", smallest=settings.smallest())
    for name, where in told.claims.items():
        yield words(f"terminal.access.claim_{name}", where=".".join(where))
    for theirs, ours in told.roles.items():
        yield words("terminal.access.role", theirs=theirs, role=words(f"viewing.role.{ours}"))


def _of_login(login: str, words: Words) -> str:
    provider, proxy = settings.oidc(), settings.proxy()
    if provider is not None:
        back = f"{provider['PUBLIC_URL']}/oauth2callback"
        return words("terminal.access.login_oidc", address=provider["OIDC_METADATA_URL"], back=back)
    if proxy is not None:
        return words("terminal.access.login_proxy", headers=", ".join(proxy[1]))
    return words(f"terminal.access.login_{login or 'none'}")


def _told(file: Path) -> Mapping[str, Any]:
    try:
        told = json.loads(file.read_bytes()[: _LARGEST + 1])
    except (OSError, ValueError) as error:
        raise AccessError("access_claims_unreadable", file=file.name) from error
    if not isinstance(told, dict):
        raise AccessError("access_claims_unreadable", file=file.name)
    return told


def _would_be(told: Mapping[str, Any], login: str, in_force: Rules, words: Words) -> int:
    """Says who that would be; when the login of the example ends does not matter."""
    now = time.time()
    made = access.viewer_of({"login": login, "told": {**told, "exp": now + 60}, "rules": in_force, "now": now})
    if not made.screens:
        saying.line(words("terminal.access.would_not", why=words(f"error.{made.reason}")))
        return 1
    role = words(f"viewing.role.{made.role}")
    saying.line(words("terminal.access.would_be", role=role, reason=words(f"viewing.why.{made.reason}")))
    saying.line(_places(made, words))
    if made.districts is not None:
        saying.line(words("terminal.access.districts", districts=", ".join(sorted(made.districts))))
    saying.line(words("terminal.access.screens", screens=len(made.screens)))
    return 0


def _places(made: Viewer, words: Words) -> str:
    if made.provinces is None:
        return words("terminal.access.places_all")
    rows = reference.frames(made.vintage)["province"].iter_rows(named=True)
    names = [f"{row['province_code']} {words.name(row)}" for row in rows if row["province_code"] in made.provinces]
    return words("terminal.access.places", places=", ".join(names))
