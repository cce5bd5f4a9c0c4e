"""Universities: whom each answers for, what it has trained, how long it takes, how it is seen, how it sees itself."""

import polars as pl

from data.store import Store
from queries.runner import Question

_UNIVERSITY = {"university_code": pl.String(), "name_vi": pl.String(), "name_en": pl.String()}

_LEARNERS = Question(
    "universities/learners.sql",
    columns={
        **_UNIVERSITY,
        "provinces": pl.Int64(),
        "provinces_assumed": pl.Int64(),
        "core_learners": pl.Int64(),
        "core_finished": pl.Int64(),
        "core_finished_share": pl.Float64(),
        "mass_learners": pl.Int64(),
        "mass_per_core": pl.Float64(),
    },
)

_CERTIFIED = Question(
    "universities/certified.sql",
    columns={
        **_UNIVERSITY,
        "lms_passed": pl.Int64(),
        "waiting": pl.Int64(),
        "refused": pl.Int64(),
        "university_passed": pl.Int64(),
        "certified": pl.Int64(),
        "certified_share": pl.Float64(),
    },
)

_SATISFIED = Question(
    "universities/satisfied.sql",
    columns={**_UNIVERSITY, "answers": pl.Int64(), "satisfied": pl.Int64(), "share": pl.Float64()},
)

_BY_PROVINCE = Question(
    "universities/by_province.sql",
    columns={
        "province_code": pl.String(),
        "name_vi": pl.String(),
        "name_en": pl.String(),
        "university_code": pl.String(),
        "university_basis": pl.String(),
        "core_learners": pl.Int64(),
        "core_finished": pl.Int64(),
        "core_finished_share": pl.Float64(),
        "mass_learners": pl.Int64(),
        "mass_per_core": pl.Float64(),
        "lms_passed": pl.Int64(),
        "certified": pl.Int64(),
        "certified_share": pl.Float64(),
        "state": pl.String(),
    },
)

_TEIDI = Question(
    "universities/teidi.sql",
    columns={
        **_UNIVERSITY,
        "year": pl.Int64(),
        "indicator": pl.String(),
        "value": pl.Float64(),
        "unit": pl.String(),
        "source": pl.String(),
    },
)


def learners(store: Store, *, audience: str) -> pl.DataFrame:
    """Every university that trains the audience: core and mass learners of its territory, never added."""
    return _LEARNERS.ask(store, audience=audience)


def certified(store: Store, *, cohort_code: str, module_code: str = "all") -> pl.DataFrame:
    """Every university that trains the cohort: enrolments passed on the LMS, at its own step, and certified."""
    return _CERTIFIED.ask(store, cohort_code=cohort_code, module_code=module_code)


def satisfied(store: Store, *, audience: str, question_code: str, module_code: str = "all") -> pl.DataFrame:
    """Every university that trains the audience: answers to one question; null where nobody answered."""
    return _SATISFIED.ask(store, audience=audience, question_code=question_code, module_code=module_code)


def by_province(store: Store, *, audience: str, cohort_code: str, module_code: str = "all") -> pl.DataFrame:
    """Every province with its university: core and mass learners, passes and certificates; counts null without data."""
    return _BY_PROVINCE.ask(store, audience=audience, cohort_code=cohort_code, module_code=module_code)


def teidi(store: Store) -> pl.DataFrame:
    """Every university: what it supplied of its own assessment, newest year first; null where it supplied none."""
    return _TEIDI.ask(store)
