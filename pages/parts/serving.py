"""Serving: what must hold before the first visitor comes, and the page that carries the dashboard.

Streamlit takes a folder named ``pages`` for one of loose scripts until ``st.navigation`` has run once, so that the
first visitor of a fresh server would be told "Page not found" at every address but the first. And its page looks
for the server below the address of the screen, which fills the browser's console with errors. Both are settled here,
and that a session which is resumed looks for changed sources.
"""

import re
from collections.abc import Awaitable, Callable, MutableMapping
from functools import cache
from typing import Any

from markupsafe import escape
from starlette.middleware import Middleware
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.pages_manager import PagesManager

from pages.parts import audit_door, entering_door, guarding, serving_hints, serving_packed
from pages.parts.visiting import ADDRESSES
from pages.texts import LANGUAGES, Words

_Message = MutableMapping[str, Any]
_Send = Callable[[_Message], Awaitable[None]]

_FIRST_SCREEN = f"/{ADDRESSES['overview']}"
_HEAD, _HEAD_ENDS = b"<head>", b"</head>"
_SERVER_IS_HERE = (
    b'<head><script src="/app/static/page/here.js"></script>'
    b'<link rel="stylesheet" href="/app/static/fonts/fonts.css">'
    b'<script src="/app/static/page/printing.js" defer></script>'
    b'<script src="/app/static/page/reach.js" defer></script>'
    b'<script type="module" src="/app/static/page/back.js"></script>'  # names of its own
    b'<script src="/app/static/page/meeting.js" defer></script>'
)
_UNUSED_FONT = re.compile(
    rb"<link\s[^>]*SourceSans[^>]*>"
)  # letters of the toolkit's own theme: ours need not wait for them
_FOR_PROGRAMS = re.compile(rb'<link rel="service-desc"[^>]*>')  # to an interface that is closed here
_WITHOUT_SCRIPTS = re.compile(rb"<noscript>.*?</noscript>", re.DOTALL)


def no_loose_pages() -> None:
    """Tell Streamlit, before the first visitor, that ``pages`` holds packages and the front door knows the screens."""
    PagesManager.uses_pages_directory = False


def no_watching() -> None:
    """Look for changed sources in no session: Streamlit does in one that is resumed, whatever ``fileWatcherType`` says.

    That took a tenth of a second of the event loop, in which nobody was served, for everyone who came back.
    """
    AppSession.register_file_watchers = lambda session: None


class _OwnPage:
    """Completes Streamlit's page on its way out: where the server is, and which language is read first."""

    def __init__(self, app: Any) -> None:
        self._app = app

    async def __call__(self, scope: _Message, receive: Any, send: _Send) -> None:
        if scope["type"] == "http" and scope["path"] == _FIRST_SCREEN:
            await _send_to_the_root(scope, send)
        elif scope["type"] == "http" and _asks_for_a_page(scope):
            plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
            await self._app({**scope, "headers": plain}, receive, _completed(scope, send))
        else:
            await self._app(scope, receive, send)


async def _send_to_the_root(scope: _Message, send: _Send) -> None:
    """Streamlit serves its default screen at the root alone; the choices in the address go along."""
    query = scope.get("query_string", b"")
    headers = [(b"location", b"./?" + query if query else b"./"), (b"content-length", b"0")]
    await send({"type": "http.response.start", "status": 307, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


def _asks_for_a_page(scope: _Message) -> bool:
    return b"text/html" in dict(scope["headers"]).get(b"accept", b"")


def _completed(scope: _Message, send: _Send) -> _Send:
    held: list[_Message] = []
    body = bytearray()

    async def completing(message: _Message) -> None:
        if message["type"] == "http.response.start" and _is_page(message):
            held.append(message)
        elif not held:
            await send(message)
        else:
            body.extend(message.get("body", b""))
            if not message.get("more_body"):
                await _send_page(scope, send, held[0], bytes(body))

    return completing


def _is_page(start: _Message) -> bool:
    return dict(start["headers"]).get(b"content-type", b"").startswith(b"text/html")


async def _send_page(scope: _Message, send: _Send, start: _Message, body: bytes) -> None:
    # in the end of the head: nothing of the page itself waits for them
    hints = serving_hints.links(scope["path"], scope.get("query_string", b""))
    page = body.replace(_HEAD, _SERVER_IS_HERE, 1).replace(b'<html lang="en">', b'<html lang="vi">', 1)
    page = _UNUSED_FONT.sub(b"", page, count=1).replace(_HEAD_ENDS, hints + _HEAD_ENDS, 1)
    page = _WITHOUT_SCRIPTS.sub(_needs_scripts(), _FOR_PROGRAMS.sub(b"", page, count=1), count=1)
    kept = [(name, value) for name, value in start["headers"] if name not in (b"content-length", b"etag")]
    await send(start | {"headers": [*kept, (b"content-length", str(len(page)).encode())]})
    await send({"type": "http.response.body", "body": page})


@cache
def _needs_scripts() -> bytes:
    said = "".join(f'<p lang="{lang}">{escape(Words(lang)("page.needs_scripts"))}</p>' for lang in LANGUAGES)
    return f"<noscript>{said}</noscript>".encode()


MIDDLEWARE = [  # the guard is outermost
    Middleware(guarding.Guard),
    Middleware(serving_packed.Packed),
    Middleware(_OwnPage),
    Middleware(entering_door.Door),
    Middleware(audit_door.Door),  # innermost: what is refused further out was not taken
]
