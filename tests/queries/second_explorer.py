"""The explorer, answered a second way: from the rows of the people, total by total."""

from itertools import product

import polars as pl

from data.schema import MARKS
from tests.queries.facts import Facts, chosen, share, summed

_AXES = {"audience": "teacher", "division": 63}
_COHORT = _AXES | {"cohort_code": "teacher-mass-2020"}
_YEAR = _AXES | {"report_year": 2021}
_PAIRS = (("province", ""), ("region", "level"), ("people", "region"), ("level", "people"), ("university", ""))
_WITHIN = ({}, {"within": "2"}, {"province_code": "22"})
_NEVER = {"people", "cohort", "role", "year", "rater", "question"}
_OF_PLACE = {"region": "region_code", "university": "university_code", "province": "province_code"}
_KEYS = {"module": "module_code", "cohort": "cohort_code", "year": "report_year", "question": "question_code"}


def _every(pairs, *choices):
    return [
        {"down": down, "across": across} | {name: value for part in parts for name, value in part.items()}
        for (down, across), *parts in product(pairs, *choices)
    ]


ASKED = {
    "explorer.training": _every(
        (*_PAIRS, ("subject", "module"), ("level", "cohort"), ("role", "level")),
        [_COHORT | {"part": part, "whole": "enrolments"} for part in ("lms_passed", "university_waiting")],
        (*_WITHIN, {"subject": "math", "level": "upper_secondary"}, {"people": "female", "module_code": "GV2"}),
    ),
    "explorer.progress": _every(_PAIRS, [_COHORT | {"part": "finished_all", "whole": "learners"}], _WITHIN),
    "explorer.standing": _every(
        (*_PAIRS, ("year", "level"), ("role", "region")),
        [_YEAR | {"part": "completed", "whole": "accounts"}, _YEAR | {"part": "tot", "whole": "completed"}],
        (*_WITHIN, {"people": "female", "level": "primary"}),
    ),
    "explorer.criteria": _every(
        (*_PAIRS, ("criterion", "rater"), ("role", "year")),
        [_YEAR | {"part": "good", "whole": "marks", "rater": "head"}],
        (*_WITHIN, {"people": "female", "level": "primary"}),
    ),
    "explorer.satisfaction": _every(
        (("province", ""), ("region", "level"), ("module", "question"), ("role", "level")),
        [_AXES | {"part": "satisfied", "whole": "answers", "question_code": "support_satisfied", "role": "mass"}],
        (*_WITHIN, {"module_code": "GV2"}),
    ),
    "explorer.needs": _every(
        (("module", "level"), ("region", "module"), ("province", ""), ("people", "year")),
        [_YEAR | {"part": "module", "whole": "", "module_code": "GV4"}],
        (*_WITHIN, {"people": "female"}),
    ),
}


def _placed(facts: Facts, rows: pl.DataFrame, asked: dict) -> pl.DataFrame:
    """The rows with region and university, of the places asked for."""
    place = facts.table("province").select("province_code", "region_code", "university_code")
    axes = {asked["down"], asked["across"]}
    rows = rows.join(place, on="province_code")
    if "province" not in axes:
        rows = chosen(rows, province_code=asked.get("province_code"))
    if asked.get("within") and not axes & {"region", "university"}:
        rows = rows.filter((pl.col("region_code") == asked["within"]) | (pl.col("university_code") == asked["within"]))
    return rows


def _held(rows: pl.DataFrame, asked: dict, **names: str) -> pl.DataFrame:
    """The rows at what is held, for every dimension (and its column) that lies along no axis."""
    axes = {asked["down"], asked["across"]}
    wanted = {column: asked.get(_KEYS.get(dim, dim), "all") for dim, column in names.items() if dim not in axes}
    return chosen(rows, **wanted)


def _pivoted(rows: pl.DataFrame, asked: dict, part: str | pl.Expr, whole: str | pl.Expr, *never: str) -> pl.DataFrame:
    """Rows × columns with every total that may be given; groups of people are taken one by one."""
    down, across = asked["down"], asked["across"]
    found = []
    for people in ("total", *_TRAITS) if "people" in (down, across) else (asked.get("people", "total"),):
        there = chosen(rows, people).with_columns(people=pl.lit(people))
        for of_rows, of_columns in product((False, True), repeat=2):
            summing = [dim for dim, is_total in ((down, of_rows), (across, of_columns)) if is_total]
            if (of_columns and not across) or set(summing) & (_NEVER - {"role"} | set(never)):
                continue
            keys = _key(down, "row_key", is_total=of_rows), _key(across, "column_key", is_total=of_columns)
            counted = there.select(*keys, part=part, whole=whole).group_by("row_key", "column_key")
            found.append(counted.agg(summed("part"), _whole()))
    answer = pl.concat(found).with_columns(
        share=share("part", "whole"),
        is_row_total=pl.col("row_key").is_null(),
        is_column_total=pl.col("column_key").is_null(),
    )
    answer = answer.sort("is_row_total", "row_key", "is_column_total", "column_key")
    return answer.select("row_key", "column_key", "part", "whole", "share")


def _whole() -> pl.Expr:
    """The whole of those whose part is known; of all, where it is known of nobody."""
    heard = pl.col("whole").filter(pl.col("part").is_not_null())
    known = pl.when(pl.col("whole").is_not_null().any()).then(heard.sum())
    return pl.when(pl.col("part").is_not_null().any()).then(known).otherwise(summed("whole")).alias("whole")


_TRAITS = ("female", "ethnic_minority", "female_ethnic_minority", "disadvantaged_area")


def _key(dim: str, name: str, *, is_total: bool) -> pl.Expr:
    if is_total:
        return pl.lit(None, dtype=pl.String).alias(name)
    if not dim:
        return pl.lit("").alias(name)
    return pl.col(_OF_PLACE.get(dim, _KEYS.get(dim, dim))).cast(pl.String).alias(name)


def explorer_training(facts: Facts, **asked) -> pl.DataFrame:
    cohorts = facts.table("cohort").select("cohort_code", "audience", "role")
    rows = facts.enrolled.drop("audience", "role", strict=False).join(cohorts, on="cohort_code")
    rows = chosen(_placed(facts, rows, asked), audience=asked["audience"])
    held = {"module": "module_code", "level": "level", "subject": "subject"}
    if "role" not in (asked["down"], asked["across"]):
        held["cohort"] = "cohort_code"
    return _pivoted(_held(rows, asked, **held), asked, pl.col(asked["part"]), pl.lit(1), "role")


def explorer_progress(facts: Facts, **asked) -> pl.DataFrame:
    cohorts = facts.table("cohort").select("cohort_code", "modules_required")
    rows = _placed(facts, facts.advanced.join(cohorts, on="cohort_code"), asked)
    part = pl.col("modules_passed") >= pl.col("modules_required")
    return _pivoted(_held(rows, asked, cohort="cohort_code", level="level"), asked, part, pl.lit(1))


def explorer_standing(facts: Facts, **asked) -> pl.DataFrame:
    rows = chosen(_placed(facts, facts.judged, asked), audience=asked["audience"])
    rows = _held(rows, asked, year="report_year", level="level", role="role")
    whole = pl.lit(1) if asked["whole"] == "accounts" else pl.col("completed")
    return _pivoted(rows, asked, pl.col(asked["part"]), whole)


def explorer_criteria(facts: Facts, **asked) -> pl.DataFrame:
    given = facts.table("assessment").drop("province_code").join(facts.people, on=["learner_key", "report_year"])
    rows = chosen(_placed(facts, given, asked), audience=asked["audience"])
    number = pl.col("criterion_no").cast(pl.String).str.zfill(2)
    rows = rows.with_columns(criterion=pl.lit("TT20/2018 ") + number)
    rows = _held(rows, asked, year="report_year", level="level", role="role", rater="rater")
    return _pivoted(rows, asked, pl.col("mark") >= MARKS.index("kha") + 1, pl.lit(1))


def explorer_satisfaction(facts: Facts, **asked) -> pl.DataFrame:
    rows = chosen(_placed(facts, facts.answered, asked), audience=asked["audience"])
    rows = _held(rows, asked, question="question_code", role="role", module="module_code", level="level")
    return _pivoted(rows, asked, pl.col("satisfied"), pl.lit(1), "role")


def explorer_needs(facts: Facts, **asked) -> pl.DataFrame:
    told = facts.table("need").drop("province_code").filter(pl.col("module_code") != "")
    rows = chosen(
        _placed(facts, told.join(facts.people, on=["learner_key", "report_year"]), asked), audience=asked["audience"]
    )
    rows = _held(rows, asked, year="report_year", level="level", module="module_code")
    declared = pl.col("module_code").is_not_null()
    return _pivoted(rows, asked, declared, pl.lit(None, dtype=pl.Int64), "module")
