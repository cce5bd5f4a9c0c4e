"""Building: the steps of the ingest, in order, in a folder that is gone afterwards."""

from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
from duckdb import DuckDBPyConnection

from data.errors import IngestError
from data.ingest import manifest
from data.ingest.corrections import Correction
from data.ingest.cubes import Engine, make_cubes
from data.ingest.findings import Finding
from data.ingest.previous import missing_senders
from data.ingest.settling import Order, Settled, compare, settle
from data.ingest.sidebyside import THREADS
from data.ingest.write import write_by_province, write_tables
from data.keeping import durably, locks
from data.keeping.keys import Chain
from data.sealing import free_folder, seal
from data.snapshot import Snapshot

_MEMORY = "2GB"
HOLD_MOST = 0.05  # share of a raw file's rows that may be held back; more is no delivery but a misunderstanding
HOLD_FEW = 20  # so many may be in any case: of ten schools one is a tenth

Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class Prepared:
    """What a raw export came to, ready to be sealed.

    ``staging`` is the folder and ``header`` the manifest for ``sealing.seal``. ``held`` has the rows held back
    (``holding.HELD``) and names people: for the quarantine alone. ``rows`` counts, by raw file, rows read, written,
    held and erased; read is the sum of the others.
    """

    staging: Path
    header: dict[str, Any]
    findings: tuple[Finding, ...]
    held: pl.DataFrame
    rows: dict[str, dict[str, int]]


def build(
    raw: Path,
    state: Path,
    *,
    snapshot_id: str,
    key: bytes | Chain,
    progress: Progress = lambda step, done: None,
    engine: Engine = make_cubes,
) -> Path:
    """Build and publish the snapshot of a raw export; its folder.

    ``key`` makes the pseudonyms, ``progress`` hears each step's name and the share done, ``engine`` makes the cubes:
    DuckDB in this process, else ``spark.engine(master)``, whose errors are told too. Raises IngestError
    ``ingest_failed`` with all findings, ``export_unreadable`` for a file or value that cannot be read, and
    SnapshotError when the id is taken; nothing is published then.
    """
    free_folder(state, snapshot_id)  # seal asks again; asked here too, so that a taken id costs no work
    manifest.read_header(raw)
    with locks.workplace(state, "ingest") as work:
        prepared = prepare(raw, work, snapshot_id=snapshot_id, key=key, progress=progress, engine=engine)
        progress("seal", 0.9)
        return seal(prepared.staging, state, prepared.header)


def prepare(
    raw: Path,
    work: Path,
    *,
    snapshot_id: str,
    key: bytes | Chain,
    progress: Progress = lambda step, done: None,
    hold: bool = False,
    hold_most: float = HOLD_MOST,
    hold_few: int = HOLD_FEW,
    previous: Snapshot | None = None,
    corrections: Sequence[Correction] = (),
    erased: Collection[int] = (),
    engine: Engine = make_cubes,
) -> Prepared:
    """Everything but the publishing, in an existing folder ``work``.

    With ``hold``, rows that break a rule are left out, with all that stands on them, and the rest goes on; without it,
    any such row stops the build. Too many are more than the share ``hold_most`` of a file's rows that are also more
    than ``hold_few``. ``previous`` is the snapshot that this one follows in its series; ``erased`` are pseudonyms whose
    rows are left out and never told, beside those that a chain of keys knows of.

    Raises IngestError: ``ingest_failed`` (findings); ``too_much_held_back`` (file, rows, of, findings, and the rows
    themselves as its attribute ``held``); ``export_unreadable``; ``disk_full``.
    """
    header = manifest.read_header(raw)
    order = Order(
        raw=raw,
        header=header,
        key=key,
        hold=hold,
        hold_most=hold_most,
        hold_few=hold_few,
        corrections=tuple(corrections),
        erased=frozenset(erased) | frozenset(key.erased if isinstance(key, Chain) else ()),
    )
    staging = work / "staging"
    with durably.full_disk_said(IngestError), _workbench(work) as connection:
        settled = _settled(connection, order, progress)
        progress("write", 0.4)
        sums = partial(engine, connection, work, lambda done: progress("write", 0.4 + 0.5 * done))
        findings = _sum_and_write(connection, staging, header, previous, sums)
    account = manifest.read_account(raw)
    told = (*settled.findings, *findings, *missing_senders(account, previous))
    return Prepared(
        staging, _manifest(snapshot_id, order, settled, account, previous, told), told, settled.held, settled.rows
    )


def _manifest(
    snapshot_id: str,
    order: Order,
    settled: Settled,
    account: dict[str, Any],
    previous: Snapshot | None,
    findings: Sequence[Finding],
) -> dict[str, Any]:
    origin = {
        "rows_read": {file: rows["read"] for file, rows in settled.rows.items()},
        "columns_not_read": {file: names for file, names in settled.ignored.items() if names},
        "account": account,
        "corrections": settled.corrections,
        "held_back": manifest.held_by_rule(settled.held),
        "rows_held": {file: rows["held"] for file, rows in settled.rows.items() if rows["held"]},
        "erased_rows": sum(rows["erased"] for rows in settled.rows.values()),
        "previous": previous.id if previous else "",
        "pseudonyms": order.key.said() if isinstance(order.key, Chain) else {},
    }
    return manifest.made(snapshot_id, order.header, origin, findings)


def _sum_and_write(
    connection: DuckDBPyConnection,
    staging: Path,
    header: dict[str, Any],
    previous: Snapshot | None,
    sums: Callable[[], None],
) -> list[Finding]:
    """Write the detail while the cubes are summed: neither needs the other, and each leaves a core idle.

    Returns what the totals say beside those of the snapshot before.
    """
    with ThreadPoolExecutor(1) as pool:
        details = pool.submit(write_by_province, connection.cursor(), staging, "detail")
        sums()
        findings = compare(connection, header, previous)
        write_tables(connection, staging)
        write_by_province(connection, staging, "unit")
        details.result()
    return findings


def _workbench(work: Path) -> DuckDBPyConnection:
    """A database in memory that spills into the work folder what does not fit; both are gone afterwards."""
    return duckdb.connect(
        config={
            "threads": THREADS,
            "memory_limit": _MEMORY,
            "temp_directory": str(work / "spilt"),
            "preserve_insertion_order": False,  # every result is sorted before it is written
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "allow_community_extensions": False,
            "python_enable_replacements": False,
        },
    )


def _settled(connection: DuckDBPyConnection, order: Order, progress: Progress) -> Settled:
    """As ``settle``; a value that does not fit its column's type, or a torn file, is the export's fault too."""
    try:
        return settle(connection, order, progress)
    except duckdb.Error as error:  # its message may quote a person: only its kind is passed on
        if durably.is_full_disk(error):
            raise
        raise IngestError("export_unreadable", file="", reason=type(error).__name__) from None
