"""Provinces alike, and where one stands among them."""

from datetime import date

import pytest

from data.access import Scope
from queries import peers

WANTED = {"province_code": "22", "audience": "teacher", "report_year": 2021, "nearest": 2, "alike": "disadvantaged"}
# disadvantaged shares: 22 10 %, 01 12 %, 24 40 %, 27 10 %, 30 unknown
ACCOUNTS = """
    measure              | report_year | level | people             | province_code | part | whole
    assessment_completed | 2021        | all   | total              | 22            | 90   | 100
    assessment_completed | 2021        | all   | disadvantaged_area | 22            | 9    | 10
    assessment_completed | 2021        | all   | total              | 01            | 300  | 1000
    assessment_completed | 2021        | all   | disadvantaged_area | 01            | 12   | 120
    assessment_completed | 2021        | all   | total              | 24            | 50   | 100
    assessment_completed | 2021        | all   | disadvantaged_area | 24            | 40   | 40
    assessment_completed | 2021        | all   | total              | 27            |      | 200
    assessment_completed | 2021        | all   | disadvantaged_area | 27            |      | 20
    assessment_completed | 2021        | all   | total              | 30            | 77   | 100
"""
LMS = """
    province_code | platform | since_on
    22            | Viettel  | 2020-10-01
    01            | Viettel  | 2020-10-05
    24            | VNPT     | 2020-12-01
    27            |          |
"""
COMPARED = {
    "province_code": "22",
    "peers": "01,24,27",
    "audience": "teacher",
    "cohort_code": "teacher-mass-2020",
    "module_code": "all",
    "question_code": "support_satisfied",
    "report_year": 2021,
}


def test_the_most_alike_come_first_and_equals_by_code(store_of):
    answer = peers.nearest(store_of(headline=ACCOUNTS, lms_use=LMS), **WANTED)

    assert answer["province_code"].to_list()[:4] == ["22", "27", "01", "24"]
    assert answer["place"].to_list()[:4] == [None, 1, 2, 3]
    assert answer.filter("is_peer")["province_code"].to_list() == ["27", "01"]
    assert answer.height == 63


def test_a_province_that_lacks_a_trait_is_left_out_of_this_comparison_alone(store_of):
    store = store_of(headline=ACCOUNTS, lms_use=LMS)

    by_start = peers.nearest(store, **WANTED | {"alike": "disadvantaged-start"})
    assert by_start.filter(province_code="27")["distance"].item() is None
    assert by_start.filter("is_peer")["province_code"].to_list() == ["01", "24"]
    by_size = peers.nearest(store, **WANTED | {"alike": "size"})
    assert by_size.filter(by_size["distance"].is_not_null()).height == 62  # the statistics office counts in every one


def test_distance_is_in_standard_deviations(store_of):
    store = store_of(headline=ACCOUNTS, lms_use=LMS)
    answer = peers.nearest(store, **WANTED | {"alike": "start"})

    days = [0, 4, 61]  # after 1 October 2020
    mean = sum(days) / 3
    variance = sum((day - mean) ** 2 for day in days) / 3
    assert answer.filter(province_code="24")["distance"].item() == pytest.approx(61**2 / variance)
    assert answer.filter(province_code="01")["distance"].item() == pytest.approx(4**2 / variance)


def test_where_the_province_itself_lacks_a_trait_nobody_is_its_peer(store_of):
    answer = peers.nearest(store_of(headline=ACCOUNTS, lms_use=LMS), **WANTED | {"province_code": "30"})

    assert answer["distance"].null_count() == 63
    assert not answer["is_peer"].any()


def test_without_the_count_of_every_province_size_is_the_people_with_an_account(store_of):
    teachers = """
        province_code | level   | year | teachers
        22            | primary | 2021 | 5000
    """
    answer = peers.nearest(store_of(headline=ACCOUNTS, lms_use=LMS, teacher_count=teachers), **WANTED)

    assert set(answer["size_basis"]) == {"accounts"}
    assert answer.filter(province_code="01").select("size", "since_on").row(0) == (1000, date(2020, 10, 5))


def test_size_is_the_latest_count_not_after_the_snapshot(store_of):
    counts = "\n".join(
        ["province_code | level | year | teachers"]
        + [f"{code:02} | primary | {year} | {year}" for code in range(1, 97) for year in (2019, 2021, 2023)]
    )
    answer = peers.nearest(store_of(headline=ACCOUNTS, lms_use=LMS, teacher_count=counts), **WANTED)

    assert set(answer["size"]) == {2021}


def test_peers_count_once_each_and_the_country_is_pooled(store_of):
    answer = peers.compared(store_of(headline=ACCOUNTS, lms_use=LMS), **COMPARED)

    row = answer.filter(measure="assessment_completed").to_dicts()[0]
    assert (row["part"], row["whole"], row["share"], row["own_state"]) == (90, 100, 0.9, "value")
    assert row["peers_known"] == 2  # of 27 nothing has come
    assert (row["low_share"], row["median_share"], row["high_share"]) == (0.3, (0.3 + 0.5) / 2, 0.5)
    assert row["place"] == 1
    assert (row["country_part"], row["country_whole"]) == (90 + 300 + 50 + 77, 100 + 1000 + 100 + 100)


def test_a_province_without_an_lms_has_no_training_to_compare(store_of):
    answer = peers.compared(store_of(headline=ACCOUNTS, lms_use=LMS), **COMPARED | {"province_code": "27"})

    states = dict(answer.select("measure", "own_state").iter_rows())
    assert states["lms_passed"] == "not_applicable"
    assert states["assessment_completed"] == "no_data"
    assert answer["place"].null_count() == answer.height


def test_a_viewer_of_one_province_compares_with_all_but_sees_no_small_group(store_of):
    small = ACCOUNTS.replace("| 24            | 40   | 40", "| 24            | 4    | 4")
    store = store_of(headline=small, lms_use=LMS, scope=Scope.of_province("22"))

    answer = peers.nearest(store, **WANTED)
    assert answer.filter(province_code="24")["distance"].item() is None  # four people are withheld
    assert answer.filter("is_peer")["province_code"].to_list() == ["27", "01"]
    row = peers.compared(store, **COMPARED).filter(measure="assessment_completed").to_dicts()[0]
    assert (row["peers_known"], row["median_share"]) == (2, (0.3 + 0.5) / 2)
