"""The same questions of the same data in either division: one country, shares from counts, no province twice."""

import inspect

import polars as pl
import pytest

from data import divisions, history
from data.access import Scope
from data.snapshot import open_snapshot
from data.store import open_store
from queries import assessment, completion, overview, satisfaction, units
from tests.bench.calls import CALLS, SCOPES

COMPLETED = {
    "measure": "assessment_completed",
    "audience": "teacher",
    "cohort_code": "",
    "module_code": "",
    "question_code": "",
    "report_year": 2020,
    "level": "all",
}
PHU_THO = divisions.parts(63, 34)["25"]


@pytest.fixture(scope="module")
def opened(demo_state):
    """Stores of the demo country by scope and division."""
    snapshot = open_snapshot(max((demo_state / "snapshots").glob("mo-phong-*")))
    scopes = {**SCOPES, "phu_tho": Scope(provinces=frozenset(PHU_THO), units=frozenset(PHU_THO))}
    stores = {
        (name, division): open_store(snapshot, scope, history.path(demo_state), division=division)
        for name, scope in scopes.items()
        for division in divisions.DIVISIONS
    }
    yield stores
    for store in stores.values():
        store.close()


def _both(opened, question, scope="national", **values):
    """The answer of the 63 and that of the 34."""
    return [question(opened[scope, division], **values) for division in divisions.DIVISIONS]


# --- one country


@pytest.mark.parametrize("audience", ["teacher", "manager"])
@pytest.mark.parametrize("report_year", [2020, 2021])
def test_the_country_stands_where_it_stands_in_either_division(opened, audience, report_year):
    asked = {"audience": audience, "cohort_code": f"{audience}-mass-2020", "report_year": report_year}
    one, other = _both(opened, overview.national, **asked, question_code="course_satisfied")

    now_and_then = ["measure", "part", "whole", "share", "previous_part", "previous_whole", "previous_share"]
    assert one.select(now_and_then).equals(other.select(now_and_then))
    assert one["units"].unique().to_list() == [63]
    assert other["units"].unique().to_list() == [34]


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        (assessment.completion_table, {"audience": "teacher", "report_year": 2020}),
        (assessment.levels_table, {"audience": "teacher", "report_year": 2021}),
        (assessment.by_criterion, {"audience": "teacher", "report_year": 2021}),
        (completion.by_cohort_module, {"audience": "teacher"}),
        (completion.chain, {"cohort_code": "teacher-mass-2020"}),
        (completion.finished, {"audience": "teacher"}),
        (completion.by_subject, {"cohort_code": "teacher-mass-2020"}),
        (satisfaction.by_question, {"audience": "teacher", "role": "mass"}),
        (satisfaction.spread, {"audience": "teacher", "role": "mass", "question_code": "support_satisfied"}),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_whatever_is_asked_of_the_country_has_one_answer(opened, question, asked):
    one, other = _both(opened, question, **asked)

    assert one.equals(other)


def test_a_units_tables_are_those_of_its_former_provinces_together(opened):
    """The new Phú Thọ beside a store that holds Hòa Bình, old Phú Thọ and Vĩnh Phúc and nobody else."""
    for question, asked in (
        (assessment.completion_table, {"audience": "teacher", "report_year": 2020}),
        (completion.chain, {"cohort_code": "teacher-mass-2020"}),
    ):
        together = question(opened["phu_tho", 63], **asked, province_code=None)
        assert question(opened["phu_tho", 34], **asked, province_code="25").equals(together)
        assert question(opened["national", 34], **asked, province_code="25").equals(together)


def test_a_unit_lists_the_districts_of_all_its_former_provinces(opened):
    asked = {"audience": "teacher", "cohort_code": "teacher-mass-2020", "report_year": 2021}
    apart = pl.concat(units.by_district(opened["phu_tho", 63], province_code=code, **asked) for code in PHU_THO)
    together = units.by_district(opened["phu_tho", 34], province_code="25", **asked)

    assert together["district_code"].n_unique() == together.height
    assert together.sort("district_code").equals(apart.sort("district_code"))


# --- shares from counts

UNEVEN = """
    measure              | report_year | province_code | part | whole
    assessment_completed | 2020        | 02            | 1    | 10
    assessment_completed | 2020        | 08            | 90   | 100
"""


def test_a_share_is_made_of_the_units_counts_and_not_of_its_parts_shares(store_of):
    answer = overview.by_province(store_of(headline=UNEVEN, division=34), **COMPLETED)
    unit = answer.filter(province_code="08").row(0, named=True)

    assert (unit["part"], unit["whole"], unit["share"]) == (1 + 90, 10 + 100, 91 / 110)
    assert unit["share"] != pytest.approx((1 / 10 + 90 / 100) / 2)
    assert (unit["name_vi"], unit["units"], unit["units_known"]) == ("Tuyên Quang", 2, 2)


HALF_HEARD = """
    province_code | report_year | level | role | accounts | completed
    02            | 2020        | all   | all  | 100      |
    08            | 2020        | all   | all  | 100      | 90
"""


def test_accounts_of_a_province_not_heard_from_do_not_lower_the_units_share(store_of):
    store = store_of(standing=HALF_HEARD, division=34)
    answer = assessment.completion_table(store, report_year=2020, audience="teacher", province_code="08")

    assert answer.select("accounts", "completed", "completed_share").row(0) == (100, 90, 0.9)


# --- data born in the 34

BORN_34 = """
    measure              | report_year | province_code | part | whole
    assessment_completed | 2020        | 15            | 10   | 20
    assessment_completed | 2020        | 22            | 50   | 60
"""


def test_what_was_merged_away_is_said_to_be_merged_and_has_no_value(store_of):
    answer = overview.by_province(store_of(headline=BORN_34, vintage=34, division=63), **COMPLETED)
    said = {row["province_code"]: (row["state"], row["part"]) for row in answer.iter_rows(named=True)}

    assert len(said) == 63
    assert said["22"] == ("value", 50)
    assert said["15"] == said["10"] == ("merged", None)  # the 15 of the data is Lào Cai of today
    assert said["01"] == ("no_data", None)


# --- every question


@pytest.mark.parametrize("path", CALLS, ids=lambda path: path.removesuffix(".sql"))
def test_every_question_is_answered_in_the_34_without_a_province_twice(opened, path):
    call = CALLS[path]
    answer = call.function(opened[call.store, 34], **call.values)
    per_province = {"province_code", "name_vi"} <= set(answer.columns)
    takes_one = "province_code" in inspect.signature(call.function).parameters

    if per_province and not takes_one and "snapshot_id" not in answer.columns:
        told_apart = [name for name in ("module_code", "made_on") if name in answer.columns]
        assert not answer.select("province_code", *told_apart).is_duplicated().any()
        assert "made_on" in told_apart or answer["province_code"].n_unique() == 34  # of a past not every one is known
    if "state" in answer.columns and per_province:
        known = {"value", "nobody", "not_reported", "not_applicable", "no_data", "withheld"}
        assert set(answer["state"]) <= known | ({"few", "reached"} if path.startswith("forecast/") else set())
