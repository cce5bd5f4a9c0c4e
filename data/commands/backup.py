"""Backups from a terminal: written, held to their digests, brought back; and what a version would do with a folder."""

from argparse import Namespace
from datetime import UTC, datetime

from data import settings, upgrading
from data.commands import saying
from data.errors import BackupError, TemisError
from data.keeping import backup as keeping
from data.keeping import places, versions
from data.keeping import recover as recovering
from data.keeping.archive import Contents
from data.keeping.recover import Recovered
from data.upgrading import Outlook
from pages.texts.problems import said
from pages.texts.words import Words

_MEGABYTE = 1_000_000


def backup(choice: Namespace, words: Words) -> int:
    """One archive of the state folder; ends with 1 when something in the folder is not what it should be."""
    with saying.bar(words) as progress:
        done = keeping.backup(settings.state(), choice.to, at=datetime.now(UTC), keep=choice.keep, progress=progress)
    saying.line(words("terminal.backup.written", file=done.file.name, **_counts(done.contents, words)))
    for name in done.unknown:
        saying.line(words("terminal.backup.unknown", name=name))
    for name in done.removed:
        saying.line(words("terminal.backup.removed", file=name))
    if done.problems and choice.keep:
        saying.line(words("terminal.backup.kept_all"))
    return _end(done.problems, words)


def recover(choice: Namespace, words: Words) -> int:
    """Bring a backup back, or hold it to its digests only."""
    if choice.check:
        with saying.bar(words) as progress:
            found = recovering.check(choice.file, progress=progress)
        saying.line(words("terminal.backup.sound", file=choice.file.name, at=found.at, **_counts(found, words)))
        return 0
    if choice.into is None:
        raise BackupError("recover_where")
    only = tuple(choice.only) or places.GROUPS
    with saying.bar(words) as progress:
        done = recovering.recover(
            choice.file, choice.into, at=datetime.now(UTC), only=only, over=choice.over, progress=progress
        )
    return _recovered(done, choice, words)


def _recovered(done: Recovered, choice: Namespace, words: Words) -> int:
    saying.line(
        words("terminal.backup.recovered", files=words.number(done.files), folder=choice.into, at=done.contents.at)
    )
    if done.aside:
        saying.line(words("terminal.backup.aside", folder=done.aside))
    if done.has_people and not done.knows_erased:
        saying.line(words("terminal.backup.erase_again", at=done.contents.at))
    past = [problem for problem in done.problems if problem.code == "snapshot_from_the_past"]
    if past:
        saying.line(words("terminal.backup.then_upgrade", snapshots=len(past)))
    return _end([problem for problem in done.problems if problem not in past], words)


def version(_choice: Namespace, words: Words) -> int:
    """Versions of the software, and how the state folder stands."""
    saying.line(words("terminal.version.software", **versions.of_software()))
    return _stands(upgrading.outlook(settings.state()), words)


def upgrade(choice: Namespace, words: Words) -> int:
    """Make the state folder fit this version, or say what that would be."""
    state = settings.state()
    if choice.check:
        return version(choice, words)
    with saying.bar(words) as progress:
        found = upgrading.upgrade(
            state,
            now=datetime.now(UTC),
            progress=lambda step: progress(words(step.text, snapshot=step.snapshot_id), step.done),
        )
    for name in found.made:
        saying.line(words("terminal.version.made", snapshot=name))
    saying.line(words("terminal.version.upgraded"))
    return _own(found, words)


def _stands(found: Outlook, words: Words) -> int:
    """What is there, what would be done, and what stands in the way."""
    saying.line(words("terminal.version.fitting", snapshots=len(found.standing.fitting)))
    for name in found.made:
        saying.line(words("terminal.version.would_make", snapshot=name))
    if not found.standing.has_history:
        saying.line(words("terminal.version.would_history"))
    if found.standing.is_cut_short:
        saying.line(words("terminal.version.would_finish"))
    if found.is_nothing_to_do:
        saying.line(words("terminal.version.fits"))
    if found.standing.future:
        saying.line(words("terminal.version.future"))
    stuck = _end([*found.standing.future, *found.standing.damaged], words)
    return _own(found, words) or stuck


def _own(found: Outlook, words: Words) -> int:
    for name in found.own:
        saying.line(words("terminal.version.own", snapshot=name))
    return 1 if found.own else 0


def _counts(contents: Contents, words: Words) -> dict[str, str]:
    size = words.number(-(-contents.size // _MEGABYTE))
    return {"snapshots": str(len(contents.snapshots)), "files": words.number(len(contents.files)), "size": size}


def _end(problems: list[TemisError], words: Words) -> int:
    for problem in problems:
        saying.line(words("terminal.bad", problem=said(problem, words)))
    return 1 if problems else 0
