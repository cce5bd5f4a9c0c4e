"""The acceptance case: Quảng Ninh's published tables of 2020, figure for figure, through ingest and questions.

Rules 1 to 5 of the report: A.1.1 shares are over the row's base with one decimal, A.1.2 shares over the completed
of the same row with two; rounded half up in exact arithmetic; trailing zeros dropped, so numbers are compared.
What the source does not show is compared with nothing.
"""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import polars as pl
import pytest

from data import published, reference
from data.access import Scope
from data.schema import MARKS
from data.snapshot import open_snapshot
from data.store import open_store
from queries import assessment

PRINTED = reference.read("temis_quang_ninh_2020")
CHOICE = {"report_year": 2020, "audience": "teacher", "province_code": "22"}
COLUMNS = {"base_count": "accounts", "completed_count": "completed", "completed_pct": "completed_share"}
COLUMNS |= {f"{mark}_count": mark for mark in MARKS} | {f"{mark}_pct": f"{mark}_share" for mark in MARKS}


@pytest.fixture(scope="module")
def store(demo_state):
    """The published figures as the dashboard opens them."""
    opened = open_store(open_snapshot(demo_state / "snapshots" / published.SNAPSHOT_ID), Scope.everything())
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def tables(store):
    """Both tables by number, rows by (level, group)."""
    asked = {"A.1.1": assessment.completion_table, "A.1.2": assessment.levels_table}
    return {
        number: {(row["level"], row["people"]): row for row in ask(store, **CHOICE).rows(named=True)}
        for number, ask in asked.items()
    }


def rounded(value: Fraction, digits: int) -> Decimal:
    """Half up, without ever leaving exact arithmetic."""
    shifted = (value * 10**digits * 2 + 1) // 2
    return Decimal(int(shifted)).scaleb(-digits)


def _readable(kind: str) -> list[dict]:
    cells = PRINTED.filter(pl.col("status") == "seen", pl.col("measure").str.ends_with(kind))
    return cells.rows(named=True)


def test_all_readable_figures_are_compared():
    assert len(_readable("_count")) + len(_readable("_pct")) == 119


def test_every_count_is_the_printed_count(tables):
    for cell in _readable("_count"):
        row = tables[cell["table"]][cell["level"], cell["group"]]
        assert row[COLUMNS[cell["measure"]]] == Decimal(cell["value"]), cell


def test_every_percentage_recomputes_from_the_counts(tables):
    for cell in _readable("_pct"):
        row = tables[cell["table"]][cell["level"], cell["group"]]
        part = row[COLUMNS[cell["measure"].replace("_pct", "_count")]]
        whole, digits = (row["accounts"], 1) if cell["table"] == "A.1.1" else (row["completed"], 2)
        assert rounded(Fraction(100 * part, whole), digits) == Decimal(cell["value"]), cell


def test_every_percentage_is_the_share_the_question_answers(tables):
    for cell in _readable("_pct"):
        share = tables[cell["table"]][cell["level"], cell["group"]][COLUMNS[cell["measure"]]]
        unit = Decimal("0.1") if cell["table"] == "A.1.1" else Decimal("0.01")
        printed = (100 * Decimal(repr(share))).quantize(unit, ROUND_HALF_UP)
        assert printed == Decimal(cell["value"]), cell


def test_the_rows_stand_in_the_printed_order(store):
    printed = PRINTED.filter(pl.col("table") == "A.1.1").select("level", "group").unique(maintain_order=True)
    answer = assessment.completion_table(store, **CHOICE)

    assert answer.select("level", "people").rows() == printed.rows()


def test_what_the_source_does_not_show_stays_unknown(tables):
    seen = {(cell["level"], cell["group"], COLUMNS[cell["measure"]]) for cell in _readable("_count")}

    for (level, people), row in tables["A.1.2"].items():
        for mark in MARKS:
            assert (row[mark] is not None) == ((level, people, mark) in seen), (level, people, mark)
    # The cut cell, Dtts of primary at Đạt: its count was printed, so its share is known to us, not read.
    assert rounded(Fraction(100 * 74, 777), 2) == Decimal("9.52")


def test_levels_add_up_to_the_province(tables):
    for people in ("total", "female", "ethnic_minority", "female_ethnic_minority", "disadvantaged_area"):
        for column in ("accounts", "completed"):
            parts = [
                tables["A.1.1"][level, people][column] for level in ("primary", "lower_secondary", "upper_secondary")
            ]
            assert sum(parts) == tables["A.1.1"]["all", people][column]


def test_the_other_provinces_have_no_data_and_no_zeros(store):
    answer = assessment.by_province(store, report_year=2020, audience="teacher")
    states = dict(answer.select("province_code", "state").rows())

    assert {code for code, state in states.items() if state == "value"} == {"22", "70"}  # and Bình Phước
    assert answer.filter(pl.col("state") != "value").select(pl.col("accounts", "completed").null_count()).row(0) == (
        61,
        61,
    )


def test_bad_luck_of_one_source_does_not_dilute_the_shares_of_another(store):
    """Bình Phước published no ratings: the country's shares of ratings are Quảng Ninh's alone."""
    country = assessment.levels_table(store, report_year=2020, audience="teacher")
    own = assessment.levels_table(store, **CHOICE)

    assert country["completed"][0] > own["completed"][0]
    assert country.select("kha", "kha_share").row(0) == own.select("kha", "kha_share").row(0)
