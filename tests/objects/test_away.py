"""A server that is killed while a store is made: what is on the disk and what came before opens, the rest says why."""

import time

import pytest

from data import access, first_start, history
from data.access import Scope
from data.errors import ObjectsError
from data.keeping import durably
from data.objects import following, listing, pushing
from data.store import Store
from pages.parts import opening
from pages.texts import Words
from pages.texts.problems import said
from tests.data.tiny import tiny
from tests.objects.between import Between
from tests.objects.server import BUCKET, WRITER, Server
from tests.objects.states import PROVINCE, put, seen, store_in
from tests.pages.test_screens import _notices, _open

GUEST = access.viewer_of({})


@pytest.fixture
def own(tmp_path, told):
    """A server of the test's own, which it may kill, with somebody between."""
    running = Server(tmp_path / "server").start()
    with Between(running.port).running() as between:
        told_so = {"": f"s3://{BUCKET}/rieng", "ENDPOINT": f"http://127.0.0.1:{between.port}"}
        yield running, between, lambda *key: told(*key, **told_so)
    running.kill()


def test_a_server_killed_in_the_middle_costs_what_was_not_fetched_and_is_read_again_when_it_is_back(
    own, tmp_path, told, monkeypatch
):
    server, between, tell = own
    states = tmp_path / "one", tmp_path / "other"
    made = tiny(states[0], name="kho")
    tell(WRITER)
    pushing.push(states[0], made.id)
    tell()
    monkeypatch.setenv("TEMIS_STATE", str(states[1]))
    on_disk = tiny(states[1], name="dia", series="khac")
    distant = seen(states[1])["kho"]
    store_in(states[1], distant, Scope.everything()).close()  # fetched before: the schools are not
    answered = iter(range(1_000))
    between.then = lambda: server.kill() if next(answered) == 0 else None

    began = time.monotonic()
    problem = opening.store(distant, PROVINCE)
    known = listing.every(states[1])[0]

    assert isinstance(problem, ObjectsError)
    assert problem.code == "objects_unreachable"
    assert time.monotonic() - began < 12
    assert isinstance(opening.store(distant, Scope.everything()), Store)
    assert isinstance(opening.store(on_disk, PROVINCE), Store)
    assert {each.id for each in known} == {"kho", "dia"}

    between.then = lambda: None
    server.start()
    time.sleep(0.3)
    assert isinstance(opening.store(distant, PROVINCE), Store), "what went wrong once is not remembered"


def test_a_page_that_wants_what_cannot_be_fetched_opens_another_and_says_why(tmp_path, as_writer, between, monkeypatch):
    state = tmp_path / "other"
    put(as_writer, tmp_path / "one", tiny(tmp_path / "one", name="kho"))
    monkeypatch.setenv("TEMIS_STATE", str(state))
    on_disk = tiny(state, name="dia")
    distant = seen(state)["kho"]
    between.spoil = (".", "fail")

    opened, store, problems = opening.last_good(distant, listing.every(state)[0], GUEST)

    assert (opened.id, store.snapshot.id) == (on_disk.id, on_disk.id)
    for lang in ("vi", "en"):
        assert f"127.0.0.1:{between.port}" in said(problems[0], Words(lang))


def test_the_first_page_sees_what_the_bucket_holds_and_the_history_follows(tmp_path, as_writer, monkeypatch):
    state = tmp_path / "other"
    put(as_writer, tmp_path / "one", tiny(tmp_path / "one", name="kho"))
    monkeypatch.setenv("TEMIS_STATE", str(state))
    state.mkdir()

    listed, problems = opening.snapshots()

    assert ([each.id for each in listed], problems) == (["kho"], [])
    _until(lambda: history.fits(state) and history.path(state).is_file())


def test_an_open_page_learns_of_what_was_pushed_since_without_waiting(tmp_path, as_writer, between, monkeypatch):
    state = tmp_path / "other"
    monkeypatch.setenv("TEMIS_STATE", str(state))
    state.mkdir()
    before = opening.changed()
    put(as_writer, tmp_path / "one", tiny(tmp_path / "one", name="kho"))
    monkeypatch.setattr(listing, "looked", lambda state: 1.0)  # long ago
    between.then = lambda: time.sleep(0.5)
    began = time.monotonic()

    opening.changed()

    assert time.monotonic() - began < 0.4
    _until(lambda: opening.changed() != before and [each.id for each in opening.snapshots()[0]] == ["kho"])
    _until(lambda: following._LOOKING.acquire(blocking=False))
    following._LOOKING.release()


def test_a_bucket_looked_at_a_moment_ago_is_not_asked_again(tmp_path, between, told, monkeypatch):
    monkeypatch.setenv("TEMIS_STATE", str(tmp_path))
    seen(tmp_path)
    between.asked.clear()

    for _ in range(50):
        opening.changed()

    assert between.asked == []


def test_what_a_history_lacks_because_the_bucket_was_away_comes_with_the_next_look(
    tmp_path, as_writer, between, monkeypatch
):
    put(as_writer, tmp_path / "one", tiny(tmp_path / "one", name="kho"))
    state = tmp_path / "other"
    between.spoil = ("/parts/", "fail")
    following.look(state)
    assert not history.fits(state)

    between.spoil = ("", "")
    time.sleep(0.3)
    following.look(state)

    assert history.fits(state)


def test_a_screen_with_the_bucket_away_opens_what_is_on_the_disk_and_says_what_is_missing(
    demo_state, tmp_path, told, between, monkeypatch
):
    monkeypatch.setenv("TEMIS_STATE", str(demo_state))
    monkeypatch.setattr(first_start, "missing", lambda state: [])
    between.spoil = (".", "fail")
    try:
        for lang, words in (("vi", "không trả lời"), ("en", "does not answer")):
            run = _open("overview", lang=lang)
            assert not run.exception
            (notice,) = _notices(run, "error")
            assert words in notice
            assert len(run.get("html")) > 10
    finally:
        _until(lambda: following._LOOKING.acquire(blocking=False))
        following._LOOKING.release()
        durably.remove(demo_state / "objects")


def _until(done, seconds=20.0):
    last = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < last, "it did not come about"
        time.sleep(0.05)
