"""The questions about provinces and the country, answered a second way: from the detail and what was submitted."""

from datetime import date

import polars as pl

from data.measures import measures
from data.schema import MARKS
from tests.queries.facts import Facts, chosen, share, summed

_OF_LMS = ("lms_passed", "certified", "finished_all")


def counted(facts: Facts, measure: str, **key) -> pl.DataFrame:
    """Part and whole of a measure by province: columns province_code, part, whole; part null where not known."""
    answer = _those_there(facts, measure, **key)
    if key.get("people", "total") != "total":  # people are known one by one: a group without a row has nobody
        there = counted(facts, measure, **key | {"people": "total"})
        answer = _with_nobody(answer, there.with_columns(part=pl.lit(0)))
    return answer


def _those_there(facts: Facts, measure: str, **key) -> pl.DataFrame:
    """The same, without the groups that nobody belongs to."""
    if measure == "lms_use":
        return facts.table("lms_use").select("province_code", part=pl.col("platform").is_not_null(), whole=pl.lit(1))
    rows, part = _rows_and_part(facts, measure, **key)
    answer = rows.group_by("province_code").agg(part=summed(part), whole=pl.len())
    if measure.startswith("rated_"):
        return _with_nobody(answer, _those_there(facts, "assessment_completed", **key))
    return answer


def _rows_and_part(facts: Facts, measure: str, **key) -> tuple[pl.DataFrame, pl.Expr]:
    of_year = {"audience": key["audience"], "report_year": key["report_year"], "level": key["level"]}
    of_course = {"cohort_code": key["cohort_code"], "level": key["level"]}
    if measure in ("reporting", "report_published"):
        return _due(facts, measure, key["report_year"]), pl.col("given")
    people = key["people"]
    if measure == "assessment_completed":
        return chosen(facts.judged, people, **of_year), pl.col("completed")
    if measure.startswith("rated_"):
        part = pl.col("tot") if measure == "rated_excellent" else pl.col("kha") | pl.col("tot")
        return chosen(facts.judged, people, **of_year).filter("completed"), part
    if measure == "finished_all":
        required = 6 if "core" in key["cohort_code"] else 5
        return chosen(facts.advanced, people, **of_course), pl.col("modules_passed") >= required
    if measure == "satisfied":
        role = "core" if key["question_code"] == "course_satisfied" else "mass"
        wanted = {name: key[name] for name in ("audience", "question_code", "module_code", "level")}
        return chosen(facts.answered, role=role, **wanted), pl.col("satisfied")
    return chosen(facts.enrolled, people, module_code=key["module_code"], **of_course), pl.col(measure)


def _due(facts: Facts, measure: str, report_year: int) -> pl.DataFrame:
    owed = facts.table("submission").filter(pl.col("due_on") <= facts.snapshot.as_of, report_year=report_year)
    is_report, column = pl.col("dataset") == "temis_report", "received_on"
    if measure == "report_published":
        is_report, column = ~is_report, "published_on"
    return owed.filter(~is_report).with_columns(given=(pl.col(column) <= facts.snapshot.as_of).fill_null(False))


def owing(facts: Facts, dataset: str, report_year: int = 0, by: date | None = None) -> set[str]:
    """Provinces whose latest data set due by a date (the snapshot's unless given) had not come by then."""
    by = by or facts.snapshot.as_of
    due = facts.table("submission").filter(pl.col("due_on") <= by, dataset=dataset)
    if report_year:
        due = due.filter(report_year=report_year)
    latest = due.sort("report_year").unique("province_code", keep="last")
    return set(latest.filter(pl.col("received_on").is_null() | (pl.col("received_on") > by))["province_code"])


def answered(facts: Facts, rows: pl.DataFrame, unsent: set[str], without: set[str]) -> pl.DataFrame:
    """All provinces with part, whole, share and state."""
    known = {code: (part, whole) for code, part, whole in rows.select("province_code", "part", "whole").rows()}
    answer = []
    for code in facts.table("province")["province_code"].sort():
        part, whole = known.get(code, (None, None))
        share_there = part / whole if whole and part is not None else None
        if share_there is not None:
            state = "value"
        elif whole == 0:
            state = "nobody"
        else:
            state = "not_applicable" if code in without else "not_reported" if code in unsent else "no_data"
        answer.append((code, part, whole, share_there, state))
    schema = {"province_code": pl.String, "part": pl.Int64, "whole": pl.Int64, "share": pl.Float64, "state": pl.String}
    return pl.DataFrame(answer, schema=schema, orient="row")


def silent(facts: Facts, measure: str, report_year: int, by: date | None = None) -> tuple[set[str], set[str]]:
    """Provinces that owe the measure's data set, and those that train on no LMS where the measure needs one."""
    dataset = measures()[measure].dataset
    unsent = owing(facts, dataset, report_year, by) if dataset else set()
    without = facts.table("lms_use").filter(pl.col("platform").is_null())["province_code"]
    return unsent, set(without) if measure in _OF_LMS else set()


def overview_by_province(facts: Facts, before: Facts, *, measure, **key) -> pl.DataFrame:
    unsent, without = silent(facts, measure, key["report_year"])
    answer = answered(facts, counted(facts, measure, **key), unsent, without)
    is_known = pl.col("part").is_not_null() & pl.col("whole").is_not_null()
    answer = answer.with_columns(units=pl.lit(1), units_known=is_known.cast(pl.Int64))
    past = counted(before, measure, **key).select("province_code", previous_share=share("part", "whole"))
    return answer.join(past, on="province_code", how="left", maintain_order="left")


def _with_nobody(rows: pl.DataFrame, there: pl.DataFrame) -> pl.DataFrame:
    """A province whose people have accounts but none is complete has a row: a part of 0 and a whole of 0."""
    known = there.filter(pl.col("part").is_not_null())
    nobody = known.join(rows, on="province_code", how="anti").with_columns(part=pl.lit(0), whole=pl.lit(0))
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
            "people": "total",
        }
        now, past = (_summed(counted(when, measure, **key)) for when in (facts, before))
        answer.append((measure, *now, before.snapshot.as_of, *past[:3]))
    names = ["measure", "part", "whole", "share", "units_with_data"]
    names += ["previous_as_of", "previous_part", "previous_whole", "previous_share"]
    return pl.DataFrame(answer, schema=names, orient="row", infer_schema_length=None)


def _summed(rows: pl.DataFrame) -> tuple[int | None, int | None, float | None, int]:
    """Part, whole, share and provinces, of those whose part and whole are both known."""
    known = rows.drop_nulls(["part", "whole"])
    if known.is_empty():
        return None, None, None, 0
    part, whole = known["part"].cast(pl.Int64).sum(), known["whole"].sum()
    return part, whole, part / whole if whole else None, known.height


def overview_over_time(facts: Facts, before: Facts, *, province_code, **key) -> pl.DataFrame:
    answer = []
    for when in (before, facts):
        rows = chosen(counted(when, **key), province_code=province_code)
        answer.append((when.snapshot.id, when.snapshot.as_of, *_summed(rows)))
    names = ["snapshot_id", "as_of", "part", "whole", "share", "units_with_data"]
    return pl.DataFrame(answer, schema=names, orient="row", infer_schema_length=None)


def assessment_by_province(facts: Facts, *, people, **choice) -> pl.DataFrame:
    rows = (
        chosen(facts.judged, people, **choice)
        .group_by("province_code")
        .agg(
            pl.len().alias("whole"),
            summed("completed").alias("part"),
            *(summed(mark).alias(mark) for mark in MARKS),
        )
    )
    answer = answered(facts, rows, owing(facts, "assessment", choice["report_year"]), set())
    answer = answer.join(rows.drop("part", "whole"), on="province_code", how="left", maintain_order="left")
    answer = answer.rename({"part": "completed", "whole": "accounts", "share": "completed_share"})
    return answer.with_columns(share(mark, "completed").alias(f"{mark}_share") for mark in MARKS)


def satisfaction_by_province(facts: Facts, **choice) -> pl.DataFrame:
    rows = (
        chosen(facts.answered, **choice).group_by("province_code").agg(part=pl.col("satisfied").sum(), whole=pl.len())
    )
    return answered(facts, rows, owing(facts, "satisfaction"), set()).rename({"part": "satisfied", "whole": "answers"})
