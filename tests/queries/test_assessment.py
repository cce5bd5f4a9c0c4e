"""Assessment against the standards."""

from data.access import Scope
from queries import assessment

STANDING = """
    province_code | report_year | audience | role | level           | people | accounts | completed | chua_dat | dat | kha | tot
    --------------+-------------+----------+------+-----------------+--------+----------+-----------+----------+-----+-----+----
    01            | 2020        | teacher  | all  | all             | total  | 200      | 150       | 0        | 10  | 80  | 60
    01            | 2020        | teacher  | core | all             | total  | 20       | 20        | 0        | 0   | 5   | 15
    01            | 2020        | teacher  | all  | all             | female | 120      | 100       | 0        | 5   | 50  | 45
    01            | 2020        | teacher  | all  | primary         | total  | 90       | 60        | 0        | 6   | 34  | 20
    22            | 2020        | teacher  | all  | all             | total  | 100      | 90        |          |     |     |
    24            | 2020        | teacher  | all  | all             | total  | 50       |           |          |     |     |
    26            | 2020        | teacher  | all  | all             | total  | 0        | 0         | 0        | 0   | 0   | 0
    01            | 2020        | manager  | all  | all             | total  | 9        | 9         | 0        | 0   | 4   | 5
    01            | 2021        | teacher  | all  | all             | total  | 210      |           |          |     |     |
    22            | 2021        | teacher  | all  | all             | total  | 40       | 0         | 0        | 0   | 0   | 0
"""  # noqa: E501 - a drawn table is as wide as its columns
LEVELS = ["all", "primary", "lower_secondary", "upper_secondary"]
PEOPLE = ["total", "female", "ethnic_minority", "female_ethnic_minority", "disadvantaged_area"]


def test_both_tables_have_the_reports_twenty_rows_in_the_reports_order(store_of):
    store = store_of(standing=STANDING)
    expected = [
        (block, row, level, people)
        for block, level in enumerate(LEVELS, start=1)
        for row, people in enumerate(PEOPLE, start=1)
    ]

    for table in (assessment.completion_table, assessment.levels_table):
        answer = table(store, report_year=2020, audience="teacher", province_code="01")
        assert answer.select("block_no", "row_no", "level", "people").rows() == expected


def test_completion_is_over_the_accounts_of_the_same_row(store_of):
    answer = assessment.completion_table(
        store_of(standing=STANDING), report_year=2020, audience="teacher", province_code="01"
    )

    counts = answer.select("level", "people", "accounts", "completed", "completed_share").rows()
    assert counts[0] == ("all", "total", 200, 150, 0.75)
    assert counts[1] == ("all", "female", 120, 100, 100 / 120)
    assert counts[5] == ("primary", "total", 90, 60, 60 / 90)
    assert counts[6] == ("primary", "female", 0, 0, None)  # people were counted one by one, and there is nobody


def test_a_row_that_a_printed_source_lacks_is_unknown(store_of):
    answer = assessment.completion_table(
        store_of(standing=STANDING), report_year=2020, audience="teacher", province_code="22"
    )

    counts = answer.select("level", "people", "accounts", "completed", "completed_share").rows()
    assert counts[1] == ("all", "female", None, None, None)


def test_the_countrys_completion_is_over_the_provinces_that_say_who_completed(store_of):
    answer = assessment.completion_table(store_of(standing=STANDING), report_year=2020, audience="teacher")

    assert answer.select("accounts", "completed", "completed_share").row(0) == (
        200 + 100 + 0,  # the 50 of Bắc Giang are neither complete nor incomplete
        150 + 90 + 0,
        240 / 300,
    )


def test_accounts_are_shown_where_nobody_says_who_completed(store_of):
    store = store_of(standing=STANDING)

    own = assessment.completion_table(store, report_year=2021, audience="teacher", province_code="01")
    country = assessment.completion_table(store, report_year=2021, audience="teacher")
    marks = assessment.levels_table(store, report_year=2021, audience="teacher", province_code="01")

    counts = ("accounts", "completed", "completed_share")
    assert own.select(counts).row(0) == (210, None, None)
    assert country.select(counts).row(0) == (40, 0, 0.0)  # Quảng Ninh says nobody has; Hà Nội's 210 say nothing
    assert marks.select("completed", "tot", "tot_share").row(0) == (None, None, None)


def test_ratings_are_over_the_completed_of_the_same_row(store_of):
    answer = assessment.levels_table(
        store_of(standing=STANDING), report_year=2020, audience="teacher", province_code="01"
    )

    assert answer.select("completed", "chua_dat", "dat", "kha", "tot").row(0) == (150, 0, 10, 80, 60)
    assert answer.select("chua_dat_share", "dat_share", "kha_share", "tot_share").row(0) == (
        0.0,
        10 / 150,
        80 / 150,
        60 / 150,
    )


def test_the_countrys_ratings_are_over_those_whose_rating_was_read(store_of):
    answer = assessment.levels_table(store_of(standing=STANDING), report_year=2020, audience="teacher")

    assert answer.select("completed", "kha", "kha_share").row(0) == (150 + 90, 80, 80 / 150)


def test_each_criterion_of_the_standard_in_force_is_there(store_of):
    drawn = """
        province_code | report_year | role | level           | people | rater | criterion_no | chua_dat | dat | kha | tot
        01            | 2021        | core | primary         | total  | self  | 1            | 0        | 0   | 2   | 8
        01            | 2021        | mass | primary         | total  | self  | 1            | 1        | 9   | 60  | 20
        01            | 2021        | mass | lower_secondary | total  | self  | 1            | 0        | 0   | 5   | 5
        22            | 2021        | mass | primary         | total  | self  | 1            | 0        | 0   | 0   | 10
        01            | 2021        | mass | primary         | female | self  | 1            | 0        | 5   | 50  | 15
        01            | 2021        | mass | primary         | total  | head  | 2            | 0        | 1   | 1   | 2
    """  # noqa: E501 - a drawn table is as wide as its columns
    store = store_of(criterion_standing=drawn)

    answer = assessment.by_criterion(store, report_year=2021, audience="teacher")

    assert answer.select("framework_code", "criterion_no").rows() == [("TT20/2018", n) for n in range(1, 16)]
    assert answer.select("rated", "chua_dat", "dat", "kha", "tot", "kha_share").row(0) == (
        10 + 90 + 10 + 10,
        1,
        9,
        2 + 60 + 5,
        8 + 20 + 5 + 10,
        67 / 120,
    )
    assert answer["rated"].null_count() == 14
    narrow = assessment.by_criterion(
        store, report_year=2021, audience="teacher", level="primary", people="total", rater="head", province_code="01"
    )
    assert narrow.select("rated", "tot_share").row(1) == (4, 0.5)


def test_the_standard_shown_is_the_one_in_force_that_year(store_of):
    store = store_of()

    assert assessment.by_criterion(store, report_year=2016, audience="teacher").height == 0
    assert assessment.by_criterion(store, report_year=2021, audience="manager").height == 18
    assert assessment.by_criterion(store, report_year=2030, audience="teacher").height == 0  # TT30/2026: not known here


SUBMISSION = """
    province_code | dataset    | report_year | due_on     | received_on
    01            | assessment | 2020        | 2021-03-31 | 2021-03-20
    01            | assessment | 2021        | 2022-03-31 |
    30            | assessment | 2020        | 2021-03-31 |
    30            | training   | 2020        | 2021-03-31 | 2021-03-20
"""


def _states(answer, *codes):
    picked = answer.filter(answer["province_code"].is_in(codes))
    return picked.select("province_code", "completed", "completed_share", "state").rows()


def test_every_province_says_what_it_has_or_why_it_has_nothing(store_of):
    store = store_of(standing=STANDING, submission=SUBMISSION)

    answer = assessment.by_province(store, report_year=2020, audience="teacher")

    assert answer.height == 63
    assert _states(answer, "01", "02", "22", "24", "26", "30") == [
        ("01", 150, 0.75, "value"),
        ("02", None, None, "no_data"),
        ("22", 90, 0.9, "value"),
        ("24", None, None, "no_data"),
        ("26", 0, None, "nobody"),
        ("30", None, None, "not_reported"),
    ]
    assert answer.filter(province_code="22").select("tot", "tot_share").row(0) == (None, None)


def test_a_province_whose_assessment_has_not_come_is_not_at_zero(store_of):
    store = store_of(standing=STANDING, submission=SUBMISSION)

    answer = assessment.by_province(store, report_year=2021, audience="teacher", level="all", people="total")

    assert _states(answer, "01", "22") == [("01", None, None, "not_reported"), ("22", 0, 0.0, "value")]
    assert answer.filter(province_code="01").select("accounts", "tot", "tot_share").row(0) == (210, None, None)


def test_a_viewer_of_one_province_counts_nothing_of_the_others(store_of):
    store = store_of(standing=STANDING, scope=Scope.of_province("22"))

    assert assessment.completion_table(store, report_year=2020, audience="teacher")["accounts"][0] == 100
    answer = assessment.by_province(store, report_year=2020, audience="teacher")
    assert _states(answer, "01", "22") == [("01", None, None, "withheld"), ("22", 90, 0.9, "value")]
    assert answer.filter(state="withheld").height == 62
