"""Standards and criteria answered a second way: from the marks of single people, in plain polars."""

from itertools import product

import polars as pl

from data.schema import LEVELS, MARKS, PEOPLE, ROLES
from tests.queries.facts import Facts, chosen, share, summed

_FRAMEWORKS = {"teacher": "TT20/2018", "manager": "TT14/2018"}  # in force in every year of the demo
_LINES = [(people, "") for people in PEOPLE] + [("total", role) for role in ROLES]
_GIVEN = {"sex": "is_female", "minority_sex": "is_female", "area": "is_disadvantaged"}
_WITHIN = {"sex": "total", "minority_sex": "ethnic_minority", "area": "total"}


def _every(**values):
    return [dict(zip(values, combination, strict=True)) for combination in product(*values.values())]


_YEARS = {"report_year": [2020, 2021], "audience": ["teacher", "manager"]}
_STAFF = {"role": ["all", "core"]}
_LEVEL = {"level": ["all", "primary"]}
_PEOPLE = {"people": ["total", "female_ethnic_minority"]}
_PLACE = {"province_code": [None, "22"]}
_RATER = {"rater": ["self", "head"]}

ASKED = {
    "standards.year": _every(report_year=[2019, 2021], audience=["teacher"], **_LEVEL, **_STAFF, **_PEOPLE, **_PLACE),
    "standards.criteria": _every(**_YEARS, **_LEVEL, **_STAFF, **_PEOPLE, **_RATER, **_PLACE),
    "standards.by_group": _every(**_YEARS, **_STAFF, **_PLACE),
    "standards.by_standard": _every(**_YEARS, **_LEVEL, **_STAFF, **_RATER, **_PLACE),
    "standards.halves": _every(**_YEARS, **_STAFF, **_PLACE),
    "standards.pairs": _every(**_YEARS, **_LEVEL, **_STAFF, **_PLACE),
    "standards.sameness": _every(**_YEARS, **_LEVEL, **_STAFF, **_RATER),
    "standards.jumps": _every(**_YEARS, **_LEVEL, **_STAFF, **_PEOPLE),
}


def _marks(facts: Facts, *, rater: str, people: str = "total", **choice) -> pl.DataFrame:
    """One row a mark given to those people."""
    own = chosen(facts.people, people, **choice).select("learner_key", "report_year", "role")
    given = chosen(facts.table("assessment"), rater=rater)
    return given.join(own, on=["learner_key", "report_year"])


def _criteria(facts: Facts, audience: str) -> pl.DataFrame:
    return facts.table("criterion").filter(framework_code=_FRAMEWORKS[audience]).sort("criterion_no")


def _by_mark() -> list[pl.Expr]:
    return [(pl.col("mark") == number).sum().alias(mark) for number, mark in enumerate(MARKS, start=1)]


def standards_year(facts: Facts, **choice) -> pl.DataFrame:
    there = chosen(facts.judged, **choice)
    known = there.filter(pl.col("has_spoken").fill_null(value=False))
    base = known if known.height else there
    answer = base.select(
        accounts=pl.len(),
        self_done=pl.col("self_on").is_not_null().sum(),
        head_due=pl.col("is_head_due").sum(),
        head_done=pl.col("head_on").is_not_null().sum(),
    ).with_columns(pl.all().cast(pl.Int64))
    if known.is_empty():
        answer = answer.with_columns(pl.lit(None, pl.Int64).alias(name) for name in ("self_done", "head_done"))
    if there.is_empty():
        answer = answer.with_columns(pl.lit(None, pl.Int64).alias(name) for name in answer.columns)
    framework = facts.table("framework").filter(framework_code=_FRAMEWORKS[choice["audience"]])
    answer = answer.with_columns(head_share=share("head_done", "head_due"))
    return pl.concat(
        [framework.select("framework_code", "name_vi", "valid_from", "criteria"), answer], how="horizontal"
    )


def standards_criteria(facts: Facts, **choice) -> pl.DataFrame:
    counted = _marks(facts, **choice).group_by("criterion_no").agg(pl.len().alias("rated"), *_by_mark())
    answer = _criteria(facts, choice["audience"]).select("criterion_no", "standard_no", "is_key", "name_vi")
    answer = answer.join(counted, on="criterion_no", how="left", maintain_order="left")
    return answer.with_columns(share(mark, "rated").alias(f"{mark}_share") for mark in MARKS)


def standards_by_group(facts: Facts, *, role, **choice) -> pl.DataFrame:
    rows = []
    for (people, own_role), level in product(_LINES, ("all", *LEVELS)):
        there = chosen(facts.judged, people, level=level, role=own_role or role, **choice)
        known = there.filter(pl.col("completed").is_not_null())
        counts = known.select("completed", *MARKS).sum().row(0) if known.height else [None] * 5
        rows.append((own_role or people, level, *counts))
    answer = pl.DataFrame(rows, schema=["group_code", "level", "rated", *MARKS], orient="row")
    answer = answer.with_columns(good=pl.col("kha") + pl.col("tot"))
    return answer.with_columns(good_share=share("good", "rated"), tot_share=share("tot", "rated")).drop("good")


def standards_by_standard(facts: Facts, *, role, **choice) -> pl.DataFrame:
    criteria = _criteria(facts, choice["audience"]).select("criterion_no", "standard_no")
    standards = criteria.select("standard_no").unique().sort("standard_no")
    parts = []
    for people, own_role in _LINES:
        given = _marks(facts, people=people, role=own_role or role, **choice).join(criteria, on="criterion_no")
        counted = given.group_by("standard_no").agg(ratings=pl.len(), tot=(pl.col("mark") == 4).sum())
        line = standards.join(counted, on="standard_no", how="left", maintain_order="left")
        parts.append(line.select(pl.lit(own_role or people).alias("group_code"), pl.all()))
    return pl.concat(parts).with_columns(tot_share=share("tot", "ratings"))


def standards_halves(facts: Facts, **choice) -> pl.DataFrame:
    """Those who are not in the group are looked for one by one, and not subtracted."""
    rows = []
    for (pair, trait), level, side in product(_GIVEN.items(), ("all", *LEVELS), ("given", "rest")):
        within = chosen(facts.judged, _WITHIN[pair], level=level, **choice)
        known = within.filter(pl.col("completed").is_not_null())
        is_given = pl.col(trait).fill_null(value=False)
        mine = known.filter(is_given if side == "given" else ~is_given)
        counts = (
            [mine.height, *mine.select("completed", pl.col("completed").alias("rated"), *MARKS).sum().row(0)]
            if known.height
            else [None] * 7
        )
        rows.append((pair, level, side, *counts))
    names = ["pair_code", "level", "side", "accounts", "completed", "rated", *MARKS]
    answer = pl.DataFrame(rows, schema=names, orient="row").with_columns(good=pl.col("kha") + pl.col("tot"))
    return answer.with_columns(
        completed_share=share("completed", "accounts"),
        good_share=share("good", "rated"),
        tot_share=share("tot", "rated"),
    ).drop("good")


def standards_pairs(facts: Facts, **choice) -> pl.DataFrame:
    keys = ["learner_key", "report_year", "criterion_no"]
    own, head = (_marks(facts, rater=rater, **choice).select(*keys, "mark") for rater in ("self", "head"))
    by_criterion = own.join(head, on=keys, suffix="_head").select("criterion_no", "mark", "mark_head")
    people = chosen(facts.people, **choice).select("learner_key", "report_year")
    overall = facts.table("rating").join(people, on=["learner_key", "report_year"])
    overall = overall.drop_nulls(["self_mark", "head_mark"]).select(
        pl.lit(0, pl.UInt8).alias("criterion_no"), mark="self_mark", mark_head="head_mark"
    )
    met = pl.concat([overall, by_criterion], how="vertical_relaxed")
    counted = met.group_by("criterion_no").agg(
        learners=pl.len(),
        self_good=(pl.col("mark") >= 3).sum(),
        head_good=(pl.col("mark_head") >= 3).sum(),
        self_tot=(pl.col("mark") == 4).sum(),
        head_tot=(pl.col("mark_head") == 4).sum(),
        lower=(pl.col("mark_head") < pl.col("mark")).sum(),
        same=(pl.col("mark_head") == pl.col("mark")).sum(),
        higher=(pl.col("mark_head") > pl.col("mark")).sum(),
    )
    numbers = [0, *_criteria(facts, choice["audience"])["criterion_no"]]
    answer = pl.DataFrame({"criterion_no": numbers}, schema={"criterion_no": met.schema["criterion_no"]})
    answer = answer.join(counted, on="criterion_no", how="left", maintain_order="left")
    shared = ("self_good", "head_good", "self_tot", "head_tot")
    shares = [share(name, "learners").alias(f"{name}_share") for name in (*shared, "lower", "same", "higher")]
    return answer.with_columns(shares).drop(shared)


def standards_sameness(facts: Facts, **choice) -> pl.DataFrame:
    given = _marks(facts, **choice)
    of_all = _criteria(facts, choice["audience"]).height
    person = given.group_by("province_code", "learner_key").agg(
        marks=pl.len(), low=pl.col("mark").min(), high=pl.col("mark").max()
    )
    whole = person.filter(pl.col("marks") == of_all).group_by("province_code").agg(
        learners=pl.len(), one_mark=(pl.col("low") == pl.col("high")).sum(), all_tot=(pl.col("low") == 4).sum()
    )  # fmt: skip
    nearly = given.group_by("province_code", "criterion_no").agg(tot=(pl.col("mark") == 4).mean())
    nearly = nearly.group_by("province_code").agg(nearly_all=(pl.col("tot") >= 0.95).sum())
    answer = facts.table("province").select("province_code").sort("province_code").join(
        whole.join(nearly, on="province_code"), on="province_code", how="left", maintain_order="left"
    )  # fmt: skip
    return answer.with_columns(one_mark_share=share("one_mark", "learners"), all_tot_share=share("all_tot", "learners"))


def standards_jumps(facts: Facts, *, report_year, **choice) -> pl.DataFrame:
    def by_province(year: int, prefix: str) -> pl.DataFrame:
        there = chosen(facts.judged, report_year=year, **choice)
        counted = there.group_by("province_code").agg(rated=summed("completed"), tot=summed("tot"))
        return counted.select("province_code", pl.col("rated", "tot").name.prefix(prefix))

    answer = facts.table("province").select("province_code").sort("province_code")
    for year, prefix in ((report_year, ""), (report_year - 1, "earlier_")):
        answer = answer.join(by_province(year, prefix), on="province_code", how="left", maintain_order="left")
    earlier = [pl.when(pl.col("rated").is_not_null()).then(pl.col(f"earlier_{name}")).alias(f"earlier_{name}")
               for name in ("rated", "tot")]  # fmt: skip
    answer = answer.with_columns(earlier)
    answer = answer.with_columns(tot_share=share("tot", "rated"), earlier_share=share("earlier_tot", "earlier_rated"))
    return answer.with_columns(change=pl.col("tot_share") - pl.col("earlier_share"))
