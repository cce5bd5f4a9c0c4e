"""A store in the other division, on drawn tables: who is counted, who is left out, and what nobody can tell."""

from datetime import date

import pytest

from data import divisions
from data.access import Scope
from tests import build
from tests.data.carried import PHU_THO, headline_of, rows


def test_no_province_is_added_to_a_unit_that_it_did_not_go_into(tmp_path):
    """Each province's whole is a power of two of its own, so that a unit's whole tells who is in it."""
    worth = {code: 2**place for place, code in enumerate(sorted(divisions.codes(63) - {"96"}))}
    lines = "\n".join(f"lms_use || {code} | 1 | {whole}" for code, whole in worth.items())
    headline = f"measure | audience | province_code | part | whole\n{lines}"
    store = build.store_of(tmp_path, headline=headline, division=34)

    for code, whole, known in rows(store, "select province_code, whole, units_known from headline"):
        made_of = {former for former, value in worth.items() if whole & value}
        assert made_of == set(divisions.parts(63, 34)[code]) - {"96"}
        assert known == len(made_of)
    assert store.rows["headline"] == 34
    store.close()


HEARD = """
    measure              | report_year | province_code | part | whole
    assessment_completed | 2020        | 17            | 80   | 100
    assessment_completed | 2020        | 25            |      | 900
    assessment_completed | 2020        | 26            | 10   | 20
    assessment_completed | 2020        | 15            |      | 300
    assessment_completed | 2020        | 10            |      |
    assessment_completed | 2020        | 22            | 0    | 0
"""


def test_a_province_that_was_not_heard_from_is_in_neither_part_nor_whole(store_of):
    store = store_of(headline=HEARD, division=34)

    assert headline_of(store) == {
        "25": [80 + 10, 100 + 20, 2],
        "15": [None, 300, 0],  # the whole of those that say it, while nobody says the part
        "22": [0, 0, 1],
    }
    assert headline_of(store, "history") == headline_of(store)
    assert headline_of(store_of(headline=HEARD)) == {
        "17": [80, 100, 1],
        "25": [None, 900, 0],
        "26": [10, 20, 1],
        "15": [None, 300, 0],
        "10": [None, None, 0],
        "22": [0, 0, 1],
    }


STANDING = """
    province_code | report_year | level   | role | accounts | completed | tot
    17            | 2020        | primary | mass | 100      | 80        | 40
    25            | 2020        | primary | mass | 900      |           |
    26            | 2020        | primary | mass | 20       | 10        |
"""


def test_accounts_of_those_not_heard_from_are_not_added_to_those_heard_from(store_of):
    store = store_of(standing=STANDING, division=34)

    assert sorted(rows(store, "select province_code, accounts, completed, tot from standing"), key=str) == [
        ("25", 100, 80, 40),
        ("25", 20, 10, None),
        ("25", 900, None, None),
    ]


STANDSTILL = """
    province_code | cohort_code       | module_code | stage        | days | learners
    17            | teacher-mass-2020 | all         | at_lms       | 30   | 3
    25            | teacher-mass-2020 | all         | at_lms       | 30   | 4
    26            | teacher-mass-2020 | all         | at_lms       | 31   | 5
    26            | teacher-mass-2020 | GV1         | at_lms       | 30   | 6
    22            | teacher-mass-2020 | all         | done         | 30   | 7
"""
PAIR = """
    province_code | report_year | role | level   | criterion_no | self_mark | head_mark | learners
    17            | 2021        | mass | primary | 0            | 4         | 3         | 10
    25            | 2021        | mass | primary | 0            | 4         | 3         | 20
    26            | 2021        | mass | primary | 0            | 3         | 4         | 40
"""
SHAPE = """
    province_code | report_year | role | level   | rater | learners | one_mark | all_tot
    17            | 2021        | mass | primary | self  | 100      | 40       | 10
    26            | 2021        | mass | primary | self  | 50       | 20       | 5
    26            | 2021        | mass | primary | head  | 30       | 10       | 3
"""


def test_people_who_stand_alike_and_marks_that_are_alike_are_added(store_of):
    store = store_of(standstill=STANDSTILL, mark_pair=PAIR, mark_shape=SHAPE, division=34)

    assert sorted(rows(store, "select province_code, module_code, stage, days, learners from standstill")) == [
        ("22", "all", "done", 30, 7),
        ("25", "GV1", "at_lms", 30, 6),
        ("25", "all", "at_lms", 30, 3 + 4),
        ("25", "all", "at_lms", 31, 5),
    ]
    assert sorted(rows(store, "select province_code, self_mark, head_mark, learners from mark_pair")) == [
        ("25", 3, 4, 40),
        ("25", 4, 3, 10 + 20),
    ]
    assert sorted(rows(store, "select province_code, rater, learners, one_mark, all_tot from mark_shape")) == [
        ("25", "head", 30, 10, 3),
        ("25", "self", 100 + 50, 40 + 20, 10 + 5),
    ]


DISTRICT = """
    province_code | district_code | report_year | level   | rater | criterion_no | chua_dat | dat | kha | tot
    17            | 148           | 2021        | primary | self  | 1            | 0        | 10  | 20  | 30
    25            | 227           | 2021        | primary | self  | 1            | 0        | 40  | 50  | 60
"""
WISH = """
    province_code | district_code | report_year | level   | module_code | learners
    17            | 148           | 2021        | primary | GV5         | 7
    25            | 227           | 2021        | primary | GV5         | 8
"""


def test_districts_keep_what_they_wish_for_under_their_units_code(store_of):
    scope = Scope(provinces=PHU_THO, units=PHU_THO)
    store = store_of(district_criterion=DISTRICT, district_need=WISH, scope=scope, division=34)

    marks = "select province_code, district_code, dat, kha, tot from district_criterion order by 2"
    assert rows(store, marks) == [("25", "148", 10, 20, 30), ("25", "227", 40, 50, 60)]
    wishes = "select province_code, district_code, learners from district_need order by 2"
    assert rows(store, wishes) == [("25", "148", 7), ("25", "227", 8)]


SUBMISSION = """
    province_code | dataset  | report_year | due_on     | received_on | published_on
    17            | training | 2021        | 2022-05-31 | 2022-05-01  | 2022-06-01
    25            | training | 2021        | 2022-06-15 | 2022-05-20  |
    26            | training | 2021        | 2022-05-31 | 2022-05-10  | 2022-06-03
    10            | training | 2021        | 2022-05-31 |             |
    15            | training | 2021        | 2022-05-31 | 2022-05-02  |
"""


def test_a_units_data_set_has_come_when_its_last_part_has(store_of):
    store = store_of(submission=SUBMISSION, division=34)

    assert sorted(rows(store, "select province_code, due_on, received_on, published_on from submission")) == [
        ("15", date(2022, 5, 31), None, None),
        ("25", date(2022, 6, 15), date(2022, 5, 20), None),
    ]


LMS_USE = """
    province_code | platform | since_on
    17            | Viettel  | 2020-10-01
    25            | VNPT     | 2020-09-01
    26            |          |
    10            | Viettel  | 2020-10-05
    15            | Viettel  | 2020-11-01
    01            |          |
    02            |          |
    08            |          |
"""


def test_a_unit_is_without_an_lms_only_where_all_of_it_is(store_of):
    store = store_of(lms_use=LMS_USE, division=34)

    assert sorted(rows(store, "select province_code, platform, since_on from lms_use")) == [
        ("01", None, None),
        ("08", None, None),
        ("15", "Viettel", date(2020, 10, 5)),
        ("25", "VNPT + Viettel", date(2020, 9, 1)),
    ]


PUBLISHED = """
    province_code | report_year | table_no | measure    | value | as_printed | status
    22            | 2020        | A.1.2    | kha_pct    | 61.5  | 61,5       | seen
    25            | 2020        | A.1.2    | kha_pct    | 50    | 50         | seen
"""


def test_a_published_cell_is_carried_only_for_a_province_left_alone(store_of):
    """Phú Thọ's 50 % says nothing of the unit that has its name."""
    store = store_of(published_cell=PUBLISHED, division=34)

    assert rows(store, "select province_code, value from published_cell") == [("22", 61.5)]


BORN_34 = """
    measure              | report_year | province_code | part | whole
    assessment_completed | 2020        | 25            | 300  | 400
    assessment_completed | 2020        | 22            | 50   | 60
    assessment_completed | 2020        | 46            | 70   | 90
    assessment_completed | 2020        | 15            | 10   | 20
"""


def test_data_of_the_34_answer_for_a_former_province_only_where_it_was_left_alone(store_of):
    store = store_of(headline=BORN_34, submission=SUBMISSION, vintage=34, division=63)

    assert headline_of(store) == {"22": [50, 60, 1], "46": [70, 90, 1]}
    assert not store.has("submission")  # 10, 15, 17, 25 and 26 of the 63 are another's or merged
    assert {code for (code,) in rows(store, "select province_code from unit_part")} == set(divisions.parts(34, 63))
    assert rows(store, "select name_vi from unit_part where province_code = '46'") == [("Huế",)]
    assert rows(store, "select name_vi from province where province_code = '46'") == [("Thừa Thiên Huế",)]
    assert rows(store, "select vintage, data_vintage from snapshot_info") == [(63, 34)]


def test_data_of_the_34_are_themselves_in_the_34(store_of):
    store = store_of(headline=BORN_34, vintage=34)

    assert (store.division, store.rows["province"]) == (34, 34)
    assert headline_of(store)["25"] == [300, 400, 1]


THEN = date(2021, 6, 30)


@pytest.mark.parametrize("division", divisions.DIVISIONS)
def test_a_series_that_was_born_in_both_divisions_is_one_history(store_of, division):
    """2021 in the 63, 2022 in the 34: each row is carried from the division it was born in."""
    store = store_of(headline=BORN_34, vintage=34, division=division, previous={THEN: HEARD})
    seen = {
        year: {code: rest for when, code, *rest in rows(
            store, "select as_of, province_code, part, whole, units_known from history"
        ) if when.year == year}
        for year in (2021, 2022)
    }  # fmt: skip
    was = {63: {"17": [80, 100, 1], "25": [None, 900, 0], "26": [10, 20, 1], "10": [None, None, 0],
                "15": [None, 300, 0], "22": [0, 0, 1]},
           34: {"25": [90, 120, 2], "15": [None, 300, 0], "22": [0, 0, 1]}}  # fmt: skip
    is_now = {63: {"22": [50, 60, 1], "46": [70, 90, 1]},
              34: {"25": [300, 400, 1], "22": [50, 60, 1], "46": [70, 90, 1], "15": [10, 20, 1]}}  # fmt: skip

    assert seen == {2021: was[division], 2022: is_now[division]}
    assert rows(store, "select distinct as_of, vintage from history order by 1") == [(THEN, 63), (build.AS_OF, 34)]


def test_a_snapshot_of_the_63_has_the_same_history_by_either_way(store_of):
    """Rows carried from the file and rows carried from the snapshot follow one rule."""
    store = store_of(headline=HEARD, division=34, previous={THEN: HEARD})
    seen = {}
    for when, *rest in rows(store, "select as_of, province_code, part, whole, units_known from history order by all"):
        seen.setdefault(when, []).append(rest)

    assert seen[THEN] == seen[build.AS_OF]
