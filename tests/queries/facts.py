"""What a snapshot knows of its people, in plain polars: the ground on which the second opinion stands."""

from functools import cached_property

import polars as pl

from data import reference
from data.schema import MARKS
from data.snapshot import Snapshot

_TRAITS = {
    "total": (),
    "female": ("is_female",),
    "ethnic_minority": ("is_ethnic_minority",),
    "female_ethnic_minority": ("is_female", "is_ethnic_minority"),
    "disadvantaged_area": ("is_disadvantaged",),
}
_OF_PERSON = ("learner_key", "is_female", "is_ethnic_minority", "is_disadvantaged")


class Facts:
    """The detail tables of one snapshot; no cube is ever read."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

    def table(self, name: str) -> pl.DataFrame:
        """One table of the snapshot, all provinces."""
        files = self.snapshot.files(name)
        if not files:
            return pl.DataFrame(schema=reference.polars_schema(name))
        return pl.concat(pl.read_parquet(file, hive_partitioning=False) for file in files)

    @cached_property
    def people(self) -> pl.DataFrame:
        """One row a person and school year."""
        own = self.table("learner").drop("province_code")
        return self.table("learner_year").join(own, on="learner_key").rename({"school_year": "report_year"})

    @cached_property
    def latest(self) -> pl.DataFrame:
        """One row a person: how they stood in their last year."""
        return self.people.sort("report_year").unique("learner_key", keep="last")

    @cached_property
    def enrolled(self) -> pl.DataFrame:
        """One row an enrolment, with a flag for every step and where it stands."""
        rows = self.table("enrolment").join(self.latest.select(_OF_PERSON), on="learner_key")
        return rows.with_columns(
            started=pl.col("lms_sent_on").is_not_null(),
            lms_passed=(pl.col("lms_outcome") == "passed").fill_null(False),
            lms_refused=(pl.col("lms_outcome") == "refused").fill_null(False),
            certified=pl.col("certificate_on").is_not_null(),
            **_step("supporter"),
            **_step("university"),
        )

    @cached_property
    def advanced(self) -> pl.DataFrame:
        """One row a person and cohort: how many of its modules they passed."""
        required = reference.read("cohort_modules").select("cohort_code", "module_code", is_required=pl.lit(True))
        rows = self.enrolled.join(required, on=["cohort_code", "module_code"], how="left")
        must = pl.col("is_required").fill_null(False)
        counted = rows.group_by("cohort_code", "learner_key").agg(
            modules_passed=(must & pl.col("lms_passed")).sum(), modules_certified=(must & pl.col("certified")).sum()
        )
        return counted.join(self.latest, on="learner_key")

    @cached_property
    def judged(self) -> pl.DataFrame:
        """One row a person with an account and report year: is the assessment complete, and which mark is it?

        All of it is null in a province from which no rating at all has come for the year.
        """
        there = self.people.filter(pl.col("account_on") <= self.snapshot.as_of)
        given = self.table("rating")
        rows = there.join(given.drop("province_code"), on=["learner_key", "report_year"], how="left")
        spoke = given.select("province_code", "report_year").unique().with_columns(has_spoken=True)
        rows = rows.join(spoke, on=["province_code", "report_year"], how="left")
        by_head = pl.col("head_on").is_not_null() | ~pl.col("is_head_due")
        rows = rows.with_columns(completed=pl.when("has_spoken").then(pl.col("self_on").is_not_null() & by_head))
        mark = pl.coalesce("head_mark", "self_mark")
        return rows.with_columns(
            pl.when("has_spoken").then(pl.col("completed") & (mark == number).fill_null(False)).alias(name)
            for number, name in enumerate(MARKS, start=1)
        )

    @cached_property
    def answered(self) -> pl.DataFrame:
        """One row an answer, with the person's audience, role and level and whether they are satisfied."""
        own = self.latest.select("learner_key", "audience", "role", "level")
        lowest = reference.read("questions").select("question_code", pl.col("satisfied_from").cast(pl.Int64))
        rows = self.table("response").join(own, on="learner_key").join(lowest, on="question_code")
        return rows.with_columns(satisfied=pl.col("answer") >= pl.col("satisfied_from"))


def chosen(rows: pl.DataFrame, people: str = "total", **values: object) -> pl.DataFrame:
    """The rows with these values (all, None: any) that belong to a group of people."""
    for name, value in values.items():
        if value not in (None, "all"):
            rows = rows.filter(pl.col(name) == value)
    for trait in _TRAITS[people]:
        rows = rows.filter(pl.col(trait).fill_null(False))
    return rows


def summed(flag: str | pl.Expr) -> pl.Expr:
    """How many are so; null where it is known of nobody."""
    each = pl.col(flag) if isinstance(flag, str) else flag
    return pl.when(each.is_not_null().any()).then(each.sum())


def share(part: str, whole: str) -> pl.Expr:
    """Part over whole; null where there is no whole."""
    return pl.when(pl.col(whole) > 0).then(pl.col(part) / pl.col(whole))


def _step(name: str) -> dict[str, pl.Expr]:
    outcome = pl.col(f"{name}_outcome")
    waits = pl.col(f"{name}_sent_on").is_not_null() & pl.col(f"{name}_decided_on").is_null()
    return {
        f"{name}_waiting": waits,
        f"{name}_refused": (outcome == "refused").fill_null(False),
        f"{name}_passed": (outcome == "passed").fill_null(False),
        f"{name}_unsent": pl.col(f"{name}_sent_on").is_null(),
    }
