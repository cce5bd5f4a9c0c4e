"""The questions about lists, answered a second way: from the files of ``data/reference``, or what was submitted."""

import polars as pl

from data import reference
from tests.queries.facts import Facts


def _numbers(rows: pl.DataFrame, *names: str) -> pl.DataFrame:
    return rows.with_columns(pl.col(name).cast(pl.Int64) for name in names)


def catalogue_provinces(facts: Facts) -> pl.DataFrame:
    regions = reference.read("regions").select("region_code", region="name_vi", region_en="name_en")
    rows = reference.read("provinces").join(regions, on="region")
    rows = rows.rename({"code": "province_code", "region": "region_vi", "lttu": "university_code"})
    order = facts.table("province").select("province_code", "vietnamese_order")
    return (
        rows.join(order, on="province_code")
        .sort("vietnamese_order")
        .select("province_code", "name_vi", "name_en", "region_code", "region_vi", "region_en", "university_code")
    )


def catalogue_regions(facts: Facts) -> pl.DataFrame:
    return reference.read("regions").sort("region_code").select("region_code", "name_vi", "name_en")


def catalogue_universities(facts: Facts) -> pl.DataFrame:
    held = reference.read("provinces")["lttu"].to_list()
    codes = sorted(reference.read("lttus")["code"], key=lambda code: (code == "NAEM", code))
    return pl.DataFrame({"university_code": codes, "provinces": [held.count(code) for code in codes]})


def catalogue_districts(facts: Facts, *, province_code) -> pl.DataFrame:
    rows = reference.read("districts").filter(province_code=province_code)
    return rows.select("district_code", "name_vi").sort("district_code")


def catalogue_tiers(facts: Facts) -> pl.DataFrame:
    return facts.table("district").select("kind").unique().sort("kind")


def catalogue_cohorts(facts: Facts, *, audience) -> pl.DataFrame:
    rows = _numbers(reference.read("cohorts").filter(audience=audience), "intake", "modules_required")
    return rows.drop("source").sort("intake", "role")


def catalogue_modules(facts: Facts, *, cohort_code) -> pl.DataFrame:
    required = reference.read("cohort_modules").filter(cohort_code=cohort_code)["module_code"].to_list()
    rows = _numbers(reference.read("modules"), "number")
    prefix = pl.when(pl.col("audience") == "teacher").then(pl.lit("GV")).otherwise(pl.lit("QL"))
    rows = rows.with_columns((prefix + pl.col("number").cast(pl.String)).alias("module_code"))
    return (
        rows.filter(pl.col("module_code").is_in(required))
        .sort("number")
        .select("module_code", "number", "title_vi", "title_en")
    )


def catalogue_questions(facts: Facts) -> pl.DataFrame:
    return _numbers(reference.read("questions").drop("source"), "points", "satisfied_from").sort("question_code")


def catalogue_report_years(facts: Facts, *, audience) -> pl.DataFrame:
    rows = facts.judged.filter(audience=audience).group_by("report_year").agg(accounts=pl.len())
    return rows.sort("report_year", descending=True)


def catalogue_criteria(facts: Facts, *, framework_code) -> pl.DataFrame:
    rows = _numbers(reference.read("criteria").filter(framework=framework_code), "criterion_no", "standard_no")
    return rows.sort("criterion_no").select(
        "criterion_no", "standard_no", name_vi="criterion_vi", is_key=pl.col("is_key") == "true"
    )


def catalogue_frameworks(facts: Facts) -> pl.DataFrame:
    rows = _numbers(reference.read("frameworks"), "criteria").sort("audience", "valid_from", descending=[True, False])
    return rows.with_columns(pl.col("valid_from", "valid_to").str.to_date())


def catalogue_targets(facts: Facts) -> pl.DataFrame:
    rows = reference.read("targets").sort("measure", "audience", "role")
    return rows.with_columns(pl.col("value").cast(pl.Float64), pl.col("due_on").str.to_date())


def sources_submissions(facts: Facts, *, report_year) -> pl.DataFrame:
    owed = facts.table("submission").filter(report_year=report_year)
    answer = facts.table("province").select("province_code").sort("province_code")
    for dataset in ("assessment", "training", "satisfaction", "temis_report"):
        came = "published_on" if dataset == "temis_report" else "received_on"
        columns = [
            "province_code",
            pl.col("due_on").alias(f"{dataset}_due_on"),
            pl.col(came).alias(f"{dataset}_{came}"),
        ]
        answer = answer.join(owed.filter(dataset=dataset).select(columns), on="province_code", how="left")
    platforms = facts.table("lms_use").select("province_code", "platform")
    return answer.join(platforms, on="province_code", how="left").sort("province_code")


def sources_claims(facts: Facts) -> pl.DataFrame:
    return reference.read("published_figures").sort("figure_id")


def sources_staff_totals(facts: Facts) -> pl.DataFrame:
    rows = _numbers(reference.read("province_education_2021"), "teachers", "teachers_female")
    rows = pl.concat([rows, rows.with_columns(level=pl.lit("all"))])
    return rows.group_by("level").agg(pl.col("teachers", "teachers_female").sum()).sort("teachers", descending=True)
