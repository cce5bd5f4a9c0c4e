"""Entering, what is read: a wall for whoever may not come in, and for whoever may, in the header, as whom."""

from collections.abc import Mapping
from html import escape
from urllib.parse import quote, urlencode

import streamlit as st

from data import settings
from data.access import Viewer
from data.errors import SettingError
from pages.parts import filters
from pages.parts.entering_door import LEAVE, TROUBLE, TROUBLES, WAY_IN
from pages.parts.visiting import ADDRESSES
from pages.texts import LANGUAGES, Words

_TONGUE = "choose-lang"
_UNKNOWN = frozenset({"not_signed_in", "rules_faulty"})  # who has not said who they are, or is not listened to


def show(viewer: Viewer, words: Words, screen: str) -> None:
    """All that a stranger sees at any address: that a login is needed or why theirs does not do, and what to do."""
    with st.container(key="wall"):
        said = [f'<p class="t-wall-app">{escape(words("app.title"))}</p>']
        said += [f'<h1 class="t-wall-title">{escape(_title(viewer, words))}</h1>']
        said += [f'<p class="t-wall-why">{escape(why)}</p>' for why in _reasons(viewer, words)]
        if viewer.name:
            said += [f'<p class="t-wall-who">{escape(words("entering.account", name=viewer.name))}</p>']
        st.html("".join(said) + _ways(viewer, words, screen))
        st.session_state[_TONGUE] = words.lang
        st.selectbox(
            words("choice.lang"),
            LANGUAGES,
            key=_TONGUE,
            format_func=lambda lang: words(f"lang.{lang}"),
            on_change=lambda: filters.choose("lang", st.session_state[_TONGUE]),
            label_visibility="collapsed",
            width=140,
        )


def badge(viewer: Viewer, words: Words, screen: str) -> None:
    """As whom one is here, in the header, with the way out; for a guest what is open to them and the way in."""
    with st.popover(words(f"entering.role.{viewer.role}"), key="badge", width="content"):
        said = [f'<p class="t-badge-name">{escape(viewer.name)}</p>'] if viewer.name else []
        said += [f'<p class="t-badge-said">{escape(words(f"entering.is.{_is(viewer)}"))}</p>']
        st.html("".join(said) + _ways(viewer, words, screen))


def _is(viewer: Viewer) -> str:
    """Which sentence says what being here as that means."""
    if viewer.role == "guest":
        return "guest" if login() else "guest_without_login"
    return "operator" if viewer.role == "operator" else "signed_in"


def login() -> str:
    """Who vouches for visitors, as ``settings.login``; empty where the settings of it have a fault."""
    try:
        return settings.login()
    except SettingError:
        return ""


def _title(viewer: Viewer, words: Words) -> str:
    known = viewer.reason in ("not_signed_in", "signed_out", "expired", "rules_faulty")
    return words(f"entering.title.{viewer.reason}" if known else "entering.title.not_allowed")


def _reasons(viewer: Viewer, words: Words) -> list[str]:
    """Why nobody is let in, and what went wrong with the try before, if it did."""
    trouble = st.context.cookies.get(TROUBLE, "")
    tried = [words(f"entering.trouble.{trouble}")] if trouble in TROUBLES and not viewer.who else []
    if f"error.{viewer.reason}" in words:
        return [*tried, words(f"error.{viewer.reason}")]
    passed_on = viewer.reason == "not_signed_in" and login() == "proxy"
    return [*tried, words(f"entering.why.{'not_passed_on' if passed_on else viewer.reason}")]


def _ways(viewer: Viewer, words: Words, screen: str) -> str:
    """The links in and out that there are for this viewer."""
    if viewer.reason == "rules_faulty" or viewer.role == "operator":
        return ""
    has_login, out = login(), ""
    if has_login == "oidc":
        out = LEAVE
    elif has_login == "proxy":
        out = settings.proxy_leave()
    inside, ended = viewer.role not in ("guest", "stranger"), viewer.reason in ("expired", "signed_out")
    if inside or (viewer.who and not ended):
        label = words("entering.sign_out" if inside else "entering.sign_out_and_in")
        return _link(out, label) if out else ""
    label = words("entering.sign_in_again" if ended else "entering.sign_in")
    return _link(way_in(screen, st.query_params), label) if has_login == "oidc" else ""


def way_in(screen: str, parameters: Mapping[str, str]) -> str:
    """The address that leads through the login and back to this screen with these choices."""
    path = "/" if screen == next(iter(ADDRESSES)) else f"/{ADDRESSES[screen]}"
    asked = urlencode(list(parameters.items()))
    return f"{WAY_IN}?to={quote(f'{path}?{asked}' if asked else path, safe='')}"


def _link(address: str, label: str) -> str:
    return f'<a class="t-door" href="{escape(address)}" target="_self">{escape(label)}</a>'
