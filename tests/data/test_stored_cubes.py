"""From a careful viewer's cubes no small group is recovered, beside the headline and beside what is written out."""

from functools import cache
from pathlib import Path

import polars as pl
import pytest

from data import history
from data.access import Scope
from data.common import kinds
from data.schema import MARKS
from data.smallgroups import subjects, table
from data.snapshot import open_snapshot
from data.store import Store, open_store
from queries import assessment
from tests.data import attack_store as attack

CAREFUL = Scope(is_careful=True)
_PLACE = ["province_code", "report_year", "framework_code", "level"]
_SIZED = {
    "training": "enrolments",
    "progress": "learners",
    "standing": "accounts",
    "waiting": "passes",
    "standstill": "learners",
    "satisfaction": "answers",
}


@cache
def _opened(state: Path, scope: Scope) -> Store:
    return open_store(open_snapshot(max((state / "snapshots").glob("mo-phong-*"))), scope, history.path(state))


def _both(state: Path, sql: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """What was counted, and what the careful viewer sees of it."""
    return _asked(_opened(state, Scope.everything()), sql), _asked(_opened(state, CAREFUL), sql)


def _asked(store: Store, sql: str) -> pl.DataFrame:
    with store.cursor() as cursor:
        return cursor.sql(sql).pl()


@pytest.mark.parametrize("count", ["accounts", "completed"])
def test_core_and_mass_tell_of_nobody_few_beside_everybody(demo_state, count):
    marked = "" if count == "accounts" else " and tot is not null"
    sql = (
        f"select report_year, audience, province_code, role, level, people, {count} as size from standing"
        f" where {count} is not null{marked}"
    )
    counted, seen = _both(demo_state, sql)
    keys = ["report_year", "audience"]
    attacked = 0

    for key, rows in counted.partition_by(keys, as_dict=True).items():
        cells = list(rows.select("province_code", "role", "level", "people").iter_rows())
        own = seen.filter(report_year=key[0], audience=key[1]).select("province_code", "role", "level", "people")
        withheld = set(cells) - set(own.iter_rows())
        small = attack.small(dict(zip(cells, rows["size"], strict=True)), 10)
        known = attack.known(dict(zip(cells, rows["size"], strict=True)), withheld, withheld)
        attacked += len(small)
        assert known.determined(small) == [], key
        assert known.one_below(small, 10) is None, key

    assert attacked > 1000


def test_small_subjects_become_one_and_tell_of_nobody_few(demo_state):
    sql = (
        "select province_code, cohort_code, module_code, level, subject, people, sum(enrolments) as size from training"
        " where province_code in ('01', '22', '26', '79', '92') group by all"
    )
    counted, seen = _both(demo_state, sql)
    attacked, merged = 0, 0

    for (cohort,), rows in counted.partition_by("cohort_code", as_dict=True).items():
        relations, small, others = _of_subjects(rows, seen.filter(cohort_code=cohort))
        attacked, merged = attacked + len(small), merged + others
        assert relations.determined(small) == [], cohort
        assert relations.one_below(small, 10) is None, cohort

    assert merged > 100
    assert attacked > 1000


def _of_subjects(rows: pl.DataFrame, seen: pl.DataFrame) -> tuple:
    """Every subject a module of the attack, every module and level a place; "other" is the sum of what is not shown."""
    place = pl.concat_str("province_code", "module_code", "level", separator=" ").alias("place")
    of_all = rows.group_by(place, "people").agg(pl.col("size").sum())
    counts = {(at, "all", "primary", people): size for at, people, size in of_all.iter_rows()}
    cell = pl.struct(place, "subject", pl.lit("primary").alias("level"), "people")
    counts |= {tuple(each.values()): size for each, size in rows.select(cell.alias("cell"), "size").iter_rows()}
    shown = {tuple(each.values()) for (each,) in seen.select(cell.alias("cell")).iter_rows()}
    sums = {(at, people) for at, _, _, people in shown}  # a group of which something is shown: its sum too
    withheld = {each for each in counts if each not in shown and (each[1] != "all" or (each[0], each[3]) not in sums)}
    relations = attack.known(counts, withheld, withheld)
    return relations, attack.small(counts, 10), sum(each[1] == subjects.OTHER for each in shown)


def test_subjects_add_up_to_what_the_headline_tells(demo_state):
    by_level = (
        "select cohort_code, province_code, module_code, level, people, sum(enrolments) as enrolments,"
        " sum(certified) as certified from training group by all"
    )
    told = _asked(_opened(demo_state, CAREFUL), by_level)
    headline = _asked(
        _opened(demo_state, CAREFUL),
        "select cohort_code, province_code, module_code, level, people, whole, part from headline where"
        " measure = 'certified' and level <> 'all' and module_code <> 'all' and whole > 0",
    )

    together = told.join(headline, on=["cohort_code", "province_code", "module_code", "level", "people"], how="full")

    assert together.height == told.height == headline.height > 500
    assert together.filter(pl.col("enrolments") != pl.col("whole")).is_empty()
    assert together.filter(pl.col("certified") != pl.col("part")).is_empty()


def test_no_mean_score_is_of_few(demo_state):
    counted, seen = _both(demo_state, "select scored, score_sum from training")

    assert counted["scored"].is_between(1, 9).any()
    assert not seen["scored"].is_between(1, 9).any()
    assert seen.filter(scored=0)["score_sum"].sum() == 0


@pytest.mark.parametrize("cube", _SIZED)
def test_nothing_of_few_is_left_of_a_cube(demo_state, cube):
    keys = {
        "training": "province_code, cohort_code, module_code, level, subject, people",
        "progress": "province_code, cohort_code, level, people",
        "standing": "province_code, report_year, audience, role, level, people",
        "waiting": "province_code, cohort_code, module_code, step",
        "standstill": "province_code, cohort_code, module_code, stage",
        "satisfaction": "province_code, question_code, module_code, audience, role, level",
    }[cube]
    counted, seen = _both(demo_state, f"select {keys}, sum({_SIZED[cube]}) as size from {cube} group by all")

    assert counted["size"].is_between(1, 9).sum() > 10
    assert not seen["size"].is_between(1, 9).any()
    assert seen.height > 50


def test_of_criteria_no_few_are_told_and_core_and_mass_go_together(demo_state):
    size = " + ".join(MARKS)
    sql = f"select {', '.join(_PLACE)}, rater, role, criterion_no, people, {size} as size from criterion_standing"
    counted, seen = _both(demo_state, sql)
    same = [*_PLACE, "rater", "people"]
    of_place = seen.group_by(same).len().join(counted.group_by(same).len(), on=same)

    assert of_place.filter(pl.col("len") != pl.col("len_right")).is_empty()  # all of it or nothing
    assert 0 < of_place.height < counted.select(same).unique().height
    line = [*_PLACE, "rater", "role", "criterion_no"]
    for _, rows in seen.partition_by(line, as_dict=True).items():
        told = {("", "", "", people): size for people, size in rows.select("people", "size").iter_rows()}
        assert [one for one in attack.sizes(told, "", "", "").values() if 0 < one < 10] == []


def test_of_pairs_neither_few_nor_those_with_one_mark_are_told(demo_state):
    by = ", ".join((*_PLACE, "role", "criterion_no"))
    paired = _both(demo_state, f"select {by}, sum(learners) as paired from mark_pair group by all")
    rated = _asked(
        _opened(demo_state, CAREFUL),
        f"select {by}, rater, {' + '.join(MARKS)} as rated from criterion_standing where people = 'total'",
    )

    assert paired[0]["paired"].is_between(1, 9).any()
    assert not paired[1]["paired"].is_between(1, 9).any()
    beside = paired[1].join(rated, on=by.split(", "))
    assert beside.height > 0
    assert not (beside["rated"] - beside["paired"]).is_between(1, 9).any()


def test_a_store_says_what_its_cubes_leave_out(demo_state):
    assert _opened(demo_state, CAREFUL).leaves_out > 1000
    assert _opened(demo_state, Scope.everything()).leaves_out == 0
    assert _opened(demo_state, Scope.of_province("22")).leaves_out == 0


def test_without_partners_the_same_attack_finds_core_or_mass(demo_state, monkeypatch):
    monkeypatch.setattr(table._Settling, "_closed", lambda _, lines, __: lines)
    monkeypatch.setattr(kinds, "_rules", lambda: "sabotaged")
    _opened.cache_clear()

    with pytest.raises(AssertionError, match="'core'"):
        test_core_and_mass_tell_of_nobody_few_beside_everybody(demo_state, "accounts")

    _opened.cache_clear()


def test_a_sum_lacks_what_is_withheld_and_what_is_left_is_whole(store_of):
    """Nine of core cannot be told, nor can mass beside everybody."""
    standing = """
        province_code | report_year | role | level   | accounts | completed | chua_dat | dat | kha | tot
        22            | 2021        | all  | all     | 109      | 100       | 0        | 10  | 40  | 50
        22            | 2021        | core | all     | 9        | 9         | 0        | 1   | 4   | 4
        22            | 2021        | mass | all     | 100      | 91        | 0        | 9   | 36  | 46
        26            | 2021        | all  | all     | 200      | 160       | 0        | 10  | 50  | 100
        26            | 2021        | core | all     | 50       | 40        | 0        | 5   | 15  | 20
        26            | 2021        | mass | all     | 150      | 120       | 0        | 5   | 35  | 80
    """
    store = store_of(standing=standing, scope=CAREFUL)

    seen = _asked(store, "select province_code, role, accounts, tot from standing order by all").rows()
    assert seen == [
        ("22", "all", 109, 50),
        ("26", "all", 200, 100),
        ("26", "core", 50, 20),
        ("26", "mass", 150, 80),
    ]
    assert store.leaves_out == 2


def test_of_a_single_school_and_of_few_in_a_district_nobody_is_told_the_marks(store_of):
    schools = """
        province_code | district_code | school_code | report_year | level   | accounts | completed | dat | kha | tot
        22            | 193           | 22193001    | 2021        | primary | 40       | 30        | 5   | 10  | 15
    """
    criteria = """
        province_code | district_code | report_year | level   | rater | criterion_no | chua_dat | dat | kha | tot
        22            | 193           | 2021        | primary | self  | 1            | 1        | 2   | 3   | 4
        22            | 195           | 2021        | primary | self  | 1            | 1        | 2   | 3   | 3
    """
    own = frozenset({"22"})
    store = store_of(unit_standing=schools, district_criterion=criteria, scope=Scope(provinces=None, units=own))

    assert _asked(store, "select accounts, completed, chua_dat, dat, kha, tot from unit_standing").rows() == [
        (40, 30, None, None, None, None)
    ]
    assert _asked(store, "select chua_dat, dat, kha, tot from district_criterion order by district_code").rows() == [
        (1, 2, 3, 4),
        (None, None, None, None),
    ]


def test_a_place_whose_few_are_withheld_is_not_said_to_be_empty(store_of):
    standing = """
        province_code | report_year | role | level | accounts | completed
        22            | 2021        | all  | all   | 9        | 9
        26            | 2021        | all  | all   | 90       | 9
    """
    asked = {"report_year": 2021, "audience": "teacher", "level": "all", "people": "total"}
    answers = [
        assessment.by_province(store_of(standing=standing, scope=CAREFUL, division=division), **asked)
        for division in (63, 34)
    ]

    states = [dict(answer.select("province_code", "state").iter_rows()) for answer in answers]
    assert (states[0]["22"], states[0]["26"], states[0]["01"]) == ("withheld", "value", "no_data")
    assert (states[1]["22"], states[1]["25"], states[1]["01"]) == ("withheld", "value", "no_data")
