"""The cache: whole files or none, whoever writes at once, within a limit that spares what is being read."""

import errno
import hashlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from data import settings
from data.errors import SnapshotError
from data.keeping import durably, places
from data.objects import bucket, cache
from data.snapshot import digest_of
from tests.data.tiny import tiny
from tests.objects.states import PROVINCE, put, seen, store_in

ROOT = Path(__file__).resolve().parents[2]
_OPENS = """
import json, sys
from pathlib import Path
from data.access import Scope
from data.objects import listing
from data.store import open_store

state = Path(sys.argv[1])
listing.refresh(state, seconds=20)
print("ready", flush=True)
sys.stdin.readline()
(snapshot,) = listing.every(state)[0]
store = open_store(snapshot, Scope.of_province("22"))
print(json.dumps(store.rows))
"""


@pytest.fixture
def distant(tmp_path, as_writer):
    """A snapshot of the bucket that a state folder knows of, with nothing fetched yet."""
    made = tiny(tmp_path / "one")
    put(as_writer, tmp_path / "one", made)
    return seen(tmp_path / "other")[made.id]


def _files(state):
    return [path for path in (state / "objects" / "parts").rglob("*") if path.is_file()]


def test_two_processes_that_fetch_the_same_at_once_both_get_it_whole(distant, tmp_path, between):
    between.then = lambda: time.sleep(0.01)
    asked = [sys.executable, "-c", _OPENS, str(tmp_path / "other")]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    both = [subprocess.Popen(asked, cwd=ROOT, **pipes) for _ in range(2)]
    for each in both:
        assert each.stdout.readline() == "ready\n"
    for each in both:
        each.stdin.write("go\n")
        each.stdin.flush()
    said = [each.communicate(timeout=60) for each in both]

    assert [each.returncode for each in both] == [0, 0], said
    one, other = (json.loads(out) for out, _ in said)
    assert one == other
    assert one["unit_training"] == 1
    files = _files(tmp_path / "other")
    assert all(hashlib.sha256(path.read_bytes()).hexdigest() == path.stem for path in files)
    assert {path.stem for path in files} == {
        part.sha256 for part in distant.manifest.parts if part.province_code in (None, "22")
    }


@pytest.mark.parametrize("spoil", [lambda path: path.write_bytes(b"PAR1"), lambda path: path.unlink()])
def test_a_file_of_the_cache_that_was_damaged_or_removed_is_fetched_again_alone(distant, tmp_path, between, spoil):
    store_in(tmp_path / "other", distant, PROVINCE).close()
    spoil(_files(tmp_path / "other")[0])
    between.asked.clear()

    store_in(tmp_path / "other", distant, PROVINCE).close()

    assert len(between.parts()) == 1


def test_over_the_limit_what_was_not_used_for_longest_goes_first(tmp_path):
    for number in range(4):
        _aged(tmp_path / "aa" / f"{number}.parquet", b"x" * 100, hours=10 - number)

    cache.shrink(tmp_path, 250)

    assert sorted(path.name for path in tmp_path.rglob("*.parquet")) == ["2.parquet", "3.parquet"]


def test_what_was_used_a_moment_ago_stays_whatever_the_limit(tmp_path):
    _aged(tmp_path / "aa" / "old.parquet", b"x" * 100, hours=1)
    _aged(tmp_path / "aa" / "new.parquet", b"x" * 100, hours=0)

    cache.shrink(tmp_path, 0)

    assert [path.name for path in tmp_path.rglob("*.parquet")] == ["new.parquet"]


def test_what_a_killed_process_left_goes_and_what_another_is_writing_stays(tmp_path):
    _aged(tmp_path / "aa" / ".left.parquet.1-1", b"x", hours=2)
    _aged(tmp_path / "aa" / ".being.parquet.2-2", b"x", hours=0)

    cache.shrink(tmp_path, 1_000)

    assert [path.name for path in (tmp_path / "aa").iterdir()] == [".being.parquet.2-2"]


def test_a_small_cache_serves_all_the_same(distant, tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "_IN_USE", -1.0)
    source, parts = bucket.connect(settings.objects()), distant.manifest.parts
    most = sum(part.bytes for part in parts) // 4

    for part in parts:
        (file,) = cache.fetched(distant.place, source, distant.id, [part], most=most)
        assert digest_of(file) == part.sha256 or part.bytes > most

    assert 0 < sum(path.stat().st_size for path in _files(tmp_path / "other")) <= most


def test_the_limit_that_is_set_is_the_one_that_is_kept(distant, told, monkeypatch):
    kept = []
    monkeypatch.setattr(cache, "shrink", lambda place, most: kept.append(most))
    told(CACHE_MB="3")

    distant.files("headline")

    assert kept == [3_000_000]


def test_a_full_disk_is_said_for_what_it_is_and_leaves_nothing_half(distant, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(cache.os, "fdopen", full)
    with pytest.raises(SnapshotError) as caught:
        distant.files("headline")

    assert caught.value.code == "disk_full"
    assert _files(tmp_path / "other") == []


def test_a_backup_leaves_the_cache_out(distant, tmp_path):
    tiny(tmp_path / "other", name="dia")
    assert "objects" not in {path.name for path in places.kept(tmp_path / "other")}
    assert places.unknown(tmp_path / "other") == []


def _aged(path, content, *, hours):
    path.parent.mkdir(exist_ok=True)
    durably.write(path, content)
    at = time.time() - hours * 3600
    os.utime(path, (at, at))
