"""Delivery, answered a second way: from the reference files and the days as they were told."""

from datetime import date, timedelta

import polars as pl

from data import reference
from tests.queries.facts import Facts

_YEARS = [{"role": role, "report_year": year} for role in ("core", "mass") for year in (2019, 2020, 2021, 2022)]
_PLACED = [choice | {"province_code": code} for choice in _YEARS for code in (None, "22", "95")]

ASKED = {
    "delivery.courses": [{"audience": "teacher"}, {"audience": "manager"}],
    "delivery.deadlines": [{"report_year": year} for year in (2019, 2020, 2021)],
    "delivery.by_day": _PLACED,
    "delivery.by_month": _PLACED,
    "delivery.by_province": _YEARS,
}
_WEEKS = 8


def delivery_courses(facts: Facts, *, audience) -> pl.DataFrame:
    cohorts = reference.read("cohorts").filter(audience=audience).drop("source")
    rows = reference.read("courses").join(cohorts, on="cohort_code")
    number = pl.col("module_code").str.extract(r"(\d+)$").cast(pl.Int64)
    days = [pl.col(f"{name}_days").cast(pl.Int64) for name in ("online_before", "face", "online_after")]
    rows = rows.with_columns(pl.col("starts_on", "ends_on").str.to_date(), pl.col("intake").cast(pl.Int64), *days)
    rows = rows.with_columns(number=number).sort("role", "intake", "cohort_code", "starts_on", "number")
    return rows.drop("audience", "modules_required")


def delivery_deadlines(facts: Facts, *, report_year) -> pl.DataFrame:
    owed = facts.table("submission").group_by("due_on", name="dataset").agg(units=pl.len())
    owed = owed.with_columns(pl.lit("submission").alias("kind"), pl.col("units").cast(pl.Int64))
    targets = reference.read("targets").select(pl.col("due_on").str.to_date(), name="measure").unique()
    targets = targets.with_columns(pl.lit("target").alias("kind"), pl.lit(None, pl.Int64).alias("units"))
    columns = ("due_on", "kind", "name", "units")
    rows = pl.concat([owed.select(columns), targets.select(columns)])
    return rows.filter(_in_year(pl.col("due_on"), report_year)).sort("due_on", "kind", "name")


def delivery_by_day(facts: Facts, *, role, report_year, province_code) -> pl.DataFrame:
    rows = _told(facts, role, report_year, province_code)
    sums = {day: (own["active_learners"].sum(), own.height) for (day,), own in rows.group_by("day_on")}
    days = [date(report_year, 9, 1)]
    while days[-1] != date(report_year + 1, 8, 31):
        days.append(days[-1] + timedelta(days=1))
    answers = [(day, *sums.get(day, (None, 0))) for day in days]
    kinds = {"day_on": pl.Date(), "active_learners": pl.Int64(), "provinces_with_data": pl.Int64()}
    return pl.DataFrame(answers, schema=kinds, orient="row")


def delivery_by_month(facts: Facts, *, role, report_year, province_code) -> pl.DataFrame:
    rows = _told(facts, role, report_year, province_code)
    whole, as_of, answers = rows["active_learners"].sum(), facts.snapshot.as_of, []
    for place in range(12):
        first = date(report_year + (place > 3), (place + 8) % 12 + 1, 1)
        month = [
            first + timedelta(days=each) for each in range(31) if (first + timedelta(days=each)).month == first.month
        ]
        days = sum(day <= as_of for day in month)
        own = rows.filter(pl.col("day_on").is_in(month))["active_learners"]
        known = own.sum() if own.len() else None
        answers.append((first, days or None, known, known / whole if known is not None and whole else None))
    kinds = {"month_on": pl.Date(), "calendar_days": pl.Int64(), "learner_days": pl.Int64(), "share": pl.Float64()}
    return pl.DataFrame(answers, schema=kinds, orient="row")


def delivery_by_province(facts: Facts, *, role, report_year) -> pl.DataFrame:
    told = dict(facts.table("lms_use").select("province_code", "platform").iter_rows())
    is_over = [facts.snapshot.as_of >= day for day in (date(report_year, 12, 31), date(report_year + 1, 5, 31))]
    answers = []
    for code in facts.table("province")["province_code"].sort():
        rows = _told(facts, role, report_year, code)
        if rows.is_empty():
            state = "not_applicable" if code in told and told[code] is None else "no_data"
            answers.append((code, *[None] * 8, state))
            continue
        whole = rows["active_learners"].sum()
        ends = [
            rows.filter(pl.col("day_on").dt.month().is_in(months))["active_learners"].sum() if over else None
            for months, over in zip(((11, 12), (4, 5)), is_over, strict=True)
        ]
        monday = pl.col("day_on") - pl.duration(days=pl.col("day_on").dt.weekday() - 1)
        weeks = rows.group_by(monday.alias("week_on")).agg(pl.col("active_learners").sum())["active_learners"]
        busiest = weeks.top_k(min(_WEEKS, weeks.len())).sum()
        shares = [None if end is None else end / whole for end in ends]
        answers.append(
            (code, weeks.len(), whole, ends[0], shares[0], ends[1], shares[1], busiest, busiest / whole, "value")
        )
    return pl.DataFrame(answers, schema=_PROVINCE, orient="row")


_COUNT, _SHARE = pl.Int64(), pl.Float64()
_PROVINCE = {"province_code": pl.String(), "weeks": _COUNT, "learner_days": _COUNT}
_PROVINCE |= {"year_end": _COUNT, "year_end_share": _SHARE, "school_end": _COUNT, "school_end_share": _SHARE}
_PROVINCE |= {"busiest": _COUNT, "busiest_share": _SHARE, "state": pl.String()}


def _told(facts: Facts, role: str, report_year: int, province_code: str | None) -> pl.DataFrame:
    rows = facts.table("activity_day").filter(_in_year(pl.col("day_on"), report_year), role=role)
    return rows if province_code is None else rows.filter(province_code=province_code)


def _in_year(day: pl.Expr, report_year: int) -> pl.Expr:
    school_year = day.dt.year() - (day.dt.month() < 9).cast(pl.Int32)
    return school_year == report_year
