"""What the map asks: groups of people, every date, regions and universities, the 34, and those not heard from."""

from datetime import date

import polars as pl
import pytest

from data.access import Scope
from queries import overview

COMPLETED = {
    "measure": "assessment_completed",
    "audience": "teacher",
    "cohort_code": "",
    "module_code": "",
    "question_code": "",
    "report_year": 2021,
    "level": "all",
    "people": "total",
}
RATED = COMPLETED | {"measure": "rated_good"}
PASSED = COMPLETED | {
    "measure": "lms_passed",
    "cohort_code": "teacher-mass-2020",
    "module_code": "all",
    "report_year": 0,
}
SATISFIED = COMPLETED | {
    "measure": "satisfied",
    "module_code": "all",
    "question_code": "support_satisfied",
    "report_year": 0,
}
MARCH, JUNE = date(2022, 3, 31), date(2022, 6, 30)

# women and people of ethnic minorities overlap: neither is added to the other, nor to everybody
GROUPS = """
    measure              | audience | report_year | people          | province_code | part | whole
    assessment_completed | teacher  | 2021        | total           | 01            | 80   | 100
    assessment_completed | teacher  | 2021        | female          | 01            | 50   | 60
    assessment_completed | teacher  | 2021        | ethnic_minority | 01            | 9    | 10
    assessment_completed | teacher  | 2021        | ethnic_minority | 22            | 0    | 0
"""


def _rows(answer, codes, *columns):
    return answer.filter(pl.col("province_code").is_in(codes)).select("province_code", *columns).rows()


def test_a_group_of_people_is_asked_for_by_itself(store_of):
    store = store_of(headline=GROUPS)

    of_whom = {
        people: _rows(overview.by_province(store, **COMPLETED | {"people": people}), ["01", "22"], "part", "state")
        for people in ("total", "female", "ethnic_minority", "disadvantaged_area")
    }

    assert of_whom == {
        "total": [("01", 80, "value"), ("22", None, "no_data")],
        "female": [("01", 50, "value"), ("22", None, "no_data")],
        "ethnic_minority": [("01", 9, "value"), ("22", 0, "nobody")],
        "disadvantaged_area": [("01", None, "no_data"), ("22", None, "no_data")],
    }


def test_everybody_is_meant_where_no_group_is_named_and_in_the_country(store_of):
    store = store_of(headline=GROUPS)
    everybody = {name: value for name, value in COMPLETED.items() if name != "people"}

    assert overview.by_province(store, **everybody).equals(overview.by_province(store, **COMPLETED))
    choice = {"audience": "teacher", "cohort_code": "", "question_code": "", "report_year": 2021}
    country = overview.national(store, **choice).filter(measure="assessment_completed")
    assert country.select("part", "whole").row(0) == (80, 100)


def test_a_group_of_people_is_followed_over_time(store_of):
    store = store_of(headline=GROUPS, previous={MARCH: GROUPS.replace("50   | 60", "30   | 60")})

    answer = overview.over_time(store, **COMPLETED | {"people": "female"})

    assert answer["share"].to_list() == [30 / 60, 50 / 60]


# ---- every date

EARLIER = """
    measure              | audience | report_year | province_code | part | whole
    assessment_completed | teacher  | 2021        | 01            | 30   | 100
    assessment_completed | teacher  | 2021        | 04            |      | 50
"""
LATER = """
    measure              | audience | report_year | province_code | part | whole
    assessment_completed | teacher  | 2021        | 01            | 80   | 100
    assessment_completed | teacher  | 2021        | 04            | 20   | 50
    assessment_completed | teacher  | 2021        | 06            |      | 40
    assessment_completed | teacher  | 2021        | 96            | 0    | 0
"""
CAME = """
    province_code | dataset    | report_year | due_on     | received_on
    01            | assessment | 2021        | 2022-01-31 | 2022-01-20
    04            | assessment | 2021        | 2022-01-31 | 2022-04-15
    06            | assessment | 2021        | 2022-05-31 |
"""


def test_every_province_at_every_date_says_what_it_had_or_lacked_then(store_of):
    store = store_of(headline=LATER, submission=CAME, previous={MARCH: EARLIER})

    answer = overview.by_province_over_time(store, **COMPLETED)

    assert answer.select("as_of", "province_code").rows() == sorted(answer.select("as_of", "province_code").rows())
    assert answer.group_by("as_of", maintain_order=True).len().rows() == [(MARCH, 63), (JUNE, 63)]
    then, now = (_rows(answer.filter(as_of=day), ["01", "04", "06", "96"], "part", "share", "state", "units_known")
                 for day in (MARCH, JUNE))  # fmt: skip
    assert then == [
        ("01", 30, 0.3, "value", 1),
        ("04", None, None, "not_reported", 0),  # due in January; it came in April
        ("06", None, None, "no_data", 0),  # not due yet
        ("96", None, None, "no_data", 0),
    ]
    assert now == [
        ("01", 80, 0.8, "value", 1),
        ("04", 20, 0.4, "value", 1),
        ("06", None, None, "not_reported", 0),
        ("96", 0, None, "nobody", 1),
    ]
    assert answer["units"].unique().to_list() == [1]


def test_the_last_date_tells_what_the_map_of_today_tells(store_of):
    store = store_of(headline=LATER, submission=CAME, previous={MARCH: EARLIER})
    columns = ["province_code", "part", "whole", "share", "units", "units_known", "state"]

    last = overview.by_province_over_time(store, **COMPLETED).filter(as_of=JUNE)

    assert last.select(columns).equals(overview.by_province(store, **COMPLETED).select(columns))


def test_no_date_after_the_snapshots_own_is_seen(store_of):
    store = store_of(headline=EARLIER, previous={date(2022, 9, 30): LATER})

    assert overview.by_province_over_time(store, **COMPLETED)["as_of"].unique().to_list() == [JUNE]


def test_small_groups_of_others_are_withheld_at_every_date(store_of):
    small = "measure | audience | report_year | province_code | part | whole\n"
    small += "assessment_completed | teacher | 2021 | 01 | 3 | 4\nassessment_completed | teacher | 2021 | 22 | 3 | 4"
    store = store_of(headline=small, previous={MARCH: small}, scope=Scope.of_province("01"))

    answer = overview.by_province_over_time(store, **COMPLETED)

    assert _rows(answer, ["01", "22"], "part", "state") == [("01", 3, "value"), ("22", None, "withheld")] * 2


# ---- regions and universities

# region 1: Hà Giang and Tuyên Quang (HPU2), Cao Bằng, Bắc Kạn (TNUE); region 2: Hà Nội (HNUE); region 5: Bình Phước
AREAS = """
    measure              | audience | report_year | province_code | part | whole
    assessment_completed | teacher  | 2021        | 02            | 10   | 20
    assessment_completed | teacher  | 2021        | 08            | 30   | 40
    assessment_completed | teacher  | 2021        | 04            |      | 50
    assessment_completed | teacher  | 2021        | 06            | 5    | 10
    assessment_completed | teacher  | 2021        | 01            |      | 90
    assessment_completed | teacher  | 2021        | 70            | 0    | 0
    assessment_completed | manager  | 2021        | 02            | 1    | 4
    assessment_completed | manager  | 2021        | 96            | 2    | 4
"""


def test_a_region_adds_the_provinces_that_are_known_and_says_how_many_those_are(store_of):
    answer = overview.by_area(store_of(headline=AREAS), area="region", **COMPLETED)

    assert answer.drop("name_vi", "name_en").rows() == [
        ("1", 14, 3, 10 + 30 + 5, 20 + 40 + 10, 45 / 70, "value"),  # of Cao Bằng only the accounts are known
        ("2", 11, 0, None, None, None, "no_data"),
        ("3", 14, 0, None, None, None, "no_data"),
        ("4", 5, 0, None, None, None, "no_data"),
        ("5", 6, 1, 0, 0, None, "nobody"),
        ("6", 13, 0, None, None, None, "no_data"),
    ]
    assert answer["name_en"].null_count() == 0


def test_a_university_answers_for_the_teachers_of_its_provinces(store_of):
    answer = overview.by_area(store_of(headline=AREAS), area="university", **COMPLETED)

    assert answer["area_code"].to_list() == ["DNUE", "HCMUE", "HNUE", "HPU2", "HUEUE", "TNUE", "VINHUNI"]
    known = answer.filter(pl.col("area_code").is_in(["HPU2", "TNUE"]))
    assert known.select("provinces", "provinces_known", "part", "whole").rows() == [(7, 2, 40, 60), (7, 1, 5, 10)]


def test_the_academy_alone_answers_for_managers(store_of):
    answer = overview.by_area(store_of(headline=AREAS), area="university", **COMPLETED | {"audience": "manager"})

    assert answer.select("area_code", "provinces", "provinces_known", "part", "whole").rows() == [("NAEM", 63, 2, 3, 8)]


def test_an_area_whose_counts_were_all_taken_out_is_withheld(store_of):
    store = store_of(headline=AREAS, scope=Scope.of_province("02"))

    answer = overview.by_area(store, area="region", **COMPLETED | {"audience": "manager"})

    assert answer.select("area_code", "part", "state").rows()[0] == ("1", 1, "value")  # the viewer's own
    assert answer.filter(area_code="6").select("part", "state").row(0) == (None, "withheld")


@pytest.mark.parametrize("area", ["region", "university"])
def test_areas_group_the_63_alone(store_of, area):
    shown_in_34 = store_of(headline=AREAS, division=34)
    born_in_34 = store_of(headline=AREAS, vintage=34, division=63)

    for store in (shown_in_34, born_in_34, store_of(headline=AREAS, vintage=34)):
        assert overview.by_area(store, area=area, **COMPLETED).is_empty()


# ---- the 34


def test_a_merged_unit_says_of_how_many_former_provinces_its_counts_are(store_of):
    answer = overview.by_province(store_of(headline=AREAS, division=34), **COMPLETED)

    assert answer.height == 34
    columns = ("part", "whole", "state", "units", "units_known")
    assert _rows(answer, ["08", "19", "01", "04"], *columns) == [
        ("01", None, 90, "no_data", 1, 0),
        ("04", None, 50, "no_data", 1, 0),
        ("08", 10 + 30, 20 + 40, "value", 2, 2),  # Hà Giang and Tuyên Quang
        ("19", 5, 10, "value", 2, 1),  # Bắc Kạn; of Thái Nguyên nothing has come
    ]


def test_a_province_merged_before_the_data_were_born_is_called_merged(store_of):
    store = store_of(headline=AREAS, vintage=34, division=63)

    answer = overview.by_province(store, **COMPLETED)

    assert answer.height == 63
    assert _rows(answer, ["01", "02", "04", "22"], "whole", "state", "units") == [
        ("01", 90, "no_data", 1),
        ("02", None, "merged", 0),
        ("04", 50, "no_data", 1),  # left alone
        ("22", None, "no_data", 1),
    ]


def test_over_time_each_date_counts_the_provinces_of_its_own_division(store_of):
    store = store_of(headline=AREAS, vintage=34, previous={MARCH: AREAS})

    answer = overview.by_province_over_time(store, **COMPLETED)

    tuyen_quang = answer.filter(province_code="08")
    assert tuyen_quang.select("as_of", "part", "units", "units_known").rows() == [(MARCH, 40, 2, 2), (JUNE, 30, 1, 1)]


def test_over_time_a_province_is_merged_only_since_the_data_are_born_in_the_34(store_of):
    store = store_of(headline=AREAS, vintage=34, division=63, previous={MARCH: AREAS})

    ha_giang = overview.by_province_over_time(store, **COMPLETED).filter(province_code="02")

    assert ha_giang.select("as_of", "part", "state", "units").rows() == [
        (MARCH, 10, "value", 1),
        (JUNE, None, "merged", 0),
    ]


# ---- those not heard from

RATINGS = """
    measure              | audience | report_year | province_code | part | whole
    assessment_completed | teacher  | 2021        | 01            | 80   | 100
    rated_good           | teacher  | 2021        | 01            | 60   | 80
    assessment_completed | teacher  | 2021        | 04            |      | 50
    assessment_completed | teacher  | 2021        | 22            | 40   | 40
    rated_good           | teacher  | 2021        | 22            | 30   | 40
    assessment_completed | teacher  | 2021        | 96            | 0    | 0
"""
BOUNDS = ("part", "whole", "base", "missing", "low_share", "high_share", "state")


def test_of_the_rated_the_missing_are_those_with_an_account_and_no_finished_assessment(store_of):
    answer = overview.bounds(store_of(headline=RATINGS, submission=CAME), **RATED)

    assert answer.height == 63
    assert _rows(answer, ["01", "02", "06", "22"], *BOUNDS) == [
        ("01", 60, 80, 100, 20, 60 / 100, (60 + 20) / 100, "value"),
        ("02", None, None, None, None, None, None, "no_data"),
        ("06", None, None, None, None, None, None, "not_reported"),  # not even its accounts are known
        ("22", 30, 40, 40, 0, 0.75, 0.75, "value"),  # everybody was heard from
    ]


@pytest.mark.parametrize("asked", [COMPLETED, RATED])
def test_where_nothing_has_come_everybody_is_missing_and_any_share_is_possible(store_of, asked):
    never = CAME.replace("2022-04-15", "")

    answer = overview.bounds(store_of(headline=RATINGS, submission=never), **asked)

    whole = 50 if asked is COMPLETED else None
    assert _rows(answer, ["04"], *BOUNDS) == [("04", None, whole, 50, 50, 0.0, 1.0, "not_reported")]


def test_a_share_of_nobody_has_no_bounds(store_of):
    answer = overview.bounds(store_of(headline=RATINGS), **COMPLETED)

    assert _rows(answer, ["96"], *BOUNDS) == [("96", 0, 0, 0, 0, None, None, "nobody")]


ANSWERS = """
    measure    | audience | cohort_code       | module_code | question_code     | province_code | part | whole
    lms_passed | teacher  | teacher-mass-2020 | all         |                   | 01            | 1    | 30
    lms_passed | teacher  | teacher-mass-2021 | all         |                   | 01            | 1    | 10
    lms_passed | teacher  | teacher-core-2019 | all         |                   | 01            | 1    | 5
    lms_passed | manager  | manager-mass-2020 | all         |                   | 01            | 1    | 7
    lms_passed | teacher  | teacher-mass-2020 | GV1         |                   | 01            | 1    | 20
    satisfied  | teacher  |                   | all         | support_satisfied | 01            | 18   | 24
    satisfied  | teacher  |                   | all         | course_satisfied  | 01            | 6    | 8
    satisfied  | teacher  |                   | GV1         | support_satisfied | 01            | 6    | 8
    lms_passed | teacher  | teacher-mass-2020 | all         |                   | 04            | 1    | 60
    satisfied  | teacher  |                   | all         | support_satisfied | 22            | 18   | 24
"""


def test_of_answers_the_missing_are_the_enrolments_of_those_who_are_asked(store_of):
    store = store_of(headline=ANSWERS)

    about_support, about_one_module = (overview.bounds(store, **SATISFIED | {"module_code": module})
                                       for module in ("all", "GV1"))  # fmt: skip

    assert _rows(about_support, ["01", "04", "22"], *BOUNDS) == [
        ("01", 18, 24, 30 + 10, 16, 18 / 40, 34 / 40, "value"),  # both mass cohorts, no core learner, no manager
        ("04", None, None, 60, 60, 0.0, 1.0, "no_data"),  # sixty could have answered, none did
        ("22", 18, 24, None, None, None, None, "value"),  # who could have is not known
    ]
    assert _rows(about_one_module, ["01"], *BOUNDS) == [("01", 6, 8, 20, 12, 6 / 20, 18 / 20, "value")]


def test_where_more_answered_than_are_enrolled_nobody_is_missing(store_of):
    answer = overview.bounds(store_of(headline=ANSWERS), **SATISFIED | {"question_code": "course_satisfied"})

    assert _rows(answer, ["01"], *BOUNDS) == [("01", 6, 8, 8, 0, 0.75, 0.75, "value")]  # five core learners


def test_of_enrolments_nobody_is_missing(store_of):
    drawn = ANSWERS.replace("1    | 30", "27   | 30")

    answer = overview.bounds(store_of(headline=drawn), **PASSED)

    assert _rows(answer, ["01"], *BOUNDS) == [("01", 27, 30, 30, 0, 0.9, 0.9, "value")]


def test_what_was_taken_out_has_no_bounds_either(store_of):
    drawn = ANSWERS.replace("18   | 24", "3    | 4")

    answer = overview.bounds(store_of(headline=drawn, scope=Scope.of_province("22")), **SATISFIED)

    assert _rows(answer, ["01", "22"], *BOUNDS) == [
        ("01", None, None, None, None, None, None, "withheld"),
        ("22", 3, 4, None, None, None, None, "value"),
    ]


def test_a_merged_unit_has_bounds_only_where_all_its_former_provinces_are_counted(store_of):
    drawn = """
        measure              | audience | report_year | province_code | part | whole
        assessment_completed | teacher  | 2021        | 02            | 10   | 20
        rated_good           | teacher  | 2021        | 02            | 8    | 10
        assessment_completed | teacher  | 2021        | 08            | 30   | 40
        assessment_completed | teacher  | 2021        | 06            | 5    | 10
        rated_good           | teacher  | 2021        | 06            | 4    | 5
    """

    answer = overview.bounds(store_of(headline=drawn, division=34), **RATED)

    assert _rows(answer, ["08", "19"], *BOUNDS) == [
        ("08", 8, 10, 20 + 40, 50, 8 / 60, 58 / 60, "value"),  # of Tuyên Quang the ratings are missing
        ("19", 4, 5, None, None, None, None, "value"),  # of Thái Nguyên not even the accounts are known
    ]


# ---- what is known besides


def test_every_province_says_where_it_belongs_and_which_lms_it_uses(store_of):
    platforms = "province_code | platform\n01 | Viettel\n02 | "

    answer = overview.facts(store_of(lms_use=platforms))

    assert answer.height == 63
    columns = ("region_code", "university_code", "university_basis", "platform", "platform_state")
    assert _rows(answer, ["01", "02", "04"], *columns) == [
        ("01", "2", "HNUE", "assumed", "Viettel", "value"),
        ("02", "1", "HPU2", "verified", None, "not_applicable"),  # none
        ("04", "1", "TNUE", "assumed", None, "no_data"),  # none known
    ]


def test_a_snapshot_that_says_nothing_of_platforms_says_of_no_province_that_it_has_none(store_of):
    answer = overview.facts(store_of(headline=AREAS))

    assert answer["platform_state"].unique().to_list() == ["no_data"]


# Bắc Kạn has none, of Thái Nguyên nothing is said; neither Hà Giang nor Tuyên Quang has one; Bắc Giang alone has
PLATFORMS = "province_code | platform\n06 | \n02 | \n08 | \n24 | VNPT\n27 | "
OF_PLATFORMS = "measure | audience | province_code | part | whole\n" + "\n".join(
    f"lms_use | | {code} | {part} | 1" for code, part in (("06", 0), ("02", 0), ("08", 0), ("24", 1), ("27", 0))
)


def test_a_merged_unit_is_without_a_platform_only_where_that_is_known_of_all_of_it(store_of):
    answer = overview.facts(store_of(lms_use=PLATFORMS, headline=OF_PLATFORMS, division=34))

    assert answer.height == 34
    assert _rows(answer, ["01", "08", "19", "24"], "platform", "platform_state") == [
        ("01", None, "no_data"),
        ("08", None, "not_applicable"),
        ("19", None, "no_data"),
        ("24", "VNPT", "value"),
    ]


def test_a_province_merged_before_the_data_were_born_has_no_platform_of_its_own(store_of):
    answer = overview.facts(store_of(lms_use="province_code | platform\n22 | ", vintage=34, division=63))

    assert _rows(answer, ["02", "04", "22"], "platform", "platform_state") == [
        ("02", None, "merged"),
        ("04", None, "no_data"),
        ("22", None, "not_applicable"),
    ]
