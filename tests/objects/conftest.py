"""A server for the session, and for each test a folder of its own in the bucket, with somebody between who counts."""

import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from data.objects import bucket, following, pushing
from data.snapshot import list_snapshots
from tests.objects.between import Between
from tests.objects.server import BUCKET, READER, WRITER, Server


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("objects"))


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server that most tests share; a test that ends one starts its own."""
    running = Server(tmp_path_factory.mktemp("objects") / "server").start()
    yield running
    running.kill()


@pytest.fixture
def between(server: Server) -> Iterator[Between]:
    """Who passes everything on to the server."""
    with Between(server.port).running() as standing:
        yield standing


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch, between: Between) -> Callable[..., None]:
    """Sets where snapshots lie: in a new folder of the bucket, read through ``between`` with the reader's key."""
    prefix = f"t-{secrets.token_hex(6)}"

    def tell(key: tuple[str, str] | None = READER, **others: str) -> None:
        plain = {"": f"s3://{BUCKET}/{prefix}", "_ENDPOINT": f"http://127.0.0.1:{between.port}"}
        plain |= {"_KEY_ID": key[0], "_SECRET": key[1]} if key else {"_KEY_ID": "", "_SECRET": ""}
        for name, value in (plain | {f"_{name}" if name else "": value for name, value in others.items()}).items():
            monkeypatch.setenv(f"TEMIS_OBJECTS{name}", value)

    monkeypatch.setattr(
        bucket, "_PAGE", bucket._COMMAND
    )  # on a busy machine nothing is late; what is, is tried by name
    monkeypatch.setattr(bucket, "_REST", 0.2)  # a server that comes back in a test is asked again soon
    bucket.connect.cache_clear()
    following._BEHIND.clear()
    tell()
    return tell


@pytest.fixture
def as_writer(told: Callable[..., None]) -> Iterator[Callable[[Callable], object]]:
    """Does something with the key that may write, then the reader's holds again."""

    def do(what: Callable[[], object]) -> object:
        told(WRITER)
        try:
            return what()
        finally:
            told()

    return do


@pytest.fixture(scope="session")
def bucket_of_the_demo(server: Server, demo_state: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable:
    """The whole demo, put into a folder of the bucket once; what is returned sets that folder."""
    place = f"s3://{BUCKET}/demo-{secrets.token_hex(6)}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TEMIS_OBJECTS", place)
        patch.setenv("TEMIS_OBJECTS_ENDPOINT", f"http://127.0.0.1:{server.port}")
        patch.setenv("TEMIS_OBJECTS_KEY_ID", WRITER[0])
        patch.setenv("TEMIS_OBJECTS_SECRET", WRITER[1])
        for snapshot in list_snapshots(demo_state)[0]:
            pushing.push(demo_state, snapshot.id)
    return lambda told: told(**{"": place})
