"""Training: who enrolled in which module when, and how far the LMS let them pass."""

from datetime import date

import numpy as np
import polars as pl

from data.demo import assumptions as assumed
from data.demo.draw import NEVER, Array, chosen, dates, day, lowest, stream
from data.demo.passes import later_passes
from data.demo.people import core_counts
from data.demo.places import Temper

COHORTS = (
    "teacher-core-2019", "teacher-mass-2020", "teacher-mass-2021", "manager-core-2019", "manager-mass-2020",
)  # fmt: skip
MODULES = tuple(f"{kind}{number}" for kind in ("GV", "QL") for number in range(1, 10))
_LAST = day(assumed.LAST_DAY)
_CORE_LAST = day(date(2022, 1, 31))
_LEAVERS_LAST = day(date(2021, 6, 25))


def enrolments(seed: int, scale: float, people: pl.DataFrame, temper: Temper) -> pl.DataFrame:
    """One row a person and module, every pass with its day; null where it never comes."""
    mass = _mass_rows(seed, scale, people, temper)
    core = _core_rows(seed, scale, people)
    frame = pl.concat([core, mass])
    frame = frame.hstack(later_passes(seed, frame, temper))
    days = [name for name in frame.columns if name.endswith("_on")]
    return frame.with_columns(dates(frame[name].to_numpy()).alias(name) for name in days)


def _mass_rows(seed: int, scale: float, people: pl.DataFrame, temper: Temper) -> pl.DataFrame:
    """Mass learners of the provinces with an LMS, five modules each, as days."""
    rng = stream(seed, "mass")
    learners = _mass_learners(people, temper)
    passed = _modules_passed(learners, round(assumed.MASS_FINISHED * scale), temper, rng)
    rows = _five_rows(learners, passed)
    rows = rows.filter(_enrols(rows, rng))
    since = temper.lms_since[rows["province"].to_numpy()] - temper.lms_since[temper.lms_since > 0].min()
    shift = np.where(rows["is_first"].to_numpy(), since, since // 8)
    account = rows["account"].to_numpy()
    start = np.maximum(rows["start"].to_numpy() + shift, account + 2)
    enrolled = start + rng.integers(0, 14, len(rows))
    due = np.maximum(rows["due"].to_numpy() + shift // 2, start + 30)
    last = np.where(rows["left"].to_numpy() < 2021, _LEAVERS_LAST, _LAST)
    handed_in = _hand_in(rng, start, due)
    handed_in = np.minimum(np.maximum(handed_in, enrolled + 4), last - 3)
    return _lms(rows, np.minimum(enrolled, last - 6), handed_in, 0.38, 83 + 2 * temper.training, rng)


def _mass_learners(people: pl.DataFrame, temper: Temper) -> pl.DataFrame:
    """Mass teachers and managers of 2020, and teachers newly recruited in 2021, where there is an LMS."""
    has_lms = pl.Series(temper.lms_since > 0).gather(people["province"].cast(pl.UInt32))
    is_new = pl.col("joined") == 2021
    cohort = pl.when(pl.col("is_manager")).then(4).when(is_new).then(2).otherwise(1).cast(pl.Int8)
    account = pl.coalesce(pl.when(is_new).then("account_2021"), "account_2020").to_physical()
    return people.filter(
        has_lms & ~pl.col("is_core") & (pl.col("left") >= 2020) & ~(pl.col("is_manager") & is_new)
    ).with_columns(cohort=cohort, account=account)


def _modules_passed(learners: pl.DataFrame, finished: int, temper: Temper, rng: np.random.Generator) -> Array:
    """How many of the five each passes on the LMS: exactly ``finished`` people of 2021 pass all."""
    province, level = learners["province"].to_numpy(), learners["level"].to_numpy()
    drive = (
        temper.training[province]
        + np.array([0.12, -0.05, -0.15])[level]
        + 0.22 * (learners["is_female"].fill_null(False).to_numpy())
        - 0.20 * learners["is_disadvantaged"].to_numpy()
        - 0.30 * (learners["cohort"].to_numpy() == 2)
        + 0.35 * learners["trait"].to_numpy()
        + 0.9 * rng.standard_normal(len(learners), dtype=np.float32)
    )
    stays = learners["left"].to_numpy() == 2021
    all_five = lowest(np.where(stays, -drive, np.inf), finished)
    rest = np.sort(drive[stays & ~all_five])
    edges = rest[(np.array([0.07, 0.17, 0.33, 0.62]) * len(rest)).astype(int)] if len(rest) else np.zeros(4)
    passed = np.searchsorted(edges, drive, side="right")
    return np.where(all_five, 5, np.where(stays, passed, np.minimum(passed, 3))).astype(np.int8)


def _five_rows(learners: pl.DataFrame, passed: Array) -> pl.DataFrame:
    """Five rows a learner, in the order of the modules, with the planned days of the course."""
    size = len(learners)
    number = np.tile(np.arange(5, dtype=np.int8), size)
    is_new = np.repeat(learners["cohort"].to_numpy() == 2, 5)
    plan = np.array([[(day(c[1]), day(c[2])) for c in kind] for kind in (assumed.MASS_COURSES, assumed.NEW_COURSES)])
    days = plan[is_new.astype(np.int8), number]
    keep = ("person", "is_manager", "is_core", "province", "level", "school", "subject", "left", "account", "cohort")
    rows = pl.DataFrame({name: learners[name].to_numpy().repeat(5) for name in keep})
    module = number + 9 * rows["is_manager"].to_numpy().astype(np.int8)
    return rows.with_columns(
        module=module,
        ahead=np.repeat(passed, 5) - number,
        start=days[:, 0].astype(np.int32),
        due=days[:, 1].astype(np.int32),
        is_first=(number == 0) & ~is_new,
    )


def _enrols(rows: pl.DataFrame, rng: np.random.Generator) -> Array:
    """Who passes is enrolled; so are most others, but nobody for a module that opened after they had left."""
    ahead = rows["ahead"].to_numpy()
    there = (rows["left"].to_numpy() == 2021) | (rows["start"].to_numpy() < _LEAVERS_LAST - 50)
    return (ahead > 0) | (there & ((ahead > -2) | (rng.random(len(rows), dtype=np.float32) < 0.75)))


def _hand_in(rng: np.random.Generator, start: Array, due: Array) -> Array:
    """The day of handing in: some steadily, many in the rush before the due day, a few after it."""
    size = len(start)
    kind = rng.random(size, dtype=np.float32)
    steady = start + 10 + (rng.random(size, dtype=np.float32) ** 0.8) * (due - start - 10)
    rush = due - rng.standard_exponential(size, dtype=np.float32) * 6
    late = due + rng.standard_exponential(size, dtype=np.float32) * 16
    return np.where(kind < 0.42, steady, np.where(kind < 0.84, rush, late)).astype(np.int32)


def _lms(
    rows: pl.DataFrame, enrolled: Array, handed_in: Array, tried: float, middle: Array, rng: np.random.Generator
) -> pl.DataFrame:
    """The LMS's part: ``ahead`` > 0 passes; of those one module short a share ``tried`` is refused."""
    size, ahead = len(rows), rows["ahead"].to_numpy()
    passes = ahead > 0
    acts = passes | ((ahead == 0) & (rng.random(size, dtype=np.float32) < tried))
    delay = (rng.random(size, dtype=np.float32) ** 4 * 3).astype(np.int32)
    good = np.clip(middle[rows["province"].to_numpy()] + 8 * rng.standard_normal(size), assumed.PASS_SCORE, 100)
    bad = np.minimum(rng.normal(38, 8, size), assumed.PASS_SCORE - 0.5)
    score = np.round(np.where(passes, good, bad) * 2) / 2
    identity = ("person", "is_manager", "is_core", "province", "level", "school", "subject", "cohort", "module")
    return rows.select(identity).with_columns(
        enrolled_on=enrolled.astype(np.int32),
        lms_score=score.clip(5, 100).astype(np.float32),
        lms_sent_on=np.where(acts, handed_in, NEVER).astype(np.int32),
        lms_decided_on=np.where(acts, handed_in + delay, NEVER).astype(np.int32),
        lms_passed=passes,
    )


def _core_rows(seed: int, scale: float, people: pl.DataFrame) -> pl.DataFrame:
    """Core learners of all provinces, six modules each, as days; all but a few finish."""
    rng = stream(seed, "core")
    core = people.filter("is_core")
    is_manager = core["is_manager"].to_numpy()
    finished = np.array([core_counts(audience, scale)[1] for audience in assumed.AUDIENCES])
    finishes = chosen(is_manager.astype(np.int64), finished, rng.random(len(core)))
    size, plan = len(core), assumed.CORE_COURSES
    number = np.tile([course[0] for course in plan], size)
    start, due = (np.tile([day(course[column]) for course in plan], size) for column in (1, 2))
    rows = core.select("person", "is_manager", "is_core", "province", "level", "school", "subject")
    rows = rows[np.arange(size).repeat(6)].with_columns(
        cohort=np.repeat(is_manager * 3, 6).astype(np.int8),
        module=(number - 1 + 9 * np.repeat(is_manager, 6)).astype(np.int8),
        ahead=(np.repeat(finishes, 6) | (number != 5)).astype(np.int8),
    )
    account = core["account_2019"].to_physical().to_numpy().repeat(6)
    enrolled = np.maximum(start - rng.integers(0, 6, size * 6), account + 1)
    handed_in = np.clip(_hand_in(rng, start, due), enrolled + 5, _CORE_LAST)
    return _lms(rows, enrolled, handed_in, 0.3, np.full(63, 86.0), rng)
