"""The audit log from a terminal, and what every other command leaves in it."""

import io
import json
import shutil
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from data import audit, commands, first_start
from data.access import people
from data.audit import Entry, files
from data.sealing import seal
from data.snapshot import list_snapshots, open_snapshot
from tests import build

DAYS = {"since": datetime.now(UTC).date() - timedelta(days=1), "until": datetime.now(UTC).date() + timedelta(days=1)}


@pytest.fixture
def state(tmp_path, monkeypatch):
    monkeypatch.setenv("TEMIS_STATE", str(tmp_path / "state"))
    return tmp_path / "state"


def run(capsys, *arguments: object) -> tuple[int, str]:
    code = commands.main([str(each) for each in arguments])
    return code, capsys.readouterr().out


def noted(state: Path) -> list[tuple[str, str, str]]:
    frame = audit.entries(state, **DAYS).reverse()
    return frame.select("event", "what", "snapshot").rows()


def _log(state: Path, *entries: Entry) -> Path:
    made = files.Added(state / audit.FOLDER, datetime.now(UTC).date())
    made.add([Entry("began"), *entries])
    return made.path


def test_without_anything_noted_it_says_so_and_ends_with_nought(state, capsys):
    code, said = run(capsys, "audit")

    assert code == 0
    assert "0 lượt truy cập" in said


def test_entries_are_counted_listed_and_limited(state, capsys):
    _log(state, Entry("opened", who="ab", screen="map", visit="v"), Entry("took", who="cd", screen="needs", visit="w"))

    _, said = run(capsys, "--lang", "en", "audit")
    assert "2 people who had signed in, 2 visits, 1 screens opened, 1 files taken" in said
    assert "needs" in said
    assert "ab" in said

    _, said = run(capsys, "--lang", "en", "audit", "--event", "took")
    assert "1 people who had signed in, 1 visits, 0 screens opened, 1 files taken" in said
    assert "map" not in said
    assert "1 visits" in run(capsys, "--lang", "en", "audit", "--who", "ab")[1]
    assert "0 visits" in run(capsys, "--lang", "en", "audit", "--until", "2020-01-31")[1]


def test_a_whole_log_ends_with_nought_and_a_changed_one_with_one(state, capsys):
    path = _log(state, Entry("opened", who="ab", screen="map"), Entry("opened", who="ab", screen="needs"))
    code, said = run(capsys, "audit", "--check")
    assert (code, "0 chỗ không khớp" in said) == (0, True)

    path.write_bytes(path.read_bytes().replace(b'"map"', b'"peers"'))
    code, said = run(capsys, "audit", "--check")
    assert code == 1
    assert f"LỖI  {path.name}, dòng 2: dòng đã bị sửa" in said


def test_all_of_it_goes_into_a_file_for_its_owner_alone(state, tmp_path, capsys):
    _log(state, Entry("opened", who="ab", screen="map", filters="province=22"))
    run(capsys, "audit", "--to", tmp_path / "log.csv")
    text = (tmp_path / "log.csv").read_text(encoding="utf-8-sig")

    assert text.splitlines()[0].startswith("day,at,event,who")
    assert "province=22" in text
    assert (tmp_path / "log.csv").stat().st_mode & 0o777 == 0o600
    assert noted(state)[-1] == ("took", "audit", ""), "whoever takes the log is in it"


def test_somebodys_code_is_told_and_what_was_typed_is_not_kept(state, monkeypatch, capsys):
    state.mkdir()
    monkeypatch.setattr(sys, "stdin", io.StringIO("nguyen.van.a\n"))
    _, said = run(capsys, "audit", "--code-of", "https://login.example.vn")

    assert said.strip() == people.code_of(state, "https://login.example.vn", "nguyen.van.a")
    assert "nguyen" not in "".join(path.read_text() for path in state.rglob("*.jsonl"))


@pytest.fixture
def snapshots(state, tmp_path, monkeypatch):
    """Two of one series, the one of them replaced by the other."""
    monkeypatch.setattr(first_start, "missing", lambda state: [])
    store = build.store_of(tmp_path / "drawn")
    drawn = store.snapshot
    store.close()
    return drawn


def _published(state: Path, drawn, name: str) -> None:
    staging = state / f".staging-{name}"
    shutil.copytree(drawn.folder, staging)
    (staging / "manifest.json").unlink()
    said = vars(open_snapshot(drawn.folder).manifest)
    header = {key: said[key] for key in said if key not in ("parts", "schema_version", "seal")} | {"id": name}
    seal(staging, state, header)


def test_what_is_published_put_aside_and_brought_back_is_noted_whatever_the_command(
    state, snapshots, monkeypatch, capsys
):
    def publish(choice, words) -> int:
        for name in ("mot", "hai"):
            _published(state, snapshots, name)
        return 3

    monkeypatch.setattr(commands.making, "publish", publish)
    monkeypatch.setattr(commands.making, "sample", publish)
    told = ("--as-of", "2021-12-31", "--kind", "synthetic", "--series", "mau")
    assert run(capsys, "publish", state, *told)[0] == 3
    assert sorted(noted(state)) == [("published", "publish", "hai"), ("published", "publish", "mot")]

    run(capsys, "prune", "--keep", "1", "--dry-run")
    run(capsys, "prune", "--keep", "1")
    (left,) = {each.id for each in list_snapshots(state)[0]}
    (gone,) = {"mot", "hai"} - {left}
    run(capsys, "restore", gone)
    assert noted(state)[2:] == [("put_aside", "prune", gone), ("restored", "restore", gone)]


def test_what_was_done_before_a_command_failed_is_noted_all_the_same(state, snapshots, monkeypatch, capsys):
    def publish(choice, words) -> int:
        _published(state, snapshots, "mot")
        raise KeyboardInterrupt

    monkeypatch.setattr(commands.making, "publish", publish)
    with pytest.raises(KeyboardInterrupt):
        commands.main(["publish", str(state), "--as-of", "2021-12-31", "--kind", "synthetic", "--series", "mau"])

    assert noted(state) == [("published", "publish", "mot")]


@pytest.mark.parametrize(
    ("arguments", "event"),
    [
        (("erase",), "erased"),
        (("rotate-key",), "rekeyed"),
        (("expire",), "expired"),
        (("targets", "targets.csv"), "set"),
        (("meetings", "--remove", "3"), "wrote"),
        (("meetings", "--restore"), "recovered"),
        (("meetings", "--export", "all.json"), "took"),
        (("reports", "--to", "out"), "took"),
        (("packs", "--to", "out"), "took"),
        (("backup", "--to", "out"), "took"),
        (("recover", "all.zip"), "recovered"),
        (("upgrade",), "upgraded"),
    ],
)
def test_what_a_command_does_is_noted(state, monkeypatch, capsys, arguments, event):
    _does_nothing(monkeypatch)
    run(capsys, *arguments)

    assert noted(state) == [(event, arguments[0], "")]


@pytest.mark.parametrize(
    "arguments", [("list",), ("targets",), ("meetings",), ("model",), ("check",), ("history",), ("upgrade", "--check")]
)
def test_what_only_looks_is_not_noted(state, monkeypatch, capsys, arguments):
    _does_nothing(monkeypatch)
    run(capsys, *arguments)

    assert not (state / audit.FOLDER).exists()


def test_papers_are_noted_with_what_was_chosen(state, monkeypatch, capsys):
    _does_nothing(monkeypatch)
    run(
        capsys,
        "reports",
        "--to",
        "out",
        "--province",
        "22",
        "--province",
        "01",
        "--edition",
        "public",
        "--year",
        "2020",
    )
    (row,) = audit.entries(state, **DAYS).to_dicts()

    assert (row["edition"], row["kind"], row["role"], row["screen"]) == ("public", "document", "operator", "terminal")
    assert row["filters"] == "province=22&province=01&year=2020&form=tables&compared=year"
    assert "out" not in json.dumps(row, default=str), "where it lies is nobody's business"


def _does_nothing(monkeypatch) -> None:
    """Every command without what it does."""
    from data.commands import papers

    for module in (commands.making, commands.managing, commands.meeting, commands.backup, papers):
        for name in module.__all__ if hasattr(module, "__all__") else vars(module):
            made = getattr(module, name)
            if callable(made) and getattr(made, "__module__", "") == module.__name__ and not name.startswith("_"):
                monkeypatch.setattr(module, name, lambda choice, words: 0)
