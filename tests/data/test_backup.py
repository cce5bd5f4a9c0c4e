"""A backup holds all that cannot be made again, and nothing else, and comes back on another machine to the byte."""

import shutil
import stat
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest

from data import audit, commands, meetings, meetings_file
from data.audit import Entry
from data.errors import BackupError
from data.keeping import archive, keys, places
from data.keeping.backup import backup
from data.keeping.recover import check, recover
from data.keeping.series import published_at
from data.keeping.sound import beside
from data.snapshot import list_snapshots
from tests.data import met
from tests.data.state_full import AT, LATER, NEVER_TAKEN, SETTINGS, full, says, told
from tests.data.state_kept import hold_whole, leftovers


@pytest.fixture
def state(tmp_path):
    return full(tmp_path / "state")


def names(file) -> set[str]:
    with zipfile.ZipFile(file) as packed:
        return set(packed.namelist())


def test_what_is_backed_up_comes_back_on_another_machine_to_the_byte(state, tmp_path):
    before = told(state)
    done = backup(state, tmp_path / "safe" / "all.zip", at=AT)
    shutil.rmtree(state)

    recovered = recover(done.file, tmp_path / "elsewhere" / "state", at=LATER)

    new = tmp_path / "elsewhere" / "state"
    assert told(new) == before
    assert hold_whole(new) == {"one-2"}
    assert {path.name for path in (new / "retired").iterdir()} == {"one-1"}
    assert done.problems == recovered.problems == beside(new) == []
    assert leftovers(new) == leftovers(done.file.parent) == []
    assert recovered.aside == ""
    assert audit.check(new).faults == ()


def test_times_of_publishing_and_rights_come_back_too(state, tmp_path):
    before = {snapshot.id: published_at(snapshot) for snapshot in list_snapshots(state)[0]}
    done = backup(state, tmp_path / "all.zip", at=AT)
    new = tmp_path / "new"
    recover(done.file, new, at=LATER)

    assert {snapshot.id: published_at(snapshot) for snapshot in list_snapshots(new)[0]} == before
    for name in ("pseudonym.key", "erased.json", "viewer.key", "meetings/meetings.sqlite"):
        assert stat.S_IMODE((new / name).stat().st_mode) == 0o600, name
    assert stat.S_IMODE(done.file.stat().st_mode) == 0o600


def test_every_place_of_a_state_folder_is_taken_or_left_out_on_purpose(state, tmp_path):
    (state / "something-new").mkdir()
    (state / "something-new" / "a.txt").write_text("of a later version")
    done = backup(state, tmp_path / "all.zip", at=AT)

    held = {name.split("/")[0] for name in names(done.file)} - {archive.CONTENTS}
    assert held == {
        *("snapshots", "retired", "cards", "meetings", "audit", "something-new"),
        *("pseudonym.key", "erased.json", "viewer.key", *SETTINGS),
    }
    assert done.unknown == ["something-new"]
    assert not {name for name in names(done.file) if name in NEVER_TAKEN or "copies" in name or "lock" in name}


def test_a_detail_file_that_no_manifest_lists_is_not_taken(state, tmp_path):
    """It is what an erasure that was cut short left behind."""
    left = state / "snapshots" / "one-2" / "detail.1" / "learner" / "a.parquet"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"people")

    assert not {name for name in names(backup(state, tmp_path / "all.zip", at=AT).file) if "detail.1" in name}


def test_a_file_that_was_altered_is_named_and_the_rest_is_safe(state, tmp_path):
    part = next((state / "snapshots" / "one-2" / "tables").iterdir())
    content = bytearray(part.read_bytes())
    content[7] ^= 1
    part.write_bytes(content)
    meetings_file.path(state).write_bytes(b"no database")
    folder = tmp_path / "safe"
    sound = full(tmp_path / "other")
    older = [backup(sound, folder, at=AT - timedelta(days=day)) for day in (3, 2)]

    done = backup(state, folder, at=AT, keep=1)

    assert {problem.code for problem in done.problems} == {"snapshot_file_altered", "meetings_damaged"}
    assert done.removed == []
    assert all(each.file.exists() for each in older), "a backup with a fault does not push a good one out"
    assert check(done.file).snapshots == ["retired/one-1", "snapshots/one-2"]


def test_only_the_newest_archives_stay_and_nothing_else_is_touched(state, tmp_path):
    folder = tmp_path / "safe"
    folder.mkdir()
    (folder / "temis-notes.zip").write_bytes(b"not ours")
    made = [backup(state, folder, at=AT + timedelta(days=day), keep=2).file.name for day in range(4)]

    assert {path.name for path in folder.iterdir()} == {*made[2:], "temis-notes.zip"}


def test_lines_of_the_log_are_taken_whole_while_they_are_written(state, tmp_path):
    file = next((state / "audit").iterdir())
    with file.open("ab") as log:
        log.write(b'{"half a line')
    done = backup(state, tmp_path / "all.zip", at=AT)
    recover(done.file, tmp_path / "new", at=LATER)

    assert (tmp_path / "new" / "audit" / file.name).read_bytes() == file.read_bytes().rpartition(b"\n")[0] + b"\n"
    assert audit.check(tmp_path / "new").faults == ()


def test_an_archive_is_never_written_over_nor_into_the_state_itself(state, tmp_path):
    taken = tmp_path / "taken.zip"
    taken.write_bytes(b"another")
    refused = {
        "backup_exists": (state, taken, {}),
        "backup_inside": (state, state / "backups", {}),
        "backup_nothing": (tmp_path / "nowhere", tmp_path / "a.zip", {}),
        "backup_keep": (state, tmp_path / "b.zip", {"keep": 3}),
        "backup_place": (state, taken / "below" / "c.zip", {}),
    }
    for code, (folder, to, more) in refused.items():
        with pytest.raises(BackupError, match=f"^{code}"):
            backup(folder, to, at=AT, **more)
    assert taken.read_bytes() == b"another"
    assert not (tmp_path / "nowhere").exists()


def test_a_disk_without_room_is_said_before_anything_is_written(state, tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "room_for", lambda folder: 1_000)

    with pytest.raises(BackupError, match="backup_no_room"):
        backup(state, tmp_path / "safe" / "all.zip", at=AT)

    assert list((tmp_path / "safe").iterdir()) == []


def test_a_state_that_may_not_be_read_is_said(state, tmp_path, monkeypatch):
    opened = Path.open

    def denied(self, *given, **more):
        if self == state / "pseudonym.key":
            raise PermissionError(13, "Permission denied", str(self))
        return opened(self, *given, **more)

    monkeypatch.setattr(Path, "open", denied)

    with pytest.raises(BackupError, match="backup_source"):
        backup(state, tmp_path / "safe" / "all.zip", at=AT)

    assert list((tmp_path / "safe").iterdir()) == []


def test_a_part_of_it_comes_back_alone(state, tmp_path):
    done = backup(state, tmp_path / "all.zip", at=AT)
    for group in places.GROUPS:
        new = tmp_path / group
        recover(done.file, new, at=LATER, only=[group])
        came = {path.name for path in new.iterdir()} - {"lock", "history.parquet", "history.json"}
        assert {places.group_of(name) for name in came} == ({group} if group != "other" else set())


def test_what_is_there_is_not_replaced_unasked_and_then_put_aside_whole(state, tmp_path):
    done = backup(state, tmp_path / "all.zip", at=AT)
    other = full(tmp_path / "other", says="two")
    before = told(other)
    with pytest.raises(BackupError, match="recover_not_empty"):
        recover(done.file, other, at=LATER)
    assert told(other) == before

    recovered = recover(done.file, other, at=LATER, over=True)

    assert says(other) == {"one"}
    aside = other / recovered.aside
    assert hold_whole(aside) == {"two-2"}
    assert {path.name for path in aside.iterdir()} >= {"retired", "cards", "pseudonym.key", *SETTINGS}
    assert (other / "quarantine/2026/held.xlsx").read_text().endswith("two"), "what has a clock of its own stays"
    assert meetings_file.path(other).with_name(f"replaced-{LATER:%Y%m%dT%H%M%SZ}.sqlite").is_file()


def test_a_place_on_a_disk_of_its_own_is_refused_before_anything_changes(state, tmp_path, monkeypatch):
    done = backup(state, tmp_path / "all.zip", at=AT)
    before = told(state), leftovers(state)
    monkeypatch.setattr(Path, "is_mount", lambda self: self.name == "retired")

    with pytest.raises(BackupError, match=r"recover_other_disk.*retired"):
        recover(done.file, state, at=LATER, over=True)

    assert (told(state), leftovers(state)) == before


def test_lines_of_the_log_that_came_later_are_never_lost(state, tmp_path):
    done = backup(state, tmp_path / "all.zip", at=AT)
    audit.note(state, Entry("opened", role="operator", screen="overview"))
    audit.flush(state)
    before = {path.name: path.read_bytes() for path in (state / "audit").iterdir()}

    recover(done.file, state, at=LATER, over=True)

    assert {path.name: path.read_bytes() for path in (state / "audit").iterdir()} == before
    assert audit.check(state).faults == ()


def test_notes_may_be_written_and_read_while_a_backup_is_made(state, tmp_path):
    """It holds the lock of the snapshots' folder, not that of the meetings."""
    (running,) = meetings.meetings(state, viewer=met.OPERATOR)
    written = []

    def in_between(_step: str, _done: float) -> None:
        if not written:
            written.append(met.write(state, running, hours=2))

    done = backup(state, tmp_path / "all.zip", at=AT, progress=in_between)
    recover(done.file, tmp_path / "new", at=LATER)

    assert written[0] in met.entries(state)
    assert set(met.entries(tmp_path / "new")) == set(met.entries(state)) - {written[0]}


def test_keys_and_meetings_are_part_of_what_is_checked(state, monkeypatch, capsys):
    monkeypatch.setenv("TEMIS_STATE", str(state))
    assert commands.main(["check"]) == 0
    (state / "pseudonym.key").chmod(0o644)
    (state / "viewer.key").write_bytes(b"short")
    meetings_file.path(state).write_bytes(b"no database")

    assert commands.main(["check"]) == 1

    said = capsys.readouterr().out
    assert "chmod 600" in said
    assert "viewer.key" in said
    assert "meetings.sqlite" in said
    (state / "pseudonym.key").write_bytes(b"{}")
    assert {problem.code for problem in beside(state)} >= {"pseudonym_key_unreadable"}


def test_the_commands_say_what_was_done_in_both_languages(state, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("TEMIS_STATE", str(state))
    file, new = tmp_path / "all.zip", tmp_path / "new"

    assert commands.main(["backup", "--to", str(file)]) == 0
    assert "2 bản số liệu" in capsys.readouterr().out
    assert commands.main(["--lang", "en", "recover", str(file), "--check"]) == 0
    assert "is whole" in capsys.readouterr().out
    assert not new.exists()
    assert commands.main(["recover", str(file)]) == 1
    assert "--into" in capsys.readouterr().err
    assert commands.main(["recover", str(file), "--into", str(new)]) == 0
    assert commands.main(["recover", str(file), "--into", str(new)]) == 1
    assert "--over" in capsys.readouterr().err
    assert commands.main(["--lang", "en", "recover", str(file), "--into", str(new), "--over"]) == 0
    assert "replaced-" in capsys.readouterr().out
    assert commands.main(["backup", "--to", str(file)]) == 1
    assert keys.chain(new) == keys.chain(state)
