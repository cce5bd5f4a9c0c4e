"""Prepared: the file that stores attach to read, made by the first that needs it and kept beside the snapshots.

It holds what is meant for everybody (``OF_ALL``), ``snapshot_info``, ``unit_part``, ``headline``, ``history`` (the
headline with it, as its latest date), ``moment`` (the dates there are) and, where small groups are withheld,
``withheld_cell``: which groups of the headline. Where rows were carried into the
division shown, ``headline_born`` and ``history_born`` have them as they were. Rows of one question lie together: what a
question reads of a long history does not grow with what it does not ask.

The file is a convenience, never the truth: its name changes with all that goes into it, it bears its own digest in its
name, and one that is missing or altered is made again from the snapshot and the history.
"""

import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
from filelock import FileLock

from data import loading, regrouping, settings
from data.access import Scope
from data.common.kinds import OF_ALL, Kind
from data.keeping import durably
from data.schema import HISTORY, TABLES
from data.smallgroups import cubes, rates
from data.snapshot import digest_of

_LOG = logging.getLogger(__name__)
FOLDER = "common"
_KEPT = 24  # files; the one used longest ago goes first
_BLOCK = 16384  # bytes, the least there is: a store holds in memory what it has read, by blocks
_PATIENCE = 300.0  # seconds to wait for another who prepares
_LEFT_BEHIND = 3600.0  # seconds after which a half-written file is nobody's
# of a question all is given but snapshot and province
_ORDER = tuple(name for name in TABLES["headline"].key if name != "province_code")


def attach(connection: duckdb.DuckDBPyConnection, kind: Kind, folder: Path | None) -> None:
    """Attach the file of a kind as ``common``, to be read only; it is made where it is not there yet.

    ``folder``: where such files are kept; None, or where nothing can be written: it is made for this store alone.
    Raises SnapshotError for a file of the snapshot that was altered.
    """
    with _file(kind, folder) as file:
        connection.execute(f"attach '{_quoted(file)}' as common (read_only)")


@contextmanager
def _file(kind: Kind, folder: Path | None) -> Iterator[Path]:
    kept = None if folder is None else _kept(kind, folder)
    if kept is not None:
        yield kept
        return
    with TemporaryDirectory(prefix="temis-", ignore_cleanup_errors=True) as aside:
        file = Path(aside) / "common.duckdb"
        _make(kind, file)
        yield file  # once it is attached it need not be found any more


def _kept(kind: Kind, folder: Path) -> Path | None:
    """The file of a kind in the folder, made if need be; None where it cannot be written."""
    name = kind.name
    found = _sound(folder, name)
    if found is not None:
        return found
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with FileLock(folder / ".lock", timeout=_PATIENCE):
            return _sound(folder, name) or _made(kind, folder, name)
    except (OSError, duckdb.IOException) as error:
        if not (isinstance(error, OSError) or durably.is_full_disk(error)):
            raise
        _LOG.warning("what stores have in common is not kept: %s", type(error).__name__)
        return None


def _made(kind: Kind, folder: Path, name: str) -> Path:
    _tidy(folder)
    waiting = folder / f".{name}.{os.getpid()}"
    try:
        _make(kind, waiting)
        waiting.chmod(0o600)
        made = folder / f"{name}-{digest_of(waiting)}.duckdb"
        waiting.replace(made)
    finally:
        waiting.unlink(missing_ok=True)
    _is_sound(made, *_stamp(made))
    return made


def _sound(folder: Path, name: str) -> Path | None:
    """A file of this name that is what it was when it was made."""
    for found in folder.glob(f"{name}-*.duckdb"):
        if _is_sound(found, *_stamp(found)):
            return found
        _LOG.warning("what stores have in common was altered; it is made again")
        found.unlink(missing_ok=True)
    return None


@cache
def _is_sound(file: Path, changed_ns: int, size: int, inode: int) -> bool:
    """Asked once by each process, as long as the file is not touched."""
    del changed_ns, size, inode
    return file.stem.endswith(digest_of(file))


def _stamp(file: Path) -> tuple[int, int, int]:
    seen = file.stat()
    return seen.st_mtime_ns, seen.st_size, seen.st_ino


def _tidy(folder: Path) -> None:
    """Let go of the files made longest ago, and of what somebody who was killed left half written."""
    made = sorted(folder.glob("*.duckdb"), key=lambda file: file.stat().st_mtime_ns)
    for old in made[: max(0, len(made) - _KEPT + 1)]:
        old.unlink(missing_ok=True)  # a store that has it attached keeps it
    for half in folder.glob(".*.*"):
        if time.time() - half.stat().st_mtime > _LEFT_BEHIND:
            half.unlink(missing_ok=True)


def _make(kind: Kind, file: Path) -> None:
    """Write the file of a kind; nothing of what it withholds is in it."""
    snapshot, shown = kind.snapshot, kind.shown
    with duckdb.connect(config={"threads": 2, "memory_limit": settings.memory_limit()}) as connection:
        connection.execute(f"attach '{_quoted(file)}' as common (block_size {_BLOCK:d})")
        loading.describe(connection, snapshot, shown)
        _make_for_all(connection, kind)
        loading.load_headline(connection, snapshot, None)
        loading.load_past(connection, snapshot, kind.history)
        if kind.smallest is not None:
            decided = rates.decide(connection, smallest=kind.smallest)
            rates.withhold(connection, decided)
            connection.register("withheld", cubes.cells(decided))
            connection.execute("create table common.withheld_cell as select * from withheld")
        _carry(connection, kind)
        _write(connection)


def _make_for_all(connection: duckdb.DuckDBPyConnection, kind: Kind) -> None:
    snapshot, shown, everything = kind.snapshot, kind.shown, Scope.everything()
    for table in OF_ALL:
        loading.load(connection, snapshot, table, everything)
    loading.fill_in(connection, snapshot)
    loading.describe_parts(connection, snapshot, shown)
    if shown != snapshot.vintage:
        regrouping.regroup(connection, OF_ALL, vintage=snapshot.vintage, division=shown, scope=everything)
    for name in (*(table.name for table in OF_ALL), "snapshot_info", "unit_part"):
        connection.execute(f"create table common.{name} as select * from {name}")  # noqa: S608 - names of the schema


def _carry(connection: duckdb.DuckDBPyConnection, kind: Kind) -> None:
    """Carry the rows into the division shown; as they were born they are kept for whoever has places among them."""
    vintage, shown = kind.snapshot.vintage, kind.shown
    if shown == vintage and not regrouping.has_other_births(connection, division=shown):
        return
    for table in (TABLES["headline"], HISTORY):
        connection.execute(
            f"create table common.{table.name}_born as select * from {table.name} order by province_code"  # noqa: S608
        )
    regrouping.carry_headlines(connection, vintage=vintage, division=shown)


def _write(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        "insert into history select snapshot_id, series, as_of, data_vintage, headline.* from headline, snapshot_info"
    )
    order = ", ".join(_ORDER)
    connection.execute(f"create table common.headline as select * from headline order by {order}, province_code")  # noqa: S608
    connection.execute(
        f"create table common.history as select * from history order by {order}, as_of, snapshot_id, province_code"  # noqa: S608
    )
    connection.execute(
        "create table common.moment as select distinct snapshot_id, as_of, vintage from history"
        " union select snapshot_id, as_of, data_vintage from snapshot_info order by as_of, snapshot_id"
    )
    connection.execute("detach common")


def _quoted(file: Path) -> str:
    return str(file).replace("'", "''")
