"""Papers: reports of provinces into a folder, once or whenever there is a new snapshot."""

import hashlib
import re
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from data import packing, report_form, settings
from data.commands import objects, saying
from data.errors import PaperError, SnapshotError, TemisError
from data.keeping import durably
from data.keeping.series import place_in_series
from data.snapshot import Snapshot
from data.spelling import unaccented
from data.store import Store
from pages.papers import makers, spool
from pages.papers.makers import Desk, Wanted
from pages.texts.problems import said
from pages.texts.words import Words

PACK = ("word", "workbook", "pdf")  # what a sở is sent
_UNSAFE = re.compile(r"[^a-z0-9]+")


def reports(choice: Namespace, words: Words) -> int:
    """Reports of one year, of the provinces named or of all, as files or as one zip."""
    snapshot = _named(choice.snapshot)
    kinds = tuple(choice.kind) or ("word",)
    with makers.open_desk(settings.state(), snapshot, division=choice.division) as desk:
        wanted = _wanted(choice, desk.store, words)
        places = _places(choice.province, desk)
        saying.line(makers.seen(desk, words))
        with packing.delivering(choice.to), saying.bar(words) as progress:
            name = f"{snapshot.id}-{desk.store.division}-{wanted.report_year}-{wanted.edition}.zip"
            pour = _into_zip(choice.to / name) if choice.zip else _into_folder(choice.to)
            files = pour(_made(desk, wanted, kinds, places, progress, words))
    saying.line(words("terminal.papers_written", files=files, reports=len(places), folder=choice.to))
    return 0


def _made(
    desk: Desk, wanted: Wanted, kinds: tuple[str, ...], places: list[str], progress: Any, words: Words
) -> Iterator[tuple[str, bytes]]:
    names = makers.names(desk.store, words)
    progress(names[places[0]], 0.0)
    for number, (_, files) in enumerate(makers.reports(desk, wanted, kinds, places), start=1):
        yield from files
        progress(names[places[min(number, len(places) - 1)]], number / len(places))


def _into_folder(folder: Path) -> Any:
    def write(files: Iterator[tuple[str, bytes]]) -> int:
        count = 0
        for name, content in files:
            durably.write(folder / name, content)
            count += 1
        return count

    return write


def _into_zip(path: Path) -> Any:
    def write(files: Iterator[tuple[str, bytes]]) -> int:
        waiting = path.with_name(f".{path.name}.part")
        try:
            with waiting.open("wb") as into:
                count = spool.pour(files, into)
            durably.sync(waiting)
            waiting.replace(path)
        finally:
            waiting.unlink(missing_ok=True)
        durably.sync(path.parent)
        return count

    return write


def packs(choice: Namespace, words: Words) -> int:
    """Each province's pack of the newest snapshot, or of every one, where it is not there yet."""
    snapshots = _standing()
    written = standing = 0
    problems: list[str] = []
    with packing.delivering(choice.to), saying.bar(words) as progress:
        for number, snapshot in enumerate(snapshots if choice.every else snapshots[-1:]):
            of = len(snapshots) if choice.every else 1
            with makers.open_desk(settings.state(), snapshot, division=choice.division) as desk:
                done = _packs(choice, desk, words, lambda name, at, n=number, of=of: progress(name, (n + at) / of))
            written, standing, problems = written + done[0], standing + done[1], problems + done[2]
    saying.line(words("terminal.packs", written=written, standing=standing, folder=choice.to))
    for problem in problems:
        saying.line(words("terminal.bad", problem=problem))
    return 1 if problems else 0


def _packs(choice: Namespace, desk: Desk, words: Words, progress: Any) -> tuple[int, int, list[str]]:
    """Packs of one snapshot: how many were written, how many stood already, and why others were not made."""
    written, standing, problems = 0, 0, []
    wanted = _wanted(choice, desk.store, words)
    kinds = tuple(choice.kind) or PACK
    recipe = _recipe(desk.store, wanted, kinds)
    saying.line(makers.seen(desk, words))
    names = makers.names(desk.store, words)
    places = _places(choice.province, desk)
    for number, place in enumerate(places):
        progress(f"{desk.store.snapshot.id} {names[place]}", number / len(places))
        folder = choice.to / _folder(place, desk.store) / desk.store.snapshot.id
        if packing.stands(folder, recipe):
            standing += 1
            continue
        try:
            made = makers.paper(desk, place, wanted)
            packing.deliver(folder, recipe, (makers.file(made, kind) for kind in kinds))
            written += 1
        except TemisError as problem:
            problems.append(words("terminal.pack_failed", place=names[place], problem=said(problem, words)))
    return written, standing, problems


def _recipe(store: Store, wanted: Wanted, kinds: tuple[str, ...]) -> dict[str, Any]:
    """What a pack is made from: where nothing of it changes, the pack that stands is the one that would be made."""
    template = report_form.path(settings.state())
    own = hashlib.sha256(template.read_bytes()).hexdigest() if template.is_file() else ""
    is_public = wanted.edition == "public"
    made_of = {"snapshot": store.snapshot.id, "digest": store.snapshot.digest, "division": store.division}
    smallest = settings.smallest() if is_public else 0
    return made_of | asdict(wanted) | {"kinds": list(kinds), "smallest": smallest, "template": own}


def _standing() -> list[Snapshot]:
    """Snapshots of which packs are made, the newest last; examples set aside are not among them."""
    snapshots, _ = objects.every(settings.state())
    found = sorted((each for each in snapshots if not each.is_set_aside), key=place_in_series)
    if not found:
        raise SnapshotError("no_snapshot")
    return found


def _named(name: str) -> Snapshot:
    """The snapshot of that name, the newest where none is named."""
    if not name:
        return _standing()[-1]
    found = [each for each in objects.every(settings.state())[0] if each.id == name]
    if not found:
        raise SnapshotError("snapshot_unknown", snapshot=name[:100])
    return found[0]


def _wanted(choice: Namespace, store: Store, words: Words) -> Wanted:
    """What is wanted, for the year named or the newest that there is."""
    years = makers.years(store)
    if not years or (choice.year and choice.year not in years):
        raise PaperError("papers_no_year", snapshot=store.snapshot.id, years=", ".join(map(str, years)))
    return Wanted(
        report_year=choice.year or max(years),
        form=choice.form,
        is_compared=choice.compared == "year",
        edition=choice.edition,
        lang=words.lang,
    )


def _places(asked: list[str], desk: Desk) -> list[str]:
    unknown = [code for code in asked if code not in desk.places]
    if unknown:
        raise PaperError("papers_place", place=unknown[0], division=desk.store.division)
    return sorted(asked) or list(desk.places)


def _folder(place: str, store: Store) -> str:
    """Code and name: a code alone is another province's in the other division."""
    name = makers.names(store, Words("vi"))[place]
    return f"{place}-{_UNSAFE.sub('-', unaccented(name).lower()).strip('-')}"
