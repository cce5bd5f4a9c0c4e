"""``python -m tests.bench crowd``: rows of processes and sessions, and the largest once more without the measures."""

import argparse
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from data import first_start
from tests.bench.building import snapshot_in
from tests.bench.conditions import conditions
from tests.bench.crowd import report
from tests.bench.crowd.measuring import Kind, Times, measure
from tests.operation.site import MISSING, NGINX
from tests.soak import people

# as ``without.LACKS``, which is not imported here: it would bring the whole dashboard along
MEASURES = ("stores", "answers", "drawing", "freezing", "watching", "collecting")


def add_to(parsers: Any) -> None:
    """The sub-command and its options."""
    parser = parsers.add_parser("crowd", help="many sessions at once, with and without the measures taken")
    parser.add_argument("--state", type=Path, help="state folder to copy and visit; else a demo is made")
    parser.add_argument("--processes", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--sessions", type=int, nargs="+", default=[1, 10, 50, 100])
    parser.add_argument("--seconds", type=float, default=75.0, help="measured in each row")
    parser.add_argument("--warming", type=float, default=30.0, help="seconds of visits before that")
    parser.add_argument("--think", type=float, default=10.0, help="seconds between two actions, on average")
    parser.add_argument("--skip-without", action="store_true", help="leave out the row without the measures")
    parser.add_argument("--lacks", nargs="+", choices=MEASURES, default=MEASURES, help="what that row is without")


def run(choice: argparse.Namespace) -> str:
    """Measure; returns the tables."""
    if NGINX is None:
        raise SystemExit(MISSING)
    before = os.getloadavg()[0]
    folder = Path(tempfile.mkdtemp(prefix="temis-bench-crowd-"))
    times = Times(choice.seconds, choice.warming, choice.think)
    rows = []
    try:
        state = folder / "state"
        people.prepare(state, choice.state, are_offices=True)
        first_start.prepare(state, lambda step: None)  # else the first visitor would wait for it
        scale = snapshot_in(state).manifest.origin["scale"]
        # what is prepared once a snapshot is there for every row, with the measures and without
        measure(Kind(max(choice.processes), max(choice.sessions)), state, Times(1.0, choice.warming, times.think / 2))
        for kind in kinds(choice.processes, choice.sessions, () if choice.skip_without else tuple(choice.lacks)):
            sys.stderr.write(f"{time.strftime('%H:%M:%S')} {kind}\n")
            rows.append(measure(kind, state, times))
    finally:
        shutil.rmtree(folder)
    return "\n\n".join((conditions(before, scale), report.as_markdown(rows, times)))


def kinds(processes: list[int], sessions: list[int], lacks: tuple[str, ...]) -> list[Kind]:
    """Every row in the order of the table; last the largest once more, without what is named."""
    found = [Kind(count, many) for count in sorted(processes) for many in sorted(sessions)]
    return [*found, *([Kind(found[-1].processes, found[-1].sessions, lacks)] if lacks else [])]
