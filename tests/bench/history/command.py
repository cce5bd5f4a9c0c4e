"""``python -m tests.bench history``: on a state folder's newest demo snapshot, or on a demo country of its own."""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.bench import building
from tests.bench.history import measuring, report
from tests.bench.mapping import command


def add_to(parsers: Any) -> None:
    """The sub-command and its options."""
    parser = parsers.add_parser("history", help="ten years of months: list, open, trend, difference")
    parser.add_argument("--months", nargs="+", type=int, default=[12, 30, 60, 120], help="kept, 12 or more")
    parser.add_argument("--scale", type=float, default=1.0, help="size of the country; 1: the real one")
    parser.add_argument("--state", type=Path, help="state folder whose newest demo snapshot is the base; only read")


def run(choice: argparse.Namespace) -> str:
    """Measure; returns the table."""
    if min(choice.months) < measuring.SHOWN:
        raise SystemExit(f"--months: {measuring.SHOWN} or more")
    work = Path(tempfile.mkdtemp(prefix="temis-bench-history-"))
    try:
        source = choice.state or command.demo(choice.scale, work / "state")
        base = shutil.copytree(building.snapshot_in(source).folder, work / building.snapshot_in(source).id)
        return report.as_markdown({kept: _measured(base, work, kept) for kept in sorted(choice.months)})
    finally:
        shutil.rmtree(work)


def _measured(base: Path, work: Path, kept: int) -> measuring.Figures:
    sys.stderr.write(f"{kept} months …\n")
    figures = measuring.measure(base, work, kept)
    shutil.rmtree(work / f"kept-{kept}")
    return figures
