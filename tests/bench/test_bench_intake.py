"""The bench of the intake runs on a tiny country: every kind of file is delivered whole, and every table has it."""

import argparse
import dataclasses
import time

import pytest

from tests.bench import stages
from tests.bench.intake import command, files, measuring, report, work
from tests.bench.intake.watch import watched

TINY = 0.002
READERS = {"csv": ["polars", "DuckDB"], "parquet": ["polars", "DuckDB"], "lists": ["calamine"], "results": ["calamine"]}


@pytest.fixture(scope="module")
def taken(tmp_path_factory):
    """One round of every kind."""
    return measuring.measure([TINY], tuple(files.KINDS), rounds=1, place=tmp_path_factory.mktemp("bench-intake"))


def test_every_kind_is_delivered_whole_and_beside_its_bare_readers(taken):
    assert {each.kind: list(each.bare) for each in taken} == READERS
    assert [each.files for each in taken] == [10, 10, 2, 3]
    assert taken[0].rows == taken[1].rows > 10_000, "the same rows as text and as parquet"
    assert taken[1].rows > taken[3].rows > 2_000
    for each in taken:
        assert set(each.seconds) == set(work.PHASES)
        assert all(seconds > 0 for seconds in (*each.seconds.values(), *each.bare.values()))
        assert each.sent > 0
        assert each.written > 0


def test_memory_is_that_of_the_readers_in_processes_of_their_own_too(taken):
    for each in taken:
        assert each.peak >= max(each.peaks.values()) > 50, "MB: a Python that has loaded polars and DuckDB"
        assert all(peak > 50 for peak in each.bare_peaks.values())


def test_a_process_below_the_watched_one_counts():
    seen = {megabytes: max(held for _, held in watched(_child, megabytes).samples) for megabytes in (0, 200)}

    assert seen[0] + 150 < seen[200]


def _child(megabytes: int) -> int:
    """Whatever a child of the watched process holds for a while."""
    return len(watched(_held, megabytes).samples)


def _held(megabytes: int) -> int:
    held = bytearray(b"x") * (megabytes * 1_000_000)
    time.sleep(1.5)  # long enough to be seen on a busy machine
    return len(held)


def test_the_tables_have_a_row_for_everything(taken):
    told = report.as_markdown(taken, rounds=1, load=(0.5, 1.5))

    lines = [line for line in told.splitlines() if line.startswith("| ") and f" | {TINY:g} | " in line]
    assert len(lines) == 4 + 4 + 6, "deliveries, memory, and a line for each bare reader"
    assert "Load average 0.5 before, 1.5 after" in told
    assert "was not looked at" in told
    assert not [line for line in lines if "–" in line]


def test_the_ceiling_is_judged_at_the_size_of_the_country(taken):
    fat = [dataclasses.replace(taken[0], scale=1.0, peak=report.CEILING + 1), dataclasses.replace(taken[1], scale=2.0)]
    lean = [dataclasses.replace(fat[0], peak=1.0), dataclasses.replace(taken[1], scale=2.0, peak=1e6)]

    assert "BROKEN, 4,001 MB at most" in report.as_markdown(fat, rounds=1, load=(0, 0))
    assert "held, 1 MB at most" in report.as_markdown(lean, rounds=1, load=(0, 0))


def test_a_delivery_that_leaves_rows_behind_is_a_loud_failure(tmp_path):
    stages.draw(TINY, tmp_path / "raw")
    rows = files.draw("lists", tmp_path / "raw", tmp_path / "files", TINY)
    (tmp_path / "files" / files.SENDER / "truong-2.csv").write_text("Tên,Họ\nx,y\n", encoding="utf-8")
    (tmp_path / "state").mkdir()

    with pytest.raises(LookupError, match=f"{rows + 1} rows were sent, {rows} taken, 0 reasons given"):
        work.deliver(tmp_path / "files", tmp_path / "state", rows + 1)


def test_the_command_takes_scales_rounds_and_kinds():
    parser = argparse.ArgumentParser()
    command.add_to(parser.add_subparsers())

    plain = parser.parse_args(["intake"])
    said = parser.parse_args(["intake", "--scale", "0.5", "2", "--rounds", "3", "--only", "csv"])

    assert (plain.scale, plain.rounds, tuple(plain.only)) == ([0.1, 1.0, 2.0], 1, tuple(files.KINDS))
    assert (said.scale, said.rounds, said.only) == ([0.5, 2.0], 3, ["csv"])
