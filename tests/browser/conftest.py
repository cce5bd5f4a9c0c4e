"""A server of the dashboard on a state folder of its own, and Chromium to look at it."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = Path("/usr/bin/chromium")
SHOTS = Path(__file__).with_name("shots")
_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="package")  # not the session: playwright keeps an event loop running, which other tests may need
def chromium() -> Iterator[object]:
    """A headless Chromium; absent, the test is skipped with a sentence, unless the environment makes it obligatory."""
    if not CHROMIUM.exists():
        missing = f"Chromium is not at {CHROMIUM}: the screens were not looked at"
        if os.environ.get("TEMIS_BROWSER_TESTS") == "required":
            pytest.fail(missing)
        pytest.skip(missing)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(_QUIET))
        yield browser
        browser.close()


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class Server:
    """One Streamlit process of the dashboard; ``port`` only where it must be known before."""

    def __init__(self, state: Path, *, port: int = 0, **environment: str) -> None:
        self.port = port or free_port()
        self.url = f"http://localhost:{self.port}"
        self._log = (state / f"server-{self.port}.log").open("wb")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(self.port)],
            cwd=ROOT,
            env={**os.environ, "TEMIS_STATE": str(state), "TEMIS_DEMO_SCALE": "0.01", **environment},
            stdout=self._log,
            stderr=subprocess.STDOUT,
        )
        self._await_health()

    def _await_health(self) -> None:
        for _ in range(240):
            try:
                with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=1) as answer:  # noqa: S310
                    if answer.status == 200:
                        return
            except (URLError, OSError):
                time.sleep(0.25)
        self.stop()
        raise RuntimeError("the server did not answer within 60 s")

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(timeout=20)
        self._log.close()


@pytest.fixture(scope="session")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state folder that the first visit fills, as on a fresh machine."""
    return tmp_path_factory.mktemp("state")


@pytest.fixture(scope="session")
def server(state: Path) -> Iterator[Server]:
    """A freshly started server on an empty state folder."""
    running = Server(state)
    yield running
    running.stop()


@pytest.fixture(scope="session")
def shots() -> Path:
    """Where the photographs go; not in git."""
    SHOTS.mkdir(exist_ok=True)
    return SHOTS
