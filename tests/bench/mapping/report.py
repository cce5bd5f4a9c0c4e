"""What was measured, as tables with the goals beside them, and as plain data."""

import math
import statistics
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.bench import markdown
from tests.bench.mapping.contestants import BARE, OURS, PLOTLY
from tests.bench.mapping.rounds import Taken

MOST_TIMES_BARE = 1.3
MOST_BYTES = 6_000
MOST_OF_PLOTLY = 0.5

_HOW = Path(__file__).with_name("how.md").read_text(encoding="utf-8").strip()
_FIRST = (
    "From the start of the navigation to the end of the first frame with the map in colour. Cold: a fresh window with "
    "nothing kept, the server already visited once. Warm: the same window again. Bytes until the page is quiet."
)
_WHERE = "The parts of a Streamlit change, medians in ms; the answer is the last message that came before the paint."


_BOUND = "Frames as a screen of 60 a second shows them: every time is a whole number of such frames."
_UNBOUND = "Frames whenever there is something to show, so that times tell work and not waiting for a screen."


def as_markdown(results: Sequence[Taken], *, is_bound: bool = False) -> str:
    """The tables of changes, of their parts, of first visits, and the goals."""
    rounds = max(len(taken.changes) for taken in results)
    visits = max(len(taken.cold) for taken in results)
    parts = (
        "## Map: from filter change to painted map",
        _BOUND if is_bound else _UNBOUND,
        f"{_HOW}\n\n{rounds} changes each; p95 is number {_rank(rounds)} of {rounds} in order. "
        "Ratio: to the bare rerun of the same round, median.",
        _changes(results),
        _WHERE,
        _where(results),
        f"Goals: {goals(results)}",
        "### First paint",
        f"{_FIRST} Medians of {visits} visits.",
        _visits(results),
    )
    return "\n\n".join(parts)


def as_data(results: Sequence[Taken]) -> list[dict[str, Any]]:
    """Every single measurement."""
    return [
        {"name": taken.contestant.name, "why_not": taken.why_not}
        | {kind: [asdict(each) for each in getattr(taken, kind)] for kind in ("changes", "cold", "warm")}
        for taken in results
    ]


def bytes_of(taken: Taken) -> float:
    """Median bytes of a change."""
    return statistics.median(change.bytes for change in taken.changes)


def goals(results: Sequence[Taken]) -> str:
    """Each goal with what was reached; only those that the present contestants allow."""
    of = {taken.contestant: taken for taken in results if taken.changes}
    said = []
    if BARE in of:
        said.append(_goal("× the bare rerun", _ratio(of[OURS], of[BARE]), MOST_TIMES_BARE))
    said.append(_goal("bytes a change", bytes_of(of[OURS]), MOST_BYTES))
    if PLOTLY in of:
        said.append(_goal("of the stock Plotly map's bytes", bytes_of(of[OURS]) / bytes_of(of[PLOTLY]), MOST_OF_PLOTLY))
    return "; ".join(said) + "."


def _goal(what: str, reached: float, most: float) -> str:
    digits = 0 if most > 10 else 2
    return f"≤ {most:,} {what}: {reached:,.{digits}f}, {'met' if reached <= most else 'NOT met'}"


def _changes(results: Sequence[Taken]) -> str:
    of = {taken.contestant: taken for taken in results}
    bare, plotly = of.get(BARE), of.get(PLOTLY)
    header = ("page", "median ms", "p95 ms", "ratio", "p95 ÷ bare p95", "bytes a change", "÷ stock Plotly")
    return markdown.table(header, (_change(taken, bare, plotly) for taken in results))


def _change(taken: Taken, bare: Taken | None, plotly: Taken | None) -> tuple[object, ...]:
    if not taken.changes:
        return (_said(taken), *[None] * 6)
    times = [change.painted for change in taken.changes]
    size = bytes_of(taken)
    return (
        _said(taken),
        float(statistics.median(times)),
        _p95(times),
        _ratio(taken, bare) if bare else None,
        _p95(times) / _p95([change.painted for change in bare.changes]) if bare else None,
        round(size),
        size / bytes_of(plotly) if plotly and plotly.changes else None,
    )


def _where(results: Sequence[Taken]) -> str:
    header = ("page", "click to question", "question to answer", "answer to paint")
    return markdown.table(header, (_parts(taken) for taken in results if taken.changes and taken.changes[0].left))


def _parts(taken: Taken) -> tuple[object, ...]:
    def median(values: list[float]) -> float:
        return float(statistics.median(values))

    return (
        taken.contestant.said,
        median([change.left for change in taken.changes]),
        median([change.came - change.left for change in taken.changes]),
        median([change.painted - change.came for change in taken.changes]),
    )


def _visits(results: Sequence[Taken]) -> str:
    bare = next((taken for taken in results if taken.contestant == BARE), None)
    header = ("page", "cold ms", "cold ÷ bare", "cold KB", "warm ms", "warm ÷ bare", "warm KB")
    return markdown.table(header, (_visit(taken, bare) for taken in results))


def _visit(taken: Taken, bare: Taken | None) -> tuple[object, ...]:
    if not taken.cold:
        return (_said(taken), *[None] * 6)
    cells: list[object] = [_said(taken)]
    for kind in ("cold", "warm"):
        took, base = _paint(taken, kind), _paint(bare, kind) if bare else None
        weighed = statistics.median(paint.bytes for paint in getattr(taken, kind))
        cells += [took, took / base if base else None, round(weighed / 1000)]
    return tuple(cells)


def _paint(taken: Taken, kind: str) -> float:
    return float(statistics.median(paint.painted for paint in getattr(taken, kind)))


def _said(taken: Taken) -> str:
    return f"{taken.contestant.said}; not measured: {taken.why_not}" if taken.why_not else taken.contestant.said


def _ratio(taken: Taken, bare: Taken) -> float:
    pairs = zip(taken.changes, bare.changes, strict=True)
    return float(statistics.median(ours.painted / other.painted for ours, other in pairs))


def _p95(values: Sequence[float]) -> float:
    return float(sorted(values)[_rank(len(values)) - 1])


def _rank(count: int) -> int:
    """Which of so many, in order, is the 95th percentile (nearest rank)."""
    return math.ceil(0.95 * count)
