"""Snapshots open only when they are what they say; a bad folder never replaces a good one."""

import json
from datetime import date

import pytest

from data.errors import SnapshotError
from data.snapshot import list_snapshots, open_snapshot
from tests.data.tiny import tiny


def _manifest(snapshot):
    return snapshot.folder / "manifest.json"


def _code(snapshot):
    with pytest.raises(SnapshotError) as caught:
        open_snapshot(snapshot.folder)
    return caught.value.code


def test_a_sealed_snapshot_opens_and_counts_its_rows(tmp_path):
    snapshot = tiny(tmp_path)

    assert (snapshot.id, snapshot.as_of, snapshot.vintage, snapshot.kind) == (
        "tiny-2021",
        date(2021, 6, 30),
        63,
        "synthetic",
    )
    assert snapshot.manifest.rows["province"] == 63
    assert snapshot.manifest.rows["unit_training"] == 1 + 1
    assert not snapshot.has_learners


def test_files_of_other_provinces_are_not_even_named(tmp_path):
    files = tiny(tmp_path).files("unit_training", ["22"])

    assert [file.parent.name for file in files] == ["province_code=22"]


def test_a_series_is_of_one_kind_of_data_so_that_its_history_is_for_whoever_opens_any_of_it(tmp_path):
    tiny(tmp_path)

    with pytest.raises(SnapshotError) as caught:
        tiny(tmp_path, id="tiny-2022", as_of=date(2022, 6, 30), kind="public")

    assert caught.value.code == "series_of_another_kind"
    assert len(list_snapshots(tmp_path)[0]) == 1


def test_an_id_that_exists_is_refused_and_the_old_one_stays(tmp_path):
    before = tiny(tmp_path)

    with pytest.raises(SnapshotError) as caught:
        tiny(tmp_path)

    assert caught.value.code == "snapshot_exists"
    assert open_snapshot(before.folder).digest == before.digest


@pytest.mark.parametrize("name", ["../x", "A B", "", "x/y", "." * 5])
def test_an_id_that_could_leave_the_folder_is_refused(tmp_path, name):
    with pytest.raises(SnapshotError) as caught:
        tiny(tmp_path, name=name.replace("/", "-") or "x", id=name)

    assert caught.value.code == "snapshot_id_not_allowed"


def test_a_missing_file_is_named(tmp_path):
    snapshot = tiny(tmp_path)
    (snapshot.folder / "tables/headline.parquet").unlink()

    assert _code(snapshot) == "snapshot_file_missing"


def test_a_truncated_file_is_noticed_on_opening(tmp_path):
    snapshot = tiny(tmp_path)
    file = snapshot.folder / "tables/headline.parquet"
    file.write_bytes(file.read_bytes()[:-40])

    assert _code(snapshot) == "snapshot_file_altered"


def test_a_file_tampered_with_at_equal_size_is_noticed_on_loading(tmp_path):
    snapshot = tiny(tmp_path)
    file = snapshot.folder / "tables/headline.parquet"
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)

    with pytest.raises(SnapshotError) as caught:
        open_snapshot(snapshot.folder).files("headline")

    assert caught.value.code == "snapshot_file_altered"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"schema_version": 99}, "snapshot_from_the_future"),
        ({"schema_version": 0}, "snapshot_from_the_past"),
        ({"vintage": 64}, "snapshot_manifest_does_not_fit"),
        ({"kind": "secret"}, "snapshot_manifest_does_not_fit"),
        ({"id": "another"}, "snapshot_manifest_does_not_fit"),
        ({"as_of": "31/3/2021"}, "snapshot_manifest_unreadable"),
        ({"parts": [{"path": "x"}]}, "snapshot_manifest_unreadable"),
        ({"more": 1}, "snapshot_manifest_unreadable"),
    ],
)
def test_a_manifest_that_does_not_fit_is_refused(tmp_path, change, code):
    snapshot = tiny(tmp_path)
    said = json.loads(_manifest(snapshot).read_bytes()) | change
    _manifest(snapshot).write_text(json.dumps(said))

    assert _code(snapshot) == code


def test_a_manifest_cannot_point_outside_its_folder(tmp_path):
    snapshot = tiny(tmp_path)
    said = json.loads(_manifest(snapshot).read_bytes())
    said["parts"][0]["path"] = "../../elsewhere.parquet"
    _manifest(snapshot).write_text(json.dumps(said))

    assert _code(snapshot) == "snapshot_manifest_does_not_fit"


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"null"])
def test_an_unreadable_manifest_is_refused(tmp_path, content):
    snapshot = tiny(tmp_path)
    _manifest(snapshot).write_bytes(content)

    assert _code(snapshot) == "snapshot_manifest_unreadable"


def test_a_foreign_parquet_file_is_refused_before_anything_is_published(tmp_path):
    staging = tmp_path / "staging/tables"
    staging.mkdir(parents=True)
    import polars as pl

    pl.DataFrame({"province_code": ["01"], "secret": [1]}).write_parquet(staging / "headline.parquet")
    from data import sealing

    with pytest.raises(SnapshotError) as caught:
        sealing.seal(staging.parent, tmp_path, {"id": "foreign"})

    assert caught.value.code == "snapshot_columns_do_not_fit"
    assert not (tmp_path / "snapshots").exists()


def test_the_list_holds_the_good_ones_by_date_and_says_why_the_others_are_bad(tmp_path):
    later = tiny(tmp_path, name="b", as_of=date(2022, 6, 30))
    earlier = tiny(tmp_path, name="c", as_of=date(2021, 6, 30))
    bad = tiny(tmp_path, name="a")
    _manifest(bad).unlink()

    good, problems = list_snapshots(tmp_path)

    assert [snapshot.id for snapshot in good] == [earlier.id, later.id]
    assert [problem.code for problem in problems] == ["snapshot_without_manifest"]
