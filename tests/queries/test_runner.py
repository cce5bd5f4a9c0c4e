"""What is remembered: once for all who ask, within its bounds, and as it was answered."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import polars as pl
import pytest

from queries.runner import _Memory, _weight


def _answer(rows: int = 1) -> pl.DataFrame:
    return pl.DataFrame({"n": range(rows)})


def _memory(most: int = 9, most_bytes: int = 1_000_000) -> _Memory:
    return _Memory(most=most, most_bytes=most_bytes)


def test_two_who_ask_the_same_at_once_ask_once():
    memory, asked, together = _memory(), [], threading.Barrier(2)

    def make():
        asked.append("asked")
        time.sleep(0.1)
        return _answer()

    def ask(_):
        together.wait(timeout=5)
        return memory.get("key", make)

    with ThreadPoolExecutor(2) as readers:
        first, second = readers.map(ask, range(2))

    assert asked == ["asked"]
    assert first is second


def test_other_questions_do_not_wait_for_one_that_is_being_asked():
    memory, holds = _memory(), threading.Event()

    def slow():
        assert holds.wait(timeout=5)
        return _answer()

    with ThreadPoolExecutor(1) as reader:
        waiting = reader.submit(memory.get, "slow", slow)
        quick = memory.get("quick", _answer)
        holds.set()

        assert quick.height == 1
        assert waiting.result(timeout=5).height == 1


def test_what_failed_is_asked_again_by_the_next():
    memory = _memory()

    def fails():
        raise ValueError("once")

    with pytest.raises(ValueError, match="once"):
        memory.get("key", fails)

    assert memory.get("key", _answer).height == 1


@pytest.mark.parametrize("bounds", [{"most": 2}, {"most_bytes": 2 * _weight(_answer(100))}])
def test_the_answer_that_was_longest_not_asked_for_is_forgotten_first(bounds):
    memory, asked = _memory(**bounds), []

    def ask(key):
        return memory.get(key, lambda: asked.append(key) or _answer(100))

    for key in ("a", "b", "a", "c", "a", "b"):
        ask(key)

    assert asked == ["a", "b", "c", "b"]


def test_an_answer_larger_than_all_room_is_given_and_not_kept():
    memory = _memory(most_bytes=10)

    assert memory.get("key", lambda: _answer(1000)).height == 1000
    assert memory.get("key", _answer).height == 1
