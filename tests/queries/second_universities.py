"""The universities, answered a second way: from the people and the list of provinces."""

import polars as pl

from data import reference
from tests.queries.facts import Facts, chosen, share
from tests.queries.second_certification import _unknown

ASKED = {
    "universities.learners": [{"audience": "teacher"}, {"audience": "manager"}],
    "universities.certified": [
        {"cohort_code": "teacher-mass-2020"},
        {"cohort_code": "teacher-core-2019", "module_code": "GV9"},
        {"cohort_code": "manager-mass-2020"},
    ],
    "universities.satisfied": [
        {"audience": "teacher", "question_code": "support_satisfied"},
        {"audience": "teacher", "question_code": "course_satisfied", "module_code": "GV1"},
        {"audience": "manager", "question_code": "support_satisfied"},
    ],
    "universities.by_province": [
        {"audience": "teacher", "cohort_code": "teacher-mass-2020"},
        {"audience": "manager", "cohort_code": "manager-core-2019", "module_code": "QL1"},
    ],
    "universities.teidi": [{}],
}
_COUNTS = ("core_learners", "core_finished", "mass_learners")


def _trained_by(facts: Facts, audience: str) -> pl.DataFrame:
    """Every province with who trains the audience there."""
    place = facts.table("province").select("province_code", "university_code", "university_basis")
    if audience == "manager":
        return place.with_columns(university_code=pl.lit("NAEM"), university_basis=pl.lit("verified"))
    return place


def _people(facts: Facts, audience: str, by: str) -> pl.DataFrame:
    """Core and mass people of the audience, each with the cohort they are enrolled in."""
    cohorts = reference.read("cohorts").select(
        "cohort_code", pl.col("role").alias("cohort_role"), pl.col("modules_required").cast(pl.Int64)
    )
    rows = chosen(facts.advanced, audience=audience).join(cohorts, on="cohort_code")
    rows = rows.join(_trained_by(facts, audience), on="province_code")
    core = pl.col("cohort_role") == "core"
    finished = core & (pl.col("modules_passed") >= pl.col("modules_required"))
    counted = rows.group_by(by).agg(core_learners=core.sum(), core_finished=finished.sum(), mass_learners=(~core).sum())
    # of a role nobody is in nothing is known
    some = {
        name: pl.when(pl.col("core_learners" if "core" in name else name) > 0).then(name).cast(pl.Int64)
        for name in _COUNTS
    }
    return counted.with_columns(**some).with_columns(
        core_finished_share=share("core_finished", "core_learners"),
        mass_per_core=share("mass_learners", "core_learners"),
    )


def _every_university(facts: Facts, audience: str) -> pl.DataFrame:
    return _trained_by(facts, audience).select("university_code").unique().sort("university_code")


def universities_learners(facts: Facts, *, audience):
    where = _trained_by(facts, audience)
    provinces = where.group_by("university_code").agg(
        provinces=pl.len(), provinces_assumed=(pl.col("university_basis") == "assumed").sum()
    )
    counted = _people(facts, audience, "university_code")
    every = _every_university(facts, audience).join(provinces, on="university_code", how="left", maintain_order="left")
    return every.join(counted, on="university_code", how="left", maintain_order="left")


def universities_certified(facts: Facts, *, cohort_code, module_code="all"):
    audience = cohort_code.split("-")[0]
    rows = chosen(facts.enrolled, cohort_code=cohort_code, module_code=module_code)
    counted = (
        rows.join(_trained_by(facts, audience), on="province_code")
        .group_by("university_code")
        .agg(
            pl.col("lms_passed").sum(),
            waiting=pl.col("university_waiting").sum(),
            refused=pl.col("university_refused").sum(),
            university_passed=pl.col("university_passed").sum(),
            certified=pl.col("certified").sum(),
        )
        .with_columns(certified_share=share("certified", "lms_passed"))
    )
    return _every_university(facts, audience).join(counted, on="university_code", how="left", maintain_order="left")


def universities_satisfied(facts: Facts, *, audience, question_code, module_code="all"):
    role = "core" if question_code == "course_satisfied" else "mass"
    wanted = {"audience": audience, "question_code": question_code, "module_code": module_code, "role": role}
    counted = (
        chosen(facts.answered, **wanted)
        .join(_trained_by(facts, audience), on="province_code")
        .group_by("university_code")
        .agg(answers=pl.len(), satisfied=pl.col("satisfied").sum())
        .with_columns(share=share("satisfied", "answers"))
    )
    return _every_university(facts, audience).join(counted, on="university_code", how="left", maintain_order="left")


def universities_by_province(facts: Facts, *, audience, cohort_code, module_code="all"):
    rows = chosen(facts.enrolled, cohort_code=cohort_code, module_code=module_code)
    passed = rows.group_by("province_code").agg(pl.col("lms_passed").sum(), pl.col("certified").sum())
    people = _people(facts, audience, "province_code")
    answer = _trained_by(facts, audience).sort("province_code")
    for part in (people, passed):
        answer = answer.join(part, on="province_code", how="left", maintain_order="left")
    there = {*people["province_code"], *passed["province_code"]}
    states = ["value" if code in there else _unknown(facts, code) for code in answer["province_code"]]
    return answer.with_columns(
        certified_share=share("certified", "lms_passed"), state=pl.Series(states, dtype=pl.String)
    )


def universities_teidi(facts: Facts):
    supplied = facts.table("teidi").select("university_code", "year", "indicator", "value", "unit", "source")
    every = facts.table("university").select("university_code").sort("university_code")
    return every.join(supplied, on="university_code", how="left", maintain_order="left")
