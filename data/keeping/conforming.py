"""Conforming: every real snapshot follows the chain of pseudonyms and holds nobody who was erased.

A manifest says how far it follows (``origin.pseudonyms``), so whatever was cut short is found and finished by whoever
comes next: a rotation, an erasure, a publishing or the tidying.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import polars as pl

from data.errors import SnapshotError, TemisError
from data.keeping.keys import Chain
from data.keeping.rewriting import drop_unlisted, rewrite
from data.schema import Table
from data.snapshot import Snapshot, list_folder

Progress = Callable[[str, float], None]
_STILL_COUNTED = ["cube", "unit"]  # counts name nobody and stay as they were published


@dataclass
class CaughtUp:
    """Rows taken out of each snapshot that was rewritten, and the snapshots that could not be."""

    rows: dict[str, int] = field(default_factory=dict)
    problems: list[TemisError] = field(default_factory=list)


def generation(snapshot: Snapshot) -> int:
    """The generation of a snapshot's pseudonyms; one that says nothing is of the first."""
    return int(_said(snapshot).get("generation", 0))


def catch_up(state: Path, chain: Chain, progress: Progress = lambda step, done: None) -> CaughtUp:
    """Bring every real snapshot, retired ones too, to the chain; those that follow it already cost a look."""
    found = CaughtUp()
    snapshots, problems = real_snapshots(state)
    found.problems += problems
    for place, snapshot in enumerate(snapshots):
        progress(snapshot.id, place / len(snapshots))
        before = sum(snapshot.manifest.rows.values())
        try:
            after = conform(snapshot, chain)
        except SnapshotError as problem:
            if problem.code == "disk_full":
                raise
            found.problems.append(problem)
            continue
        if after is not snapshot:
            found.rows[snapshot.id] = before - sum(after.manifest.rows.values())
    return found


def real_snapshots(state: Path) -> tuple[list[Snapshot], list[TemisError]]:
    """Published and retired snapshots of real people, and folders that cannot be opened, whatever they hold."""
    published, broken = list_folder(state / "snapshots")
    retired, also_broken = list_folder(state / "retired")
    real = [snapshot for snapshot in (*published, *retired) if snapshot.kind == "real"]
    return real, [*broken, *also_broken]


def conform(snapshot: Snapshot, chain: Chain) -> Snapshot:
    """The snapshot following the chain; the same object when it did already, or holds no real people."""
    if snapshot.kind != "real":
        return snapshot
    since, looked_for = generation(snapshot), int(_said(snapshot).get("erased", 0))
    if since > chain.generation or looked_for > len(chain.erased):
        raise SnapshotError("pseudonyms_of_another_key", snapshot=snapshot.id)
    if since == chain.generation and looked_for == len(chain.erased):
        drop_unlisted(snapshot)
        return snapshot
    gone: set[int] = set()
    manifest = rewrite(
        snapshot,
        lambda table, frame: _without(table, _carried(table, frame, chain, since), chain, gone),
        lambda: {"pseudonyms": chain.said(), **_erased(snapshot, len(gone))},
    )
    return replace(snapshot, manifest=manifest)


def carried(keys: pl.Series, chain: Chain, since: int) -> pl.Series:
    """Pseudonyms of generation ``since`` in the chain's; each distinct one is hashed once."""
    if since == chain.generation:
        return keys
    known = keys.drop_nulls().unique()
    moved = pl.Series(chain.forward(known, since=since), dtype=pl.UInt64)
    return keys.replace_strict(known, moved, default=None, return_dtype=pl.UInt64)


def _carried(table: Table, frame: pl.DataFrame, chain: Chain, since: int) -> pl.DataFrame:
    return frame.with_columns(carried(frame[name], chain, since) for name in _people_in(table))


def _without(table: Table, frame: pl.DataFrame, chain: Chain, gone: set[int]) -> pl.DataFrame:
    """The frame without rows about the erased, on either side; who was found is added to ``gone``."""
    if not chain.erased:
        return frame
    erased = pl.Series(chain.erased, dtype=pl.UInt64).implode()
    for name in _people_in(table):
        gone.update(frame.filter(pl.col(name).is_in(erased))[name])
    about = pl.any_horizontal(pl.col(name).is_in(erased).fill_null(value=False) for name in _people_in(table))
    return frame.filter(~about)


def _people_in(table: Table) -> list[str]:
    """Columns that hold a pseudonym."""
    return [column.name for column in table.columns if column.type == "UBIGINT"]


def _erased(snapshot: Snapshot, persons: int) -> dict[str, Any]:
    before = snapshot.manifest.origin.get("erased", {}).get("persons", 0)
    if not before + persons:
        return {}
    return {"erased": {"persons": before + persons, "still_counted_in": _STILL_COUNTED}}


def _said(snapshot: Snapshot) -> dict[str, Any]:
    said = snapshot.manifest.origin.get("pseudonyms")
    return said if isinstance(said, dict) else {}
