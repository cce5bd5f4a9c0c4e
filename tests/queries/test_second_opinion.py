"""Every question is answered a second way, from the detail of the demo country, and both must agree."""

import inspect
from itertools import product

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from data import history
from data.access import Scope
from data.measures import measures
from data.snapshot import open_snapshot
from data.store import open_store
from queries import overview
from queries.runner import QUESTIONS
from tests.queries.facts import Facts
from tests.queries.subjects import SECOND, SUBJECTS

QUANG_NINH = "22"


def _every(**values):
    """All combinations of the values, as keyword arguments."""
    return [dict(zip(values, combination, strict=True)) for combination in product(*values.values())]


def _headline_keys():
    """For each measure, keys as a screen would ask for them: '' and 0 for what the measure does not know."""
    keys = []
    for name, measure in measures().items():
        keys += _every(
            measure=[name],
            audience=["teacher", "manager"] if set(measure.dims) - {"report_year"} else [""],
            cohort_code=["?"] if "cohort" in measure.dims else [""],
            module_code=["all", "?"] if "module" in measure.dims else [""],
            question_code=["course_satisfied", "support_satisfied"] if "question" in measure.dims else [""],
            report_year=[2020, 2021] if "report_year" in measure.dims else [0],
            level=["all", "primary"] if "level" in measure.dims else ["all"],
            people=["total", "female_ethnic_minority"] if "people" in measure.dims else ["total"],
        )
    for key in keys:
        if key["cohort_code"]:
            key["cohort_code"] = f"{key['audience']}-mass-2020"
        if key["module_code"] == "?":
            key["module_code"] = "QL2" if key["audience"] == "manager" else "GV2"
    return keys


COURSES = _every(
    cohort_code=["teacher-mass-2020", "teacher-core-2019", "manager-mass-2020"],
    module_code=["all", "GV3"],
    level=["all", "lower_secondary"],
)
ANSWERS = _every(audience=["teacher"], role=["core", "mass"], module_code=["all", "GV2"], level=["all", "primary"])
ABOUT = _every(question_code=["course_satisfied", "support_relevant"])
YEARS = _every(report_year=[2020, 2021], audience=["teacher", "manager"])
SILENT = _every(report_year=[2019], audience=["teacher"])  # no rating has come from anywhere
PEOPLE = _every(people=["total", "female_ethnic_minority"])
SOMEWHERE = _every(province_code=[None, QUANG_NINH])
LEVEL = _every(level=["all", "primary"])
OF_UNITS = _every(
    province_code=[QUANG_NINH],
    audience=["teacher"],
    cohort_code=["teacher-mass-2020"],
    module_code=["all", "GV2"],
    report_year=[2019, 2021],  # for 2019 no rating has come
)


def _times(*choices):
    return [{name: value for part in parts for name, value in part.items()} for parts in product(*choices)]


ASKED = {
    "catalogue.provinces": [{}],
    "catalogue.regions": [{}],
    "catalogue.universities": [{}],
    "catalogue.tiers": [{}],
    "catalogue.districts": _every(province_code=["01", QUANG_NINH]),
    "catalogue.cohorts": _every(audience=["teacher", "manager"]),
    "catalogue.modules": _every(cohort_code=["teacher-core-2019", "manager-mass-2020"]),
    "catalogue.questions": [{}],
    "catalogue.report_years": _every(audience=["teacher", "manager"]),
    "catalogue.criteria": _every(framework_code=["TT20/2018", "TT14/2018"]),
    "catalogue.frameworks": [{}],
    "catalogue.targets": [{}],
    "overview.national": [
        {
            "audience": "teacher",
            "cohort_code": "teacher-mass-2020",
            "report_year": 2021,
            "question_code": "support_satisfied",
        },
        {
            "audience": "manager",
            "cohort_code": "manager-core-2019",
            "report_year": 2020,
            "question_code": "course_satisfied",
        },
    ],
    "overview.by_province": _headline_keys(),
    "overview.over_time": _times(_headline_keys(), SOMEWHERE),
    "overview.by_province_over_time": _headline_keys(),
    "overview.by_area": _times(_headline_keys(), _every(area=["region", "university"])),
    "overview.bounds": _headline_keys(),
    "overview.facts": [{}],
    "completion.by_cohort_module": _times(_every(audience=["teacher", "manager"]), LEVEL, PEOPLE, SOMEWHERE),
    "completion.by_region": _times(COURSES, PEOPLE),
    "completion.by_university": _times(COURSES, PEOPLE),
    "completion.chain": _times(COURSES, PEOPLE, SOMEWHERE),
    "completion.finished": _times(_every(audience=["teacher", "manager"]), PEOPLE, SOMEWHERE),
    "completion.by_subject": _times(COURSES, SOMEWHERE),
    "assessment.completion_table": _times([*YEARS, *SILENT], SOMEWHERE),
    "assessment.levels_table": _times([*YEARS, *SILENT], SOMEWHERE),
    "assessment.by_criterion": _times(YEARS, LEVEL, PEOPLE, _every(rater=["self", "head"]), SOMEWHERE),
    "assessment.by_province": _times([*YEARS, *SILENT], LEVEL, PEOPLE),
    "satisfaction.by_question": _times(ANSWERS, SOMEWHERE),
    "satisfaction.by_module": _times(ABOUT, _every(audience=["teacher"], role=["core", "mass"]), LEVEL, SOMEWHERE),
    "satisfaction.by_province": _times(ABOUT, ANSWERS),
    "satisfaction.spread": _times(ABOUT, ANSWERS, SOMEWHERE),
    "units.by_district": OF_UNITS,
    "units.by_school": _times(OF_UNITS, _every(district_code=["193", "195"])),
    "sources.submissions": _every(report_year=[2020, 2021]),
    "sources.claims": [{}],
    "sources.staff_totals": [{}],
}
for _module in SECOND:  # a subject may say beside its second opinion how it is asked
    ASKED |= getattr(_module, "ASKED", {})
OF_UNITS_ALONE = {"units"} | {name for module in SECOND for name in getattr(module, "OF_UNITS_ALONE", ())}


@pytest.fixture(scope="module")
def facts(demo_state):
    """What is known at the last date, and at the one before."""
    names = sorted(path.name for path in (demo_state / "snapshots").glob("mo-phong-*"))
    before, now = (Facts(open_snapshot(demo_state / "snapshots" / name)) for name in names)
    return now, before


@pytest.fixture(scope="module")
def stores(demo_state, facts):
    """The country's store, and Quảng Ninh's own with its schools."""
    path = history.path(demo_state)
    opened = [
        open_store(facts[0].snapshot, scope, path) for scope in (Scope.everything(), Scope.of_province(QUANG_NINH))
    ]
    yield opened
    for store in opened:
        store.close()


def _second(name):
    for module in SECOND:
        if hasattr(module, name):
            return getattr(module, name)
    raise LookupError(f"nobody has a second opinion on {name}")


@pytest.mark.parametrize("question", ASKED)
def test_two_ways_agree(question, facts, stores):
    subject, name = question.split(".")
    ask, again = getattr(SUBJECTS[subject], name), _second(f"{subject}_{name}")
    known = facts if "before" in inspect.signature(again).parameters else facts[:1]
    for choice in ASKED[question]:
        first = ask(stores[bool(OF_UNITS_ALONE & {subject, question})], **choice)
        second = again(*known, **choice)
        _agree(first, second, choice)


def _agree(first: pl.DataFrame, second: pl.DataFrame, choice) -> None:
    """The columns the second way answers, in its order of rows; districts it has not met hold nothing."""
    first = first.select(second.columns)
    if "accounts" in first.columns and "enrolments" in first.columns:
        first = first.filter(pl.any_horizontal(pl.col("accounts", "enrolments").is_not_null()))
    if set(first.columns) & {"district_code", "school_code"}:
        keys = sorted(set(first.columns) & {"district_code", "school_code", "level", "module_code"})
        first, second = (frame.sort(keys) for frame in (first, second))
    try:
        assert_frame_equal(first, second.cast(dict(first.schema)))
    except AssertionError as difference:
        raise AssertionError(f"they differ for {choice}: {difference}") from None


def test_every_question_is_asked_twice():
    assert {question.path.removesuffix(".sql").replace("/", ".") for question in QUESTIONS} == set(ASKED)


def test_a_share_lies_between_its_bounds_and_the_missing_are_the_rest_of_the_base(stores):
    for choice in _headline_keys():
        answer = overview.bounds(stores[0], **choice).join(
            overview.by_province(stores[0], **choice).select("province_code", "share"), on="province_code"
        )
        known = answer.filter(pl.col("base") > 0)
        heard = pl.when(pl.col("part").is_not_null()).then("whole").fill_null(0)
        assert known.filter(pl.col("missing") + heard != pl.col("base")).is_empty(), choice
        assert known.filter(~pl.col("low_share").is_between(0, pl.col("high_share"))).is_empty(), choice
        assert known.filter(pl.col("high_share") > 1).is_empty(), choice
        shared = known.filter(pl.col("share").is_not_null())
        assert shared.filter(~pl.col("share").is_between("low_share", "high_share")).is_empty(), choice
