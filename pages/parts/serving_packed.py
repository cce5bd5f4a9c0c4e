"""Packed: the page's own scripts, compressed once for all who come.

Streamlit sends them as they are, eight megabytes for a first visit, and a proxy that compresses does so again for each
visitor. Their names change with what is in them, so that what was packed once is right for as long as the server runs.
"""

import asyncio
import gzip
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

_Message = MutableMapping[str, Any]
_Send = Callable[[_Message], Awaitable[None]]

_HERE = ("/static/js/", "/static/css/")
_LEAST, _MOST = 1024, 64 * 1024 * 1024  # bytes of a file, and of all that is kept
_KEPT = (b"content-type", b"cache-control", b"last-modified")


class Packed:
    """Answers for those files from memory; the first who asks gets one as it is, while it is packed beside."""

    def __init__(self, app: Any) -> None:
        self._app = app
        self._packed: dict[str, tuple[list[tuple[bytes, bytes]], bytes]] = {}
        self._held = 0
        self._packing: set[asyncio.Future] = set()

    async def __call__(self, scope: _Message, receive: Any, send: _Send) -> None:
        if scope["type"] != "http" or not _may_be_packed(scope):
            await self._app(scope, receive, send)
        elif scope["path"] in self._packed:
            headers, body = self._packed[scope["path"]]
            await send({"type": "http.response.start", "status": 200, "headers": list(headers)})
            await send({"type": "http.response.body", "body": body})
        else:
            await self._app(scope, receive, self._listening(scope["path"], send))

    def _listening(self, path: str, send: _Send) -> _Send:
        told: list[_Message] = []
        body = bytearray()

        async def listening(message: _Message) -> None:
            if message["type"] == "http.response.start":
                told.append(message)
            elif told and _is_whole(told[0]):
                body.extend(message.get("body", b""))
                if not message.get("more_body"):
                    self._begin(path, told[0], bytes(body))
            await send(message)

        return listening

    def _begin(self, path: str, start: _Message, body: bytes) -> None:
        if len(body) < _LEAST or self._held + len(body) > _MOST:
            return
        self._held += len(body)
        packing = asyncio.get_running_loop().run_in_executor(None, self._pack, path, start, body)
        self._packing.add(packing)
        packing.add_done_callback(self._packing.discard)

    def _pack(self, path: str, start: _Message, body: bytes) -> None:
        packed = gzip.compress(body, mtime=0)
        kept = [(name, value) for name, value in start["headers"] if name in _KEPT]
        length = str(len(packed)).encode()
        said = [(b"content-encoding", b"gzip"), (b"vary", b"accept-encoding"), (b"content-length", length)]
        self._packed[path] = ([*kept, *said], packed)


def _may_be_packed(scope: _Message) -> bool:
    asked = dict(scope["headers"])
    takes = {each.partition(b";")[0].strip() for each in asked.get(b"accept-encoding", b"").split(b",")}
    return scope["method"] == "GET" and scope["path"].startswith(_HERE) and b"gzip" in takes and b"range" not in asked


def _is_whole(start: _Message) -> bool:
    """Whether this is the file itself, kept for good and not yet compressed."""
    headers = dict(start["headers"])
    is_for_good = b"immutable" in headers.get(b"cache-control", b"")
    return start["status"] == 200 and is_for_good and b"content-encoding" not in headers
