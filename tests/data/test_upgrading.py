"""A new version says what it would do with a folder, does it, and an old one leaves alone what a new one wrote."""

import json
import sqlite3
from contextlib import closing

import pytest

from data import commands, first_start, history, meetings_file, schema, sealing, settings, snapshot, upgrading
from data.errors import BackupError
from data.keeping import archive, swapping, versions
from data.keeping.backup import backup
from data.keeping.recover import recover
from data.keeping.sound import beside
from data.published import SNAPSHOT_ID
from data.schema import SCHEMA_VERSION
from data.snapshot import list_snapshots
from tests.data.state_full import AT, LATER, full
from tests.data.state_kept import hold_whole
from tests.data.tiny import tiny

_HOLD_IT = (schema, snapshot, sealing, history, versions)  # modules that have taken the number over


@pytest.fixture
def state(tmp_path, monkeypatch):
    """A folder as the version before this one left it, but for the demo country, which takes too long to draw."""
    monkeypatch.setattr(first_start, "_COUNTRY", {})
    monkeypatch.setattr(first_start, "_AFTER", {})
    monkeypatch.setenv("TEMIS_STATE", str(tmp_path / "state"))
    first_start.prepare(tmp_path / "state", lambda step: None)
    return tmp_path / "state"


def of_schema(state, number: int) -> None:
    """All of it as the version of that schema wrote it, as far as it tells."""
    for manifest in state.glob("snapshots/*/manifest.json"):
        said = json.loads(manifest.read_bytes()) | {"schema_version": number, "seal": ""}
        manifest.write_text(json.dumps(said), encoding="utf-8")
    note = json.loads((state / "history.json").read_bytes()) | {"schema_version": number}
    (state / "history.json").write_text(json.dumps(note), encoding="utf-8")
    first_start._is_outdated.cache_clear()


@pytest.fixture
def software_of(monkeypatch):
    """This software as a version of another schema."""

    def is_now(number: int) -> None:
        for module in _HOLD_IT:
            monkeypatch.setattr(module, "SCHEMA_VERSION", number)
        versions.of_software.cache_clear()
        first_start._is_outdated.cache_clear()

    yield is_now
    monkeypatch.undo()
    versions.of_software.cache_clear()
    first_start._is_outdated.cache_clear()


def test_a_folder_that_fits_is_left_as_it_is(state, capsys):
    before = {path: path.stat().st_mtime_ns for path in state.rglob("*.*")}

    assert commands.main(["version"]) == 0
    assert commands.main(["upgrade", "--check"]) == 0

    assert "khớp" in capsys.readouterr().out
    assert {path: path.stat().st_mtime_ns for path in state.rglob("*.*")} == before


def test_a_fresh_machine_is_told_what_would_be_made_and_nothing_is_written(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("TEMIS_STATE", str(tmp_path / "nowhere"))

    assert commands.main(["--lang", "en", "version"]) == 0

    assert SNAPSHOT_ID in capsys.readouterr().out
    assert not (tmp_path / "nowhere").exists()


def test_what_ships_is_made_again_and_ones_own_is_kept_and_named(state, capsys):
    tiny(state, name="cua-so")
    of_schema(state, SCHEMA_VERSION - 1)
    own = (state / "snapshots" / "cua-so" / "manifest.json").read_bytes()

    assert commands.main(["upgrade", "--check"]) == 1
    told_before = capsys.readouterr().out
    assert SNAPSHOT_ID in told_before
    assert "cua-so" in told_before
    assert list_snapshots(state)[0] == []
    assert commands.main(["upgrade"]) == 1, "one is still to be built again from its files"

    assert [each.id for each in list_snapshots(state)[0]] == [SNAPSHOT_ID]
    assert (state / "snapshots" / "cua-so" / "manifest.json").read_bytes() == own
    assert history.fits(state)
    assert "cua-so" in capsys.readouterr().out


def test_a_version_of_the_next_schema_takes_the_folder_over_and_this_one_then_leaves_it_alone(state, software_of):
    """Forward and back: the way back is the backup from before."""
    before = hold_whole(state)
    safe = backup(state, state.parent / "before.zip", at=AT).file

    software_of(SCHEMA_VERSION + 1)
    done = upgrading.upgrade(state, now=LATER)
    assert done.made == [SNAPSHOT_ID]
    assert hold_whole(state) == before
    newer = backup(state, state.parent / "after.zip", at=LATER).file
    written = {path: path.read_bytes() for path in state.rglob("*.*")}

    software_of(SCHEMA_VERSION)
    with pytest.raises(BackupError, match=r"state_from_the_future.*" + SNAPSHOT_ID):
        upgrading.upgrade(state, now=LATER)
    assert first_start.missing(state) == [], "nothing of a later version is made anew by an older one"
    assert {path: path.read_bytes() for path in state.rglob("*.*")} == written
    with pytest.raises(BackupError, match="backup_from_the_future"):
        recover(newer, state.parent / "other", at=LATER)

    recover(safe, state, at=LATER, over=True)
    assert hold_whole(state) == before
    assert upgrading.outlook(state).is_nothing_to_do


def test_an_older_backup_comes_back_and_then_is_upgraded(state, software_of, capsys):
    software_of(SCHEMA_VERSION - 1)
    of_schema(state, SCHEMA_VERSION - 1)
    old = backup(state, state.parent / "old.zip", at=AT)
    assert old.problems == []

    software_of(SCHEMA_VERSION)
    new = state.parent / "new"
    assert commands.main(["--lang", "en", "recover", str(old.file), "--into", str(new)]) == 0
    assert "python -m data upgrade" in capsys.readouterr().out

    assert upgrading.upgrade(new, now=LATER).made == [SNAPSHOT_ID]
    assert hold_whole(new) == {SNAPSHOT_ID}


def test_meetings_of_a_later_version_are_left_alone_too(state, tmp_path, capsys):
    full_one = full(tmp_path / "full")
    meetings_file.path(state).parent.mkdir(exist_ok=True)
    meetings_file.path(full_one).rename(meetings_file.path(state))
    with closing(sqlite3.connect(meetings_file.path(state))) as file:
        file.execute(f"pragma user_version = {meetings_file.VERSION + 1}")

    assert commands.main(["upgrade"]) == 1
    assert "meetings.sqlite" in capsys.readouterr().err
    assert commands.main(["version"]) == 1
    assert "mới hơn" in capsys.readouterr().out


def test_a_recovery_that_was_cut_short_is_finished_by_an_upgrade(state, tmp_path):
    made = full(tmp_path / "made")
    source = swapping.source(state)
    source.mkdir()
    (made / "snapshots").rename(source / "snapshots")
    plan = [swapping.Move("snapshots", f"{source.name}/snapshots", "replaced-x/snapshots")]
    swapping._plan(state, plan)
    assert {problem.code for problem in beside(state)} == {"recover_cut_short"}

    upgrading.upgrade(state, now=LATER)

    assert hold_whole(state) == {"one-2", SNAPSHOT_ID}
    assert beside(state) == []


def test_an_archive_says_which_version_wrote_it(tmp_path):
    done = backup(full(tmp_path / "state"), tmp_path / "all.zip", at=AT)

    with archive.opened(done.file) as opened:
        assert opened.contents.versions == versions.of_software()
        assert opened.contents.versions["schema"] == SCHEMA_VERSION
        assert opened.contents.versions["software"] in (settings.ROOT / "pyproject.toml").read_text(encoding="utf-8")
