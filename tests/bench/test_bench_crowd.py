"""The bench of the crowd runs in little, takes out what it says it takes out, and judges what it found."""

import os
import shutil
from types import SimpleNamespace

import plotly.graph_objects as go
import polars as pl
import pytest

from data import first_start, history
from data.access import Scope
from data.common import kept
from data.snapshot import list_snapshots
from data.store import open_store
from pages.figures import drawing
from pages.parts import dress, opening, serving
from queries import runner
from tests.bench.crowd import command, deadline, report, without
from tests.bench.crowd.measuring import Kind, Row, Times, measure
from tests.operation.site import MISSING, NGINX

TIMES = Times(measured=4.0, warming=4.0, think=0.5)


@pytest.fixture
def put_back(monkeypatch):
    """What measures stand in is as it was, after a test that takes them out."""
    for where, name in (
        (kept, "attach"),
        (opening, "store"),
        (runner._answers, "get"),
        (drawing, "figure"),
        (dress, "warm_beside"),
        (serving, "no_watching"),
    ):
        monkeypatch.setattr(where, name, getattr(where, name))


@pytest.fixture(scope="module")
def state(demo_state, tmp_path_factory):
    """A state folder that lacks nothing, with offices of the 63 provinces."""
    if NGINX is None:
        (pytest.fail if os.environ.get("TEMIS_BROWSER_TESTS") == "required" else pytest.skip)(MISSING)
    folder = shutil.copytree(demo_state, tmp_path_factory.mktemp("crowd") / "state")
    folder.joinpath("access.toml").write_text("division = 63\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as told:
        told.setenv("TEMIS_DEMO_SCALE", "0.002")
        first_start.prepare(folder, lambda step: None)
    return folder


@pytest.mark.xdist_group("operation")
@pytest.mark.parametrize("lacks", [(), command.MEASURES], ids=["all", "without"])
def test_a_few_visitors_choose_and_are_answered_without_an_error(state, lacks):
    row = measure(Kind(1, 3, lacks), state, TIMES)

    assert row.errors == []
    assert row.in_time > 0
    assert min(row.waited) > 0
    assert len(row.at_end) == len(row.base) == 1
    assert row.processor > 0 < row.visitors


@pytest.mark.xdist_group("operation")
def test_a_row_whose_process_grows_beyond_the_ceiling_is_stopped(state):
    row = measure(Kind(1, 1), state, TIMES, ceiling=10.0)

    assert row.stopped is not None
    assert row.stopped < TIMES.warming
    assert "beyond 6 GB" in report.as_markdown([row], TIMES)


def test_each_session_without_shared_stores_holds_its_own(demo_state, put_back, monkeypatch):
    monkeypatch.setattr(without, "st", SimpleNamespace(session_state={}))
    monkeypatch.setenv("TEMIS_STATE", str(demo_state))
    snapshot = list_snapshots(demo_state)[0][0]
    shared = opening.store(snapshot, Scope.everything())
    without._without_stores()

    first = opening.store(snapshot, Scope.everything())
    again = opening.store(snapshot, Scope.everything())
    without.st.session_state = {}  # another session
    other = opening.store(snapshot, Scope.everything())

    assert first is again is not other
    assert shared not in (first, other)
    assert first.rows == shared.rows
    for number in range(without.KEPT + 1):
        opening.store(snapshot, Scope.of_province(f"{number:02}"))
    assert len(without.st.session_state["stores-of-this-session"]) == without.KEPT


def test_a_store_without_sharing_lies_in_memory(demo_state, put_back, tmp_path):
    snapshot = list_snapshots(demo_state)[0][0]
    without._without_stores()

    with open_store(snapshot, Scope.everything(), history.path(tmp_path)).cursor() as cursor:
        found = dict(cursor.execute("select database_name, path from duckdb_databases() where not internal").fetchall())

    assert found["common"] is found["own"] is None
    assert "prepared" not in found


def test_what_is_taken_out_is_gone(put_back, monkeypatch):
    monkeypatch.setattr(without.sys, "argv", ["streamlit"])
    kept_answer = pl.DataFrame({"a": [1]})
    runner._answers.get("the crowd asks", lambda: kept_answer)

    without.take_out("answers,drawing,freezing,watching,collecting")

    assert runner._answers.get("the crowd asks", lambda: None) is None
    with pytest.raises(ValueError, match="nonsense"):
        drawing.figure(go.Bar(), {"nonsense": 1})
    before = serving.AppSession.register_file_watchers
    serving.no_watching()
    assert serving.AppSession.register_file_watchers is before
    assert dress.warm_beside() is None
    assert without.sys.argv[-2:] == ["--runner.postScriptGC", "true"]


def test_what_the_dashboard_no_longer_has_cannot_be_taken_out():
    with pytest.raises(AttributeError):
        without._put(runner, "nothing_of_the_kind", None)
    with pytest.raises(KeyError):
        without.take_out("nothing")


def test_every_measure_can_be_named_and_is_told_of():
    assert tuple(without.LACKS) == command.MEASURES == tuple(report._LACKING)


def test_the_largest_row_comes_once_more_without_the_measures():
    found = command.kinds([2, 1], [10, 1], ("stores",))

    assert [(kind.processes, kind.sessions) for kind in found] == [(1, 1), (1, 10), (2, 1), (2, 10), (2, 10)]
    assert [kind.lacks for kind in found] == [(), (), (), (), ("stores",)]
    assert command.kinds([1], [5], ()) == [Kind(1, 5)]


def _row(lacks=(), **found):
    told = {"seconds": 10.0, "in_time": 20, "base": [100.0, 100.0], "at_end": [150.0, 250.0], "processor": 1.0}
    return Row(Kind(2, 4, lacks), **(told | found))


def test_what_was_not_answered_counts_as_long_as_it_had_been_waited_for():
    ours = _row(taken=[0.1] * 18 + [0.2] * 2)
    other = _row(("stores",), taken=[0.5] * 18, unanswered=[40.0, 40.0])

    assert report.ratio(ours, other) == pytest.approx(0.2 / 40)


def test_goals_that_are_missed_are_said_to_be_missed():
    slow = _row(taken=[0.5] * 20, errors=["/ban-do: nothing was drawn"])
    other = _row(("stores", "answers"), taken=[1.0] * 20)

    told = report.as_markdown([slow, other], TIMES)

    assert "p95 with ÷ without the measures: 0.500** (goal 0.1: NOT met)" in told
    assert "errors with them: 1 (goal 0: NOT met); p95 500 ms (goal 250: NOT met)" in told
    assert "the first error: `/ban-do: nothing was drawn`" in told
    assert "- Without answers: no answer is remembered" in told
    assert "Without drawing" not in told


def test_goals_that_are_met_are_said_to_be_met():
    told = report.as_markdown([_row(taken=[0.05] * 20), _row(("stores",), taken=[1.0] * 20)], TIMES)

    assert "0.050** (goal 0.1: met); errors with them: 0 (goal 0: met); p95 50 ms (goal 250: met)" in told


def test_memory_of_a_session_is_what_all_processes_grew_by():
    assert report.a_session(_row()) == (150 + 250 - 200) / 4
    assert report.measured([_row(front=0.2)]) == deadline.Measured((1.0 + 0.2) / 20, 100.0, 50.0)


def test_a_deadline_day_is_63_offices_and_those_beside_them():
    day = deadline.need(deadline.Measured(processor=0.06, base=200.0, session=5.0))

    assert day.accounts == 63 * 12 + 60
    assert day.sessions == 490  # 0.6 of 816
    assert day.reruns_a_minute == pytest.approx(2 * 490 * 60 / 12)
    assert day.cores == 9  # 81.7 reruns a second of 0.06 s on cores filled to 0.6
    assert day.processes == 9
    assert day.gigabytes == pytest.approx((9 * 200 + 490 * 5) / 1000 + 1)


def test_cheap_reruns_still_need_a_process_for_each_hundred_sessions():
    day = deadline.need(deadline.Measured(processor=0.001, base=200.0, session=5.0))

    assert (day.cores, day.processes) == (1, 5)
    assert "**5 processes, 1 cores" in deadline.sentence(deadline.Measured(0.001, 200.0, 5.0))
