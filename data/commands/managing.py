"""Managing: what is done with snapshots that stand, and with the people in them."""

import getpass
import sys
from argparse import Namespace
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from data import history, reference, settings
from data import model as data_model
from data import targets as setting
from data.commands import objects, saying
from data.errors import SnapshotError, TemisError
from data.keeping import compare as comparing
from data.keeping import erase as erasing
from data.keeping import expire as expiring
from data.keeping import prune as pruning
from data.keeping import rotate as rotating
from data.keeping import sound
from data.keeping.verify import verify
from data.snapshot import ID, Snapshot, list_snapshots, open_snapshot
from pages.texts.problems import said
from pages.texts.words import Words

_LONGEST = 100


def list_all(_choice: Namespace, words: Words) -> int:
    """Every snapshot, oldest first, those put aside, and what cannot be opened."""
    state = settings.state()
    snapshots, problems = objects.every(state)
    rows = [(*_row(snapshot, words), *objects.where(snapshot, state, words)) for snapshot in snapshots]
    retired = [(*_row(snapshot, words)[:-1], words("terminal.retired")) for snapshot in _retired(state)]
    rows += [row + ("",) * (len(rows[0]) - len(row) if rows else 0) for row in retired]
    saying.table(rows)
    return _end(problems, words)


def _row(snapshot: Snapshot, words: Words) -> tuple[str, ...]:
    held = sum(snapshot.manifest.rows.values())
    return (
        snapshot.id,
        words.date(snapshot.as_of),
        words(f"kind_short.{snapshot.kind}"),
        words(f"division.{snapshot.vintage}"),
        snapshot.series,
        words("terminal.rows", rows=words.number(held)),
    )


def _retired(state) -> Iterable[Snapshot]:
    for folder in sorted((state / "retired").glob("[!.]*")):
        try:
            yield open_snapshot(folder)
        except SnapshotError:
            continue  # restore says why; it is no part of what viewers see


def verify_all(words: Words) -> int:
    """Every file of every snapshot against its manifest, and what stands beside them: keys, meetings."""
    snapshots, problems = list_snapshots(settings.state())
    for snapshot in snapshots:
        problems += verify(snapshot)
    problems += sound.beside(settings.state())
    ended = _end(problems, words)
    saying.line(words("terminal.verified", snapshots=len(snapshots), problems=len(problems)))
    return ended


def compare(choice: Namespace, words: Words) -> int:
    """What differs between two snapshots."""
    before, after = (_named(name) for name in (choice.before, choice.after))
    found = comparing.compare(before, after)
    saying.line(words("terminal.compared", before=before.id, after=after.id))
    if not found.is_same_series:
        saying.line(words("terminal.other_series", before=before.series, after=after.series))
    if not found.is_same_division:
        saying.line(words("terminal.other_division", before=before.vintage, after=after.vintage))
    saying.table([(table, words.number(old), "→", words.number(new)) for table, (old, new) in found.rows.items()])
    saying.table([_line(line, words) for line in found.lines if line.before != line.after])
    for line in found.lines:
        _provinces(line, words)
    for each in found.findings:
        counts = [words.number(count) for count in (each.before, each.after)]
        saying.line(words("terminal.finding", rule=each.rule, file=each.file, before=counts[0], after=counts[1]))
    return 0


def _line(line: comparing.Line, words: Words) -> tuple[str, ...]:
    """One measure before and after, with the counts it is made of."""
    return (_called(line, words), _count(line.before, words), "→", _count(line.after, words))


def _called(line: comparing.Line, words: Words) -> str:
    audience = words(f"audience.{line.audience}") if line.audience else ""
    keys = (audience, line.cohort_code, line.question_code, str(line.report_year or ""))
    return " · ".join((words(f"measure.{line.measure}.title"), *filter(None, keys)))


def _count(count: comparing.Count | None, words: Words) -> str:
    if count is None:
        return words("number.none")
    part, whole = words.number(count.part), words.number(count.whole)
    share = words.ratio(count.part, count.whole)
    return words("terminal.count", share=share, part=part, whole=whole, provinces=count.provinces)


def _provinces(line: comparing.Line, words: Words) -> None:
    """Which provinces came, went and moved most; a code is of the division both share."""
    title = _called(line, words)
    for key, codes in (("came", line.came), ("went", line.went)):
        if codes:
            saying.line(words(f"terminal.{key}", measure=title, provinces=", ".join(codes)))
    if line.moved:
        moved = ", ".join(f"{each.province_code} {words.points(each.by)}" for each in line.moved)
        saying.line(words("terminal.moved", measure=title, provinces=moved))


def _named(name: str) -> Snapshot:
    folder = settings.state() / "snapshots" / name
    if ID.fullmatch(name) and folder.is_dir():
        return open_snapshot(folder)
    distant = next((each for each in objects.every(settings.state())[0] if each.id == name), None)
    if distant is None:
        raise SnapshotError("snapshot_unknown", snapshot=name[:_LONGEST])
    return distant


def prune(choice: Namespace, words: Words) -> int:
    """Put replaced snapshots aside."""
    if choice.keep < 1:
        raise SnapshotError("prune_keeps_none")
    done = pruning.prune(settings.state(), keep=choice.keep, dry_run=choice.dry_run)
    for name in done.retired:
        saying.line(words("terminal.would_retire" if choice.dry_run else "terminal.put_aside", snapshot=name))
    for name in done.in_the_way:
        saying.line(words("terminal.in_the_way", snapshot=name))
    if not done.retired:
        saying.line(words("terminal.nothing_to_do"))
    return 1 if done.in_the_way else 0


def restore(choice: Namespace, words: Words) -> int:
    """Bring back a snapshot that was put aside."""
    folder = pruning.restore(settings.state(), choice.id)
    saying.line(words("terminal.restored", snapshot=folder.name))
    return 0


def expire(_choice: Namespace, words: Words) -> int:
    """Remove what is past its time."""
    gone = expiring.expire(settings.state(), now=datetime.now(UTC))
    for place, names in vars(gone).items():
        for name in names:
            saying.line(words(f"terminal.expired.{place}", name=name))
    if not any(vars(gone).values()):
        saying.line(words("terminal.nothing_to_do"))
    return 0


def remake_history(_choice: Namespace, words: Words) -> int:
    """Make the history fit the snapshots."""
    history.refresh(settings.state())
    saying.line(words("terminal.history"))
    return 0


def rotate(_choice: Namespace, words: Words) -> int:
    """New pseudonyms for every real snapshot."""
    with saying.bar(words) as progress:
        done = rotating.rotate(settings.state(), today=datetime.now(UTC).date(), progress=progress)
    key = "terminal.rotation_ended" if done.is_resumed else "terminal.rotated"
    saying.line(words(key, generation=done.generation, snapshots=len(done.snapshots)))
    return _end(done.problems, words)


def erase(_choice: Namespace, words: Words) -> int:
    """Erase one person; the identifier is asked for, or read from the input, and never an argument."""
    watched = sys.stdin.isatty()
    identifier = getpass.getpass(words("terminal.identifier")) if watched else sys.stdin.readline()
    if not identifier.strip():
        raise SnapshotError("erase_nobody")
    with saying.bar(words) as progress:
        done = erasing.erase(settings.state(), identifier, progress=progress)
    files = done.cleared.deleted + done.cleared.rewritten
    rows = words.number(sum(done.rows.values()))
    saying.line(words("terminal.erased", rows=rows, snapshots=len(done.rows), files=files))
    return _end(done.problems, words)


def targets(choice: Namespace, words: Words) -> int:
    """Set targets and deadlines from a table; without one, those in force with who set them and when."""
    if choice.file is not None:
        return _set_targets(choice.file, words)
    found, problems = setting.in_force(setting.path(settings.state()))
    saying.table([_target(each, words) for each in found] + [_ours(row, words) for row in _defaults()])
    return _end(problems, words)


def _set_targets(file: Path, words: Words) -> int:
    _, problems = setting.check(file)
    if problems:
        saying.line(words("terminal.targets_bad", problems=len(problems), file=file.name))
        return _end(problems, words)
    found = setting.install(file, settings.state())
    saying.line(words("terminal.targets_set", rows=len(found), file=file.name))
    return 0


def _target(each: setting.Target, words: Words) -> tuple[str, ...]:
    due = words("terminal.target_due", date=words.date(each.due_on)) if each.due_on else words("terminal.target_no_due")
    whence = words("terminal.target_set", owner=each.owner, date=words.date(each.set_on))
    keys = [getattr(each, name) or words("terminal.targets_whole") for name in setting.KEY[1:]]
    return (
        words(f"measure.{each.measure}.short"),
        *keys,
        words.percent(each.value, 1, trim=True),
        due,
        whence,
        each.note,
    )


def _defaults() -> list[dict[str, str]]:
    return reference.read("targets").filter(unit="share").to_dicts()


def _ours(row: dict[str, str], words: Words) -> tuple[str, ...]:
    whole = words("terminal.targets_whole")
    value = words.percent(float(row["value"]), 1, trim=True)
    whence = words("terminal.target_ours", owner=row["owner"])
    title = words(f"measure.{row['measure']}.short")
    return title, whole, whole, whole, whole, value, words("terminal.target_no_due"), whence, ""


def model(_choice: Namespace, _words: Words) -> int:
    """The data model as Markdown."""
    sys.stdout.write(data_model.as_markdown())
    return 0


def _end(problems: list[TemisError], words: Words) -> int:
    for problem in problems:
        saying.line(words("terminal.bad", problem=said(problem, words)))
    return 1 if problems else 0
