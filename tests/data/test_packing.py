"""Deliveries into a folder: once, whole, resumed after a kill, by one at a time."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from data import packing
from data.errors import PaperError

ROOT = Path(__file__).resolve().parents[2]
RECIPE = {"snapshot": "a", "edition": "internal"}
FILES = {"bao-cao.docx": b"word", "bao-cao.pdf": b"pdf", "so-lieu.xlsx": b"book"}

_KILLED = """
import os, signal, sys
from pathlib import Path
from data import packing

def files():
    yield "bao-cao.docx", b"word"
    (Path(sys.argv[1]) / f".bao-cao.pdf.{os.getpid()}").write_bytes(b"half")
    os.kill(os.getpid(), signal.SIGKILL)

with packing.delivering(Path(sys.argv[1])):
    packing.deliver(Path(sys.argv[1]), {"snapshot": "a", "edition": "internal"}, files())
"""


def _deliver(folder: Path, recipe=RECIPE, files=FILES) -> list[str]:
    with packing.delivering(folder):
        return packing.deliver(folder, recipe, files.items())


def test_what_was_delivered_stands_and_a_second_delivery_writes_no_file(tmp_path):
    assert not packing.stands(tmp_path, RECIPE)
    assert _deliver(tmp_path) == list(FILES)
    before = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir() if path.name in FILES}

    assert packing.stands(tmp_path, RECIPE)
    assert _deliver(tmp_path) == []
    assert {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir() if path.name in FILES} == before


@pytest.mark.parametrize("change", ["altered", "removed", "manifest"])
def test_what_was_altered_or_removed_stands_no_more_and_is_made_good(tmp_path, change):
    _deliver(tmp_path)
    if change == "altered":
        (tmp_path / "bao-cao.pdf").write_bytes(b"other")
    else:
        (tmp_path / ("bao-cao.pdf" if change == "removed" else packing.MANIFEST)).unlink()

    assert not packing.stands(tmp_path, RECIPE)
    assert _deliver(tmp_path) == ([] if change == "manifest" else ["bao-cao.pdf"])
    assert packing.stands(tmp_path, RECIPE)


def test_another_recipe_takes_away_what_is_no_longer_in_it(tmp_path):
    _deliver(tmp_path)
    (tmp_path / "ghi-chu.txt").write_text("của sở")
    _deliver(tmp_path, {**RECIPE, "edition": "public"}, {"bao-cao.docx": b"public"})

    assert sorted(path.name for path in tmp_path.iterdir() if not path.name.startswith(".")) == [
        *("bao-cao.docx", "ghi-chu.txt", packing.MANIFEST),
    ]
    assert not packing.stands(tmp_path, RECIPE)


def test_a_manifest_that_names_files_elsewhere_is_not_believed(tmp_path):
    kept = tmp_path / "kept.txt"
    kept.write_text("ours")
    folder = tmp_path / "pack"
    _deliver(folder)
    told = json.loads((folder / packing.MANIFEST).read_text())
    (folder / packing.MANIFEST).write_text(json.dumps(told | {"files": {"../kept.txt": "0"}}))
    _deliver(folder)

    assert kept.exists()
    assert packing.stands(folder, RECIPE)


def test_a_delivery_killed_in_the_middle_is_finished_by_the_next(tmp_path):
    killed = subprocess.run([sys.executable, "-c", _KILLED, str(tmp_path)], cwd=ROOT, check=False)

    assert killed.returncode == -signal.SIGKILL
    assert (tmp_path / "bao-cao.docx").read_bytes() == b"word"
    assert not packing.stands(tmp_path, RECIPE)
    assert _deliver(tmp_path) == ["bao-cao.pdf", "so-lieu.xlsx"]
    assert packing.stands(tmp_path, RECIPE)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".bao")] == []


def test_of_two_that_deliver_into_one_folder_one_is_told_to_come_later(tmp_path, monkeypatch):
    monkeypatch.setattr(packing, "_PATIENCE", 0.05)
    with packing.delivering(tmp_path), pytest.raises(PaperError) as told, packing.delivering(tmp_path):
        pass

    assert told.value.code == "papers_busy"


def test_a_folder_that_cannot_be_one_is_said(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(PaperError) as told, packing.delivering(tmp_path / "file" / "below"):
        pass

    assert told.value.code == "papers_folder"
    assert str(tmp_path) not in str(told.value)
    assert os.listdir(tmp_path) == ["file"]
