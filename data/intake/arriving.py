"""Arriving: a folder of whatever files came becomes a raw export, and an account of every row.

Counts in are counts out, held back, told apart as no data (titles, repeated headers, totals) or left out by a rule;
nothing is dropped silently. Rows held back are kept as they came, with the reason beside each, so that the sender can
correct and resend exactly those.
"""

import json
import shutil
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from data.errors import IngestError
from data.intake import held
from data.intake.account import Account, NothingArrived, Received
from data.intake.formats import LIMITS, Limits, Sheet
from data.intake.listed import Listing, Sent, files_of
from data.intake.parts import Parts
from data.intake.reading import Override, Overrides, Reading, flat_of, is_flat, sheets_of
from data.intake.withdrawing import withdraw

__all__ = ["SPOOL", "Account", "NothingArrived", "Override", "Overrides", "arrive", "look"]

SPOOL = "held.jsonl"  # in the raw folder: the rows held back while the files were read
_AHEAD = 2  # workbooks read at a time, each in a process of its own
_HEAD = 200
_OWNER_FOLDER = 0o700

Progress = Callable[[str, float], None]
Opened = tuple[Sent, "Future[list[Sheet]] | None"]


def arrive(
    folder: Path,
    raw: Path,
    *,
    header: Mapping[str, Any] | None = None,
    told: Mapping[str, Any] | None = None,
    overrides: Overrides | None = None,
    extra: Path | None = None,
    spool: Path | None = None,
    quarantine: Path | None = None,
    limits: Limits = LIMITS,
    progress: Progress = lambda step, done: None,
) -> Account:
    """Read every file of the folder into a raw export; returns the account, which is also written beside it.

    ``header`` is what no file says of itself: as_of, vintage, kind, series, title, sources. ``told`` are values of
    columns that a sheet does not have, by column name (province, report_year); ``overrides`` what somebody said of
    single sheets, ``extra`` a table of further header names. Rows held back go to ``spool`` (``raw/held.jsonl``) and,
    where ``quarantine`` names a folder, into workbooks there. Raises NothingArrived, which has the account, when no row
    was taken or held and IngestError ``raw_not_empty`` when files of another export are there: two must not mix.
    """
    if raw.is_dir() and any(raw.iterdir()):
        raise IngestError("raw_not_empty", folder=raw.name)
    if quarantine:
        held.clear(quarantine)  # rows held back by an earlier try
    with _removed_on_failure(raw), _workplace(raw) as work:
        rows_held = held.Spool(spool or raw / SPOOL)
        reading = Reading(Parts(raw, work), rows_held, work, limits, extra, told or {}, overrides or {})
        account = _read(folder, reading, progress)
        rows_held.close()
        withdraw(raw, rows_held.path, reading.parts.corrected, account)
        if not any(each.taken or each.held for each in account.received):
            raise NothingArrived(account, folder=folder.name)
        if quarantine and any(each.held for each in account.received):
            held.write(quarantine, held.spooled(spool or raw / SPOOL))
        _describe(raw, header or {}, account)
    return account


def look(
    folder: Path,
    *,
    work: Path,
    told: Mapping[str, Any] | None = None,
    overrides: Overrides | None = None,
    extra: Path | None = None,
    limits: Limits = LIMITS,
) -> Account:
    """What the files are by their first rows: forms, columns, what is wanting; no row is counted, nothing is kept.

    ``work`` is a folder for what a zip holds and for rewritten files, which name people; it is left as it was.
    """
    with TemporaryDirectory(dir=work) as place:
        work = Path(place)
        reading = Reading(Parts(work, work), None, work, limits, extra, told or {}, overrides or {})
        listing = Listing(Account(), work, limits)
        for sent in listing.sent(folder):
            try:
                flat = flat_of(sent, work, limits=limits)
                sheets = [flat.head] if flat else sheets_of(sent, limits=limits, head=_HEAD)
                named = [Sheet(sent.name, each.sheet, each.rows, each.first_row) for each in sheets]
                listing.account.received += [reading.seen(sheet, sent.sender) for sheet in named]
            except IngestError as problem:
                listing.refuse(problem, sent.name, sent.sender)
    return listing.account


def _read(folder: Path, reading: Reading, progress: Progress) -> Account:
    """Every file, one after the other, its place in the progress by its bytes."""
    listing = Listing(Account(), reading.work, reading.limits)
    whole = sum(path.stat().st_size for path in files_of(folder)) or 1
    done = 0
    for sent, waiting in _opened(listing.sent(folder), reading):
        size = min(sent.path.stat().st_size, whole - done)
        progress(sent.name, done / whole)
        try:
            received = _file(sent, waiting, reading, partial(_moved, progress, sent.name, done / whole, size / whole))
            reading.parts.commit()
            reading.spool.commit()
            listing.account.received += received
        except IngestError as problem:
            reading.parts.discard()
            reading.spool.discard()
            listing.refuse(problem, sent.name, sent.sender)
        done += size
        if sent.path.is_relative_to(reading.work):  # out of a zip
            sent.path.unlink(missing_ok=True)
    progress("", 1.0)
    return listing.account


def _moved(progress: Progress, step: str, begun: float, part: float, share: float) -> None:
    progress(step, min(begun + part * share, 1.0))


def _opened(sent: Iterator[Sent], reading: Reading) -> Iterator[Opened]:
    """Files in order; those that need a process of their own are begun while earlier ones are worked on."""
    waiting: deque[Opened] = deque()
    with ThreadPoolExecutor(_AHEAD) as pool:
        for each in sent:
            is_apart = each.kind in ("workbook", "html", "parquet") and not is_flat(each, limits=reading.limits)
            waiting.append((each, pool.submit(sheets_of, each, limits=reading.limits) if is_apart else None))
            if len(waiting) > _AHEAD:
                yield waiting.popleft()
        while waiting:
            yield waiting.popleft()


def _file(
    sent: Sent, waiting: "Future[list[Sheet]] | None", reading: Reading, moved: Callable[[float], None]
) -> list[Received]:
    if waiting is not None:
        return reading.sheets(waiting.result(), sent)
    with TemporaryDirectory(dir=reading.work) as place:
        flat = flat_of(sent, Path(place), limits=reading.limits)
        received = reading.flat(flat, sent, moved) if flat else None
    return [received] if received else reading.sheets(sheets_of(sent, limits=reading.limits), sent)


@contextmanager
def _workplace(raw: Path) -> Iterator[Path]:
    """A folder for what is needed meanwhile; it may hold people's rows, so it goes whatever happens."""
    raw.mkdir(parents=True, exist_ok=True, mode=_OWNER_FOLDER)
    work = raw / ".work"
    work.mkdir(mode=_OWNER_FOLDER)
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


@contextmanager
def _removed_on_failure(raw: Path) -> Iterator[None]:
    """Half an export is none."""
    try:
        yield
    except BaseException:
        shutil.rmtree(raw, ignore_errors=True)
        raise


def _describe(raw: Path, header: Mapping[str, Any], account: Account) -> None:
    said = {name: f"{each}" if isinstance(each, date) else each for name, each in header.items()}
    for name, content in (("export.json", said), ("account.json", account.as_dict())):
        (raw / name).write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
