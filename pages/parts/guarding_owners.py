"""Whose is what: the person behind a request, the viewer of each session, and who made which file.

Streamlit gives a file made for one visitor to whoever knows its address, and takes uploads for any session. Its own
classes are told here to say who made a file; a test fails where another version of Streamlit says it otherwise.
"""

import threading
import time
from collections import OrderedDict
from functools import wraps
from typing import Any

from starlette.datastructures import Headers
from streamlit.runtime import backend_operation_handler, media_file_manager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from data import settings
from data.access import Viewer, people
from pages.parts import entering, entering_cookie, guarding_kept

_MOST = 20_000  # sessions and files remembered; older ones are forgotten, and their files then are nobody's
_INTAKE = "intake"


class _Latest(OrderedDict):
    """A table that forgets its oldest rows; the event loop and the script threads both write to it."""

    def __init__(self) -> None:
        super().__init__()
        self.lock = threading.Lock()

    def put(self, key: str, value: Any) -> None:
        with self.lock:
            self[key] = value
            self.move_to_end(key)
            while len(self) > _MOST:
                self.popitem(last=False)


_viewers = _Latest()  # session → the viewer of its latest run
_makers = _Latest()  # file → the sessions that made it


def entered(viewer: Viewer) -> None:
    """Called in every run: from now on the running session is this viewer's."""
    context = get_script_run_ctx()
    if context is not None:
        _viewers.put(context.session_id, viewer)


def viewer_in(session: str) -> Viewer | None:
    """The viewer of a session's latest run; None before the first."""
    return _viewers.get(session)


def makers(file: str) -> frozenset[str]:
    """The sessions for which a file was made, by its name in the address: digest and ending."""
    return _makers.get(file.rsplit(".", 1)[0], frozenset())


def may_resume(session: str, person: str, *, is_at_home: bool) -> bool:
    """Whether this person may go on with a session; one of which nothing is known has nothing to go on with."""
    viewer = viewer_in(session)
    return viewer is not None and _is_theirs(viewer, person, is_at_home=is_at_home)


def may_take(file: str, person: str, *, is_at_home: bool) -> bool:
    """Whether a file was made for this person, who still has the right to be here."""
    return any(may_resume(session, person, is_at_home=is_at_home) for session in makers(file))


def may_bring(session: str, person: str, *, is_at_home: bool) -> bool:
    """Whether this person may bring a file into a session: it is theirs, and the intake is open to them."""
    viewer = viewer_in(session)
    return viewer is not None and _INTAKE in viewer.screens and _is_theirs(viewer, person, is_at_home=is_at_home)


def _is_theirs(viewer: Viewer, person: str, *, is_at_home: bool) -> bool:
    if viewer.role == "stranger" or (viewer.until is not None and viewer.until <= time.time()):
        return False
    return viewer.who == person and (viewer.role != "operator" or is_at_home)


def person_of(headers: Headers) -> str:
    """The digest of whoever the login vouches for in a request; empty where it is nobody, or there is no login."""
    login = settings.login()
    told = entering.passed_on(_All(headers)) if login == "proxy" else {}
    if login == "oidc":
        told = entering_cookie.told(headers.raw)
    return people.of(settings.state(), login, told)


class _All:
    """Headers as a script reads them."""

    def __init__(self, headers: Headers) -> None:
        self._headers = headers

    def get_all(self, name: str) -> list[str]:
        return self._headers.getlist(name)


def keep_makers() -> None:
    """Have Streamlit say for which session a file is made, and make none for another session."""
    manager = media_file_manager.MediaFileManager
    handler = backend_operation_handler.DeferredFileHandler
    if not hasattr(manager.add, "__wrapped__"):
        manager.add = _said(manager.add)
        handler.handle = _asked_by_its_own(handler.handle)
        guarding_kept.hold_made()


def _said(add: Any) -> Any:
    @wraps(add)
    def adding(self: Any, *given: Any, **named: Any) -> str:
        url = add(self, *given, **named)
        _made(url, media_file_manager._get_session_id())
        return url

    return adding


def _asked_by_its_own(handle: Any) -> Any:
    @wraps(handle)
    async def handling(self: Any, request: Any, session_id: str) -> Any:
        promised = self._get_media_file_mgr()._deferred_callables.get(request.deferred_file.file_id)
        if promised is None or promised["session_id"] != session_id:
            request.deferred_file.file_id = ""  # as if there were none: Streamlit's own answer to that
        answer = await handle(self, request, session_id)
        if file := _made(answer.deferred_file.url, session_id):
            guarding_kept.hold(file)
        return answer

    return handling


def _made(url: str, session: str) -> str:
    """Remember who made it; the file's name without its ending, empty where none was made."""
    file = url.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    if file:
        _makers.put(file, makers(file) | {session})
    return file
