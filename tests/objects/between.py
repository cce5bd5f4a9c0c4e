"""Somebody between the dashboard and the server: counts what is asked, and can spoil what is answered."""

import http.client
import re
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

_OWN = {"transfer-encoding", "connection", "content-length", "date", "server"}


class Between:
    """``asked``: method and path of each request; ``spoil``: a pattern of paths and what becomes of the answer.

    ``cut``: half of it, then silence for good; ``hang``: nothing until ``let_go``; ``fail``: status 500.
    """

    def __init__(self, port: int, tls: ssl.SSLContext | None = None) -> None:
        self.asked: list[tuple[str, str]] = []
        self.spoil: tuple[str, str] = ("", "")
        self.then = lambda: None  # called before each answer
        self._gone = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self, port))
        self._server.daemon_threads = True
        if tls is not None:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self.port = self._server.server_address[1]

    @contextmanager
    def running(self) -> Iterator["Between"]:
        """Answers while inside."""
        thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._gone.set()
            self._server.shutdown()
            self._server.server_close()

    def parts(self) -> list[str]:
        """Names of parts that were read, the snapshot's before the slash."""
        found = (re.search(r"/parts/([^/]+/[0-9a-f]{64})", path) for method, path in self.asked if method == "GET")
        return [each[1] for each in found if each]

    def fate(self, path: str) -> str:
        """What becomes of the answer to a path."""
        pattern, fate = self.spoil
        return fate if fate and re.search(pattern, path) else ""

    def hang(self) -> None:
        """Until the test is over."""
        self._gone.wait(60)


def _handler(between: Between, port: int) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            """Silent."""

        def _pass_on(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            between.asked.append((self.command, self.path))
            between.then()
            fate = between.fate(self.path)
            if fate == "hang":
                between.hang()
                self.close_connection = True
                return
            self._answer(fate, *((500, [], b"") if fate == "fail" else _of_server(port, self, body)))

        def _answer(self, fate: str, status: int, headers: list[tuple[str, str]], content: bytes) -> None:
            self.send_response_only(status)
            for name, value in [*headers, ("content-length", str(len(content)))]:
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content[: len(content) // 2] if fate == "cut" else content)
            self.close_connection = fate == "cut" or self.close_connection

        do_GET = do_PUT = do_HEAD = do_POST = do_DELETE = _pass_on

    return Handler


def _of_server(port: int, asked: BaseHTTPRequestHandler, body: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
    """What the server says to the very same request; 503 where it is gone."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        line.putrequest(asked.command, asked.path, skip_host=True, skip_accept_encoding=True)
        for name, value in asked.headers.items():
            line.putheader(name, value)
        line.endheaders(body or None)
        answer = line.getresponse()
        kept = [(name, value) for name, value in answer.getheaders() if name.lower() not in _OWN]
        return answer.status, kept, answer.read()
    except OSError:
        return 503, [], b""
    finally:
        line.close()
