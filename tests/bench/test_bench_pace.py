"""The bench of the screens runs, and the goal that no other work on the machine can spoil is held: the bytes."""

import os
import shutil

import pytest

from tests.bench.mapping import driving
from tests.bench.pace import report, rounds
from tests.bench.pace.choosing import Change
from tests.bench.pace.rounds import Start, Taken

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
_MOST_BYTES = 120_000  # of a choice that redraws the overview, its answers known


@pytest.fixture(scope="module")
def taken(demo_state, tmp_path_factory):
    """One round of the overview and of a screen whose parts rerun alone."""
    if not driving.CHROMIUM.exists():
        missing = f"Chromium is not at {driving.CHROMIUM}: the screens were not measured"
        (pytest.fail if os.environ.get("TEMIS_BROWSER_TESTS") == "required" else pytest.skip)(missing)
    work = tmp_path_factory.mktemp("bench-pace")
    shutil.copytree(demo_state, work / "state")
    return rounds.measure(work / "state", work, rounds=1, screens=("overview", "standards"))


def test_a_choice_of_the_page_and_one_of_a_part_are_told_apart(taken):
    assert {(each.screen, each.kind) for each in taken} >= {
        ("overview", "page"),
        ("standards", "page"),
        ("standards", "part"),
    }


def test_a_part_alone_sends_less_than_the_page_and_the_page_stays_within_its_bytes(taken):
    sent = {(each.screen, each.kind): each.changes[0].bytes for each in taken}

    assert taken[0].bare[0].bytes < sent["standards", "part"] < sent["standards", "page"]
    assert sent["overview", "page"] <= _MOST_BYTES


def test_every_change_took_time_and_the_table_holds_it(taken):
    assert all(0 < each.changes[0].painted < 60_000 for each in taken)
    told = report.as_markdown(taken, [], rounds=1)
    assert "| overview | whole page |" in told
    assert "Cold start" not in told


def test_goals_are_judged_by_the_median_ratio_to_the_bare_rerun_of_the_same_round():
    def change(painted):
        return Change(painted, 10.0, 1000)

    bare = [change(40.0), change(50.0), change(40.0)]
    part = Taken("overview", "part", "choose-a", change(90.0), [change(40.0), change(100.0), change(80.0)], bare)

    told = report.as_markdown([part], [Start(900.0, 2100.0)], rounds=3)

    assert report.ratio(part) == 2.0
    assert "- a part alone: goal 1.5 × a bare rerun; median of the screens 2.00; beyond it: overview 2.00." in told
    assert "- whole page: not measured." in told
    assert "answers after 0.90 s, the first map is painted after 2.10 s" in told
