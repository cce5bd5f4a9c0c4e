"""Training: how far enrolments came."""

import polars as pl

from data.access import Scope
from queries import completion

MASS = "teacher-mass-2020"

TRAINING = """
    province_code | cohort_code       | module_code | level           | subject | people | enrolments | started | lms_passed | lms_refused | supporter_waiting | supporter_refused | supporter_passed | university_waiting | university_refused | university_passed | certified
    --------------+-------------------+-------------+-----------------+---------+--------+------------+---------+------------+-------------+-------------------+-------------------+------------------+--------------------+--------------------+-------------------+----------
    01            | teacher-mass-2020 | GV1         | primary         | general | total  | 100        | 95      | 80         | 5           | 6                 | 4                 | 60               | 10                 | 0                  | 45                | 40
    01            | teacher-mass-2020 | GV1         | lower_secondary | math    | total  | 50         | 50      | 40         | 0           | 0                 | 0                 | 40               | 0                  | 0                  | 40                | 40
    01            | teacher-mass-2020 | GV1         | primary         | general | female | 70         | 68      | 60         | 2           | 3                 | 2                 | 50               | 8                  | 0                  | 40                | 36
    01            | teacher-mass-2020 | GV2         | primary         | general | total  | 30         | 20      | 10         | 0           | 0                 | 0                 | 0                | 0                  | 0                  | 0                 | 0
    22            | teacher-mass-2020 | GV1         | primary         | general | total  | 20         | 20      | 20         | 0           | 20                | 0                 | 0                | 0                  | 0                  | 0                 | 0
    79            | teacher-core-2019 | GV1         | upper_secondary | math    | total  | 10         | 9       | 8          | 1           | 0                 | 0                 | 0                | 1                  | 1                  | 5                 | 4
    79            | manager-mass-2020 | QL1         | primary         |         | total  | 7          | 7       | 7          | 0           | 0                 | 0                 | 7                | 0                  | 0                  | 7                 | 7
"""  # noqa: E501 - a drawn table is as wide as its columns


def test_every_required_module_of_every_cohort_is_there(store_of):
    answer = completion.by_cohort_module(store_of(training=TRAINING), audience="teacher")

    assert answer.group_by("cohort_code", maintain_order=True).len().rows() == [
        ("teacher-core-2019", 6),
        ("teacher-mass-2020", 5),
        ("teacher-mass-2021", 5),
    ]
    assert answer.select("module_code", "enrolments", "lms_passed", "certified", "lms_share").rows()[6:9] == [
        ("GV1", 100 + 50 + 20, 80 + 40 + 20, 40 + 40, 140 / 170),
        ("GV2", 30, 10, 0, 10 / 30),  # enrolled, and none certified: a true zero
        ("GV3", None, None, None, None),  # nobody enrolled: unknown, not zero
    ]


def test_a_cohorts_modules_can_be_narrowed_to_a_level_a_group_and_a_province(store_of):
    answer = completion.by_cohort_module(
        store_of(training=TRAINING), audience="teacher", level="primary", people="female", province_code="01"
    )

    first = answer.filter(cohort_code=MASS, module_code="GV1")
    assert first.select("enrolments", "started", "supporter_passed", "university_passed").rows() == [(70, 68, 50, 40)]
    assert answer["enrolments"].sum() == 70


def test_every_region_is_there_and_adds_its_provinces(store_of):
    answer = completion.by_region(store_of(training=TRAINING), cohort_code=MASS)

    assert answer.select("region_code", "provinces_with_data", "enrolments", "certified", "certified_share").rows() == [
        ("1", 0, None, None, None),
        ("2", 2, 150 + 30 + 20, 80, 80 / 200),  # Hà Nội and Quảng Ninh
        ("3", 0, None, None, None),
        ("4", 0, None, None, None),
        ("5", 0, None, None, None),  # Hồ Chí Minh has another cohort only
        ("6", 0, None, None, None),
    ]


def test_a_region_can_be_narrowed_to_one_module_and_level(store_of):
    answer = completion.by_region(
        store_of(training=TRAINING), cohort_code=MASS, module_code="GV1", level="primary", people="total"
    )

    assert answer["enrolments"].to_list()[1] == 100 + 20


PROVINCE = """
    vintage | province_code | name_vi  | university_code | university_basis | vietnamese_order
    63      | 01            | Hà Nội   | HNUE            | assumed          | 1
    63      | 22            | Quảng Ninh | HNUE          | verified         | 2
    63      | 79            | Hồ Chí Minh | HCMUE        | inferred         | 3
    34      | 01            | Hà Nội   | VINHUNI         | assumed          | 1
"""


def test_teachers_training_belongs_to_the_university_of_their_province(store_of):
    answer = completion.by_university(store_of(training=TRAINING, province=PROVINCE), cohort_code=MASS)

    assert answer.select("university_code", "provinces", "provinces_assumed", "enrolments", "lms_share").rows() == [
        ("HCMUE", 1, 0, None, None),
        ("HNUE", 2, 1, 150 + 30 + 20, (120 + 10 + 20) / 200),
    ]


def test_managers_training_belongs_to_the_academy_everywhere(store_of):
    answer = completion.by_university(store_of(training=TRAINING), cohort_code="manager-mass-2020")

    assert answer.select("university_code", "provinces", "provinces_assumed", "enrolments", "certified").rows() == [
        ("NAEM", 63, 0, 7, 7)
    ]


def test_the_chain_tells_where_mass_learners_stand(store_of):
    answer = completion.chain(store_of(training=TRAINING), cohort_code=MASS, module_code="GV1", province_code="01")

    assert answer.rows() == [
        ("enrolled", 1, 150, None, None, None, None),
        ("lms", 2, 120, (95 - 80 - 5) + (50 - 40), 5, 150 - 145, 120 / 150),
        ("supporter", 3, 100, 6, 4, 120 - 100 - 6 - 4, 100 / 120),
        ("university", 4, 85, 10, 0, 100 - 85 - 10, 85 / 100),
        ("certificate", 5, 80, 85 - 80, None, None, 80 / 85),
    ]


def test_the_chain_of_core_learners_has_no_supporter(store_of):
    answer = completion.chain(store_of(training=TRAINING), cohort_code="teacher-core-2019")

    assert answer.rows() == [
        ("enrolled", 1, 10, None, None, None, None),
        ("lms", 2, 8, 9 - 8 - 1, 1, 10 - 9, 0.8),
        ("supporter", 3, None, None, None, None, None),
        ("university", 4, 5, 1, 1, 8 - 5 - 1 - 1, 5 / 8),
        ("certificate", 5, 4, 1, None, None, 4 / 5),
    ]


def test_a_chain_nobody_is_in_has_its_five_steps_unknown(store_of):
    answer = completion.chain(store_of(training=TRAINING), cohort_code=MASS, module_code="GV5")

    assert answer["step"].to_list() == ["enrolled", "lms", "supporter", "university", "certificate"]
    assert answer["reached"].null_count() == 5


def test_a_learner_finishes_a_cohort_with_every_module_it_requires(store_of):
    drawn = """
        province_code | cohort_code       | level   | people | modules_passed | modules_certified | learners
        01            | teacher-mass-2020 | primary | total  | 5              | 5                 | 10
        22            | teacher-mass-2020 | primary | total  | 5              | 4                 | 20
        22            | teacher-mass-2020 | primary | total  | 4              | 4                 | 30
        22            | teacher-mass-2020 | primary | female | 5              | 5                 | 8
        22            | teacher-core-2019 | primary | total  | 5              | 5                 | 7
    """
    store = store_of(progress=drawn)

    assert completion.finished(store, audience="teacher").rows() == [
        ("teacher-core-2019", "core", 6, 7, 0, 0, 0.0, 0.0),  # five of six are not all
        ("teacher-mass-2020", "mass", 5, 60, 10 + 20, 10, 0.5, 10 / 60),
        ("teacher-mass-2021", "mass", 5, None, None, None, None, None),
    ]
    own = completion.finished(store, audience="teacher", people="female", province_code="22")
    assert own.filter(cohort_code=MASS)["learners"].to_list() == [8]


def test_subjects_come_with_most_enrolments_first_and_count_each_learner_once(store_of):
    store = store_of(training=TRAINING)

    assert completion.by_subject(store, cohort_code=MASS).rows() == [
        ("general", 100 + 30 + 20, 80 + 10 + 20, 40, 110 / 150),
        ("math", 50, 40, 40, 0.8),
    ]
    one = completion.by_subject(store, cohort_code=MASS, module_code="GV2", level="primary", province_code="01")
    assert one.rows() == [("general", 30, 10, 0, 10 / 30)]


def test_a_viewer_of_one_province_counts_nothing_of_the_others(store_of):
    store = store_of(training=TRAINING, scope=Scope.of_province("22"))

    assert completion.by_cohort_module(store, audience="teacher")["enrolments"].sum() == 20
    assert completion.by_region(store, cohort_code=MASS)["enrolments"].sum() == 20
    assert completion.by_university(store, cohort_code=MASS)["enrolments"].sum() == 20
    assert completion.chain(store, cohort_code=MASS)["reached"][0] == 20
    assert completion.by_subject(store, cohort_code=MASS).select(pl.col("enrolments").sum()).item() == 20
    assert completion.chain(store, cohort_code=MASS, province_code="01")["reached"].null_count() == 5
