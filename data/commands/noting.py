"""Noting: what a command did, in the audit log; whoever ran it could read the state folder, so no person is named.

What became of snapshots is seen by their folders before and after, so that no command can publish or put aside unnoted.
"""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from data import access, audit, settings
from data.audit import Entry

_SCREEN = "terminal"
_EVENTS = {  # what else a command does, where it ends
    "erase": "erased",
    "rotate-key": "rekeyed",
    "expire": "expired",
    "targets": "set",
    "reports": "took",
    "packs": "took",
    "backup": "took",
    "push": "took",
    "recover": "recovered",
    "upgrade": "upgraded",
}
_CHOSEN = ("province", "year", "division", "form", "compared", "kind")  # of papers
_KINDS = {"reports": "document", "packs": "document", "backup": "archive", "push": "archive"}


@contextmanager
def noted(choice: Namespace) -> Iterator[None]:
    """Around one command: what it did is noted and written before the command ends."""
    state = getattr(choice, "into", None) or settings.state()
    before, done = _snapshots(state), False
    try:
        yield
        done = True
    finally:
        entries = [*_of_snapshots(choice, before, _snapshots(state)), *(_of_command(choice) if done else ())]
        for entry in entries:
            audit.note(state, entry)
        if entries:
            audit.flush(state)


def _snapshots(state: Path) -> frozenset[str]:
    return frozenset(folder.name for folder in (state / "snapshots").glob("[!.]*"))


def _of_snapshots(choice: Namespace, before: frozenset[str], after: frozenset[str]) -> Iterator[Entry]:
    came = "restored" if choice.command in ("restore", "recover") else "published"
    for event, names in ((came, after - before), ("put_aside", before - after)):
        for name in sorted(names):
            yield _entry(event, choice, snapshot=name)


def _of_command(choice: Namespace) -> Iterator[Entry]:
    """What it did besides, if it was asked to do anything."""
    event = _event(choice)
    if choice.command == "push":
        yield from (_entry(event, choice, snapshot=name, kind=_KINDS["push"]) for name in choice.id)
    elif event == "took":
        told = {name: getattr(choice, name, None) for name in _CHOSEN}
        filters = urlencode({name: value for name, value in told.items() if value}, doseq=True)
        edition, snapshot = (getattr(choice, name, "") or "" for name in ("edition", "snapshot"))
        kind = _KINDS.get(choice.command, "table")
        yield _entry(event, choice, filters=filters, edition=edition, snapshot=snapshot, kind=kind)
    elif event:
        yield _entry(event, choice)


def _event(choice: Namespace) -> str:
    if choice.command == "meetings":
        return (
            "took" if choice.export else "recovered" if choice.restore is not None else "wrote" if choice.remove else ""
        )
    if choice.command == "audit":
        return "took" if choice.to else ""
    if choice.command == "targets" and choice.file is None:
        return ""
    if getattr(choice, "check", False):
        return ""
    return _EVENTS.get(choice.command, "")


def _entry(event: str, choice: Namespace, **said: str) -> Entry:
    role = access.AT_THE_TERMINAL.role
    return Entry(event, role=role, provinces="*", screen=_SCREEN, what=choice.command, **said)
