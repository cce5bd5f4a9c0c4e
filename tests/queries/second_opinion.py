"""The questions about people, answered a second way: in plain polars, from the detail, never from a cube.

A function bears the name of its question and answers the columns that are counted, with their keys.
"""

import polars as pl

from data import reference
from data.schema import LEVELS, MARKS, PEOPLE
from tests.queries.facts import Facts, chosen, share, summed

_STEPS = ("enrolments", "lms_passed", "certified")
_STEP_SHARES = {"lms_share": share("lms_passed", "enrolments"), "certified_share": share("certified", "enrolments")}
_MARK_SHARES = {f"{mark}_share": share(mark, "completed") for mark in MARKS}


def _counted(rows: pl.DataFrame, *by: str) -> pl.DataFrame:
    flags = ("started", "lms_passed", "supporter_passed", "university_passed", "certified")
    return rows.group_by(by).agg(pl.len().alias("enrolments"), *(pl.col(flag).sum() for flag in flags))


def completion_by_cohort_module(facts: Facts, *, audience, level, people, province_code) -> pl.DataFrame:
    cohorts = reference.read("cohorts").filter(audience=audience)
    keys = reference.read("cohort_modules").join(cohorts, on="cohort_code", maintain_order="right")
    rows = _counted(
        chosen(facts.enrolled, people, level=level, province_code=province_code), "cohort_code", "module_code"
    )
    answer = keys.select("cohort_code", "module_code").join(
        rows, on=["cohort_code", "module_code"], how="left", maintain_order="left"
    )
    return answer.with_columns(**_STEP_SHARES)


def _trained(facts: Facts, place: pl.DataFrame, key: str, **choice) -> pl.DataFrame:
    rows = chosen(facts.enrolled, **choice).join(place, on="province_code")
    answer = place.select(key).unique().join(_counted(rows, key), on=key, how="left").sort(key)
    return answer.select(key, *_STEPS).with_columns(**_STEP_SHARES)


def completion_by_region(facts: Facts, **choice) -> pl.DataFrame:
    return _trained(facts, facts.table("province").select("province_code", "region_code"), "region_code", **choice)


def completion_by_university(facts: Facts, **choice) -> pl.DataFrame:
    provinces = facts.table("province").select("province_code", "university_code")
    if choice["cohort_code"].startswith("manager"):
        provinces = provinces.with_columns(university_code=pl.lit("NAEM"))
    return _trained(facts, provinces, "university_code", **choice)


def completion_chain(facts: Facts, **choice) -> pl.DataFrame:
    """Every learner is looked at by themselves: what was the last step they were handed on to?"""
    rows = chosen(facts.enrolled, **choice)
    is_core = "core" in choice["cohort_code"]
    before = {
        "lms": rows,
        "supporter": rows.filter("lms_passed"),
        "university": rows.filter("lms_passed" if is_core else "supporter_passed"),
        "certificate": rows.filter("university_passed"),
    }
    undecided = pl.col("started") & ~pl.col("lms_passed") & ~pl.col("lms_refused")
    answer = [("enrolled", rows.height, None, None, None)]
    answer.append(
        ("lms", rows["lms_passed"].sum(), rows.filter(undecided).height, rows["lms_refused"].sum(),
         rows.filter(~pl.col("started")).height)
    )  # fmt: skip
    for step in ("supporter", "university"):
        counts = [rows[f"{step}_{what}"].sum() for what in ("passed", "waiting", "refused")]
        answer.append((step, *counts, before[step][f"{step}_unsent"].sum()))
    if is_core:
        answer[2] = ("supporter", None, None, None, None)
    done = rows["certified"].sum()
    answer.append(("certificate", done, before["certificate"].filter(~pl.col("certified")).height, None, None))
    if rows.is_empty():
        answer = [(step, None, None, None, None) for step, *_ in answer]
    return pl.DataFrame(answer, schema=["step", "reached", "waiting", "refused", "not_sent"], orient="row")


def completion_finished(facts: Facts, *, audience, people, province_code) -> pl.DataFrame:
    cohorts = reference.read("cohorts").filter(audience=audience)
    cohorts = cohorts.select("cohort_code", pl.col("modules_required").cast(pl.Int64))
    rows = chosen(facts.advanced, people, province_code=province_code).join(cohorts, on="cohort_code")
    counted = rows.group_by("cohort_code").agg(
        learners=pl.len(),
        finished_all=(pl.col("modules_passed") >= pl.col("modules_required")).sum(),
        certified_all=(pl.col("modules_certified") >= pl.col("modules_required")).sum(),
    )
    answer = cohorts.join(counted, on="cohort_code", how="left", maintain_order="left")
    return answer.with_columns(
        finished_share=share("finished_all", "learners"), certified_share=share("certified_all", "learners")
    )


def completion_by_subject(facts: Facts, **choice) -> pl.DataFrame:
    answer = _counted(chosen(facts.enrolled, **choice), "subject").sort(
        ["enrolments", "subject"], descending=[True, False]
    )
    return answer.select("subject", *_STEPS, **{"lms_share": _STEP_SHARES["lms_share"]})


def twenty(facts: Facts, **choice) -> pl.DataFrame:
    """The report's twenty rows with accounts, completed and marks; 0 for a group of nobody.

    People of whom it is not known whether they completed are left out, unless it is known of none.
    """
    everybody = chosen(facts.judged, **choice)
    heard = everybody.filter(pl.col("completed").is_not_null())
    base = heard if heard.height else everybody
    rows = []
    for level in ("all", *LEVELS):
        for people in PEOPLE:
            there = chosen(base, people, level=level)
            counts = there.select("completed", *MARKS).sum().row(0) if heard.height else [None] * 5
            rows.append((level, people, there.height if base.height else None, *counts))
    return pl.DataFrame(rows, schema=["level", "people", "accounts", "completed", *MARKS], orient="row")


def assessment_completion_table(facts: Facts, **choice) -> pl.DataFrame:
    rows = twenty(facts, **choice).with_columns(completed_share=share("completed", "accounts"))
    return rows.drop(MARKS)


def assessment_levels_table(facts: Facts, **choice) -> pl.DataFrame:
    return twenty(facts, **choice).drop("accounts").with_columns(**_MARK_SHARES)


def assessment_by_criterion(
    facts: Facts, *, report_year, audience, level, people, rater, province_code
) -> pl.DataFrame:
    own = chosen(
        facts.people, people, report_year=report_year, audience=audience, level=level, province_code=province_code
    )
    given = chosen(facts.table("assessment"), rater=rater).drop("province_code")
    given = given.join(own.select("learner_key", "report_year"), on=["learner_key", "report_year"])
    counted = given.group_by("criterion_no").agg(
        pl.len().alias("rated"), *((pl.col("mark") == n).sum().alias(mark) for n, mark in enumerate(MARKS, start=1))
    )
    criteria = facts.table("criterion").filter(framework_code="TT20/2018" if audience == "teacher" else "TT14/2018")
    answer = criteria.select("framework_code", "criterion_no").join(
        counted, on="criterion_no", how="left", maintain_order="left"
    )
    return answer.with_columns(share(mark, "rated").alias(f"{mark}_share") for mark in MARKS)


def _satisfied(rows: pl.DataFrame, keys: pl.DataFrame, key: str) -> pl.DataFrame:
    counted = rows.group_by(key).agg(answers=pl.len(), satisfied=pl.col("satisfied").sum())
    return keys.join(counted, on=key, how="left", maintain_order="left").with_columns(
        share=share("satisfied", "answers")
    )


def satisfaction_by_question(facts: Facts, **choice) -> pl.DataFrame:
    keys = reference.read("questions").select("question_code").sort("question_code")
    return _satisfied(chosen(facts.answered, **choice), keys, "question_code")


def satisfaction_by_module(facts: Facts, **choice) -> pl.DataFrame:
    cohorts = reference.read("cohorts").filter(audience=choice["audience"], role=choice["role"])
    keys = reference.read("cohort_modules").join(cohorts, on="cohort_code", how="semi").select("module_code")
    return _satisfied(chosen(facts.answered, **choice), keys.unique().sort("module_code"), "module_code")


def satisfaction_spread(facts: Facts, **choice) -> pl.DataFrame:
    given = chosen(facts.answered, **choice)["answer"].to_list()
    rows = [(point, given.count(point) if given else None) for point in range(1, 6)]
    answer = pl.DataFrame(rows, schema={"answer": pl.Int64, "answers": pl.Int64}, orient="row")
    return answer.with_columns(share=pl.col("answers") / (len(given) or None))


def _of_units(facts: Facts, key: list[str], *, province_code, audience, cohort_code, module_code, report_year):
    district = facts.table("school").filter(province_code=province_code).select("school_code", "district_code")
    own = {"province_code": province_code}
    judged = chosen(facts.judged, audience=audience, report_year=report_year, **own).join(district, on="school_code")
    enrolled = chosen(facts.enrolled, cohort_code=cohort_code, module_code=module_code, **own)
    accounts = judged.group_by(key).agg(accounts=pl.len(), completed=summed("completed"))
    trained = _counted(enrolled.join(district, on="school_code"), *key).select(*key, *_STEPS)
    answer = accounts.join(trained, on=key, how="full", coalesce=True).sort(key)
    return answer.with_columns(completed_share=share("completed", "accounts"), **_STEP_SHARES)


def units_by_district(facts: Facts, **choice) -> pl.DataFrame:
    return _of_units(facts, ["district_code"], **choice)


def units_by_school(facts: Facts, *, district_code, **choice) -> pl.DataFrame:
    answer = _of_units(facts, ["district_code", "school_code", "level"], **choice)
    return answer.filter(district_code=district_code).drop("district_code")
