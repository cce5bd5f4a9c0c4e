"""Two servers to be attacked: one without a login, one behind a proxy that says who everybody is."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from data import history
from tests.browser.conftest import Server, chromium  # noqa: F401 - a fixture of here too

SECRET = "only-the-proxy-of-these-tests-knows-this"  # noqa: S105
_CLAIMS = {
    "X-Temis-User": "sub",
    "X-Temis-Roles": "roles",
    "X-Temis-Province": "province_code",
    "X-Temis-District": "district_code",
}
BEHIND_A_PROXY = {
    "TEMIS_PROXY_SECRET": SECRET,
    "TEMIS_PROXY_CLAIMS": ",".join(f"{header}={claim}" for header, claim in _CLAIMS.items()),
    "TEMIS_HOSTS": "temis.example.vn",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs a server stays with its file, so that no worker starts more servers than it must."""
    for item in items:
        if Path(__file__).parent in item.path.parents and item.path.stem.startswith(("test_outside", "test_markup")):
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


def person(name: str, role: str, province: str = "") -> dict[str, str]:
    """The headers with which the proxy passes on somebody's request."""
    told = {"X-Temis-Proxy-Secret": SECRET, "X-Temis-User": name, "X-Temis-Roles": role}
    return told | ({"X-Temis-Province": province} if province else {})


@pytest.fixture(scope="package")
def attacked_state(demo_state: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small demo country, to write on."""
    state = tmp_path_factory.mktemp("attacked") / "state"
    shutil.copytree(demo_state, state, ignore=shutil.ignore_patterns("raw-*", "*.log", "done"))
    (state / "access.toml").write_text("division = 63\n", encoding="utf-8")
    history.refresh(state)
    return state


@pytest.fixture(scope="package")
def serve() -> Iterator[Callable[..., Server]]:
    """Starts servers that end with the package."""
    running: list[Server] = []

    def start(state: Path, **environment: str) -> Server:
        running.append(Server(state, **environment))
        return running[-1]

    yield start
    for each in running:
        each.stop()


@pytest.fixture(scope="package")
def plain(attacked_state: Path, serve: Callable[..., Server]) -> Server:
    """A server as it comes: no login, so synthetic and public figures for everybody."""
    return serve(attacked_state)


@pytest.fixture(scope="package")
def proxied(attacked_state: Path, serve: Callable[..., Server]) -> Server:
    """A server whose visitors a proxy vouches for."""
    return serve(attacked_state, **BEHIND_A_PROXY)
