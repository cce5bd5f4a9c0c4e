"""Rules of an installation: where its login says who somebody is, and what that makes of them here.

``access.toml`` in the state folder, for example::

    division = 34                  # the division whose codes the login tells
    visitors = "none"              # who has not signed in: "none" sees nothing, "open" synthetic and published figures

    [claims]                       # where the login says it; a point goes one level down
    role = "realm_access.roles"
    province = "province_code"
    district = "commune_code"
    university = "university_code"

    [[role]]                       # in this order: of several roles that somebody has, the first counts
    claim = "so-gddt"
    role = "doet"

    [provinces]                    # what the login calls them, where it is not our code
    "QN" = "22"

It is used whole or not at all: with a fault in it nobody is let in.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from data import divisions, reference
from data.access.viewers import ROLES
from data.errors import AccessError

Visitors = Literal["none", "open"]
FILE = "access.toml"
_LARGEST = 100_000  # bytes
_CLAIMS = ("role", "province", "district", "university")
_TOP = {"division", "visitors", "claims", "role", "provinces", "universities"}


@dataclass(frozen=True)
class Rules:
    """What an installation makes of what its login tells; the defaults are those without a file.

    ``claims``  where each of role, province, district, university is told, as the steps to go down
    ``roles``   value told → role of ours, in order of weight
    """

    division: int = 34
    visitors: Visitors = "none"
    claims: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: {name: (_USUAL[name],) for name in _CLAIMS})
    roles: Mapping[str, str] = field(default_factory=lambda: {name: name for name in ROLES})
    provinces: Mapping[str, str] = field(default_factory=dict)
    universities: Mapping[str, str] = field(default_factory=dict)


_USUAL = {
    "role": "roles",
    "province": "province_code",
    "district": "district_code",
    "university": "university_code",
}


def path(state: Path) -> Path:
    """Where the rules of this installation are, if they were set."""
    return state / FILE


def in_force(file: Path) -> Rules:
    """The rules of the file, or the usual ones where there is none; raises AccessError for a fault in it."""
    if not file.exists():
        return Rules()
    try:
        if file.stat().st_size > _LARGEST:
            raise AccessError("access_too_large", file=file.name)
        told = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise AccessError("access_unreadable", file=file.name) from error
    return _rules(told)


def _rules(told: Mapping[str, Any]) -> Rules:
    for name in set(told) - _TOP:
        raise AccessError("access_unknown_name", name=name)
    division = told.get("division", 34)
    if division not in divisions.DIVISIONS:
        raise AccessError("access_bad_value", name="division", value=str(division), allowed="63, 34")
    visitors = told.get("visitors", "none")
    if visitors not in ("none", "open"):
        raise AccessError("access_bad_value", name="visitors", value=str(visitors), allowed="none, open")
    usual = Rules()
    return Rules(
        division,
        visitors,
        {**usual.claims, **_claims(told.get("claims", {}))},
        _roles(told["role"]) if "role" in told else usual.roles,
        _codes(told.get("provinces", {}), "provinces", divisions.codes(division)),
        _codes(told.get("universities", {}), "universities", universities()),
    )


def universities() -> frozenset[str]:
    """Codes of the universities and the Academy."""
    return frozenset(reference.read("lttus")["code"])


def _claims(told: object) -> dict[str, tuple[str, ...]]:
    if not isinstance(told, Mapping):
        raise AccessError("access_bad_value", name="claims", value=_short(told), allowed=", ".join(_CLAIMS))
    for name, where in told.items():
        if name not in _CLAIMS or not isinstance(where, str) or not all(where.split(".")):
            raise AccessError(
                "access_bad_value", name=f"claims.{name}", value=_short(where), allowed=", ".join(_CLAIMS)
            )
    return {name: tuple(where.split(".")) for name, where in told.items()}


def _roles(told: object) -> dict[str, str]:
    rows = told if isinstance(told, list) else [told]
    roles: dict[str, str] = {}
    for row in rows:
        claim, role = (row.get("claim"), row.get("role")) if isinstance(row, Mapping) else (None, None)
        if not isinstance(claim, str) or not claim or role not in ROLES:
            raise AccessError("access_bad_value", name="role", value=_short(row), allowed=", ".join(ROLES))
        if claim in roles:
            raise AccessError("access_told_twice", name="role", value=claim)
        roles[claim] = role
    return roles


def _codes(told: object, name: str, known: frozenset[str]) -> dict[str, str]:
    codes = dict(told) if isinstance(told, Mapping) else {name: told}
    for called, code in codes.items():
        if code not in known:
            raise AccessError(
                "access_bad_value", name=f"{name}.{called}", value=_short(code), allowed=", ".join(sorted(known))
            )
    return codes


def _short(value: object) -> str:
    return str(value)[:80]
