"""Rendering: one visit of one screen through the front door, and everything that it sends to the browser, as bytes."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from streamlit import runtime
from streamlit.testing.v1 import app_test
from streamlit.testing.v1.local_script_runner import LocalScriptRunner
from streamlit.util import calc_hash

from data import settings
from pages.parts import folds, visiting

DOOR = str(settings.ROOT / "app.py")
_OF_THE_RUN = ("new_session", "script_finished", "git_info_changed", "session_status_changed")
_WHILE_IT_LASTS = ("spinner", "progress", "empty")  # what is drawn when it takes long, which it does not always


@dataclass
class Seen:
    """What one visit sent: messages in their order, and files, made or to be made when they are asked for."""

    messages: list[bytes] = field(default_factory=list)
    files: list[tuple[str, Callable[[], Any]]] = field(default_factory=list)
    text: str = ""

    def taken(self, *, most: int, seed: str) -> list[tuple[str, bytes]]:
        """So many of the files, the same for the same seed: name and bytes; every CSV is among them."""
        chance = random.Random(seed)  # noqa: S311 - no secret
        rest = [each for each in self.files if not each[0].endswith(".csv")]
        chosen = [each for each in self.files if each[0].endswith(".csv")]
        chosen += chance.sample(rest, min(most, len(rest)))
        return [(name, _bytes(make())) for name, make in chosen]


class _Listening(LocalScriptRunner):
    """A run of which nothing is dropped, neither what a rerun replaces nor the files behind the buttons."""

    seen: Seen

    def run(self, *args: Any, **more: Any) -> Any:
        files = runtime.get_instance().media_file_mgr
        files.add, files.add_deferred = _heard(files.add, self.seen), _heard_later(files.add_deferred, self.seen)
        tree = super().run(*args, **more)
        sent = [said["forward_msg"] for said in self.event_data if "forward_msg" in said]
        self.seen.messages += [_plain(message) for message in sent if not _is_passing(message)]
        return tree


def visit(screen: str, address: Mapping[str, str]) -> Seen:
    """What a visitor gets who comes by a link and opens every fold; who they are is decided at the front door."""
    seen = Seen()
    runner = type("Listening", (_Listening,), {"seen": seen})
    before, app_test.LocalScriptRunner = app_test.LocalScriptRunner, runner
    closed, folds.AT_FIRST = folds.AT_FIRST, True
    try:
        run = app_test.AppTest.from_file(DOOR, default_timeout=60)
        run.query_params.update(address)
        run._page_hash = calc_hash(visiting.ADDRESSES[screen])  # as a browser that asks for the screen's own address
        run.run()
    finally:
        app_test.LocalScriptRunner, folds.AT_FIRST = before, closed
    assert not run.exception, f"{screen} {address}: {run.exception}"
    bodies = [each.proto.body for each in run.get("html")]
    seen.text = "\n".join(body for body in bodies if not body.startswith("<style"))
    return seen


def _is_passing(message: Any) -> bool:
    """Whether it tells of the run itself, or of how long something took."""
    kind = message.WhichOneof("type")
    if kind in _OF_THE_RUN:
        return True
    if kind != "delta":
        return False
    return message.delta.HasField("new_transient") or message.delta.new_element.WhichOneof("type") in _WHILE_IT_LASTS


def _plain(message: Any) -> bytes:
    """A message without what is drawn by lot in each run: the placeholders of files to be made."""
    if message.WhichOneof("type") == "delta" and message.delta.new_element.HasField("download_button"):
        message = type(message).FromString(message.SerializeToString(deterministic=True))
        message.delta.new_element.download_button.deferred_file_id = ""
        message.delta.new_element.download_button.url = ""
    message.ClearField("hash")
    return message.SerializeToString(deterministic=True)


def _heard(add: Callable[..., str], seen: Seen) -> Callable[..., str]:
    def hear(data: Any, mimetype: str, coordinates: str, file_name: str | None = None, **more: Any) -> str:
        seen.files.append((file_name or mimetype, lambda: data))
        return add(data, mimetype, coordinates, file_name, **more)

    return hear


def _heard_later(add: Callable[..., str], seen: Seen) -> Callable[..., str]:
    def hear(make: Any, mimetype: str | None, coordinates: str, file_name: str | None = None, **more: Any) -> str:
        seen.files.append((file_name or str(mimetype), make))
        return add(make, mimetype, coordinates, file_name, **more)

    return hear


def _bytes(made: Any) -> bytes:
    if isinstance(made, bytes):
        return made
    return made.encode() if isinstance(made, str) else bytes(made.read())
