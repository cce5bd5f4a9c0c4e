"""The forecast's questions a second way: what people's rows say of two dates, which are too few for any forecast.

Forecasts proper are held against plain loops on many drawn dates (``forecast_again.py``).
"""

import polars as pl

from data import reference
from queries import forecast as asked
from tests.queries.facts import Facts, share
from tests.queries.second_country import answered, counted, silent

_TARGET = 0.95
_KEY = {"question_code": "", "report_year": 0, "level": "all", "people": "total"}
_COHORTS = [
    {"audience": "teacher", "cohort_code": "teacher-mass-2020"},
    {"audience": "teacher", "cohort_code": "teacher-mass-2021"},
    {"audience": "manager", "cohort_code": "manager-core-2019"},
]
_MODULES = [{"module_code": "all"}, {"module_code": "GV4"}]
ASKED = {
    "catalogue.targets_in_force": [{}],
    "forecast.by_province": [cohort | module for cohort in _COHORTS[:2] for module in _MODULES],
    "forecast.by_module": _COHORTS,
    "forecast.backtest": [cohort | module for cohort in _COHORTS[:2] for module in _MODULES],
    "forecast.backtest_summary": _COHORTS,
}


def _ends(cohort: str) -> dict[str, str]:
    """The planned last day of each module of a cohort, and of all of them."""
    rows = reference.read("courses").filter(cohort_code=cohort)
    ends = dict(rows.select("module_code", "ends_on").rows())
    return ends | {"all": max(ends.values())}


def catalogue_targets_in_force(facts: Facts) -> pl.DataFrame:
    cohorts = reference.read("cohorts").sort("audience", "cohort_code").to_dicts()
    rows = [("assessment_completed", each, "", "", None) for each in ("manager", "teacher")]
    rows += [
        ("lms_passed", each["audience"], each["cohort_code"], module, ends)
        for each in cohorts
        for module, ends in sorted(_ends(each["cohort_code"]).items())
    ]
    names = ["measure", "audience", "cohort_code", "module_code", "due_on"]
    frame = pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")
    planned = pl.when(pl.col("due_on").is_not_null()).then(pl.lit("planned"))
    return frame.with_columns(
        pl.col("due_on").str.to_date(), value=pl.lit(_TARGET), basis=pl.lit("default"), due_basis=planned
    )


def _told(facts: Facts, before: Facts, audience: str, cohort_code: str, module_code: str) -> pl.DataFrame:
    """Every known province now and before, with state, verdict and the pace of the one look there is."""
    key = _KEY | {"audience": audience, "cohort_code": cohort_code, "module_code": module_code}
    now = counted(facts, "lms_passed", **key)
    past = counted(before, "lms_passed", **key).select("province_code", was="part", had="whole")
    rows = now.join(past, on="province_code", how="left").with_columns(share=share("part", "whole"))
    return _judged(rows, facts, before, _ends(cohort_code)[module_code])


def _judged(rows: pl.DataFrame, facts: Facts, before: Facts, ends: str) -> pl.DataFrame:
    today, day = facts.snapshot.as_of, before.snapshot.as_of
    due_on = pl.lit(ends).str.to_date()
    is_reached = pl.col("share") >= _TARGET
    was_reached = (pl.col("was") / pl.col("had") >= _TARGET).fill_null(False)
    has_pace = (pl.col("part") > 0) & (pl.col("whole") > pl.col("was"))
    fell = has_pace & (pl.col("part") < pl.col("was"))
    rows = rows.with_columns(
        target=pl.lit(_TARGET),
        due_on=due_on,
        days_left=(due_on - pl.lit(today)).dt.total_days(),
        seen_monthly=pl.when(has_pace).then((pl.col("part") - pl.col("was")) / (today - day).days * 30.4375),
        reached_on=pl.when(is_reached).then(pl.when(was_reached).then(pl.lit(day)).otherwise(pl.lit(today))),
        state=pl.when(pl.col("whole") == 0)
        .then(pl.lit("nobody"))
        .when(is_reached)
        .then(pl.lit("reached"))
        .when(pl.col("part") == 0)
        .then(pl.lit("not_begun"))
        .when(fell)
        .then(pl.lit("fell"))
        .otherwise(pl.lit("few")),
    )
    is_late = (pl.col("days_left") <= 0) & pl.col("share").is_not_null()
    return rows.with_columns(verdict=pl.when(is_reached).then(pl.lit("reached")).when(is_late).then(pl.lit("late")))


def forecast_by_province(facts: Facts, before: Facts, **choice) -> pl.DataFrame:
    told = _told(facts, before, **choice).drop("was", "had")
    all_ = answered(facts, told.select("province_code", "part", "whole"), *silent(facts, "lms_passed", 0))
    rows = all_.select("province_code", lacks="state").join(told, on="province_code", how="left", maintain_order="left")
    never = {name: pl.lit(None, pl.Date) for name in ("early_on", "middle_on", "late_on")}
    return rows.with_columns(state=pl.coalesce("state", "lacks"), **never).drop("lacks")


def forecast_by_module(facts: Facts, before: Facts, *, audience, cohort_code) -> pl.DataFrame:
    rows = []
    for module, ends in _ends(cohort_code).items():
        told = _told(facts, before, audience, cohort_code, module)
        both = told.drop_nulls(["was", "had"])
        whole = told.select(pl.col("part", "whole").sum())
        country = whole.with_columns(was=pl.lit(told["was"].sum()), had=pl.lit(told["had"].sum()))
        judged = _judged(country.with_columns(share=share("part", "whole")), facts, before, ends).row(0, named=True)
        days = (facts.snapshot.as_of - before.snapshot.as_of).days
        has_pace = both["part"].sum() and both["whole"].sum() > both["was"].sum()
        pace = (both["part"].sum() - both["was"].sum()) / days * 30.4375 if has_pace else None
        verdicts = told["verdict"].to_list()
        rows.append(
            {
                "module_code": module,
                **{name: judged[name] for name in ("due_on", "part", "whole", "share", "state", "reached_on")},
                "seen_monthly": pace,
                "provinces_reached": verdicts.count("reached"),
                "provinces_late": verdicts.count("late"),
                "provinces_unsaid": verdicts.count(None),
            }
        )
    return pl.DataFrame(rows).sort(pl.col("module_code") == "all", "module_code")


def forecast_backtest(facts: Facts, **choice) -> pl.DataFrame:
    """The date before is the only earlier one, and nothing can be forecast from one date."""
    return pl.DataFrame(schema=asked._BACKTEST.columns)


def forecast_backtest_summary(facts: Facts, **choice) -> pl.DataFrame:
    return pl.DataFrame(schema=asked._BACKTEST_SUMMARY.columns)
