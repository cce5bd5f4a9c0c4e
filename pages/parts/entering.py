"""Entering: what vouches for a visitor, and what they read who may not come in."""

import hmac
import time
from collections.abc import Mapping
from typing import Any

import streamlit as st

from data import settings
from data.access import people, rules
from data.access.rules import Rules
from data.errors import AccessError

_LISTS = frozenset({"roles", "groups"})  # claims of which a header tells several, with commas between
_SECRET = "x-temis-proxy-secret"  # noqa: S105 - the name of a header


def claims() -> dict[str, Any]:
    """What the front door knows of a request; nothing that the request says of its sender can stand in for it."""
    headers = st.context.headers
    login = settings.login()
    told = _told(login, headers)
    return {
        "login": login,
        "told": told,
        "rules": _rules() if login else None,
        "who": people.code_of(settings.state(), str(told.get("iss", login)), str(told["sub"])) if "sub" in told else "",
        "now": time.time(),
        "single_user": settings.single_user(),
        "server_address": st.get_option("server.address"),
        "headers": tuple(headers),
        "hosts": tuple(headers.get_all("host")),
        "ip_address": st.context.ip_address,
    }


def _told(login: str, headers: Any) -> Mapping[str, Any]:
    """What the login said of whoever asks; empty where nobody has signed in."""
    if login == "proxy":
        return _passed_on(headers)
    if login == "oidc" and st.user.get("is_logged_in"):
        return st.user.to_dict()
    return {}


def _passed_on(headers: Any) -> dict[str, Any]:
    """What a trusted proxy says: only with its secret, and never where a header stands twice."""
    secret, named = settings.proxy() or ("", {})
    given = headers.get_all(_SECRET)
    if len(given) != 1 or not hmac.compare_digest(given[0].encode(), secret.encode()):
        return {}
    found = {claim: headers.get_all(header) for header, claim in named.items()}
    if any(len(values) > 1 for values in found.values()):
        return {}
    told = {claim: values[0] for claim, values in found.items() if values and values[0]}
    if not told.get("sub"):
        return {}
    return {claim: _split(value) if claim in _LISTS else value for claim, value in told.items()}


def _split(value: str) -> list[str]:
    return [each.strip() for each in value.split(",") if each.strip()]


def _rules() -> Rules | None:
    """The rules in force; None where they have a fault, so that nobody is let in."""
    try:
        return rules.in_force(rules.path(settings.state()))
    except AccessError:
        return None
