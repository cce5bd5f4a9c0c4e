"""Entering: what vouches for a visitor, who they are by it, and whether that still holds."""

import hmac
import logging
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from data import access, settings
from data.access import Viewer, leaving, people, rules
from data.access.rules import Rules
from data.errors import AccessError, SettingError

_LOG = logging.getLogger(__name__)
_LISTS = frozenset({"roles", "groups"})  # claims of which a header tells several, with commas between
_TIMES = frozenset({"exp", "iat"})  # seconds since 1970
_SECRET = "x-temis-proxy-secret"  # noqa: S105 - the name of a header
_WHO = "entered-as"
_EVERY = 20  # seconds between two looks of an idle page


def viewer() -> Viewer:
    """Who this run is for. What another person left in the session is forgotten first."""
    made = access.viewer_of(claims())
    if st.session_state.setdefault(_WHO, made.who) != made.who:
        st.session_state.clear()
        st.session_state[_WHO] = made.who
    return made


def still(seen: Viewer) -> bool:
    """Whether the viewer whom a page was drawn for may still see it: their login holds and gives them the same."""
    return access.viewer_of(claims()) == seen


@st.fragment(run_every=_EVERY)
def watch(seen: Viewer) -> None:
    """An open page looks by itself whether its login still holds; else it is drawn again, as the wall."""
    if not still(seen):
        st.rerun()


def claims() -> dict[str, Any]:
    """What the front door knows of a request; nothing that the request says of its sender can stand in for it."""
    headers = st.context.headers
    login = _login()
    told = _told(login, headers)
    known = {"login": login, "told": told, "now": time.time(), **_by_whom(login, told)}
    return {
        **known,
        "single_user": settings.single_user(),
        "server_address": st.get_option("server.address"),
        "headers": tuple(headers),
        "hosts": tuple(headers.get_all("host")),
        "ip_address": st.context.ip_address,
    }


def _login() -> str:
    """Who vouches for visitors; where the settings of it have a fault, something by which nobody comes in."""
    try:
        return settings.login()
    except SettingError:
        return "faulty"


def _by_whom(login: str, told: Mapping[str, Any]) -> dict[str, Any]:
    """The rules in force, whose login it is, and whether its owner has ended it; no rules where anything is damaged."""
    nobody = {"rules": None, "who": "", "signed_out": False}
    if login in ("", "faulty"):
        return nobody
    state = settings.state()
    try:
        who = people.of(state, login, told)
        has_left = bool(who) and leaving.has_left(state, who, told.get("iat"))
        return {"rules": _rules(state), "who": who, "signed_out": has_left}
    except AccessError as problem:
        _LOG.error("nobody is let in: %s", problem)
        return nobody


def _rules(state: Path) -> Rules:
    """The rules in force, read again when their file has changed; raises AccessError."""
    file = rules.path(state)
    found = file.stat() if file.exists() else None
    return _read(file, (found.st_mtime_ns, found.st_size, found.st_ino) if found else None)


@st.cache_resource(max_entries=4, show_spinner=False)
def _read(file: Path, changed: tuple[int, int, int] | None) -> Rules:
    del changed  # only there so that a changed file is read again
    return rules.in_force(file)


def _told(login: str, headers: Any) -> Mapping[str, Any]:
    """What the login said of whoever asks; empty where nobody has signed in."""
    if login == "proxy":
        return passed_on(headers)
    if login == "oidc" and st.user.get("is_logged_in") is True:
        return st.user.to_dict()
    return {}


def passed_on(headers: Any) -> dict[str, Any]:
    """What a trusted proxy says: only with its secret, and never where a header stands twice.

    ``headers`` gives all values of a name by ``get_all``. A time that is none is kept as it came, and lets nobody in.
    """
    secret, named = settings.proxy() or ("", {})
    given = headers.get_all(_SECRET)
    if not secret or len(given) != 1 or not hmac.compare_digest(given[0].encode(), secret.encode()):
        return {}
    found = {claim: headers.get_all(header) for header, claim in named.items()}
    if any(len(values) > 1 for values in found.values()):
        return {}
    told = {claim: values[0].strip() for claim, values in found.items() if values and values[0].strip()}
    return {claim: _value(claim, value) for claim, value in told.items()} if told.get("sub") else {}


def _value(claim: str, value: str) -> str | int | list[str]:
    if claim in _LISTS:
        return [each.strip() for each in value.split(",") if each.strip()]
    return int(value) if claim in _TIMES and value.isdecimal() else value
