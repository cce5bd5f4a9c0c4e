"""The satisfaction survey: each question apart, core and mass learners apart."""

import polars as pl

from data.store import Store
from queries.runner import Question

_BY_QUESTION = Question(
    "satisfaction/by_question.sql",
    columns={
        "question_code": pl.String(),
        "wording_vi": pl.String(),
        "wording_en": pl.String(),
        "asks_about": pl.String(),
        "points": pl.Int64(),
        "satisfied_from": pl.Int64(),
        "basis": pl.String(),
        "answers": pl.Int64(),
        "satisfied": pl.Int64(),
        "share": pl.Float64(),
    },
)

_BY_MODULE = Question(
    "satisfaction/by_module.sql",
    columns={
        "module_code": pl.String(),
        "number": pl.Int64(),
        "title_vi": pl.String(),
        "title_en": pl.String(),
        "answers": pl.Int64(),
        "satisfied": pl.Int64(),
        "share": pl.Float64(),
    },
)

_BY_PROVINCE = Question(
    "satisfaction/by_province.sql",
    columns={
        "province_code": pl.String(),
        "name_vi": pl.String(),
        "name_en": pl.String(),
        "region_code": pl.String(),
        "answers": pl.Int64(),
        "satisfied": pl.Int64(),
        "share": pl.Float64(),
        "state": pl.String(),
    },
)

_SPREAD = Question(
    "satisfaction/spread.sql",
    columns={
        "answer": pl.Int64(),
        "answers": pl.Int64(),
        "share": pl.Float64(),
    },
)


def by_question(
    store: Store,
    *,
    audience: str,
    role: str,
    module_code: str = "all",
    level: str = "all",
    province_code: str | None = None,
) -> pl.DataFrame:
    """Every question: answers and how many are satisfied; null where there are none."""
    return _BY_QUESTION.ask(
        store, audience=audience, role=role, module_code=module_code, level=level, province_code=province_code
    )


def by_module(
    store: Store, *, question_code: str, audience: str, role: str, level: str = "all", province_code: str | None = None
) -> pl.DataFrame:
    """Every module that the role must finish: answers to one question; null where there are none."""
    return _BY_MODULE.ask(
        store, question_code=question_code, audience=audience, role=role, level=level, province_code=province_code
    )


def by_province(
    store: Store, *, question_code: str, audience: str, role: str, module_code: str = "all", level: str = "all"
) -> pl.DataFrame:
    """Every province: answers to one question; share null unless state is 'value'."""
    return _BY_PROVINCE.ask(
        store, question_code=question_code, audience=audience, role=role, module_code=module_code, level=level
    )


def spread(
    store: Store,
    *,
    question_code: str,
    audience: str,
    role: str,
    module_code: str = "all",
    level: str = "all",
    province_code: str | None = None,
) -> pl.DataFrame:
    """Every point of the scale, lowest first: answers and their share; null where nobody answered."""
    return _SPREAD.ask(
        store,
        question_code=question_code,
        audience=audience,
        role=role,
        module_code=module_code,
        level=level,
        province_code=province_code,
    )
