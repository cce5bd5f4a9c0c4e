"""The people: who teaches or leads where, since when, and who of them is core."""

from datetime import date

import numpy as np
import polars as pl

from data.demo.after import assumptions as assumed
from data.demo.after.places import headcount
from data.demo.assumptions import SUBJECTS
from data.demo.draw import NEVER, Array, dates, day, pick, stream

_HALF = 3 * assumed.UNITS  # cells of one audience: unit × level


def people(seed: int, scale: float, schools: pl.DataFrame) -> pl.DataFrame:
    """One row a person; ``person`` is the row number, ``joined`` and ``left`` the first and last school year."""
    rng = stream(seed, "after people")
    count = headcount(scale)
    before = [rng.binomial(count["people"], share) for share in assumed.LEFT.values()]
    parts = (count["people"], *before)
    cell = np.concatenate([np.repeat(np.arange(2 * _HALF), part) for part in parts])
    last = (assumed.SCHOOL_YEARS[-1], *assumed.LEFT)
    left = np.repeat(np.array(last), [part.sum() for part in parts])
    size, drawn = len(cell), rng.random(len(cell))
    joined = np.full(size, assumed.SCHOOL_YEARS[0])
    joined[drawn < sum(assumed.JOINED.values())] = 2024
    joined[drawn < assumed.JOINED[2025]] = 2025
    joined = np.where(left < last[0], assumed.SCHOOL_YEARS[0], joined)
    school = _school_of(cell, schools, rng)
    stays = (joined == assumed.SCHOOL_YEARS[0]) & (left == last[0])
    frame = pl.DataFrame(
        {
            "person": np.arange(size, dtype=np.int32),
            "cell": cell.astype(np.int16),
            "is_manager": cell >= _HALF,
            "province": (cell % _HALF // 3).astype(np.int16),
            "level": (cell % 3).astype(np.int8),
            "school": school.astype(np.int32),
            "subject": _subject(cell, rng),
            "is_female": rng.random(size) < count["female"][cell],
            "is_minority": rng.random(size) < count["minority"][cell],
            "is_disadvantaged": schools["is_disadvantaged"].to_numpy()[school],
            "is_core": stays & (rng.random(size) < assumed.CORE),
            "joined": joined.astype(np.int16),
            "left": left.astype(np.int16),
            "trait": rng.standard_normal(size, dtype=np.float32),
        }
    )
    return frame.hstack(_accounts(frame, rng))


def _school_of(cell: Array, schools: pl.DataFrame, rng: np.random.Generator) -> Array:
    """A school of the right unit and level for everyone: row number in ``schools``."""
    kind = schools["unit"].to_numpy().astype(np.int64) * 3 + schools["level"].to_numpy()
    order = np.argsort(kind, kind="stable")
    first = np.searchsorted(kind[order], np.arange(_HALF + 1))
    wanted = cell % _HALF
    size = first[wanted + 1] - first[wanted]
    return order[first[wanted] + (rng.random(len(cell)) * size).astype(np.int64)]


def _subject(cell: Array, rng: np.random.Generator) -> Array:
    """Subject number (order of SUBJECTS); -1 for managers."""
    shares = np.array([row[1:] for row in SUBJECTS.values()]).T
    return np.where(cell < _HALF, pick(rng, shares, cell % 3), -1).astype(np.int8)


def _accounts(frame: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """The day the account of each school year was issued, null in years when the person was not there."""
    joined, left = frame["joined"].to_numpy(), frame["left"].to_numpy()
    columns = {}
    for year in assumed.SCHOOL_YEARS:
        days = day(date(year, 8, 25)) + np.minimum(rng.standard_exponential(len(frame)) * 5, 18).astype(np.int64)
        columns[f"account_{year}"] = dates(np.where((joined <= year) & (left >= year), days, NEVER))
    return pl.DataFrame(columns)
