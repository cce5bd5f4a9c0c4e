"""What there is to choose from."""

from datetime import date

import polars as pl

from data.access import Scope
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


def test_whoever_has_no_province_of_their_own_knows_the_years_that_are_told_of_all(store_of):
    headline = """
        measure              | audience | report_year | level | people | province_code | part | whole
        assessment_completed | teacher  | 2021        | all   | total  | 01            | 50   | 60
        rated_good           | teacher  | 2022        | all   | total  | 01            | 50   | 60
    """
    standing = """
        province_code | report_year | role | level | people | accounts
        01            | 2021        | all  | all   | total  | 60
    """
    store = store_of(headline=headline, standing=standing, scope=Scope(provinces=frozenset()))

    assert catalogue.report_years(store, audience="teacher").rows() == [(2021, None)]


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


HEAD = "measure,audience,role,cohort_code,module_code,value,due_on,owner,set_on,note\n"


def _in_force(store, measure: str, cohort: str = "", module: str = "", audience: str = "teacher") -> tuple:
    rows = catalogue.targets_in_force(store).filter(
        measure=measure, cohort_code=cohort, module_code=module, audience=audience
    )
    return rows.select("value", "basis", "owner", "due_on", "due_basis", "due_owner").row(0)


def test_without_anything_set_our_default_holds_and_a_course_is_due_on_its_planned_last_day(store_of):
    store = store_of()
    ours = (0.95, "default", "our default until the ministry sets one")

    gv1 = _in_force(store, "lms_passed", "teacher-mass-2020", "GV1")
    whole = _in_force(store, "lms_passed", "teacher-mass-2020", "all")

    assert gv1 == (*ours, date(2021, 1, 31), "planned", None)
    assert whole == (*ours, date(2022, 5, 31), "planned", None)  # the last of its modules
    assert _in_force(store, "assessment_completed") == (*ours, None, None, None)
    measures = catalogue.targets_in_force(store)["measure"].unique().sort().to_list()
    assert measures == ["assessment_completed", "lms_passed"]  # what nobody set a target for has none


def test_the_most_specific_of_what_was_set_wins_and_value_and_day_are_set_each_by_itself(store_of):
    rows = """\
lms_passed,,,,,90%,,Bộ,2022-01-10,
lms_passed,,core,,,92%,2021-12-31,Cục,2022-01-11,
lms_passed,,,teacher-mass-2020,,,30/06/2022,Vụ,2022-01-12,gia hạn
lms_passed,,,teacher-mass-2020,GV4,"0,85",,Sở,2022-01-13,
certified,teacher,,,,0.8,,Bộ,2022-01-14,
"""
    store = store_of(targets=HEAD + rows)

    def of(cohort: str, module: str) -> tuple:
        return _in_force(store, "lms_passed", cohort, module)

    june = (date(2022, 6, 30), "set", "Vụ")
    assert of("teacher-mass-2020", "GV4") == (0.85, "set", "Sở", *june)
    assert of("teacher-mass-2020", "GV5") == (0.9, "set", "Bộ", *june)
    assert of("teacher-core-2019", "GV5") == (0.92, "set", "Cục", date(2021, 12, 31), "set", "Cục")
    assert of("teacher-mass-2021", "GV1") == (0.9, "set", "Bộ", date(2021, 11, 30), "planned", None)
    assert _in_force(store, "certified", "teacher-core-2019", "GV1")[:3] == (0.8, "set", "Bộ")
    assert catalogue.targets_in_force(store).filter(measure="certified", audience="manager").is_empty()


def test_a_table_with_a_fault_is_not_used_at_all_and_the_store_says_why(store_of):
    store = store_of(targets=HEAD + "lms_passed,,,,,90%,,Bộ,2022-01-10,\ncertified,,,,,95,,Bộ,2022-01-10,\n")

    assert _in_force(store, "lms_passed", "teacher-mass-2020", "GV1")[:2] == (0.95, "default")
    assert [(problem.code, problem.details["row"]) for problem in store.target_problems] == [
        ("target_value_unclear", 3)
    ]


def test_the_units_below_a_province_are_districts_or_communes_as_the_data_have_them(store_of):
    drawn = """
        province_code | district_code | name_vi   | kind     | shape_id
        22            | 193           | Hạ Long   | district |
        22            | 194           | Móng Cái  | district |
        24            | 07001         | Xã số 1   | commune  |
    """

    assert catalogue.tiers(store_of(district=drawn))["kind"].to_list() == ["commune", "district"]
    assert catalogue.tiers(store_of(district=drawn.split("24 ")[0]))["kind"].to_list() == ["district"]
