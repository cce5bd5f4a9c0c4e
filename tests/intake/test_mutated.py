"""Mutated deliveries: an account or a refusal with a sentence; never another error, a hang, or half a snapshot.

``FUZZ=10000 pytest -n 0 tests/intake/test_mutated.py`` runs ten thousand; without it, some hundreds.
"""

import csv
import json
import os
import subprocess
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import reference
from data.errors import TemisError
from data.intake import delivering
from data.intake.arriving import arrive
from data.intake.completing import complete
from data.intake.delivering import Told
from data.intake.forms import FORMS
from data.snapshot import list_snapshots
from tests.intake import messy_others, mutations, written
from tests.intake.mutating import LONGEST, came_of

MANY = int(os.environ.get("FUZZ", "600"))
ROOT = Path(__file__).parents[2]
TEXTS = [tomllib.loads((ROOT / f"pages/texts/{language}/app.toml").read_text("utf-8")) for language in ("vi", "en")]
REASONS = set(reference.read("file_reasons")["code"])
TOLD = Told(date(2021, 12, 31), "synthetic", "thu", vintage=63, hold_most=1.0)


def has_sentence(code: str) -> bool:
    """Whether both languages have a sentence for the error."""
    return all(code in texts["error"] for texts in TEXTS)


@contextmanager
def refused_with_a_sentence() -> Iterator[None]:
    """Whatever may be refused inside; no other error."""
    code = ""
    try:
        yield
    except TemisError as problem:
        code = problem.code
    assert not code or has_sentence(code)


def read_through(kind: str, count: int) -> list[dict]:
    """What became of each of the kind's files; where the process ended, of the file it ended at, read in earnest."""
    said: list[dict] = []
    while len(said) < count:
        command = [sys.executable, "-m", "tests.intake.mutating", kind, str(len(said)), str(count)]
        done = subprocess.run(command, capture_output=True, cwd=ROOT, timeout=3600, check=False)
        said += [json.loads(line) for line in done.stdout.splitlines()]
        said = [each if "outcome" in each else in_earnest(kind, each["number"], each["broke"]) for each in said]
        if len(said) < count:
            assert done.returncode, "the process must have ended at a file"
            said.append(in_earnest(kind, len(said), "ended"))
    return said


def in_earnest(kind: str, number: int, why: str) -> dict:
    """The file through the reader's own process, as every delivery is read."""
    return came_of(mutations.mutated(kind, number), kind=kind) | {"number": number, "why": why}


@pytest.mark.parametrize("kind", mutations.KINDS)
def test_a_mutated_file_is_accounted_for_or_refused_with_a_sentence(kind):
    count = MANY // 10
    came = read_through(kind, count)
    refused = {each["outcome"] for each in came if ": " in each["outcome"]}
    codes = {tuple(each.split(": ")) for each in refused}

    report(kind, came)
    assert [each["number"] for each in came] == list(range(count))
    assert max(each["seconds"] for each in came) < LONGEST
    assert all(has_sentence(code) and reason in REASONS for code, reason in codes)
    assert {"accounted"} < {each["outcome"] for each in came}, "some are read, some are refused"
    assert not any("reader_failed" in each["outcome"] for each in came)


def report(kind: str, came: list[dict]) -> None:
    """How many came to what, for whoever runs with -s."""
    counts = Counter(each["outcome"] for each in came)
    sys.stdout.write(f"{kind}: {max(each['seconds'] for each in came)} s longest\n")
    for outcome, count in counts.most_common():
        sys.stdout.write(f"  {count:6} {outcome}\n")
    for outcome, count in Counter((each["outcome"], each["why"]) for each in came if "why" in each).most_common():
        sys.stdout.write(f"  {count:6} read again in earnest: {outcome}\n")


HEADERS = sorted({column.header for form in FORMS for column in form.columns})
ALIASES = sorted(set(reference.read("header_aliases")["alias"]))
WORDS = [*sorted(set(reference.read("vocabulary")["text"])), "GV1", "Mô đun 2", "teacher-mass-2020", "Hà Nội", "A.1.1"]
LIKELY = """0100000001|0100000002|2200000003|01001001|2020|2020-2021|1|4|81,5|02/03/2021|2021-03-01|44256|Tổng cộng|Nữ
    |||#N/A|1,23E+09|=1+1|-|…|GV1; GV2""".replace("\n    ", "|").split("|")
CELLS = st.one_of(
    st.sampled_from(LIKELY), st.sampled_from(LIKELY), st.sampled_from(WORDS), st.text(max_size=12),
    st.integers(-(10**20), 10**20).map(str), st.floats().map(str), st.dates().map(str),
)  # fmt: skip


@st.composite
def tables(draw):
    """Headers mostly of one form, rows mostly as wide, cells that mostly could stand there."""
    form = draw(st.sampled_from(FORMS))
    own = [column.header for column in form.columns]
    headers = draw(st.permutations(own))[: draw(st.integers(1, len(own)))] if draw(st.booleans()) else own
    others = st.one_of(st.sampled_from(HEADERS), st.sampled_from(ALIASES), st.text(max_size=9))
    headers = [*headers, *draw(st.lists(others, max_size=3))]
    width = st.integers(max(len(headers) - 2, 0), len(headers) + 2)
    rows = draw(st.lists(width.flatmap(lambda size: st.lists(CELLS, min_size=size, max_size=size)), max_size=8))
    return [*draw(st.lists(st.lists(CELLS, max_size=4), max_size=2)), headers, *rows]


def written_as(folder: Path, rows: list[list[str]]) -> None:
    """The rows as a text table of a sender."""
    (folder / "ai").mkdir(parents=True)
    with (folder / "ai" / "bảng.csv").open("w", encoding="utf-8", newline="", errors="replace") as file:
        csv.writer(file).writerows(rows)


often = settings(
    max_examples=MANY // 5, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)


@often
@given(rows=tables())
def test_any_table_is_accounted_for_or_refused(rows):
    with TemporaryDirectory() as place:
        folder = Path(place)
        written_as(folder / "files", rows)
        began = time.monotonic()
        with refused_with_a_sentence():
            account = arrive(folder / "files", folder / "raw", told={"report_year": 2020})
            completed = complete(folder / "raw", told={})
            assert all(each.adds_up for each in account.received)
            assert completed.held.height <= sum(each.taken for each in account.received) * 30
        assert time.monotonic() - began < LONGEST


rarely = settings(
    max_examples=max(MANY // 150, 3), deadline=None, derandomize=True, database=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


@rarely
@given(rows=tables(), kind=st.sampled_from(mutations.KINDS), number=st.integers(100_000, 999_999))
def test_a_sound_delivery_with_a_mutated_file_is_published_whole_or_not_at_all(rows, kind, number):
    with TemporaryDirectory() as place:
        state, files = Path(place) / "state", Path(place) / "files"
        for table in messy_others.tables()[:3]:
            written.write(table, files, written.Manner("csv"))
        written_as(files / "khac", rows)
        (files / "la").mkdir()
        (files / "la" / f"tệp.{kind}").write_bytes(mutations.mutated(kind, number))
        delivery = delivering.of_folder(state, files)
        with refused_with_a_sentence():
            delivering.publish(delivering.prepare(delivery, state, TOLD), state, partly=True)
        delivering.put_away(delivery)
        found, broken = list_snapshots(state)
        assert broken == []
        assert [path.name for path in (state / "snapshots").glob("*")] == [each.id for each in found]
        assert not list((state / "intake").iterdir())
