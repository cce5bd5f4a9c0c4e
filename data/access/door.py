"""The front door: who a request comes from, and what vouches for it. Pure rules; nothing is asked of anybody."""

import re
from collections.abc import Mapping
from ipaddress import ip_address
from typing import Any

from data.access import signed
from data.access.viewers import Viewer, viewer

_AT_HOME = frozenset({"localhost", "127.0.0.1", "::1"})
_HOST = re.compile(r"(?P<host>\[[0-9a-f:]+\]|[^\[\]:]+)(:\d{1,5})?")
_PASSED_ON = frozenset({"forwarded", "via", "x-real-ip"})  # and whatever begins with x-forwarded


def viewer_of(claims: Mapping[str, Any]) -> Viewer:
    """The viewer behind a request, of which the front door knows ``claims``; the reason says why they are who they are.

    Where a ``login`` is configured (by a provider, or by a proxy that is trusted), it alone vouches for anybody, by
    what it ``told`` and the installation's ``rules``. Where none is, nothing that a request says of its sender is
    believed; the person at the machine itself is its operator, once they have asked for it (``single_user``).
    """
    if claims.get("login"):
        return signed.viewer_of(claims)
    reason = "open_data_only" if claims.get("single_user") is not True else _not_at_home(claims)
    return viewer("guest", reason) if reason else viewer("operator", "single_user")


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
