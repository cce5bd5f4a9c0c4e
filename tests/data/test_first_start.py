"""The first start makes what is missing, and only that."""

import shutil

from data import first_start, ingest
from data.published import SNAPSHOT_ID
from data.snapshot import list_snapshots, open_snapshot
from tests.data.tiny import without


def test_a_fresh_machine_lacks_seven_dates_the_published_figures_and_an_example_at_two(tmp_path):
    assert len(first_start.missing(tmp_path)) == 7 + 1 + 2


def test_only_what_is_missing_is_made_and_each_step_is_said(tmp_path):
    for name in first_start.missing(tmp_path):
        if name != SNAPSHOT_ID:
            (tmp_path / "snapshots" / name).mkdir(parents=True)
    said = []

    first_start.prepare(tmp_path, said.append)

    assert [(step.text, step.snapshot_id) for step in said] == [
        ("first_start.snapshot", SNAPSHOT_ID),
        ("first_start.ready", ""),
    ]
    assert [snapshot.id for snapshot in list_snapshots(tmp_path)[0]] == [SNAPSHOT_ID]
    assert first_start.missing(tmp_path) == []


def test_an_embedded_snapshot_of_an_older_schema_is_made_again_and_a_broken_one_is_left(tmp_path):
    for name in first_start.missing(tmp_path):
        (tmp_path / "snapshots" / name).mkdir(parents=True)  # broken: no manifest
    (tmp_path / "snapshots" / SNAPSHOT_ID / "manifest.json").write_text('{"schema_version": 0}')

    assert first_start.missing(tmp_path) == [SNAPSHOT_ID]

    first_start.prepare(tmp_path, lambda step: None)

    assert [snapshot.id for snapshot in list_snapshots(tmp_path)[0]] == [SNAPSHOT_ID]


def test_what_another_process_makes_at_the_same_time_is_taken_as_made(tmp_path, monkeypatch):
    build = ingest.build

    def overtaken(*values, **named):
        build(*values, **named)  # the other was first
        return build(*values, **named)

    for name in first_start.missing(tmp_path):
        if name != SNAPSHOT_ID:
            (tmp_path / "snapshots" / name).mkdir(parents=True)
    monkeypatch.setattr(ingest, "build", overtaken)

    first_start.prepare(tmp_path, lambda step: None)

    assert first_start.missing(tmp_path) == []
    assert not first_start._cleared(tmp_path, SNAPSHOT_ID), "and what was made meanwhile is not made again"
    assert [snapshot.id for snapshot in list_snapshots(tmp_path)[0]] == [SNAPSHOT_ID]


def test_a_demo_country_without_the_newest_cubes_is_made_again_and_the_published_figures_are_not(demo_state, tmp_path):
    shutil.copytree(demo_state / "snapshots", tmp_path / "snapshots")
    there = {snapshot.id for snapshot in list_snapshots(tmp_path)[0]}
    older = max(name for name in there if name.startswith("mo-phong-"))
    assert not there & set(first_start.missing(tmp_path))

    without(open_snapshot(tmp_path / "snapshots" / older), "standstill")

    assert there & set(first_start.missing(tmp_path)) == {older}
    assert first_start._cleared(tmp_path, older)
    assert not (tmp_path / "snapshots" / older).exists()
