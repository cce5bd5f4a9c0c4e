"""Bytes between one page and its server, as the browser's own network log has them."""

import base64
import time
from typing import Any


class Traffic:
    """Counts what passes: socket payloads both ways, requests with their headers and bodies, answers on the wire."""

    def __init__(self, page: Any) -> None:
        self.bytes = 0
        self.last = time.monotonic()
        self._log = page.context.new_cdp_session(page)
        self._log.on("Network.webSocketFrameReceived", self._framed)
        self._log.on("Network.webSocketFrameSent", self._framed)
        self._log.on("Network.requestWillBeSent", self._asked)
        self._log.on("Network.requestWillBeSentExtraInfo", self._headed)
        self._log.on("Network.loadingFinished", self._answered)
        self._log.send("Network.enable")

    def taken(self) -> int:
        """Bytes since this was last asked."""
        taken, self.bytes = self.bytes, 0
        return taken

    def _add(self, count: float) -> None:
        self.bytes += int(count)
        self.last = time.monotonic()

    def _framed(self, event: dict[str, Any]) -> None:
        frame = event["response"]
        binary = frame["opcode"] == 2
        self._add(len(base64.b64decode(frame["payloadData"]) if binary else frame["payloadData"].encode()))

    def _asked(self, event: dict[str, Any]) -> None:
        self._add(len(event["request"].get("postData", "").encode()))

    def _headed(self, event: dict[str, Any]) -> None:
        self._add(sum(len(name) + len(value) + 4 for name, value in event["headers"].items()))

    def _answered(self, event: dict[str, Any]) -> None:
        self._add(event["encodedDataLength"])
