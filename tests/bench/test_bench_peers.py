"""The bench beside others: its figures are the dashboard's own, its tables add up, and our five tasks can be done."""

import csv
import json
import os
import shutil

import polars as pl
import pytest

from data import first_start
from tests.bench.calls import CALLS
from tests.bench.conditions import conditions
from tests.bench.mapping import answers, driving, servers
from tests.bench.peers import contestants, environments, extract, report, rounds
from tests.bench.peers import driving as touring
from tests.bench.peers.driving import Timing


@pytest.fixture(scope="module")
def made(demo_state):
    """The extract of the demo country."""
    return extract.made(demo_state)


def _taken(contestant, **times):
    timings = [Timing(task, float(time), None, 1000) for task, each in times.items() for time in each]
    return rounds.Taken(contestant, timings)


def test_the_extract_holds_the_figures_that_the_dashboard_answers(made, demo_state):
    asked = answers.asked(demo_state)

    assert made.modules == tuple(asked)
    for module, frame in asked.items():
        mine = made.figures.filter(pl.col("module") == module)
        assert mine.height == 63
        assert mine.select("province_code", "part", "whole", "share").equals(
            frame.select("province_code", "part", "whole", "share")
        )


def test_what_must_be_read_is_the_lowest_share_of_the_module(made):
    name, share = made.lowest("all")
    known = made.figures.filter(pl.col("module") == "all")["share"].drop_nulls()

    assert share == f"{round(1000 * known.min()) / 10:.1f}".replace(".", ",")
    assert name in made.figures["province"].to_list()


def test_every_peer_is_given_the_same_figures_shapes_and_an_empty_world(made, tmp_path):
    extract.write(made, tmp_path / "peer")

    with (tmp_path / "peer" / "figures.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 63 * len(made.modules)
    assert sum(int(row["part"] or 0) for row in rows) == made.figures["part"].sum()
    for served in ("static", "assets"):
        shapes = json.loads((tmp_path / "peer" / served / "shapes.json").read_bytes())
        assert {each["id"] for each in shapes["features"]} == set(made.figures["province_code"])
        assert json.loads((tmp_path / "peer" / served / "topo" / "world_110m.json").read_bytes())["objects"] == {}


def test_our_address_asks_for_what_the_extract_holds(made):
    asked = CALLS["overview/by_province.sql"].values

    assert made.address["cohort"] == asked["cohort_code"]
    assert made.address["measure"] == asked["measure"]


def test_a_ratio_is_the_others_time_over_ours_and_below_one_is_said():
    ours = _taken(contestants.OURS, open=[100, 200, 300], module=[50, 50, 50])
    dash = _taken(contestants.DASH, open=[400, 500, 600], module=[10, 25, 90])

    told = report.as_markdown([ours, dash])

    row = next(line for line in told.splitlines() if line.startswith("| Dash | "))
    assert row.split(" | ")[1:3] == ["2.50 (2.00)", "0.50 (1.80)"]
    assert report.behind([dash], ours) == ["Dash, change module: 0.50"]
    assert "NOT met. Behind: Dash, change module: 0.50." in told


def test_who_could_not_be_measured_is_named_with_the_reason_and_has_no_number():
    ours = _taken(contestants.OURS, open=[100])
    absent = rounds.Taken(contestants.VIZRO, why_not="the packages of vizro could not be installed: no such version")

    told = report.as_markdown([ours, absent])

    row = next(line for line in told.splitlines() if line.startswith("| Vizro (not measured: the packages of vizro"))
    assert row.endswith("| – | – | – | – | – | – |")
    assert "met. Vizro was not measured: the packages" in told


def test_a_busy_machine_is_said_beside_its_times():
    assert "Busy" not in conditions(1.2, 1.0)
    assert "load average 3.4 at the start. **Busy machine" in conditions(3.4, 0.05)


def test_an_environment_is_kept_by_what_it_requires(tmp_path, monkeypatch):
    monkeypatch.setattr(environments, "REQUIREMENTS", tmp_path)
    (tmp_path / "dash.txt").write_text("dash==4.0\n", encoding="utf-8")
    first = environments.digest(tmp_path / "dash.txt")
    assert environments.version("dash", "dash") == "4.0"
    (tmp_path / "dash.txt").write_text("dash==4.1\n", encoding="utf-8")

    assert environments.digest(tmp_path / "dash.txt") != first
    with pytest.raises(LookupError, match="plotly"):
        environments.version("dash", "plotly")


def test_a_step_that_fails_says_its_last_line(tmp_path):
    with pytest.raises(servers.NotMeasuredError, match=r"the packages of x could not be installed: .*missing"):
        environments.run(["python", str(tmp_path / "missing")], "the packages of x")


@pytest.mark.parametrize("name", ["streamlit", "dash", "vizro", "superset"])
def test_every_other_has_its_page_and_all_its_packages_pinned(name):
    lines = (environments.REQUIREMENTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()

    assert all("==" in line for line in lines)
    assert list(contestants.SITE.glob(f"{name}_*.py"))


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
def test_our_five_tasks_are_done_in_the_browser(demo_state, made, tmp_path, monkeypatch):
    if not driving.CHROMIUM.exists():
        missing = f"Chromium is not at {driving.CHROMIUM}: the five tasks were not done"
        (pytest.fail if os.environ.get("TEMIS_BROWSER_TESTS") == "required" else pytest.skip)(missing)
    monkeypatch.setenv("TEMIS_DEMO_SCALE", "0.01")
    state = shutil.copytree(demo_state, tmp_path / "state")  # the dashboard fills it, and others share the first one
    first_start.prepare(state, lambda step: None)
    stand = contestants.prepare(contestants.OURS, made, state=state, site=tmp_path, cache=tmp_path)

    with driving.chromium(is_bound=True) as browser, stand.served() as url:
        timings = list(touring.tour(browser, contestants.OURS, made, url))

    assert [timing.task for timing in timings if timing.task in ("open", "link")] == ["open", "link"]
    assert {timing.task for timing in timings} == set(touring.TASKS)
    assert all(0 < timing.painted < 60_000 and timing.bytes > 0 for timing in timings)
