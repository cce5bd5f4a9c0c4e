"""Entering, on the way in and out: the login's own addresses, and what must hold of its cookies.

A stranger who signs in comes back to the address they had asked for: it travels in a cookie past the provider, and is
held against the addresses that there are, so that no link can lead elsewhere by it. Whoever signs out is noted before
the provider is told, so that no other tab and no kept cookie is let in by that login.
"""

import logging
import time
from collections.abc import Awaitable, Callable, MutableMapping
from functools import partial
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

from starlette.concurrency import run_in_threadpool
from streamlit import config, user_info

from data import settings
from data.access import leaving, people
from data.errors import TemisError
from pages.parts import entering_cookie
from pages.parts.visiting import ADDRESSES

_LOG = logging.getLogger(__name__)
_Message = MutableMapping[str, Any]
_Send = Callable[[_Message], Awaitable[None]]

WAY_IN = "/vao"
LEAVE = "/auth/logout"
TROUBLE = "temis_trouble"  # the cookie that says for a minute why a login failed
TROUBLES = ("failed", "refused", "unreachable")
_ASKED = "temis_asked"
_PROVIDER, _BACK = "/auth/login", "/oauth2callback"
_PATHS = frozenset({"/", *(f"/{address}" for address in ADDRESSES.values())})
_LONGEST = 2000  # letters of an address that is kept
_PATIENCE = 900  # seconds that somebody may take at the provider
_GONE = "=; Max-Age=0; Path=/"


def secrets() -> dict[str, Any]:
    """What Streamlit's login is told, by the settings; nothing where none is set, or they have a fault (logged).

    What signs the cookies of a login that is under way is the same in every process, so that any may answer it.
    """
    try:
        told = settings.oidc() if settings.login() == "oidc" else None
    except TemisError as problem:
        _LOG.error("nobody is let in: %s", problem)
        return {}
    if told is None:
        return {}
    config.set_option("server.cookieSecret", told["COOKIE_SECRET"])
    auth = {
        "redirect_uri": told["PUBLIC_URL"] + _BACK,
        "cookie_secret": told["COOKIE_SECRET"],
        "client_id": told["OIDC_CLIENT_ID"],
        "client_secret": told["OIDC_CLIENT_SECRET"],
        "server_metadata_url": told["OIDC_METADATA_URL"],
        # without a prompt of its own Streamlit asks for one; an empty list is sent as none at all
        "client_kwargs": {"scope": told["OIDC_SCOPE"], "prompt": told["OIDC_PROMPT"] or []},
    }
    return {"auth": auth}


def asked_for(told: str) -> str:
    """An address of ours, as ``/ban-do?province=22``, by which somebody may go on; the root for all that is none."""
    try:
        parts = urlsplit(told[: 2 * _LONGEST])
        chosen = parse_qsl(parts.query, max_num_fields=60)
    except ValueError:
        return "/"
    if parts.scheme or parts.netloc or parts.path not in _PATHS:
        return "/"
    whole = f"{parts.path}?{urlencode(chosen)}" if chosen else parts.path
    return whole if len(whole) <= _LONGEST else parts.path


class Door:
    """The login's own addresses on their way to Streamlit, and its cookies on their way out."""

    def __init__(self, app: Any) -> None:
        self._app = app
        self._is_secure = _is_over_tls()
        self._ways = {WAY_IN: self._enter, LEAVE: self._leave, _PROVIDER: self._go, _BACK: self._back}

    async def __call__(self, scope: _Message, receive: Any, send: _Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        kept = _secured(send) if self._is_secure else send
        await self._ways.get(scope["path"], self._app)(scope, receive, kept)

    async def _enter(self, scope: _Message, receive: Any, send: _Send) -> None:
        """From the wall to the provider, keeping what was asked for."""
        to = asked_for(_parameter(scope, "to"))
        if settings.login() != "oidc":
            await _redirect(send, to)
            return
        kept = f"{_ASKED}={urlencode({'to': to})}; Max-Age={_PATIENCE}; Path=/; HttpOnly; SameSite=Lax"
        await _redirect(send, user_info.generate_login_redirect_url("default"), kept)

    async def _go(self, scope: _Message, receive: Any, send: _Send) -> None:
        """To the provider; one that cannot be reached leads back to the wall, which says so."""
        await self._app(scope, receive, _instead(send, partial(_unreached, asked=_asked(scope))))

    async def _back(self, scope: _Message, receive: Any, send: _Send) -> None:
        """From the provider, to what was asked for."""
        trouble = "refused" if _parameter(scope, "error") else "failed" if _parameter(scope, "code") else ""
        await self._app(scope, receive, _instead(send, partial(_landed, asked=_asked(scope), trouble=trouble)))

    async def _leave(self, scope: _Message, receive: Any, send: _Send) -> None:
        """Out: the login is noted as ended, then the provider is told. No page of others can send somebody out."""
        if dict(scope["headers"]).get(b"sec-fetch-site") == b"cross-site":
            await _redirect(send, "/")
            return
        told = entering_cookie.told(scope["headers"])
        if told:
            await run_in_threadpool(_note, told)
        await self._app(scope, receive, send)


def _is_over_tls() -> bool:
    """Whether visitors come over TLS; a setting with a fault lets nobody in anyway."""
    try:
        return settings.public_url().startswith("https:")
    except TemisError:
        return True


def _note(told: dict[str, Any]) -> None:
    state = settings.state()
    leaving.leave(state, people.of(state, "oidc", told), told.get("iat"), now=time.time())


def _landed(start: _Message, *, asked: str, trouble: str) -> _Message:
    """The answer to a callback: to where they wanted to go, signed in or told why not."""
    signed_in = any(_sets(value, entering_cookie.USER) for name, value in start["headers"] if name == b"set-cookie")
    if signed_in:
        return _moved(start, asked, TROUBLE + _GONE, _ASKED + _GONE)
    return _moved(start, asked, *([_told(trouble)] if trouble else []))


def _unreached(start: _Message, *, asked: str) -> _Message:
    return start if start["status"] < 400 else _moved(start, asked, _told("unreachable"))


def _told(trouble: str) -> str:
    return f"{TROUBLE}={trouble}; Max-Age=60; Path=/; HttpOnly; SameSite=Lax"


def _sets(cookie: bytes, name: str) -> bool:
    value = cookie.split(b";", 1)[0].removeprefix(name.encode() + b"=")
    return value != cookie.split(b";", 1)[0] and value not in (b"", b'""')


def _asked(scope: _Message) -> str:
    """The address kept while somebody was at the provider."""
    kept = entering_cookie.cookies(scope["headers"]).get(_ASKED, "")
    return asked_for(parse_qs(kept).get("to", ["/"])[0])


def _parameter(scope: _Message, name: str) -> str:
    return parse_qs(scope.get("query_string", b"").decode("latin-1")).get(name, [""])[0]


def _moved(start: _Message, location: str, *cookies: str) -> _Message:
    """The same answer, leading elsewhere."""
    gone = (b"location", b"content-length", b"content-type")
    headers = [each for each in start["headers"] if each[0] not in gone]
    headers += [(b"location", location.encode()), (b"content-length", b"0")]
    return {**start, "status": 303, "headers": headers + [(b"set-cookie", each.encode()) for each in cookies]}


def _instead(send: _Send, change: Callable[[_Message], _Message]) -> _Send:
    """Sends on what comes, the beginning changed; what was changed into a redirect has no body."""
    emptied = False

    async def sending(message: _Message) -> None:
        nonlocal emptied
        if message["type"] == "http.response.start":
            changed = change(message)
            emptied = changed is not message
            await send(changed)
        elif not emptied:
            await send(message)
        elif not message.get("more_body"):
            await send({**message, "body": b""})

    return sending


def _secured(send: _Send) -> _Send:
    """Every cookie goes back over TLS alone."""

    async def sending(message: _Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [_only_secure(*each) for each in message["headers"]]}
        await send(message)

    return sending


def _only_secure(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    is_open = name == b"set-cookie" and b"; secure" not in value.lower()
    return name, value + b"; Secure" if is_open else value


async def _redirect(send: _Send, location: str, *cookies: str) -> None:
    await send(_moved({"type": "http.response.start", "status": 303, "headers": []}, location, *cookies))
    await send({"type": "http.response.body", "body": b""})
