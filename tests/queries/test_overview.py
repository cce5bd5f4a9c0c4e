"""The country and its provinces on every measure, now and before."""

from datetime import date

import polars as pl

from data import history
from data.access import Scope
from data.snapshot import open_snapshot
from data.store import open_store
from queries import overview

NATION = {
    "audience": "teacher",
    "cohort_code": "teacher-mass-2020",
    "report_year": 2021,
    "question_code": "course_satisfied",
}
COMPLETED = {
    "measure": "assessment_completed",
    "audience": "teacher",
    "cohort_code": "",
    "module_code": "",
    "question_code": "",
    "report_year": 2021,
    "level": "all",
}
PASSED = COMPLETED | {
    "measure": "lms_passed",
    "cohort_code": "teacher-mass-2020",
    "module_code": "all",
    "report_year": 0,
}

HEADLINE = """
    measure              | audience | cohort_code       | module_code | question_code    | report_year | level   | province_code | part | whole
    ---------------------+----------+-------------------+-------------+------------------+-------------+---------+---------------+------+------
    lms_use              |          |                   |             |                  | 0           | all     | 01            | 1    | 1
    lms_use              |          |                   |             |                  | 0           | all     | 02            | 0    | 1
    assessment_completed | teacher  |                   |             |                  | 2021        | all     | 01            | 80   | 100
    assessment_completed | teacher  |                   |             |                  | 2021        | all     | 22            | 45   | 50
    assessment_completed | teacher  |                   |             |                  | 2021        | all     | 70            |      | 40
    assessment_completed | teacher  |                   |             |                  | 2021        | all     | 74            | 5    |
    assessment_completed | teacher  |                   |             |                  | 2021        | all     | 96            | 0    | 0
    assessment_completed | teacher  |                   |             |                  | 2021        | primary | 01            | 50   | 60
    assessment_completed | teacher  |                   |             |                  | 2020        | all     | 01            | 11   | 90
    assessment_completed | manager  |                   |             |                  | 2021        | all     | 01            | 7    | 9
    lms_passed           | teacher  | teacher-mass-2020 | all         |                  | 0           | all     | 01            | 300  | 400
    lms_passed           | teacher  | teacher-mass-2020 | GV1         |                  | 0           | all     | 01            | 90   | 100
    lms_passed           | teacher  | teacher-core-2019 | all         |                  | 0           | all     | 01            | 60   | 60
    finished_all         | teacher  | teacher-mass-2020 |             |                  | 0           | all     | 01            | 10   | 80
    satisfied            | teacher  |                   | all         | course_satisfied | 0           | all     | 01            | 96   | 100
    satisfied            | teacher  |                   | all         | support_relevant | 0           | all     | 01            | 1    | 100
"""  # noqa: E501 - a drawn table is as wide as its columns

BEFORE = """
    measure              | audience | cohort_code       | module_code | report_year | level | province_code | part | whole
    assessment_completed | teacher  |                   |             | 2021        | all   | 01            | 30   | 100
    lms_passed           | teacher  | teacher-mass-2020 | all         | 0           | all   | 01            | 100  | 400
"""  # noqa: E501 - a drawn table is as wide as its columns
LONG_BEFORE = """
    measure    | audience | cohort_code       | module_code | level | province_code | part | whole
    lms_passed | teacher  | teacher-mass-2020 | all         | all   | 01            | 40   | 400
"""
MARCH, JUNE = date(2022, 3, 31), date(2022, 6, 30)


def _measure(answer, measure):
    return answer.row(by_predicate=pl.col("measure") == measure, named=True)


def test_the_country_has_one_row_for_each_measure_in_the_order_of_the_list(store_of, measure_names):
    answer = overview.national(store_of(headline=HEADLINE), **NATION)

    assert answer["measure"].to_list() == measure_names
    assert answer["units"].to_list() == [63] * len(measure_names)


def test_the_country_adds_provinces_and_leaves_out_those_that_are_not_known(store_of):
    answer = overview.national(store_of(headline=HEADLINE), **NATION)

    row = _measure(answer, "assessment_completed")
    assert (row["part"], row["whole"]) == (80 + 45 + 0, 100 + 50 + 0)  # 70 gave no part, 74 no whole: both stay out
    assert row["share"] == 125 / 150
    assert row["units_with_data"] == 3


def test_each_measure_of_the_country_reads_its_own_key(store_of):
    answer = overview.national(store_of(headline=HEADLINE), **NATION)

    assert answer.select("measure", "part", "whole").rows()[0] == ("lms_use", 1, 2)
    assert _measure(answer, "lms_passed")["part"] == 300  # one cohort, all its modules
    assert _measure(answer, "finished_all")["whole"] == 80
    assert _measure(answer, "satisfied")["part"] == 96  # one question


def test_a_measure_without_any_row_is_unknown_not_zero(store_of):
    row = _measure(overview.national(store_of(headline=HEADLINE), **NATION), "certified")

    assert (row["part"], row["whole"], row["share"], row["units_with_data"]) == (None, None, None, 0)


def test_the_country_is_set_beside_the_latest_earlier_snapshot(store_of):
    store = store_of(headline=HEADLINE, previous={MARCH: BEFORE, date(2021, 12, 31): LONG_BEFORE})

    answer = overview.national(store, **NATION)

    passed = _measure(answer, "lms_passed")
    assert (passed["previous_as_of"], passed["previous_part"], passed["previous_share"]) == (MARCH, 100, 0.25)
    assert _measure(answer, "finished_all")["previous_share"] is None  # not held in March


def test_without_an_earlier_snapshot_there_is_nothing_to_set_beside(store_of):
    answer = overview.national(store_of(headline=HEADLINE), **NATION)

    assert answer["previous_as_of"].null_count() == answer.height


SUBMISSION = """
    province_code | dataset    | report_year | due_on     | received_on
    01            | assessment | 2021        | 2022-03-31 | 2022-03-20
    22            | assessment | 2021        | 2022-03-31 | 2022-03-20
    04            | assessment | 2021        | 2022-03-31 |
    06            | assessment | 2021        | 2022-09-30 |
    04            | training   | 2020        | 2021-03-31 |
    04            | training   | 2021        | 2022-03-31 | 2022-03-01
    06            | training   | 2020        | 2021-03-31 | 2021-03-01
    06            | training   | 2021        | 2022-03-31 |
"""
LMS_USE = """
    province_code | platform
    01            | Viettel
    02            |
"""


def _provinces(answer, *codes):
    return answer.filter(answer["province_code"].is_in(codes)).select("province_code", "part", "share", "state").rows()


def test_every_province_says_what_it_has_or_why_it_has_nothing(store_of):
    store = store_of(headline=HEADLINE, submission=SUBMISSION, lms_use=LMS_USE)

    answer = overview.by_province(store, **COMPLETED)

    assert answer.height == 63
    assert _provinces(answer, "01", "02", "04", "06", "70", "96") == [
        ("01", 80, 0.8, "value"),
        ("02", None, None, "no_data"),  # no LMS, but assessment does not need one
        ("04", None, None, "not_reported"),  # due in March, not come
        ("06", None, None, "no_data"),  # not due yet
        ("70", None, None, "no_data"),  # the whole is known, the part is not
        ("96", 0, None, "nobody"),  # a share of nobody is unknown
    ]


def test_a_province_without_lms_is_not_behind_in_training_but_outside_of_it(store_of):
    store = store_of(headline=HEADLINE, submission=SUBMISSION, lms_use=LMS_USE)

    answer = overview.by_province(store, **PASSED)

    assert _provinces(answer, "01", "02", "04", "06", "08") == [
        ("01", 300, 0.75, "value"),
        ("02", None, None, "not_applicable"),
        ("04", None, None, "no_data"),  # the latest training data came
        ("06", None, None, "not_reported"),  # the latest did not, though the one before had
        ("08", None, None, "no_data"),
    ]


# of 04 and 06 the accounts are known, not who has completed; 01 says that nobody has
UNHEARD = """
    measure              | audience | report_year | level | province_code | part | whole
    assessment_completed | teacher  | 2021        | all   | 01            | 0    | 100
    assessment_completed | teacher  | 2021        | all   | 04            |      | 100
    assessment_completed | teacher  | 2021        | all   | 06            |      | 100
"""


def test_a_province_never_heard_from_shows_its_accounts_and_no_count(store_of):
    answer = overview.by_province(store_of(headline=UNHEARD, submission=SUBMISSION), **COMPLETED)

    assert _provinces(answer, "01", "04", "06") == [
        ("01", 0, 0.0, "value"),
        ("04", None, None, "not_reported"),
        ("06", None, None, "no_data"),
    ]
    assert answer.filter(province_code="04")["whole"].item() == 100


def test_what_nobody_sent_is_not_withheld_from_a_viewer_of_one_province(store_of):
    store = store_of(headline=UNHEARD, submission=SUBMISSION, scope=Scope.of_province("01"))

    answer = overview.by_province(store, **COMPLETED)

    assert _provinces(answer, "04", "06") == [("04", None, None, "not_reported"), ("06", None, None, "no_data")]


def test_a_province_without_lms_is_a_true_zero_of_the_measure_that_counts_them(store_of):
    owed = """
        province_code | dataset  | report_year | due_on     | received_on
        02            | training | 2021        | 2022-03-31 |
    """

    answer = overview.by_province(
        store_of(headline=HEADLINE, submission=owed),
        **COMPLETED | {"measure": "lms_use", "audience": "", "report_year": 0},
    )

    assert _provinces(answer, "01", "02") == [("01", 1, 1.0, "value"), ("02", 0, 0.0, "value")]


def test_what_had_not_come_before_is_no_share_to_compare_with(store_of):
    earlier = """
        measure              | audience | report_year | level | province_code | part | whole
        assessment_completed | teacher  | 2021        | all   | 01            |      | 100
        assessment_completed | teacher  | 2021        | all   | 22            | 0    | 50
    """

    answer = overview.by_province(store_of(headline=HEADLINE, previous={MARCH: earlier}), **COMPLETED)

    before = dict(answer.select("province_code", "previous_share").rows())
    assert before["01"] is None  # nothing of it had come by then
    assert before["22"] == 0.0  # it had, and said nobody


def test_a_province_is_set_beside_its_own_share_before(store_of):
    answer = overview.by_province(store_of(headline=HEADLINE, previous={MARCH: BEFORE}), **COMPLETED)

    before = dict(answer.select("province_code", "previous_share").rows())
    assert before["01"] == 0.3
    assert before["22"] is None


def test_a_small_group_of_another_province_is_withheld(store_of):
    drawn = """
        measure              | audience | report_year | level | province_code | part | whole
        assessment_completed | teacher  | 2021        | all   | 01            | 3    | 4
        assessment_completed | teacher  | 2021        | all   | 22            | 3    | 4
        assessment_completed | teacher  | 2021        | all   | 24            | 30   | 40
    """

    answer = overview.by_province(store_of(headline=drawn, scope=Scope.of_province("01")), **COMPLETED)

    assert _provinces(answer, "01", "22", "24") == [
        ("01", 3, 0.75, "value"),
        ("22", None, None, "withheld"),
        ("24", 30, 0.75, "value"),  # headlines of the size allowed are meant for all
    ]


def test_over_time_keeps_a_snapshot_without_an_answer_as_a_gap(store_of):
    store = store_of(headline=HEADLINE, previous={MARCH: BEFORE, date(2021, 12, 31): LONG_BEFORE})

    completed = overview.over_time(store, **COMPLETED, province_code=None)

    assert completed.select("as_of", "part", "whole", "units_with_data").rows() == [
        (date(2021, 12, 31), None, None, 0),
        (MARCH, 30, 100, 1),
        (JUNE, 80 + 45, 100 + 50, 3),
    ]


def test_over_time_follows_one_province(store_of):
    store = store_of(headline=HEADLINE, previous={MARCH: BEFORE})

    answer = overview.over_time(store, **COMPLETED, province_code="01")

    assert answer["share"].to_list() == [0.3, 0.8]


def test_over_time_does_not_look_ahead(store_of):
    later = {date(2022, 9, 30): BEFORE}

    answer = overview.over_time(store_of(headline=HEADLINE, previous=later), **COMPLETED, province_code=None)

    assert answer["as_of"].to_list() == [JUNE]


def test_what_the_country_is_asked_for_most_is_a_small_part_of_the_history(demo_state):
    snapshot = open_snapshot(demo_state / "snapshots" / "mo-phong-2022-06-30")
    store = open_store(snapshot, Scope.everything(), history.path(demo_state))
    beginning = _read(store)
    overview.national(store, **NATION)
    asked = _read(store) - beginning
    with store.cursor() as cursor:
        cursor.execute("select sum(part), sum(whole) from history").fetchall()

    assert 0 < asked < (_read(store) - beginning) / 3
    store.close()


def _read(store):
    """Bytes of its files that a store holds in memory."""
    with store.cursor() as cursor:
        held = "select sum(memory_usage_bytes)::bigint from duckdb_memory() where tag = 'BASE_TABLE'"
        return cursor.execute(held).fetchall()[0][0]
