"""``python -m tests.bench intake``: draws the country, delivers it in every kind of file, keeps the tables."""

import argparse
import os
from pathlib import Path
from typing import Any

from tests.bench.intake import files, measuring, report


def add_to(parsers: Any) -> None:
    """The sub-command and its options."""
    parser = parsers.add_parser("intake", help="deliveries of a whole country, from files that came to a snapshot")
    parser.add_argument("--scale", type=float, nargs="+", default=[0.1, 1.0, 2.0], help="sizes; 1: the real country")
    parser.add_argument("--rounds", type=int, default=1, help="deliveries of each kind and size")
    parser.add_argument("--only", nargs="+", choices=tuple(files.KINDS), default=tuple(files.KINDS), help="kinds")
    parser.add_argument("--place", type=Path, help="folder to work in; what is written there is removed")


def run(choice: argparse.Namespace) -> str:
    """Measure; the tables."""
    before = os.getloadavg()[0]
    taken = measuring.measure(choice.scale, choice.only, choice.rounds, choice.place)
    return report.as_markdown(taken, rounds=choice.rounds, load=(before, os.getloadavg()[0]))
