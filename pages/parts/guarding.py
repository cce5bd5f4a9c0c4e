"""Guarding: the outermost door of the server. Nothing reaches Streamlit, or leaves, but through here."""

import base64
import hashlib
import logging
import re
from collections.abc import Awaitable, Callable, MutableMapping
from functools import cache
from pathlib import Path
from typing import Any

import streamlit
import uvicorn
from starlette.requests import HTTPConnection

from data import settings
from data.errors import TemisError
from pages.parts import guarding_messages as messages
from pages.parts import guarding_owners as owners
from pages.parts import guarding_rules as rules
from pages.texts import LANGUAGES, Words

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]

_LOG = logging.getLogger(__name__)
_TAKEN_OFF = (b"server", b"access-control-")  # beginnings: no page of another origin has business here
_INLINE = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
_WORDED = {400: "address", 403: "not_yours", 404: "nothing_here", 405: "method", 413: "body", 416: "address"}


class Guard:
    """Refuses what is not meant for the dashboard, and puts on every answer what a browser should hold it to."""

    def __init__(self, app: Any) -> None:
        self._app = app
        self._known, self._is_secure = _settings()
        owners.keep_makers()
        _take_off_the_sign()

    async def __call__(self, scope: Message, receive: Any, send: Send) -> None:
        if scope["type"] == "http":
            await self._answer(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._connect(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _answer(self, scope: Message, receive: Any, send: Send) -> None:
        host = rules.host_of(scope["headers"])
        is_known = rules.is_known(host, self._known)
        out = _Out(scope, send, host if is_known else "localhost", is_secure=self._is_secure)
        try:
            code = _refused(scope, host, is_known=is_known) or _not_theirs(scope, host)
            if code:
                await out.refuse(code)
            else:
                await self._app(scope, receive, out.send)
        except Exception:
            _LOG.exception("fault")
            await out.refuse("fault")

    async def _connect(self, scope: Message, receive: Any, send: Send) -> None:
        host = rules.host_of(scope["headers"])
        origin = dict(scope["headers"]).get(b"origin")
        if (
            scope["path"] != rules.STREAM
            or not rules.is_known(host, settings.hosts())
            or rules.is_foreign(origin, host)
        ):
            _LOG.warning("refused a stream")
            await send({"type": "websocket.close", "code": 1008})
            return
        try:
            await self._app(_with_own_session(scope, host), messages.sifted(receive), send)
        except Exception as error:  # what a client sends amiss is no fault of the server's
            _LOG.warning("a stream broke off: %s", type(error).__name__)


class _Out:
    """The way out: headers on every answer, and our words on Streamlit's refusals."""

    def __init__(self, scope: Message, send: Send, host: str, *, is_secure: bool) -> None:
        self._scope, self._send, self._host, self._is_secure = scope, send, host, is_secure
        self._has_begun = self._is_replaced = False

    async def send(self, message: Message) -> None:
        if self._is_replaced:
            return
        if message["type"] != "http.response.start":
            await self._send(message)
            return
        self._has_begun = True
        if message["status"] in _WORDED and _is_plain(message):
            self._is_replaced = True
            await self._say(message["status"], _WORDED[message["status"]], message["headers"])
        else:
            await self._send(message | {"headers": self._headers(message["headers"])})

    async def refuse(self, code: str) -> None:
        """A sentence in both languages, unless an answer has begun."""
        if self._has_begun:
            return
        _LOG.warning("refused %s", code)
        self._has_begun = self._is_replaced = True
        allowed = [(b"allow", ", ".join(rules.allowed(self._scope["path"])).encode())] if code == "method" else []
        await self._say(rules.STATUS[code], code, [*allowed, (b"connection", b"close")])

    async def _say(self, status: int, code: str, headers: list[tuple[bytes, bytes]]) -> None:
        body = "\n".join(Words(lang)(f"refused.{code}") for lang in LANGUAGES).encode() + b"\n"
        own = {b"content-type": b"text/plain; charset=utf-8", b"content-length": str(len(body)).encode()}
        kept = [(name, value) for name, value in headers if name not in own]
        put = [*kept, *own.items(), (b"cache-control", b"no-store")]
        await self._send({"type": "http.response.start", "status": status, "headers": self._headers(put)})
        await self._send({"type": "http.response.body", "body": b"" if self._scope["method"] == "HEAD" else body})

    def _headers(self, given: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        path = self._scope["path"]
        own = rules.answer_headers(path, self._host, scripts=inline_scripts(), is_secure=self._is_secure)
        put = {name.encode(): value.encode() for name, value in own.items()}
        kept = [(name, value) for name, value in given if name not in put and not name.startswith(_TAKEN_OFF)]
        if path.startswith(rules.MEDIA) and not any(name == b"content-disposition" for name, _ in kept):
            kept.append((b"content-disposition", b"attachment"))
        return [*kept, *put.items()]


def _is_plain(start: Message) -> bool:
    kind = dict(start["headers"]).get(b"content-type", b"text/plain")
    return kind.startswith(b"text/plain")


def _settings() -> tuple[frozenset[str], bool]:
    """The hosts known besides this machine, and whether visitors come over TLS; neither where a setting is faulty."""
    try:
        return settings.hosts(), settings.public_url().startswith("https://")
    except TemisError as problem:
        _LOG.error("known by no name but localhost: %s", problem.code)
        return frozenset(), False


def _refused(scope: Message, host: str | None, *, is_known: bool) -> str | None:
    if not is_known:
        return "host"
    is_at_home = rules.at_home(host, scope["headers"], _caller(scope))
    query = scope.get("query_string", b"")
    return rules.refused(scope["method"], scope["path"], query, scope["headers"], is_at_home=is_at_home)


def _not_theirs(scope: Message, host: str | None) -> str | None:
    """Files are for whom they were made, and uploads for whom the intake is open to."""
    path = scope["path"]
    if not path.startswith((rules.MEDIA, rules.UPLOAD)):
        return None
    asked = HTTPConnection(scope)
    person = owners.person_of(asked.headers)
    is_at_home = rules.at_home(host, scope["headers"], _caller(scope))
    if path.startswith(rules.MEDIA):
        return (
            None if owners.may_take(path.removeprefix(rules.MEDIA), person, is_at_home=is_at_home) else "nothing_here"
        )
    session = path.removeprefix(rules.UPLOAD).partition("/")[0]
    return None if owners.may_bring(session, person, is_at_home=is_at_home) else "not_yours"


def _with_own_session(scope: Message, host: str) -> Message:
    """The request for a stream, without the session that it would resume unless that is the same person's."""
    asked = HTTPConnection(scope)
    told = [each.strip() for each in asked.headers.get("sec-websocket-protocol", "").split(",")]
    is_at_home = rules.at_home(host, scope["headers"], _caller(scope))
    if len(told) < 3 or owners.may_resume(told[2], owners.person_of(asked.headers), is_at_home=is_at_home):
        return scope
    kept = [(name, value) for name, value in scope["headers"] if name != b"sec-websocket-protocol"]
    return {**scope, "headers": [*kept, (b"sec-websocket-protocol", ", ".join(told[:2]).encode("latin-1"))]}


def _caller(scope: Message) -> str | None:
    return scope["client"][0] if scope.get("client") else None


@cache
def inline_scripts() -> frozenset[str]:
    """Digests of what Streamlit's own page has inline, as a policy names them."""
    page = Path(streamlit.__file__).with_name("static") / "index.html"
    return frozenset(
        "sha256-" + base64.b64encode(hashlib.sha256(script).digest()).decode()
        for script in _INLINE.findall(page.read_bytes())
    )


def _take_off_the_sign() -> None:
    """Have the server not say which program it is; its class is told, since it has read its settings before us."""
    uvicorn.Config.encoded_headers = property(lambda config: [], lambda config, told: None)
