"""The questions for the map, answered a second way: from the detail and what was submitted."""

import polars as pl

from tests.queries.facts import Facts, share
from tests.queries.second_country import answered, counted, silent


def overview_by_province_over_time(facts: Facts, before: Facts, *, measure, **key) -> pl.DataFrame:
    frames = []
    for when in (before, facts):
        unsent, without = silent(facts, measure, key["report_year"], by=when.snapshot.as_of)
        rows = answered(facts, counted(when, measure, **key), unsent, without)
        named = {"snapshot_id": pl.lit(when.snapshot.id), "as_of": pl.lit(when.snapshot.as_of)}
        frames.append(rows.with_columns(**named))
    return pl.concat(frames)


def overview_by_area(facts: Facts, before: Facts, *, area, measure, **key) -> pl.DataFrame:
    place = facts.table("province").select("province_code", area_code=f"{area}_code")
    if area == "university" and key["audience"] == "manager":
        place = place.with_columns(area_code=pl.lit("NAEM"))
    known = counted(facts, measure, **key).drop_nulls(["part", "whole"])
    rows = place.join(known, on="province_code", how="left").group_by("area_code")
    summed = {name: pl.when(pl.col(name).is_not_null().any()).then(pl.col(name).sum()) for name in ("part", "whole")}
    answer = rows.agg(provinces=pl.len(), provinces_known=pl.col("part").count(), **summed)
    state = pl.when(pl.col("whole") > 0).then(pl.lit("value")).when(pl.col("whole") == 0).then(pl.lit("nobody"))
    return answer.with_columns(share=share("part", "whole"), state=state.otherwise(pl.lit("no_data"))).sort("area_code")


def overview_bounds(facts: Facts, before: Facts, *, measure, **key) -> pl.DataFrame:
    own = counted(facts, measure, **key)
    answer = answered(facts, own, *silent(facts, measure, key["report_year"])).drop("share")
    base = _everybody(facts, measure, own, **key).select("province_code", base="whole")
    answer = answer.join(base, on="province_code", how="left", maintain_order="left")
    heard = pl.when(pl.col("part").is_not_null()).then("whole").fill_null(0)
    answer = answer.with_columns(
        base=pl.when(pl.col("base").is_not_null()).then(pl.max_horizontal("base", heard.cast(pl.Int64)))
    )
    answer = answer.with_columns(missing=pl.col("base") - heard, low=pl.col("part").fill_null(0))
    answer = answer.with_columns(high=pl.col("low") + pl.col("missing"))
    answer = answer.with_columns(low_share=share("low", "base"), high_share=share("high", "base"))
    return answer.drop("low", "high")


def _everybody(facts: Facts, measure: str, own: pl.DataFrame, **key) -> pl.DataFrame:
    """All whom the measure is about, by province, as ``whole``."""
    if measure.startswith("rated_"):
        return counted(facts, "assessment_completed", **key)
    if measure != "satisfied":
        return own
    role = "core" if key["question_code"] == "course_satisfied" else "mass"
    cohorts = [code for code in facts.table("cohort")["cohort_code"] if code.startswith(f"{key['audience']}-{role}")]
    rows = [counted(facts, "lms_passed", **key | {"cohort_code": code}) for code in cohorts]
    return pl.concat(rows).group_by("province_code").agg(pl.col("whole").sum())


def overview_facts(facts: Facts, before: Facts) -> pl.DataFrame:
    provinces = facts.table("province").select("province_code", "region_code", "university_code", "university_basis")
    platforms = facts.table("lms_use").select("province_code", "platform")
    told = platforms.with_columns(
        platform_state=pl.when(pl.col("platform").is_null()).then(pl.lit("not_applicable")).otherwise(pl.lit("value"))
    )
    answer = provinces.join(told, on="province_code", how="left").sort("province_code")
    return answer.with_columns(pl.col("platform_state").fill_null("no_data"))
