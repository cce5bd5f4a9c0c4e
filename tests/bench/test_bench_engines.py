"""The bench of the engines: what it measures adds up, and engines that differ are no result."""

import pytest

from tests.bench import engines, events
from tests.bench.engines import Built, Row

SMALL = Row(0.1, 2_000_000, 16_000_000, 6_000_000, Built(3.0, 1000.0, {}), Built(30.0, 2000.0, {}))
LARGE = Row(1.0, 18_000_000, 144_000_000, 57_000_000, Built(27.0, 2600.0, {}), None)


def test_growth_is_what_each_further_million_rows_costs():
    said = engines.growth([SMALL, LARGE])

    assert "1.50 s and 100 MB for each million raw rows; 8.0 bytes a raw row" in said


def test_the_table_names_the_ratio_where_both_built():
    said = engines.as_markdown([SMALL, LARGE], load=(0.1, 0.2), master="local[2]")

    assert "| 0.1 | 2,000,000 | 16.00 | 6,000,000 | 3.00 | 1,000 | 30.00 | 2,000 | 10.00 |" in said
    assert "| 27.00 | 2,600 | – | – | – |" in said


def test_engines_that_differ_are_a_loud_failure(monkeypatch, tmp_path):
    answers = iter([None, Built(1.0, 1.0, {"a": "1"}), Built(1.0, 1.0, {"a": "2"})])
    monkeypatch.setattr(engines.clock, "alone", lambda *work: next(answers))

    with pytest.raises(AssertionError, match=r"the engines differ at scale 0\.1"):
        engines.measure(0.1, "local[2]", tmp_path / "place")


def test_a_small_country_and_a_few_clicks_are_measured(tmp_path):
    row = engines.measure(0.002, "", tmp_path / "country")
    clicks = events.measure(12_000, tmp_path / "clicks")

    assert row.spark is None
    assert row.raw_rows > 0
    assert row.raw_bytes > 0
    assert row.duckdb.peak > 0
    assert clicks.clicks == 12_000
    assert 1 < clicks.bytes / clicks.clicks < 100
    assert "12,000" in events.as_markdown([clicks])
