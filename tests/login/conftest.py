"""A login provider of our own people, a dashboard that trusts it, and Chromium to go from one to the other."""

import fcntl
import json
import os
import re
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import Server, chromium, free_port

__all__ = ["chromium"]  # the fixture

HERE = Path(__file__).parent
SHOTS = HERE / "shots"
CLIENT = {"id": "temis", "secret": "of the tests alone, and of nobody else"}
PEOPLE = {
    "ministry": {"name": "Vụ Giáo dục", "roles": ["ministry"]},
    "so22": {"name": "Sở Quảng Ninh", "roles": ["offline_access", "doet"], "province_code": "22"},
    "brief": {"name": "Sở Quảng Ninh", "roles": ["doet"], "province_code": "22"},
    "nobody": {"name": "Nguyễn Không Quyền", "roles": ["of another system"]},
    "lost": {"name": "Sở Không Tỉnh", "roles": ["doet"], "province_code": "99"},
}
BRIEF = 15  # seconds that the login of "brief" lasts


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("login"))


class Provider:
    """The provider's process, and what it told of."""

    def __init__(self, dashboard: str) -> None:
        self.port = free_port()
        self._told = {
            "port": self.port,
            "client": CLIENT,
            "back": f"{dashboard}/oauth2callback",
            "people": PEOPLE,
            "seconds": {"brief": BRIEF},
        }
        self.events: list[dict[str, object]] = []
        self.start()

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Begin, and wait until it listens."""
        self._process = subprocess.Popen(
            ["node", "provider.mjs"],
            cwd=HERE,
            env={**os.environ, "TEMIS_TEST_PROVIDER": json.dumps(self._told)},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        threading.Thread(target=self._listen, args=(self._process.stdout,), daemon=True).start()
        self.await_event("ready", since=len(self.events))

    def _listen(self, lines: Iterator[str]) -> None:
        for line in lines:
            if line.startswith("{"):
                self.events.append(json.loads(line))

    def await_event(self, name: str, *, since: int = 0, seconds: float = 20) -> dict[str, object]:
        """The first event of that name after ``since`` of them."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            found = next((each for each in self.events[since:] if each["event"] == name), None)
            if found:
                return found
            time.sleep(0.05)
        raise AssertionError(f"the provider did not tell of {name!r}: {self.events[since:]}")

    def stop(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait(timeout=10)


@pytest.fixture(scope="session")
def node() -> None:
    """Node with the provider's package; absent, the tests are skipped with a sentence, unless they are obligatory."""
    missing = _missing()
    if missing and os.environ.get("TEMIS_BROWSER_TESTS") == "required":
        pytest.fail(missing)
    if missing:
        pytest.skip(missing)


def _missing() -> str:
    """Why the provider cannot run; empty when it can."""
    if not shutil.which("node") or not shutil.which("npm"):
        return "node and npm are not here: the login was not tried against a real provider"
    with (Path(tempfile.gettempdir()) / "temis-login-npm.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # another worker of the tests may be at it: npm clears the folder first
        if (HERE / "node_modules" / "oidc-provider").is_dir():
            return ""
        done = subprocess.run(
            ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"],
            cwd=HERE,
            capture_output=True,
            text=True,
            timeout=300,
        )
    return f"npm could not install the provider: {done.stderr[-300:]}" if done.returncode else ""


@pytest.fixture(scope="session")
def login_state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state folder whose rules say that provinces are of the 63."""
    state = tmp_path_factory.mktemp("login-state")
    (state / "access.toml").write_text("division = 63\n", encoding="utf-8")
    return state


@pytest.fixture(scope="session")
def served(node: None, login_state: Path) -> Iterator[tuple[Server, Provider]]:
    """A dashboard with login, and its provider."""
    port = free_port()
    provider = Provider(f"http://localhost:{port}")
    server = Server(
        login_state,
        port=port,
        TEMIS_DEMO_SCALE="0.002",
        TEMIS_PUBLIC_URL=f"http://localhost:{port}",
        TEMIS_OIDC_METADATA_URL=f"{provider.url}/.well-known/openid-configuration",
        TEMIS_OIDC_CLIENT_ID=CLIENT["id"],
        TEMIS_OIDC_CLIENT_SECRET=CLIENT["secret"],
        TEMIS_COOKIE_SECRET="of the tests alone and long enough for that",  # noqa: S106
    )
    yield server, provider
    server.stop()
    provider.stop()


class Person:
    """Somebody with a browser of their own."""

    def __init__(self, context: object, server: Server) -> None:
        self.context, self._server = context, server
        self.page = context.new_page()

    def open(self, address: str, *, page: object = None) -> None:
        """Ask for an address of the dashboard and wait for what it shows."""
        page = page or self.page
        page.goto(self._server.url + address)
        settle(page)

    def sign_in(self, login: str) -> None:
        """Through the wall's link and the provider's form."""
        self.page.click("a.t-door")
        self.give(login)

    def give(self, login: str) -> None:
        """Fill in the provider's form."""
        self.page.fill("input[name=login]", login)
        self.page.click("button[name=enter]")
        self.page.wait_for_url(f"{self._server.url}/**")
        settle(self.page)

    def sign_out(self) -> None:
        """By the header's badge, and through the provider's question."""
        self.page.click(".st-key-badge button")
        self.page.click("a.t-door:visible")
        self.page.click("button[name=logout]")
        self.page.wait_for_url(f"{self._server.url}/**")
        settle(self.page)

    def address(self) -> str:
        """Where the browser is, without the server."""
        return self.page.url.removeprefix(self._server.url)


def settle(page: object, seconds: float = 120) -> None:
    """Wait until a wall or a screen with its header stands."""
    page.wait_for_selector(".st-key-wall h1, .t-foot", timeout=seconds * 1000)
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', timeout=seconds * 1000)


def said(page: object) -> str:
    """All that is to be read on the page, with single spaces."""
    return re.sub(r"\s+", " ", page.inner_text("body"))


@pytest.fixture
def visitor(chromium: object, served: tuple[Server, Provider]) -> Iterator[Callable[..., Person]]:
    """Somebody who comes for the first time; each call is somebody else."""
    contexts = []

    def come(**how: object) -> Person:
        size = {"width": 1366, "height": 768}
        contexts.append(chromium.new_context(**{"viewport": size, "locale": "vi-VN", **how}))
        return Person(contexts[-1], served[0])

    yield come
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def shots() -> Path:
    """Where the photographs go; not in git."""
    SHOTS.mkdir(exist_ok=True)
    return SHOTS
