"""The bench of the history: its months are published ones, what it measures adds up, and growth is told as such."""

from datetime import date

import pytest

from data import history
from data.keeping.verify import verify
from data.snapshot import list_snapshots
from tests.bench.history import measuring, months, report
from tests.data.tiny import tiny


@pytest.fixture
def base(tmp_path):
    """A small snapshot to take the months from."""
    return tiny(tmp_path / "base")


def test_months_end_on_their_last_day_across_years():
    ends = months.month_ends(date(2022, 2, 28), 4)

    assert [str(day) for day in ends] == ["2021-11-30", "2021-12-31", "2022-01-31", "2022-02-28"]


def test_every_month_is_a_snapshot_that_verifies_with_counts_of_its_own(base, tmp_path):
    state = tmp_path / "state"
    state.mkdir()
    months.make(base, state, 3)
    found, problems = list_snapshots(state)

    assert (len(found), problems) == (3, [])
    assert [problem for each in found for problem in verify(each)] == []
    assert history.refresh(state) == []
    assert len({part.sha256 for each in found for part in each.parts("headline")}) == 3


def _figures(**changed):
    return (
        dict.fromkeys(report.ROWS, 10.0)
        | {"rows": 120.0}
        | {name.replace("_", " "): ms for name, ms in changed.items()}
    )


def test_what_grows_with_what_is_kept_though_it_shows_the_same_is_named():
    even = {12: _figures(), 120: _figures(newest_trend=90.0)}
    grown = {12: _figures(), 120: _figures(twelfth_trend=30.0)}

    assert report.judged(even).endswith("all within.")
    assert "beyond it: month 12: trend of the country, ms 3.00" in report.judged(grown)
    assert "| trend of the country, ms | 10.00 | 90.00 | shows all dates | 9.00 |" in report.as_markdown(even)


def test_a_small_country_is_measured_with_all_its_figures(demo_state, tmp_path):
    newest = max(list_snapshots(demo_state)[0], key=lambda each: (each.series == "mo-phong", each.as_of))
    figures = measuring.measure(newest.folder, tmp_path, measuring.SHOWN)

    assert set(report.ROWS) <= set(figures)
    assert figures["newest dates"] == figures["twelfth dates"] == measuring.SHOWN
    assert all(figures[name] >= 0 for name in report.ROWS)
    assert figures["rows"] == measuring.SHOWN * newest.manifest.rows["headline"]
