"""What people need next: weak criteria and declared wishes against the modules there are, and how far they came."""

import polars as pl

from data.store import Store
from queries.runner import Question

_NAMES = {"name_vi": pl.String(), "name_en": pl.String()}
_WISHED = {"wished_criterion": pl.Int64(), "wished_module": pl.Int64()}
_TRAINED = {"enrolments": pl.Int64(), "lms_passed": pl.Int64(), "lms_share": pl.Float64()}
_OFFERED = {"remaining": pl.Int64(), "place": pl.Int64()}

_BY_CRITERION = Question(
    "needs/by_criterion.sql",
    columns={
        "framework_code": pl.String(),
        "criterion_no": pl.Int64(),
        **_NAMES,
        "weak": pl.Int64(),
        "rated": pl.Int64(),
        "weak_share": pl.Float64(),
        "previous_weak_share": pl.Float64(),
        "wished": pl.Int64(),
        "self_done": pl.Int64(),
        "wished_share": pl.Float64(),
        "modules": pl.String(),
        "owner": pl.String(),
    },
)

_BY_MODULE = Question(
    "needs/by_module.sql",
    columns={
        "module_code": pl.String(),
        "number": pl.Int64(),
        "title_vi": pl.String(),
        "title_en": pl.String(),
        "criteria": pl.String(),
        "weak": pl.Int64(),
        "rated": pl.Int64(),
        "weak_share": pl.Float64(),
        **_WISHED,
        "need": pl.Int64(),
        **_TRAINED,
        "core_enrolments": pl.Int64(),
        "core_passed": pl.Int64(),
        "core_share": pl.Float64(),
        "training_state": pl.String(),
        **_OFFERED,
    },
)

_BY_PROVINCE = Question(
    "needs/by_province.sql",
    columns={
        "province_code": pl.String(),
        **_NAMES,
        "module_code": pl.String(),
        "number": pl.Int64(),
        "weak": pl.Int64(),
        **_WISHED,
        "need": pl.Int64(),
        **_TRAINED,
        **_OFFERED,
    },
)

_BY_DISTRICT = Question(
    "needs/by_district.sql",
    columns={
        "district_code": pl.String(),
        "name_vi": pl.String(),
        "module_code": pl.String(),
        "number": pl.Int64(),
        "weak": pl.Int64(),
        **_WISHED,
        "need": pl.Int64(),
        **_TRAINED,
        "is_withheld": pl.Boolean(),
        **_OFFERED,
    },
)


def by_criterion(
    store: Store, *, report_year: int, audience: str, level: str = "all", province_code: str | None = None
) -> pl.DataFrame:
    """Every criterion of the standard: people weak in it by their own mark, wishes for it, and the modules linked."""
    return _BY_CRITERION.ask(
        store, report_year=report_year, audience=audience, level=level, province_code=province_code
    )


def by_module(
    store: Store, *, report_year: int, audience: str, level: str = "all", province_code: str | None = None
) -> pl.DataFrame:
    """Every module of the catalogue, the one to be offered first on top: head-counts and an estimate, ``remaining``."""
    return _BY_MODULE.ask(store, report_year=report_year, audience=audience, level=level, province_code=province_code)


def by_province(store: Store, *, report_year: int, audience: str, level: str = "all") -> pl.DataFrame:
    """Every province and module; ``place`` is the module's place among those to be offered there next."""
    return _BY_PROVINCE.ask(store, report_year=report_year, audience=audience, level=level)


def by_district(
    store: Store, *, province_code: str, report_year: int, audience: str, level: str = "all"
) -> pl.DataFrame:
    """Every district of a province and module, groups of 1 to 9 people withheld; asked of the province's own store."""
    return _BY_DISTRICT.ask(store, province_code=province_code, report_year=report_year, audience=audience, level=level)
