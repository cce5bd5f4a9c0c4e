"""Districts and schools of one province."""

from data.access import Scope
from queries import units

TABLES = {
    "district": """
        province_code | district_code | name_vi
        22            | 193           | Thành phố Hạ Long
        22            | 200           | Huyện Ba Chẽ
        22            | 201           | Huyện Đầm Hà
        01            | 001           | Quận Ba Đình
    """,
    "school": """
        province_code | school_code | name_vi        | district_code | is_primary | is_lower_secondary | is_upper_secondary | is_disadvantaged
        22            | 22193001    | TH Bãi Cháy    | 193           | true       | false              | false              | false
        22            | 22193002    | TH&THCS An Hòa | 193           | true       | true               | false              | true
        22            | 22200001    | THPT Ba Chẽ    | 200           | false      | false              | true               | true
        01            | 01001001    | TH Ba Đình     | 001           | true       | false              | false              | false
    """,  # noqa: E501 - a drawn table is as wide as its columns
    "unit_standing": """
        province_code | district_code | school_code | level           | audience | report_year | accounts | completed
        22            | 193           | 22193001    | primary         | teacher  | 2021        | 30       | 27
        22            | 193           | 22193002    | primary         | teacher  | 2021        | 10       | 10
        22            | 193           | 22193002    | lower_secondary | teacher  | 2021        | 20       | 5
        22            | 193           | 22193001    | primary         | teacher  | 2020        | 29       | 1
        22            | 193           | 22193001    | primary         | manager  | 2021        | 2        | 2
        22            | 999           | 22999001    | primary         | teacher  | 2021        | 4        | 1
        01            | 001           | 01001001    | primary         | teacher  | 2021        | 77       | 77
    """,
    "unit_training": """
        province_code | district_code | school_code | level           | cohort_code       | module_code | enrolments | lms_passed | certified
        22            | 193           | 22193001    | primary         | teacher-mass-2020 | GV1         | 30         | 20         | 10
        22            | 193           | 22193001    | primary         | teacher-mass-2020 | GV2         | 10         | 5          | 0
        22            | 193           | 22193002    | lower_secondary | teacher-mass-2020 | GV1         | 20         | 20         | 20
        22            | 193           | 22193001    | primary         | teacher-core-2019 | GV1         | 3          | 3          | 3
        01            | 001           | 01001001    | primary         | teacher-mass-2020 | GV1         | 88         | 88         | 88
    """,  # noqa: E501 - a drawn table is as wide as its columns
}
CHOICE = {"province_code": "22", "audience": "teacher", "cohort_code": "teacher-mass-2020", "report_year": 2021}
QUANG_NINH = Scope.of_province("22")


def test_every_district_of_the_province_is_there_in_vietnamese_order(store_of):
    answer = units.by_district(store_of(**TABLES, scope=QUANG_NINH), **CHOICE)

    assert answer.drop("certified", "certified_share").rows() == [
        ("200", "Huyện Ba Chẽ", 1, None, None, None, None, None, None),
        ("201", "Huyện Đầm Hà", None, None, None, None, None, None, None),  # no school of it is known
        ("193", "Thành phố Hạ Long", 2, 60, 42, 42 / 60, 60, 45, 45 / 60),
        ("999", None, None, 4, 1, 0.25, None, None, None),  # met in the data, not in the list: shown, not dropped
    ]


def test_districts_and_schools_never_heard_from_have_accounts_and_no_count(store_of):
    unheard = """
        province_code | district_code | school_code | level           | report_year | accounts | completed
        22            | 193           | 22193001    | primary         | 2021        | 30       |
        22            | 193           | 22193002    | lower_secondary | 2021        | 20       |
    """
    store, counts = store_of(**TABLES | {"unit_standing": unheard}, scope=QUANG_NINH), ("accounts", "completed")

    districts = units.by_district(store, **CHOICE).filter(district_code="193")
    schools = units.by_school(store, **CHOICE, district_code="193")

    assert districts.select(*counts, "completed_share").rows() == [(30 + 20, None, None)]
    assert schools.select(*counts, "completed_share").rows() == [
        (30, None, None),
        (20, None, None),
        (None, None, None),  # the primary half of 22193002 is only listed
    ]


def test_districts_can_be_narrowed_to_one_module(store_of):
    answer = units.by_district(store_of(**TABLES, scope=QUANG_NINH), **CHOICE, module_code="GV2")

    assert answer.filter(district_code="193").select("enrolments", "lms_share", "certified_share").rows() == [
        (10, 0.5, 0.0)
    ]


def test_a_school_stands_once_for_each_level_it_has(store_of):
    answer = units.by_school(store_of(**TABLES, scope=QUANG_NINH), **CHOICE, district_code="193", module_code="GV1")

    assert answer.select(
        "school_code", "level", "is_disadvantaged", "accounts", "completed", "enrolments", "certified_share"
    ).rows() == [
        ("22193001", "primary", False, 30, 27, 30, 10 / 30),
        ("22193002", "lower_secondary", True, 20, 5, 20, 1.0),
        ("22193002", "primary", True, 10, 10, None, None),
    ]


def test_schools_of_a_province_outside_the_scope_are_not_there(store_of):
    store = store_of(**TABLES, scope=QUANG_NINH)
    elsewhere = CHOICE | {"province_code": "01"}

    assert units.by_school(store, **elsewhere, district_code="001").height == 0
    assert units.by_district(store, **elsewhere).drop("district_code", "name_vi").null_count().sum_horizontal()[0] == 9


def test_the_national_store_holds_no_school_counts(store_of):
    answer = units.by_district(store_of(**TABLES), **CHOICE)

    assert answer["accounts"].null_count() == answer.height
