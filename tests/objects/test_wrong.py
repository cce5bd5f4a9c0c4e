"""What can go wrong with a bucket has a code of its own, costs a page a few seconds at most, and hides nothing else."""

import sys
import time

import obstore
import pytest

from data import settings
from data.errors import ObjectsError, SettingError, SnapshotError
from data.objects import bucket, listing, pushing
from data.snapshot import list_snapshots
from tests.data.tiny import tiny
from tests.objects.server import READER
from tests.objects.states import PROVINCE, problems, put, seen, store_in

AS_SHIPPED = bucket._PAGE


@pytest.fixture
def pushed(tmp_path, as_writer):
    """A snapshot in the bucket, and a state folder that knows of it."""
    made = tiny(tmp_path / "one")
    put(as_writer, tmp_path / "one", made)
    return seen(tmp_path / "other")[made.id]


def _path(snapshot, table="headline"):
    return f"parts/{snapshot.id}/{snapshot.parts(table)[0].sha256}.parquet"


def _opens(snapshot, tmp_path):
    with pytest.raises(SnapshotError) as caught:
        store_in(tmp_path / "other", snapshot, PROVINCE)
    return caught.value


@pytest.mark.parametrize(
    "change", [lambda content: content[:-9], lambda content: content[::-1]], ids=["cut", "altered"]
)
def test_an_object_that_is_not_what_was_published_is_named_and_kept_nowhere(pushed, tmp_path, as_writer, told, change):
    source = bucket.connect(settings.objects())
    content, _ = source.read(_path(pushed))
    as_writer(lambda: bucket.connect(settings.objects()).replace(_path(pushed), change(content)))

    problem = _opens(pushed, tmp_path)

    assert (problem.code, problem.details["file"]) == ("objects_altered", "tables/headline.parquet")
    digest = pushed.parts("headline")[0].sha256
    assert not list((tmp_path / "other" / "objects").rglob(f"*{digest}*"))


def test_an_object_that_is_gone_is_named(pushed, tmp_path, as_writer):

    as_writer(lambda: obstore.delete(bucket.connect(settings.objects())._store, _path(pushed)))

    assert _opens(pushed, tmp_path).code == "objects_gone"


@pytest.mark.parametrize(("fate", "seconds"), [("cut", 8), ("hang", 12), ("fail", 4)])
def test_an_answer_that_breaks_off_or_never_comes_ends_within_seconds(
    pushed, tmp_path, between, monkeypatch, fate, seconds
):
    between.spoil = ("/parts/", fate)
    monkeypatch.setattr(bucket, "_PAGE", AS_SHIPPED)
    bucket.connect.cache_clear()
    began = time.monotonic()

    problem = _opens(pushed, tmp_path)

    assert problem.code == "objects_unreachable"
    assert time.monotonic() - began < seconds
    assert not [path for path in (tmp_path / "other" / "objects" / "parts").rglob("*") if path.is_file()]
    between.spoil = ("", "")
    bucket.connect.cache_clear()
    store_in(tmp_path / "other", pushed, PROVINCE).close()


def test_a_server_that_did_not_answer_is_left_in_peace_so_that_the_next_page_waits_for_nothing(
    pushed, tmp_path, between, monkeypatch
):
    monkeypatch.setattr(bucket, "_REST", 60.0)
    between.spoil = ("/parts/", "fail")
    _opens(pushed, tmp_path)
    between.asked.clear()
    began = time.monotonic()

    assert _opens(pushed, tmp_path).code == "objects_unreachable"

    assert between.asked == []
    assert time.monotonic() - began < 1


def test_no_bucket_wrong_keys_and_no_keys_are_told_apart(tmp_path, told, pushed):
    said = {}
    for name, tell in {
        "no bucket": lambda: told(**{"": "s3://khong-co/x"}),
        "wrong secret": lambda: told((READER[0], "wrong")),
        "unknown key": lambda: told(("nobody", "wrong")),
        "unsigned": lambda: told(None),
        "nobody there": lambda: told(ENDPOINT="http://127.0.0.1:9"),
    }.items():
        tell()
        said[name] = [(problem.code, problem.details.get("why", "")) for problem in problems(tmp_path / name)]

    assert said == {
        "no bucket": [("objects_no_bucket", "")],
        "wrong secret": [("objects_refused", "SignatureDoesNotMatch")],
        "unknown key": [("objects_refused", "InvalidAccessKeyId")],
        "unsigned": [("objects_refused", "AccessDenied")],
        "nobody there": [("objects_unreachable", "")],
    }


def test_the_services_key_cannot_write(tmp_path, told):
    made = tiny(tmp_path)

    with pytest.raises(ObjectsError) as caught:
        pushing.push(tmp_path, made.id)

    assert (caught.value.code, caught.value.details["why"]) == ("objects_refused", "AccessDenied")
    assert seen(tmp_path / "other") == {}


def test_what_is_on_the_disk_and_what_was_known_stays_listed_while_the_bucket_is_away(pushed, tmp_path, between):
    own = tiny(tmp_path / "other", name="o-dia")
    between.spoil = (".", "fail")

    wrong = problems(tmp_path / "other")
    found, _ = listing.every(tmp_path / "other")

    assert [problem.code for problem in wrong] == ["objects_unreachable"]
    assert {each.id for each in found} == {own.id, pushed.id}
    between.spoil = ("", "")
    time.sleep(0.3)
    assert problems(tmp_path / "other") == []


def test_a_manifest_edited_in_the_bucket_is_not_opened_and_the_others_are(pushed, tmp_path, as_writer):
    other = tiny(tmp_path / "one", name="hai")
    put(as_writer, tmp_path / "one", other)
    content = (pushed.folder / "manifest.json").read_bytes().replace(b'"tiny"', b'"mat"')
    as_writer(lambda: bucket.connect(settings.objects()).replace(f"manifests/{pushed.id}.json", content))

    wrong = problems(tmp_path / "other")

    assert [(problem.code, problem.details["snapshot"]) for problem in wrong] == [
        ("snapshot_manifest_altered", pushed.id)
    ]
    assert [each.id for each in listing.every(tmp_path / "other")[0]] == ["hai"]


def test_names_that_lead_out_of_the_cache_are_no_snapshots(tmp_path, as_writer, told):
    def put_odd():
        for name in ("manifests/..%2f..%2fx.json", "manifests/.hidden.json", "manifests/Hoa.json", "manifests/a.txt"):
            bucket.connect(settings.objects()).replace(name, b"{}")

    as_writer(put_odd)

    assert seen(tmp_path) == {}
    assert {path.name for path in (tmp_path / "objects").iterdir()} <= {"listing.json", "looked", ".lock"}


def test_without_the_library_a_sentence_says_what_to_install_and_the_disk_is_read(tmp_path, told, monkeypatch):
    made = tiny(tmp_path)
    monkeypatch.setitem(sys.modules, "obstore.store", None)

    assert [problem.code for problem in problems(tmp_path)] == ["objects_library"]
    assert [each.id for each in listing.every(tmp_path)[0]] == [made.id]
    assert list_snapshots(tmp_path)[1] == []


@pytest.mark.parametrize(
    ("told_so", "code"),
    [
        ({"": "https://kho/temis"}, "objects_address"),
        ({"": "s3://Kho/x"}, "objects_address"),
        ({"": "s3://kho/../x"}, "objects_address"),
        ({"": "s3://kho/x?y"}, "objects_address"),
        ({"ENDPOINT": ""}, "setting_address"),
        ({"ENDPOINT": "http://kho.example.gov.vn"}, "setting_address"),
        ({"ENDPOINT": "https://user:pass@kho.example.gov.vn"}, "setting_address"),
        ({"SECRET": ""}, "objects_half_a_key"),
        ({"CACHE_MB": "0"}, "setting_not_a_number"),
        ({"SECONDS": "1"}, "setting_not_a_number"),
        ({"CA_FILE": "/khong/co"}, "setting_file_unreadable"),
    ],
)
def test_settings_that_cannot_be_used_are_named_and_the_disk_is_read(tmp_path, told, told_so, code):
    made = tiny(tmp_path)
    told(**told_so)

    found, wrong = listing.every(tmp_path)

    assert [problem.code for problem in wrong] == [code]
    assert [each.id for each in found] == [made.id]
    with pytest.raises(SettingError):
        settings.objects()


def test_the_secret_is_in_no_text_of_the_settings(told):
    assert READER[1] not in repr(settings.objects())
    assert READER[1] == settings.objects().secret
