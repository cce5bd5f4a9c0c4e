"""Worlds for the attacks, each made once a run."""

import logging
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.attack import worlds
from tests.attack.visiting_worlds import Pair
from tests.attack.who import EVERYBODY
from tests.conftest import once


@pytest.fixture(scope="session")
def pair_of(demo_state: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Pair]:
    """The two worlds of an attacker, by their name."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    one = once(shared / "attack-one", lambda into: worlds.first(demo_state, into))

    def pair(name: str) -> Pair:
        who = EVERYBODY[name]
        return Pair(who, one, once(shared / f"attack-{name}", lambda into: worlds.other(one, who, into)))

    return pair


@pytest.fixture(autouse=True)
def without_a_failed_screen(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """No screen may fail on the way: two that fail alike would look the same."""
    with caplog.at_level(logging.ERROR):
        yield
    failed = [record.getMessage() for record in caplog.get_records("call") if record.exc_info]
    assert failed == []
