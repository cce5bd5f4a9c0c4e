"""The bench of the map runs, and the goals that no other work on the machine can spoil are held: the bytes."""

import os

import polars as pl
import pytest

from tests.bench.mapping import answers, contestants, driving, report, rounds

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture(scope="module")
def taken(demo_state, tmp_path_factory):
    """One round of the bare page and ours."""
    if not driving.CHROMIUM.exists():
        missing = f"Chromium is not at {driving.CHROMIUM}: the map was not measured"
        (pytest.fail if os.environ.get("TEMIS_BROWSER_TESTS") == "required" else pytest.skip)(missing)
    pages = (contestants.BARE, contestants.OURS)
    return rounds.measure(demo_state, tmp_path_factory.mktemp("bench-map") / "site", pages, rounds=1, visits=1)


def test_a_change_of_the_map_stays_within_its_bytes(taken):
    bare, ours = (report.bytes_of(each) for each in taken)

    assert bare < ours <= report.MOST_BYTES, f"{ours:.0f} bytes, of them {bare:.0f} of a bare rerun"


def test_the_shapes_come_with_the_first_visit_and_are_kept(taken):
    cold, warm = (getattr(taken[1], kind)[0].bytes for kind in ("cold", "warm"))

    assert cold > 1_000_000, "Streamlit's own page and the shapes"
    assert warm < 100_000


def test_times_are_in_order_and_the_tables_hold_them(taken):
    for each in taken:
        change = each.changes[0]
        assert 0 < change.left < change.came < change.painted < 60_000
        assert 0 < each.warm[0].painted < 60_000
    told = report.as_markdown(taken)
    assert "| our map | " in told
    assert "1 changes each" in told


def test_what_could_not_be_measured_says_so_and_shows_no_number(taken):
    absent = rounds.Taken(contestants.DASH, why_not="Dash could not be installed")

    line = next(line for line in report.as_markdown([*taken, absent]).splitlines() if "not measured" in line)

    assert line.endswith("not measured: Dash could not be installed | – | – | – | – | – | – |")


def test_every_choice_paints_the_watched_province_anew():
    shares = {"a": [0.1, 0.1], "b": [0.1, 0.97], "c": [0.1, 0.2], "d": [0.1, None]}
    frames = {name: pl.DataFrame({"province_code": ["01", "02"], "share": share}) for name, share in shares.items()}
    collection = {"features": [{"id": code, "properties": {"lon": 105.0, "lat": 21.0}} for code in ("01", "02")]}

    del frames["d"]
    assert answers.watch(frames, collection) == answers.Watched("02", (105.0, 21.0), ("a", "b"))
    with pytest.raises(LookupError, match="no province"):
        answers.watch({"a": frames["a"], "c": frames["c"]}, collection)
