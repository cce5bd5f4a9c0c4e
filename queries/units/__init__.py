"""Districts and schools of one province, for a store that holds its units."""

import polars as pl

from data.store import Store
from queries.runner import Question

_BY_DISTRICT = Question(
    "units/by_district.sql",
    columns={
        "district_code": pl.String(),
        "name_vi": pl.String(),
        "schools": pl.Int64(),
        "accounts": pl.Int64(),
        "completed": pl.Int64(),
        "completed_share": pl.Float64(),
        "enrolments": pl.Int64(),
        "lms_passed": pl.Int64(),
        "certified": pl.Int64(),
        "lms_share": pl.Float64(),
        "certified_share": pl.Float64(),
    },
)

_BY_SCHOOL = Question(
    "units/by_school.sql",
    columns={
        "school_code": pl.String(),
        "name_vi": pl.String(),
        "level": pl.String(),
        "is_disadvantaged": pl.Boolean(),
        "accounts": pl.Int64(),
        "completed": pl.Int64(),
        "completed_share": pl.Float64(),
        "enrolments": pl.Int64(),
        "lms_passed": pl.Int64(),
        "certified": pl.Int64(),
        "lms_share": pl.Float64(),
        "certified_share": pl.Float64(),
    },
)


def by_district(
    store: Store, *, province_code: str, audience: str, cohort_code: str, module_code: str = "all", report_year: int
) -> pl.DataFrame:
    """Every district of the province: schools, assessment and training; null where nothing is held."""
    return _BY_DISTRICT.ask(
        store,
        province_code=province_code,
        audience=audience,
        cohort_code=cohort_code,
        module_code=module_code,
        report_year=report_year,
    )


def by_school(
    store: Store,
    *,
    province_code: str,
    district_code: str,
    audience: str,
    cohort_code: str,
    module_code: str = "all",
    report_year: int,
) -> pl.DataFrame:
    """Every school of the district, one row for each level it has; null where nothing is held."""
    return _BY_SCHOOL.ask(
        store,
        province_code=province_code,
        district_code=district_code,
        audience=audience,
        cohort_code=cohort_code,
        module_code=module_code,
        report_year=report_year,
    )
