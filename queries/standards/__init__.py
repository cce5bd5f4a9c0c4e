"""Standards and their criteria: who stands where in what, and who says so."""

import polars as pl

from data.store import Store
from queries.runner import Question

_MARKS = {"chua_dat": pl.Int64(), "dat": pl.Int64(), "kha": pl.Int64(), "tot": pl.Int64()}
_NAMES = {"name_vi": pl.String(), "name_en": pl.String()}

_YEAR = Question(
    "standards/year.sql",
    columns={
        "framework_code": pl.String(),
        **_NAMES,
        "valid_from": pl.Date(),
        "valid_to": pl.Date(),
        "criteria": pl.Int64(),
        "accounts": pl.Int64(),
        "self_done": pl.Int64(),
        "head_due": pl.Int64(),
        "head_done": pl.Int64(),
        "head_share": pl.Float64(),
    },
)

_CRITERIA = Question(
    "standards/criteria.sql",
    columns={
        "framework_code": pl.String(),
        "standard_no": pl.Int64(),
        "standard_vi": pl.String(),
        "standard_en": pl.String(),
        "criterion_no": pl.Int64(),
        **_NAMES,
        "is_key": pl.Boolean(),
        "rated": pl.Int64(),
        **_MARKS,
        **{f"{mark}_share": pl.Float64() for mark in _MARKS},
    },
)

_BY_GROUP = Question(
    "standards/by_group.sql",
    columns={
        "group_no": pl.Int64(),
        "group_code": pl.String(),
        "level_no": pl.Int64(),
        "level": pl.String(),
        "rated": pl.Int64(),
        **_MARKS,
        "good_share": pl.Float64(),
        "tot_share": pl.Float64(),
    },
)

_BY_STANDARD = Question(
    "standards/by_standard.sql",
    columns={
        "group_no": pl.Int64(),
        "group_code": pl.String(),
        "standard_no": pl.Int64(),
        "standard_vi": pl.String(),
        "standard_en": pl.String(),
        "ratings": pl.Int64(),
        "tot": pl.Int64(),
        "tot_share": pl.Float64(),
    },
)

_HALVES = Question(
    "standards/halves.sql",
    columns={
        "pair_code": pl.String(),
        "level": pl.String(),
        "side": pl.String(),
        "accounts": pl.Int64(),
        "completed": pl.Int64(),
        "completed_share": pl.Float64(),
        "rated": pl.Int64(),
        **_MARKS,
        "good_share": pl.Float64(),
        "tot_share": pl.Float64(),
    },
)

_PAIRS = Question(
    "standards/pairs.sql",
    columns={
        "framework_code": pl.String(),
        "criterion_no": pl.Int64(),
        **_NAMES,
        "is_key": pl.Boolean(),
        "learners": pl.Int64(),
        "self_good_share": pl.Float64(),
        "head_good_share": pl.Float64(),
        "self_tot_share": pl.Float64(),
        "head_tot_share": pl.Float64(),
        "lower": pl.Int64(),
        "same": pl.Int64(),
        "higher": pl.Int64(),
        "lower_share": pl.Float64(),
        "same_share": pl.Float64(),
        "higher_share": pl.Float64(),
    },
)

_SAMENESS = Question(
    "standards/sameness.sql",
    columns={
        "province_code": pl.String(),
        **_NAMES,
        "learners": pl.Int64(),
        "one_mark": pl.Int64(),
        "all_tot": pl.Int64(),
        "one_mark_share": pl.Float64(),
        "all_tot_share": pl.Float64(),
        "nearly_all": pl.Int64(),
        "state": pl.String(),
    },
)

_JUMPS = Question(
    "standards/jumps.sql",
    columns={
        "province_code": pl.String(),
        **_NAMES,
        "rated": pl.Int64(),
        "tot": pl.Int64(),
        "tot_share": pl.Float64(),
        "earlier_rated": pl.Int64(),
        "earlier_tot": pl.Int64(),
        "earlier_share": pl.Float64(),
        "change": pl.Float64(),
        "state": pl.String(),
    },
)


def year(
    store: Store,
    *,
    report_year: int,
    audience: str,
    level: str = "all",
    role: str = "all",
    people: str = "total",
    province_code: str | None = None,
) -> pl.DataFrame:
    """The year's standard and whose evaluation was due: one row, or none where no standard was in force."""
    return _YEAR.ask(
        store,
        report_year=report_year,
        audience=audience,
        level=level,
        role=role,
        people=people,
        province_code=province_code,
    )


def criteria(
    store: Store,
    *,
    report_year: int,
    audience: str,
    level: str = "all",
    role: str = "all",
    people: str = "total",
    rater: str = "self",
    province_code: str | None = None,
) -> pl.DataFrame:
    """Every criterion of the year's standard with the people at each mark; no row where criteria are not known."""
    return _CRITERIA.ask(
        store,
        report_year=report_year,
        audience=audience,
        level=level,
        role=role,
        people=people,
        rater=rater,
        province_code=province_code,
    )


def by_group(
    store: Store, *, report_year: int, audience: str, role: str = "all", province_code: str | None = None
) -> pl.DataFrame:
    """The overall rating of seven groups (five overlap) by four levels: 28 rows, null where nothing was read."""
    return _BY_GROUP.ask(store, report_year=report_year, audience=audience, role=role, province_code=province_code)


def by_standard(
    store: Store,
    *,
    report_year: int,
    audience: str,
    level: str = "all",
    role: str = "all",
    rater: str = "self",
    province_code: str | None = None,
) -> pl.DataFrame:
    """The marks of seven groups (five overlap) in each standard, all its criteria together."""
    return _BY_STANDARD.ask(
        store,
        report_year=report_year,
        audience=audience,
        level=level,
        role=role,
        rater=rater,
        province_code=province_code,
    )


def halves(
    store: Store, *, report_year: int, audience: str, role: str = "all", province_code: str | None = None
) -> pl.DataFrame:
    """Printed groups and the rest of the larger group: 24 rows; pass them through ``small.withheld`` to show them."""
    return _HALVES.ask(store, report_year=report_year, audience=audience, role=role, province_code=province_code)


def pairs(
    store: Store,
    *,
    report_year: int,
    audience: str,
    level: str = "all",
    role: str = "all",
    province_code: str | None = None,
) -> pl.DataFrame:
    """Own and head's marks of the same people: the overall rating (criterion 0), then every criterion."""
    return _PAIRS.ask(
        store, report_year=report_year, audience=audience, level=level, role=role, province_code=province_code
    )


def sameness(
    store: Store, *, report_year: int, audience: str, level: str = "all", role: str = "all", rater: str = "self"
) -> pl.DataFrame:
    """Every province: people with one mark throughout, and criteria in which nearly everybody has Tốt."""
    return _SAMENESS.ask(store, report_year=report_year, audience=audience, level=level, role=role, rater=rater)


def jumps(
    store: Store, *, report_year: int, audience: str, level: str = "all", role: str = "all", people: str = "total"
) -> pl.DataFrame:
    """Every province: the share rated Tốt overall, that of the year before under the same standard, the change."""
    return _JUMPS.ask(store, report_year=report_year, audience=audience, level=level, role=role, people=people)
