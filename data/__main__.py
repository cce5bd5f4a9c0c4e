"""``python -m data``: make the embedded snapshots, build one from a raw export, check, show, print the model."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from data import first_start, history, ingest, model, settings
from data.errors import TemisError
from data.intake import arriving
from data.snapshot import Snapshot, list_snapshots

_SAID = sys.stdout.write


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when it did what it says, 1 when something must be put right."""
    choice = _parser().parse_args(arguments)
    try:
        return choice.run(choice)
    except TemisError as problem:
        sys.stderr.write(f"{problem}\n")
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m data", description=__doc__)
    commands = parser.add_subparsers(required=True)
    _command(commands, "demo", _demo, "make the demo country and the published figures, where missing")
    read = _command(commands, "read", _read, "read a folder of files as they came into a raw export, with an account")
    read.add_argument("folder", type=Path)
    read.add_argument("raw", type=Path)
    read.add_argument("--as-of", type=date.fromisoformat, required=True, help="the data date, yyyy-mm-dd")
    read.add_argument("--vintage", type=int, choices=(63, 34), required=True, help="the division the files go by")
    read.add_argument("--kind", choices=("real", "public", "synthetic"), required=True)
    read.add_argument("--series", required=True, help="snapshots of one series are compared over time")
    read.add_argument("--title", default="")
    read.add_argument("--aliases", type=Path, help="a table of further header names")
    build = _command(commands, "build", _build, "build and publish a snapshot from a folder of raw exports")
    build.add_argument("raw", type=Path)
    build.add_argument("id")
    _command(commands, "check", _check, "verify every file of every snapshot against its manifest")
    _command(commands, "show", _show, "list the snapshots")
    _command(commands, "history", _history, "make the history of headline figures fit the snapshots")
    _command(commands, "model", _model, "print the data model as Markdown")
    return parser


def _command(commands, name, run, said):
    parser = commands.add_parser(name, help=said)
    parser.set_defaults(run=run)
    return parser


def _demo(_choice: argparse.Namespace) -> int:
    first_start.prepare(settings.state(), lambda step: print_line(f"{step.done:4.0%}  {step.text} {step.snapshot_id}"))
    return 0


def _read(choice: argparse.Namespace) -> int:
    """0: every row taken; 2: some held back or some file refused; 1: nothing to build from."""
    header = {name: getattr(choice, name) for name in ("as_of", "vintage", "kind", "series", "title")}
    held = settings.state() / "quarantine" / f"{choice.raw.name}.csv"
    account = arriving.arrive(choice.folder, choice.raw, header=header, quarantine=held, extra=choice.aliases)
    for each in account.received:
        said = f"{each.taken} taken, {each.quarantined} held back, {each.noise} no data, of {each.rows}"
        wanting = ", ".join((*each.missing, *each.in_doubt))
        print_line(f"{each.file} {each.sheet}  {each.kind or '-'}  {said}  {wanting}".rstrip())
    for problem in account.refused:
        print_line(f"BAD  {problem}")
    if held.is_file():
        print_line(f"held back: {held}")
    return 0 if account.is_whole else 2


def _build(choice: argparse.Namespace) -> int:
    state = settings.state()
    folder = ingest.build(choice.raw, state, snapshot_id=choice.id, key=first_start.secret_key(state))
    print_line(str(folder))
    return 0


def _check(_choice: argparse.Namespace) -> int:
    snapshots, problems = list_snapshots(settings.state())
    for snapshot in snapshots:
        problems += _altered(snapshot)
    for problem in problems:
        print_line(f"BAD  {problem}")
    print_line(f"{len(snapshots)} snapshots, {len(problems)} problems")
    return 1 if problems else 0


def _altered(snapshot: Snapshot) -> list[TemisError]:
    found: list[TemisError] = []
    for table in snapshot.manifest.rows:
        try:
            snapshot.files(table)
        except TemisError as problem:
            found.append(problem)
    return found


def _show(_choice: argparse.Namespace) -> int:
    snapshots, problems = list_snapshots(settings.state())
    for snapshot in snapshots:
        rows = {table: count for table, count in snapshot.manifest.rows.items() if count}
        print_line(f"{snapshot.id}  {snapshot.as_of}  {snapshot.kind}  {json.dumps(rows)}")
    for problem in problems:
        print_line(f"BAD  {problem}")
    return 0


def _history(_choice: argparse.Namespace) -> int:
    history.refresh(settings.state())
    return 0


def _model(_choice: argparse.Namespace) -> int:
    _SAID(model.as_markdown())
    return 0


def print_line(text: str) -> None:
    """One line on the terminal."""
    _SAID(text + "\n")


if __name__ == "__main__":
    sys.exit(main())
