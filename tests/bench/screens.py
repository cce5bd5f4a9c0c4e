"""What every screen asks when it opens, all its questions together, beside the same questions by hand."""

import os
import statistics
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

from streamlit.testing.v1 import AppTest

from data import access, first_start
from queries import runner
from tests.bench import clock, markdown
from tests.bench.questions import Row

_DOOR = str(Path(__file__).resolve().parents[2] / "app.py")
_OPENED = {"province": "01", "lang": "vi"}  # with a province, so that what stands under it is asked too
GOAL = 150  # ms


class Screen(NamedTuple):
    """One screen: how many questions it asks, ms of all of them, and the same by hand; ``whole`` is the run in ms."""

    name: str
    asked: int
    ours: float
    hand: float
    ratio: float
    whole: float


def measure(rows: list[Row], state: Path, rounds: int) -> list[Screen]:
    """Open every screen ``rounds`` times with nothing remembered, its store open; what it asked, and for how long.

    ``ours`` is what the questions took as the screen asked them; ``ratio`` sets the questions' own duels against each
    other, each as often as the screen asks it.
    """
    by_path = {row.path: row for row in rows}
    with _on(state):
        return [_screen(name, by_path, rounds) for name in access.SCREENS]


def _screen(name: str, by_path: dict[str, Row], rounds: int) -> Screen:
    _open(_entered(), name)  # opens its stores
    seen = [_once(name) for _ in range(rounds)]
    asked = Counter(seen[-1][0])
    ours, hand = (sum(getattr(by_path[path].hand, side) * times for path, times in asked.items())
                  for side in ("ours", "other"))  # fmt: skip
    took, whole = (statistics.median(each[place] for each in seen) for place in (1, 2))
    return Screen(name, asked.total(), took, hand, ours / hand if hand else 1.0, whole)


def _once(name: str) -> tuple[list[str], float, float]:
    """The questions asked, ms they took, ms of the whole run."""
    run = _entered()
    runner.forget()
    paths: list[str] = []
    took: list[float] = []
    fresh = runner.Question._fresh

    def timed(question: runner.Question, store: Any, values: dict[str, Any]) -> Any:
        answer: list[Any] = []
        took.append(clock.milliseconds(lambda: answer.append(fresh(question, store, values))))
        paths.append(question.path)
        return answer[0]

    with mock.patch.object(runner.Question, "_fresh", timed):
        whole = clock.milliseconds(lambda: _open(run, name))
    return paths, sum(took), whole


def _entered() -> AppTest:
    """A visitor who has come through the front door."""
    return _with_choice(AppTest.from_file(_DOOR, default_timeout=120)).run()


def _with_choice(run: AppTest) -> AppTest:
    for each, value in _OPENED.items():
        run.query_params[each] = value
    return run


def _open(run: AppTest, name: str) -> None:
    _with_choice(run).switch_page(f"pages/screens/{name}.py").run()
    assert not run.exception, f"{name} does not open"


@contextmanager
def _on(state: Path) -> Iterator[None]:
    with (
        mock.patch.dict(os.environ, {"TEMIS_STATE": str(state)}),
        mock.patch.object(first_start, "missing", return_value=[]),
    ):
        yield


def as_markdown(screens: list[Screen], rounds: int) -> str:
    """The screens table."""
    header = ("screen", "questions", "ms of all", "by hand ms", "ours ÷ by hand", "whole run ms")
    within = sum(screen.ours <= GOAL for screen in screens)
    worst = max(screens, key=lambda screen: screen.ratio)
    return "\n\n".join(
        (
            "## Screens",
            f"Medians of {rounds} openings of each screen in this process with one province chosen, its store open and "
            "nothing remembered. By hand: the same questions' hand-written queries, each as often as the screen asks.",
            markdown.table(header, [tuple(screen) for screen in screens]),
            f"{within} of {len(screens)} screens ask within {GOAL} ms; worst ratio {worst.ratio:.2f} ({worst.name}).",
        )
    )
