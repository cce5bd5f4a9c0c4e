"""``python -m tests.bench``: build a demo country, open it, ask it everything; tables in Markdown.

``--only papers`` measures reports and packs alone. Others have a word of their own: ``map`` the map in a browser,
``pace`` every screen there, ``peers`` five tasks beside other tools, ``crowd`` many people at once, ``starts`` what
comes before the first map, ``intake`` whole deliveries, ``engines`` builds with DuckDB and with Spark, ``history`` ten
years of months.
"""

import argparse
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import psutil

from tests.bench import building, engines, opening, papers, questions, screens, stages
from tests.bench.crowd import command as crowd
from tests.bench.history import command as history
from tests.bench.intake import command as intake
from tests.bench.mapping import command as mapping
from tests.bench.pace import command as pace
from tests.bench.peers import command as peers
from tests.bench.starts import command as starts

_RESULTS = Path(__file__).with_name("results")


class _Other(NamedTuple):
    """A bench with a word of its own; ``packages`` are those whose versions the title names."""

    title: str
    packages: tuple[str, ...]
    add_to: Callable[[Any], None]
    run: Callable[[argparse.Namespace], str]


_OTHERS = {
    "map": _Other("# Bench of the map", ("streamlit", "plotly", "pydeck"), mapping.add_to, mapping.run),
    "pace": _Other("# Bench of the screens", ("streamlit", "plotly", "duckdb"), pace.add_to, pace.run),
    "peers": _Other("# Bench beside others", ("streamlit", "playwright"), peers.add_to, peers.run),
    "crowd": _Other("# Bench of the crowd", ("streamlit", "plotly", "duckdb"), crowd.add_to, crowd.run),
    "starts": _Other("# Bench of the starts", ("streamlit", "polars", "duckdb"), starts.add_to, starts.run),
    "intake": _Other("# Bench of the intake", ("duckdb", "polars", "python-calamine"), intake.add_to, intake.run),
    "engines": _Other("# Bench of the engines", ("duckdb", "polars"), engines.add_to, engines.run),
    "history": _Other("# Bench of the history", ("duckdb", "polars"), history.add_to, history.run),
}


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, and keep the tables in ``results``: of a scale, its papers, or of one of the others."""
    choice = _parser().parse_args(arguments)
    if choice.what:
        bench = _OTHERS[choice.what]
        _keep(choice.what, f"{_machine(bench.title, *bench.packages)}\n\n{bench.run(choice)}\n")
        return 0
    if choice.only != "papers":
        questions.hold_complete()  # before an hour is spent
    state = choice.state or Path(tempfile.mkdtemp(prefix="temis-bench-"))
    is_ours = choice.state is None and not choice.keep
    try:
        parts = _measure(choice, state)
        scale = building.snapshot_in(state).manifest.origin["scale"]
    finally:
        if is_ours:
            shutil.rmtree(state)
    title = f"# Bench, demo country at scale {scale:g}"
    name = f"papers-{scale:g}" if choice.only == "papers" else f"{scale:g}"
    _keep(name, "\n\n".join((_machine(title, "duckdb", "polars"), *parts)) + "\n")
    if not is_ours:
        sys.stdout.write(f"\nState folder: {state}\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--scale", type=float, default=1.0, help="size of the country; 1: the real one")
    parser.add_argument("--rounds", type=int, default=15, help="times everything is asked")
    parser.add_argument("--only", choices=("build", "questions", "papers"), help="leave the other parts out")
    parser.add_argument("--state", type=Path, help="state folder to work in; its snapshot is asked if it is there")
    parser.add_argument("--keep", action="store_true", help="keep the raw export, and the state folder in any case")
    parsers = parser.add_subparsers(dest="what")
    for bench in _OTHERS.values():
        bench.add_to(parsers)
    return parser


def _measure(choice: argparse.Namespace, state: Path) -> list[str]:
    parts: list[str] = []
    if not (state / "snapshots" / stages.snapshot_id(stages.AS_OF)).is_dir():
        parts.append(_build(choice, state))
    elif choice.only == "build":
        raise SystemExit(f"{state} holds the snapshot already")
    snapshot = building.snapshot_in(state)
    if choice.only in (None, "questions"):
        parts.append(opening.as_markdown(opening.measure(state, choice.rounds), choice.rounds))
        rows = questions.measure(snapshot, state, choice.rounds)
        parts.append(questions.as_markdown(rows, choice.rounds))
        parts.append(screens.as_markdown(screens.measure(rows, state, choice.rounds), choice.rounds))
    if choice.only in (None, "papers"):
        parts.append(papers.as_markdown(papers.measure(state, choice.rounds), choice.rounds))
    return parts


def _build(choice: argparse.Namespace, state: Path) -> str:
    state.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix="bench-", dir=state))
    try:
        figures = building.measure(choice.scale, state, work)
    finally:
        if not choice.keep:
            shutil.rmtree(work)
    return building.as_markdown(figures, building.snapshot_in(state))


def _machine(title: str, *packages: str) -> str:
    memory = psutil.virtual_memory().total / 1e9
    made_with = ", ".join(f"{name} {version(name)}" for name in packages)
    return (
        f"{title}\n\n"
        f"{os.cpu_count()} cores, {memory:.0f} GB, Python {platform.python_version()}, {made_with}. "
        "Milliseconds belong to this machine; the ratios are what is judged."
    )


def _keep(name: str, text: str) -> None:
    _RESULTS.mkdir(exist_ok=True)
    (_RESULTS / f"{name}.md").write_text(text, encoding="utf-8")
    sys.stdout.write(text)


if __name__ == "__main__":
    sys.exit(main())
