"""Building: the steps of the ingest, in order, in a folder that is gone afterwards."""

import json
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
from duckdb import DuckDBPyConnection

from data import reference
from data.errors import IngestError
from data.ingest.check import check_cleaned, check_raw
from data.ingest.clean import clean
from data.ingest.codes import look_up, look_up_districts
from data.ingest.cubes import make_cubes
from data.ingest.findings import Finding, stop_on_failure
from data.ingest.people import name_people
from data.ingest.read import RawExport, put, read_export
from data.ingest.sidebyside import THREADS
from data.ingest.write import write_by_province, write_tables
from data.schema import TABLES
from data.sealing import free_folder, seal

_MEMORY = "2GB"
_HEADER = "export.json"

Progress = Callable[[str, float], None]


def build(
    raw: Path, state: Path, *, snapshot_id: str, key: bytes, progress: Progress = lambda step, done: None
) -> Path:
    """Build and publish the snapshot of a raw export; its folder.

    ``key`` makes the pseudonyms, ``progress`` hears each step's name and the share done. Raises
    IngestError ``ingest_failed`` with all findings, ``export_unreadable`` for a file or value that cannot be read, and
    SnapshotError when the id is taken; nothing is published then.
    """
    free_folder(state, snapshot_id)  # seal asks again; asked here too, so that a taken id costs no work
    header = _header(raw)
    state.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=state, prefix=".ingest-") as name:
        work = Path(name)
        with _workbench(work) as connection:
            export, findings = _filled(connection, raw, header, key, progress)
            progress("write", 0.4)
            staging = work / "staging"
            _sum_and_write(connection, staging)
        progress("seal", 0.9)
        return seal(staging, state, _manifest(snapshot_id, header, export, findings))


def _sum_and_write(connection: DuckDBPyConnection, staging: Path) -> None:
    """Write the detail while the cubes are summed: neither needs the other, and each leaves a core idle."""
    with ThreadPoolExecutor(1) as pool:
        details = pool.submit(write_by_province, connection.cursor(), staging, "detail")
        make_cubes(connection)
        write_tables(connection, staging)
        write_by_province(connection, staging, "unit")
        details.result()


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


def _filled(
    connection: DuckDBPyConnection, raw: Path, header: dict[str, Any], key: bytes, progress: Progress
) -> tuple[RawExport, list[Finding]]:
    """As ``_fill``; a value that does not fit its column's type, or a torn file, is the export's fault too."""
    try:
        return _fill(connection, raw, header, key, progress)
    except duckdb.Error as error:  # its message may quote a person: only its kind is passed on
        raise IngestError("export_unreadable", file="", reason=type(error).__name__) from None


def _fill(
    connection: DuckDBPyConnection, raw: Path, header: dict[str, Any], key: bytes, progress: Progress
) -> tuple[RawExport, list[Finding]]:
    """Every table but the cubes, checked; raises IngestError at the first stage that fails."""
    progress("read", 0.0)
    frames = reference.frames(header["vintage"])
    _put_known(connection, frames, header["as_of"])
    export = read_export(connection, raw)
    stop_on_failure(export.findings)
    findings = [*export.findings, *check_raw(connection), *look_up(connection, frames)]
    findings += look_up_districts(connection, frames["district"])
    findings += name_people(connection, key=key)
    progress("clean", 0.1)
    findings += clean(connection, export.rows)
    progress("check", 0.3)
    findings += check_cleaned(connection)
    stop_on_failure(findings)
    return export, findings


def _put_known(connection: DuckDBPyConnection, frames: dict[str, Any], as_of: date) -> None:
    for name, frame in frames.items():
        put(connection, name, frame)
    connection.execute(f"create table teidi ({TABLES['teidi'].ddl})")  # no export carries it yet
    connection.execute("create table as_of (as_of date)")
    connection.execute("insert into as_of values ($as_of)", {"as_of": as_of})


def _header(raw: Path) -> dict[str, Any]:
    try:
        said = json.loads((raw / _HEADER).read_bytes())
        return {
            "as_of": date.fromisoformat(said["as_of"]),
            "vintage": int(said["vintage"]),
            "kind": str(said["kind"]),
            "series": str(said["series"]),
            "title": str(said.get("title", "")),
            "note": str(said.get("note", "")),
            "sources": [dict(source) for source in said.get("sources", [])],
            "english": {str(said_vi): str(said_en) for said_vi, said_en in said.get("english", {}).items()},
            "origin": {name: said[name] for name in ("scale", "seed") if name in said},
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise IngestError("export_unreadable", file=_HEADER, reason=type(error).__name__) from error


def _manifest(snapshot_id: str, header: dict[str, Any], export: RawExport, findings: list[Finding]) -> dict[str, Any]:
    origin = {
        **header["origin"],
        "rows_read": export.rows,
        "columns_not_read": {file: names for file, names in export.ignored.items() if names},
    }
    said = {"id": snapshot_id, "origin": origin, "findings": [finding.as_dict() for finding in findings]}
    return {**header, **said}
