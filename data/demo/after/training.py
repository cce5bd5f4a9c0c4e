"""Routine training: who enrolled in which module when, how far they passed, and who supported them."""

import numpy as np
import polars as pl

from data import reference
from data.demo.after import assumptions as assumed
from data.demo.draw import NEVER, Array, dates, logistic, stream
from data.demo.passes import later_passes
from data.demo.places import Temper

_DAYS = (
    "enrolled_on", "lms_sent_on", "lms_decided_on", "supporter_sent_on", "supporter_decided_on", "university_sent_on",
    "university_decided_on", "certificate_on",
)  # fmt: skip


def courses() -> pl.DataFrame:
    """Every delivery of a module to a cohort: codes, audience, role, school year, first and planned last day."""
    frames = reference.frames(34, ["BDTX"])
    return (
        frames["course"]
        .join(frames["cohort"], on="cohort_code")
        .select(
            "cohort_code",
            "module_code",
            "role",
            is_manager=pl.col("audience") == "manager",
            # courses of a school year begin in September at the earliest
            year=pl.col("starts_on").dt.year() - (pl.col("starts_on").dt.month() < 8).cast(pl.Int32),
            start=pl.col("starts_on").to_physical(),
            due=pl.col("ends_on").to_physical(),
        )
        .sort("cohort_code", "start")
    )


def enrolments(seed: int, people: pl.DataFrame, temper: Temper) -> pl.DataFrame:
    """One row a person and module, every pass with its day; null where it never comes."""
    rng = stream(seed, "after training")
    rows = pl.concat(_taking(people, course) for course in courses().iter_rows(named=True))
    size, is_core = len(rows), rows["is_core"].to_numpy()
    enrolled = rows["start"].to_numpy() + rng.integers(0, 12, size)
    handed_in = np.maximum(_hand_in(rng, rows), enrolled + 4)
    passes = rng.random(size) < _likely(rows, temper)
    acts = passes | (rng.random(size) < 0.3)
    decided = handed_in + (rng.random(size) ** 4 * 3).astype(np.int64)
    good = np.clip(84 + 8 * rng.standard_normal(size), assumed.PASS_SCORE, 100)
    score = np.where(passes, good, np.minimum(rng.normal(38, 8, size), assumed.PASS_SCORE - 0.5))
    frame = rows.drop("start", "due").with_columns(
        enrolled_on=enrolled.astype(np.int32),
        lms_score=np.round(score * 2).clip(10, 200) / 2,
        lms_sent_on=np.where(acts, handed_in, NEVER).astype(np.int32),
        lms_decided_on=np.where(acts, decided, NEVER).astype(np.int32),
        lms_passed=passes,
    )
    frame = frame.hstack(later_passes(seed, frame, temper))
    frame = frame.with_columns(dates(frame[name].to_numpy()).alias(name) for name in _DAYS)
    return frame.with_columns(supporter=_supporter(rng, people, is_core, rows))


def _taking(people: pl.DataFrame, course: dict[str, object]) -> pl.DataFrame:
    """Everybody of the course's audience and role who is there in its school year."""
    there = people.filter(
        pl.col("is_manager") == course["is_manager"],
        pl.col("is_core") == (course["role"] == "core"),
        pl.col("joined") <= course["year"],
        pl.col("left") >= course["year"],
    )
    told = ("cohort_code", "module_code", "year", "start", "due")
    return there.select(
        *("person", "cell", "is_manager", "is_core", "province", "level", "school", "subject", "trait"),
        *(pl.lit(course[name]).alias(name) for name in told),
    )


def _likely(rows: pl.DataFrame, temper: Temper) -> Array:
    """How likely each is to pass on the LMS."""
    usual = rows["year"].replace_strict(assumed.FINISHES, return_dtype=pl.Float64).to_numpy()
    usual = np.where(rows["is_core"].to_numpy(), assumed.CORE_FINISHES, usual)
    odds = np.log(usual / (1 - usual)) + 0.7 * temper.training[rows["province"].to_numpy()]
    return logistic(odds + 0.5 * rows["trait"].to_numpy())


def _hand_in(rng: np.random.Generator, rows: pl.DataFrame) -> Array:
    """The day of handing in: some steadily, many in the rush before the due day, a few after it."""
    start, due, kind = rows["start"].to_numpy(), rows["due"].to_numpy(), rng.random(len(rows))
    steady = start + 10 + rng.random(len(rows)) * (due - start - 10)
    rush = due - rng.standard_exponential(len(rows)) * 5
    late = due + rng.standard_exponential(len(rows)) * 12
    return np.where(kind < 0.4, steady, np.where(kind < 0.88, rush, late)).astype(np.int64)


def _supporter(rng: np.random.Generator, people: pl.DataFrame, is_core: Array, rows: pl.DataFrame) -> pl.Series:
    """A core colleague of the same audience and unit for each mass enrolment; null where there is none.

    One for all modules of a person, as far as the draw by person goes.
    """
    core = people.filter("is_core").sort("cell")
    kinds = core["cell"].to_numpy().astype(np.int64) // 3
    first = np.searchsorted(kinds, np.arange(2 * assumed.UNITS + 1))
    wanted = rows["cell"].to_numpy() // 3
    size = first[wanted + 1] - first[wanted]
    drawn = rng.random(len(people))[rows["person"].to_numpy()]
    row = np.minimum(first[wanted] + (drawn * size).astype(np.int64), len(core) - 1)
    return core["person"].gather(row).set(pl.Series(is_core | (size == 0)), None)
