"""The audit log's own door: no file leaves the server but through here, whatever screen offered it and however."""

import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import unquote

from starlette.requests import HTTPConnection

from pages.parts import audit_noting, guarding_owners, guarding_rules

_Message = MutableMapping[str, Any]
_Send = Callable[[_Message], Awaitable[None]]

LEAVE = "/auth/logout"
_GIVEN = (200, 206)  # a part of a file is noted as the file
_PLAIN = re.compile(r'filename="([^"]*)"')
_CODED = re.compile(r"filename\*=utf-8''(\S+)", re.IGNORECASE)
_NOT_IN_NAMES = re.compile(r"[^\w.()+-]+")
_LONGEST = 160
_NAMED_BY_SENDERS = "intake"  # the screen whose files bear what senders call themselves: their names are not noted
_KINDS = {
    **dict.fromkeys(("csv", "xlsx", "parquet"), "table"),
    **dict.fromkeys(("docx", "pdf", "pptx", "html"), "document"),
    **dict.fromkeys(("svg", "png"), "picture"),
    "zip": "archive",
}


class Door:
    """Notes every file on its way out, and everybody who signs out."""

    def __init__(self, app: Any) -> None:
        self._app = app

    async def __call__(self, scope: _Message, receive: Any, send: _Send) -> None:
        if scope["type"] == "http":
            if scope["path"].startswith(guarding_rules.MEDIA):
                send = _noted(scope, send)
            elif scope["path"] == LEAVE:
                _left(scope)
        await self._app(scope, receive, send)


def _noted(scope: _Message, send: _Send) -> _Send:
    async def sending(message: _Message) -> None:
        if message["type"] == "http.response.start" and message["status"] in _GIVEN and scope["method"] == "GET":
            _took(scope, dict(message["headers"]))
        await send(message)

    return sending


@audit_noting.quietly
def _left(scope: _Message) -> None:
    if who := _person(scope):
        audit_noting.left(who)


@audit_noting.quietly
def _took(scope: _Message, headers: dict[bytes, bytes]) -> None:
    """Before the first byte leaves, so that nothing is taken that was not noted."""
    file = scope["path"].removeprefix(guarding_rules.MEDIA)
    sessions = guarding_owners.makers(file)
    name = named(headers.get(b"content-disposition", b"").decode("latin-1"))
    is_theirs = audit_noting.is_open_in(sessions, _NAMED_BY_SENDERS)
    length = headers.get(b"content-length", b"").decode("latin-1")
    audit_noting.took(
        file,
        sessions,
        _person(scope),
        what="" if is_theirs else name,
        kind=kind_of(name),
        size=int(length) if length.isdecimal() else 0,
    )


def named(disposition: str) -> str:
    """The name that a file is given on its way, made plain, so that no spreadsheet takes it for a formula."""
    coded, plain = _CODED.search(disposition), _PLAIN.search(disposition)
    name = unquote(coded[1]) if coded else plain[1] if plain else ""
    return _NOT_IN_NAMES.sub("_", name)[-_LONGEST:].lstrip("+-.")


def kind_of(name: str) -> str:
    """Whether a file is a table, a document, a picture or an archive; other, where its ending tells nothing."""
    return _KINDS.get(name.rpartition(".")[2].lower(), "other")


def _person(scope: _Message) -> str:
    asked = HTTPConnection(scope)
    return guarding_owners.person_of(asked.headers)
