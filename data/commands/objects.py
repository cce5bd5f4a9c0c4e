"""Objects: snapshots put into the bucket, and where each lies."""

from argparse import Namespace
from contextlib import suppress
from pathlib import Path

from data import settings
from data.commands import saying
from data.errors import SettingError, TemisError
from data.objects import following, listing, pushing
from data.objects.distant import Distant
from data.snapshot import Snapshot
from pages.texts.words import Words


def push(choice: Namespace, words: Words) -> int:
    """Put snapshots of the disk into the bucket, one after the other; the first that cannot be put there ends it."""
    state = settings.state()
    with saying.bar(words) as progress:
        for name in choice.id:
            done = pushing.push(state, name, progress)
            if done.was_there:
                saying.line(words("terminal.objects.stands", snapshot=name, parts=done.parts))
                continue
            size = words.number(done.bytes / 1_000_000, 1)
            saying.line(words("terminal.objects.pushed", snapshot=name, parts=done.parts, size=size))
    following.look(state)
    return 0


def every(state: Path) -> tuple[list[Snapshot], list[TemisError]]:
    """Snapshots on the disk and in the bucket, which is asked now, where one is set."""
    with suppress(SettingError):  # which the listing says
        following.look(state)
    return listing.every(state)


def where(snapshot: Snapshot, state: Path, words: Words) -> tuple[str, ...]:
    """Where a snapshot lies, for a table's last column; none where there is no bucket."""
    with suppress(SettingError):
        if settings.objects() is None:
            return ()
    return (words(f"terminal.objects.{_where(snapshot, state)}"),)


def _where(snapshot: Snapshot, state: Path) -> str:
    there = {each.id: each for each in listing.in_bucket(state)[0]}
    if isinstance(snapshot, Distant):
        return "in_bucket"
    if snapshot.id not in there:
        return "on_disk"
    return "on_both" if pushing.same(there[snapshot.id].manifest, snapshot.manifest) else "on_both_another"
