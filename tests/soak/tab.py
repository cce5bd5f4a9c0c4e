"""One browser tab that speaks Streamlit's protocol: it opens a screen, changes choices, and comes back when cut off.

It does what the page does: keeps cookies, sends widget states and the hashes of messages it holds, lets fragments run
again by the clock, and reconnects with the address it showed last. Nothing is drawn.
"""

import asyncio
import contextlib
import random
import ssl
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.soak.asking import Answer, get
from tests.soak.page import Page, draw

_PATIENCE = 60.0  # seconds for a view; nobody waits longer
_FIRST_PAUSE, _LONGEST_PAUSE = 0.1, 4.0  # as the page looks for its server
_FINISHED = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


class CutOffError(Exception):
    """The connection went while something was being waited for."""


class Tab:
    """A tab of its own browser; ``cookies`` are what its visitor brings along."""

    def __init__(
        self,
        url: str,
        tls: ssl.SSLContext,
        *,
        cookies: dict[str, str] | None = None,
        headers: dict[str, str] | None = None,
        patience: float = _PATIENCE,
    ) -> None:
        self.url, self.tls = url, tls
        self.headers = dict(headers or {})  # what a visitor may try to say of themselves
        self.cookies = dict(cookies or {})
        self.patience = patience
        self.page = Page()
        self.received = 0
        self._drawn = Page()
        self._session = ""
        self._socket: websockets.ClientConnection | None = None
        self._reading: asyncio.Task[None] | None = None
        self._finished: asyncio.Queue[int] = asyncio.Queue()
        self._made: asyncio.Queue[str] = asyncio.Queue()
        self._kept: set[str] = set()
        self._clocks: dict[str, asyncio.Task[None]] = {}
        self._asked = ""  # the part that runs again; empty: all of the page
        self._told: set[str] = set()  # parts that this run wants to run again by themselves
        self._busy = asyncio.Lock()
        self.cut_off = asyncio.Event()

    async def open(self, path: str, query: str = "") -> None:
        """Load the page, connect, and wait until the screen stands."""
        self.page.path, self.page.query = path, query
        await self._load()
        async with self._asking():
            await self._connect()
            await self._run()

    async def choose(self, key: str, value: str) -> None:
        """Choose in the box whose key is ``key``, and wait until the screen stands again."""
        part = next((part for id_, part in self.page.parts.items() if id_.endswith(f"-{key}")), "")
        async with self._asking():
            await self._run({key: value}, fragment=part)

    async def go(self, path: str) -> None:
        """Follow a link of the bar on top; the choices are the session's."""
        self.page.path, self.page.query, self.page.hash = path, "", self.page.goals[path]
        async with self._asking():
            await self._run()

    async def ask_for(self, file: str) -> str:
        """Have a file made that the page offers; where it can be fetched."""
        message = BackMsg()
        message.backend_operation_request.request_id = file
        message.backend_operation_request.session_id = self._session
        message.backend_operation_request.deferred_file.file_id = file
        await self._socket.send(message.SerializeToString())
        async with asyncio.timeout(self.patience):
            return await self._made.get()

    async def fetch(self, path: str) -> Answer:
        """What stands at an address of the server, asked for as this visitor."""
        return await self._get(path)

    async def come_back(self) -> float:
        """After having been cut off: look for the server, connect, draw the address again; seconds it took."""
        began, pause = time.monotonic(), _FIRST_PAUSE
        await self._let_go()
        while True:
            if time.monotonic() - began > self.patience:
                raise TimeoutError("the view did not come back")
            try:
                if (await self._get("/_stcore/health")).status == 200:
                    async with self._asking():
                        await self._connect()
                        await self._run()
                    return time.monotonic() - began
            except (OSError, CutOffError, websockets.WebSocketException):
                await self._let_go()
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)

    async def close(self) -> None:
        """Leave."""
        await self._let_go()

    async def _load(self) -> None:
        """The page itself, and the cookies that come with it."""
        await self._get(f"/{self.page.path}", page=True)
        await self._get("/_stcore/host-config")
        await self._get("/_stcore/health")

    async def _get(self, path: str, *, page: bool = False) -> Answer:
        answer = await get(self.url + path, self.tls, cookies=self.cookies, page=page)
        self.cookies |= answer.cookies
        return answer

    @asynccontextmanager
    async def _asking(self) -> AsyncIterator[None]:
        async with self._busy:
            while not self._finished.empty():
                self._finished.get_nowait()
            yield

    async def _connect(self) -> None:
        address = urlsplit(self.url)
        token = self.cookies.get("_streamlit_xsrf", "PLACEHOLDER_AUTH_TOKEN")
        protocols = ["streamlit", token, *([self._session] if self._session else [])]
        self._socket = await websockets.connect(
            f"wss://{address.netloc}/_stcore/stream",
            ssl=self.tls,
            origin=self.url,
            subprotocols=protocols,
            additional_headers=self.headers | {"Cookie": "; ".join(map("=".join, self.cookies.items()))},
            max_size=None,
            compression=None,
            open_timeout=10,
            ping_interval=None,
        )
        for given in self._socket.response.headers.get_all("Set-Cookie"):
            name, _, value = given.split(";")[0].partition("=")
            self.cookies[name] = value
        self.cut_off.clear()
        self._reading = asyncio.create_task(self._read(self._socket))

    async def _run(
        self, changed: dict[str, str] | None = None, *, fragment: str = "", is_by_clock: bool = False
    ) -> None:
        message = BackMsg()
        state = message.rerun_script
        state.query_string = self.page.query
        state.page_script_hash = self.page.hash
        state.page_name = "" if self.page.hash else self.page.path
        state.fragment_id = fragment
        self._asked = fragment
        state.is_auto_rerun = is_by_clock
        state.cached_message_hashes.extend(self._kept)
        state.context_info.timezone = "Asia/Ho_Chi_Minh"
        state.context_info.locale = "vi-VN"
        state.context_info.url = f"{self.url}/{self.page.path}"
        for id_, (_, value) in self.page.boxes.items():
            said = next((new for key, new in (changed or {}).items() if id_.endswith(f"-{key}")), value)
            if said:
                state.widget_states.widgets.add(id=id_, string_value=said)
        try:
            await self._socket.send(message.SerializeToString())
            async with asyncio.timeout(self.patience):
                if await self._finished.get() < 0:
                    raise CutOffError
        except websockets.ConnectionClosed as error:
            raise CutOffError from error

    async def _read(self, socket: websockets.ClientConnection) -> None:
        with contextlib.suppress(websockets.ConnectionClosed):
            async for data in socket:
                self.received += len(data)
                self._take(ForwardMsg.FromString(data))
        self.cut_off.set()
        self._finished.put_nowait(-1)

    def _take(self, message: ForwardMsg) -> None:
        if message.metadata.cacheable:
            self._kept.add(message.hash)
        heard = getattr(self, f"_on_{message.WhichOneof('type')}", None)
        if heard is not None:
            heard(message)

    def _on_new_session(self, message: ForwardMsg) -> None:
        self._session = message.new_session.initialize.session_id or self._session
        self._drawn, self._told = Page(), set()
        self.page.is_whole = False

    def _on_delta(self, message: ForwardMsg) -> None:
        draw(message.delta, self._drawn)

    def _on_navigation(self, message: ForwardMsg) -> None:
        self.page.goals = {each.url_pathname: each.page_script_hash for each in message.navigation.app_pages}
        self.page.hash = message.navigation.page_script_hash

    def _on_page_info_changed(self, message: ForwardMsg) -> None:
        self.page.query = message.page_info_changed.query_string

    def _on_backend_operation_response(self, message: ForwardMsg) -> None:
        self._made.put_nowait(message.backend_operation_response.deferred_file.url)

    def _on_auto_rerun(self, message: ForwardMsg) -> None:
        self._wind(message.auto_rerun.fragment_id, message.auto_rerun.interval)

    def _on_script_finished(self, message: ForwardMsg) -> None:
        if message.script_finished in _FINISHED:
            self._show(is_part=message.script_finished == ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)
            self._finished.put_nowait(message.script_finished)

    def _show(self, *, is_part: bool) -> None:
        drawn = self._drawn
        for fragment in set() if is_part else set(self._clocks) - self._told:
            self._clocks.pop(fragment).cancel()
        gone = {id_ for id_, part in self.page.parts.items() if not is_part or part == self._asked} - set(drawn.boxes)
        self.page.boxes = {id_: box for id_, box in (self.page.boxes | drawn.boxes).items() if id_ not in gone}
        self.page.parts = {id_: part for id_, part in (self.page.parts | drawn.parts).items() if id_ not in gone}
        stays = {part: told for part, told in self.page.told.items() if is_part and part != self._asked}
        self.page.told = stays | drawn.told
        self.page.elements, self.page.files = drawn.elements, drawn.files
        self.page.faults = drawn.faults
        self.page.is_whole = True

    def _wind(self, fragment: str, interval: float) -> None:
        """A part that is to run again by itself, until a run of the whole page wants it no more."""
        self._told.add(fragment)
        if fragment in self._clocks:
            self._clocks[fragment].cancel()
        self._clocks[fragment] = asyncio.create_task(self._tick(fragment, interval))

    async def _tick(self, fragment: str, interval: float) -> None:
        while True:
            await asyncio.sleep(interval * random.uniform(0.95, 1.05))  # noqa: S311 - nothing secret
            if self._busy.locked() or self.cut_off.is_set():
                continue
            with contextlib.suppress(CutOffError, TimeoutError):
                async with self._asking():
                    await self._run(fragment=fragment, is_by_clock=True)

    async def _let_go(self) -> None:
        for clock in self._clocks.values():
            clock.cancel()
        self._clocks.clear()
        if self._socket is not None:
            await self._socket.close()
        if self._reading is not None:
            await self._reading
        self._kept.clear()
        self.page.boxes.clear()
        self.page.parts.clear()
