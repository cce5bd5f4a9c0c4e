"""Loading: the rows of a snapshot's files, and of the history, into tables of a DuckDB."""

from pathlib import Path
from typing import Any

import duckdb

from data import divisions, reference, regrouping
from data.access import Scope
from data.schema import HISTORY, MARKS, TABLES, Table
from data.snapshot import Snapshot


def load(connection: duckdb.DuckDBPyConnection, snapshot: Snapshot, table: Table, scope: Scope) -> None:
    """Create a table with those of its rows that lie within a scope; SnapshotError for a file that was altered."""
    connection.execute(f'create table "{table.name}" ({regrouping.ddl(table)})')
    wanted = scope.of(table)
    files = [str(file) for file in snapshot.files(table.name, wanted)] if wanted != frozenset() else []
    if not files:
        return
    values: dict[str, Any] = {"files": files}
    kept = ""
    if wanted is not None and table.scope:
        kept = f' where list_contains($provinces, "{table.scope}")'
        values["provinces"] = sorted(wanted)
    if scope.districts is not None and table.layer == "unit":
        kept += " and list_contains($districts, district_code)"
        values["districts"] = sorted(scope.districts)
    connection.execute(
        f'insert into "{table.name}" select {_read(table)}'  # noqa: S608 - names of the schema, bound values
        f" from read_parquet($files, hive_partitioning = false){kept}",
        values,
    )


def load_headline(connection: duckdb.DuckDBPyConnection, snapshot: Snapshot, provinces: frozenset[str] | None) -> None:
    """Create ``headline`` with the rows of these provinces of the snapshot's own division; None: of all."""
    table = TABLES["headline"]
    connection.execute(f"create table headline ({regrouping.ddl(table)})")
    files = [str(file) for file in snapshot.files("headline")]
    if files and provinces != frozenset():
        connection.execute(
            f"insert into headline select {regrouping.columns(table)}"  # noqa: S608 - names of the schema
            " from read_parquet($files, hive_partitioning = false)"
            " where $provinces is null or list_contains($provinces, province_code)",
            {"files": files, "provinces": None if provinces is None else sorted(provinces)},
        )


def load_past(
    connection: duckdb.DuckDBPyConnection,
    snapshot: Snapshot,
    history: Path | None,
    places: dict[int, frozenset[str]] | None = None,
) -> None:
    """Create ``history`` with headline rows of earlier dates of the same series; the snapshot's own are its headline.

    ``places`` are provinces by the division that rows were born in; None: all of either division.
    """
    connection.execute(f"create table history ({regrouping.ddl(HISTORY)})")
    if history is None or not history.is_file():
        return
    kept = "".join(
        f" or (vintage = {vintage:d} and list_contains($in_{vintage:d}, province_code))" for vintage in places or ()
    )
    connection.execute(
        f"insert into history select {regrouping.columns(HISTORY)} from read_parquet($file)"  # noqa: S608 - our names
        f" where series = $series and as_of < $as_of{'' if places is None else f' and (false{kept})'}",
        {"series": snapshot.series, "as_of": snapshot.as_of, "file": str(history)}
        | {f"in_{vintage}": sorted(codes) for vintage, codes in (places or {}).items()},
    )


def fill_in(connection: duckdb.DuckDBPyConnection, snapshot: Snapshot) -> None:
    """Reference that came after the snapshot was made is the app's own; none is put beside what the snapshot holds."""
    held = {part.table for part in snapshot.manifest.parts}
    for name in (late for late, read in reference.CAME_LATER.items() if late not in held and read in held):
        connection.register("own_reference", reference.frames(snapshot.vintage)[name])
        connection.execute(f"insert into {name} by name select * from own_reference")  # noqa: S608 - a name of our own
        connection.unregister("own_reference")


def describe(connection: duckdb.DuckDBPyConnection, snapshot: Snapshot, shown: int) -> None:
    """Create ``snapshot_info``: what is shown; ``vintage`` is the division shown."""
    connection.execute(
        "create table snapshot_info as select $id as snapshot_id, $series as series, $as_of::date as as_of,"
        " $shown::utinyint as vintage, $vintage::utinyint as data_vintage, $kind as kind",
        {name: getattr(snapshot, name) for name in ("id", "series", "as_of", "vintage", "kind")} | {"shown": shown},
    )


def describe_parts(connection: duckdb.DuckDBPyConnection, snapshot: Snapshot, shown: int) -> None:
    """Create ``unit_part``: what each shown unit is made of in the data."""
    parts, units = zip(*divisions.carrying(snapshot.vintage, shown), strict=True)
    connection.execute(
        "create table unit_part as select unit.province_code, unit.part_code, province.name_vi, province.name_en"
        " from (select unnest($units) as province_code, unnest($parts) as part_code) as unit"
        " inner join province on unit.part_code = province.province_code and province.vintage = $vintage"
        " order by unit.province_code, unit.part_code",
        {"units": units, "parts": parts, "vintage": snapshot.vintage},
    )


def _read(table: Table) -> str:
    """The select list that reads a file of the table; marks of a single school are told to nobody."""
    columns = regrouping.columns(table)
    for name in MARKS if table.name == "unit_standing" else ():
        columns = columns.replace(f'"{name}"', f'null as "{name}"')
    return columns
