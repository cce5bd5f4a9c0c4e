"""What was measured, as one table of ratios to the dashboard, and the times behind them."""

import math
import statistics
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.bench import markdown
from tests.bench.peers.contestants import OURS
from tests.bench.peers.driving import TASKS, Timing
from tests.bench.peers.rounds import STARTED, Taken

_HOW = Path(__file__).with_name("how.md").read_text(encoding="utf-8").strip()
_TITLES = {
    "open": "open the map",
    "module": "change module",
    "province": "go to a province",
    "export": "export its table",
    "link": "deep link, cold",
    STARTED: "the same, server just started",
}
_ALL = (*TASKS, STARTED)


def as_markdown(results: Sequence[Taken]) -> str:
    """The ratios, where the dashboard is not ahead, and medians, 95th percentiles, bytes and starts."""
    ours = next(taken for taken in results if taken.contestant == OURS)
    others = [taken for taken in results if taken is not ours]
    parts = (
        "## Five tasks beside others",
        _HOW,
        "### Times ÷ this dashboard's",
        f"Median (95th percentile) of {_counts(ours)}. Above 1: this dashboard is ahead.",
        _table(others, lambda taken, task: _ratio(taken, ours, task)),
        _verdict(others, ours),
        "### Milliseconds until the result is painted, median (95th percentile)",
        _table(results, _times),
        "### Milliseconds until the page changes no more, median",
        _table([taken for taken in results if taken.contestant.place], _still),
        "### Kilobytes over the wire, median",
        _table(results, _weight),
        "### Seconds from the start of the server's process until it answers, median",
        markdown.table(("", "s"), [(_said(taken), _middle(taken.starts)) for taken in results]),
    )
    return "\n\n".join(parts)


def as_data(results: Sequence[Taken]) -> list[dict[str, Any]]:
    """Every single measurement."""
    return [
        {"name": taken.contestant.name, "why_not": taken.why_not, "starts": taken.starts}
        | {"timings": [asdict(timing) for timing in taken.timings]}
        for taken in results
    ]


def behind(others: Sequence[Taken], ours: Taken) -> list[str]:
    """Contestant, task and ratio wherever another's median is below the dashboard's."""
    pairs = [(taken, task) for taken in others for task in _ALL if taken.of(task) and ours.of(task)]
    ratios = [(taken, task, median(taken.of(task)) / median(ours.of(task))) for taken, task in pairs]
    return [f"{taken.contestant.said}, {_TITLES[task]}: {ratio:.2f}" for taken, task, ratio in ratios if ratio < 1]


def median(timings: Sequence[Timing]) -> float:
    """Median milliseconds until painted."""
    return float(statistics.median(timing.painted for timing in timings))


def p95(timings: Sequence[Timing]) -> float:
    """The 95th percentile of the same (nearest rank)."""
    times = sorted(timing.painted for timing in timings)
    return float(times[math.ceil(0.95 * len(times)) - 1])


def _verdict(others: Sequence[Taken], ours: Taken) -> str:
    found = behind(others, ours)
    missing = [f"{taken.contestant.said} was not measured: {taken.why_not}." for taken in others if taken.why_not]
    said = f"Goal, ahead of each on every task: NOT met. Behind: {'; '.join(found)}." if found else ""
    return " ".join([said or "Goal, ahead of each measured on every task: met.", *missing])


def _counts(ours: Taken) -> str:
    return ", ".join(f"{len(ours.of(task))} ({_TITLES[task]})" for task in _ALL)


def _table(results: Sequence[Taken], cell: Callable[[Taken, str], object]) -> str:
    header = ("", *_TITLES.values())
    rows = [(_said(taken), *(cell(taken, task) if taken.of(task) else None for task in _ALL)) for taken in results]
    return markdown.table(header, rows)


def _ratio(taken: Taken, ours: Taken, task: str) -> str | None:
    theirs, mine = taken.of(task), ours.of(task)
    return f"{median(theirs) / median(mine):.2f} ({p95(theirs) / p95(mine):.2f})" if mine else None


def _times(taken: Taken, task: str) -> str:
    timings = taken.of(task)
    return f"{median(timings):,.0f} ({p95(timings):,.0f})"


def _still(taken: Taken, task: str) -> int | None:
    known = [timing.still for timing in taken.of(task) if timing.still is not None]
    return round(statistics.median(known)) if known else None


def _weight(taken: Taken, task: str) -> str:
    return f"{statistics.median(timing.bytes for timing in taken.of(task)) / 1000:,.1f}"


def _middle(values: Sequence[float]) -> float | None:
    return float(statistics.median(values)) if values else None


def _said(taken: Taken) -> str:
    return f"{taken.contestant.said} (not measured: {taken.why_not})" if taken.why_not else taken.contestant.said
