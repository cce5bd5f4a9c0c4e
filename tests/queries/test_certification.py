"""The way to the certificate: where enrolments stand, how long steps take, who stands still."""

from data.access import Scope
from queries import certification

MASS = "teacher-mass-2020"
CORE = "teacher-core-2019"

TRAINING = """
    province_code | cohort_code       | module_code | level   | subject | people | enrolments | started | lms_passed | lms_refused | supporter_waiting | supporter_refused | supporter_passed | university_waiting | university_refused | university_passed | certified
    --------------+-------------------+-------------+---------+---------+--------+------------+---------+------------+-------------+-------------------+-------------------+------------------+--------------------+--------------------+-------------------+----------
    01            | teacher-mass-2020 | GV1         | primary | general | total  | 100        | 95      | 80         | 5           | 6                 | 4                 | 60               | 10                 | 3                  | 45                | 40
    01            | teacher-mass-2020 | GV1         | primary | general | female | 70         | 68      | 60         | 2           | 3                 | 2                 | 50               | 8                  | 0                  | 40                | 36
    22            | teacher-mass-2020 | GV2         | primary | general | total  | 20         | 20      | 20         | 0           | 20                | 0                 | 0                | 0                  | 0                  | 0                 | 0
    79            | teacher-core-2019 | GV1         | primary | general | total  | 10         | 9       | 8          | 1           | 0                 | 0                 | 0                | 1                  | 1                  | 5                 | 4
"""  # noqa: E501 - a drawn table is as wide as its columns

# Ten decided at 01: the 5th in order is at 4 days, the 9th at 30; three still wait, the 2nd of them 50 days.
WAITING = """
    province_code | cohort_code       | module_code | step        | is_decided | days | passes
    --------------+-------------------+-------------+-------------+------------+------+-------
    01            | teacher-mass-2020 | GV1         | university  | true       | 2    | 4
    01            | teacher-mass-2020 | GV1         | university  | true       | 4    | 1
    01            | teacher-mass-2020 | GV2         | university  | true       | 10   | 3
    01            | teacher-mass-2020 | GV2         | university  | true       | 30   | 1
    01            | teacher-mass-2020 | GV2         | university  | true       | 90   | 1
    01            | teacher-mass-2020 | GV1         | university  | false      | 40   | 1
    01            | teacher-mass-2020 | GV1         | university  | false      | 50   | 2
    22            | teacher-mass-2020 | GV1         | university  | false      | 7    | 1
    01            | teacher-mass-2020 | GV1         | certificate | true       | 5    | 3
    79            | teacher-core-2019 | GV1         | university  | true       | 1    | 1
    79            | teacher-mass-2021 | GV1         | university  | true       | 8    | 2
    79            | manager-mass-2020 | QL1         | university  | true       | 6    | 2
    01            | manager-mass-2020 | QL1         | university  | true       | 9    | 1
"""

STANDSTILL = """
    province_code | cohort_code       | module_code | stage         | days | learners
    --------------+-------------------+-------------+---------------+------+---------
    01            | teacher-mass-2020 | all         | at_university | 29   | 5
    01            | teacher-mass-2020 | all         | at_university | 30   | 3
    01            | teacher-mass-2020 | all         | not_started   | 200  | 2
    01            | teacher-mass-2020 | all         | done          | 400  | 10
    22            | teacher-mass-2020 | all         | done          | 10   | 4
    01            | teacher-mass-2020 | GV1         | at_university | 31   | 6
    01            | teacher-mass-2020 | GV1         | done          | 31   | 14
    01            | teacher-mass-2020 | GV2         | not_started   | 200  | 1
    79            | teacher-mass-2021 | all         | to_supporter  | 60   | 1
    79            | manager-mass-2020 | all         | at_supporter  | 60   | 2
"""


def test_every_enrolment_stands_at_one_stage(store_of):
    answer = certification.stock(store_of(training=TRAINING), cohort_code=MASS, province_code="01")

    assert answer.select("stage", "enrolments").rows() == [
        ("not_started", 100 - 95),
        ("at_lms", 95 - 80 - 5),
        ("lms_refused", 5),
        ("to_supporter", 80 - 60 - 6 - 4),
        ("at_supporter", 6),
        ("supporter_refused", 4),
        ("to_university", 60 - 45 - 10 - 3),
        ("at_university", 10),
        ("university_refused", 3),
        ("to_certificate", 45 - 40),
        ("done", 40),
    ]
    assert answer["enrolments"].sum() == 100
    assert answer["share"].to_list()[-1] == 40 / 100


def test_core_learners_are_sent_to_the_university_without_a_supporter(store_of):
    answer = certification.stock(store_of(training=TRAINING), cohort_code=CORE)

    stock = dict(answer.select("stage", "enrolments").rows())
    assert (stock["to_supporter"], stock["at_supporter"], stock["supporter_refused"]) == (None, None, None)
    assert stock["to_university"] == 8 - 5 - 1 - 1
    assert answer["enrolments"].sum() == 10


def test_a_stock_nobody_is_in_is_unknown_stage_by_stage(store_of):
    answer = certification.stock(store_of(training=TRAINING), cohort_code=MASS, module_code="GV5")

    assert answer.height == answer["enrolments"].null_count() == 11


def test_days_waited_are_the_nearest_rank_of_the_decided_alone(store_of):
    answer = certification.waiting_by_step(store_of(waiting=WAITING), cohort_code=MASS)

    assert answer.rows() == [
        ("supporter", 1, None, None, None, None, None),  # nothing was ever sent: unknown, not zero
        ("university", 2, 10, 4, 30, 3 + 1, 40),  # of the waiting 7, 40, 50, 50 the 2nd
        ("certificate", 3, 3, 5, 5, 0, None),  # decided all: a true zero
    ]


def test_a_module_and_a_province_narrow_the_days_waited(store_of):
    answer = certification.waiting_by_step(
        store_of(waiting=WAITING), cohort_code=MASS, module_code="GV2", province_code="01"
    )

    # 10, 10, 10, 30, 90: the 3rd, and the 5th, since nine tenths of five are more than four
    assert answer.rows()[1] == ("university", 2, 5, 10, 90, 0, None)


def test_every_region_is_there_even_where_nothing_was_sent(store_of):
    answer = certification.waiting_by_group(store_of(waiting=WAITING), by="region", cohort_code=MASS, step="university")

    assert answer["group_code"].to_list() == ["1", "2", "3", "4", "5", "6"]
    assert answer.select("decided", "median_days", "waiting").rows()[1] == (10, 4, 4)  # Hà Nội and Quảng Ninh
    assert answer["decided"].null_count() == 5  # Hồ Chí Minh has other cohorts only


PROVINCE = """
    vintage | province_code | name_vi     | region_code | university_code | university_basis | vietnamese_order
    63      | 01            | Hà Nội      | 2           | HNUE            | assumed          | 1
    63      | 22            | Quảng Ninh  | 2           | HNUE            | verified         | 2
    63      | 79            | Hồ Chí Minh | 5           | HCMUE           | inferred         | 3
"""


def test_teachers_wait_for_the_university_of_their_province_and_managers_for_the_academy(store_of):
    store = store_of(waiting=WAITING, province=PROVINCE)

    teachers = certification.waiting_by_group(store, by="university", cohort_code=MASS, step="university")
    assert teachers.select("group_code", "provinces_assumed", "decided", "waiting").rows() == [
        ("HCMUE", 0, None, None),
        ("HNUE", 1, 10, 4),
    ]
    managers = certification.waiting_by_group(
        store, by="university", cohort_code="manager-mass-2020", step="university"
    )
    assert managers.select("group_code", "provinces_assumed", "decided", "median_days").rows() == [("NAEM", 0, 3, 6)]


def test_modules_stand_side_by_side_whichever_is_chosen_and_cohorts_of_one_role_too(store_of):
    store = store_of(waiting=WAITING)
    asked = {"cohort_code": MASS, "step": "university", "module_code": "GV1"}

    modules = certification.waiting_by_group(store, by="module", **asked)
    assert modules.select("group_code", "decided").rows() == [
        ("GV1", 5), ("GV2", 5), ("GV3", None), ("GV4", None), ("GV5", None),
    ]  # fmt: skip
    cohorts = certification.waiting_by_group(store, by="cohort", **asked)
    assert cohorts.select("group_code", "decided").rows() == [(MASS, 5), ("teacher-mass-2021", 2)]  # no core cohort


def test_a_province_says_why_it_has_no_median(store_of):
    uses = """
        province_code | platform | since_on
        95            |          |
    """
    store = store_of(waiting=WAITING, training=TRAINING, lms_use=uses)

    answer = certification.waiting_by_province(store, cohort_code=MASS, step="university")

    assert answer.height == 63
    known = {row["province_code"]: row for row in answer.to_dicts()}
    assert (known["01"]["median_days"], known["01"]["p90_days"], known["01"]["state"]) == (4, 30, "value")
    assert (known["22"]["decided"], known["22"]["waiting"], known["22"]["state"]) == (0, 1, "nobody")
    assert known["95"]["state"] == "not_applicable"
    assert (known["04"]["decided"], known["04"]["state"]) == (None, "no_data")


def test_stalled_begins_on_the_day_named_and_never_with_who_is_done(store_of):
    answer = certification.stalled_by_stage(store_of(standstill=STANDSTILL), cohort_code=MASS, stalled_days=30)

    stages = {row["stage"]: (row["learners"], row["stalled"], row["stalled_share"]) for row in answer.to_dicts()}
    assert stages["at_university"] == (5 + 3, 3, 3 / 8)
    assert stages["not_started"] == (2, 2, 1.0)
    assert stages["at_lms"] == (0, 0, None)
    assert stages["done"] == (10 + 4, None, None)
    assert answer["learners"].sum() == 24  # each learner once


def test_one_module_counts_where_learners_stand_in_it(store_of):
    answer = certification.stalled_by_stage(
        store_of(standstill=STANDSTILL), cohort_code=MASS, module_code="GV1", stalled_days=30
    )

    assert answer["learners"].sum() == 6 + 14
    assert answer["stalled"].sum() == 6


def test_a_cohort_nobody_is_in_has_its_stages_unknown(store_of):
    answer = certification.stalled_by_stage(store_of(standstill=STANDSTILL), cohort_code=CORE, stalled_days=30)

    assert answer["learners"].null_count() == 11


def test_groups_count_the_stalled_over_the_unfinished_and_over_all(store_of):
    store = store_of(standstill=STANDSTILL)

    cohorts = certification.stalled_by_group(store, by="cohort", cohort_code=MASS, stalled_days=30)
    counts = ("group_code", "learners", "unfinished", "stalled", "stalled_share", "stalled_of_all_share")
    assert cohorts.select(counts).rows() == [
        (MASS, 24, 10, 5, 5 / 10, 5 / 24),
        ("teacher-mass-2021", 1, 1, 1, 1.0, 1.0),
    ]
    modules = certification.stalled_by_group(store, by="module", cohort_code=MASS, stalled_days=30)
    assert modules.select(counts[:4]).rows()[:3] == [("GV1", 20, 6, 6), ("GV2", 1, 1, 1), ("GV3", None, None, None)]
    managers = certification.stalled_by_group(store, by="university", cohort_code="manager-mass-2020", stalled_days=90)
    assert managers.select(counts[:4]).rows() == [("NAEM", 2, 2, 0)]


def test_a_province_where_all_are_done_has_nobody_to_stall(store_of):
    answer = certification.stalled_by_province(store_of(standstill=STANDSTILL), cohort_code=MASS, stalled_days=30)

    known = {row["province_code"]: row for row in answer.to_dicts()}
    assert (known["01"]["stalled"], known["01"]["unfinished"], known["01"]["state"]) == (5, 10, "value")
    assert (known["22"]["stalled"], known["22"]["stalled_share"], known["22"]["state"]) == (0, None, "nobody")
    assert (known["79"]["learners"], known["79"]["state"]) == (None, "no_data")  # it trains another cohort


def test_what_a_viewer_of_one_province_may_not_see_is_not_counted(store_of):
    store = store_of(waiting=WAITING, standstill=STANDSTILL, training=TRAINING, scope=Scope.of_province("22"))

    assert certification.waiting_by_step(store, cohort_code=MASS).rows()[1][2:] == (0, None, None, 1, 7)
    by_region = certification.stalled_by_group(store, by="region", cohort_code=MASS, stalled_days=30)
    assert by_region["learners"].to_list() == [None, 4, None, None, None, None]
    others = certification.stalled_by_province(store, cohort_code=MASS, stalled_days=30).filter(province_code="01")
    assert others.select("learners", "state").rows() == [(None, "withheld")]
