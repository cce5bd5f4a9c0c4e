"""Prepared: what all stores of a kind share, as a file that they attach to read.

It holds what is meant for everybody (``OF_ALL``), ``snapshot_info``, ``unit_part``, ``headline``, ``history`` (the
headline with it, as its latest date), ``moment`` (the dates there are) and, where small groups are withheld,
``withheld_cell``: which groups of the headline. Where rows were carried into the division shown, ``headline_born`` and
``history_born`` have them as they were. Rows of one question lie together: what a question reads of a long history does
not grow with what it does not ask.
"""

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from data import loading, ordering, regrouping, settings
from data.access import Scope
from data.common import kept
from data.common.kinds import OF_ALL, Kind
from data.schema import HISTORY, TABLES
from data.smallgroups import cubes, rates


def attach(connection: duckdb.DuckDBPyConnection, kind: Kind, folder: Path | None) -> None:
    """Attach the file of a kind as ``common``; it is made where it is not there yet.

    ``folder``: where such files are kept. Raises SnapshotError for a file of the snapshot that was altered.
    """
    kept.attach(connection, "common", kind.name, partial(_make, kind), folder)


def _make(kind: Kind, file: Path) -> None:
    """Write the file of a kind; nothing of what it withholds is in it."""
    with TemporaryDirectory(prefix="temis-", ignore_cleanup_errors=True) as aside, _working(Path(aside)) as connection:
        connection.execute("set enable_progress_bar = false")
        kept.attach_to_write(connection, "common", file)
        loading.describe(connection, kind.snapshot, kind.shown)
        _make_for_all(connection, kind)
        loading.load_headline(connection, kind.snapshot, None)
        loading.load_past(connection, kind.snapshot, kind.history)
        if kind.smallest is not None:
            decided = rates.decide(connection, smallest=kind.smallest)
            rates.withhold(connection, decided)
            connection.register("withheld", cubes.cells(decided))
            connection.execute("create table common.withheld_cell as select * from withheld")
        _carry(connection, kind)
        _write(connection)


def _working(aside: Path) -> duckdb.DuckDBPyConnection:
    """A database in a file: ten years of the country take more memory than there is for one store."""
    config = {"threads": 2, "memory_limit": settings.memory_limit(), "temp_directory": str(aside / "spilt")}
    return duckdb.connect(str(aside / "working.duckdb"), config=config)


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
    order = ", ".join((ordering.FIRST, *ordering.QUESTION, "province_code"))
    connection.execute(f"create table common.headline as select * from headline order by {order}")  # noqa: S608
    ordered = ordering.by_question(connection, "history", more=("units_known",))
    connection.execute(f"create table common.history as {ordered}")
    ordering.done(connection)
    connection.execute(
        "create table common.moment as select distinct snapshot_id, as_of, vintage from history"
        " union select snapshot_id, as_of, data_vintage from snapshot_info order by as_of, snapshot_id"
    )
    connection.execute("detach common")
