"""The way to the certificate: where enrolments stand, how long each step takes, who stands still; counts, no names."""

import polars as pl

from data.store import Store
from queries.runner import Question

_WAITED = {
    "decided": pl.Int64(),
    "median_days": pl.Int64(),
    "p90_days": pl.Int64(),
    "waiting": pl.Int64(),
    "waiting_median_days": pl.Int64(),
}
_STALLED = {
    "learners": pl.Int64(),
    "unfinished": pl.Int64(),
    "stalled": pl.Int64(),
    "stalled_share": pl.Float64(),
    "stalled_of_all_share": pl.Float64(),
}
_GROUP = {
    "group_code": pl.String(),
    "name_vi": pl.String(),
    "name_en": pl.String(),
    "provinces_assumed": pl.Int64(),
}
_PROVINCE = {"province_code": pl.String(), "name_vi": pl.String(), "name_en": pl.String()}
_STATE = {"state": pl.String()}

_STOCK = Question(
    "certification/stock.sql",
    columns={
        "stage": pl.String(),
        "stage_no": pl.Int64(),
        "enrolments": pl.Int64(),
        "share": pl.Float64(),
    },
)
_WAITING_BY_STEP = Question(
    "certification/waiting_by_step.sql", columns={"step": pl.String(), "step_no": pl.Int64(), **_WAITED}
)
_WAITING_BY_GROUP = Question("certification/waiting_by_group.sql", columns=_GROUP | _WAITED)
_WAITING_BY_PROVINCE = Question("certification/waiting_by_province.sql", columns=_PROVINCE | _WAITED | _STATE)
_STALLED_BY_STAGE = Question(
    "certification/stalled_by_stage.sql",
    columns={
        "stage": pl.String(),
        "stage_no": pl.Int64(),
        "learners": pl.Int64(),
        "stalled": pl.Int64(),
        "stalled_share": pl.Float64(),
    },
)
_STALLED_BY_GROUP = Question("certification/stalled_by_group.sql", columns=_GROUP | _STALLED)
_STALLED_BY_PROVINCE = Question("certification/stalled_by_province.sql", columns=_PROVINCE | _STALLED | _STATE)


def stock(
    store: Store, *, cohort_code: str, module_code: str = "all", province_code: str | None = None
) -> pl.DataFrame:
    """Eleven stages from enrolled to certified: enrolments at each; a stage that a cohort does not know is null."""
    return _STOCK.ask(store, cohort_code=cohort_code, module_code=module_code, province_code=province_code)


def waiting_by_step(
    store: Store, *, cohort_code: str, module_code: str = "all", province_code: str | None = None
) -> pl.DataFrame:
    """Three steps: passes decided with median and 90th-percentile days, and apart from them those still waiting."""
    return _WAITING_BY_STEP.ask(store, cohort_code=cohort_code, module_code=module_code, province_code=province_code)


def waiting_by_group(
    store: Store, *, by: str, cohort_code: str, step: str, module_code: str = "all", province_code: str | None = None
) -> pl.DataFrame:
    """Every region, university, module or cohort: days waited at one step, of the decided and of the waiting."""
    return _WAITING_BY_GROUP.ask(
        store, by=by, cohort_code=cohort_code, step=step, module_code=module_code, province_code=province_code
    )


def waiting_by_province(store: Store, *, cohort_code: str, step: str, module_code: str = "all") -> pl.DataFrame:
    """Every province: days waited at one step; median null unless state is 'value'."""
    return _WAITING_BY_PROVINCE.ask(store, cohort_code=cohort_code, step=step, module_code=module_code)


def stalled_by_stage(
    store: Store, *, cohort_code: str, stalled_days: int, module_code: str = "all", province_code: str | None = None
) -> pl.DataFrame:
    """Eleven stages: learners there, and those without a movement for so many days; who is done cannot stall."""
    return _STALLED_BY_STAGE.ask(
        store,
        cohort_code=cohort_code,
        stalled_days=stalled_days,
        module_code=module_code,
        province_code=province_code,
    )


def stalled_by_group(
    store: Store,
    *,
    by: str,
    cohort_code: str,
    stalled_days: int,
    module_code: str = "all",
    province_code: str | None = None,
) -> pl.DataFrame:
    """Every region, university, module or cohort: learners unfinished and stalled; null where nobody is."""
    return _STALLED_BY_GROUP.ask(
        store,
        by=by,
        cohort_code=cohort_code,
        stalled_days=stalled_days,
        module_code=module_code,
        province_code=province_code,
    )


def stalled_by_province(store: Store, *, cohort_code: str, stalled_days: int, module_code: str = "all") -> pl.DataFrame:
    """Every province: learners unfinished and stalled; share null unless state is 'value'."""
    return _STALLED_BY_PROVINCE.ask(store, cohort_code=cohort_code, stalled_days=stalled_days, module_code=module_code)
