"""The commands of papers: reports into a folder or a zip, packs once for each snapshot, trouble in a sentence."""

import json
import zipfile
from pathlib import Path

import openpyxl
import pytest

from data import commands, packing
from data.commands import papers
from data.errors import PaperError
from pages.papers import makers

DEMO = "mo-phong-2022-06-30"
OLDER = "mo-phong-2022-03-31"
PLACES = ("--province", "22", "--province", "24")


@pytest.fixture(autouse=True)
def state(demo_state, monkeypatch) -> Path:
    monkeypatch.setenv("TEMIS_STATE", str(demo_state))
    return demo_state


def run(capsys, *arguments: object) -> tuple[int, str, str]:
    """Exit code, what was said, what was said of trouble."""
    code = commands.main([str(each) for each in arguments])
    return code, *capsys.readouterr()


def _files(folder: Path) -> dict[str, int]:
    """Every file below that is no lock, and when it was written."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.name != ".lock")
    return {path.relative_to(folder).as_posix(): path.stat().st_mtime_ns for path in found}


def test_reports_of_the_provinces_named_are_written_in_the_kinds_named(tmp_path, capsys):
    asked = ("reports", "--to", tmp_path, *PLACES, "--kind", "word", "--kind", "workbook", "--year", 2021)
    code, said, _ = run(capsys, *asked)

    assert code == 0
    assert [Path(name).suffix for name in sorted(_files(tmp_path))] == [".docx", ".xlsx"] * 2
    assert all(name.startswith("temis-2021-2") for name in _files(tmp_path))
    assert "4 tệp của 2 báo cáo" in said
    assert said.startswith("Bạn đang xem: toàn quốc (63 tỉnh, thành phố).")
    book = openpyxl.load_workbook(next(tmp_path.glob("*22*.xlsx")))
    assert DEMO in str(list(book.worksheets[0].iter_rows(values_only=True)))


def test_reports_can_be_one_zip_in_english_and_public(tmp_path, capsys):
    arguments = ("--lang", "en", "reports", "--to", tmp_path, *PLACES, "--zip", "--edition", "public")
    assert run(capsys, *arguments)[0] == 0

    (name,) = _files(tmp_path)
    assert name == f"{DEMO}-63-2021-public.zip"
    pack = zipfile.ZipFile(tmp_path / name)
    assert pack.testzip() is None
    assert len(pack.namelist()) == 2
    assert all("public" in entry for entry in pack.namelist())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--year", "1999"), "2021"),
        (("--province", "99"), "99"),
        (("--snapshot", "nowhere"), "nowhere"),
        (("--division", "34", "--province", "24", "--province", "02"), "02"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(tmp_path, capsys, arguments, said):
    code, _, trouble = run(capsys, "reports", "--to", tmp_path, *arguments)

    assert code == 1
    assert said in trouble
    assert _files(tmp_path) == {}


def test_packs_are_written_once_for_each_snapshot_and_the_second_time_nothing(tmp_path, capsys):
    code, said, _ = run(capsys, "packs", "--to", tmp_path, *PLACES)
    first = _files(tmp_path)

    assert code == 0
    assert "2 gói mới" in said
    assert {name.split("/")[0] for name in first} == {"22-quang-ninh", "24-bac-giang"}
    endings = sorted(Path(name).suffix for name in first if name.startswith(f"22-quang-ninh/{DEMO}/"))
    assert endings == [".docx", ".json", ".pdf", ".xlsx"]

    code, said, _ = run(capsys, "packs", "--to", tmp_path, *PLACES)
    assert code == 0
    assert "0 gói mới" in said
    assert _files(tmp_path) == first


def test_packs_are_made_good_where_they_are_broken_and_left_where_they_stand(tmp_path, capsys):
    run(capsys, "packs", "--to", tmp_path, *PLACES, "--kind", "workbook")
    before = _files(tmp_path)
    broken = next(tmp_path.glob("24-*/*/*.xlsx"))
    whole = broken.read_bytes()
    broken.write_bytes(whole[:100])

    assert "1 gói mới" in run(capsys, "packs", "--to", tmp_path, *PLACES, "--kind", "workbook")[1]
    assert broken.read_bytes() == whole
    assert {name: at for name, at in _files(tmp_path).items() if name.startswith("22-")} == {
        name: at for name, at in before.items() if name.startswith("22-")
    }


def test_packs_broken_off_in_the_middle_are_finished_by_the_next_run(tmp_path, capsys, monkeypatch):
    make = makers.file

    def until_the_second_province(paper, kind):
        if "-24-" in paper.file:
            raise KeyboardInterrupt
        return make(paper, kind)

    monkeypatch.setattr(makers, "file", until_the_second_province)
    with pytest.raises(KeyboardInterrupt):
        commands.main(["packs", "--to", str(tmp_path), *PLACES, "--kind", "workbook"])
    capsys.readouterr()
    begun = _files(tmp_path)
    monkeypatch.setattr(makers, "file", make)

    assert "1 gói mới" in run(capsys, "packs", "--to", tmp_path, *PLACES, "--kind", "workbook")[1]
    assert begun.items() <= _files(tmp_path).items()
    assert len(list(tmp_path.rglob(packing.MANIFEST))) == 2


def test_another_edition_or_threshold_is_another_pack(tmp_path, capsys, monkeypatch):
    asked = ("packs", "--to", tmp_path, "--province", "22", "--kind", "workbook", "--edition", "public")
    assert "1 gói mới" in run(capsys, *asked)[1]
    assert "0 gói mới" in run(capsys, *asked)[1]

    monkeypatch.setenv("TEMIS_SMALLEST", "20")
    assert "1 gói mới" in run(capsys, *asked)[1]
    assert json.loads(next(tmp_path.rglob(packing.MANIFEST)).read_text())["recipe"]["smallest"] == 20


def test_every_snapshot_has_its_packs_but_the_examples_set_aside(tmp_path, capsys):
    code, _, trouble = run(capsys, "packs", "--to", tmp_path, "--province", "22", "--kind", "workbook", "--every")

    assert (code, [path.name for path in sorted(tmp_path.glob("22-*/*"))]) == (0, ["da-cong-bo-2020", OLDER, DEMO])
    assert f"67%  {DEMO} Quảng Ninh" in trouble


def test_one_province_that_fails_is_named_and_does_not_hold_up_the_others(tmp_path, capsys, monkeypatch):
    make = makers.paper

    def fails(desk, place, wanted):
        if place == "22":
            raise PaperError("papers_no_year", snapshot=DEMO, years="")
        return make(desk, place, wanted)

    monkeypatch.setattr(makers, "paper", fails)
    code, said, _ = run(capsys, "packs", "--to", tmp_path, *PLACES, "--kind", "workbook")

    assert code == 1
    assert "Quảng Ninh" in said
    assert "1 gói mới" in said
    assert list(tmp_path.glob("24-*/*/*.xlsx"))


def test_the_folder_of_a_file_and_a_run_that_is_busy_end_with_one(tmp_path, capsys, monkeypatch):
    (tmp_path / "file").write_text("x")
    assert run(capsys, "packs", "--to", tmp_path / "file" / "x")[0] == 1

    monkeypatch.setattr(packing, "_PATIENCE", 0.01)
    with packing.delivering(tmp_path / "busy"):
        code, _, trouble = run(capsys, "packs", "--to", tmp_path / "busy", *PLACES)
    assert code == 1
    assert "busy" in trouble


def test_a_command_line_without_a_folder_ends_with_two():
    with pytest.raises(SystemExit) as ended:
        commands.main(["packs"])
    assert ended.value.code == 2


def test_kinds_on_the_command_line_are_those_that_can_be_made():
    parser = commands._parser()

    for kind in makers.KINDS:
        assert parser.parse_args(["reports", "--to", "x", "--kind", kind]).kind == [kind]
    assert set(papers.PACK) <= set(makers.KINDS)
