"""The server prepares what its first visitors will ask for: when it starts, and when something was published."""

from datetime import date
from types import SimpleNamespace

import pytest

from data import common, first_start, preparing
from pages.parts import following, opening
from tests.data.tiny import tiny


class _EndError(Exception):
    """Ends what would go on for ever."""


@pytest.fixture
def state(tmp_path, monkeypatch):
    """A state folder with one snapshot and nothing prepared, none of the embedded ones wanted."""
    monkeypatch.setenv("TEMIS_STATE", str(tmp_path))
    monkeypatch.setattr(first_start, "missing", lambda state: [])
    tiny(tmp_path)
    return tmp_path


@pytest.fixture
def begun(monkeypatch):
    """How often a process was begun to prepare; none really is."""
    made = []
    maker = SimpleNamespace(terminate=lambda: None, wait=lambda: 0)
    monkeypatch.setattr(preparing, "apart", lambda state: made.append(state) or maker)
    return made


def test_what_is_there_already_begins_no_process(state, begun):
    following.prepare_once(state)
    preparing.prepare(state)
    following.prepare_once(state)

    assert begun == [state]


def test_while_the_embedded_snapshots_are_made_nothing_is_prepared(state, begun, monkeypatch):
    monkeypatch.setattr(first_start, "missing", lambda state: ["mo-phong"])
    following.prepare_once(state)

    assert begun == []


def test_a_process_of_its_own_makes_it_before_anybody_opens(state):
    following.prepare_once(state)

    assert list((state / common.FOLDER).glob("*.duckdb"))
    assert not preparing.is_needed(state)


def test_it_is_done_at_the_start_and_again_once_a_publishing_has_come_to_rest(state, begun, monkeypatch):
    looks = []

    def rest(seconds):
        looks.append(len(begun))
        if len(looks) == 2:
            tiny(state, name="later", as_of=date(2022, 6, 30))
        if len(looks) == 5:
            raise _EndError

    monkeypatch.setattr(following.time, "sleep", rest)
    with pytest.raises(_EndError):
        following._prepare_always()

    assert looks == [1, 1, 1, 2, 2]
    assert opening.changed()[0] > 0
