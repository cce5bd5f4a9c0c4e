"""``python -m tests.bench peers``: installs the others, prepares a demo country where none is given, and measures."""

import argparse
import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from data import first_start
from tests.bench.building import snapshot_in
from tests.bench.conditions import conditions
from tests.bench.mapping import driving
from tests.bench.mapping.command import demo
from tests.bench.peers import contestants, environments, report, rounds

_RESULTS = Path(__file__).parents[1] / "results"
_NAMES = tuple(contestant.name for contestant in contestants.ALL)
_CACHE = Path(tempfile.gettempdir()) / "temis-bench-peers"
_PACKAGES = {"streamlit": "streamlit", "dash": "dash", "vizro": "vizro", "superset": "apache-superset"}


def add_to(parsers: Any) -> None:
    """The sub-command and its options."""
    parser = parsers.add_parser("peers", help="five tasks beside stock Streamlit, Dash, Vizro and Superset's interface")
    parser.add_argument("--rounds", type=int, default=10, help="tours of each that count")
    parser.add_argument("--starts", type=int, default=3, help="fresh starts of each server")
    parser.add_argument("--scale", type=float, default=1.0, help="size of the country; 1: the real one")
    parser.add_argument("--state", type=Path, help="state folder whose newest demo snapshot is shown")
    parser.add_argument("--only", nargs="+", choices=_NAMES, default=_NAMES, help="who takes part; ours always does")
    parser.add_argument("--cache", type=Path, default=_CACHE, help="where the environments of the others are kept")


def run(choice: argparse.Namespace) -> str:
    """Measure; writes ``peers.json`` and returns the tables."""
    if not driving.CHROMIUM.exists():
        raise SystemExit(f"Chromium is not at {driving.CHROMIUM}")
    work = Path(tempfile.mkdtemp(prefix="temis-bench-peers-"))
    chosen = [each for each in contestants.ALL if each.name in choice.only or each is contestants.OURS]
    before = os.getloadavg()[0]
    try:
        state = (choice.state or demo(choice.scale, work / "state")).resolve()
        counts = {"rounds": choice.rounds, "starts": choice.starts}
        first_start.prepare(state, lambda step: None)  # else the first visitor would wait for it
        scale = snapshot_in(state).manifest.origin["scale"]
        taken = rounds.measure(state, work / "site", chosen, cache=choice.cache.resolve(), **counts)
    finally:
        shutil.rmtree(work)
    _RESULTS.mkdir(exist_ok=True)
    (_RESULTS / "peers.json").write_text(json.dumps(report.as_data(taken), indent=1), encoding="utf-8")
    told = (conditions(before, scale), versions(chosen), report.as_markdown(taken))
    return "\n\n".join(told)


def versions(chosen: list[contestants.Contestant]) -> str:
    """The versions to which the others are pinned, in one line."""
    pinned = [
        f"{package} {environments.version(each.name, package)}"
        for each in chosen
        if (package := _PACKAGES.get(each.name))
    ]
    return f"The others: {', '.join(pinned)}."
