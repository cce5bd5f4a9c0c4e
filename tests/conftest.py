"""What every test may use, and what none may do."""

import os
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from data import demo, ingest, published
from data.demo import after
from data.first_start import DEMO_KEY
from data.measures import measures
from data.store import Store
from tests import build

_connect = socket.socket.connect


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Nothing beyond this machine may be reached: the dashboard must work without a network."""

    def at_home_only(self: socket.socket, address: object) -> None:
        at_home = not isinstance(address, tuple) or address[0] in ("127.0.0.1", "::1", "localhost")
        assert at_home, f"a test reaches out to {address}"
        return _connect(self, address)

    socket.socket.connect = at_home_only
    yield
    socket.socket.connect = _connect


@pytest.fixture
def store_of(tmp_path: Path) -> Iterator[Callable[..., Store]]:
    """``build.store_of`` in a folder of its own; each call makes another store, closed at the end."""
    opened: list[Store] = []

    def make(**drawn: object) -> Store:
        store = build.store_of(tmp_path / str(len(opened)), **drawn)
        opened.append(store)
        return store

    yield make
    for store in opened:
        store.close()


@pytest.fixture(scope="session")
def measure_names() -> list[str]:
    """Names of every measure, in the order of measures.toml."""
    return list(measures())


@pytest.fixture(scope="session")
def demo_state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small demo country at two dates, the published figures and the example after ETEP, made once a run."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    return once(shared / "demo-state", _make_demo)


def once(folder: Path, make: Callable[[Path], None]) -> Path:
    """The folder, filled by whichever worker comes first while the others wait."""
    try:
        folder.mkdir()
    except FileExistsError:
        for _ in range(1200):
            if (folder / "done").exists():
                return folder
            time.sleep(0.1)
        raise TimeoutError(f"{folder} was begun and not finished") from None
    make(folder)
    (folder / "done").touch()
    return folder


def _make_demo(state: Path) -> None:
    country = demo.country(scale=0.01)
    for as_of in demo.DATES[-2:]:
        raw = state / f"raw-{as_of}"
        raw.mkdir()
        demo.export_at(country, as_of, raw)
        ingest.build(raw, state, snapshot_id=f"mo-phong-{as_of}", key=DEMO_KEY)
    raw = state / "raw-after"
    after.export_at(after.country(scale=0.004), after.DATES[-1], raw)
    ingest.build(raw, state, snapshot_id=after.snapshot_id(after.DATES[-1]), key=DEMO_KEY)
    raw = state / "raw-published"
    raw.mkdir()
    published.export(raw)
    ingest.build(raw, state, snapshot_id=published.SNAPSHOT_ID, key=DEMO_KEY)
