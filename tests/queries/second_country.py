"""The questions about provinces and the country, answered a second way: from the detail and what was submitted."""

from datetime import date

import polars as pl

from data.measures import measures
from data.schema import MARKS
from tests.queries.facts import Facts, chosen, share

_OF_LMS = ("lms_passed", "certified", "finished_all")


def counted(facts: Facts, measure: str, **key) -> pl.DataFrame:
    """Part and whole of a measure by province: columns province_code, part, whole."""
    if measure == "lms_use":
        return facts.table("lms_use").select("province_code", part=pl.col("platform").is_not_null(), whole=pl.lit(1))
    rows, part = _rows_and_part(facts, measure, **key)
    return rows.group_by("province_code").agg(part=part.sum(), whole=pl.len())


def _rows_and_part(facts: Facts, measure: str, **key) -> tuple[pl.DataFrame, pl.Expr]:
    of_year = {"audience": key["audience"], "report_year": key["report_year"], "level": key["level"]}
    of_course = {"cohort_code": key["cohort_code"], "level": key["level"]}
    if measure in ("reporting", "report_published"):
        return _due(facts, measure, key["report_year"]), pl.col("given")
    if measure == "assessment_completed":
        return chosen(facts.judged, **of_year), pl.col("completed")
    if measure.startswith("rated_"):
        lowest = 3 if measure == "rated_good" else 4
        return chosen(facts.judged, **of_year).filter("completed"), pl.col("mark") >= lowest
    if measure == "finished_all":
        return chosen(facts.advanced, **of_course), pl.col("modules_passed") >= (
            6 if "core" in key["cohort_code"] else 5
        )
    if measure == "satisfied":
        role = "core" if key["question_code"] == "course_satisfied" else "mass"
        wanted = {name: key[name] for name in ("audience", "question_code", "module_code", "level")}
        return chosen(facts.answered, role=role, **wanted), pl.col("satisfied")
    return chosen(facts.enrolled, module_code=key["module_code"], **of_course), pl.col(measure)


def _due(facts: Facts, measure: str, report_year: int) -> pl.DataFrame:
    owed = facts.table("submission").filter(pl.col("due_on") <= facts.snapshot.as_of, report_year=report_year)
    is_report, column = pl.col("dataset") == "temis_report", "received_on"
    if measure == "report_published":
        is_report, column = ~is_report, "published_on"
    return owed.filter(~is_report).with_columns(given=(pl.col(column) <= facts.snapshot.as_of).fill_null(False))


def owing(facts: Facts, dataset: str, report_year: int = 0, by: date = date.max) -> set[str]:
    """Provinces whose latest due data set has not come, or not by a day."""
    due = facts.table("submission").filter(pl.col("due_on") <= facts.snapshot.as_of, dataset=dataset)
    if report_year:
        due = due.filter(report_year=report_year)
    latest = due.sort("report_year").unique("province_code", keep="last")
    return set(latest.filter(pl.col("received_on").is_null() | (pl.col("received_on") > by))["province_code"])


def _answered(facts: Facts, rows: pl.DataFrame, unsent: set[str], without: set[str]) -> pl.DataFrame:
    """All provinces with part, whole, share and state."""
    known = {code: (part, whole) for code, part, whole in rows.select("province_code", "part", "whole").rows()}
    answer = []
    for code in facts.table("province")["province_code"].sort():
        part, whole = known.get(code, (None, None))
        if code in unsent and not part:
            part, whole = None, None
        if whole:
            state = "value"
        elif whole == 0:
            state = "nobody"
        else:
            state = "not_applicable" if code in without else "not_reported" if code in unsent else "no_data"
        answer.append((code, part, whole, part / whole if whole else None, state))
    schema = {"province_code": pl.String, "part": pl.Int64, "whole": pl.Int64, "share": pl.Float64, "state": pl.String}
    return pl.DataFrame(answer, schema=schema, orient="row")


def overview_by_province(facts: Facts, before: Facts, *, measure, **key) -> pl.DataFrame:
    dataset = "" if measure == "lms_use" else measures()[measure].dataset
    unsent = owing(facts, dataset, key["report_year"]) if dataset else set()
    unsent_before = owing(facts, dataset, key["report_year"], by=before.snapshot.as_of) if dataset else set()
    without = set()
    if measure in _OF_LMS:
        without = set(facts.table("lms_use").filter(pl.col("platform").is_null())["province_code"])
    rows = counted(facts, measure, **key)
    if measure.startswith("rated_"):
        rows = _with_nobody(rows, counted(facts, "assessment_completed", **key))
    answer = _answered(facts, rows, unsent, without)
    past = counted(before, measure, **key)
    past = past.filter((pl.col("part").cast(pl.Int64) > 0) | ~pl.col("province_code").is_in(unsent_before))
    past = past.select("province_code", previous_share=share("part", "whole"))
    return answer.join(past, on="province_code", how="left", maintain_order="left")


def _with_nobody(rows: pl.DataFrame, there: pl.DataFrame) -> pl.DataFrame:
    """A province whose people have accounts but none is complete has a row: a part of 0 and a whole of 0."""
    nobody = there.join(rows, on="province_code", how="anti").with_columns(part=pl.lit(0), whole=pl.lit(0))
    return pl.concat([rows, nobody], how="vertical_relaxed")


def overview_national(
    facts: Facts, before: Facts, *, audience, cohort_code, report_year, question_code
) -> pl.DataFrame:
    answer = []
    for measure in measures():
        key = {
            "audience": audience,
            "cohort_code": cohort_code,
            "module_code": "all",
            "question_code": question_code,
            "report_year": report_year,
            "level": "all",
        }
        now, past = (_summed(counted(when, measure, **key)) for when in (facts, before))
        answer.append((measure, *now, before.snapshot.as_of, *past))
    names = ["measure", "part", "whole", "share", "previous_as_of", "previous_part", "previous_whole", "previous_share"]
    return pl.DataFrame(answer, schema=names, orient="row", infer_schema_length=None)


def _summed(rows: pl.DataFrame) -> tuple[int | None, int | None, float | None]:
    if rows.is_empty():
        return None, None, None
    part, whole = rows["part"].cast(pl.Int64).sum(), rows["whole"].sum()
    return part, whole, part / whole if whole else None


def overview_over_time(facts: Facts, before: Facts, *, province_code, **key) -> pl.DataFrame:
    answer = []
    for when in (before, facts):
        rows = chosen(counted(when, **key), province_code=province_code)
        answer.append((when.snapshot.id, when.snapshot.as_of, *_summed(rows)))
    names = ["snapshot_id", "as_of", "part", "whole", "share"]
    return pl.DataFrame(answer, schema=names, orient="row", infer_schema_length=None)


def assessment_by_province(facts: Facts, *, people, **choice) -> pl.DataFrame:
    rows = (
        chosen(facts.judged, people, **choice)
        .group_by("province_code")
        .agg(
            pl.len().alias("whole"),
            pl.col("completed").sum().alias("part"),
            *((pl.col("mark") == number).sum().alias(mark) for number, mark in enumerate(MARKS, start=1)),
        )
    )
    answer = _answered(facts, rows, owing(facts, "assessment", choice["report_year"]), set())
    answer = answer.join(rows.drop("part", "whole"), on="province_code", how="left", maintain_order="left")
    answer = answer.rename({"part": "completed", "whole": "accounts", "share": "completed_share"})
    known = pl.col("completed").is_not_null()
    answer = answer.with_columns(pl.when(known).then(pl.col(mark)).alias(mark) for mark in MARKS)
    return answer.with_columns(share(mark, "completed").alias(f"{mark}_share") for mark in MARKS)


def satisfaction_by_province(facts: Facts, **choice) -> pl.DataFrame:
    rows = (
        chosen(facts.answered, **choice).group_by("province_code").agg(part=pl.col("satisfied").sum(), whole=pl.len())
    )
    unsent = owing(facts, "satisfaction")
    answer = _answered(facts, rows, unsent if rows.is_empty() else unsent - set(rows["province_code"]), set())
    return answer.rename({"part": "satisfied", "whole": "answers"})
