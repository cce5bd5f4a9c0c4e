"""Who is asking, what they may load, and why: pure rules, decided once, when the store opens."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any

from data.errors import ScopeError
from data.schema import Table

SCREENS = (
    *("overview", "map", "province", "peers"),
    *("modules", "certification", "forecast", "delivery", "satisfaction"),
    *("assessment", "standards", "needs"),
    *("commitments", "universities"),
    *("papers", "meeting"),
    *("explorer", "sources", "guide"),
)
OPERATOR_SCREENS = (*SCREENS, "intake")

_AT_HOME = frozenset({"localhost", "127.0.0.1", "::1"})
_HOST = re.compile(r"(?P<host>\[[0-9a-f:]+\]|[^\[\]:]+)(:\d{1,5})?")
_PASSED_ON = frozenset({"forwarded", "via", "x-real-ip"})  # and whatever begins with x-forwarded


@dataclass(frozen=True)
class Scope:
    """What a store may hold; its ``key`` separates one viewer's cache from another's.

    ``provinces``  provinces whose cubes are loaded; None: all of them
    ``units``      provinces whose counts by school are loaded
    ``detail``     provinces whose pseudonymous rows are loaded

    Codes are those of the snapshot's own division, whichever division the store shows.
    """

    provinces: frozenset[str] | None = None
    units: frozenset[str] = field(default_factory=frozenset)
    detail: frozenset[str] = field(default_factory=frozenset)
    reason: str = "everything"

    def __post_init__(self) -> None:
        beyond = (self.units | self.detail) - (self.provinces or self.units | self.detail)
        if beyond:
            raise ScopeError("scope_beyond_provinces", provinces=", ".join(sorted(beyond)))

    @classmethod
    def everything(cls) -> "Scope":
        """All provinces' cubes, nobody's detail: what the national screens need."""
        return cls()

    @classmethod
    def of_province(cls, province_code: str, *, detail: bool = False) -> "Scope":
        """One province's own cubes and schools, as a sở sees them."""
        own = frozenset({province_code})
        return cls(provinces=own, units=own, detail=own if detail else frozenset(), reason="own_province")

    def of(self, table: Table) -> frozenset[str] | None:
        """Provinces whose rows of a table may be loaded; None: all."""
        if table.layer == "unit":
            return self.units
        if table.layer == "detail":
            return self.detail
        if table.scope is None or table.name == "headline":  # meant for all
            return None
        return self.provinces

    @property
    def key(self) -> tuple[Any, ...]:
        """What tells this scope's answers from another's."""
        provinces = None if self.provinces is None else tuple(sorted(self.provinces))
        return (provinces, tuple(sorted(self.units)), tuple(sorted(self.detail)))


@dataclass(frozen=True)
class Viewer:
    """Somebody at the front door: their role, their provinces (None: all) and the screens they may open."""

    role: str
    provinces: frozenset[str] | None
    screens: tuple[str, ...]
    reason: str


def viewer_of(claims: Mapping[str, Any]) -> Viewer:
    """The viewer behind a request, of which the front door knows ``claims``; the reason says why they are who they are.

    No login provider is configured yet, so nothing that a request says of its sender is believed. The person at the
    machine itself is its operator, once they have asked for it (``single_user``).
    """
    reason = "open_data_only" if claims.get("single_user") is not True else _not_at_home(claims)
    if reason:
        return Viewer(role="guest", provinces=None, screens=SCREENS, reason=reason)
    return Viewer(role="operator", provinces=None, screens=OPERATOR_SCREENS, reason="single_user")


def _not_at_home(claims: Mapping[str, Any]) -> str:
    """Why the request may come from beyond this machine; empty when it cannot.

    The Host header is held as well as the caller's address: a foreign page can make a browser on this machine ask.
    """
    headers = {str(name).lower() for name in claims.get("headers", ())}
    hosts = claims.get("hosts", ())
    if _bare(claims.get("server_address") or "") not in _AT_HOME:
        return "server_not_on_loopback"
    if any(name in _PASSED_ON or name.startswith("x-forwarded") for name in headers):
        return "passed_on_by_a_proxy"
    if len(hosts) != 1 or _host(hosts[0]) not in _AT_HOME:
        return "host_not_local"
    if claims.get("ip_address") is not None and not _is_loopback(str(claims["ip_address"])):
        return "caller_not_on_loopback"
    return ""


def _host(header: str) -> str:
    """The host of a Host header, without its port; empty for what is none."""
    matched = _HOST.fullmatch(header.lower())
    return _bare(matched["host"]) if matched else ""


def _bare(address: str) -> str:
    return address[1:-1] if address.startswith("[") and address.endswith("]") else address


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def may_open(viewer: Viewer, kind: str) -> bool:
    """Whether the viewer may open a snapshot of this kind: without login only synthetic and public ones."""
    return viewer.role != "guest" or kind in {"synthetic", "public"}


def scope_of(viewer: Viewer, kind: str, *, unit: str | frozenset[str] | None = None) -> Scope:
    """What the viewer's store may hold; with ``unit``, the store of one province's schools as well.

    A unit of the 34 in data of the 63 is several provinces: then ``unit`` is all of them, in the data's codes.
    Raises ScopeError where any is outside what the viewer may see.
    """
    if not may_open(viewer, kind):
        raise ScopeError("snapshot_needs_login", kind=kind)
    if unit is None:
        return Scope(provinces=viewer.provinces, reason=viewer.reason)
    wanted = frozenset({unit}) if isinstance(unit, str) else unit
    beyond = frozenset() if viewer.provinces is None else wanted - viewer.provinces
    if beyond:
        raise ScopeError("province_not_yours", province=", ".join(sorted(beyond)))
    return Scope(provinces=wanted, units=wanted, reason=viewer.reason)


def may_keep_notes(viewer: Viewer) -> bool:
    """Whether the viewer may set the agenda, begin and end meetings and write: until there is a login, the operator."""
    return viewer.role == "operator"


def papers_scope(viewer: Viewer | None, kind: str, every: frozenset[str]) -> Scope:
    """What a store for the papers of many provinces holds: all that the viewer may see, with all the schools of it.

    Without a viewer, as for a command at the machine itself, that is ``every`` province of the data's division.
    """
    own = None if viewer is None else scope_of(viewer, kind).provinces
    return Scope(provinces=own, units=every if own is None else own, reason="papers")
