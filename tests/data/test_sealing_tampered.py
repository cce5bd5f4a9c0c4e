"""Whatever is changed in a published snapshot is noticed, on opening or when the file is loaded, and named."""

import json
import shutil

import pytest

from data import history
from data.errors import SnapshotError
from data.keeping.verify import verify
from data.snapshot import list_snapshots, open_snapshot
from tests.data.state_kept import hold_whole, trend
from tests.data.tiny import tiny

_KINDS = {  # one file of each kind: reference, cube, unit
    "province": "tables/province.parquet",
    "headline": "tables/headline.parquet",
    "unit_training": "unit/unit_training/province_code=01/data_0.parquet",
}


def _code(act, *values):
    with pytest.raises(SnapshotError) as caught:
        act(*values)
    return caught.value.code


@pytest.mark.parametrize("table", _KINDS)
def test_a_flipped_bit_anywhere_in_a_file_is_noticed_when_it_is_loaded(tmp_path, table):
    snapshot = tiny(tmp_path)
    path = snapshot.folder / _KINDS[table]
    whole = path.read_bytes()
    for place in (0, len(whole) // 3, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert _code(open_snapshot(snapshot.folder).files, table) == "snapshot_file_altered"
        assert [problem.code for problem in verify(snapshot)] == ["snapshot_file_altered"]
    path.write_bytes(whole)
    assert open_snapshot(snapshot.folder).files(table)


@pytest.mark.parametrize("table", _KINDS)
@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda path: path.write_bytes(path.read_bytes()[:-1]), "snapshot_file_altered"),
        (lambda path: path.write_bytes(b""), "snapshot_file_altered"),
        (lambda path: path.unlink(), "snapshot_file_missing"),
        (lambda path: (path.unlink(), path.mkdir()), "snapshot_file_missing"),
    ],
    ids=["truncated", "emptied", "removed", "a folder in its place"],
)
def test_a_file_cut_short_or_gone_is_noticed_on_opening(tmp_path, table, change, code):
    snapshot = tiny(tmp_path)

    change(snapshot.folder / _KINDS[table])

    assert _code(open_snapshot, snapshot.folder) == code


def test_swapped_files_are_noticed(tmp_path):
    snapshot = tiny(tmp_path)
    one, other = (snapshot.folder / f"unit/unit_training/province_code={code}/data_0.parquet" for code in ("01", "22"))
    aside = one.read_bytes()
    assert len(aside) == other.stat().st_size, "of equal size, so that only the digest tells"
    one.write_bytes(other.read_bytes())
    other.write_bytes(aside)

    assert _code(open_snapshot(snapshot.folder).files, "unit_training", ["01"]) == "snapshot_file_altered"


def test_a_file_removed_after_opening_is_said_to_be_missing(tmp_path):
    snapshot = tiny(tmp_path)
    (snapshot.folder / _KINDS["headline"]).unlink()

    assert _code(snapshot.files, "headline") == "snapshot_file_missing"


def _edit(said, change):
    for place in change[:-2]:
        said = said[place]
    said[change[-2]] = change[-1]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("parts", 0, "rows", 1), "snapshot_manifest_altered"),
        (("parts", 0, "sha256", "0" * 64), "snapshot_manifest_altered"),
        (("parts", 0, "province_code", "22"), "snapshot_manifest_altered"),
        (("parts", 0, "path", "../tiny-2021/tables/province.parquet"), "snapshot_manifest_does_not_fit"),
        (("parts", 0, "path", "/etc/hostname"), "snapshot_manifest_does_not_fit"),
        (("vintage", 34), "snapshot_manifest_altered"),
        (("as_of", "2022-06-30"), "snapshot_manifest_altered"),
        (("kind", "public"), "snapshot_manifest_altered"),
        (("title", "another"), "snapshot_manifest_altered"),
        (("findings", [{"rule": "made_up"}]), "snapshot_manifest_altered"),
        (("seal", "0" * 64), "snapshot_manifest_altered"),
    ],
)
def test_an_edited_manifest_is_refused(tmp_path, change, code):
    snapshot = tiny(tmp_path)
    path = snapshot.folder / "manifest.json"
    said = json.loads(path.read_bytes())
    _edit(said, change)
    path.write_text(json.dumps(said))

    assert _code(open_snapshot, snapshot.folder) == code


def test_a_manifest_written_in_another_order_says_the_same(tmp_path):
    snapshot = tiny(tmp_path)
    path = snapshot.folder / "manifest.json"
    path.write_text(json.dumps(dict(reversed(json.loads(path.read_bytes()).items()))))

    assert open_snapshot(snapshot.folder).manifest == snapshot.manifest


def test_a_manifest_of_the_first_versions_without_a_seal_still_opens(tmp_path):
    snapshot = tiny(tmp_path)
    path = snapshot.folder / "manifest.json"
    said = json.loads(path.read_bytes())
    del said["seal"]
    path.write_text(json.dumps(said))

    assert open_snapshot(snapshot.folder).id == snapshot.id


def test_an_unknown_file_is_never_read_and_is_named_by_the_check(tmp_path):
    snapshot = tiny(tmp_path)
    shutil.copy(snapshot.folder / _KINDS["headline"], snapshot.folder / "tables" / "headline2.parquet")

    opened = open_snapshot(snapshot.folder)

    assert [file.name for file in opened.files("headline")] == ["headline.parquet"]
    found = [(problem.code, problem.details["file"]) for problem in verify(opened)]
    assert found == [("snapshot_file_unknown", "tables/headline2.parquet")]


def test_an_altered_snapshot_does_not_hide_the_others_nor_spoil_the_history(tmp_path):
    good, bad = tiny(tmp_path, name="a"), tiny(tmp_path, name="b")
    history.path(tmp_path).unlink()
    path = bad.folder / _KINDS["headline"]
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + b"\0")

    problems = history.refresh(tmp_path)

    assert [(problem.code, problem.details["snapshot"]) for problem in problems] == [("snapshot_file_altered", "b")]
    assert {row[0] for row in trend(tmp_path)} == {good.id}
    path.write_bytes(whole)
    assert hold_whole(tmp_path) == {"a", "b"}  # put right, it joins


def test_what_cannot_be_opened_is_named_in_the_list_and_left_out_of_the_history(tmp_path):
    good, bad = tiny(tmp_path, name="a"), tiny(tmp_path, name="b")
    (bad.folder / "manifest.json").write_text("{")

    assert [problem.details["snapshot"] for problem in history.refresh(tmp_path)] == [bad.id]
    assert [snapshot.id for snapshot in list_snapshots(tmp_path)[0]] == [good.id]
    assert {row[0] for row in trend(tmp_path)} == {good.id}
