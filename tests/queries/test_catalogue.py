"""What there is to choose from."""

from datetime import date

import polars as pl

from queries import catalogue


def test_provinces_come_in_vietnamese_order_with_region_and_university(store_of):
    answer = catalogue.provinces(store_of())

    names = answer["name_vi"].to_list()
    assert len(names) == 63
    assert names[0] == "An Giang"
    assert names.index("Đà Nẵng") > names.index("Cao Bằng")  # Đ is a letter of its own, after D
    assert names[-1] == "Yên Bái"
    quang_ninh = answer.row(by_predicate=pl.col("province_code") == "22", named=True)
    assert quang_ninh["region_vi"] == "Đồng bằng sông Hồng"
    assert quang_ninh["university_code"] != ""


def test_regions_are_six_and_start_in_the_north(store_of):
    answer = catalogue.regions(store_of())

    assert answer["region_code"].to_list() == list("123456")
    assert answer["name_vi"][5] == "Đồng bằng sông Cửu Long"


def test_each_university_counts_its_provinces_and_the_academy_has_none(store_of):
    answer = catalogue.universities(store_of())

    assert answer["provinces"].sum() == 63
    assert answer.filter(kind="academy")["provinces"].to_list() == [0]
    assert answer["kind"].to_list() == ["university"] * 7 + ["academy"]


def test_districts_are_one_provinces_own_in_vietnamese_order(store_of):
    drawn = """
        province_code | district_code | name_vi
        22            | 193           | Thành phố Hạ Long
        22            | 201           | Huyện Đầm Hà
        22            | 200           | Huyện Ba Chẽ
        01            | 001           | Quận Ba Đình
    """

    answer = catalogue.districts(store_of(district=drawn), province_code="22")

    assert answer.rows() == [
        ("200", "Huyện Ba Chẽ"),
        ("201", "Huyện Đầm Hà"),
        ("193", "Thành phố Hạ Long"),
    ]


def test_cohorts_of_an_audience_come_oldest_intake_first(store_of):
    store = store_of()

    teachers = catalogue.cohorts(store, audience="teacher")
    managers = catalogue.cohorts(store, audience="manager")

    assert teachers.select("cohort_code", "role", "intake", "modules_required").rows() == [
        ("teacher-core-2019", "core", 2019, 6),
        ("teacher-mass-2020", "mass", 2020, 5),
        ("teacher-mass-2021", "mass", 2021, 5),
    ]
    assert managers["cohort_code"].to_list() == ["manager-core-2019", "manager-mass-2020"]


def test_modules_of_a_cohort_come_by_number(store_of):
    store = store_of()

    assert catalogue.modules(store, cohort_code="teacher-core-2019")["number"].to_list() == [1, 2, 3, 4, 5, 9]
    assert catalogue.modules(store, cohort_code="manager-mass-2020")["module_code"].to_list() == [
        "QL1",
        "QL2",
        "QL3",
        "QL4",
        "QL5",
    ]


def test_questions_carry_their_scale(store_of):
    answer = catalogue.questions(store_of())

    assert answer.select("question_code", "points", "satisfied_from").rows() == [
        ("course_satisfied", 5, 4),
        ("support_relevant", 5, 4),
        ("support_satisfied", 5, 4),
    ]


def test_report_years_count_each_account_once_and_come_newest_first(store_of):
    drawn = """
        province_code | report_year | role | level   | people | accounts
        01            | 2020        | all  | all     | total  | 100
        01            | 2020        | all  | primary | total  | 60
        01            | 2020        | all  | all     | female | 70
        01            | 2020        | core | all     | total  | 10
        22            | 2020        | all  | all     | total  | 30
        22            | 2021        | all  | primary | total  | 12
    """

    answer = catalogue.report_years(store_of(standing=drawn), audience="teacher")

    assert answer.rows() == [
        (2021, None),  # a source that prints a level but no total: the year is there, its total unknown
        (2020, 100 + 30),
    ]


def test_criteria_belong_to_one_standard(store_of):
    store = store_of()

    assert catalogue.criteria(store, framework_code="TT20/2018")["criterion_no"].to_list() == list(range(1, 16))
    assert catalogue.criteria(store, framework_code="TT14/2018").height == 18
    assert catalogue.criteria(store, framework_code="TT30/2026").height == 0  # its criteria are not known here


def test_a_standard_says_when_it_was_in_force(store_of):
    answer = catalogue.frameworks(store_of()).filter(audience="teacher")

    assert answer.select("framework_code", "valid_from", "valid_to").rows() == [
        ("TT20/2018", date(2018, 10, 10), date(2026, 4, 13)),
        ("TT30/2026", date(2026, 4, 14), None),
    ]


def test_a_target_says_whether_it_is_a_share_or_a_count(store_of):
    drawn = """
        measure      | audience | role | value | unit  | due_on     | owner | basis
        certified    | all      | mass | 0.9   | share |            | Bộ    | default
        finished_all | all      | core | 28611 | count | 2022-06-30 | Bộ    | implied
    """

    answer = catalogue.targets(store_of(target=drawn))

    assert answer.rows() == [
        ("certified", "all", "mass", 0.9, "share", None, "Bộ", "default"),
        ("finished_all", "all", "core", 28611, "count", date(2022, 6, 30), "Bộ", "implied"),
    ]
