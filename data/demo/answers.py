"""What people answer: the satisfaction survey, and the needs they declare."""

from datetime import date

import numpy as np
import polars as pl

from data.demo import assumptions as assumed
from data.demo.draw import Array, dates, day, lowest, stream
from data.demo.places import Temper
from data.demo.reporting import Received, visible

QUESTIONS = ("course_satisfied", "support_relevant", "support_satisfied")
_LAST = day(date(2022, 6, 30))
_YEAR_ENDS = day(date(2021, 8, 31))  # answers up to here belong to report year 2020
_BEFORE_REPORTS = day(date(2020, 8, 31))


def responses(seed: int, scale: float, passed: pl.DataFrame, temper: Temper, came: Received) -> pl.DataFrame:
    """One row an answer. ``passed``: enrolments passed on the LMS, in the order of persons."""
    rng = stream(seed, "responses")
    passed = passed.with_row_index("row")
    mass = passed.filter(~pl.col("is_core"))
    counted = _counted(came)[mass["province"].to_numpy()]
    support = _one_each(mass.filter(pl.Series(counted)), 2.0, None, rng)
    support = support[_willing(support, round(assumed.SUPPORT_ANSWERS * scale), temper, rng)]
    early = mass.filter(pl.col("module") % 9 < 3)
    relevant = _one_each(early, 1.0, 0.72, rng)
    core = passed.filter(pl.col("is_core"))
    course = pl.concat([_core_courses(core, rng), _one_each(mass, 1.0, 0.45, rng), _one_each(early, 1.0, 0.10, rng)])
    course = course.unique("row", maintain_order=True)
    parts = [
        _answered(course, 0, np.where(course["is_core"].to_numpy(), 0.98, 0.968), temper, came, rng),
        _answered(relevant, 1, 0.961, temper, came, rng),
        _answered(support, 2, assumed.SUPPORT_SATISFIED, temper, came, rng),
    ]
    return pl.concat(parts)


def _counted(came: Received) -> Array:
    """Provinces whose satisfaction data of both years came: the published count is theirs."""
    return np.maximum(came["satisfaction", 2020], came["satisfaction", 2021]) <= _LAST


def _one_each(passed: pl.DataFrame, lean: float, share: float | None, rng: np.random.Generator) -> pl.DataFrame:
    """One passed module of each person (later ones more often with a larger ``lean``), for a share of them."""
    person = passed["person"].to_numpy()
    first = np.flatnonzero(np.r_[True, person[1:] != person[:-1]]) if len(person) else np.zeros(0, np.int64)
    size = np.diff(np.r_[first, len(person)])
    row = first + (size * rng.random(len(first)) ** (1 / lean)).astype(np.int64)
    return passed[row if share is None else row[rng.random(len(row)) < share]]


def _willing(people: pl.DataFrame, count: int, temper: Temper, rng: np.random.Generator) -> Array:
    """Rows of those who answer: exactly so many, more of them where data are well delivered."""
    score = rng.standard_normal(len(people)) - 0.35 * temper.reporting[people["province"].to_numpy()]
    return np.flatnonzero(lowest(score, count))


def _core_courses(core: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """Nearly all core learners on their first course, a quarter of them on each later one."""
    share = np.where(core["module"].to_numpy() % 9 == 0, 0.96, 0.25)
    return core.filter(pl.Series(rng.random(len(core)) < share))


def _answered(
    rows: pl.DataFrame, question: int, share: Array | float, temper: Temper, came: Received, rng: np.random.Generator
) -> pl.DataFrame:
    """Answers, 4 and 5 for exactly the share that is satisfied, and the days they came."""
    size, province = len(rows), rows["province"].to_numpy()
    satisfied = _satisfied(share, rows, temper, rng)
    high = 4 + (rng.random(size, dtype=np.float32) < 0.40 + 0.1 * temper.contentment[province])
    low = 3 - (rng.random(size, dtype=np.float32) < 0.22) - (rng.random(size, dtype=np.float32) < 0.06)
    delay = 1 + (rng.standard_exponential(size, dtype=np.float32) * 6).astype(np.int32)
    days = np.minimum(rows["lms_decided_on"].to_physical().to_numpy() + delay, _LAST)
    return pl.DataFrame(
        {
            "person": rows["person"],
            "question": np.full(size, question, dtype=np.int8),
            "module": rows["module"],
            "answer": np.where(satisfied, high, low).astype(np.uint8),
            "answered_on": dates(days),
            "visible_on": dates(_visible(days, province, rows["is_core"].to_numpy(), came)),
        }
    )


def _satisfied(share: Array | float, rows: pl.DataFrame, temper: Temper, rng: np.random.Generator) -> Array:
    """Who is satisfied: exactly the share, in provinces with content people more of them."""
    score = rng.standard_normal(len(rows)) - temper.contentment[rows["province"].to_numpy()]
    score += np.where(rows["level"].to_numpy() == 2, 0.08, 0.0) - 0.1 * rows["trait"].to_numpy()
    share = np.broadcast_to(share, len(rows))
    satisfied = np.zeros(len(rows), dtype=bool)
    for value in np.unique(share):
        mine = np.flatnonzero(share == value)
        satisfied[mine] = lowest(score[mine], round(float(value) * len(mine)))
    return satisfied


def _visible(days: Array, province: Array, is_core: Array, came: Received) -> Array:
    """Answers travel with their province's data of the year; the first core surveys came from the universities."""
    arrival = np.where(days <= _YEAR_ENDS, came["satisfaction", 2020][province], came["satisfaction", 2021][province])
    direct = is_core & (days <= _BEFORE_REPORTS)
    return np.where(direct, days, visible(days, arrival))


def needs(seed: int, selves: pl.DataFrame) -> pl.DataFrame:
    """One row a declared need: a module or a criterion, or one of each."""
    rng = stream(seed, "needs")
    people = selves.filter(pl.Series(rng.random(len(selves), dtype=np.float32) < 0.66))
    size = len(people)
    kind = rng.random(size, dtype=np.float32)  # < 0.35 a module, < 0.62 a criterion, else both
    is_manager = people["is_manager"].to_numpy()
    module = _weighted(is_manager, 9, {0: (9, 5, 4, 7), 1: (9, 3, 5, 4)}, rng) - 1 + 9 * is_manager
    weak = {number: assumed.WEAK_CRITERIA[audience] for number, audience in enumerate(assumed.AUDIENCES)}
    criterion = _weighted(is_manager, 15, weak, rng)
    base = people.select("person", "report_year", "visible_on")
    modules = base.with_columns(module=pl.Series(module.astype(np.int8)), criterion=pl.lit(0, pl.Int8))
    criteria = base.with_columns(module=pl.lit(None, pl.Int8), criterion=pl.Series(criterion.astype(np.int8)))
    return pl.concat(
        [modules.filter(pl.Series((kind < 0.35) | (kind >= 0.62))), criteria.filter(pl.Series(kind >= 0.35))]
    )


def _weighted(is_manager: Array, count: int, favoured: dict[int, tuple[int, ...]], rng: np.random.Generator) -> Array:
    """Numbers from 1 to ``count`` (18 for managers' criteria), the favoured ones drawn more often."""
    drawn = np.zeros(len(is_manager), dtype=np.int64)
    for number, best in favoured.items():
        choices = 18 if number and count == 15 else count
        weight = np.ones(choices)
        weight[np.array(best) - 1] += (7.0, 5.0, 3.5, 2.5)[: len(best)]
        mine = is_manager == bool(number)
        drawn[mine] = 1 + rng.choice(choices, int(mine.sum()), p=weight / weight.sum())
    return drawn
