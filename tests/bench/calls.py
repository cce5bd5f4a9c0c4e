"""One call of every question, with values that the demo country answers; other tests may ask them too."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from data.access import Scope
from queries import assessment, catalogue, completion, overview, satisfaction, sources, units

PROVINCE = "01"
SCOPES = {"national": Scope.everything(), "unit": Scope.of_province(PROVINCE)}

_TEACHERS = {"audience": "teacher"}
_COHORT = {"cohort_code": "teacher-mass-2020"}
_MASS = {"audience": "teacher", "role": "mass"}
_QUESTION = {"question_code": "support_satisfied"}
_YEAR = {"report_year": 2021}
_PASSED = _TEACHERS | _COHORT | {"measure": "lms_passed", "module_code": "all", "question_code": ""}
_PASSED |= {"report_year": 0, "level": "all", "people": "total"}
_RATED = _PASSED | _YEAR | {"measure": "rated_good", "cohort_code": "", "module_code": ""}
_UNIT = _TEACHERS | _COHORT | _YEAR | {"province_code": PROVINCE}


class Call(NamedTuple):
    """A typed question, the values it is asked with, and the store it is asked of (a key of SCOPES)."""

    function: Callable[..., pl.DataFrame]
    values: dict[str, Any]
    store: str = "national"


CALLS: dict[str, Call] = {
    "catalogue/provinces.sql": Call(catalogue.provinces, {}),
    "catalogue/regions.sql": Call(catalogue.regions, {}),
    "catalogue/universities.sql": Call(catalogue.universities, {}),
    "catalogue/districts.sql": Call(catalogue.districts, {"province_code": PROVINCE}),
    "catalogue/tiers.sql": Call(catalogue.tiers, {}),
    "catalogue/cohorts.sql": Call(catalogue.cohorts, _TEACHERS),
    "catalogue/modules.sql": Call(catalogue.modules, _COHORT),
    "catalogue/questions.sql": Call(catalogue.questions, {}),
    "catalogue/report_years.sql": Call(catalogue.report_years, _TEACHERS),
    "catalogue/criteria.sql": Call(catalogue.criteria, {"framework_code": "TT20/2018"}),
    "catalogue/frameworks.sql": Call(catalogue.frameworks, {}),
    "catalogue/targets.sql": Call(catalogue.targets, {}),
    "overview/national.sql": Call(
        overview.national, _TEACHERS | _COHORT | _YEAR | {"question_code": "course_satisfied"}
    ),
    "overview/by_province.sql": Call(overview.by_province, _PASSED),
    "overview/over_time.sql": Call(overview.over_time, _PASSED),
    "overview/by_province_over_time.sql": Call(overview.by_province_over_time, _PASSED),
    "overview/by_area.sql": Call(overview.by_area, _PASSED | {"area": "region"}),
    "overview/bounds.sql": Call(overview.bounds, _RATED),
    "overview/facts.sql": Call(overview.facts, {}),
    "completion/by_cohort_module.sql": Call(completion.by_cohort_module, _TEACHERS),
    "completion/by_region.sql": Call(completion.by_region, _COHORT),
    "completion/by_university.sql": Call(completion.by_university, _COHORT),
    "completion/chain.sql": Call(completion.chain, _COHORT),
    "completion/finished.sql": Call(completion.finished, _TEACHERS),
    "completion/by_subject.sql": Call(completion.by_subject, _COHORT),
    "assessment/completion_table.sql": Call(assessment.completion_table, _TEACHERS | _YEAR),
    "assessment/levels_table.sql": Call(assessment.levels_table, _TEACHERS | _YEAR),
    "assessment/by_criterion.sql": Call(assessment.by_criterion, _TEACHERS | _YEAR),
    "assessment/by_province.sql": Call(assessment.by_province, _TEACHERS | _YEAR),
    "satisfaction/by_question.sql": Call(satisfaction.by_question, _MASS),
    "satisfaction/by_module.sql": Call(satisfaction.by_module, _MASS | _QUESTION),
    "satisfaction/by_province.sql": Call(satisfaction.by_province, _MASS | _QUESTION),
    "satisfaction/spread.sql": Call(satisfaction.spread, _MASS | _QUESTION),
    "units/by_district.sql": Call(units.by_district, _UNIT, "unit"),
    "units/by_school.sql": Call(units.by_school, _UNIT | {"district_code": "275"}, "unit"),
    "sources/submissions.sql": Call(sources.submissions, _YEAR),
    "sources/claims.sql": Call(sources.claims, {}),
    "sources/staff_totals.sql": Call(sources.staff_totals, {}),
}

# each further subject says its own calls in a module beside this one
for _path in sorted(Path(__file__).parent.glob("calls_*.py")):
    CALLS |= import_module(f"tests.bench.{_path.stem}").CALLS
