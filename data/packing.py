"""Packing: files delivered into a folder once and for good, each whole or not there, with a manifest that says so.

A delivery that was broken off is finished by the next one; one that stands is not written again. What a delivery is
made from is its recipe: where that changes, the files are made anew and those no longer in it are taken away.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from data.errors import PaperError
from data.keeping import durably

MANIFEST = "manifest.json"
_LOCK = ".lock"
_PATIENCE = 5.0  # seconds: whoever is there already does the same work
_BEING_WRITTEN = re.compile(r"\..+\.\d+")  # ".name.<process>"


@contextmanager
def delivering(folder: Path) -> Iterator[None]:
    """Be the only one that delivers into the folder, which is made; raises PaperError where it cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / _LOCK)
        lock.acquire(timeout=_PATIENCE)
    except Timeout:
        raise PaperError("papers_busy", folder=folder.name) from None
    except OSError as error:
        with durably.full_disk_said():
            raise PaperError("papers_folder", folder=folder.name) from error
    try:
        with durably.full_disk_said():
            yield
    finally:
        lock.release()


def stands(folder: Path, recipe: Mapping[str, Any]) -> bool:
    """Whether all of it was delivered from this recipe and is there as it was written."""
    told = _told(folder)
    if told is None or told["recipe"] != recipe:
        return False
    return all(_digest(folder / name) == digest for name, digest in told["files"].items())


def deliver(folder: Path, recipe: Mapping[str, Any], files: Iterable[tuple[str, bytes]]) -> list[str]:
    """Write the files, each whole or not at all, then the manifest; names of what was written.

    To be called within ``delivering``. A file that is there already, the same to the byte, is left as it is.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.iterdir():
        if _BEING_WRITTEN.fullmatch(left.name):
            left.unlink()  # of a process that was killed: nobody else writes here
    before = _told(folder)
    digests: dict[str, str] = {}
    written = []
    for name, content in files:
        digests[name] = hashlib.sha256(content).hexdigest()
        if _digest(folder / name) != digests[name]:
            durably.write(folder / name, content)
            written.append(name)
    manifest = {"recipe": dict(recipe), "files": dict(sorted(digests.items()))}
    durably.write(folder / MANIFEST, json.dumps(manifest, indent=1, ensure_ascii=False, sort_keys=True).encode())
    for gone in set(before["files"] if before else ()) - set(digests):
        (folder / gone).unlink(missing_ok=True)
    return written


def _told(folder: Path) -> dict[str, Any] | None:
    """What the manifest says; None where there is none, or none that can be read."""
    try:
        told = json.loads((folder / MANIFEST).read_bytes())
        files, recipe = told["files"], told["recipe"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    are_names = isinstance(files, dict) and all(Path(name).name == name for name in files)
    return {"files": files, "recipe": recipe} if are_names else None


def _digest(path: Path) -> str:
    """SHA-256 of a file; empty where it is not there."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
