"""Snapshots: immutable folders of parquet, each with a manifest, opened only when they are what they say."""

import hashlib
import json
import os
import re
import stat
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from sys import intern
from typing import Any

from data.errors import SnapshotError, TemisError
from data.keeping.manifests import seal_of
from data.schema import SCHEMA_VERSION, TABLES

MANIFEST = "manifest.json"
KINDS = ("synthetic", "public", "real")
ID = re.compile(r"[a-z0-9][a-z0-9.-]{0,79}")
_KNOWN: dict[tuple[str, str, int], "Manifest"] = {}  # by name, digest and schema: what was read once is not read again
_MOST_KNOWN = 512
_SHARED = {"path", "table", "province_code"}


@dataclass(frozen=True, slots=True)
class Part:
    """One parquet file of a snapshot: where, which table, how many rows and bytes, and its SHA-256."""

    path: str
    table: str
    province_code: str | None
    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a snapshot says of itself."""

    id: str
    as_of: date
    vintage: int
    kind: str
    series: str
    title: str
    note: str
    sources: list[dict[str, str]]
    findings: list[dict[str, Any]]
    origin: dict[str, Any]
    schema_version: int
    english: dict[str, str] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)
    seal: str = ""  # over all of the above; those of the first versions have none

    def said(self, text: str, lang: str) -> str:
        """A sentence of the title, note or sources in the reader's language, where the manifest has it."""
        return self.english.get(text, text) if lang == "en" else text

    @property
    def rows(self) -> dict[str, int]:
        """Rows by table, for every table of the schema."""
        counts = dict.fromkeys(TABLES, 0)
        for part in self.parts:
            counts[part.table] += part.rows
        return counts


@dataclass(frozen=True)
class Snapshot:
    """A snapshot whose manifest fits its folder; ``digest`` changes when anything in it does."""

    folder: Path
    manifest: Manifest
    digest: str

    @property
    def id(self) -> str:
        """Name, unique within a state folder."""
        return self.manifest.id

    @property
    def as_of(self) -> date:
        """Data date."""
        return self.manifest.as_of

    @property
    def vintage(self) -> int:
        """63 or 34."""
        return self.manifest.vintage

    @property
    def kind(self) -> str:
        """synthetic, public or real."""
        return self.manifest.kind

    @property
    def series(self) -> str:
        """Snapshots that may be compared share a series."""
        return self.manifest.series

    @property
    def is_set_aside(self) -> bool:
        """Whether it is an example that is shown to whoever asks for it, and never as what is newest."""
        return bool(self.manifest.origin.get("set_aside"))

    @property
    def programmes(self) -> tuple[str, ...]:
        """Whose training it is about: ETEP, where the export named none."""
        return tuple(self.manifest.origin.get("programmes", ("ETEP",)))

    @property
    def scale(self) -> float:
        """Size of a drawn country, 1 being the whole; 1 for whatever was not drawn."""
        said = self.manifest.origin.get("scale", 1.0)
        return float(said) if self.kind == "synthetic" and isinstance(said, int | float) and said > 0 else 1.0

    @property
    def has_learners(self) -> bool:
        """Whether people were counted, or only published aggregates taken over."""
        return self.manifest.rows["learner_year"] > 0

    def files(self, table: str, provinces: Iterable[str] | None = None) -> list[Path]:
        """The table's files, those of the given provinces only when it is kept by province; each verified."""
        return [self.file(part) for part in self.parts(table, provinces)]

    def parts(self, table: str, provinces: Iterable[str] | None = None) -> list[Part]:
        """What the manifest says of these files."""
        wanted = None if provinces is None else set(provinces)
        return [
            part
            for part in self.manifest.parts
            if part.table == table and (wanted is None or part.province_code is None or part.province_code in wanted)
        ]

    def file(self, part: Part) -> Path:
        """One part's file, verified; raises SnapshotError when it is gone, unreadable or altered."""
        path = self.folder / part.path
        try:
            digest = digest_of(path)
        except OSError as error:  # removed, or rewritten by an erasure, since the snapshot was opened
            raise SnapshotError("snapshot_file_missing", snapshot=self.id, file=part.path) from error
        if digest != part.sha256:
            raise SnapshotError("snapshot_file_altered", snapshot=self.id, file=part.path)
        return path


def digest_of(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def open_snapshot(folder: Path) -> Snapshot:
    """The snapshot in a folder, its manifest held against every file's presence and size.

    Contents are verified file by file when they are loaded (``Snapshot.files``), so that opening one
    province does not read the whole country. Raises SnapshotError with what, where and why.
    """
    path = folder / MANIFEST
    if not path.is_file():
        raise SnapshotError("snapshot_without_manifest", snapshot=folder.name)
    try:
        text = path.read_bytes()
    except OSError as error:
        raise SnapshotError("snapshot_manifest_unreadable", snapshot=folder.name) from error
    digest = hashlib.sha256(text).hexdigest()
    manifest = _known(text, folder.name, digest)
    for part in manifest.parts:
        size = _size(f"{folder}/{part.path}")  # a path put together as text: there are hundreds in every snapshot
        if size is None:
            raise SnapshotError("snapshot_file_missing", snapshot=manifest.id, file=part.path)
        if size != part.bytes:
            raise SnapshotError("snapshot_file_altered", snapshot=manifest.id, file=part.path)
    return Snapshot(folder, manifest, digest)


def _known(text: bytes, name: str, digest: str) -> Manifest:
    """What a manifest of this digest says: reading one takes some ten times as long as its digest does."""
    key = (name, digest, SCHEMA_VERSION)
    found = _KNOWN.get(key)
    if found is None:
        found = manifest_from(text, name)
        if len(_KNOWN) >= _MOST_KNOWN:
            _KNOWN.clear()
        _KNOWN[key] = found
    return found


def _size(path: str) -> int | None:
    try:
        seen = os.stat(path)
    except OSError:
        return None
    return seen.st_size if stat.S_ISREG(seen.st_mode) else None


def manifest_from(text: bytes, name: str) -> Manifest:
    """What a manifest's bytes say; raises SnapshotError unless they can belong to a snapshot of this name."""
    try:
        raw = json.loads(text)
        version = int(raw["schema_version"])
        if version > SCHEMA_VERSION:
            raise SnapshotError("snapshot_from_the_future", snapshot=name, version=version, known=SCHEMA_VERSION)
        if version < SCHEMA_VERSION:
            raise SnapshotError("snapshot_from_the_past", snapshot=name, version=version, known=SCHEMA_VERSION)
        manifest = Manifest(
            **{
                **raw,
                "as_of": date.fromisoformat(raw["as_of"]),
                "parts": [_part(**part) for part in raw["parts"]],
            }
        )
    except (ValueError, KeyError, TypeError) as error:
        raise SnapshotError("snapshot_manifest_unreadable", snapshot=name) from error
    hold_to_form(manifest, name)
    if manifest.seal and manifest.seal != seal_of(raw):
        raise SnapshotError("snapshot_manifest_altered", snapshot=name)
    return manifest


def _part(**said: Any) -> Part:
    """A part whose texts are shared with the same part of other months: a process knows tens of thousands."""
    shared = {name: intern(said[name]) for name in _SHARED if isinstance(said.get(name), str)}
    return Part(**said | shared)


def hold_to_form(manifest: Manifest, name: str) -> None:
    """Raise SnapshotError unless the manifest can belong to a snapshot of this name."""
    unknown = sorted({part.table for part in manifest.parts} - set(TABLES))
    outside = [part.path for part in manifest.parts if Path(part.path).is_absolute() or ".." in Path(part.path).parts]
    fits = manifest.id == name and ID.fullmatch(name) and manifest.kind in KINDS and manifest.vintage in (63, 34)
    if unknown or outside or not fits:
        raise SnapshotError("snapshot_manifest_does_not_fit", snapshot=name)


def list_snapshots(state: Path) -> tuple[list[Snapshot], list[TemisError]]:
    """The good snapshots of a state folder, oldest first, and why the others cannot be opened."""
    return list_folder(state / "snapshots")


def list_folder(place: Path) -> tuple[list[Snapshot], list[TemisError]]:
    """The same for any folder of snapshots."""
    good: list[Snapshot] = []
    problems: list[TemisError] = []
    for folder in sorted(path for path in place.glob("[!.]*") if path.is_dir()):  # a dot: being written
        try:
            good.append(open_snapshot(folder))
        except SnapshotError as problem:
            if folder.is_dir():  # else it was retired while we looked
                problems.append(problem)
    return sorted(good, key=lambda snapshot: (snapshot.as_of, snapshot.id)), problems
