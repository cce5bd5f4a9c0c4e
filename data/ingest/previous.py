"""The snapshot before: its totals, by which the checks say what jumped, shrank or fell silent, and who did not send."""

from itertools import chain
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
from duckdb import DuckDBPyConnection

from data.ingest.findings import Finding, found
from data.ingest.read import put
from data.schema import TABLES
from data.snapshot import Snapshot

_TOTAL = Path(__file__).with_name("total.sql")
_COUNTED = ("standing", "training")
_SCHEMA = {
    "file": pl.String(),
    "what": pl.String(),
    "place": pl.String(),
    "period": pl.String(),
    "rows": pl.Int64(),
}


def put_totals(connection: DuckDBPyConnection, previous: Snapshot | None, header: dict[str, Any]) -> None:
    """Create ``total`` of the cubes that are there, and ``previous_total``; empty where the two cannot be compared.

    Provinces of two divisions are not the same, and neither are two series.
    """
    connection.sql(_TOTAL.read_text(encoding="utf-8")).create_view("total")
    alike = previous and (previous.vintage, previous.series) == (header["vintage"], header["series"])
    put(connection, "previous_total", _totals(previous) if previous and alike else pl.DataFrame(schema=_SCHEMA))


def _totals(snapshot: Snapshot) -> pl.DataFrame:
    """The same totals of a snapshot, from its verified files."""
    with duckdb.connect() as connection:
        for table in _COUNTED:
            files = [str(path) for path in snapshot.files(table)]
            if files:
                connection.read_parquet(files, hive_partitioning=False).create_view(table)
            else:  # a table without rows has no file
                connection.execute(f"create table {table} ({TABLES[table].ddl})")
        return connection.sql(_TOTAL.read_text(encoding="utf-8")).pl().cast(_SCHEMA)


def missing_senders(account: dict[str, Any], previous: Snapshot | None) -> list[Finding]:
    """Senders of the delivery before that are not among those of this one; none where either tells no senders."""
    before = senders(previous.manifest.origin.get("account", {})) if previous else set()
    now = senders(account)
    absent = sorted(before - now) if now else []
    return [found("sender_missing", "", "", len(absent), absent)] if absent else []


def senders(account: dict[str, Any]) -> set[str]:
    """Who sent something, whatever became of it."""
    every = chain.from_iterable(account.get(kind, ()) for kind in ("received", "refused", "left_out"))
    return {each["sender"] for each in every if each.get("sender")}
