"""Who attacks: what a login tells of each, and, written by hand and not taken from the code, what is theirs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from data.access.rules import Rules

_EVERYWHERE = None


@dataclass(frozen=True)
class Theirs:
    """What a viewer may see, by division: provinces' cubes, provinces' schools (None: all), and whose meetings' notes.

    ``districts``   districts to which the schools are limited; None: not limited
    ``is_careful``  whether small groups are hidden from them everywhere, not in other provinces alone
    ``has_login``   whether real snapshots are open to them
    """

    cubes: Mapping[int, frozenset[str] | None]
    schools: Mapping[int, frozenset[str] | None]
    districts: frozenset[str] | None = None
    is_careful: bool = False
    has_login: bool = True

    @property
    def is_limited(self) -> bool:
        """Whether any province's cubes are hidden from them."""
        return self.cubes[63] is not None


@dataclass(frozen=True)
class Who:
    """One attacker: the claims at the front door, what is theirs, and what they know by name to ask for."""

    name: str
    claims: Mapping[str, Any]
    theirs: Theirs
    own: str = "22"  # a code of the 63 that they ask for as their own
    own_34: str = "22"
    sees_a_screen: bool = True
    asks: Mapping[str, str] = field(default_factory=dict)


def _provinces(of_63: set[str], of_34: set[str]) -> dict[int, frozenset[str]]:
    return {63: frozenset(of_63), 34: frozenset(of_34)}


_ALL: dict[int, None] = {63: _EVERYWHERE, 34: _EVERYWHERE}
_NONE = _provinces(set(), set())
_HNUE = {"01", "17", "22", "27", "30", "31", "33", "34", "35", "36", "37"}  # territory of Hà Nội Education
_HNUE_34 = {"01", "22", "31", "33", "37"}  # units made of these alone: 31 of 30+31, 33 of 33+34, 37 of 35+36+37


def _login(role: str, *, division: int = 63, **told: Any) -> dict[str, Any]:
    """What the front door knows of somebody whom a login vouches for; their name must come out nowhere else."""
    said = {"sub": f"{role}-1", "roles": [role], "name": "Người Thử", "exp": 4_000_000_000, **told}
    return {"login": "proxy", "told": said, "rules": Rules(division=division), "who": "0" * 16, "now": 1_800_000_000.0}


def _of_provinces(name: str, of_63: set[str], of_34: set[str], own: str, own_34: str, **login: Any) -> Who:
    own_of = _provinces(of_63, of_34)
    return Who(name, _login("doet", **login), Theirs(own_of, own_of), own, own_34)


# Without a login configured everybody is a guest; with one, whoever tells nothing is a stranger.
GUEST = Who("guest", {"login": ""}, Theirs(_ALL, _ALL, has_login=False))
STRANGER = Who(
    "stranger",
    {"login": "proxy", "told": {}, "rules": Rules(), "now": 1_800_000_000.0},
    Theirs(_NONE, _NONE, is_careful=True, has_login=False),
    sees_a_screen=False,
)
QUANG_NINH = _of_provinces("doet-22", {"22"}, {"22"}, "22", "22", province_code="22")
HA_NOI = _of_provinces("doet-01", {"01"}, {"01"}, "01", "01", province_code="01")
# Bắc Ninh of the 34: Bắc Giang (24) and Bắc Ninh (27) of the 63, under a code that was Bắc Giang's alone.
BAC_NINH_34 = _of_provinces("doet-24-of-34", {"24", "27"}, {"24"}, "24", "24", division=34, province_code="24")
DISTRICT = Who(
    "district",
    _login("district", province_code="22", district_code="193"),
    Theirs(_NONE, _provinces({"22"}, {"22"}), frozenset({"193"}), is_careful=True),
)
UNIVERSITY = Who(
    "university",
    _login("university", university_code="HNUE"),
    Theirs(_provinces(_HNUE, _HNUE_34), _NONE, is_careful=True),
    asks={"university": "HNUE"},
)
ANALYST = Who("analyst", _login("analyst"), Theirs(_ALL, _NONE, is_careful=True))
MINISTRY = Who("ministry", _login("ministry"), Theirs(_ALL, _ALL))
ADMINISTRATOR = Who("administrator", _login("administrator"), Theirs(_ALL, _ALL))

EVERYBODY = {
    who.name: who
    for who in (
        *(GUEST, STRANGER, QUANG_NINH, HA_NOI, BAC_NINH_34),
        *(DISTRICT, UNIVERSITY, ANALYST, MINISTRY, ADMINISTRATOR),
    )
}
