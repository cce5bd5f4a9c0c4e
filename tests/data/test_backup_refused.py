"""An archive that is not what it says is refused as a whole, with a sentence, and nothing is written anywhere."""

import hashlib
import json
import random
import stat
import zipfile
from pathlib import Path

import pytest

from data import commands
from data.errors import BackupError
from data.keeping import archive
from data.keeping.backup import backup
from data.keeping.manifests import seal_of
from data.keeping.recover import check, recover
from tests.data.state_full import AT, LATER, full, told
from tests.data.state_kept import leftovers


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    return backup(full(folder / "state"), folder / "all.zip", at=AT).file


def remade(made: Path, place: Path, change) -> Path:
    """The archive again after ``change(members, contents)``; members are (ZipInfo, bytes), the list is sealed anew."""
    with zipfile.ZipFile(made) as packed:
        members = [(info, packed.read(info)) for info in packed.infolist() if info.filename != archive.CONTENTS]
        contents = json.loads(packed.read(archive.CONTENTS))
    change(members, contents)
    contents["seal"] = seal_of(contents)
    with zipfile.ZipFile(place, "w") as packed:
        for info, content in members:
            packed.writestr(info, content)
        packed.writestr(archive.CONTENTS, json.dumps(contents))
    return place


def listed(contents: dict, path: str, content: bytes) -> None:
    digest = hashlib.sha256(content).hexdigest()
    line = {"path": path, "bytes": len(content), "sha256": digest, "mode": 0o644, "changed_ns": 0}
    contents["files"] = [each for each in contents["files"] if each["path"] != path] + [line]


def added(path: str, content: bytes = b"evil", *, attributes: int = 0, kind: int = zipfile.ZIP_STORED):
    """A member of that name beside the honest ones, listed as it should be."""

    def change(members, contents):
        info = zipfile.ZipInfo(path)
        info.external_attr, info.compress_type = attributes, kind
        members.append((info, content))
        listed(contents, path, content)

    return change


def dropped(members, _contents):
    members.pop()


def repeated(members, _contents):
    members.append(members[-1])


def unlisted(members, _contents):
    members.append((zipfile.ZipInfo("targets2.csv"), b"x"))


def smaller(_members, contents):
    contents["files"][0]["bytes"] -= 1


REFUSED = {
    "up": added("../evil"),
    "up in the middle": added("snapshots/../../evil"),
    "from the root": added("/evil"),
    "of another system": added("snapshots\\..\\evil"),
    "a drive": added("C:evil"),
    "hidden": added(".swapping.json"),
    "a lock within": added("snapshots/.x.1/a"),
    "empty": added("snapshots//a"),
    "unprintable": added("snapshots/a\x07b"),
    "backwards": added("snapshots/\u202egpj.csv"),
    "long": added("a" * 300),
    "a link": added("targets2.csv", b"/etc/passwd", attributes=(stat.S_IFLNK | 0o777) << 16),
    "a pipe": added("targets2.csv", b"", attributes=(stat.S_IFIFO | 0o777) << 16),
    "a bomb": added("targets2.csv", b"0" * 5_000_000, kind=zipfile.ZIP_DEFLATED),
    "a file below a file": added("pseudonym.key/below"),
    "missing": dropped,
    "twice": repeated,
    "unlisted": unlisted,
    "another size": smaller,
}


@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
@pytest.mark.parametrize("change", REFUSED.values(), ids=REFUSED)
def test_what_we_never_write_is_refused_and_nothing_is_written(made, tmp_path, change):
    file = remade(made, tmp_path / "bad.zip", change)
    beside = set(tmp_path.iterdir())

    with pytest.raises(BackupError, match=r"^backup_refused"):
        recover(file, tmp_path / "in" / "state", at=LATER)
    with pytest.raises(BackupError, match=r"^backup_refused"):
        check(file)

    assert set(tmp_path.iterdir()) == beside


def test_an_honest_archive_made_the_same_way_is_taken(made, tmp_path):
    """Else the test above would prove nothing."""
    file = remade(made, tmp_path / "good.zip", added("targets2.csv"))

    recover(file, tmp_path / "state", at=LATER)

    assert (tmp_path / "state" / "targets2.csv").read_bytes() == b"evil"


def damage(content: bytes, place: int) -> bytes:
    return content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :]


def test_a_byte_changed_anywhere_is_noticed_before_the_state_is_touched(made, tmp_path):
    chance, whole = random.Random(7), made.read_bytes()  # noqa: S311
    state = full(tmp_path / "state", says="two")
    before = told(state), leftovers(state)
    unnoticed = []
    for place in [chance.randrange(len(whole)) for _ in range(60)]:
        file = tmp_path / "bad.zip"
        file.write_bytes(damage(whole, place))
        try:
            check(file)
        except BackupError:
            with pytest.raises(BackupError):
                recover(file, state, at=LATER, over=True)
            assert (told(state), leftovers(state)) == before
        else:
            unnoticed.append(place)
    assert len(unnoticed) < 20, "only what says nothing, as the hour in a header, may differ"
    for place in unnoticed:  # and then what comes back is what was written
        file.write_bytes(damage(whole, place))
        recover(file, tmp_path / f"new-{place}", at=LATER)
        with zipfile.ZipFile(made) as packed:
            for name in packed.namelist():
                if not name.startswith(("meetings", archive.CONTENTS)):
                    assert (tmp_path / f"new-{place}" / name).read_bytes() == packed.read(name)


@pytest.mark.parametrize("share", [0.0, 0.3, 0.999])
def test_an_archive_that_was_cut_off_is_said(made, tmp_path, share):
    whole = made.read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole[: int(len(whole) * share)])

    with pytest.raises(BackupError, match="backup_damaged"):
        recover(tmp_path / "cut.zip", tmp_path / "state", at=LATER)

    assert not (tmp_path / "state").exists()


def test_a_content_that_is_not_what_is_listed_is_refused(made, tmp_path):
    def swapped(members, _contents):
        place = next(number for number, (info, _) in enumerate(members) if info.filename == "targets.csv")
        info, content = members[place]
        members[place] = (info, content.upper().replace(b"ONE", b"TWO"))

    with pytest.raises(BackupError, match=r"backup_damaged.*targets\.csv"):
        recover(remade(made, tmp_path / "bad.zip", swapped), tmp_path / "state", at=LATER)

    assert [path.name for path in (tmp_path / "state").iterdir()] == ["lock"]


@pytest.mark.parametrize("name", ["schema", "meetings", "format"])
def test_a_backup_of_a_later_version_is_left_alone(made, tmp_path, name):
    def newer(_members, contents):
        (contents if name == "format" else contents["versions"])[name] = 99

    with pytest.raises(BackupError, match="backup_from_the_future"):
        recover(remade(made, tmp_path / "new.zip", newer), tmp_path / "state", at=LATER)


def test_more_than_the_disk_can_take_is_said_first(made, tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "room_for", lambda folder: 10_000)

    with pytest.raises(BackupError, match="recover_no_room"):
        recover(made, tmp_path / "state", at=LATER)


def test_what_is_no_archive_is_said_and_not_shown_as_a_fault_of_the_program(tmp_path, capsys):
    for name, content in (("a.zip", b"text"), ("b.zip", b"PK\x05\x06" + bytes(18)), ("c.zip", None)):
        if content is not None:
            (tmp_path / name).write_bytes(content)
        assert commands.main(["recover", str(tmp_path / name), "--into", str(tmp_path / "state")]) == 1
        said = capsys.readouterr().err
        assert name in said
        assert "Traceback" not in said
