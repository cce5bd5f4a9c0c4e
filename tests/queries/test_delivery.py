"""Delivery: courses, and how activity is spread over a training year."""

from datetime import date

import polars as pl

from data.access import Scope
from queries import delivery

COURSE = """
    cohort_code       | module_code | starts_on  | ends_on    | pattern | online_before_days | face_days | online_after_days | basis
    teacher-mass-2020 | GV2         | 2021-01-11 | 2021-05-31 | online  | 15                 | 0         | 0                 | assumed
    teacher-core-2019 | GV4         | 2021-08-16 | 2021-09-30 | 5-3-7   | 5                  | 3         | 7                 | inferred
    teacher-core-2019 | GV1         | 2019-10-07 | 2019-12-20 | 5-3-7   | 5                  | 3         | 7                 | inferred
    manager-core-2019 | QL1         | 2019-10-14 | 2019-12-27 | 5-3-7   | 5                  | 3         | 7                 | inferred
"""  # noqa: E501 - a drawn table is as wide as its columns


def test_courses_of_an_audience_stand_core_first_in_the_order_of_their_days(store_of):
    answer = delivery.courses(store_of(course=COURSE), audience="teacher")

    columns = ("role", "intake", "module_code", "number", "starts_on", "pattern", "face_days", "basis")
    assert answer.select(columns).rows() == [
        ("core", 2019, "GV1", 1, date(2019, 10, 7), "5-3-7", 3, "inferred"),
        ("core", 2019, "GV4", 4, date(2021, 8, 16), "5-3-7", 3, "inferred"),
        ("mass", 2020, "GV2", 2, date(2021, 1, 11), "online", 0, "assumed"),
    ]
    assert answer["name_vi"][0] == "Giáo viên cốt cán"


SUBMISSION = """
    province_code | dataset      | report_year | due_on
    01            | assessment   | 2021        | 2022-03-31
    22            | assessment   | 2021        | 2022-03-31
    01            | temis_report | 2021        | 2022-06-30
    22            | temis_report | 2021        | 2022-07-15
    01            | assessment   | 2020        | 2021-03-31
"""
TARGET = """
    measure      | role | value | unit  | due_on
    lms_passed   | mass | 0.95  | share | 2022-05-31
    finished_all | core | 28611 | count |
    certified    | mass | 0.95  | share | 2021-08-31
"""


def test_deadlines_are_those_of_the_training_year_with_the_units_that_owe(store_of):
    answer = delivery.deadlines(store_of(submission=SUBMISSION, target=TARGET), report_year=2021)

    assert answer.rows() == [
        (date(2022, 3, 31), "submission", "assessment", 2),
        (date(2022, 5, 31), "target", "lms_passed", None),
        (date(2022, 6, 30), "submission", "temis_report", 1),
        (date(2022, 7, 15), "submission", "temis_report", 1),
    ]


ACTIVE = """
    province_code | day_on     | role | active_learners
    01            | 2021-08-31 | mass | 1000
    01            | 2021-09-01 | mass | 5
    01            | 2021-11-30 | mass | 30
    01            | 2021-12-01 | mass | 10
    01            | 2022-04-01 | mass | 20
    01            | 2022-05-31 | mass | 35
    22            | 2021-11-30 | mass | 7
    22            | 2021-11-30 | core | 2
"""


def test_every_day_from_september_to_august_is_there_and_a_day_of_which_nothing_was_told_is_null(store_of):
    answer = delivery.by_day(store_of(activity_day=ACTIVE), role="mass", report_year=2021)

    assert answer["day_on"].to_list() == pl.date_range(date(2021, 9, 1), date(2022, 8, 31), eager=True).to_list()
    assert answer.drop_nulls().rows() == [
        (date(2021, 9, 1), 5, 1),
        (date(2021, 11, 30), 30 + 7, 2),  # never with the core learners
        (date(2021, 12, 1), 10, 1),
        (date(2022, 4, 1), 20, 1),
        (date(2022, 5, 31), 35, 1),
    ]
    assert answer["provinces_with_data"].sum() == 6


def test_days_of_one_province_and_of_a_leap_year(store_of):
    store = store_of(activity_day=ACTIVE)

    one = delivery.by_day(store, role="mass", report_year=2021, province_code="22")
    assert one.drop_nulls().rows() == [(date(2021, 11, 30), 7, 1)]
    assert delivery.by_day(store, role="mass", report_year=2023).height == 366


def test_a_months_share_is_over_the_year_and_its_days_end_with_the_snapshot(store_of):
    store = store_of(activity_day=ACTIVE, as_of=date(2022, 6, 15))

    answer = delivery.by_month(store, role="mass", report_year=2021)

    whole = 5 + 37 + 10 + 20 + 35
    assert answer.rows() == [
        (date(2021, 9, 1), 30, 5, 5 / whole),
        (date(2021, 10, 1), 31, None, None),  # nothing was told: not zero
        (date(2021, 11, 1), 30, 37, 37 / whole),
        (date(2021, 12, 1), 31, 10, 10 / whole),
        (date(2022, 1, 1), 31, None, None),
        (date(2022, 2, 1), 28, None, None),
        (date(2022, 3, 1), 31, None, None),
        (date(2022, 4, 1), 30, 20, 20 / whole),
        (date(2022, 5, 1), 31, 35, 35 / whole),
        (date(2022, 6, 1), 15, None, None),
        (date(2022, 7, 1), None, None, None),  # has not begun
        (date(2022, 8, 1), None, None, None),
    ]
    assert delivery.by_month(store, role="core", report_year=2021).drop_nulls().height == 1
    assert delivery.by_month(store, role="mass", report_year=2021, province_code="22")["learner_days"].sum() == 7


# two weeks of 10, then eight of 1 to 8: the eight busiest are both of 10 and those of 3 to 8
WEEKS = "province_code | day_on | role | active_learners\n" + "\n".join(
    f"01 | {date.fromordinal(date(2021, 11, 1).toordinal() + 7 * week)} | mass | {learners}"
    for week, learners in enumerate([10, 10, 1, 2, 3, 4, 5, 6, 7, 8])
)
LMS = """
    province_code | platform | since_on
    01            | VNPT     | 2020-10-01
    22            | Viettel  | 2020-10-01
    95            |          |
"""


def test_a_province_is_bunched_by_its_eight_busiest_weeks_and_by_the_ends_of_the_year(store_of):
    store = store_of(activity_day=WEEKS, lms_use=LMS)

    answer = delivery.by_province(store, role="mass", report_year=2021)

    assert answer.height == 63
    kept = answer.filter(pl.col("province_code").is_in(["01", "22", "95"])).drop("name_vi", "name_en", "region_code")
    whole = 10 + 10 + 1 + 2 + 3 + 4 + 5 + 6 + 7 + 8
    assert kept.rows() == [
        # the last of the ten weeks begins on 3 January; nothing in April and May, which are over: a true zero
        ("01", 10, whole, whole - 8, (whole - 8) / whole, 0, 0.0, whole - 3, (whole - 3) / whole, "value"),
        ("22", None, None, None, None, None, None, None, None, "no_data"),
        ("95", None, None, None, None, None, None, None, None, "not_applicable"),
    ]


def test_months_that_are_not_over_have_no_share_yet(store_of):
    early = store_of(activity_day=WEEKS, as_of=date(2021, 12, 30))
    later = store_of(activity_day=WEEKS, as_of=date(2022, 5, 30))

    ends = ("year_end", "year_end_share", "school_end", "school_end_share")
    seen = [delivery.by_province(each, role="mass", report_year=2021).select(ends).row(0) for each in (early, later)]
    assert seen[0] == (None, None, None, None)
    assert seen[1] == (56 - 8, 48 / 56, None, None)


def test_a_merged_province_has_the_activity_of_all_its_parts_and_others_are_withheld(store_of):
    parts = """
        province_code | day_on     | role | active_learners
        17            | 2021-11-02 | mass | 1
        25            | 2021-11-03 | mass | 2
        26            | 2021-11-12 | mass | 4
    """
    merged = delivery.by_province(store_of(activity_day=parts, division=34), role="mass", report_year=2021)
    own = delivery.by_province(
        store_of(activity_day=parts, scope=Scope.of_province("25")), role="mass", report_year=2021
    )

    assert merged.filter(province_code="25").select("weeks", "learner_days", "busiest", "state").row(0) == (
        *(2, 7, 7, "value"),
    )
    assert own.filter(province_code="25").select("learner_days", "state").row(0) == (2, "value")
    assert own.filter(province_code="17").select("learner_days", "state").row(0) == (None, "withheld")


def test_what_was_merged_away_before_the_data_is_said_so(store_of):
    now = "province_code | day_on | role | active_learners\n22 | 2021-11-02 | mass | 1"

    answer = delivery.by_province(store_of(activity_day=now, vintage=34, division=63), role="mass", report_year=2021)

    assert answer.filter(province_code="22")["state"].item() == "value"
    assert answer.filter(province_code="17")["state"].item() == "merged"
