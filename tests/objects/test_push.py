"""Putting snapshots into the bucket: whole or not to be seen, never over another, and nobody's rows among them."""

import threading
from concurrent.futures import ThreadPoolExecutor

import polars as pl
import pytest

from data import settings
from data.access import Scope
from data.errors import ObjectsError, SnapshotError
from data.keeping.rewriting import rewrite
from data.objects import bucket, listing, pushing
from data.snapshot import open_snapshot
from tests.data.tiny import tiny
from tests.objects.server import WRITER
from tests.objects.states import PROVINCE, put, seen, store_in


def _code(what, *asked):
    with pytest.raises(SnapshotError) as caught:
        what(*asked)
    return caught.value.code


def test_pushing_again_sends_nothing(tmp_path, as_writer, between):
    made = tiny(tmp_path)
    first, second = put(as_writer, tmp_path, made, made)

    assert (first.parts, first.was_there) == (len(made.manifest.parts), False)
    assert first.bytes == sum(part.bytes for part in made.manifest.parts)
    assert (second.parts, second.was_there) == (0, True)


def test_half_an_upload_is_not_seen_and_is_finished_by_the_next(tmp_path, as_writer, between):
    states = tmp_path / "one", tmp_path / "other"
    made = tiny(states[0])
    sent = iter(range(1_000))
    between.then = lambda: setattr(between, "spoil", ("/parts/", "fail") if next(sent) > 12 else ("", ""))

    assert as_writer(lambda: _code(pushing.push, states[0], made.id)) == "objects_unreachable"
    between.then, between.spoil = lambda: None, ("", "")
    assert seen(states[1]) == {}

    bucket.connect.cache_clear()  # a server that did not answer is left in peace for a while
    (again,) = put(as_writer, states[0], made)
    assert 0 < again.parts < len(made.manifest.parts)
    store_in(states[1], seen(states[1])[made.id], PROVINCE).close()


def test_a_part_cut_short_in_the_bucket_is_sent_again(tmp_path, told, as_writer):
    made = tiny(tmp_path)
    put(as_writer, tmp_path, made)
    part = made.manifest.parts[0]
    as_writer(lambda: bucket.connect(settings.objects()).replace(f"parts/{made.id}/{part.sha256}.parquet", b"PAR1"))

    (again,) = put(as_writer, tmp_path, made)

    assert (again.parts, again.bytes, again.was_there) == (1, part.bytes, True)


def test_another_snapshot_of_the_same_name_is_never_put_over_the_first(tmp_path, as_writer):
    states = tmp_path / "one", tmp_path / "other", tmp_path / "reader"
    first, second = tiny(states[0], name="mot"), tiny(states[1], name="mot", series="khac")
    put(as_writer, states[0], first)

    assert as_writer(lambda: _code(pushing.push, states[1], second.id)) == "objects_another"
    assert seen(states[2])["mot"].digest == first.digest


def test_of_two_who_push_at_once_one_is_first_and_the_other_finds_it_there(tmp_path, told, between):
    made = tiny(tmp_path)
    told(WRITER)
    gate = threading.Barrier(2)
    with ThreadPoolExecutor(2) as pool:
        jobs = [pool.submit(lambda: (gate.wait(), pushing.push(tmp_path, made.id))[1]) for _ in range(2)]
        done = [job.result() for job in jobs]

    assert {each.was_there for each in done} <= {True, False}
    assert not all(each.was_there for each in done)
    told()
    assert seen(tmp_path / "reader")[made.id].digest == made.digest


def test_a_part_altered_on_the_disk_does_not_leave_it(tmp_path, as_writer):
    made = tiny(tmp_path)
    path = made.folder / made.manifest.parts[0].path
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)

    assert as_writer(lambda: _code(pushing.push, tmp_path, made.id)) == "snapshot_file_altered"
    assert seen(tmp_path / "reader") == {}


@pytest.mark.parametrize("name", ["khong-co", "../tiny-2021", ""])
def test_what_is_not_on_the_disk_is_not_pushed(tmp_path, as_writer, name):
    tiny(tmp_path)
    assert as_writer(lambda: _code(pushing.push, tmp_path, name)) == "snapshot_unknown"


def test_rows_of_single_people_stay_on_the_disk_and_all_else_opens(bucket_of_the_demo, tmp_path, told, demo_state):
    bucket_of_the_demo(told)
    source = bucket.connect(settings.objects())
    distant = seen(tmp_path)["mo-phong-2022-06-30"]
    detail = [part for part in distant.manifest.parts if part.path.startswith("detail")]
    there = {name.removesuffix(".parquet") for name in source.listed(f"parts/{distant.id}")}

    assert detail
    assert distant.has_learners
    assert there == {part.sha256 for part in distant.manifest.parts} - {part.sha256 for part in detail}
    assert _code(distant.file, detail[0]) == "objects_no_detail"
    assert _code(store_in, tmp_path, distant, Scope.of_province("22", detail=True)) == "objects_no_detail"


def test_after_an_erasure_on_the_disk_the_bucket_holds_the_same_figures_still(tmp_path, demo_state, as_writer, told):
    made = next(each for each in seen(demo_state).values() if each.id == "da-cong-bo-2020")
    put(as_writer, demo_state, made)
    other = tiny(tmp_path, name="mot")
    manifest = other.manifest

    assert pushing.same(manifest, open_snapshot(other.folder).manifest)
    rewritten = rewrite(other, lambda _, frame: frame.head(0) if isinstance(frame, pl.DataFrame) else frame, dict)
    assert pushing.same(manifest, rewritten)


def test_without_a_bucket_nothing_is_pushed(tmp_path, monkeypatch):
    monkeypatch.delenv("TEMIS_OBJECTS", raising=False)

    with pytest.raises(ObjectsError) as caught:
        pushing.push(tmp_path, tiny(tmp_path).id)

    assert caught.value.code == "objects_not_set"
    assert listing.in_bucket(tmp_path) == ([], [])
    assert not listing.refresh(tmp_path)
    assert not (tmp_path / "objects").exists()
