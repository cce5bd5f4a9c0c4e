"""A limited viewer's store in the other division: what was withheld stays so, and half a unit is no unit."""

from datetime import date

from polars.testing import assert_frame_equal

from data.access import Scope
from tests import build
from tests.data.carried import PHU_THO, expected_headline, headline_of, rows, table

THEN = date(2021, 6, 30)

STANDING = """
    province_code | report_year | level   | role | accounts | completed | tot
    17            | 2020        | primary | mass | 100      | 80        | 40
    25            | 2020        | primary | mass | 900      |           |
    26            | 2020        | primary | mass | 20       | 10        |
"""

SMALL = """
    measure              | report_year | province_code | part | whole
    assessment_completed | 2020        | 17            | 80   | 100
    assessment_completed | 2020        | 25            | 5    | 9
    assessment_completed | 2020        | 26            | 10   | 20
    assessment_completed | 2020        | 22            | 50   | 60
    assessment_completed | 2020        | 10            | 3    | 4
    assessment_completed | 2020        | 15            | 2    | 5
"""


def test_a_withheld_province_is_in_no_sum_from_which_it_could_be_subtracted(store_of):
    scope = Scope(provinces=frozenset({"22"}))
    store = store_of(headline=SMALL, scope=scope, division=34, previous={THEN: SMALL})

    for name in ("headline", "history"):
        assert headline_of(store, name) == {
            "25": [80 + 10, 100 + 20, 2],  # Phú Thọ's 5 of 9 are in neither
            "15": [None, None, 0],
            "22": [50, 60, 1],
        }
    assert rows(store, "select province_code from scope_province") == [("22",)]


def test_regrouping_tells_a_limited_viewer_nothing_that_the_63_do_not(store_of):
    """What they see of the 34 can be worked out from what they see of the 63."""
    scope = Scope(provinces=frozenset({"22", "26"}))
    drawn = {"headline": SMALL, "scope": scope}
    own, carried = table(store_of(**drawn), "headline"), table(store_of(**drawn, division=34), "headline")

    assert_frame_equal(carried, expected_headline(own), check_row_order=False, check_column_order=False)


def test_half_a_unit_does_not_pass_for_the_whole(store_of):
    """A viewer of Vĩnh Phúc is not one of Phú Thọ as it is now, though it is a third of it."""
    schools = """
        province_code | district_code | school_code | report_year | level   | accounts | completed
        26            | 243           | 26243001    | 2020        | primary | 20       | 10
        22            | 193           | 22193001    | 2020        | primary | 30       | 20
    """
    drawn = {
        "standing": STANDING,
        "unit_standing": schools,
        "submission": "province_code | dataset | report_year\n25 | training | 2021",
        "division": 34,
    }
    some = frozenset({"22", "26"})
    half = store_of(**drawn, scope=Scope(provinces=some, units=some))
    whole = store_of(**drawn, scope=Scope(provinces=PHU_THO, units=frozenset({"26"})))

    assert rows(half, "select province_code from scope_province") == [("22",)]
    assert not half.has("standing")
    assert rows(half, "select province_code, school_code from unit_standing") == [("22", "22193001")]
    assert half.has("submission")  # meant for all
    assert rows(whole, "select province_code from scope_province") == [("25",)]
    assert rows(whole, "select sum(accounts)::int from standing") == [(1020,)]
    assert not whole.has("unit_standing")


def test_small_groups_of_the_past_are_withheld_by_the_codes_of_their_own_division(store_of):
    """A viewer of unit 15 (the new Lào Cai) may see all of old 10 and 15, and nothing small of 25 or 26."""
    small = """
        measure              | report_year | province_code | part | whole
        assessment_completed | 2020        | 15            | 4    | 8
        assessment_completed | 2020        | 25            | 3    | 7
    """
    scope = Scope(provinces=frozenset({"15"}))
    store = store_of(headline=small, vintage=34, scope=scope, previous={THEN: SMALL})

    assert sorted(rows(store, "select as_of, province_code, part, whole, units_known from history")) == [
        (THEN, "15", 3 + 2, 4 + 5, 2),
        (THEN, "22", 50, 60, 1),
        (THEN, "25", 90, 120, 2),
        (build.AS_OF, "15", 4, 8, 1),
        (build.AS_OF, "25", None, None, 0),
    ]


def test_a_viewer_of_one_former_province_sees_no_small_group_of_the_unit_it_went_into(store_of):
    """Number 15 is Yên Bái to this viewer; the 15 of a later snapshot is not theirs alone."""
    store = store_of(headline=SMALL, scope=Scope(provinces=frozenset({"15"})), division=34)

    assert headline_of(store)["15"] == [2, 5, 1]  # their own 2 of 5; Lào Cai's 3 of 4 are withheld
    assert rows(store, "select province_code from scope_province") == []
