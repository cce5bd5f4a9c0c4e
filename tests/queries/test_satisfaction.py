"""The satisfaction survey: questions apart, roles apart."""

from data.access import Scope
from queries import satisfaction

ANSWERS = """
    province_code | question_code    | module_code | audience | role | level           | answer | answers
    --------------+------------------+-------------+----------+------+-----------------+--------+--------
    01            | course_satisfied | GV1         | teacher  | core | primary         | 5      | 60
    01            | course_satisfied | GV1         | teacher  | core | primary         | 4      | 30
    01            | course_satisfied | GV1         | teacher  | core | primary         | 3      | 10
    01            | course_satisfied | GV9         | teacher  | core | lower_secondary | 2      | 20
    01            | course_satisfied | GV1         | teacher  | mass | primary         | 1      | 999
    01            | course_satisfied | QL1         | manager  | core | primary         | 1      | 888
    22            | course_satisfied | GV1         | teacher  | core | primary         | 4      | 40
    22            | support_relevant | GV1         | teacher  | mass | primary         | 3      | 7
"""
CORE = {"audience": "teacher", "role": "core"}
COURSE = {"question_code": "course_satisfied", **CORE}


def test_every_question_is_there_and_core_is_never_added_to_mass(store_of):
    answer = satisfaction.by_question(store_of(satisfaction=ANSWERS), **CORE)

    assert answer.select("question_code", "answers", "satisfied", "share").rows() == [
        ("course_satisfied", 100 + 20 + 40, 60 + 30 + 40, 130 / 160),
        ("support_relevant", None, None, None),  # mass learners answered it, core learners were not asked
        ("support_satisfied", None, None, None),
    ]


def test_nobody_satisfied_is_a_true_zero(store_of):
    answer = satisfaction.by_question(
        store_of(satisfaction=ANSWERS), audience="teacher", role="mass", module_code="GV1", level="primary"
    )

    assert answer.select("answers", "satisfied", "share").rows() == [(999, 0, 0.0), (7, 0, 0.0), (None, None, None)]


def test_every_module_of_the_role_is_there(store_of):
    answer = satisfaction.by_module(store_of(satisfaction=ANSWERS), **COURSE, level="all", province_code="01")

    assert answer.select("module_code", "answers", "satisfied", "share").rows() == [
        ("GV1", 100, 90, 0.9),
        ("GV2", None, None, None),
        ("GV3", None, None, None),
        ("GV4", None, None, None),
        ("GV5", None, None, None),
        ("GV9", 20, 0, 0.0),
    ]


def test_a_module_of_two_cohorts_stands_once(store_of):
    answer = satisfaction.by_module(
        store_of(), question_code="support_relevant", audience="teacher", role="mass", level="primary"
    )

    assert answer["module_code"].to_list() == ["GV1", "GV2", "GV3", "GV4", "GV5"]


SUBMISSION = """
    province_code | dataset      | report_year | due_on     | received_on
    02            | satisfaction | 2020        | 2021-03-31 | 2021-03-31
    02            | satisfaction | 2021        | 2022-03-31 |
    04            | satisfaction | 2020        | 2021-03-31 |
    04            | satisfaction | 2021        | 2022-03-31 | 2022-03-31
    06            | satisfaction | 2022        | 2023-03-31 |
"""


def test_every_province_says_what_it_has_or_why_it_has_nothing(store_of):
    store = store_of(satisfaction=ANSWERS, submission=SUBMISSION)

    answer = satisfaction.by_province(store, **COURSE, module_code="GV1", level="primary")

    assert answer.height == 63
    picked = answer.filter(answer["province_code"].is_in(["01", "02", "04", "06", "22"]))
    assert picked.select("province_code", "answers", "satisfied", "share", "state").rows() == [
        ("01", 100, 90, 0.9, "value"),
        ("02", None, None, None, "not_reported"),
        ("04", None, None, None, "no_data"),  # the latest came; nothing in it for this choice
        ("06", None, None, None, "no_data"),  # not due yet
        ("22", 40, 40, 1.0, "value"),
    ]


def test_the_spread_has_every_point_of_the_scale(store_of):
    store = store_of(satisfaction=ANSWERS)

    one = satisfaction.spread(store, **COURSE, module_code="GV1", level="primary", province_code="01")
    assert one.rows() == [(1, 0, 0.0), (2, 0, 0.0), (3, 10, 0.1), (4, 30, 0.3), (5, 60, 0.6)]

    nobody = satisfaction.spread(store, **COURSE, module_code="GV2")
    assert nobody.rows() == [(point, None, None) for point in range(1, 6)]


def test_a_viewer_of_one_province_counts_nothing_of_the_others(store_of):
    store = store_of(satisfaction=ANSWERS, scope=Scope.of_province("22"))

    assert satisfaction.by_question(store, **CORE)["answers"].to_list() == [40, None, None]
    assert satisfaction.by_module(store, **COURSE)["answers"].sum() == 40
    assert satisfaction.spread(store, **COURSE)["answers"].sum() == 40
    assert satisfaction.by_province(store, **COURSE).filter(state="withheld").height == 62
