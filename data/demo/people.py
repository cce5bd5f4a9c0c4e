"""The people: who teaches or leads where, since when, and who of them is core."""

from datetime import date

import numpy as np
import polars as pl

from data.demo import assumptions as assumed
from data.demo.draw import NEVER, Array, allocate, chosen, dates, day, pick, shared, stream
from data.demo.places import counts

CELLS = 2 * 63 * 3  # audience × province × level, in this order
FIRST_IDENTIFIER = 9_900_000_000  # no real identifier begins with 99


def headcount(scale: float) -> dict[str, Array]:
    """People, women and ethnic minority of 2021 by cell (378): teachers counted, managers assumed."""
    table = counts()
    teachers, women, minority = _teacher_counts(table, scale)
    managers = shared_managers(table["schools"].to_numpy(), scale)
    share_of_women = 0.12 + 0.52 * table["teachers_female"].to_numpy() / table["teachers"].to_numpy()
    share_of_minority = minority / teachers
    return {
        "people": np.concatenate([teachers, managers]),
        "female": np.concatenate([women, allocate(managers * share_of_women)]),
        "minority": np.concatenate([minority, allocate(managers * share_of_minority)]),
    }


def _teacher_counts(table: pl.DataFrame, scale: float) -> tuple[Array, Array, Array]:
    """Teachers, women, ethnic minority by province and level (189), the source's own numbers at scale 1."""
    teachers = table["teachers"].to_numpy()
    counted = table["teachers_ethnic_minority"].fill_null(0).to_numpy()
    minority = np.where(counted > 0, counted, np.round(teachers * assumed.MISSING_MINORITY_SHARE))
    people = allocate(teachers * scale, least=1)
    women = allocate(table["teachers_female"].to_numpy() * scale)
    return people, np.minimum(women, people), np.minimum(allocate(minority * scale), people)


def shared_managers(school_counts: Array, scale: float) -> Array:
    """Managers by province and level (189): so many a school, at least one."""
    return allocate(school_counts * np.tile(assumed.MANAGERS_PER_SCHOOL, 63) * scale, least=1)


def people(seed: int, scale: float, schools: pl.DataFrame) -> pl.DataFrame:
    """One row a person; ``person`` is the row number, ``joined`` and ``left`` the first and last school year."""
    rng = stream(seed, "people")
    count = headcount(scale)
    cell, joined, left = _staff(count["people"], rng)
    staying = left == assumed.SCHOOL_YEARS[-1]
    school = _school_of(cell, staying, schools, rng)
    remote = schools["is_disadvantaged"].to_numpy()[school]
    is_female = _flag(cell, staying, count, "female", 0.15 * remote, rng)
    is_minority = _flag(cell, staying, count, "minority", -0.5 * remote, rng)
    level = (cell % 3).astype(np.int8)
    frame = pl.DataFrame(
        {
            "person": np.arange(len(cell), dtype=np.int32),
            "cell": cell,
            "is_manager": cell >= CELLS // 2,
            "province": (cell % (CELLS // 2) // 3).astype(np.int16),
            "level": level,
            "school": school.astype(np.int32),
            "subject": _subject(cell, rng),
            "is_female": is_female,
            "is_minority": is_minority,
            "is_disadvantaged": remote,
            "is_core": _core(cell, joined, left, scale, rng),
            "joined": joined,
            "left": left,
            "trait": rng.standard_normal(len(cell), dtype=np.float32),
        }
    )
    return _with_gaps(frame, rng).hstack(_accounts(frame, seed))


def _staff(size: Array, rng: np.random.Generator) -> tuple[Array, Array, Array]:
    """Cell, first and last school year: the staff of 2021, then those who left before."""
    before = [rng.binomial(size, share) for share in assumed.LEFT.values()]
    cell = np.concatenate([np.repeat(np.arange(CELLS), part) for part in (size, *before)])
    left = np.repeat(np.array([assumed.SCHOOL_YEARS[-1], *assumed.LEFT]), [part.sum() for part in (size, *before)])
    drawn = rng.random(len(cell))
    joined = np.full(len(cell), assumed.SCHOOL_YEARS[0])
    joined[drawn < sum(assumed.JOINED.values())] = 2020
    joined[drawn < assumed.JOINED[2021]] = 2021
    joined = np.where(left < assumed.SCHOOL_YEARS[-1], assumed.SCHOOL_YEARS[0], joined)
    return cell.astype(np.int16), joined.astype(np.int16), left.astype(np.int16)


def _flag(
    cell: Array, staying: Array, count: dict[str, Array], name: str, push: Array, rng: np.random.Generator
) -> Array:
    """A flag met exactly in each cell of the staff of 2021, and by its share among those who left."""
    score = rng.random(len(cell)) + push
    flags = chosen(cell, count[name], np.where(staying, score, np.inf))
    share = count[name] / count["people"]
    return np.where(staying, flags, rng.random(len(cell)) < share[cell])


def _school_of(cell: Array, staying: Array, schools: pl.DataFrame, rng: np.random.Generator) -> Array:
    """A school of the right province and level for everyone: row number in ``schools``."""
    place = np.zeros(len(cell), dtype=np.int64)
    weight = rng.standard_gamma(5.0, len(schools)) * np.where(schools["is_disadvantaged"].to_numpy(), 0.6, 1)
    province = schools["province"].to_numpy()
    main, second = schools["level"].to_numpy(), schools["second"].to_numpy()
    rows = np.lexsort((staying, cell))
    ends = np.cumsum(np.bincount(cell, minlength=CELLS))
    for number, end in enumerate(ends):
        mine = rows[(ends[number - 1] if number else 0) : end]
        level = number % 3
        here = np.flatnonzero((province == number % (CELLS // 2) // 3) & ((main == level) | (second == level)))
        is_manager = number >= CELLS // 2
        seats = shared(len(mine), np.ones(len(here)) if is_manager else weight[here], least=1)
        place[mine] = rng.permutation(np.repeat(here, seats))
    return place


def _subject(cell: Array, rng: np.random.Generator) -> Array:
    """Subject number (order of SUBJECTS), the mix varying a little by province; -1 for managers."""
    shares = np.array([row[1:] for row in assumed.SUBJECTS.values()]).T
    by_cell = np.tile(shares, (63, 1)) * np.exp(0.15 * rng.standard_normal((189, shares.shape[1])))
    subject = pick(rng, by_cell, cell % (CELLS // 2))
    return np.where(cell < CELLS // 2, subject, -1).astype(np.int8)


def core_counts(audience: str, scale: float) -> tuple[int, int]:
    """How many core learners there are, and how many of them finish."""
    finished = round(assumed.CORE_FINISHED[audience] * scale)
    return finished + round(assumed.CORE_UNFINISHED[audience] * scale), finished


def _core(cell: Array, joined: Array, left: Array, scale: float, rng: np.random.Generator) -> Array:
    """Core learners: there from 2019 to 2021, in proportion to their cell."""
    stayed = (joined == assumed.SCHOOL_YEARS[0]) & (left == assumed.SCHOOL_YEARS[-1])
    size = np.bincount(cell[stayed], minlength=CELLS)
    wanted = []
    for number, audience in enumerate(assumed.AUDIENCES):
        total, _ = core_counts(audience, scale)
        part = size[number * 189 : (number + 1) * 189]
        wanted.append(shared(total, part, least=1 if total >= 3 * 189 else 0))
    return chosen(cell, np.concatenate(wanted), np.where(stayed, rng.random(len(cell)), np.inf))


def _with_gaps(frame: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """Leave a few men's and majority people's fields empty; counted women and minority stay whole."""
    blank = pl.Series(rng.random(len(frame), dtype=np.float32))
    return frame.with_columns(
        is_female=pl.when((blank > 0.0015) | pl.col("is_female")).then("is_female"),
        is_minority=pl.when((blank < 0.996) | pl.col("is_minority")).then("is_minority"),
    )


def _accounts(frame: pl.DataFrame, seed: int) -> pl.DataFrame:
    """The day the account of each school year was issued, null in years when the person was not there."""
    rng = stream(seed, "accounts")
    province, joined, left = (frame[name].to_numpy() for name in ("province", "joined", "left"))
    start = rng.integers(0, 25, 63)
    columns = {}
    for year in assumed.SCHOOL_YEARS:
        first = day(date(year, 9, 4))
        delay = start[province] + rng.standard_exponential(len(frame), dtype=np.float32) * 8
        days = first + np.minimum(delay, 70).astype(np.int32)
        columns[f"account_{year}"] = dates(np.where((joined <= year) & (left >= year), days, NEVER))
    return pl.DataFrame(columns)
