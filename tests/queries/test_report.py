"""What a report prints beyond what the screens ask."""

import pytest

from data.access import Scope
from queries import report

STANDING = """
    province_code | report_year | audience | role | level           | people | accounts | completed | chua_dat | dat | kha | tot
    --------------+-------------+----------+------+-----------------+--------+----------+-----------+----------+-----+-----+----
    01            | 2021        | teacher  | all  | all             | total  | 200      | 150       | 0        | 10  | 80  | 60
    01            | 2021        | teacher  | mass | all             | total  | 200      | 150       | 0        | 10  | 80  | 60
    01            | 2021        | teacher  | all  | primary         | total  | 200      | 150       | 0        | 10  | 80  | 60
    22            | 2021        | teacher  | all  | all             | total  | 100      | 90        |          |     |     |
    24            | 2021        | teacher  | all  | all             | total  | 50       |           |          |     |     |
    24            | 2021        | teacher  | mass | all             | total  | 50       |           |          |     |     |
    24            | 2021        | teacher  | all  | all             | female | 30       |           |          |     |     |
    01            | 2020        | teacher  | all  | all             | total  | 190      | 140       | 0        | 10  | 70  | 60
    22            | 2020        | teacher  | all  | all             | total  | 90       |           |          |     |     |
"""  # noqa: E501 - a drawn table is as wide as its columns
COUNTS = ("accounts", "completed", "chua_dat", "dat", "kha", "tot")


@pytest.fixture
def ask(store_of):
    """Rows of a place by level and group."""
    store = store_of(standing=STANDING)

    def asked(province_code):
        answer = report.standing(store, report_year=2021, audience="teacher", province_code=province_code)
        return {(row["level"], row["people"]): tuple(row[name] for name in COUNTS) for row in answer.to_dicts()}

    return asked


def test_a_group_of_nobody_is_zero_where_people_were_counted_one_by_one(ask):
    rows = ask("01")

    assert len(rows) == 20
    assert rows["all", "total"] == (200, 150, 0, 10, 80, 60)
    assert rows["upper_secondary", "female"] == (0, 0, 0, 0, 0, 0)


def test_a_row_that_a_printed_source_lacks_is_unknown(ask):
    rows = ask("22")

    assert rows["all", "total"] == (100, 90, None, None, None, None)
    assert rows["all", "female"] == (None,) * 6


def test_where_nothing_has_come_only_the_accounts_are_known(ask):
    rows = ask("24")

    assert rows["all", "total"] == (50, None, None, None, None, None)
    assert rows["primary", "total"] == (0, None, None, None, None, None)


def test_the_country_counts_the_provinces_that_say_who_completed_in_every_row(ask):
    rows = ask(None)

    assert rows["all", "total"] == (200 + 100, 150 + 90, 0, 10, 80, 60)
    assert rows["all", "female"] == (None,) * 6  # the 30 of Bắc Giang are not heard from, Quảng Ninh prints none


def test_two_years_may_be_compared_where_the_same_provinces_say_who_completed(store_of):
    store = store_of(standing=STANDING)

    country = report.earlier(store, report_year=2021, audience="teacher")
    own = report.earlier(store, report_year=2021, audience="teacher", province_code="01")
    silent = report.earlier(store, report_year=2021, audience="teacher", province_code="22")

    assert country.row(0) == (2, 1, False, True)
    assert own.row(0) == (1, 1, True, True)
    assert silent.row(0) == (1, None, None, None)


def test_ratings_by_two_standards_are_told_apart(store_of):
    drawn = """
        province_code | report_year | framework_code | audience | role | level | people | accounts | completed
        01            | 2026        | TT30/2026      | teacher  | all  | all   | total  | 200      | 150
        01            | 2025        | TT20/2018      | teacher  | all  | all   | total  | 190      | 140
    """
    answer = report.earlier(store_of(standing=drawn), report_year=2026, audience="teacher", province_code="01")

    assert answer.row(0) == (1, 1, True, False)


def test_wishes_for_criteria_come_before_those_for_modules_and_nobody_is_zero_once_any_has_come(store_of):
    store = store_of(
        need_count="""
            province_code | report_year | level           | people | criterion_no | module_code | learners
            22            | 2021        | primary         | total  | 15           |             | 40
            22            | 2021        | lower_secondary | total  | 15           |             | 22
            22            | 2021        | primary         | female | 15           |             | 39
            22            | 2021        | primary         | total  | 0            | GV9         | 95
            22            | 2020        | primary         | total  | 14           |             | 5
        """,
        standing="""
            province_code | report_year | role | level   | people | accounts | self_done
            22            | 2021        | all  | all     | total  | 600      | 588
            22            | 2021        | all  | primary | total  | 300      | 290
        """,
    )
    own = report.wishes(store, report_year=2021, audience="teacher", province_code="22")
    other = report.wishes(store, report_year=2021, audience="teacher", province_code="01")

    assert own["kind"].to_list() == ["criterion"] * 15 + ["module"] * 9
    assert dict(own.select("number", "wished").head(15).rows()) == dict.fromkeys(range(1, 15), 0) | {15: 40 + 22}
    assert own["wished"].tail(9).to_list() == [0] * 8 + [95]
    assert own["self_done"].unique().to_list() == [588]
    assert other["wished"].null_count() == other.height


def test_a_place_is_called_by_its_name_within_the_scope_alone(store_of):
    store = store_of(scope=Scope.of_province("79"))

    assert report.places(store, province_code="79").row(0) == ("79", "Hồ Chí Minh", "Ho Chi Minh", True)
    assert report.places(store, province_code="22").is_empty()


def test_districts_have_teachers_and_managers_beside_each_other(store_of):
    store = store_of(
        scope=Scope.of_province("22"),
        district="""
            province_code | district_code | name_vi
            22            | 193           | Thành phố Hạ Long
            22            | 200           | Huyện Ba Chẽ
        """,
        unit_standing="""
            province_code | district_code | school_code | level   | audience | report_year | accounts | completed
            22            | 193           | 22193001    | primary | teacher  | 2021        | 30       | 27
            22            | 193           | 22193002    | primary | teacher  | 2021        | 20       | 5
            22            | 193           | 22193001    | primary | manager  | 2021        | 2        | 1
            22            | 193           | 22193001    | primary | teacher  | 2020        | 29       | 1
        """,
    )
    answer = report.by_district(store, province_code="22", report_year=2021)

    assert answer.rows() == [
        ("200", "Huyện Ba Chẽ", None, None, None, None, None, None),
        ("193", "Thành phố Hạ Long", 30 + 20, 27 + 5, 32 / 50, 2, 1, 1 / 2),
    ]
