"""Commitments and claims a second way: from the rows of people and the files of ``data/reference``."""

import polars as pl

from data import reference
from tests.queries.facts import Facts

_DIVISION = 63
# where the published figure is something that the reference alone tells
_LISTED = {"modules_mass": 5, "universities": 7, "hpu2_provinces": 7}

ASKED = {
    "commitments.computed": [{}],
    "commitments.register": [{}],
    "commitments.achieved": [
        {"audience": audience, "cohort_code": f"{audience}-{cohort}", "report_year": year}
        for audience, cohort, year in (
            ("teacher", "mass-2020", 2021),
            ("teacher", "core-2019", 2020),
            ("manager", "mass-2020", 2021),
        )
    ]
    + [{"audience": "teacher", "cohort_code": "teacher-mass-2020", "report_year": 2019}],
}


def _row(name: str, unit: str, rows: pl.DataFrame, flag: pl.Expr | None, says: str) -> dict:
    """One figure counted from rows that each lie in a province; ``flag`` tells the part."""
    whole = rows.height or None
    part = rows.select(flag.sum()).item() if whole and flag is not None else whole
    value = {"part": part, "whole": whole, "share": 100 * part / whole if whole else None}[says]
    return _stated(name, unit, part, whole, value, rows["province_code"].n_unique())


def _stated(name, unit, part, whole, value, known) -> dict:
    few = 2 * known < _DIVISION
    state = "no_data" if value is None else "few" if few else "value"
    return {
        "figure": name,
        "unit": unit,
        "part": part,
        "whole": whole,
        "value": float(value) if state == "value" else None,
        "provinces_known": known,
        "provinces": _DIVISION,
        "state": state,
    }


def _trained(facts: Facts) -> list[dict]:
    cohorts = reference.read("cohorts").select("cohort_code", "audience", "role", pl.col("modules_required").cast(int))
    people = facts.advanced.drop("audience", "role").join(cohorts, on="cohort_code")
    core, mass = people.filter(role="core"), people.filter(role="mass")
    finished = pl.col("modules_passed") >= pl.col("modules_required")
    fourth = facts.enrolled.filter(cohort_code="manager-core-2019", module_code="QL4")
    together = _row("core_finished", "persons", core, finished, "part")
    target = together | {"figure": "core_finished_of_target", "unit": "percent", "whole": 28_611}
    target["value"] = 100 * together["part"] / 28_611
    return [
        together,
        target,
        _row("core_finished_teachers", "persons", core.filter(audience="teacher"), finished, "part"),
        _row("core_finished_managers", "persons", core.filter(audience="manager"), finished, "part"),
        _row("mass_finished", "persons", mass, finished, "part"),
        _row("core_manager_module_4", "persons", fourth, pl.col("lms_passed"), "part"),
        _row("core_manager_module_4_share", "percent", fourth, pl.col("lms_passed"), "share"),
    ]


def _asked_of(facts: Facts, question: str, role: str) -> pl.DataFrame:
    return facts.answered.filter(question_code=question, role=role)


def _surveyed(facts: Facts) -> list[dict]:
    support = _asked_of(facts, "support_satisfied", "mass")
    relevant, course = _asked_of(facts, "support_relevant", "mass"), _asked_of(facts, "course_satisfied", "core")
    yes = pl.col("satisfied")
    return [
        _row("satisfied_support", "percent", support, yes, "share"),
        _row("survey_answers", "answers", support, yes, "whole"),
        _row("survey_satisfied", "answers", support, yes, "part"),
        _row("satisfied_relevant", "percent", relevant, yes, "share"),
        _row("satisfied_course", "percent", course, yes, "share"),
    ]


def _heard(facts: Facts, audience: str, year: int | None) -> pl.DataFrame:
    """People with an account in provinces that have sent ratings, of one year or the latest."""
    known = facts.judged.filter(pl.col("completed").is_not_null(), audience=audience)
    return known.filter(pl.col("report_year") == (known["report_year"].max() if year is None else year))


def _listed(facts: Facts) -> list[dict]:
    accounts = _heard(facts, "teacher", None)
    done = pl.col("completed")
    due = facts.table("submission").filter(
        pl.col("dataset") == "temis_report", pl.col("due_on") <= facts.snapshot.as_of
    )
    due = due.filter(pl.col("report_year") == pl.col("report_year").max())
    published = (pl.col("published_on") <= facts.snapshot.as_of).fill_null(False)
    levels = [
        _row(f"accounts_{level}", "persons", accounts.filter(level=level), done, "whole")
        for level in ("primary", "lower_secondary", "upper_secondary")
    ]
    units = {"modules_mass": "modules", "universities": "institutions", "hpu2_provinces": "provinces"}
    return [
        *levels,
        _row("accounts_all", "persons", accounts, done, "whole"),
        _row("lms_provinces", "provinces", facts.table("lms_use"), pl.col("platform").is_not_null(), "part"),
        _row("reports_published", "reports", due, published, "part"),
        *(_stated(name, units[name], number, None, number, _DIVISION) for name, number in _LISTED.items()),
    ]


def commitments_computed(facts: Facts) -> pl.DataFrame:
    rows = [*_trained(facts), *_surveyed(facts), *_listed(facts)]
    return pl.DataFrame(rows, infer_schema_length=None).sort("figure")


def commitments_register(facts: Facts) -> pl.DataFrame:
    known = {row["figure"]: row for row in commitments_computed(facts).to_dicts()}
    compared = {row["figure_id"]: row for row in reference.read("claim_comparisons").to_dicts()}
    claims = reference.read("published_figures").join(reference.read("claim_readings"), on="figure_id")
    rows = []
    for claim in claims.sort("figure_id").to_dicts():
        figure = known.get(claim["nearest"] or "", {})
        published = float(claim["value"]) if claim["value"].replace(".", "").isdigit() else None
        verdict = _verdict(claim, published, figure, compared.get(claim["figure_id"], {}), facts)
        rows.append((claim["figure_id"], published, figure.get("value"), figure.get("state"), verdict))
    names = ["figure_id", "published", "computed", "state", "verdict"]
    return pl.DataFrame(rows, schema=names, orient="row", infer_schema_length=None)


def _verdict(claim: dict, published: float | None, figure: dict, compared: dict, facts: Facts) -> str:
    if not figure:
        return "not_computed"
    value = figure["value"]
    if value is None or published is None:
        return "no_value"
    if compared["counts"] == "otherwise":
        return "counted_otherwise"
    digits = len(claim["value"].partition(".")[2])
    is_equal = round(value, digits) == published
    if (value >= published) if claim["says"] == "at_least" else is_equal:
        return "agrees"
    until = pl.Series([compared["until_on"]]).str.to_date().item()
    return "another_date" if abs((facts.snapshot.as_of - until).days) > 31 else "differs"


def commitments_achieved(facts: Facts, *, audience, cohort_code, report_year) -> pl.DataFrame:
    known = {row["figure"]: row for row in commitments_computed(facts).to_dicts()}
    passed = facts.enrolled.filter(cohort_code=cohort_code)
    heard = _heard(facts, audience, report_year)
    rows = [
        (known["core_finished"], "implied", 28_611.0),
        (known["lms_provinces"], "published", 60.0),
        (known["satisfied_support"], "published", 96.0),
        (known["reports_published"], "published", 45.0),
        (_row("assessment_completed", "percent", heard, pl.col("completed"), "share"), "default", 95.0),
        (_row("lms_passed", "percent", passed, pl.col("lms_passed"), "share"), "default", 95.0),
    ]
    answer = pl.DataFrame(
        [row | {"commitment": row["figure"], "basis": basis, "target": target} for row, basis, target in rows],
        infer_schema_length=None,
    )
    return answer.drop("figure").with_columns(achieved_share=pl.col("value") / pl.col("target"))
