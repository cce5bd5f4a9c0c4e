"""Commands: what can be done from a terminal, and how each ends.

0: done. 1: not done, something must be put right. 2: the command line itself is wrong. 3: done, and something waits for
its sender: rows held back, files refused.
"""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

from data.audit import EVENTS
from data.commands import audit, backup, making, managing, meeting, noting, objects, rights, saying
from data.errors import TemisError
from data.keeping import places
from pages.texts.words import LANGUAGES, Words

DONE, NOT_DONE, DONE_BUT = 0, 1, 3


def main(arguments: list[str] | None = None) -> int:
    """Run one command; its exit code."""
    choice = _parser().parse_args(arguments)
    words = Words(choice.lang)
    try:
        with noting.noted(choice):
            return int(choice.run(choice, words))
    except TemisError as problem:
        saying.problem(problem, words)
        return NOT_DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m data", description=__doc__)
    parser.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0], help="language of what is said")
    commands = parser.add_subparsers(required=True, metavar="command")
    _of_files(commands)
    _of_snapshots(commands)
    _of_targets(commands)
    _of_people(commands)
    _of_papers(commands)
    _of_meetings(commands)
    _of_access(commands)
    _of_audit(commands)
    _of_backups(commands)
    _add(commands, "model", managing.model, "print the data model as Markdown")
    return parser


def _add(commands, name, run, said):
    parser = commands.add_parser(name, help=said, description=said)
    parser.set_defaults(run=run, command=name)
    return parser


def _of_files(commands) -> None:
    _add(commands, "demo", making.demo, "make the demo country and the published figures, where missing")
    sample = _add(commands, "sample", making.sample, "write the sample folder of raw files, as senders would send them")
    sample.add_argument("folder", type=Path)
    publish = _add(commands, "publish", making.publish, "read, check and publish a folder of files as they came")
    publish.add_argument("--id", default="", help="name of the snapshot; else series and data date")
    publish.add_argument("--partly", action="store_true", help="publish without what is refused or waits for an answer")
    check = _add(commands, "check", making.check, "check a folder of files and publish nothing; without one: snapshots")
    for parser in (publish, check):
        _told(parser, needs_folder=parser is not check)
    build = _add(commands, "build", making.build, "build and publish a snapshot from a raw export")
    build.add_argument("raw", type=Path)
    build.add_argument("id")
    build.add_argument("--engine", choices=("duckdb", "spark"), default="duckdb", help="what sums up the cubes")
    build.add_argument("--master", default="local[*]", help="of Spark: spark://host:port, or local[n] on this machine")


def _told(parser: argparse.ArgumentParser, *, needs_folder: bool) -> None:
    """What no file says of itself."""
    parser.add_argument("folder", type=Path, nargs=None if needs_folder else "?")
    parser.add_argument("--as-of", type=date.fromisoformat, required=needs_folder, help="the data date, yyyy-mm-dd")
    parser.add_argument("--kind", choices=("real", "public", "synthetic"), required=needs_folder)
    parser.add_argument("--series", required=needs_folder, help="snapshots of one series are compared over time")
    parser.add_argument("--vintage", type=int, choices=(63, 34), help="the division; else told from the names if sure")
    parser.add_argument("--title", default="")
    parser.add_argument("--province", default="", help="of printed tables that do not name theirs")
    parser.add_argument("--year", type=int, help="report year of files that do not say it")
    parser.add_argument("--cohort", action="append", default=[], metavar="AUDIENCE-ROLE=COHORT")
    parser.add_argument("--aliases", type=Path, help="a table of further header names; else aliases.csv of the state")
    parser.add_argument("--hold-most", type=float, default=0.05, help="most rows of a kind that may be held back")


def _of_snapshots(commands) -> None:
    for name in ("list", "show"):
        _add(commands, name, managing.list_all, "list the snapshots, where each lies, and those put aside")
    compare = _add(commands, "compare", managing.compare, "what differs between two snapshots")
    compare.add_argument("before")
    compare.add_argument("after")
    prune = _add(commands, "prune", managing.prune, "put replaced snapshots aside; the last word on a date stays")
    prune.add_argument("--keep", type=int, required=True, help="how many of each series stay in any case")
    prune.add_argument("--dry-run", action="store_true")
    restore = _add(commands, "restore", managing.restore, "bring back a snapshot that was put aside")
    restore.add_argument("id")
    push = _add(commands, "push", objects.push, "put snapshots into object storage, where a bucket is set")
    push.add_argument("id", nargs="+")
    _add(commands, "expire", managing.expire, "remove what is past its time: quarantine, deliveries, put aside")
    _add(commands, "history", managing.remake_history, "make the history of headline figures fit the snapshots")


def _of_targets(commands) -> None:
    said = "check a table of targets and deadlines and put it in force; without one: show those in force"
    targets = _add(commands, "targets", managing.targets, said)
    targets.add_argument("file", type=Path, nargs="?")


def _of_people(commands) -> None:
    _add(commands, "rotate-key", managing.rotate, "give every real snapshot new pseudonyms")
    _add(commands, "erase", managing.erase, "erase one person; the identifier is asked for")


def _of_meetings(commands) -> None:
    said = "meetings, their decisions and the copies there are; or export, restore, remove"
    parser = _add(commands, "meetings", meeting.meetings, said)
    does = parser.add_mutually_exclusive_group()
    does.add_argument("--export", type=Path, metavar="FILE", help="write all that is kept as JSON")
    does.add_argument("--restore", nargs="?", const="", metavar="COPY", help="put a copy in place; else the newest")
    does.add_argument("--remove", type=int, metavar="ENTRY", help="take one entry out for good, out of copies too")


def _of_access(commands) -> None:
    said = "check the login's settings and rules and show them; or who somebody with certain claims would be"
    parser = _add(commands, "access", rights.rights, said)
    parser.add_argument("--claims", type=Path, metavar="FILE", help="a JSON object, as the login's ID token holds it")


def _of_audit(commands) -> None:
    said = "the audit log: how much was used, who opened and took what; or check that no line was changed"
    parser = _add(commands, "audit", audit.audit, said)
    parser.add_argument("--check", action="store_true", help="check every line of every file; ends with 1 on a fault")
    parser.add_argument("--since", type=date.fromisoformat, help="yyyy-mm-dd, in Vietnam; else 30 days before the last")
    parser.add_argument("--until", type=date.fromisoformat, help="yyyy-mm-dd, in Vietnam; else today")
    parser.add_argument("--event", default="", choices=EVENTS, help="of that kind alone")
    parser.add_argument("--role", default="", help="of that role alone")
    parser.add_argument("--screen", default="", help="on that screen alone")
    parser.add_argument("--who", default="", metavar="CODE", help="of the person of that code alone")
    parser.add_argument(
        "--list", type=int, default=20, metavar="N", help="how many entries are shown, the newest first"
    )
    parser.add_argument("--to", type=Path, metavar="FILE", help="write all of them as CSV")
    said = "tell the code of somebody of that login (its issuer, or proxy); what it calls them is asked for"
    parser.add_argument("--code-of", default="", metavar="ISSUER", help=said)


def _of_backups(commands) -> None:
    said = "write one archive of all that cannot be made again, while the service runs"
    keeping = _add(commands, "backup", backup.backup, said)
    keeping.add_argument("--to", type=Path, required=True, metavar="FILE_OR_FOLDER", help="a new .zip, or a folder")
    keeping.add_argument("--keep", type=int, metavar="N", help="in a folder: how many of the newest archives stay")
    recover = _add(
        commands, "recover", backup.recover, "bring an archive back into a state folder, whole or not at all"
    )
    recover.add_argument("file", type=Path)
    recover.add_argument("--into", type=Path, metavar="STATE", help="the state folder; made where there is none")
    recover.add_argument("--only", action="append", default=[], choices=places.GROUPS, help="some of it")
    recover.add_argument("--over", action="store_true", help="put aside what is there")
    recover.add_argument("--check", action="store_true", help="hold every file to its digest and write nothing")
    _add(commands, "version", backup.version, "versions of the software, and what it would do with the state folder")
    upgrade = _add(commands, "upgrade", backup.upgrade, "make the state folder fit this version of the software")
    upgrade.add_argument("--check", action="store_true", help="say what would be done, and do nothing")


def _of_papers(commands) -> None:
    said = "write the reports of provinces, as files or as one zip"
    reports = _add(commands, "reports", _later("reports"), said)
    reports.add_argument("--year", type=int, default=0, help="report year; else the newest there is")
    reports.add_argument("--snapshot", default="", help="name of the snapshot; else the newest")
    reports.add_argument("--zip", action="store_true", help="one zip in place of many files")
    said = "write each province's pack of the newest snapshot, where it is not there yet; to be run again and again"
    packs = _add(commands, "packs", _later("packs"), said)
    packs.add_argument("--every", action="store_true", help="packs of every snapshot, not of the newest alone")
    packs.set_defaults(year=0)
    for parser in (reports, packs):
        parser.add_argument("--to", type=Path, required=True, metavar="FOLDER")
        parser.add_argument("--province", action="append", default=[], metavar="CODE", help="one or several; else all")
        parser.add_argument("--edition", choices=("internal", "public"), default="internal")
        parser.add_argument("--form", choices=("tables", "sentences"), default="tables")
        parser.add_argument("--compared", choices=("year", "alone"), default="year", help="with the year before")
        parser.add_argument("--division", type=int, choices=(63, 34), help="else the snapshot's own")
        kinds = ("word", "pdf", "workbook", "tables")
        parser.add_argument("--kind", action="append", default=[], choices=kinds, help="of file; one or several")


def _later(name: str) -> Callable[[argparse.Namespace, Words], int]:
    """A command whose modules take a second to load, for which no other command shall wait."""

    def run(choice: argparse.Namespace, words: Words) -> int:
        from data.commands import papers

        return getattr(papers, name)(choice, words)

    return run
