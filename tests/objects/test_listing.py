"""What the bucket holds is asked for once, by one request, and followed: what came, what went, what is another."""

import obstore
import pytest
from filelock import FileLock

from data import settings
from data.errors import SnapshotError
from data.keeping.prune import prune
from data.objects import bucket, listing
from data.snapshot import list_snapshots
from tests.data.tiny import tiny
from tests.objects.states import put, seen


def test_a_look_at_what_is_known_is_one_request(tmp_path, as_writer, between):
    made = [tiny(tmp_path / "one", name=f"ban-{number}") for number in range(5)]
    put(as_writer, tmp_path / "one", *made)
    between.asked.clear()

    assert listing.refresh(tmp_path / "other")
    assert len(between.asked) == 1 + 5
    between.asked.clear()
    assert not listing.refresh(tmp_path / "other")

    assert len(between.asked) == 1


def test_listing_itself_asks_nobody(tmp_path, as_writer, between):
    put(as_writer, tmp_path / "one", tiny(tmp_path / "one"))
    seen(tmp_path / "other")
    between.asked.clear()

    assert len(listing.every(tmp_path / "other")[0]) == 1
    assert between.asked == []


def test_what_was_taken_out_of_the_bucket_is_gone_from_the_list(tmp_path, as_writer):
    put(as_writer, tmp_path / "one", tiny(tmp_path / "one", name="mot"), tiny(tmp_path / "one", name="hai"))
    assert sorted(seen(tmp_path / "other")) == ["hai", "mot"]

    as_writer(lambda: obstore.delete(bucket.connect(settings.objects())._store, "manifests/mot.json"))

    assert sorted(seen(tmp_path / "other")) == ["hai"]
    assert not (tmp_path / "other" / "objects" / "manifests" / "mot").exists()


def test_another_bucket_is_another_list(tmp_path, as_writer, told):
    put(as_writer, tmp_path / "one", tiny(tmp_path / "one"))
    assert seen(tmp_path / "other")

    told(**{"": "s3://temis/mot-noi-khac"})

    assert listing.every(tmp_path / "other") == ([], [])
    assert seen(tmp_path / "other") == {}


def test_whoever_comes_while_another_is_asking_goes_on_with_what_is_known(tmp_path, told, between):
    seen(tmp_path)
    between.asked.clear()

    with FileLock(tmp_path / "objects" / ".lock"):
        assert not listing.refresh(tmp_path)

    assert between.asked == []


def test_pruning_looks_at_the_disk_alone(tmp_path, as_writer):
    first, second = tiny(tmp_path / "one", name="truoc"), tiny(tmp_path / "one", name="sau")
    put(as_writer, tmp_path / "one", first, second)
    tiny(tmp_path / "other", name="rieng")
    seen(tmp_path / "other")

    assert prune(tmp_path / "other", keep=1).retired == ()
    assert [each.id for each in list_snapshots(tmp_path / "other")[0]] == ["rieng"]


def test_a_series_in_the_bucket_is_of_one_kind_with_what_is_published_here(tmp_path, as_writer):
    put(as_writer, tmp_path / "one", tiny(tmp_path / "one"))
    seen(tmp_path / "other")

    with pytest.raises(SnapshotError) as caught:
        tiny(tmp_path / "other", name="that", kind="real")

    assert caught.value.code == "series_of_another_kind"
