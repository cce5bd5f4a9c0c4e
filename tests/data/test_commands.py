"""The commands: what each does to the state folder, what it says, and how it ends."""

import io
import sys
from pathlib import Path

import pytest

from data import commands, demo, first_start, settings
from data.published import SNAPSHOT_ID
from data.snapshot import list_snapshots

SAMPLE = settings.ROOT / "data" / "sample"
TOLD = ("--as-of", "2021-12-31", "--kind", "synthetic", "--series", "mau", "--year", "2020")


@pytest.fixture
def state(tmp_path, monkeypatch):
    monkeypatch.setenv("TEMIS_STATE", str(tmp_path / "state"))
    return tmp_path / "state"


def run(capsys, *arguments: object) -> tuple[int, str, str]:
    """Exit code, what was said, what was said of trouble."""
    code = commands.main([str(each) for each in arguments])
    return code, *capsys.readouterr()


def ids(state: Path) -> list[str]:
    return [snapshot.id for snapshot in list_snapshots(state)[0]]


def part_of_sample(folder: Path, *senders: str) -> Path:
    """A smaller delivery."""
    for sender in senders:
        (folder / sender).mkdir(parents=True)
        for path in (SAMPLE / sender).iterdir():
            (folder / sender / path.name).write_bytes(path.read_bytes())
    return folder


def test_the_sample_is_published_and_ends_with_three_since_rows_wait_for_their_senders(state, capsys):
    code, said, _ = run(capsys, "publish", SAMPLE, *TOLD)

    assert code == 3
    assert ids(state) == ["mau-2021-12-31"]
    assert "giữ lại 14" in said
    assert "score" not in said  # no code name where a sentence belongs
    assert list((state / "intake").iterdir()) == []
    assert len(list((state / "quarantine").rglob("*.xlsx"))) == 5
    assert len(list((state / "cards").rglob("*.html"))) == 10


def test_in_english_too(state, capsys):
    _, said, _ = run(capsys, "--lang", "en", "check", SAMPLE, *TOLD)

    assert "LMS scores outside 0 to 100 in 1 rows: 850" in said
    assert "Nothing was published" in said
    assert ids(state) == []


def test_a_delivery_without_a_fault_ends_with_nought(state, tmp_path, capsys):
    folder = part_of_sample(tmp_path / "came", "so-gddt-lam-dong")
    code, said, _ = run(capsys, "publish", folder, *TOLD, "--vintage", "63")

    assert code == 0
    assert "Biểu A.1.1" in said


def test_what_cannot_be_read_is_not_left_behind_unasked(state, tmp_path, capsys):
    folder = part_of_sample(tmp_path / "came", "so-gddt-lam-dong")
    (folder / "so-gddt-lam-dong" / "A.2.pdf").write_bytes(b"%PDF-1.7")
    code, _, trouble = run(capsys, "publish", folder, *TOLD, "--vintage", "63")
    assert code == 1
    assert "A.2.pdf" in trouble
    assert ids(state) == []

    assert run(capsys, "publish", folder, *TOLD, "--vintage", "63", "--partly")[0] == 3
    assert ids(state) == ["mau-2021-12-31"]


def test_a_division_that_nobody_told_and_no_name_tells_is_asked_for(state, tmp_path, capsys):
    folder = part_of_sample(tmp_path / "came", "so-gddt-lam-dong")
    code, _, trouble = run(capsys, "publish", folder, *TOLD)

    assert code == 1
    assert "63 hoặc 34" in trouble
    assert ids(state) == []


def test_nothing_that_is_a_table_ends_with_one_and_a_sentence(state, tmp_path, capsys):
    (tmp_path / "came").mkdir()
    (tmp_path / "came" / "thu.txt").write_text("Kính gửi quý cơ quan", encoding="utf-8")
    code, said, trouble = run(capsys, "publish", tmp_path / "came", *TOLD)

    assert code == 1
    assert "thu.txt" in said
    assert "không có bảng nào" in trouble


def test_a_folder_that_is_not_there_is_said(state, tmp_path, capsys):
    assert run(capsys, "publish", tmp_path / "nowhere", *TOLD)[0] == 1


def test_a_line_that_cannot_be_understood_ends_with_two():
    with pytest.raises(SystemExit) as ended:
        commands.main(["publish"])
    assert ended.value.code == 2


def test_publishing_again_makes_another_snapshot_and_the_two_can_be_compared(state, tmp_path, capsys):
    run(capsys, "publish", SAMPLE, *TOLD)
    folder = part_of_sample(tmp_path / "came", *(path.name for path in SAMPLE.iterdir() if path.is_dir()))
    (folder / "so-gddt-tuyen-quang" / "XepLoai_2020_mo-phong.tsv").unlink()
    run(capsys, "publish", folder, *TOLD)
    assert sorted(ids(state)) == ["mau-2021-12-31", "mau-2021-12-31-2"]

    card = max((state / "cards").glob("*/so-gddt-tuyen-quang.html"), key=lambda path: path.stat().st_mtime_ns)
    assert "Lần này không có" in card.read_text(encoding="utf-8"), "the ratings that came the time before"

    code, said, _ = run(capsys, "compare", "mau-2021-12-31", "mau-2021-12-31-2")

    assert code == 0
    assert "%" in said
    assert "rating" in said  # the table whose rows went


def test_a_snapshot_that_is_not_there_cannot_be_compared(state, capsys):
    code, _, trouble = run(capsys, "compare", "../x", "y")

    assert code == 1
    assert "Không có bản số liệu" in trouble


def test_what_was_replaced_is_put_aside_listed_and_brought_back(state, capsys):
    for _ in range(2):
        run(capsys, "publish", SAMPLE, *TOLD)
    assert "Sẽ cất" in run(capsys, "prune", "--keep", 1, "--dry-run")[1]
    assert len(ids(state)) == 2

    assert run(capsys, "prune", "--keep", 1)[0] == 0
    assert ids(state) == ["mau-2021-12-31-2"]
    assert "đã cất" in run(capsys, "list")[1]

    assert run(capsys, "restore", "mau-2021-12-31")[0] == 0
    assert len(ids(state)) == 2
    assert run(capsys, "restore", "mau-2021-12-31")[0] == 1
    assert run(capsys, "prune", "--keep", 0)[0] == 1


def test_checking_without_a_folder_verifies_the_snapshots(state, capsys):
    run(capsys, "publish", SAMPLE, *TOLD)
    assert run(capsys, "check")[0] == 0

    file = next((state / "snapshots").rglob("headline.parquet"))
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    code, said, _ = run(capsys, "check")

    assert code == 1
    assert "headline.parquet" in said


def test_one_person_is_erased_whose_identifier_is_read_and_never_an_argument(state, capsys, monkeypatch):
    told = [word if word != "synthetic" else "real" for word in TOLD]
    run(capsys, "publish", SAMPLE, *told)
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n"))
    assert run(capsys, "erase")[0] == 1

    monkeypatch.setattr(sys, "stdin", io.StringIO(some_identifier() + "\n"))
    code, said, _ = run(capsys, "erase")

    assert code == 0
    assert some_identifier() not in said
    assert "trong 1 bản số liệu" in said


def some_identifier() -> str:
    """Somebody of the sample's staff list."""
    lines = (SAMPLE / "so-gddt-tuyen-quang" / "XepLoai_2020_mo-phong.tsv").read_bytes().decode("utf-16").splitlines()
    return next(cell for line in lines[3:] for cell in line.split("\t") if cell.isdecimal() and len(cell) == 10)


def test_a_new_key_rewrites_real_snapshots_alone(state, capsys):
    run(capsys, "publish", SAMPLE, *TOLD)
    code, said, _ = run(capsys, "rotate-key")

    assert code == 0
    assert "0 bản số liệu thật" in said


def test_what_is_in_time_does_not_expire(state, capsys):
    run(capsys, "publish", SAMPLE, *TOLD)

    assert "Không có gì phải làm" in run(capsys, "expire")[1]
    assert run(capsys, "history")[0] == 0


def test_the_demo_country_is_made_date_by_date_and_each_step_is_said(state, capsys, monkeypatch):
    monkeypatch.setenv("TEMIS_DEMO_SCALE", "0.002")
    made = [f"mo-phong-{as_of}" for as_of in demo.DATES[-1:]] + [SNAPSHOT_ID]
    for name in set(first_start.missing(state)) - set(made):
        (state / "snapshots" / name).mkdir(parents=True)  # dates that are not made again: seven take a minute

    code, said, trouble = run(capsys, "demo")

    assert code == 0
    assert set(made) <= set(ids(state))
    assert "Đang dựng một đất nước mô phỏng" in said + trouble
    assert all(f"Đang ghi bản số liệu {name}." in said + trouble for name in made)
    assert "{" not in said + trouble, "a place to fill in was left empty"


def test_the_sample_can_be_written_elsewhere(state, tmp_path, capsys):
    assert run(capsys, "sample", tmp_path / "mau")[0] == 0
    assert sorted(path.name for path in (tmp_path / "mau").iterdir()) == sorted(path.name for path in SAMPLE.iterdir())


TARGETS = "measure,audience,role,cohort_code,module_code,value,due_on,owner,set_on,note\n"


def test_targets_are_set_from_a_table_and_shown_with_who_set_them(state, tmp_path, capsys):
    table = tmp_path / "chi-tieu.csv"
    table.write_text(f"{TARGETS}lms_passed,,,,,90%,2022-06-30,Cục Nhà giáo,2022-01-10,\n", encoding="utf-8")

    assert run(capsys, "targets", table)[:2] == (
        0,
        "Đã đặt 1 dòng chỉ tiêu từ chi-tieu.csv; có hiệu lực từ lần mở màn hình tới.\n",
    )
    code, said, _ = run(capsys, "targets")
    assert code == 0
    first, *others = said.splitlines()
    assert all(text in first for text in ("90 %", "hạn 30/06/2022", "do Cục Nhà giáo đặt ngày 10/01/2022"))
    assert any("95 %" in line and "mặc định" in line for line in others)


def test_a_table_of_targets_with_faults_is_told_line_by_line_and_sets_nothing(state, tmp_path, capsys):
    table = tmp_path / "chi-tieu.csv"
    table.write_text(f"{TARGETS}lms_passed,,,,,90,,Bộ,2022-01-10,\nx,,,,,90%,,Bộ,2022-01-10,\n", encoding="utf-8")

    code, said, _ = run(capsys, "targets", table)

    assert code == 1
    assert "2 lỗi trong chi-tieu.csv" in said
    assert "dòng 2, cột value" in said
    assert "dòng 3, cột measure" in said
    assert not (state / "targets.csv").exists()
