"""``python -m tests.bench pace``: on a state folder, or a demo country of its own."""

import argparse
import shutil
import tempfile
from pathlib import Path
from typing import Any

from tests.bench.mapping import command, driving
from tests.bench.pace import report, rounds


def add_to(parsers: Any) -> None:
    """The sub-command and its options."""
    parser = parsers.add_parser("pace", help="from a choice to everything repainted, every screen, in Chromium")
    parser.add_argument("--rounds", type=int, default=15, help="choices of each box that count")
    parser.add_argument("--starts", type=int, default=5, help="cold starts")
    parser.add_argument("--scale", type=float, default=1.0, help="size of the country; 1: the real one")
    parser.add_argument("--state", type=Path, help="state folder to show; it is copied")
    parser.add_argument(
        "--only", nargs="+", choices=rounds.SCREENS, default=rounds.SCREENS, help="screens that take part"
    )


def run(choice: argparse.Namespace) -> str:
    """Measure; returns the tables."""
    if not driving.CHROMIUM.exists():
        raise SystemExit(f"Chromium is not at {driving.CHROMIUM}")
    work = Path(tempfile.mkdtemp(prefix="temis-bench-pace-"))
    try:
        if choice.state:
            shutil.copytree(choice.state, work / "state")
        else:
            command.demo(choice.scale, work / "state")
        starts = rounds.starts(work / "state", work, rounds=choice.starts)
        found = rounds.measure(work / "state", work, rounds=choice.rounds, screens=tuple(choice.only))
    finally:
        shutil.rmtree(work)
    return report.as_markdown(found, starts, rounds=choice.rounds, screens=choice.only)
