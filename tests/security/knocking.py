"""A visitor who is no browser: raw requests, and a stream that speaks Streamlit's messages and says what it likes."""

import http.client
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

LOCAL = "127.0.0.1"
_WHOLE, _PART = ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY
_PATIENCE = 240.0  # seconds: the machine may be busy with other tests


@dataclass(frozen=True)
class Answer:
    """What came back: the status, the headers in small letters (all of a name), the body."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def __getitem__(self, name: str) -> str | None:
        return next((value for each, value in self.headers if each == name), None)


def ask(
    port: int, path: str, *, method: str = "GET", headers: Mapping[str, str] | None = None, body: bytes | None = None
) -> Answer:
    """One request with these headers; ``Host`` is localhost unless they say otherwise."""
    line = http.client.HTTPConnection(LOCAL, port, timeout=30)
    try:
        line.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        given = {"Host": f"localhost:{port}", **(headers or {})}
        if body is not None:
            given.setdefault("Content-Length", str(len(body)))
        for name, value in given.items():
            line.putheader(name, value)
        line.endheaders(body)
        answer = line.getresponse()
        return Answer(answer.status, [(name.lower(), value) for name, value in answer.getheaders()], answer.read())
    finally:
        line.close()


def say(port: int, content: bytes) -> bytes:
    """Bytes as they are over a plain connection, and what came back until it was closed or fell silent."""
    with socket.create_connection((LOCAL, port), timeout=1.5) as line:
        line.sendall(content)
        heard = b""
        try:
            while got := line.recv(65536):
                heard += got
        except TimeoutError:
            pass
        return heard


@dataclass
class Seen:
    """What one run of a screen sent: all its messages."""

    messages: list[ForwardMsg] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All that was sent, as letters."""
        return b"".join(message.SerializeToString() for message in self.messages).decode("utf-8", "replace")

    @property
    def session(self) -> str:
        return next(told.new_session.initialize.session_id for told in self.messages if told.HasField("new_session"))

    @property
    def has_finished(self) -> bool:
        """Whether a run came to its end; one that was begun anew, with other choices, did not."""
        ends = (told.script_finished for told in self.messages[-1:] if told.WhichOneof("type") == "script_finished")
        return any(end in (_WHOLE, _PART) for end in ends)

    @property
    def exceptions(self) -> list[str]:
        """Exceptions shown as such."""
        shown = (told.delta.new_element for told in self.messages if told.WhichOneof("type") == "delta")
        return [each.exception.message for each in shown if each.WhichOneof("type") == "exception"]

    @property
    def pages(self) -> dict[str, str]:
        """Address → hash of every screen that the navigation told of."""
        told = [message.navigation for message in self.messages if message.WhichOneof("type") == "navigation"]
        return {page.url_pathname: page.page_script_hash for page in told[-1].app_pages} if told else {}

    @property
    def folds(self) -> list[str]:
        """The widgets that open what is folded."""
        blocks = (told.delta.add_block for told in self.messages if told.WhichOneof("type") == "delta")
        return [block.expandable.id for block in blocks if block.HasField("expandable") and block.expandable.id]

    def elements(self, kind: str) -> list[object]:
        """The elements of a kind, as ``download_button``."""
        shown = (told.delta.new_element for told in self.messages if told.WhichOneof("type") == "delta")
        return [getattr(each, kind) for each in shown if each.WhichOneof("type") == kind]


class Stream:
    """One connection to ``/_stcore/stream``."""

    def __init__(self, port: int, *, headers: Mapping[str, str] | None = None, session: str = "") -> None:
        self._opening = connect(
            f"ws://localhost:{port}/_stcore/stream",
            subprotocols=["streamlit", "PLACEHOLDER_AUTH_TOKEN", *([session] if session else [])],
            additional_headers=dict(headers or {}),
            max_size=None,
            open_timeout=20,
            proxy=None,
        )

    def __enter__(self) -> "Stream":
        self.line = self._opening.__enter__()
        return self

    def __exit__(self, *ended: object) -> None:
        self._opening.__exit__(*ended)

    def send(self, message: BackMsg) -> None:
        """Say something."""
        self.line.send(message.SerializeToString())

    def run(
        self, query: str = "", *, page: str = "", hashed: str = "", widgets: Mapping[str, object] | None = None
    ) -> Seen:
        """Have a screen run, with widget values of one's own making; all that is sent until it has finished."""
        asked = BackMsg()
        asked.rerun_script.query_string = query
        asked.rerun_script.page_name = page
        asked.rerun_script.page_script_hash = hashed
        for name, value in (widgets or {}).items():
            state = asked.rerun_script.widget_states.widgets.add(id=name)
            _put(state, value)
        self.send(asked)
        return self.hear()

    def unfolded(self, query: str = "", *, page: str = "") -> Seen:
        """A screen run with every fold of it open."""
        folds = self.run(query, page=page).folds
        return self.run(query, page=page, widgets=dict.fromkeys(folds, True))

    def hear(self) -> Seen:
        """All that is sent until a run has finished, or the connection was closed; raises TimeoutError."""
        seen = Seen()
        until = time.monotonic() + _PATIENCE
        while not seen.has_finished:
            try:
                got = self.line.recv(timeout=max(0.1, until - time.monotonic()))
            except ConnectionClosed:
                break
            seen.messages.append(ForwardMsg.FromString(got))
        return seen

    def next(self, seconds: float = 10.0) -> ForwardMsg | None:
        """The next message, None if none comes in that time."""
        try:
            return ForwardMsg.FromString(self.line.recv(timeout=seconds))
        except (TimeoutError, ConnectionClosed):
            return None

    def falls_silent(self, seconds: float = 1.0) -> bool:
        """Whether the line stays open and nothing is answered for so long, besides that a run has ended."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            try:
                told = ForwardMsg.FromString(self.line.recv(timeout=left))
            except TimeoutError:
                return True
            except ConnectionClosed:
                return False
            if told.WhichOneof("type") != "session_status_changed":
                return False
        return True

    def is_ended(self, seconds: float = 5.0) -> bool:
        """Whether the server ends the connection within that time."""
        try:
            while True:
                self.line.recv(timeout=seconds)
        except ConnectionClosed:
            return True
        except TimeoutError:
            return False


def _put(state: WidgetState, value: object) -> None:
    fields = {bool: "bool_value", int: "int_value", float: "double_value", str: "string_value", bytes: "bytes_value"}
    if isinstance(value, list):
        state.string_array_value.data.extend(value)
    elif isinstance(value, dict):
        state.json_value = str(value["json"])
    elif value is None:
        state.trigger_value = True
    else:
        setattr(state, fields[type(value)], value)
