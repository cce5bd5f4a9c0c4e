"""Delivering: the way of one delivery, from files that came to a published snapshot, or to an account of why not.

A delivery is a folder of its own under ``intake``, for its owner alone, and gone once its snapshot stands: it holds
files as they came, which name people. What its senders must put right outlives it in ``quarantine``, for a while.
"""

import json
import re
import secrets
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, BinaryIO

import polars as pl

from data.errors import IngestError
from data.ingest import building, corrections, manifest
from data.ingest.building import HOLD_FEW, HOLD_MOST, Prepared
from data.intake import arriving, held, sendback, vintages
from data.intake.account import Account
from data.intake.completing import complete
from data.intake.formats import LIMITS_UPLOAD
from data.intake.held import HeldRow
from data.intake.reading import Override
from data.keeping import durably, keys
from data.sealing import free_folder, seal
from data.snapshot import ID, Snapshot, list_snapshots

ALIASES = "aliases.csv"
CORRECTIONS = "corrections.csv"
_OWNER_ALONE = 0o700
_LONGEST_NAME = 120  # bytes
_DEEPEST = 3  # folders, with the file, below a sender
_DEVICES = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)", re.IGNORECASE)  # names that Windows keeps for itself
_NAMED = 5  # of the files that wait
_NOT_IN_NAMES = re.compile(r"[^\w .()&+-]+")
_READ, _BUILT = 0.5, 0.95  # shares of the way at which reading and building end

Progress = Callable[[str, float], None]
Where = tuple[str, str]  # file as shown, sheet


@dataclass(frozen=True)
class Told:
    """What no file says of itself; ``vintage`` None: told by the names of provinces where they leave no doubt."""

    as_of: date
    kind: str
    series: str
    title: str = ""
    vintage: int | None = None
    province: str = ""  # of printed tables that do not name theirs
    report_year: int | None = None
    cohorts: Mapping[str, str] = field(default_factory=dict)  # "teacher-mass" → cohort, for exports that name none
    overrides: Mapping[Where, Override] = field(default_factory=dict)
    aliases: Path | None = None  # further header names; None: those of the state folder
    snapshot_id: str = ""  # None given: series and data date
    hold_most: float = HOLD_MOST


@dataclass(frozen=True)
class Delivery:
    """A folder of files that came: ``files`` as sent, a first-level folder for each sender, and room to work."""

    id: str
    folder: Path
    files: Path


@dataclass(frozen=True)
class Outcome:
    """What a delivery came to: the account, what would be published, and where each sender's held rows lie.

    ``held`` has one line for each row and reason, without what the row says of a person. ``before`` has the rows taken
    of each sender and raw file in the snapshot that this one follows, none where that was not made of a delivery.
    """

    delivery: Delivery
    account: Account
    prepared: Prepared
    held: pl.DataFrame
    quarantine: Mapping[str, list[Path]]
    before: Mapping[tuple[str, str], int] = field(default_factory=dict)


def new(state: Path) -> Delivery:
    """An empty delivery in the state folder, for its owner alone."""
    name = f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"
    folder = state / "intake" / name
    (folder / "files").mkdir(parents=True, mode=_OWNER_ALONE)
    for each in (folder.parent, folder):
        each.chmod(_OWNER_ALONE)
    return Delivery(name, folder, folder / "files")


def of_folder(state: Path, files: Path) -> Delivery:
    """A delivery whose files lie elsewhere and stay there untouched."""
    made = new(state)
    return replace(made, files=files)


def add(delivery: Delivery, sender: str, name: str, source: BinaryIO) -> None:
    """Take over one file; nothing is stored of what is too large. Raises IngestError ``file_too_large``.

    Without a sender, the first folder in the file's own name is its sender; names are made such that they lead nowhere
    else, and files of two folders do not take each other's place.
    """
    steps = [safe_name(step) for step in re.split(r"[/\\]+", name) if step not in ("", ".", "..")] or ["tep"]
    first, *rest = [safe_name(sender), *steps] if sender else steps
    steps = [first, *rest[-_DEEPEST:]]
    folder = delivery.files.joinpath(*steps[:-1])
    content = source.read(LIMITS_UPLOAD.bytes + 1)
    if len(content) > LIMITS_UPLOAD.bytes:
        raise IngestError("file_too_large", file=steps[-1], reason="bytes")
    with durably.full_disk_said(IngestError):
        folder.mkdir(parents=True, exist_ok=True, mode=_OWNER_ALONE)
        durably.write(folder / steps[-1], content, mode=0o600)


def safe_name(name: str) -> str:
    """A name that is one step of a path and nothing else, on any system; of a long one the end, which says the kind."""
    plain = _NOT_IN_NAMES.sub("_", unicodedata.normalize("NFC", name)).encode()[-_LONGEST_NAME:].decode(errors="ignore")
    return _DEVICES.sub(r"_\1", plain.strip(" .")) or "tep"


def look(delivery: Delivery, told: Told, state: Path) -> Account:
    """What came, by headers alone."""
    own = _aliases(told, state)
    return arriving.look(delivery.files, work=delivery.folder, told=_said(told), overrides=told.overrides, extra=own)


def prepare(delivery: Delivery, state: Path, told: Told, progress: Progress = lambda step, done: None) -> Outcome:
    """Read, complete, check and build what would be published; nothing is yet.

    Raises IngestError: ``nothing_arrived``, ``vintage_not_told``, ``vintage_contradicts``, ``too_much_held_back`` and
    others of reading and building. What is held back is in the quarantine then too; such an error has the account
    as its attribute ``account``, and ``quarantine``.
    """
    name = told.snapshot_id or _free_id(state, told)
    free_folder(state, name)  # a taken id costs no work
    raw, work = delivery.folder / "raw", delivery.folder / "work"
    for folder in (raw, work):
        durably.remove(folder)
    work.mkdir(mode=_OWNER_ALONE)
    with durably.full_disk_said(IngestError):
        account = _read(delivery, raw, told, state, progress)
        completed = complete(raw, told=_said(told))
    account.filled = dict(completed.filled)
    rows = [*held.spooled(raw / arriving.SPOOL), *sendback.of_completing(completed.held, account)]
    try:
        prepared = _built(raw, work, state, told, name, account, progress)
    except IngestError as problem:
        broken = getattr(problem, "held", None)
        rows += [] if broken is None else sendback.of_building(broken, account, before=rows)
        problem.account, problem.quarantine = account, _quarantine(state, delivery, rows)
        raise
    rows += sendback.of_building(prepared.held, account, before=rows)
    quarantine = _quarantine(state, delivery, rows)
    _hold_to_ceiling(account, told, prepared, quarantine)
    _describe(raw, account)
    prepared.header["origin"]["account"] = manifest.read_account(raw)  # now with what the build held back
    lines = sendback.lines(rows, prepared.held)
    return Outcome(delivery, account, prepared, lines, quarantine, _taken_before(_previous(state, told)))


def _hold_to_ceiling(account: Account, told: Told, prepared: Prepared, quarantine: Mapping[str, list[Path]]) -> None:
    """Raise where more of a kind is held back than may be, whichever step held it."""
    for target in sorted({each.target for each in account.received if each.target}):
        of_it = [each for each in account.received if each.target == target]
        kept, rows = sum(each.taken for each in of_it), sum(each.held for each in of_it)
        if rows > HOLD_FEW and rows > told.hold_most * (kept + rows):
            said = {"file": f"{target}.parquet", "rows": rows, "of": kept + rows, "findings": list(prepared.findings)}
            problem = IngestError("too_much_held_back", **said)
            problem.account, problem.quarantine = account, quarantine
            raise problem


def publish(outcome: Outcome, state: Path, *, partly: bool = False) -> Path:
    """Publish what was prepared; its folder. The delivery's own folder is gone then, with the files as they came.

    A file that was refused or a sheet that waits is not left behind unasked: IngestError ``delivery_waits``, unless
    ``partly`` says that the rest shall do without it.
    """
    waiting = outcome.account.waiting
    if waiting and not partly:
        raise IngestError("delivery_waits", count=len(waiting), files="; ".join(waiting[:_NAMED]))
    folder = seal(outcome.prepared.staging, state, outcome.prepared.header)
    put_away(outcome.delivery)
    return folder


def put_away(delivery: Delivery) -> None:
    """Remove what the delivery wrote; files that lie elsewhere stay."""
    durably.remove(delivery.folder)


def _said(told: Told) -> dict[str, Any]:
    """What was told of the whole delivery, by column name."""
    said = {"province": told.province or None, "report_year": told.report_year}
    return {name: value for name, value in said.items() if value} | {"cohorts": dict(told.cohorts)}


def _aliases(told: Told, state: Path) -> Path | None:
    own = told.aliases or state / ALIASES
    return own if told.aliases or own.is_file() else None


def _free_id(state: Path, told: Told) -> str:
    """Series and data date; with a number where that is taken, since a snapshot never changes."""
    plain = f"{told.series}-{told.as_of}"
    if not ID.fullmatch(plain):
        raise IngestError("series_not_allowed", series=told.series)
    number = 2
    name = plain
    while any((state / place / name).exists() for place in ("snapshots", "retired")):
        name, number = f"{plain}-{number}", number + 1
    return name


def _built(raw: Path, work: Path, state: Path, told: Told, name: str, account: Account, progress: Progress) -> Prepared:
    vintage = vintages.of_export(raw, told=told.vintage)
    header = {
        "as_of": told.as_of.isoformat(),
        "vintage": vintage,
        "kind": told.kind,
        "series": told.series,
        "title": told.title or told.series,
        "sources": [{"name": sender, "publisher": "", "dated": "", "note": ""} for sender in account.senders],
    }
    (raw / "export.json").write_text(json.dumps(header, ensure_ascii=False), encoding="utf-8")
    _describe(raw, account)
    return building.prepare(
        raw,
        work,
        snapshot_id=name,
        key=keys.chain(state),
        progress=lambda step, done: progress(step, _READ + done * (_BUILT - _READ)),
        hold=True,
        hold_most=told.hold_most,
        previous=_previous(state, told),
        corrections=corrections.read(state / CORRECTIONS),
    )


def _read(delivery: Delivery, raw: Path, told: Told, state: Path, progress: Progress) -> Account:
    return arriving.arrive(
        delivery.files,
        raw,
        told=_said(told),
        overrides=told.overrides,
        extra=_aliases(told, state),
        progress=lambda step, done: progress(step, done * _READ),
    )


def _describe(raw: Path, account: Account) -> None:
    (raw / "account.json").write_text(json.dumps(account.as_dict(), ensure_ascii=False), encoding="utf-8")


def _taken_before(previous: Snapshot | None) -> dict[tuple[str, str], int]:
    """Rows taken in the delivery before, by sender and raw file."""
    sheets = previous.manifest.origin.get("account", {}).get("received", []) if previous else []
    taken: Counter[tuple[str, str]] = Counter()
    for sheet in sheets:
        taken[str(sheet.get("sender", "")), str(sheet.get("target", ""))] += int(sheet.get("taken", 0))
    return {key: rows for key, rows in taken.items() if rows}


def _previous(state: Path, told: Told) -> Snapshot | None:
    """The snapshot of the series that this one follows."""
    earlier = [each for each in list_snapshots(state)[0] if each.series == told.series and each.as_of <= told.as_of]
    return earlier[-1] if earlier else None


def _quarantine(state: Path, delivery: Delivery, rows: Sequence[HeldRow]) -> dict[str, list[Path]]:
    """The rows held back, a file for each sender; nothing where nothing is held."""
    if not rows:
        return {}
    folder = state / "quarantine"
    folder.mkdir(parents=True, exist_ok=True, mode=_OWNER_ALONE)
    folder.chmod(_OWNER_ALONE)
    return held.write(folder / delivery.id, rows)
