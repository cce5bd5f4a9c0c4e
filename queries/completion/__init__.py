"""Training: how far enrolments came, cohort by cohort; core and mass learners are never added."""

import polars as pl

from data.store import Store
from queries.runner import Question

_BY_COHORT_MODULE = Question(
    "completion/by_cohort_module.sql",
    columns={
        "cohort_code": pl.String(),
        "role": pl.String(),
        "intake": pl.Int64(),
        "module_code": pl.String(),
        "number": pl.Int64(),
        "enrolments": pl.Int64(),
        "started": pl.Int64(),
        "lms_passed": pl.Int64(),
        "supporter_passed": pl.Int64(),
        "university_passed": pl.Int64(),
        "certified": pl.Int64(),
        "lms_share": pl.Float64(),
        "certified_share": pl.Float64(),
    },
)

_BY_REGION = Question(
    "completion/by_region.sql",
    columns={
        "region_code": pl.String(),
        "name_vi": pl.String(),
        "name_en": pl.String(),
        "provinces_with_data": pl.Int64(),
        "enrolments": pl.Int64(),
        "lms_passed": pl.Int64(),
        "certified": pl.Int64(),
        "lms_share": pl.Float64(),
        "certified_share": pl.Float64(),
    },
)

_BY_UNIVERSITY = Question(
    "completion/by_university.sql",
    columns={
        "university_code": pl.String(),
        "name_vi": pl.String(),
        "name_en": pl.String(),
        "provinces": pl.Int64(),
        "provinces_assumed": pl.Int64(),
        "enrolments": pl.Int64(),
        "lms_passed": pl.Int64(),
        "certified": pl.Int64(),
        "lms_share": pl.Float64(),
        "certified_share": pl.Float64(),
    },
)

_CHAIN = Question(
    "completion/chain.sql",
    columns={
        "step": pl.String(),
        "step_no": pl.Int64(),
        "reached": pl.Int64(),
        "waiting": pl.Int64(),
        "refused": pl.Int64(),
        "not_sent": pl.Int64(),
        "share_of_previous": pl.Float64(),
    },
)

_FINISHED = Question(
    "completion/finished.sql",
    columns={
        "cohort_code": pl.String(),
        "role": pl.String(),
        "modules_required": pl.Int64(),
        "learners": pl.Int64(),
        "finished_all": pl.Int64(),
        "certified_all": pl.Int64(),
        "finished_share": pl.Float64(),
        "certified_share": pl.Float64(),
    },
)

_BY_SUBJECT = Question(
    "completion/by_subject.sql",
    columns={
        "subject": pl.String(),
        "enrolments": pl.Int64(),
        "lms_passed": pl.Int64(),
        "certified": pl.Int64(),
        "lms_share": pl.Float64(),
    },
)


def by_cohort_module(
    store: Store, *, audience: str, level: str = "all", people: str = "total", province_code: str | None = None
) -> pl.DataFrame:
    """Every required module of every cohort: enrolments by step reached, null where nobody enrolled."""
    return _BY_COHORT_MODULE.ask(store, audience=audience, level=level, people=people, province_code=province_code)


def by_region(
    store: Store, *, cohort_code: str, module_code: str = "all", level: str = "all", people: str = "total"
) -> pl.DataFrame:
    """Every region: enrolments, passed on the LMS and certified, null where none of its provinces has any."""
    return _BY_REGION.ask(store, cohort_code=cohort_code, module_code=module_code, level=level, people=people)


def by_university(
    store: Store, *, cohort_code: str, module_code: str = "all", level: str = "all", people: str = "total"
) -> pl.DataFrame:
    """Every university that trains the cohort; provinces_assumed counts those only assumed its own."""
    return _BY_UNIVERSITY.ask(store, cohort_code=cohort_code, module_code=module_code, level=level, people=people)


def chain(
    store: Store,
    *,
    cohort_code: str,
    module_code: str = "all",
    level: str = "all",
    people: str = "total",
    province_code: str | None = None,
) -> pl.DataFrame:
    """Five steps from enrolment to certificate; a step that a cohort does not know is null."""
    return _CHAIN.ask(
        store, cohort_code=cohort_code, module_code=module_code, level=level, people=people, province_code=province_code
    )


def finished(store: Store, *, audience: str, people: str = "total", province_code: str | None = None) -> pl.DataFrame:
    """Every cohort: learners who finished all they must, on the LMS and with certificates."""
    return _FINISHED.ask(store, audience=audience, people=people, province_code=province_code)


def by_subject(
    store: Store, *, cohort_code: str, module_code: str = "all", level: str = "all", province_code: str | None = None
) -> pl.DataFrame:
    """Subjects with enrolments, most enrolments first."""
    return _BY_SUBJECT.ask(
        store, cohort_code=cohort_code, module_code=module_code, level=level, province_code=province_code
    )
