"""How long a store takes to open and how much it holds, beside the same tables loaded bare."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from data import history
from data.store import open_store
from tests.bench import by_hand, clock, markdown
from tests.bench.building import snapshot_in
from tests.bench.calls import PROVINCE, SCOPES

_SAID = {"national": "whole country", "unit": f"province {PROVINCE} with its schools"}


def measure(state: Path, rounds: int) -> list[tuple[object, ...]]:
    """A row for each scope: cold, again, memory; the same bare; and the ratio."""
    return [_measure_one(state, scope, rounds) for scope in SCOPES]


def as_markdown(rows: list[tuple[object, ...]], rounds: int) -> str:
    """The opening table."""
    header = ("store", "cold ms", "again ms", "holds MB", "bare cold ms", "bare again ms", "bare holds MB", "ratio")
    return "\n\n".join(
        (
            "## Opening",
            "Cold: first in a fresh process, modules imported, files in the page cache. Again: median of "
            f"{rounds} more in one process, taking turns with bare. Holds: what the process grew by at the cold "
            "opening. Bare: `create table … from read_parquet` of the same files, nothing verified or locked. "
            "Ratio: again ÷ bare again, median over the rounds.",
            markdown.table(header, rows),
        )
    )


def _measure_one(state: Path, scope: str, rounds: int) -> tuple[object, ...]:
    ours, held = clock.alone(cold, state, scope, "store")
    bare, bare_held = clock.alone(cold, state, scope, "bare")
    again = clock.alone(warm, state, scope, rounds)
    return (_SAID[scope], ours, again.ours, held, bare, again.other, bare_held, again.ratio)


def cold(state: Path, scope: str, side: str) -> tuple[float, float]:
    """Ms and MB of the first opening in this process."""
    opened: list[Any] = []
    before = clock.memory()
    taken = clock.milliseconds(lambda: opened.append(_opener(state, scope, side)()))
    held = clock.memory() - before
    opened[0].close()
    return taken, held


def warm(state: Path, scope: str, rounds: int) -> clock.Duel:
    """Opening a store and loading it bare, turn by turn."""
    ours, bare = (_Side(_opener(state, scope, side)) for side in ("store", "bare"))
    seen = clock.duel(rounds, (ours.close, ours.open), (bare.close, bare.open))
    ours.close()
    bare.close()
    return seen


class _Side:
    """One side of the comparison: each opening but the last is closed before the next, unmeasured."""

    def __init__(self, opener: Callable[[], Any]) -> None:
        self._opener = opener
        self._opened = opener()  # the cold one

    def open(self) -> None:
        self._opened = self._opener()

    def close(self) -> None:
        self._opened.close()


def _opener(state: Path, scope: str, side: str) -> Callable[[], Any]:
    open_side = open_store if side == "store" else by_hand.open_by_hand
    snapshot = snapshot_in(state)
    return lambda: open_side(snapshot, SCOPES[scope], history.path(state))
