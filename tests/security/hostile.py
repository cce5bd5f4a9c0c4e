"""A snapshot in which every text that came from others is markup: names, titles, questions, notes and sources."""

import shutil
from dataclasses import replace
from pathlib import Path

import polars as pl

from data import history
from data.keeping import manifests
from data.schema import TABLES
from data.snapshot import MANIFEST, Part, Snapshot, digest_of, list_snapshots

MARKUP = (
    '"><b data-ran=1></b><img src=x onerror="window.ran=1"><svg onload="window.ran=1"></svg>'
    "</script><script>window.ran=1</script>[a](javascript:ran=1)$\\href{javascript:ran=1}{x}$ :red[x] {{x}} ${ran=1}"
)
_ENDINGS = ("_vi", "_en")
_NAMES = ("name", "title", "text", "note", "wording", "label", "said", "alias")


def is_text(column: str) -> bool:
    """Whether a column holds words that readers see."""
    return column.endswith(_ENDINGS) or column in _NAMES


def told(text: str) -> str:
    """The text with the markup behind it."""
    return f"{text} {MARKUP}"


def state(demo: Path, into: Path) -> Path:
    """The demo's state folder, every snapshot of it hostile."""
    for snapshot in list_snapshots(demo)[0]:
        _carry(snapshot, into)
    history.refresh(into)
    return into


def _carry(snapshot: Snapshot, into: Path) -> None:
    manifest, folder = snapshot.manifest, into / "snapshots" / snapshot.id
    english = {told(text): told(other) for text, other in manifest.english.items()}
    sources = [
        {name: told(value) if isinstance(value, str) else value for name, value in each.items()}
        for each in manifest.sources
    ]
    parts = [_written(snapshot, part, folder) for part in manifest.parts]
    sealed = replace(
        manifest, title=told(manifest.title), note=told(manifest.note), sources=sources, english=english, parts=parts
    )
    (folder / MANIFEST).write_bytes(manifests.as_bytes(sealed))


def _written(snapshot: Snapshot, part: Part, folder: Path) -> Part:
    path = folder / part.path
    path.parent.mkdir(parents=True, exist_ok=True)
    texts = [column.name for column in TABLES[part.table].columns if column.type == "VARCHAR" and is_text(column.name)]
    if not texts:
        shutil.copy(snapshot.folder / part.path, path)
        return part
    frame = pl.read_parquet(snapshot.folder / part.path, hive_partitioning=False)
    frame.with_columns(pl.col(name) + f" {MARKUP}" for name in texts).write_parquet(path)
    return replace(part, bytes=path.stat().st_size, sha256=digest_of(path))
