"""``python -m tests.bench map``: prepares a demo country where none is given, measures, keeps tables and data."""

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.bench import clock, stages
from tests.bench.mapping import contestants, driving, report, rounds

_RESULTS = Path(__file__).parents[1] / "results"
_NAMES = tuple(contestant.name for contestant in contestants.ALL)


def add_to(parsers: Any) -> None:
    """The sub-command and its options."""
    parser = parsers.add_parser("map", help="from a filter's change to the painted map, in Chromium, beside other ways")
    parser.add_argument("--rounds", type=int, default=30, help="changes of each page that count")
    parser.add_argument("--visits", type=int, default=5, help="first visits of each page that count")
    parser.add_argument("--scale", type=float, default=1.0, help="size of the country; 1: the real one")
    parser.add_argument("--state", type=Path, help="state folder whose newest demo snapshot is shown")
    parser.add_argument("--only", nargs="+", choices=_NAMES, default=_NAMES, help="pages that take part")
    parser.add_argument("--bound", action="store_true", help="to the 60 frames a second of a common screen")


def run(choice: argparse.Namespace) -> str:
    """Measure; writes ``map.json`` and returns the tables."""
    if not driving.CHROMIUM.exists():
        raise SystemExit(f"Chromium is not at {driving.CHROMIUM}")
    work = Path(tempfile.mkdtemp(prefix="temis-bench-map-"))
    try:
        state = choice.state or demo(choice.scale, work / "state")
        counts = {"rounds": choice.rounds, "visits": choice.visits}
        taken = rounds.measure(state, work / "site", _chosen(choice), **counts, is_bound=choice.bound)
    finally:
        shutil.rmtree(work)
    _RESULTS.mkdir(exist_ok=True)
    (_RESULTS / "map.json").write_text(json.dumps(report.as_data(taken), indent=1), encoding="utf-8")
    return report.as_markdown(taken, is_bound=choice.bound)


def _chosen(choice: argparse.Namespace) -> list[contestants.Contestant]:
    return [contestant for contestant in contestants.ALL if contestant.name in choice.only]


def demo(scale: float, state: Path) -> Path:
    """A state folder with the newest demo snapshot."""
    sys.stderr.write(f"Making the demo country at scale {scale:g} …\n")
    state.mkdir()
    clock.alone(stages.draw, scale, state / "raw")
    clock.alone(stages.build, state / "raw", state)
    shutil.rmtree(state / "raw")
    return state
