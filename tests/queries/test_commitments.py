"""Commitments and claims: what was promised and published, beside what is counted."""

from datetime import date

import pytest

from data import reference
from queries import commitments

CODES = reference.read("provinces")["code"].sort().to_list()
KEYS = "measure | audience | cohort_code | module_code | question_code | report_year | level | province_code"
HEAD = f"{KEYS} | part | whole"
CORE = ("teacher-core-2019", "manager-core-2019")


def _rows(measure, part, whole, *, codes=CODES, audience="", cohort="", module="", question="", year=0, level="all"):
    """The same counts in each of the provinces."""
    return [
        f"{measure} | {audience} | {cohort} | {module} | {question} | {year} | {level} | {code} | {part} | {whole}"
        for code in codes
    ]


def _drawn(*groups):
    return "\n".join([HEAD, *(row for rows in groups for row in rows)])


def _counted(store):
    return {row["figure"]: row for row in commitments.computed(store).to_dicts()}


TRAINED = _drawn(
    _rows("finished_all", 400, 420, audience="teacher", cohort="teacher-core-2019"),
    _rows("finished_all", 60, 61, audience="manager", cohort="manager-core-2019"),
    _rows("finished_all", 5000, 9000, audience="teacher", cohort="teacher-mass-2020"),
    _rows("finished_all", 100, 300, audience="teacher", cohort="teacher-mass-2021"),
    _rows("finished_all", 900, 900, audience="teacher", cohort="teacher-mass-2020", level="primary"),
    _rows("lms_passed", 70, 80, audience="manager", cohort="manager-core-2019", module="QL4"),
    _rows("lms_passed", 7, 8, audience="manager", cohort="manager-mass-2020", module="QL4"),
)


def test_core_staff_are_counted_apart_and_together_and_never_with_the_mass(store_of):
    known = _counted(store_of(headline=TRAINED))

    assert known["core_finished_teachers"]["value"] == 63 * 400
    assert known["core_finished_managers"]["value"] == 63 * 60
    assert known["core_finished"]["value"] == 63 * 460
    assert known["mass_finished"]["value"] == 63 * (5000 + 100)  # two intakes; their levels are not added again
    assert known["core_manager_module_4"]["value"] == 63 * 70  # not the mass managers' seven
    assert known["core_manager_module_4_share"]["value"] == pytest.approx(87.5)
    assert known["core_finished_of_target"]["value"] == pytest.approx(100 * 63 * 460 / 28_611)


def test_a_question_is_held_against_its_own_answers_of_teachers_and_managers(store_of):
    store = store_of(
        headline=_drawn(
            _rows("satisfied", 9, 10, audience="teacher", module="all", question="support_satisfied"),
            _rows("satisfied", 1, 10, audience="manager", module="all", question="support_satisfied"),
            _rows("satisfied", 3, 10, audience="teacher", module="all", question="support_relevant"),
            _rows("satisfied", 5, 10, audience="teacher", module="GV1", question="course_satisfied"),
        )
    )
    known = _counted(store)

    assert (known["satisfied_support"]["value"], known["survey_answers"]["value"]) == (50.0, 63 * 20)
    assert known["satisfied_relevant"]["value"] == 30.0
    assert known["satisfied_course"]["state"] == "no_data"  # one module's answers are not all answers


def test_reports_and_accounts_are_those_of_the_latest_year_known(store_of):
    known = _counted(
        store_of(
            headline=_drawn(
                _rows("report_published", 1, 1, year=2020),
                _rows("report_published", 1, 1, codes=CODES[:45], year=2021),
                _rows("report_published", 0, 1, codes=CODES[45:], year=2021),
                _rows("assessment_completed", 8, 10, audience="teacher", year=2020),
                _rows("assessment_completed", 8, 12, codes=CODES[:40], audience="teacher", year=2021),
                _rows("assessment_completed", "", 12, codes=CODES[40:], audience="teacher", year=2021),
                _rows("assessment_completed", 8, 9, audience="manager", year=2021),
            )
        )
    )

    assert (known["reports_published"]["value"], known["reports_published"]["whole"]) == (45, 63)
    assert known["accounts_all"]["value"] == 40 * 12  # of the others nothing has come
    assert known["accounts_all"]["provinces_known"] == 40


def test_a_few_provinces_do_not_stand_for_the_country(store_of):
    def known(many):
        drawn = _drawn(_rows("finished_all", 10, 10, codes=CODES[:many], audience="teacher", cohort=CORE[0]))
        return _counted(store_of(headline=drawn))["core_finished"]

    assert (known(31)["state"], known(31)["value"], known(31)["part"]) == ("few", None, 310)
    assert (known(32)["state"], known(32)["value"]) == ("value", 320)


def test_what_is_one_of_the_63_is_said_so_where_the_34_are_shown_or_counted(store_of):
    drawn = _drawn(_rows("lms_use", 1, 1, codes=CODES[:60]), _rows("lms_use", 0, 1, codes=CODES[60:]))
    shown_in_34 = _counted(store_of(headline=drawn, division=34))
    of_the_34 = _counted(store_of(headline=_drawn(_rows("lms_use", 1, 1, codes=["01"])), vintage=34))

    assert (shown_in_34["lms_provinces"]["value"], shown_in_34["lms_provinces"]["whole"]) == (60, 63)
    assert (shown_in_34["hpu2_provinces"]["state"], shown_in_34["hpu2_provinces"]["value"]) == ("other_division", None)
    assert of_the_34["lms_provinces"]["state"] == "other_division"
    assert _counted(store_of())["hpu2_provinces"]["value"] == 7


CLAIM = """
    figure_id | value   | description_vi
    A1        | 28980   | cốt cán
    A2        | 28000   | hơn
    A3        | 29000   | hơn nữa
    A4        | 105.3   | tỉ lệ
    A5        | 87.5    | khác câu hỏi
    A6        | 28981   | lệch một
    A7        | 28981   | lệch một, ngày khác
    A8        | 1 / 2   | hai số
    A9        | 95      | tiền
    B1        | 96      | chưa có
    B2        | 101.29  | hai chữ số
"""
READING = """
    figure_id | topic | nearest                     | says
    A1        | core  | core_finished               | exactly
    A2        | core  | core_finished               | at_least
    A3        | core  | core_finished               | at_least
    A4        |       | core_finished_of_target     | exactly
    A5        |       | core_manager_module_4_share | exactly
    A6        | core  | core_finished               | exactly
    A7        | core  | core_finished               | exactly
    A8        |       | core_finished               | exactly
    B1        |       | satisfied_support           | at_least
    B2        |       | core_finished_of_target     | exactly
"""
COMPARISON = """
    figure_id | counts    | until_on
    A1        | same      | 2022-06-30
    A2        | same      | 2022-06-30
    A3        | same      | 2022-06-30
    A4        | same      | 2022-06-30
    A5        | otherwise | 2022-06-30
    A6        | same      | 2022-06-30
    A7        | same      | 2021-12-31
    A8        | same      | 2022-06-30
    B1        | same      | 2022-06-30
    B2        | same      | 2022-06-30
"""


def test_the_verdict_follows_a_stated_rule(store_of):
    """63 x 460 = 28,980 core staff have finished, 101.29 % of 28,611, on 30 June 2022."""
    store = store_of(headline=TRAINED, claim=CLAIM, claim_reading=READING, claim_comparison=COMPARISON)
    answer = commitments.register(store)

    assert dict(answer.select("figure_id", "verdict").rows()) == {
        "A1": "agrees",
        "A2": "agrees",  # more than what was published as a least
        "A3": "differs",  # twenty fewer than the least
        "A4": "differs",
        "A5": "counted_otherwise",  # the same number, and yet another thing
        "A6": "differs",
        "A7": "another_date",
        "A8": "no_value",  # two numbers are not one
        "A9": "not_computed",
        "B1": "no_value",  # nobody has answered
        "B2": "agrees",  # to the two decimals that were printed
    }
    of = {row["figure_id"]: row for row in answer.to_dicts()}
    assert (of["A6"]["difference"], of["A6"]["difference_share"]) == (-1, -1 / 28_981)
    assert (of["B1"]["state"], of["A9"]["state"], of["A9"]["difference"]) == ("no_data", None, None)
    assert of["A7"]["until_on"] == date(2021, 12, 31)


def test_an_older_snapshot_without_readings_has_nothing_held_against_anything(store_of):
    store = store_of(headline=TRAINED, claim_reading="figure_id | says\nZ9 | exactly")

    assert set(commitments.register(store)["verdict"]) == {"not_computed"}


CHOICE = {"audience": "teacher", "cohort_code": "teacher-mass-2020", "report_year": 2021}


def test_targets_and_published_marks_say_how_much_of_them_is_reached(store_of):
    store = store_of(
        headline="\n".join(
            [
                TRAINED,
                *_rows("lms_use", 1, 1, codes=CODES[:57]),
                *_rows("lms_use", 0, 1, codes=CODES[57:]),
                *_rows("lms_passed", 19, 20, audience="teacher", cohort="teacher-mass-2020", module="all"),
                *_rows("lms_passed", 1, 20, audience="teacher", cohort="teacher-mass-2021", module="all"),
                *_rows("assessment_completed", 19, 25, audience="teacher", year=2021),
            ]
        )
    )
    answer = commitments.achieved(store, **CHOICE)

    shown = answer.select("commitment", "basis", "target", "value", "achieved_share", "is_reached", "state").rows()
    assert shown == [
        ("core_finished", "implied", 28611.0, 28980.0, 28980 / 28611, True, "value"),
        ("lms_provinces", "published", 60.0, 57.0, 0.95, False, "value"),
        ("satisfied_support", "published", 96.0, None, None, None, "no_data"),
        ("reports_published", "published", 45.0, None, None, None, "no_data"),
        ("assessment_completed", "default", 95.0, 76.0, 0.8, False, "value"),
        ("lms_passed", "default", 95.0, 95.0, 1.0, True, "value"),
    ]
    assert answer["figure_id"].to_list() == ["", "F001", "F007", "F025", "", ""]


def test_in_a_drawn_country_a_mark_that_counts_people_is_as_large_as_the_country(store_of):
    lms = [*_rows("lms_use", 1, 1, codes=CODES[:57]), *_rows("lms_use", 0, 1, codes=CODES[57:])]
    answer = commitments.achieved(store_of(headline="\n".join([TRAINED, *lms])), **CHOICE, scale=0.05)

    marks = {row["commitment"]: row for row in answer.to_dicts()}
    assert marks["core_finished"]["target"] == pytest.approx(28611 * 0.05)
    assert marks["core_finished"]["achieved_share"] == pytest.approx(28980 / (28611 * 0.05))
    assert marks["lms_provinces"]["target"] == 60, "provinces are all there, however few people are drawn"


def test_a_share_of_few_provinces_reaches_no_target(store_of):
    drawn = _drawn(_rows("assessment_completed", 10, 10, codes=CODES[:20], audience="teacher", year=2021))
    answer = commitments.achieved(store_of(headline=drawn), **CHOICE).filter(commitment="assessment_completed")

    assert answer.select("part", "value", "is_reached", "state").row(0) == (200, None, None, "few")


def test_what_a_reading_names_is_what_the_question_gives(store_of):
    given = set(commitments.computed(store_of())["figure"])
    named = set(reference.frames(63)["claim_reading"]["nearest"]) - {""}

    assert named == given


def test_routine_training_is_not_held_against_the_programmes_figures(store_of):
    """Its cohorts have modules of their own, none of them the programme's."""
    store = store_of(
        headline=_drawn(
            _rows("finished_all", 400, 420, audience="teacher", cohort="teacher-core-2019"),
            _rows("finished_all", 50, 60, audience="teacher", cohort="routine-core"),
            _rows("finished_all", 70, 80, audience="teacher", cohort="routine-mass"),
        ),
        cohort="""
            cohort_code       | audience | role | intake | modules_required
            teacher-core-2019 | teacher  | core | 2019   | 6
            routine-core      | teacher  | core | 2023   | 9
            routine-mass      | teacher  | mass | 2023   | 3
        """,
        cohort_module="""
            cohort_code       | module_code
            teacher-core-2019 | GV1
            routine-core      | BD-GV1
            routine-mass      | BD-GV1
        """,
        module="""
            module_code | audience | number | is_etep
            GV1         | teacher  | 1      | true
            BD-GV1      | teacher  | 1      | false
        """,
    )
    known = _counted(store)

    assert known["core_finished"]["value"] == 63 * 400
    assert (known["mass_finished"]["state"], known["modules_mass"]["state"]) == ("no_data", "no_data")
