"""What changed between two snapshots: rows, totals that may be added, provinces and findings."""

from datetime import date

import pytest

from data.access import Scope
from data.keeping.compare import Count, FindingChange, compare
from data.store import open_store
from queries import overview
from tests import build
from tests.data.tiny import tiny

BEFORE = """
    measure    | audience | cohort_code     | module_code | report_year | level | people | province_code | part | whole
    -----------+----------+-----------------+-------------+-------------+-------+--------+---------------+------+------
    lms_passed | teacher  | teacher-core-19 | all         | 0           | all   | total  | 01            | 8    | 10
    lms_passed | teacher  | teacher-mass-20 | all         | 0           | all   | total  | 01            | 50   | 100
    lms_passed | teacher  | teacher-mass-20 | all         | 0           | all   | total  | 22            | 10   | 50
    lms_passed | teacher  | teacher-mass-20 | all         | 0           | all   | total  | 79            | 70   | 100
    lms_passed | teacher  | teacher-mass-20 | GV1         | 0           | all   | total  | 01            | 9    | 9
    lms_passed | teacher  | teacher-mass-20 | all         | 0           | all   | female | 01            | 9    | 9
"""
AFTER = """
    measure    | audience | cohort_code     | module_code | report_year | level | people | province_code | part | whole
    -----------+----------+-----------------+-------------+-------------+-------+--------+---------------+------+------
    lms_passed | teacher  | teacher-core-19 | all         | 0           | all   | total  | 01            | 9    | 10
    lms_passed | teacher  | teacher-mass-20 | all         | 0           | all   | total  | 01            | 60   | 100
    lms_passed | teacher  | teacher-mass-20 | all         | 0           | all   | total  | 22            | 40   | 50
    lms_passed | teacher  | teacher-mass-20 | all         | 0           | all   | total  | 31            | 5    | 20
    lms_passed | teacher  | teacher-mass-20 | all         | 0           | all   | total  | 79            |      | 100
    certified  | teacher  | teacher-mass-20 | all         | 0           | all   | total  | 01            | 1    | 100
"""


@pytest.fixture
def two(tmp_path):
    before = build.snapshot_of(tmp_path, as_of=date(2021, 12, 31), headline=BEFORE)
    return before, build.snapshot_of(tmp_path, as_of=date(2022, 6, 30), headline=AFTER)


def _lines(comparison):
    return {(line.measure, line.cohort_code): line for line in comparison.lines}


def test_totals_are_sums_of_what_is_known_and_core_and_mass_stand_apart(two):
    lines = _lines(compare(*two))

    mass = lines["lms_passed", "teacher-mass-20"]
    assert mass.before == Count(50 + 10 + 70, 100 + 50 + 100, provinces=3)
    assert mass.after == Count(60 + 40 + 5, 100 + 50 + 20, provinces=3)
    core = lines["lms_passed", "teacher-core-19"]
    assert (core.before, core.after) == (Count(8, 10), Count(9, 10))
    assert len(lines) == 3


def test_a_measure_that_was_not_known_before_has_no_total_there(two):
    line = _lines(compare(*two))["certified", "teacher-mass-20"]

    assert (line.before, line.after, line.came) == (None, Count(1, 100), ("01",))


def test_provinces_that_came_went_and_moved_most_are_named(two):
    line = _lines(compare(*two))["lms_passed", "teacher-mass-20"]

    assert (line.came, line.went) == (("31",), ("79",))
    assert [(moved.province_code, round(moved.by, 6)) for moved in line.moved] == [("22", 0.6), ("01", 0.1)]
    assert len(_lines(compare(*two, most=1))["lms_passed", "teacher-mass-20"].moved) == 1


def test_between_divisions_totals_are_compared_and_provinces_are_not(tmp_path):
    before = build.snapshot_of(tmp_path, as_of=date(2021, 12, 31), headline=BEFORE)
    after = build.snapshot_of(tmp_path, as_of=date(2025, 12, 31), headline=AFTER, vintage=34)

    comparison = compare(before, after)

    line = _lines(comparison)["lms_passed", "teacher-mass-20"]
    assert not comparison.is_same_division
    assert (line.came, line.went, line.moved) == ((), (), ())
    assert line.after.part == 60 + 40 + 5


def test_rows_are_told_where_they_differ_and_findings_where_they_are_new_gone_or_other(tmp_path):
    def found(rule, rows):
        return {"strength": "warn", "rule": rule, "file": "hoc_vien.parquet", "column": "Cấp học", "rows": rows}

    before = tiny(tmp_path, name="a", findings=[found("stays", 3), found("grows", 3), found("goes", 1)])
    after = tiny(tmp_path, name="b", findings=[found("stays", 3), found("grows", 4), found("comes", 2)])

    comparison = compare(before, after)

    said = ("hoc_vien.parquet", "Cấp học")
    assert comparison.findings == (
        FindingChange("warn", "comes", *said, None, 2),
        FindingChange("warn", "goes", *said, 1, None),
        FindingChange("warn", "grows", *said, 3, 4),
    )
    assert comparison.rows == {}
    assert comparison.is_same_series


def test_rows_by_table(two):
    assert compare(*two).rows == {}
    empty = compare(two[0], tiny(two[0].folder.parent.parent, name="tiny", series="other"))

    assert empty.rows == {"headline": (6, 2), "unit_training": (0, 2)}
    assert not empty.is_same_series


def test_totals_of_the_demo_are_those_of_the_overview(demo_state):
    from data.snapshot import list_snapshots

    before, after = [snapshot for snapshot in list_snapshots(demo_state)[0] if snapshot.id.startswith("mo-phong")][-2:]
    lines = {
        (line.measure, line.audience, line.cohort_code, line.report_year): line for line in compare(before, after).lines
    }
    store = open_store(after, Scope.everything())
    told = overview.national(
        store, audience="teacher", cohort_code="teacher-mass-2020", report_year=2021, question_code="support_satisfied"
    )
    store.close()

    shown = {name: (part, whole) for name, part, whole in told.select("measure", "part", "whole").iter_rows()}
    for measure, cohort, year in (("lms_passed", "teacher-mass-2020", 0), ("assessment_completed", "", 2021)):
        total = lines[measure, "teacher", cohort, year].after
        assert (total.part, total.whole) == shown[measure]
