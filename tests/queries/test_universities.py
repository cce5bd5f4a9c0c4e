"""Universities: whom each answers for, what it has trained, and how it is seen."""

from data.access import Scope
from queries import universities

MASS = "teacher-mass-2020"

PROVINCE = """
    vintage | province_code | name_vi     | university_code | university_basis | vietnamese_order
    63      | 01            | Hà Nội      | HNUE            | assumed          | 1
    63      | 22            | Quảng Ninh  | HNUE            | verified         | 2
    63      | 79            | Hồ Chí Minh | HCMUE           | inferred         | 3
"""

PROGRESS = """
    province_code | cohort_code       | level   | people | modules_passed | modules_certified | learners
    --------------+-------------------+---------+--------+----------------+-------------------+---------
    01            | teacher-core-2019 | primary | total  | 6              | 6                 | 3
    01            | teacher-core-2019 | primary | total  | 5              | 5                 | 1
    22            | teacher-core-2019 | primary | total  | 6              | 0                 | 1
    22            | teacher-core-2019 | primary | female | 6              | 0                 | 1
    01            | teacher-mass-2020 | primary | total  | 5              | 5                 | 60
    22            | teacher-mass-2021 | primary | total  | 2              | 0                 | 40
    79            | teacher-mass-2020 | primary | total  | 2              | 0                 | 9
    79            | manager-core-2019 | primary | total  | 6              | 6                 | 2
    01            | manager-mass-2020 | primary | total  | 5              | 5                 | 7
"""

TRAINING = """
    province_code | cohort_code       | module_code | level   | subject | people | enrolments | lms_passed | university_waiting | university_refused | university_passed | certified
    --------------+-------------------+-------------+---------+---------+--------+------------+------------+--------------------+--------------------+-------------------+----------
    01            | teacher-mass-2020 | GV1         | primary | general | total  | 100        | 80         | 10                 | 2                  | 50                | 40
    01            | teacher-mass-2020 | GV1         | primary | general | female | 60         | 50         | 5                  | 1                  | 30                | 20
    22            | teacher-mass-2020 | GV2         | primary | general | total  | 30         | 20         | 0                  | 0                  | 20                | 20
    01            | manager-mass-2020 | QL1         | primary |         | total  | 7          | 7          | 1                  | 0                  | 6                 | 6
"""  # noqa: E501 - a drawn table is as wide as its columns


def test_core_and_mass_learners_stand_side_by_side_and_are_never_added(store_of):
    answer = universities.learners(store_of(progress=PROGRESS, province=PROVINCE), audience="teacher")

    assert answer.drop("name_vi", "name_en").rows() == [
        ("HCMUE", 1, 0, None, None, None, 9, None),  # no core learner: there is no ratio
        ("HNUE", 2, 1, 3 + 1 + 1, 3 + 1, 4 / 5, 60 + 40, 100 / 5),  # five of six modules are not all
    ]


def test_the_academy_answers_for_managers_everywhere(store_of):
    answer = universities.learners(store_of(progress=PROGRESS, province=PROVINCE), audience="manager")

    assert answer.drop("name_vi", "name_en").rows() == [("NAEM", 3, 0, 2, 2, 1.0, 7, 3.5)]


def test_certificates_are_a_share_of_those_who_passed_on_the_lms(store_of):
    store = store_of(training=TRAINING, province=PROVINCE)

    assert universities.certified(store, cohort_code=MASS).drop("name_vi", "name_en").rows() == [
        ("HCMUE", None, None, None, None, None, None),
        ("HNUE", 80 + 20, 10, 2, 50 + 20, 40 + 20, 60 / 100),
    ]
    assert universities.certified(store, cohort_code=MASS, module_code="GV2")["certified"].to_list() == [None, 20]
    assert universities.certified(store, cohort_code="manager-mass-2020")["university_code"].to_list() == ["NAEM"]


def test_a_question_counts_only_those_it_is_asked_of(store_of):
    drawn = """
        province_code | audience | role | question_code     | module_code | level   | answer | answers
        --------------+----------+------+-------------------+-------------+---------+--------+--------
        01            | teacher  | mass | support_satisfied | GV1         | primary | 5      | 6
        22            | teacher  | mass | support_satisfied | GV2         | primary | 2      | 2
        01            | teacher  | core | support_satisfied | GV1         | primary | 1      | 50
        79            | teacher  | core | course_satisfied  | GV1         | primary | 4      | 3
        79            | teacher  | mass | course_satisfied  | GV1         | primary | 1      | 50
    """
    store = store_of(satisfaction=drawn, province=PROVINCE)

    support = universities.satisfied(store, audience="teacher", question_code="support_satisfied")
    assert support.drop("name_vi", "name_en").rows() == [("HCMUE", None, None, None), ("HNUE", 8, 6, 6 / 8)]
    course = universities.satisfied(store, audience="teacher", question_code="course_satisfied", module_code="GV1")
    assert course.drop("name_vi", "name_en").rows() == [("HCMUE", 3, 3, 1.0), ("HNUE", None, None, None)]


def test_every_province_says_who_trains_there_and_how_sure_that_is(store_of):
    store = store_of(progress=PROGRESS, training=TRAINING, province=PROVINCE)

    answer = universities.by_province(store, audience="teacher", cohort_code=MASS)
    assert answer.drop("name_vi", "name_en").rows() == [
        ("01", "HNUE", "assumed", 4, 3, 3 / 4, 60, 15.0, 80, 40, 0.5, "value"),
        ("22", "HNUE", "verified", 1, 1, 1.0, 40, 40.0, 20, 20, 1.0, "value"),
        ("79", "HCMUE", "inferred", None, None, None, 9, None, None, None, None, "value"),
    ]
    managers = universities.by_province(store, audience="manager", cohort_code="manager-mass-2020")
    assert set(managers["university_code"]) == {"NAEM"}
    assert managers["state"].to_list() == ["value", "no_data", "value"]


def test_other_provinces_are_not_counted_for_a_viewer_of_one(store_of):
    store = store_of(progress=PROGRESS, training=TRAINING, province=PROVINCE, scope=Scope.of_province("22"))

    assert universities.learners(store, audience="teacher")["mass_learners"].to_list() == [None, 40]
    answer = universities.by_province(store, audience="teacher", cohort_code=MASS)
    assert answer["state"].to_list() == ["withheld", "value", "withheld"]


def test_an_own_assessment_is_shown_as_supplied_newest_year_first(store_of):
    drawn = """
        university_code | year | indicator     | value | unit | source
        HNUE            | 2019 | Chương trình  | 3.5   | điểm | HNUE
        HNUE            | 2021 | Chương trình  | 4.1   | điểm | HNUE
        DNUE            | 2021 | Đội ngũ       | 80    | %    | DNUE
    """
    answer = universities.teidi(store_of(teidi=drawn))

    supplied = answer.filter(answer["year"].is_not_null())
    assert supplied.select("university_code", "year", "indicator", "value", "unit").rows() == [
        ("DNUE", 2021, "Đội ngũ", 80.0, "%"),
        ("HNUE", 2021, "Chương trình", 4.1, "điểm"),
        ("HNUE", 2019, "Chương trình", 3.5, "điểm"),
    ]
    assert answer.height == 3 + 6  # eight in our list, six of which said nothing
    assert universities.teidi(store_of())["year"].null_count() == 8
