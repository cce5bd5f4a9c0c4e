"""Pseudonyms: an identifier becomes a keyed hash here, once, and is not written anywhere."""

import hashlib
from collections.abc import Iterable

import polars as pl
from duckdb import ColumnExpression, DuckDBPyConnection

from data.ingest.findings import Finding
from data.ingest.read import put


def learner_keys(identifiers: Iterable[str], *, key: bytes) -> list[int]:
    """The 64-bit keyed hash of each identifier: the same key gives the same number, another key another."""
    if not key:
        raise ValueError("a pseudonym without a key can be undone by hashing every identifier")
    started = hashlib.blake2b(digest_size=8, key=key)
    keys = []
    for identifier in identifiers:
        one = started.copy()  # half the price of starting anew
        one.update(identifier.encode())
        keys.append(int.from_bytes(one.digest()))
    return keys


def name_people(connection: DuckDBPyConnection, *, key: bytes) -> list[Finding]:
    """Create ``person`` (identifier, learner_key) for everybody in the list of people.

    Whoever another file names beside them gets no key, and so stops the build (``checks/unknown_person``).
    """
    listed = connection.view("raw_hoc_vien").select(ColumnExpression("identifier"))
    frame = listed.filter(ColumnExpression("identifier").isnotnull()).distinct().pl()
    keys = pl.Series("learner_key", learner_keys(frame["identifier"], key=key), dtype=pl.UInt64)
    put(connection, "person", frame.with_columns(keys))
    if keys.n_unique() == len(keys):
        return []
    return [Finding("fail", "pseudonyms_collide", "", "Mã định danh", len(keys) - keys.n_unique())]
