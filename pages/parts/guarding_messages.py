"""What a browser may ask over its stream: what the dashboard's own page asks, and nothing else that Streamlit knows.

Streamlit lets every visitor empty the caches of all, and list the files of the repository that changed. A message of
another kind is not passed on; one that is too large or cannot be read is, since Streamlit ends the stream over it.
"""

import logging
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from google.protobuf.message import DecodeError
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.runtime.runtime_util import get_max_widget_state_size_bytes

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]

_LOG = logging.getLogger(__name__)
_KINDS = frozenset({"rerun_script", "stop_script", "file_urls_request", "app_heartbeat", "backend_operation_request"})
_OPERATIONS = frozenset({"deferred_file", "dataframe_chunk"})


def sifted(receive: Receive) -> Receive:
    """The same stream without the messages that the dashboard's page never sends."""

    async def receiving() -> Message:
        while True:
            message = await receive()
            if message["type"] != "websocket.receive" or is_ours(message.get("bytes")):
                return message
            _LOG.warning("dropped a message")

    return receiving


def is_ours(content: bytes | None) -> bool:
    """Whether a message is of a kind that the page sends, or none for us to judge."""
    if content is None or len(content) > get_max_widget_state_size_bytes():
        return True
    told = BackMsg()
    try:
        told.ParseFromString(content)
    except DecodeError:
        return True
    kind = told.WhichOneof("type")
    if kind == "backend_operation_request":
        return told.backend_operation_request.WhichOneof("payload") in _OPERATIONS
    return kind in _KINDS
