"""Pseudonyms: an identifier becomes a keyed hash here, once, and is not written anywhere."""

import hashlib
from collections.abc import Collection, Iterable

import polars as pl
from duckdb import ColumnExpression, DuckDBPyConnection

from data.ingest.findings import Finding, found
from data.ingest.layout import FILES
from data.ingest.read import put
from data.keeping.keys import Chain


def learner_keys(identifiers: Iterable[str], *, key: bytes | Chain) -> list[int]:
    """The 64-bit keyed hash of each identifier: the same key gives the same number, another key another.

    With a chain, the hash by its first link, brought forward to its generation.
    """
    first = key.links[0] if isinstance(key, Chain) else key
    if not first:
        raise ValueError("a pseudonym without a key can be undone by hashing every identifier")
    started = hashlib.blake2b(digest_size=8, key=first)
    keys = []
    for identifier in identifiers:
        one = started.copy()  # half the price of starting anew
        one.update(identifier.encode())
        keys.append(int.from_bytes(one.digest()))
    return key.forward(keys) if isinstance(key, Chain) else keys


def name_people(connection: DuckDBPyConnection, *, key: bytes | Chain) -> list[Finding]:
    """Create ``person`` (identifier, learner_key) for everybody in the list of people.

    Whoever another file names beside them gets no key, and so breaks a rule (``checks/unknown_person``).
    """
    listed = connection.view("raw_hoc_vien").select(ColumnExpression("identifier"))
    frame = listed.filter(ColumnExpression("identifier").isnotnull()).distinct().pl()
    keys = pl.Series("learner_key", learner_keys(frame["identifier"], key=key), dtype=pl.UInt64)
    put(connection, "person", frame.with_columns(keys))
    if keys.n_unique() == len(keys):
        return []
    return [found("pseudonyms_collide", "", "Mã định danh", len(keys) - keys.n_unique())]


def rows_of_erased(connection: DuckDBPyConnection, erased: Collection[int], *, key: bytes | Chain) -> pl.DataFrame:
    """The rows (file, row_no) that name a person who was erased, in whichever column; nobody is named."""
    columns = [(file, column.name) for file in FILES for column in file.columns if column.is_personal]
    named = [
        connection.view(file.table)
        .select(ColumnExpression(name).alias("identifier"), ColumnExpression("row_no"))
        .filter("identifier is not null")
        for file, name in columns
    ]
    identifiers = pl.concat(rows.select("identifier").distinct().pl() for rows in named).unique()
    keys = pl.Series("learner_key", learner_keys(identifiers["identifier"], key=key), dtype=pl.UInt64)
    theirs = identifiers.filter(keys.is_in(pl.Series(list(erased), dtype=pl.UInt64).implode()))
    listed = connection.from_arrow(theirs.to_arrow())
    found_in = [
        rows.join(listed, "identifier", how="semi").select("row_no").pl().with_columns(pl.lit(file.name).alias("file"))
        for rows, (file, _) in zip(named, columns, strict=True)
    ]
    return pl.concat(found_in).unique()
