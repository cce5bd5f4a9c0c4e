"""Health: whether this process lives, whether it can serve, and what it counts; for the machine and its monitoring."""

import asyncio
import hmac
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from data import settings
from data.access import rules
from data.errors import TemisError
from data.objects.listing import every
from pages.parts import counting, guarding_rules

ROOM = 500_000_000  # bytes that publishing the country's detail needs, with what it puts aside meanwhile
_REMEMBERED = 2.0  # seconds an answer holds, so that asking often costs nothing
_PATIENCE = 5.0  # seconds; a disk that takes longer is one that cannot be served from
_HEADERS = {"cache-control": "no-store"}
_before: list[tuple[float, dict[str, str]]] = []


def faults(state: Path) -> dict[str, str]:
    """What keeps the process from serving, by what was looked at; all values empty when it can."""
    return {name: _fault(look, state) for name, look in _LOOKS.items()}


def _fault(look: Callable[[Path], str], state: Path) -> str:
    """What one look finds: a code, empty where all is well."""
    try:
        return look(state)
    except TemisError as problem:
        return problem.code
    except OSError as error:
        return f"system_error_{error.errno or 0}"


def _snapshot(state: Path) -> str:
    """Whether there is one that opens; why the first of the others does not is in the log and on the screens."""
    good, _ = every(state)
    return "" if good else "no_snapshot"


def _folder(state: Path) -> str:
    """Whether something can be written; the name bears the process, since others look as well."""
    tried = state / f".ready.{os.getpid()}"
    try:
        tried.write_bytes(b"ready")
    finally:
        tried.unlink(missing_ok=True)
    return ""


def _disk(state: Path) -> str:
    return "" if shutil.disk_usage(state).free >= ROOM else "disk_nearly_full"


def _login(state: Path) -> str:
    """Whether the login is set as a whole, and its rules have no fault: nobody would be let in."""
    if settings.login():
        rules.in_force(rules.path(state))
    return ""


_LOOKS: dict[str, Callable[[Path], str]] = {"snapshot": _snapshot, "folder": _folder, "disk": _disk, "login": _login}


async def alive(_: Request) -> Response:
    """Whoever reads this knows that the process answers."""
    return JSONResponse({"status": "alive"}, headers=_HEADERS)


async def ready(request: Request) -> Response:
    """200 when it can serve, 503 when not, with what was looked at; 404 for strangers."""
    if not _may_read(request):
        return Response(status_code=404)
    found = await _looked()
    is_ready = not any(found.values())
    told = {"ready": is_ready, "looked_at": {name: code or "ok" for name, code in found.items()}}
    return JSONResponse(told, status_code=200 if is_ready else 503, headers=_HEADERS)


async def _looked() -> dict[str, str]:
    """The faults, looked for beside the pages; an answer of a moment ago holds."""
    if _before and time.monotonic() - _before[0][0] < _REMEMBERED:
        return _before[0][1]
    try:
        found = await asyncio.wait_for(asyncio.to_thread(faults, settings.state()), _PATIENCE)
    except TimeoutError:
        found = dict.fromkeys(_LOOKS, "too_slow")
    _before[:] = [(time.monotonic(), found)]
    return found


async def metrics(request: Request) -> Response:
    """What is counted, in the text form of Prometheus; 404 for strangers."""
    if not _may_read(request):
        return Response(status_code=404)
    text = await asyncio.to_thread(counting.exposition)
    return PlainTextResponse(text, media_type="text/plain; version=0.0.4; charset=utf-8", headers=_HEADERS)


def _may_read(request: Request) -> bool:
    """This machine itself, not through a proxy on it; from elsewhere whoever has the token."""
    caller = request.client.host if request.client else None
    host = guarding_rules.host_of(request.scope["headers"])
    if guarding_rules.at_home(host, request.scope["headers"], caller):
        return True
    try:
        token = settings.metrics_token()
    except TemisError:
        return False
    given = request.headers.get("authorization", "").removeprefix("Bearer ")
    return bool(token) and hmac.compare_digest(given.encode(), token.encode())


class Counted:
    """Counts every answer, those of the guard too."""

    def __init__(self, app: Any) -> None:
        self._app = app

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        """Hand on, and look at the status as it leaves."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sending(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                counting.answered(scope["path"], message["status"])
            await send(message)

        await self._app(scope, receive, sending)


ROUTES = [Route("/healthz", alive), Route("/readyz", ready), Route("/metrics", metrics)]
MIDDLEWARE = [Middleware(Counted)]
