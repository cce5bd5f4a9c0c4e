"""``python -m tests.bench starts``: on a copy of a state folder, or a demo country of its own."""

import argparse
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from data import first_start
from tests.bench.building import snapshot_in
from tests.bench.conditions import conditions
from tests.bench.mapping import command, driving
from tests.bench.starts import report, rounds


def add_to(parsers: Any) -> None:
    """The sub-command and its options."""
    parser = parsers.add_parser("starts", help="imports, a process that answers, the first map, an empty folder")
    parser.add_argument("--rounds", type=int, default=7, help="starts on a filled folder that count")
    parser.add_argument("--firsts", type=int, default=2, help="first starts, on an empty folder")
    parser.add_argument("--scale", type=float, default=1.0, help="size of the country; 1: the real one")
    parser.add_argument("--state", type=Path, help="state folder to copy and show")


def run(choice: argparse.Namespace) -> str:
    """Measure; returns the tables."""
    if not driving.CHROMIUM.exists():
        raise SystemExit(f"Chromium is not at {driving.CHROMIUM}")
    before = os.getloadavg()[0]
    work = Path(tempfile.mkdtemp(prefix="temis-bench-starts-"))
    try:
        state = work / "state"
        if choice.state:
            shutil.copytree(choice.state, state)
        else:
            command.demo(choice.scale, state)
        first_start.prepare(state, lambda step: None)  # else the first start would make it
        scale = snapshot_in(state).manifest.origin["scale"]
        taken = rounds.measure(state, work, rounds=choice.rounds, firsts=choice.firsts)
    finally:
        shutil.rmtree(work)
    return "\n\n".join((conditions(before, scale), report.as_markdown(taken)))
