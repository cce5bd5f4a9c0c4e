"""The audit log from a terminal: how much was used, who took what, whether any line was changed."""

import getpass
import sys
from argparse import Namespace
from datetime import UTC, datetime, timedelta

import polars as pl

from data import audit as log
from data import settings
from data.access import people
from data.audit import counting
from data.commands import saying
from data.harmless import all_harmless
from data.keeping import durably
from pages.texts.words import Words

_DAYS = 30
_FILTERS = ("event", "role", "screen", "who")
_SHOWN = ("event", "who", "role", "screen", "snapshot", "what", "filters", "why")


def audit(choice: Namespace, words: Words) -> int:
    """Check the log, tell a person's code, or show what was noted in a range of days."""
    if choice.check:
        return _check(words)
    if choice.code_of:
        return _code(choice.code_of)
    return _show(choice, words)


def _check(words: Words) -> int:
    found = log.check(settings.state())
    for each in found.faults:
        kind = words(f"audit.fault.{each.kind}")
        saying.line(words("terminal.audit.fault", file=each.file, line=each.line, fault=kind))
    counted = {"files": words.number(found.files), "lines": words.number(found.lines)}
    saying.line(words("terminal.audit.checked", faults=words.number(len(found.faults)), **counted))
    return 1 if found.faults else 0


def _code(issuer: str) -> int:
    """The code of one person, whose name with the login is asked for, or read from the input, and never an argument."""
    watched = sys.stdin.isatty()
    subject = (getpass.getpass("") if watched else sys.stdin.readline()).strip()
    saying.line(people.code_of(settings.state(), issuer, subject))
    return 0


def _show(choice: Namespace, words: Words) -> int:
    until = choice.until or log.vietnam(datetime.now(UTC)).date()
    since = choice.since or until - timedelta(days=_DAYS - 1)
    found = _filtered(log.entries(settings.state(), since=since, until=until), choice)
    if choice.to is not None:
        durably.write(choice.to, all_harmless(found).write_csv(include_bom=True).encode(), mode=0o600)
        saying.line(words("terminal.audit.written", rows=words.number(found.height), file=choice.to.name))
        return 0
    counted = {name: words.number(count) for name, count in counting.totals(found).items()}
    saying.line(words("terminal.audit.counted", since=words.date(since), until=words.date(until), **counted))
    saying.table([(row["at"].strftime("%d/%m/%Y %H:%M:%S"), *_told(row)) for row in found.head(choice.list).to_dicts()])
    return 0


def _told(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(row[name] for name in _SHOWN)


def _filtered(frame: pl.DataFrame, choice: Namespace) -> pl.DataFrame:
    for name in _FILTERS:
        if wanted := getattr(choice, name):
            frame = frame.filter(pl.col(name) == wanted)
    return frame
