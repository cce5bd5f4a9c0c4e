"""The bench itself: nothing escapes it, and what is written by hand gives the same answers."""

import polars as pl
import pytest

from data import access
from queries.runner import QUESTIONS
from tests.bench import questions, screens
from tests.bench.building import snapshot_in
from tests.bench.calls import CALLS
from tests.bench.clock import Duel


def test_every_question_has_a_call_and_a_query_by_hand():
    questions.hold_complete()


def test_every_question_is_answered_the_same_by_hand_and_has_its_row(demo_state):
    rows = questions.measure(snapshot_in(demo_state), demo_state, rounds=1)

    assert {row.path for row in rows} == {question.path for question in QUESTIONS}
    assert all(row.ratio > 0 for row in rows)
    assert "questions. Warm ÷ by hand: median" in questions.as_markdown(rows, rounds=1)


def test_a_question_left_out_is_a_loud_failure(monkeypatch):
    monkeypatch.delitem(CALLS, "completion/chain.sql")

    with pytest.raises(LookupError, match=r"calls: missing \['completion/chain\.sql'\]"):
        questions.hold_complete()


def test_another_answer_by_hand_is_a_loud_failure():
    frame = pl.DataFrame({"enrolments": [10, 20]})

    with pytest.raises(AssertionError, match=r"completion/chain\.sql"):
        questions.hold_equal("completion/chain.sql", frame, frame + 1)


def test_every_screen_is_opened_and_what_it_asks_is_held_against_the_same_by_hand(demo_state):
    rows = [questions.Row(path, 1.0, 1.0, Duel(2.0, 1.0, 2.0), None) for path in CALLS]

    measured = screens.measure(rows, demo_state, rounds=1)

    assert [screen.name for screen in measured] == list(access.SCREENS)
    asking = [screen for screen in measured if screen.asked]
    assert all(screen.ratio == 2.0 and screen.whole > screen.ours > 0 for screen in asking)
    assert f"of {len(measured)} screens ask within" in screens.as_markdown(measured, rounds=1)
