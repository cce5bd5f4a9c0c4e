"""Needs against modules: weak marks, wishes, completion, and the order in which modules are offered."""

from data.access import Scope
from queries import needs

YEAR = {"report_year": 2021, "audience": "teacher"}
QUANG_NINH = Scope.of_province("22")
MARKS = """
    province_code | report_year | role | level           | rater | criterion_no | chua_dat | dat | kha | tot
    22            | 2021        | mass | primary         | self  | 7            | 2        | 18  | 50  | 30
    22            | 2021        | core | lower_secondary | self  | 7            | 0        | 5   | 3   | 2
    22            | 2021        | mass | primary         | head  | 7            | 90       | 10  | 0   | 0
    22            | 2020        | mass | primary         | self  | 7            | 10       | 10  | 60  | 20
    22            | 2021        | mass | primary         | self  | 14           | 0        | 40  | 40  | 20
    22            | 2021        | mass | primary         | self  | 8            | 0        | 30  | 50  | 20
    01            | 2021        | mass | primary         | self  | 7            | 0        | 100 | 100 | 0
"""
WISHES = """
    province_code | report_year | level   | module_code | criterion_no | learners
    22            | 2021        | primary |             | 7            | 60
    22            | 2021        | primary | GV5         | 0            | 50
    22            | 2021        | primary |             | 14           | 15
    22            | 2021        | primary | GV1         | 0            | 8
    22            | 2020        | primary | GV1         | 0            | 99
"""
STANDING = """
    province_code | report_year | audience | role | level | people | accounts | self_done
    22            | 2021        | teacher  | all  | all   | total  | 130      | 120
    01            | 2021        | teacher  | all  | all   | total  | 300      | 200
"""
TRAINING = """
    province_code | cohort_code       | module_code | level   | enrolments | lms_passed
    22            | teacher-mass-2020 | GV5         | primary | 60         | 40
    22            | teacher-mass-2021 | GV5         | primary | 20         | 10
    22            | teacher-core-2019 | GV5         | primary | 5          | 5
    22            | teacher-mass-2020 | GV1         | primary | 80         | 80
"""
TABLES = {"criterion_standing": MARKS, "need_count": WISHES, "standing": STANDING, "training": TRAINING}


def _row(answer, **keys):
    return answer.filter(**keys).to_dicts()[0]


def test_a_criterion_counts_own_marks_alone_and_wishes_of_those_who_assessed_themselves(store_of):
    answer = needs.by_criterion(store_of(**TABLES), **YEAR, province_code="22")

    seventh = _row(answer, criterion_no=7)
    assert answer["criterion_no"].to_list() == list(range(1, 16))
    assert (seventh["weak"], seventh["rated"]) == (2 + 18 + 0 + 5, 100 + 10)  # the head's marks stay out
    assert (seventh["weak_share"], seventh["previous_weak_share"]) == (25 / 110, 20 / 100)
    assert (seventh["wished"], seventh["self_done"], seventh["wished_share"]) == (60, 120, 0.5)
    assert seventh["modules"] == "5"


def test_a_criterion_that_no_module_is_linked_to_has_need_without_an_offer(store_of):
    row = _row(needs.by_criterion(store_of(**TABLES), **YEAR), criterion_no=14)

    assert (row["weak"], row["wished"], row["modules"], row["owner"]) == (40, 15, None, None)


def test_a_wish_nobody_had_is_nought_where_others_were_named_and_unknown_where_none_came(store_of):
    store = store_of(**TABLES)

    assert _row(needs.by_criterion(store, **YEAR, province_code="22"), criterion_no=1)["wished"] == 0
    assert needs.by_criterion(store, **YEAR, province_code="01")["wished"].null_count() == 15


def test_the_need_for_a_module_is_the_largest_of_three_counts_and_what_remains_the_share_not_passed(store_of):
    answer = needs.by_module(store_of(**TABLES), **YEAR, province_code="22")

    fifth = _row(answer, module_code="GV5")
    assert (fifth["weak"], fifth["wished_criterion"], fifth["wished_module"]) == (25, 60, 50)
    assert fifth["need"] == 60  # never 25 + 60 + 50: one person may be in all three
    assert (fifth["enrolments"], fifth["lms_passed"]) == (60 + 20, 40 + 10)  # the core's five are told apart
    assert (fifth["core_enrolments"], fifth["core_passed"]) == (5, 5)
    assert fifth["remaining"] == 23  # 60 × 30 / 80 = 22.5


def test_a_module_that_no_mass_cohort_has_had_remains_for_all_who_need_it(store_of):
    answer = needs.by_module(store_of(**TABLES), **YEAR, province_code="22")

    sixth = _row(answer, module_code="GV6")
    assert (sixth["need"], sixth["remaining"], sixth["training_state"]) == (30, 30, "no_cohort")
    assert _row(answer, module_code="GV4")["training_state"] == "no_data"  # planned, yet nothing has come
    assert answer["module_code"].to_list()[:2] == ["GV6", "GV5"]


def test_a_module_that_everybody_has_passed_is_not_offered(store_of):
    first = _row(needs.by_module(store_of(**TABLES), **YEAR, province_code="22"), module_code="GV1")

    assert (first["need"], first["remaining"], first["place"]) == (8, 0, None)
    assert first["weak"] is None  # no criterion is linked to it


def test_where_there_is_no_lms_completion_does_not_apply(store_of):
    lms = """
        province_code | platform | since_on
        22            |          |
    """
    tables = {name: drawn for name, drawn in TABLES.items() if name != "training"}
    answer = needs.by_module(store_of(**tables, lms_use=lms), **YEAR, province_code="22")

    assert _row(answer, module_code="GV5")["training_state"] == "not_applicable"
    assert _row(answer, module_code="GV5")["remaining"] == 60


def test_managers_have_no_links_yet_their_wishes_count(store_of):
    wishes = """
        province_code | report_year | audience | level   | module_code | criterion_no | learners
        22            | 2021        | manager  | primary | QL4         | 0            | 12
        22            | 2021        | manager  | primary |             | 4            | 30
    """
    store = store_of(need_count=wishes)
    manager = YEAR | {"audience": "manager"}

    row = _row(needs.by_module(store, **manager), module_code="QL4")
    assert (row["weak"], row["wished_criterion"], row["wished_module"], row["need"]) == (None, None, 12, 12)
    assert _row(needs.by_criterion(store, **manager), criterion_no=4)["wished"] == 30


def test_every_province_has_every_module_and_its_own_places(store_of):
    answer = needs.by_province(store_of(**TABLES), **YEAR)

    assert answer.height == 63 * 9
    own = answer.filter(province_code="22").sort("place", nulls_last=True)
    assert own.select("module_code", "remaining", "place").rows()[:2] == [("GV6", 30, 1), ("GV5", 23, 2)]
    assert _row(answer, province_code="01", module_code="GV5")["need"] == 100
    assert answer.filter(province_code="02")["need"].null_count() == 9


def test_of_other_provinces_a_viewer_of_one_gets_no_count(store_of):
    answer = needs.by_province(store_of(**TABLES, scope=QUANG_NINH), **YEAR)

    assert answer.filter(province_code="01")["need"].null_count() == 9
    assert _row(answer, province_code="22", module_code="GV5")["need"] == 60


def test_districts_show_no_group_of_less_than_ten(store_of):
    tables = {
        "district": """
            province_code | district_code | name_vi
            22            | 193           | Thành phố Hạ Long
            22            | 200           | Huyện Ba Chẽ
        """,
        "district_criterion": """
            province_code | district_code | report_year | level   | rater | criterion_no | chua_dat | dat | kha | tot
            22            | 193           | 2021        | primary | self  | 7            | 4        | 36  | 50  | 30
            22            | 193           | 2021        | primary | self  | 8            | 0        | 9   | 50  | 30
            22            | 193           | 2021        | primary | self  | 4            | 0        | 20  | 50  | 30
        """,
        "district_need": """
            province_code | district_code | report_year | level   | module_code | criterion_no | learners
            22            | 193           | 2021        | primary | GV5         | 0            | 9
        """,
        "unit_training": """
            province_code | district_code | school_code | level   | cohort_code       | module_code | enrolments | lms_passed
            22            | 193           | 22193001    | primary | teacher-mass-2020 | GV5         | 50         | 30
            22            | 193           | 22193001    | primary | teacher-mass-2020 | GV4         | 50         | 40
        """,  # noqa: E501 - a drawn table is as wide as its columns
    }
    answer = needs.by_district(store_of(**tables, scope=QUANG_NINH), province_code="22", **YEAR)

    fifth = _row(answer, district_code="193", module_code="GV5")
    assert (fifth["weak"], fifth["wished_module"], fifth["need"]) == (40, None, 40)  # nine wishes are not shown
    assert (fifth["remaining"], fifth["place"], fifth["is_withheld"]) == (16, 1, False)  # 40 × 20 / 50
    sixth = _row(answer, district_code="193", module_code="GV6")
    assert (sixth["weak"], sixth["need"], sixth["remaining"], sixth["is_withheld"]) == (None, None, None, True)
    fourth = _row(answer, district_code="193", module_code="GV4")
    assert (fourth["need"], fourth["remaining"], fourth["place"], fourth["is_withheld"]) == (
        20,
        None,
        None,
        True,
    )  # four
    assert answer.filter(district_code="200")["need"].null_count() == 9  # in the list, nothing has come
