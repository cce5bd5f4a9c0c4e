"""What a report prints, answered a second way: person by person."""

import polars as pl

from data import reference
from data.schema import MARKS
from tests.queries.facts import Facts, chosen, share
from tests.queries.second_opinion import twenty

_AUDIENCES = ("teacher", "manager")
_YEARS = [{"report_year": year, "audience": audience} for year in (2019, 2020, 2021) for audience in _AUDIENCES]
_PLACES = [year | {"province_code": code} for year in _YEARS for code in (None, "22")]

ASKED = {
    "report.standing": _PLACES,
    "report.earlier": _PLACES,
    "report.wishes": _PLACES,
    "report.places": [{"province_code": code} for code in (None, "22", "99")],
    "report.by_district": [{"province_code": "22", "report_year": year} for year in (2019, 2021)],
}
OF_UNITS_ALONE = {"report.by_district"}


def report_standing(facts: Facts, **choice) -> pl.DataFrame:
    """The screen's twenty rows; everybody's ratings are known in the demo country, so a share is over all completed."""
    rows = twenty(facts, **choice)
    return rows.with_columns(pl.col("completed").alias(f"{mark}_over") for mark in MARKS)


def report_earlier(facts: Facts, *, report_year, **choice) -> pl.DataFrame:
    now, past = (
        set(chosen(facts.judged, report_year=year, **choice).filter(pl.col("completed").is_not_null())["province_code"])
        for year in (report_year, report_year - 1)
    )
    is_known = bool(now and past)
    row = {
        "provinces": len(now) or None,
        "previous_provinces": len(past) or None,
        "has_same_provinces": now == past if is_known else None,
        "has_same_standard": True if is_known else None,  # no standard was replaced in these years
    }
    return pl.DataFrame([row])


def report_wishes(facts: Facts, *, report_year, audience, province_code) -> pl.DataFrame:
    who = chosen(facts.people, report_year=report_year, audience=audience, province_code=province_code)
    wished = facts.table("need").filter(report_year=report_year).join(who, on="learner_key")
    framework = "TT20/2018" if audience == "teacher" else "TT14/2018"
    criteria = facts.table("criterion").filter(framework_code=framework).sort("criterion_no")["criterion_no"]
    modules = facts.table("module").filter(audience=audience).sort("number")["module_code"]
    asked = [("criterion", "", number) for number in criteria] + [("module", code, 0) for code in modules]
    own = chosen(facts.judged, report_year=report_year, audience=audience, province_code=province_code)
    known = own.filter(pl.col("completed").is_not_null())
    self_done = int(known["self_on"].count()) if known.height else None
    rows = [
        (*key, wished.filter(module_code=key[1], criterion_no=key[2]).height if wished.height else None, self_done)
        for key in asked
    ]
    return pl.DataFrame(rows, schema=["kind", "module_code", "criterion_no", "wished", "self_done"], orient="row")


def report_places(_facts: Facts, *, province_code) -> pl.DataFrame:
    rows = reference.read("provinces")
    rows = rows if province_code is None else rows.filter(code=province_code)
    order = reference.frames(63)["province"].filter(vintage=63).sort("vietnamese_order")["province_code"].to_list()
    rows = rows.sort(pl.col("code").cast(pl.Enum(order)))
    return rows.select(pl.col("code").alias("province_code"), "name_vi", (pl.col("kind") != "tỉnh").alias("is_city"))


def report_by_district(facts: Facts, *, province_code, report_year) -> pl.DataFrame:
    schools = facts.table("school").select("province_code", "school_code", "district_code")
    there = chosen(facts.judged, province_code=province_code, report_year=report_year)
    there = there.join(schools, on=["province_code", "school_code"])
    answer = facts.table("district").filter(province_code=province_code).select("district_code")
    for audience in _AUDIENCES:
        own = chosen(there, audience=audience)
        counted = own.group_by("district_code").agg(
            pl.len().alias(f"{audience}_accounts"),
            pl.when(pl.col("completed").is_not_null().any())
            .then(pl.col("completed").sum())
            .alias(f"{audience}_completed"),
        )
        answer = answer.join(counted, on="district_code", how="full", coalesce=True)
        both = (f"{audience}_completed", f"{audience}_accounts")
        answer = answer.with_columns(share(*both).alias(f"{audience}_share"))
    return answer
