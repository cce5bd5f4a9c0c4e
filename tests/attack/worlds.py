"""Worlds: a state folder as it is, and for each attacker another that differs only in what is not theirs to see."""

import os
import shutil
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl

from data import history
from data.keeping import manifests
from data.schema import TABLES
from data.snapshot import MANIFEST, Manifest, Part, Snapshot, digest_of, list_snapshots, open_snapshot
from tests.attack import notes
from tests.attack.altering import altered
from tests.attack.who import Theirs, Who

DEMO, BEFORE, AFTER = "mo-phong-2022-06-30", "mo-phong-2022-03-31", "bdtx-mo-phong-2026-06-30"
REAL = "that-2022-05-31"
_REAL_ON, _REAL_SERIES = date(2022, 5, 31), "that"
_KEYS = ("pseudonym.key", "viewer.key", "erased.json")
_BESIDE = ("quarantine", "intake", "retired", "audit", "cards")  # folders of what only operators may know of


def first(demo: Path, into: Path) -> None:
    """The world as it is: the demo's snapshots, a real one, meetings with notes, and what is kept beside them."""
    for snapshot in list_snapshots(demo)[0]:
        _carry(snapshot, into, snapshot.manifest)
    drawn = open_snapshot(demo / "snapshots" / BEFORE)
    _carry(drawn, into, replace(drawn.manifest, id=REAL, kind="real", series=_REAL_SERIES, as_of=_REAL_ON))
    _beside(into, "mot")
    notes.write(into)
    history.refresh(into)


def other(one: Path, who: Who, into: Path) -> None:
    """The world that must look the same to them: all that they may not see is another.

    A real snapshot is not even there for whoever may not open it, since they may not know of it either.
    """
    for snapshot in list_snapshots(one)[0]:
        if who.theirs.has_login or snapshot.kind != "real":
            _carry(snapshot, into, snapshot.manifest, theirs=who.theirs)
    _beside(into, "hai")
    notes.write(into, theirs=who.theirs)
    history.refresh(into)


def digests(*states: Path) -> list[str]:
    """Digests of every snapshot: what two worlds that look the same differ in all the same."""
    return [snapshot.digest for state in states for snapshot in list_snapshots(state)[0]]


def _carry(snapshot: Snapshot, into: Path, manifest: Manifest, *, theirs: Theirs | None = None) -> None:
    """A snapshot into another world; with ``theirs`` everything else in it is altered."""
    folder = into / "snapshots" / manifest.id
    pairs = _detail_moved(manifest.parts, moves=theirs is not None)
    parts = [_carried(snapshot, part, source, folder, theirs) for part, source in pairs]
    sealed = manifests.as_bytes(replace(manifest, parts=sorted(parts, key=lambda part: part.path)))
    (folder / MANIFEST).write_bytes(sealed)
    shutil.copystat(snapshot.folder / MANIFEST, folder / MANIFEST)  # published when it was


def _detail_moved(parts: Iterable[Part], *, moves: bool) -> list[tuple[Part, Part]]:
    """Each part with the one whose file it gets: detail is nobody's, and goes round from province to province."""
    pairs: list[tuple[Part, Part]] = []
    by_table: dict[str, list[Part]] = {}
    for part in parts:
        by_table.setdefault(part.table, []).append(part)
    for table, own in by_table.items():
        is_hidden = moves and TABLES[table].layer == "detail"
        pairs += zip(own, [*own[1:], own[0]] if is_hidden else own, strict=True)
    return pairs


def _carried(snapshot: Snapshot, part: Part, source: Part, folder: Path, theirs: Theirs | None) -> Part:
    """One part in its place: linked where it stays as it is, else written anew."""
    path = folder / part.path
    path.parent.mkdir(parents=True, exist_ok=True)
    made = None if theirs is None else _made(snapshot, part, theirs)
    if made is None:
        os.link(snapshot.folder / source.path, path)
        return replace(source, path=part.path, province_code=part.province_code)
    made.write_parquet(path)
    return replace(part, rows=made.height, bytes=path.stat().st_size, sha256=digest_of(path))


def _made(snapshot: Snapshot, part: Part, theirs: Theirs) -> pl.DataFrame | None:
    """The part's rows in the other world; None where they are the same."""
    table = TABLES[part.table]
    if table.layer == "detail" or (table.layer == "reference" and not table.scope):
        return None
    before = pl.read_parquet(snapshot.folder / part.path, hive_partitioning=False)
    after = altered(table, before, theirs, vintage=snapshot.vintage, kind=snapshot.kind)
    return None if after.equals(before) else after


def _beside(state: Path, mark: str) -> None:
    """Keys, and rows and files that wait for their senders: of another installation in each world."""
    for name in _KEYS:
        (state / name).write_bytes(f"{mark:>32}".encode())
    for name in _BESIDE:
        place = state / name / f"giao-{mark}"
        place.mkdir(parents=True)
        (place / f"{mark}.csv").write_text(f"ma,ten\n1,{mark}\n", encoding="utf-8")
