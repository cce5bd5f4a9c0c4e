"""Every question, asked through the dashboard and by hand, and of the rows of the people themselves."""

import statistics
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

import duckdb
import polars as pl
from polars.testing import assert_frame_equal

from data import history
from data.snapshot import Snapshot
from data.store import Store, open_store
from queries import runner
from tests.bench import by_hand, clock, markdown
from tests.bench.calls import CALLS, SCOPES, Call
from tests.bench.clock import Duel

_QUERIES = Path(runner.__file__).parent
# two dates, as in the tests, are not enough for any row
_OF_A_PAST = {"forecast/backtest.sql", "forecast/backtest_summary.sql"}


class Row(NamedTuple):
    """One question's times in ms; ``straight`` is None where the question is not about people."""

    path: str
    cold: float
    remembered: float
    hand: Duel
    straight: Duel | None

    @property
    def ratio(self) -> float:
        """Warm over by hand: what generality and checks cost."""
        return self.hand.ratio


def hold_complete() -> None:
    """Raise LookupError unless every question has a call and its queries by hand, and none is left over."""
    asked = {question.path for question in runner.QUESTIONS}
    asked |= {path.relative_to(_QUERIES).as_posix() for path in _QUERIES.glob("*/*.sql")}
    about_people = {path for path in asked if path.startswith(by_hand.ABOUT_PEOPLE)}
    for name, wanted, there in (
        ("calls", asked, set(CALLS)),
        ("by_hand", asked, _files(by_hand.BY_HAND)),
        ("straight", about_people, _files(by_hand.STRAIGHT)),
    ):
        if wanted != there:
            raise LookupError(f"{name}: missing {sorted(wanted - there)}, left over {sorted(there - wanted)}")


def measure(snapshot: Snapshot, state: Path, rounds: int) -> list[Row]:
    """The times of every question; raises AssertionError where an answer by hand differs."""
    hold_complete()
    return [row for name in SCOPES for row in _measure_store(name, snapshot, state, rounds)]


def _measure_store(name: str, snapshot: Snapshot, state: Path, rounds: int) -> list[Row]:
    """The questions that one store answers, each cold before any is asked again."""
    paths = [path for path, call in CALLS.items() if call.store == name]
    with by_hand.open_by_hand(snapshot, SCOPES[name], history.path(state)) as hand:
        by_hand.ask(hand, "select 1")  # the first frame of a process imports what it needs
        store = open_store(snapshot, SCOPES[name], history.path(state))
        runner.forget()
        cold = [clock.milliseconds(partial(_ask, store, CALLS[path])) for path in paths]
        rows = [_measure_one(path, first, store, hand, rounds) for path, first in zip(paths, cold, strict=True)]
        store.close()
    return rows


def _measure_one(path: str, cold: float, store: Store, hand: duckdb.DuckDBPyConnection, rounds: int) -> Row:
    ours = partial(_ask, store, CALLS[path])
    others = _other_sides(path, store, hand)
    hold_equal(path, ours(), *(other() for other in others))
    by_hand_, *straight = [clock.duel(rounds, (runner.forget, ours), (_nothing, other)) for other in others]
    ours()
    remembered = statistics.median(clock.milliseconds(ours) for _ in range(rounds))
    return Row(path, cold, remembered, by_hand_, straight[0] if straight else None)


def _other_sides(path: str, store: Store, hand: duckdb.DuckDBPyConnection) -> list[Callable[[], pl.DataFrame]]:
    text = (by_hand.BY_HAND / path).read_text(encoding="utf-8")
    sides = [partial(by_hand.ask, hand, text)]
    if path.startswith(by_hand.ABOUT_PEOPLE):
        straight = (by_hand.STRAIGHT / path).read_text(encoding="utf-8")
        files = by_hand.rows_of_people(store.snapshot, store.scope, straight)
        sides.append(partial(by_hand.ask, hand, straight, files))
    return sides


def hold_equal(path: str, answer: pl.DataFrame, hand: pl.DataFrame, straight: pl.DataFrame | None = None) -> None:
    """Raise AssertionError unless by hand is the same answer, and straight the same where there are people."""
    assert answer.height or path in _OF_A_PAST, f"{path} is asked for nothing"
    try:
        assert_frame_equal(hand, answer)
        if straight is not None:
            counted = answer.select(straight.columns).drop_nulls()
            assert counted.height, "counts nobody"
            assert_frame_equal(straight.drop_nulls(), counted, check_row_order=False)
    except AssertionError as difference:
        raise AssertionError(f"{path}: {difference}") from difference


def as_markdown(rows: list[Row], rounds: int) -> str:
    """The questions table, with the median and the worst ratio below it."""
    header = ("question", "cold ms", "warm ms", "remembered ms", "by hand ms", "warm ÷ by hand")
    header += ("straight ms", "warm ÷ straight")
    lines = [_line(row) for row in rows]
    worst = max(rows, key=lambda row: row.ratio)
    saved = [row.straight.ratio for row in rows if row.straight]
    return "\n\n".join(
        (
            "## Questions",
            f"Medians of {rounds} rounds, the sides taking turns; a ratio is the median of the rounds' own. "
            "Cold: the first ask after the store is opened. Warm: nothing remembered. By hand: a terse query for "
            "the same answer, asserted equal. Straight: the main counts from the rows of the people (parquet), "
            "asserted equal.",
            markdown.table(header, lines),
            f"{len(rows)} questions. Warm ÷ by hand: median {statistics.median(row.ratio for row in rows):.2f}, "
            f"worst {worst.ratio:.2f} ({worst.path}). Warm ÷ straight: median {statistics.median(saved):.3f}, "
            f"worst {max(saved):.3f}.",
        )
    )


def _line(row: Row) -> tuple[object, ...]:
    straight = (row.straight.other, row.straight.ratio) if row.straight else (None, None)
    return (
        row.path.removesuffix(".sql"),
        row.cold,
        row.hand.ours,
        row.remembered,
        row.hand.other,
        row.ratio,
        *straight,
    )


def _ask(store: Store, call: Call) -> pl.DataFrame:
    return call.function(store, **call.values)


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.glob("*/*.sql")}


def _nothing() -> None:
    """What comes before a side that remembers nothing."""
