"""Health: what keeps a process from serving is named; what it counts names nobody."""

import pytest

from data.errors import SnapshotError
from pages.parts import counting, health, visiting

ALL_WELL = dict.fromkeys(("snapshot", "folder", "disk", "login"), "")


def test_a_process_with_a_snapshot_and_room_can_serve(demo_state):
    assert health.faults(demo_state) == ALL_WELL


def test_looking_leaves_nothing_behind(demo_state):
    before = sorted(demo_state.iterdir())

    health.faults(demo_state)

    assert sorted(demo_state.iterdir()) == before


def test_without_a_snapshot_there_is_nothing_to_serve(tmp_path):
    assert health.faults(tmp_path) == {**ALL_WELL, "snapshot": "no_snapshot"}


def test_a_folder_that_is_not_there_cannot_be_written(tmp_path):
    found = health.faults(tmp_path / "not-mounted")

    assert found["folder"] == "system_error_2"


def test_too_little_room_is_said_before_publishing_fails(demo_state, monkeypatch):
    monkeypatch.setattr(health, "ROOM", 10**18)

    assert health.faults(demo_state)["disk"] == "disk_nearly_full"


def test_a_login_set_by_halves_is_said(demo_state, monkeypatch):
    monkeypatch.setenv("TEMIS_PROXY_SECRET", "short")

    assert health.faults(demo_state)["login"] == "setting_missing"


def test_a_run_is_counted_by_screen_with_how_it_ended():
    with counting.run("map"):
        pass
    with pytest.raises(ValueError, match="no"), counting.run("map"):
        raise ValueError("no")

    assert counting.value("temis_runs_total", {"screen": "map", "ended": "whole"}) >= 1
    assert counting.value("temis_runs_total", {"screen": "map", "ended": "fault"}) >= 1
    assert counting.value("temis_run_seconds_count", {"screen": "map"}) >= 2


def test_a_store_that_does_not_open_is_counted_as_refused():
    before = counting.value("temis_stores_opened_total", {"outcome": "refused"})

    with pytest.raises(SnapshotError), counting.opening():
        raise SnapshotError("snapshot_file_missing")

    assert counting.value("temis_stores_opened_total", {"outcome": "refused"}) == before + 1


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("/", "page"),
        ("/ban-do", "page"),
        ("/nguyen-van-a", "page"),
        ("/static/js/index.js", "static"),
        ("/app/static/map/shapes.js", "static"),
        ("/media/abc.csv", "media"),
        ("/_stcore/upload_file/x/y", "upload"),
        ("/_stcore/health", "server"),
        ("/oauth2callback", "login"),
    ],
)
def test_whatever_is_asked_for_is_counted_under_one_of_a_few_words(path, what):
    assert counting.what(path) == what


def test_no_number_bears_a_label_that_could_name_somebody():
    for screen in visiting.ADDRESSES:
        with counting.run(screen):
            pass
    labels = {label for metric in counting.REGISTRY.collect() for each in metric.samples for label in each.labels}

    assert labels <= {"screen", "ended", "outcome", "code", "what", "status", "level", "event", "le", "generation"} | {
        *("implementation", "major", "minor", "patchlevel", "version")
    }
