"""What there is to choose from: provinces, cohorts, modules, questions, years, standards, targets."""

import polars as pl

from data.store import Store
from queries.runner import Question

_PROVINCES = Question(
    "catalogue/provinces.sql",
    columns={
        "province_code": pl.String(),
        "name_vi": pl.String(),
        "name_en": pl.String(),
        "region_code": pl.String(),
        "region_vi": pl.String(),
        "region_en": pl.String(),
        "university_code": pl.String(),
        "university_basis": pl.String(),
        "vietnamese_order": pl.Int64(),
    },
)

_REGIONS = Question(
    "catalogue/regions.sql",
    columns={
        "region_code": pl.String(),
        "name_vi": pl.String(),
        "name_en": pl.String(),
    },
)

_UNIVERSITIES = Question(
    "catalogue/universities.sql",
    columns={
        "university_code": pl.String(),
        "name_vi": pl.String(),
        "name_en": pl.String(),
        "kind": pl.String(),
        "provinces": pl.Int64(),
    },
)

_DISTRICTS = Question(
    "catalogue/districts.sql",
    columns={
        "district_code": pl.String(),
        "name_vi": pl.String(),
    },
)

_TIERS = Question("catalogue/tiers.sql", columns={"kind": pl.String()})

_COHORTS = Question(
    "catalogue/cohorts.sql",
    columns={
        "cohort_code": pl.String(),
        "audience": pl.String(),
        "role": pl.String(),
        "intake": pl.Int64(),
        "name_vi": pl.String(),
        "name_en": pl.String(),
        "modules_required": pl.Int64(),
    },
)

_MODULES = Question(
    "catalogue/modules.sql",
    columns={
        "module_code": pl.String(),
        "number": pl.Int64(),
        "title_vi": pl.String(),
        "title_en": pl.String(),
    },
)

_QUESTIONS = Question(
    "catalogue/questions.sql",
    columns={
        "question_code": pl.String(),
        "asks_about": pl.String(),
        "wording_vi": pl.String(),
        "wording_en": pl.String(),
        "points": pl.Int64(),
        "satisfied_from": pl.Int64(),
        "basis": pl.String(),
    },
)

_REPORT_YEARS = Question(
    "catalogue/report_years.sql",
    columns={
        "report_year": pl.Int64(),
        "accounts": pl.Int64(),
    },
)

_CRITERIA = Question(
    "catalogue/criteria.sql",
    columns={
        "framework_code": pl.String(),
        "criterion_no": pl.Int64(),
        "standard_no": pl.Int64(),
        "standard_vi": pl.String(),
        "standard_en": pl.String(),
        "name_vi": pl.String(),
        "name_en": pl.String(),
        "is_key": pl.Boolean(),
    },
)

_FRAMEWORKS = Question(
    "catalogue/frameworks.sql",
    columns={
        "framework_code": pl.String(),
        "audience": pl.String(),
        "name_vi": pl.String(),
        "name_en": pl.String(),
        "valid_from": pl.Date(),
        "valid_to": pl.Date(),
        "criteria": pl.Int64(),
        "source": pl.String(),
    },
)

_TARGETS = Question(
    "catalogue/targets.sql",
    columns={
        "measure": pl.String(),
        "audience": pl.String(),
        "role": pl.String(),
        "value": pl.Float64(),
        "unit": pl.String(),
        "due_on": pl.Date(),
        "owner": pl.String(),
        "basis": pl.String(),
    },
)

_TARGETS_IN_FORCE = Question(
    "catalogue/targets_in_force.sql",
    columns={
        "measure": pl.String(),
        "audience": pl.String(),
        "role": pl.String(),
        "cohort_code": pl.String(),
        "module_code": pl.String(),
        "value": pl.Float64(),
        "basis": pl.String(),
        "owner": pl.String(),
        "set_on": pl.Date(),
        "due_on": pl.Date(),
        "due_basis": pl.String(),
        "due_owner": pl.String(),
        "due_set_on": pl.Date(),
    },
)


def provinces(store: Store) -> pl.DataFrame:
    """Every province of the vintage with its region and university, in Vietnamese alphabetical order."""
    return _PROVINCES.ask(store)


def regions(store: Store) -> pl.DataFrame:
    """The six regions, north to south."""
    return _REGIONS.ask(store)


def universities(store: Store) -> pl.DataFrame:
    """Universities, then the Academy, each with the number of its provinces."""
    return _UNIVERSITIES.ask(store)


def districts(store: Store, *, province_code: str) -> pl.DataFrame:
    """Districts of one province, in Vietnamese alphabetical order; empty where the list has none."""
    return _DISTRICTS.ask(store, province_code=province_code)


def tiers(store: Store) -> pl.DataFrame:
    """Kinds of the units below the province, district or commune: kind; no row where none is named."""
    return _TIERS.ask(store)


def cohorts(store: Store, *, audience: str) -> pl.DataFrame:
    """Cohorts of one audience, oldest intake first."""
    return _COHORTS.ask(store, audience=audience)


def modules(store: Store, *, cohort_code: str) -> pl.DataFrame:
    """Modules that one cohort must finish, by number."""
    return _MODULES.ask(store, cohort_code=cohort_code)


def questions(store: Store) -> pl.DataFrame:
    """Survey questions with their scale and the lowest answer that counts as satisfied."""
    return _QUESTIONS.ask(store)


def report_years(store: Store, *, audience: str) -> pl.DataFrame:
    """Report years that hold standings, newest first; accounts in scope, null where no total is given."""
    return _REPORT_YEARS.ask(store, audience=audience)


def criteria(store: Store, *, framework_code: str) -> pl.DataFrame:
    """Criteria of one standard by number; empty where they are not known."""
    return _CRITERIA.ask(store, framework_code=framework_code)


def frameworks(store: Store) -> pl.DataFrame:
    """Professional standards and when each was in force."""
    return _FRAMEWORKS.ask(store)


def targets(store: Store) -> pl.DataFrame:
    """Targets by measure; value is a share from 0 to 1 or a count, as unit says."""
    return _TARGETS.ask(store)


def targets_in_force(store: Store) -> pl.DataFrame:
    """The share to be reached and its day, by measure, cohort and module; what was set goes before our defaults."""
    return _TARGETS_IN_FORCE.ask(store)
