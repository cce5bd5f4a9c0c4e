"""A state folder that is ready, and the service in front of which nginx stands."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.operation.site import MISSING, NGINX, ROOT, Site

_SCALE = "0.002"
TOKEN = "a-token-of-the-tests-0123456789abcdef"  # noqa: S105


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("operation"))


@pytest.fixture(scope="session")
def ready_state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small demo country, made by the command that an operator gives before the first start."""
    state = tmp_path_factory.mktemp("operated") / "state"
    told = {**os.environ, "TEMIS_STATE": str(state), "TEMIS_DEMO_SCALE": _SCALE}
    subprocess.run([sys.executable, "-m", "data", "demo"], cwd=ROOT, env=told, check=True, capture_output=True)
    return state


@pytest.fixture(scope="session")
def nginx() -> None:
    """Skips with a sentence where there is no nginx, unless the environment makes it obligatory."""
    if NGINX is None:
        if os.environ.get("TEMIS_BROWSER_TESTS") == "required":
            pytest.fail(MISSING)
        pytest.skip(MISSING)


@pytest.fixture(scope="session")
def site(ready_state: Path, tmp_path_factory: pytest.TempPathFactory, nginx: None) -> Iterator[Site]:
    """Two processes behind nginx; whoever ends one puts it right again."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(ready_state, folder / "state")
    told = {"TEMIS_LOG": "json", "TEMIS_METRICS_TOKEN": TOKEN, "STREAMLIT_LOGGER_HIDE_WELCOME_MESSAGE": "true"}
    with Site(folder / "site", folder / "state", **told) as running:
        yield running
