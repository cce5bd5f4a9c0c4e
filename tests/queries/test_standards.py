"""Standards and criteria, on tables drawn by hand."""

import polars as pl
import pytest

from data import published
from data.access import Scope
from data.snapshot import open_snapshot
from data.store import open_store
from queries import standards
from queries.standards import small

ASKED = {"report_year": 2021, "audience": "teacher"}

CRITERIA = """
    province_code | report_year | role | level   | people | rater | criterion_no | chua_dat | dat | kha | tot
    --------------+-------------+------+---------+--------+-------+--------------+----------+-----+-----+----
    01            | 2021        | mass | primary | total  | self  | 1            | 0        | 2   | 8   | 90
    01            | 2021        | mass | primary | female | self  | 1            | 0        | 1   | 4   | 55
    01            | 2021        | mass | primary | total  | head  | 1            | 1        | 3   | 10  | 36
    01            | 2021        | core | primary | total  | self  | 1            | 0        | 0   | 1   | 9
    01            | 2021        | mass | primary | total  | self  | 3            | 5        | 15  | 40  | 40
    22            | 2021        | mass | primary | total  | self  | 1            | 0        | 0   | 1   | 19
    22            | 2020        | mass | primary | total  | self  | 1            | 7        | 0   | 0   | 0
"""

PAIRS = """
    province_code | report_year | role | level   | criterion_no | self_mark | head_mark | learners
    --------------+-------------+------+---------+--------------+-----------+-----------+---------
    01            | 2021        | mass | primary | 0            | 4         | 4         | 5
    01            | 2021        | mass | primary | 0            | 4         | 3         | 3
    01            | 2021        | core | primary | 0            | 3         | 4         | 1
    01            | 2021        | mass | primary | 0            | 3         | 2         | 1
    01            | 2021        | mass | primary | 5            | 4         | 4         | 10
    01            | 2020        | mass | primary | 5            | 4         | 1         | 99
"""

SHAPES = """
    province_code | report_year | role | level   | rater | learners | one_mark | all_tot
    --------------+-------------+------+---------+-------+----------+----------+--------
    01            | 2021        | mass | primary | self  | 40       | 10       | 8
    01            | 2021        | core | primary | self  | 10       | 5        | 5
    01            | 2021        | mass | primary | head  | 20       | 1        | 1
    22            | 2021        | mass | primary | self  | 0        | 0        | 0
"""


def _standing(*rows: str) -> str:
    header = "province_code | report_year | framework_code | role | level | people | accounts | self_done | head_due |"
    header += " head_done | completed | chua_dat | dat | kha | tot"
    return "\n".join((header, *rows))


def test_a_criterion_adds_core_and_mass_and_keeps_raters_and_years_apart(store_of):
    store = store_of(criterion_standing=CRITERIA)

    both = standards.criteria(store, **ASKED)
    mass = standards.criteria(store, **ASKED, role="mass", province_code="01")
    head = standards.criteria(store, **ASKED, rater="head")

    counts = ("rated", "chua_dat", "dat", "kha", "tot", "tot_share")
    assert both.select(counts).row(0) == (100 + 10 + 20, 0, 2, 8 + 1 + 1, 90 + 9 + 19, 118 / 130)
    assert mass.select(counts).row(0) == (100, 0, 2, 8, 90, 0.9)
    assert head.select(counts).row(0) == (50, 1, 3, 10, 36, 36 / 50)


def test_every_criterion_is_there_under_its_standard_and_the_deciding_ones_are_marked(store_of):
    store = store_of(criterion_standing=CRITERIA)

    teachers = standards.criteria(store, **ASKED)
    managers = standards.criteria(store, report_year=2021, audience="manager")

    assert (teachers.height, managers.height) == (15, 18)
    assert teachers.filter("is_key")["criterion_no"].to_list() == [3, 4, 5, 6, 7]
    assert managers.filter("is_key")["criterion_no"].to_list() == [1, 2, 4, 5, 6, 8, 10, 12, 13, 14]
    assert teachers["standard_no"].to_list() == [1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5]
    assert teachers["rated"].null_count() == 13  # nobody was rated in them: unknown, not zero


def test_a_year_has_the_standard_of_31_march_and_an_unknown_one_has_no_criteria(store_of):
    store = store_of(criterion_standing=CRITERIA)

    last, first = ({"report_year": year, "audience": "teacher"} for year in (2025, 2026))

    assert standards.year(store, **last).select("framework_code", "criteria").row(0) == ("TT20/2018", 15)
    assert standards.year(store, **first).select("framework_code", "criteria").row(0) == ("TT30/2026", None)
    assert standards.criteria(store, **last).height == 15
    assert standards.criteria(store, **first).is_empty()
    assert standards.by_standard(store, **first).is_empty()
    assert standards.pairs(store, **first)["criterion_no"].to_list() == [0]


def test_those_due_are_counted_where_people_were_heard_from(store_of):
    store = store_of(
        standing=_standing(
            "01 | 2021 | TT20/2018 | all | all | total | 100 | 90 | 40 | 30 | 80 | 0 | 0 | 40 | 40",
            "22 | 2021 | TT20/2018 | all | all | total | 50  |    | 20 |    |    |   |   |    |   ",
        )
    )

    country = standards.year(store, **ASKED)
    silent = standards.year(store, **ASKED, province_code="22")

    counts = ("accounts", "self_done", "head_due", "head_done", "head_share")
    assert country.select(counts).row(0) == (100, 90, 40, 30, 0.75)
    assert silent.select(counts).row(0) == (50, None, 20, None, None)


def test_groups_are_of_the_role_asked_for_and_core_and_mass_of_everybody(store_of):
    store = store_of(
        standing=_standing(
            "01 | 2021 | TT20/2018 | all  | all     | total  | 100 | 90 | | | 80 | 0 | 10 | 40 | 30",
            "01 | 2021 | TT20/2018 | all  | all     | female | 60  | 55 | | | 50 | 0 | 5  | 25 | 20",
            "01 | 2021 | TT20/2018 | core | all     | total  | 10  | 10 | | | 10 | 0 | 0  | 2  | 8",
            "01 | 2021 | TT20/2018 | core | all     | female | 5   | 5  | | | 5  | 0 | 0  | 1  | 4",
            "22 | 2021 | TT20/2018 | all  | all     | total  | 40  | 30 | | | 20 |   |    |    |  ",
        )
    )

    everybody = standards.by_group(store, **ASKED)
    core = standards.by_group(store, **ASKED, role="core")

    def cell(answer: pl.DataFrame, group: str) -> tuple:
        return answer.filter(group_code=group, level="all").select("rated", "good_share", "tot_share").row(0)

    assert everybody.height == 7 * 4
    assert cell(everybody, "total") == (80, 70 / 80, 30 / 80)  # Quảng Ninh's 20 have no ratings: left out
    assert cell(everybody, "female") == (50, 45 / 50, 0.4)
    assert cell(core, "female") == (5, 1.0, 0.8)
    assert cell(everybody, "core") == cell(core, "core") == (10, 1.0, 0.8)
    assert cell(everybody, "mass") == (None, None, None)


def test_a_standard_is_all_marks_of_its_criteria(store_of):
    store = store_of(criterion_standing=CRITERIA)

    answer = standards.by_standard(store, **ASKED, province_code="01")

    def cell(group: str, standard: int) -> tuple:
        return answer.filter(group_code=group, standard_no=standard).select("ratings", "tot", "tot_share").row(0)

    assert answer.height == 7 * 5
    assert cell("total", 1) == (100 + 10, 90 + 9, 99 / 110)
    assert cell("female", 1) == (60, 55, 55 / 60)
    assert cell("core", 1) == (10, 9, 0.9)
    assert cell("mass", 2) == (100, 40, 0.4)
    assert cell("total", 5) == (None, None, None)


def test_the_head_is_held_beside_the_same_peoples_own_marks(store_of):
    answer = standards.pairs(store_of(mark_pair=PAIRS), **ASKED)

    overall = answer.row(0, named=True)
    assert (overall["criterion_no"], overall["learners"]) == (0, 10)
    assert (overall["lower"], overall["same"], overall["higher"]) == (3 + 1, 5, 1)
    assert (overall["self_tot_share"], overall["head_tot_share"]) == (8 / 10, 6 / 10)
    assert (overall["self_good_share"], overall["head_good_share"]) == (1.0, 9 / 10)
    assert answer.filter(criterion_no=5).select("learners", "lower", "same_share").row(0) == (10, 0, 1.0)
    assert answer.height == 16
    assert answer.filter(criterion_no=1)["lower"].item() is None


def test_one_mark_throughout_is_over_those_rated_in_everything(store_of):
    store = store_of(mark_shape=SHAPES, criterion_standing=CRITERIA)

    answer = standards.sameness(store, **ASKED)
    mass_by_head = standards.sameness(store, **ASKED, role="mass", rater="head")

    hanoi = answer.filter(province_code="01")
    assert hanoi.select("learners", "one_mark", "all_tot").row(0) == (50, 15, 13)
    assert hanoi.select("one_mark_share", "nearly_all", "state").row(0) == (15 / 50, 0, "value")
    assert answer.filter(province_code="22").select("one_mark_share", "nearly_all", "state").row(0) == (
        None,
        None,
        "no_data",
    )
    assert mass_by_head.filter(province_code="01")["one_mark_share"].item() == 1 / 20
    assert answer.height == 63


def test_nearly_all_is_from_nineteen_of_twenty(store_of):
    shapes = "province_code|report_year|role|level|rater|learners|one_mark|all_tot\n22|2021|mass|primary|self|20|0|0"

    answer = standards.sameness(store_of(mark_shape=shapes, criterion_standing=CRITERIA), **ASKED)

    assert answer.filter(province_code="22")["nearly_all"].item() == 1  # 19 of 20 have Tốt in criterion 1


def test_a_jump_is_under_one_standard_only(store_of):
    store = store_of(
        standing=_standing(
            "01 | 2021 | TT20/2018 | all | all | total | | | | | 100 | 0 | 0 | 40 | 60",
            "01 | 2020 | TT20/2018 | all | all | total | | | | | 50  | 0 | 0 | 25 | 25",
            "02 | 2021 | TT30/2026 | all | all | total | | | | | 100 | 0 | 0 | 40 | 60",
            "02 | 2020 | TT20/2018 | all | all | total | | | | | 50  | 0 | 0 | 25 | 25",
            "04 | 2020 | TT20/2018 | all | all | total | | | | | 50  | 0 | 0 | 25 | 25",
        )
    )

    answer = standards.jumps(store, **ASKED)

    rows = {row["province_code"]: row for row in answer.to_dicts()}
    assert (rows["01"]["earlier_share"], rows["01"]["state"]) == (0.5, "value")
    assert rows["01"]["change"] == pytest.approx(60 / 100 - 25 / 50)
    assert (rows["02"]["earlier_share"], rows["02"]["change"], rows["02"]["state"]) == (None, None, "no_earlier")
    assert (rows["04"]["earlier_share"], rows["04"]["state"]) == (None, "no_data")


HALVES = (
    "01 | 2021 | TT20/2018 | all | all     | total              | 200 | 190 | | | 180 | 0 | 10 | 90 | 80",
    "01 | 2021 | TT20/2018 | all | all     | female             | 150 | 145 | | | 140 | 0 | 5  | 65 | 70",
    "01 | 2021 | TT20/2018 | all | primary | total              | 100 | 95  | | | 95  | 0 | 5  | 50 | 40",
    "22 | 2021 | TT20/2018 | all | all     | total              | 40  |     | | | 30  |   |    |    |   ",
    "22 | 2021 | TT20/2018 | all | all     | female             | 30  |     | | | 25  |   |    |    |   ",
    "24 | 2021 | TT20/2018 | all | all     | total              | 70  |     | | | 60  | 0 | 0  | 30 | 30",
)


def _half(answer: pl.DataFrame, pair: str, side: str, level: str = "all") -> dict:
    return answer.filter(pair_code=pair, side=side, level=level).row(0, named=True)


def test_the_rest_is_the_total_less_the_printed_group_province_by_province(store_of):
    answer = standards.halves(store_of(standing=_standing(*HALVES)), **ASKED)
    women, men = _half(answer, "sex", "given"), _half(answer, "sex", "rest")

    assert answer.height == 3 * 4 * 2
    # Bắc Giang prints no women, so that its total says nothing of men
    assert (women["accounts"], women["completed"]) == (150 + 30, 140 + 25)
    assert (men["accounts"], men["completed"]) == (200 - 150 + 40 - 30, 180 - 140 + 30 - 25)
    assert men["completed_share"] == 45 / 60
    # ratings only of Hà Nội
    assert (men["rated"], men["chua_dat"], men["dat"], men["kha"], men["tot"]) == (40, 0, 5, 25, 10)
    assert (men["good_share"], men["tot_share"]) == (35 / 40, 10 / 40)


def test_where_people_were_counted_a_group_without_a_row_is_nobody(store_of):
    answer = standards.halves(store_of(standing=_standing(*HALVES)), **ASKED)

    assert _half(answer, "sex", "given", "primary")["accounts"] == 0
    assert _half(answer, "sex", "rest", "primary")["accounts"] == 100
    assert _half(answer, "area", "rest")["accounts"] == 200  # Hà Nội alone was counted person by person
    assert _half(answer, "minority_sex", "rest")["accounts"] is None


def _halves(*rows: tuple) -> pl.DataFrame:
    """Rows of (level, side, accounts, completed, chua_dat, dat, kha, tot) of one pair, as the question answers them."""
    names = ["level", "side", "accounts", "completed", "chua_dat", "dat", "kha", "tot"]
    frame = pl.DataFrame(rows, schema=names, orient="row").with_columns(pair_code=pl.lit("sex"))
    return frame.with_columns(
        rated=pl.col("completed"),
        completed_share=pl.col("completed") / pl.col("accounts"),
        good_share=(pl.col("kha") + pl.col("tot")) / pl.col("completed"),
        tot_share=pl.col("tot") / pl.col("completed"),
    )


LARGE = (100, 90, 5, 5, 40, 40)


def _states(frame: pl.DataFrame) -> list[tuple]:
    safe = small.withheld(frame, smallest=10)
    return safe.filter(side="rest").select("level", "done_state", "rated_state").rows()


@pytest.mark.parametrize(
    ("rest", "done", "rated"),
    [
        ((9, 9, 0, 0, 4, 5), "withheld", "withheld"),  # fewer than ten
        ((10, 10, 0, 0, 5, 5), "value", "value"),  # ten, and nobody stands alone
        ((12, 10, 0, 0, 5, 5), "withheld", "withheld"),  # two have not completed
        ((20, 2, 0, 0, 0, 2), "withheld", "withheld"),  # two have
        ((20, 16, 0, 1, 5, 10), "value", "withheld"),  # one of them is at Đạt
        ((29, 29, 2, 0, 7, 20), "value", "withheld"),
        ((30, 30, 1, 0, 9, 20), "value", "value"),  # thirty: one does not stand out
        ((20, 8, 0, 0, 4, 4), "value", "withheld"),  # fewer than ten were rated
    ],
)
def test_a_difference_that_tells_of_single_persons_is_withheld(rest, done, rated):
    frame = _halves(("all", "given", *LARGE), ("all", "rest", *rest))

    assert _states(frame) == [("all", done, rated)]


def test_both_sides_are_withheld_together_with_every_number_of_theirs():
    safe = small.withheld(_halves(("all", "given", 9, 9, 0, 0, 4, 5), ("all", "rest", *LARGE)), smallest=10)

    numbers = [name for name, kind in safe.schema.items() if kind.is_numeric()]
    assert safe.select(pl.col(numbers).null_count()).row(0) == (2,) * len(numbers)


def test_one_withheld_level_takes_the_other_two_along_and_leaves_the_total():
    levels = ("all", "primary", "lower_secondary", "upper_secondary")
    rows = [(level, side, *LARGE) for level in levels for side in ("given", "rest")]
    rows[3] = ("primary", "rest", 5, 5, 0, 0, 0, 5)

    assert _states(_halves(*rows)) == [
        ("all", "value", "value"),
        *((level, "withheld", "withheld") for level in levels[1:]),
    ]


def test_an_empty_side_is_nobody_and_what_is_unknown_is_no_data():
    frame = _halves(
        ("all", "given", *LARGE),
        ("all", "rest", *LARGE),
        ("primary", "given", *LARGE),
        ("primary", "rest", 0, 0, 0, 0, 0, 0),
        ("lower_secondary", "given", None, None, None, None, None, None),
        ("lower_secondary", "rest", None, None, None, None, None, None),
    )

    assert _states(frame) == [
        ("all", "value", "value"),
        ("primary", "nobody", "nobody"),
        ("lower_secondary", "no_data", "no_data"),
    ]


def test_the_men_of_quang_ninh_as_its_report_of_2020_leaves_them_out(demo_state):
    store = open_store(open_snapshot(demo_state / "snapshots" / published.SNAPSHOT_ID), Scope.everything())
    answer = standards.halves(store, report_year=2020, audience="teacher", province_code="22")
    store.close()
    safe = small.withheld(answer, smallest=10)
    women, men = (_half(safe, "sex", side, "upper_secondary") for side in ("given", "rest"))

    assert (women["completed"], women["accounts"]) == (1461, 1506)
    assert round(100 * women["completed_share"], 1) == 97.0
    assert (men["completed"], men["accounts"], men["done_state"]) == (501, 623, "value")
    assert round(100 * men["completed_share"], 1) == 80.4
    # the ratings of lower secondary were not readable: unknown, and not withheld
    assert _half(safe, "sex", "rest", "lower_secondary")["rated_state"] == "no_data"
