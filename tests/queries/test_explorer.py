"""The explorer: any fact by any two dimensions, and what may not be added is not."""

import re
from itertools import product

import duckdb
import polars as pl
import pytest

from data import history
from data.access import Scope
from data.snapshot import open_snapshot
from data.store import open_store
from queries import explorer
from queries.explorer import facts as known
from queries.explorer import shown
from queries.explorer.facts import facts

MASS, CORE = "teacher-mass-2020", "teacher-core-2019"
HELD = {
    **{"audience": "teacher", "division": 63, "cohort_code": MASS, "module_code": "all", "level": "all"},
    **{"subject": "all", "people": "total", "within": "all", "province_code": None, "report_year": 2021},
    **{"rater": "head", "role": "all", "question_code": "support_satisfied"},
}
TRAINING = """
    province_code | cohort_code       | module_code | level           | subject | people | enrolments | lms_passed | supporter_passed | scored | score_sum
    01            | teacher-mass-2020 | GV1         | primary         | general | total  | 100        | 80         | 60               | 90     | 7200.5
    01            | teacher-mass-2020 | GV1         | lower_secondary | math    | total  | 50         | 40         | 40               | 50     | 4000
    01            | teacher-mass-2020 | GV1         | primary         | general | female | 70         | 60         | 50               | 65     | 5000
    22            | teacher-mass-2020 | GV2         | primary         | general | total  | 20         | 20         | 0                | 20     | 1900
    79            | teacher-mass-2020 | GV1         | primary         | general | total  | 0          | 0          | 0                | 0      | 0
    79            | teacher-core-2019 | GV1         | upper_secondary | math    | total  | 10         | 8          | 0                | 8      | 640
"""  # noqa: E501 - a drawn table is as wide as its columns


def _asked(store, name, down, across="", **other):
    return explorer.answer(store, facts()[name], down=down, across=across, held=HELD | other)


def _told(frame, *columns):
    """What the cells say, by their two keys; the total's key is None."""
    return {row[:2]: row[2:] for row in frame.select("row_key", "column_key", *columns).rows()}


def test_a_total_is_the_sum_of_parts_over_the_sum_of_wholes(store_of):
    told = _told(_asked(store_of(training=TRAINING), "lms_passed", "region", "module"), "part", "whole", "share")

    assert told["2", "GV1"] == (80 + 40, 100 + 50, 120 / 150)  # Hà Nội, both levels
    assert told["2", "GV2"] == (20, 20, 1.0)  # Quảng Ninh
    assert told["2", None] == (140, 170, 140 / 170)
    assert told[None, "GV1"] == (120, 150, 0.8)  # Hồ Chí Minh has nobody in it
    assert told[None, None] == (140, 170, 140 / 170)


def test_every_province_is_a_row_and_says_what_it_lacks(store_of):
    answer = _asked(store_of(training=TRAINING), "lms_passed", "province")
    states = _told(answer, "state")

    assert answer.height == 63 + 1
    assert [states[code, ""] for code in ("01", "22", "79", "02")] == [
        ("value",),
        ("value",),
        ("nobody",),
        ("no_data",),
    ]
    assert answer["row_key"].to_list()[-1] is None


def test_overlapping_groups_and_core_beside_mass_have_no_total(store_of):
    store = store_of(training=TRAINING)
    groups = _told(_asked(store, "lms_passed", "people", "module"), "part", "state", "refused")
    roles = _told(_asked(store, "lms_passed", "level", "role"), "part", "state", "refused")

    assert groups["female", "GV1"] == (60, "value", None)
    assert groups[None, "GV1"] == groups[None, None] == (None, "not_added", "people")
    assert groups["total", None] == (140, "value", None)  # modules of one group add up
    assert roles["upper_secondary", "core"] == (8, "value", None)
    assert roles["primary", None] == (None, "not_added", "role")
    assert roles[None, "mass"] == (140, "value", None)


def test_a_step_that_a_role_does_not_have_is_not_zero(store_of):
    told = _told(_asked(store_of(training=TRAINING), "supporter_passed", "cohort"), "part", "whole", "state")

    assert told[CORE, ""] == (None, 10, "no_step")
    assert told[MASS, ""] == (100, 170, "value")


def test_a_mean_is_the_sum_of_points_over_those_with_a_score(store_of):
    told = _told(_asked(store_of(training=TRAINING), "score", "level"), "part", "whole", "share")

    assert told["primary", ""] == (9101, 110, (7200.5 + 1900) / 110 / 100)  # 9100.5 points
    assert told[None, ""] == (13101, 160, pytest.approx((7200.5 + 4000 + 1900) / 160 / 100))


def test_filters_hold_what_lies_along_no_axis(store_of):
    store = store_of(training=TRAINING)

    assert _told(_asked(store, "lms_passed", "module", subject="math"), "part") == {
        ("GV1", ""): (40,),
        (None, ""): (40,),
    }
    assert _told(_asked(store, "lms_passed", "module", within="2"), "part")[None, ""] == (140,)
    assert _told(_asked(store, "lms_passed", "level", province_code="22"), "part")[None, ""] == (20,)
    by_province = _asked(store, "lms_passed", "province", within="2", province_code="22")["row_key"].drop_nulls()
    assert by_province.len() == 11  # of the region; the province lies along the rows, so it does not filter
    assert {"01", "22"} < set(by_province)


def test_learners_finish_with_every_module_their_cohort_requires(store_of):
    drawn = """
        province_code | cohort_code       | level   | people | modules_passed | modules_certified | learners
        01            | teacher-mass-2020 | primary | total  | 5              | 5                 | 10
        22            | teacher-mass-2020 | primary | total  | 5              | 4                 | 20
        22            | teacher-mass-2020 | primary | total  | 4              | 4                 | 30
        22            | teacher-core-2019 | primary | total  | 5              | 5                 | 7
    """
    store = store_of(progress=drawn)

    assert _told(_asked(store, "finished_all", "cohort"), "part", "whole", "refused") == {
        (CORE, ""): (0, 7, None),  # five of six are not all
        (MASS, ""): (30, 60, None),
        (None, ""): (None, None, "cohort"),
    }
    assert _told(_asked(store, "certified_all", "province"), "part")["22", ""] == (0,)


STANDING = """
    province_code | report_year | role | level           | people | accounts | self_done | head_due | head_done | completed | chua_dat | dat | kha | tot
    01            | 2021        | all  | all             | total  | 100      | 90        | 50       | 40        | 80        | 0        | 10  | 30  | 40
    01            | 2021        | all  | primary         | total  | 60       | 55        | 30       | 25        | 50        | 0        | 5   | 20  | 25
    22            | 2021        | all  | all             | total  | 40       |           |          |           |           |          |     |     |
    79            | 2021        | all  | all             | total  | 20       | 20        | 0        | 0         | 20        |          |     |     |
    01            | 2020        | all  | all             | total  | 90       | 90        | 0        | 0         | 90        | 0        | 0   | 0   | 90
"""  # noqa: E501


def test_totals_over_levels_are_those_that_the_source_wrote_out(store_of):
    told = _told(_asked(store_of(standing=STANDING), "assessment_completed", "level", "region"), "part", "whole")

    assert told["primary", "2"] == (50, 60)
    assert told[None, "2"] == (80, 100)  # Quảng Ninh was not heard from: its accounts are left out of the whole
    assert told[None, None] == (80 + 20, 100 + 20)


def test_ratings_are_over_those_whose_ratings_are_known_and_years_are_not_added(store_of):
    store = store_of(standing=STANDING)

    assert _told(_asked(store, "rated_good", "province"), "part", "whole")[None, ""] == (70, 80)
    assert _told(_asked(store, "rated_good", "province"), "state")["22", ""] == ("no_data",)
    by_year = _told(_asked(store, "rated_good", "year"), "part", "state", "refused")
    assert by_year == {
        ("2020", ""): (90, "value", None),
        ("2021", ""): (70, "value", None),
        (None, ""): (None, "not_added", "year"),
    }


def test_marks_of_criteria_add_up_but_not_over_raters(store_of):
    drawn = """
        province_code | report_year | framework_code | role | level   | people | rater | criterion_no | chua_dat | dat | kha | tot
        01            | 2021        | TT20/2018      | mass | primary | total  | head  | 5            | 1        | 2   | 3   | 4
        01            | 2021        | TT20/2018      | core | primary | total  | head  | 5            | 0        | 0   | 0   | 10
        01            | 2021        | TT20/2018      | mass | primary | total  | head  | 12           | 0        | 5   | 5   | 0
        01            | 2021        | TT20/2018      | mass | primary | total  | self  | 5            | 0        | 0   | 0   | 10
    """  # noqa: E501
    store = store_of(criterion_standing=drawn)
    told = _told(_asked(store, "criterion_good", "criterion", "rater"), "part", "whole", "refused")

    assert told["TT20/2018 05", "head"] == (3 + 4 + 10, 20, None)
    assert told[None, "head"] == (17 + 5, 30, None)  # marks, not people
    assert told["TT20/2018 05", None] == (None, None, "rater")


def test_each_question_of_the_survey_stands_alone(store_of):
    drawn = """
        province_code | question_code     | module_code | audience | role | level   | answer | answers
        01            | support_satisfied | GV1         | teacher  | mass | primary | 5      | 30
        01            | support_satisfied | GV2         | teacher  | mass | primary | 3      | 10
        01            | course_satisfied  | GV1         | teacher  | core | primary | 4      | 6
    """
    store = store_of(satisfaction=drawn)
    told = _told(_asked(store, "satisfied", "question", "module", role="mass"), "part", "whole", "refused")

    assert told["support_satisfied", "GV2"] == (0, 10, None)
    assert told["support_satisfied", None] == (30, 40, None)
    assert told[None, "GV1"] == (None, None, "question")


NEEDS = """
    province_code | report_year | audience | level   | people | module_code | criterion_no | learners
    01            | 2021        | teacher  | primary | total  | GV4         | 0            | 30
    01            | 2021        | teacher  | primary | total  | GV5         | 0            | 20
    22            | 2021        | teacher  | primary | total  | GV4         | 0            | 5
    01            | 2021        | teacher  | primary | total  |             | 7            | 9
"""


def test_wishes_are_counted_one_by_one_and_never_added(store_of):
    store = store_of(need_count=NEEDS)
    by_module = _told(_asked(store, "need_module", "module"), "part", "whole", "share", "refused")

    assert by_module == {
        ("GV4", ""): (35, None, None, None),
        ("GV5", ""): (20, None, None, None),
        (None, ""): (None, None, None, "module"),
    }
    assert _told(_asked(store, "need_criterion", "criterion"), "part")["07", ""] == (9,)
    one = _told(_asked(store, "need_module", "province", module_code="GV4"), "part")
    assert (one["01", ""], one[None, ""]) == ((30,), (35,))
    unsettled = _asked(store, "need_module", "level")
    assert unsettled["part"].null_count() == unsettled.height
    assert set(unsettled["refused"]) == {"wish"}


def test_each_question_answers_its_own_part_alone(store_of):
    """The functions as they stand, before the grid fills them in."""
    axes = {"down": "level", "across": "", "audience": "teacher", "division": 63}
    store = store_of(training=TRAINING, standing=STANDING, need_count=NEEDS)

    passed = explorer.training(store, part="lms_passed", whole="enrolments", cohort_code=MASS, **axes)
    assert passed.rows()[-1] == (None, "", True, False, 140, 170, 140 / 170)
    rated = explorer.standing(store, part="tot", whole="completed", report_year=2021, **axes)
    assert rated.filter(row_key="primary")["part"].item() == 25
    wished = explorer.needs(store, part="module", whole="", report_year=2021, module_code="GV5", **axes)
    assert wished["part"].to_list() == [20, 20]
    assert explorer.progress(store, part="finished_all", whole="learners", cohort_code=MASS, **axes).is_empty()
    assert explorer.criteria(store, part="good", whole="marks", report_year=2021, rater="head", **axes).is_empty()
    nothing = explorer.satisfaction(
        store, part="satisfied", whole="answers", question_code="course_satisfied", role="core", **axes
    )
    assert nothing.is_empty()


def test_a_viewer_of_one_province_is_told_that_the_others_are_withheld(store_of):
    store = store_of(training=TRAINING, scope=Scope.of_province("22"))
    told = _told(_asked(store, "lms_passed", "province"), "part", "state")

    assert told["22", ""] == (20, "value")
    assert told["01", ""] == (None, "withheld")
    assert told[None, ""] == (20, "value")


@pytest.fixture(scope="module")
def stores(demo_state):
    """The demo country whole, by the 34 units, and as Quảng Ninh sees it."""
    snapshot = open_snapshot(max((demo_state / "snapshots").glob("mo-phong-*")))
    path = history.path(demo_state)
    opened = {
        "63": open_store(snapshot, Scope.everything(), path),
        "34": open_store(snapshot, Scope.everything(), path, division=34),
        "own": open_store(snapshot, Scope.of_province("22"), path),
    }
    yield opened
    for store in opened.values():
        store.close()


# The first fact of each cube, and those counted otherwise, by every pair of dimensions; the others by one.
FIRST = {fact.cube: name for name, fact in reversed(facts().items())}.values()
WIDELY = {*FIRST, *(name for name, fact in facts().items() if fact.kind != "share")}
ASKED = [("63", name) for name in facts()] + [(which, name) for which in ("34", "own") for name in FIRST]


def _axes(name, *, division):
    dims = [dim for dim in facts()[name].dims if division == 63 or dim not in known.AREAS]
    across = ("", *dims) if name in WIDELY else ("",)
    return [(down, other) for down in dims for other in across if other not in (down, "province")]


@pytest.mark.parametrize(("which", "name"), ASKED)
def test_whatever_is_offered_is_answered_and_its_totals_are_the_sums_of_its_cells(which, name, stores):
    fact, store = facts()[name], stores[which]
    role = "mass" if fact.cube == "satisfaction" else "all"
    for down, across in _axes(name, division=store.division):
        answer = _asked(store, name, down, across, role=role, division=store.division, module_code="GV4")
        value = answer.filter(pl.col("state") == "value")
        assert not answer.select("row_key", "column_key").is_duplicated().any()
        assert answer.filter((pl.col("state") == "not_added") != pl.col("refused").is_not_null()).is_empty()
        assert answer.filter((pl.col("state") != "value") & pl.col("share").is_not_null()).is_empty()
        if fact.kind == "share":
            assert value.filter((pl.col("share") - pl.col("part") / pl.col("whole")).abs() > 1e-12).is_empty()
        _totals_are_sums(answer, fact, down, across)


def _totals_are_sums(answer, fact, down, across):
    inner = answer.filter(~pl.col("is_row_total"))
    sums = inner.group_by("column_key").agg(pl.col("part").sum().alias("cells"))
    totals = answer.filter(pl.col("is_row_total")).join(sums, on="column_key", nulls_equal=True)
    if down in fact.apart:
        assert set(totals["refused"]) <= {down, "wish"}
        assert totals["part"].null_count() == totals.height
        return
    given = totals.filter(pl.col("part").is_not_null() & pl.col("refused").is_null())
    rounding = 1 + inner.height if fact.kind == "points" else 0  # each cell's points are whole
    assert given.filter((pl.col("part") - pl.col("cells")).abs() > rounding).is_empty(), (down, across)


def test_what_must_not_be_added_is_told_alike_by_the_sql_and_by_the_list_of_facts():
    for fact in facts().values():
        sql = known.text_of(fact.cube)
        told = re.search(r"grouping\(row_key\) = 1 and \$down in \(([^)]*)\)", sql)[1]
        listed = set(re.findall(r"'(\w+)'", told)) - ({"level", "role"} if fact.cube == "standing" else set())
        assert set(fact.apart) == listed & set(fact.dims), fact.name
        assert set(fact.dims) <= set(re.findall(r"when\s+'(\w+)'\s+then", sql))
        assert {fact.part, fact.whole} <= set(re.findall(r"when '(\w*)'\s+then", sql))


@pytest.mark.parametrize("name", ["lms_passed", "score", "rated_good", "criterion_good", "satisfied", "need_module"])
@pytest.mark.parametrize("which", ["63", "own"])
def test_the_sql_shown_runs_as_it_stands_and_gives_the_same_figures(name, which, stores, monkeypatch):
    fact, store = facts()[name], stores[which]
    held = HELD | {"role": "mass" if fact.cube == "satisfaction" else "all"}
    for down, across in product(["province", "level"], ["", "module" if "module" in fact.dims else "people"]):
        if across and across not in fact.dims:
            continue
        asked = explorer.values(fact, down=down, across=across, held=held)
        text = shown.sql(store, fact, asked)
        monkeypatch.chdir(store.snapshot.folder)
        with duckdb.connect() as bare:
            found = bare.sql(text).pl()
        told = explorer.answer(store, fact, down=down, across=across, held=held)
        same = told.join(found, on=["row_key", "column_key"], nulls_equal=True, suffix="_shown")
        assert same.height == found.height
        assert same["part"].equals(same["part_shown"])
        assert same["share"].equals(same["share_shown"])
        assert str(store.snapshot.folder) not in text


def test_a_value_in_the_sql_shown_stays_a_value():
    assert shown.bound("-- $x\nselect $x, $n, $y", {"x": "a'; drop table x --", "n": None, "y": 3}) == (
        "-- $x\nselect 'a''; drop table x --', null, 3"
    )


def test_a_definition_changes_its_digest_with_its_sql_but_not_with_a_comment(monkeypatch):
    before = known.digest("lms_passed")
    text = known.text_of("training")
    for changed, is_same in ((f"-- new\n{text}", True), (text.replace("then lms_passed", "then started"), False)):
        known.digest.cache_clear()
        monkeypatch.setattr(known, "text_of", lambda cube, changed=changed: changed)
        assert (known.digest("lms_passed") == before) is is_same
    known.digest.cache_clear()
