"""Runs over all provinces: watched, stopped, forgotten, shared by equal wishes, one at a time."""

import io
import itertools
import threading
import time
import zipfile

import pytest

from data.errors import PaperError
from pages.papers import runs

_WISH = itertools.count()


@pytest.fixture
def wish():
    """A key that nobody else uses."""
    return ("test", next(_WISH))


class Slow:
    """Places whose papers are made one by one, when the test says so."""

    def __init__(self, places: int) -> None:
        self.places, self.closed = places, threading.Event()
        self.go = threading.Semaphore(0)

    def __call__(self):
        try:
            for number in range(self.places):
                assert self.go.acquire(timeout=10)
                yield str(number), [(f"{number}.docx", b"paper"), (f"{number}.pdf", b"page")]
        finally:
            self.closed.set()


def _until(run: runs.Run, is_so) -> None:
    for _ in range(500):
        if is_so(run):
            return
        time.sleep(0.01)
    raise AssertionError(f"still {run.state}, {run.done} of {run.total}")


def _over(run: runs.Run) -> runs.Run:
    _until(run, lambda each: each.is_over)
    return run


def test_a_run_tells_how_far_it_is_and_ends_with_everything(wish):
    slow = Slow(2)
    run = runs.begin(wish, slow, 2)
    slow.go.release()
    _until(run, lambda each: each.done == 1)
    assert (run.share, run.state, run.content()) == (0.5, "running", b"")
    slow.go.release()
    _over(run)

    pack = zipfile.ZipFile(io.BytesIO(run.content()))
    assert pack.namelist() == ["0.docx", "0.pdf", "1.docx", "1.pdf"]
    assert (run.state, run.share, run.size) == ("ended", 1.0, len(run.content()))
    assert slow.closed.is_set()


def test_equal_wishes_are_one_run_and_what_it_made_is_given_again(wish):
    slow = Slow(1)
    first, second = (runs.begin(wish, slow, 1) for _ in range(2))
    slow.go.release()
    _over(first)

    assert first is second is runs.begin(wish, slow, 1) is runs.found(wish)


def test_a_run_that_is_told_to_stop_lets_go_what_it_made_and_can_be_begun_anew(wish):
    slow = Slow(3)
    run = runs.begin(wish, slow, 3)
    slow.go.release()
    _until(run, lambda each: each.done == 1)
    run.stop()
    slow.go.release()
    _over(run)

    assert (run.state, run.content(), run.is_there) == ("stopped", b"", False)
    assert slow.closed.is_set(), "the store of the run is closed with it"
    other = Slow(1)
    again = runs.begin(wish, other, 1)
    other.go.release()
    assert _over(again).state == "ended"


def test_what_goes_wrong_is_kept_for_whoever_watches(wish):
    def fails():
        yield "01", [("01.docx", b"")]
        raise PaperError("papers_place", place="99", division=63)

    run = _over(runs.begin(wish, fails, 2))

    assert run.state == "failed"
    assert run.error.code == "papers_place"
    assert run.content() == b""


def test_a_run_that_nobody_watches_any_more_stops_by_itself(wish, monkeypatch):
    slow = Slow(2)
    run = runs.begin(wish, slow, 2)
    monkeypatch.setattr(runs, "_FORGOTTEN", -1.0)
    slow.go.release()

    assert _over(run).state == "stopped"


def test_runs_wait_for_each_other_and_one_that_waits_can_be_stopped(wish):
    first, second = Slow(1), Slow(1)
    going, waits = runs.begin((*wish, 1), first, 1), runs.begin((*wish, 2), second, 1)
    _until(going, lambda each: each.state == "running")
    assert waits.state == "waiting"
    waits.stop()
    _over(waits)
    first.go.release()

    assert (_over(going).state, waits.state) == ("ended", "stopped")


def test_only_the_last_few_that_ended_are_kept(wish):
    made = []
    for number in range(5):
        slow = Slow(1)
        slow.go.release()
        made.append(_over(runs.begin((*wish, number), slow, 1)))

    assert [run.is_there for run in made] == [False, False, True, True, True]
    assert made[0].content() == b""
    assert runs.found((*wish, 0)) is None
