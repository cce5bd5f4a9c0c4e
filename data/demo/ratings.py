"""Ratings against the standards: self, colleagues, head; nearly everybody Khá or Tốt, as in real reports."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from data.demo import assumptions as assumed
from data.demo.draw import NEVER, Array, dates, day, logistic, stream
from data.demo.places import Temper
from data.demo.reporting import Received, visible
from data.demo.rule import overall

RATERS = ("Tự đánh giá", "Đồng nghiệp", "Thủ trưởng")
_EDGES = (-3.02, -1.70, 0.26)  # of the latent rating: about 0.1, 4, 52 and 44 % in the whole country
# Share of criteria rated Chưa đạt, Đạt, Khá, Tốt by the mark aimed at; key criteria of the best are all Tốt.
_MIX = {1: (0.14, 0.50, 0.34, 0.02), 2: (0.0, 0.42, 0.53, 0.05), 3: (0.0, 0.03, 0.66, 0.31), 4: (0.0, 0.0, 0.14, 0.86)}


@dataclass(frozen=True)
class Rated:
    """The people of one audience in one report year, and how their rating went."""

    people: pl.DataFrame
    latent: Array
    self_on: Array
    peers_on: Array
    head_on: Array


def ratings(seed: int, people: pl.DataFrame, temper: Temper, came: Received) -> tuple[pl.DataFrame, pl.DataFrame]:
    """One row a person, report year and rater; and a slim frame of who assessed themselves when (for the needs)."""
    rows, selves = [], []
    rng = stream(seed, "ratings")
    pilot = np.flatnonzero(rng.permutation(63) < assumed.PILOT_PROVINCES)
    for year in assumed.SCHOOL_YEARS:
        for number, audience in enumerate(assumed.AUDIENCES):
            there = people.filter(
                (pl.col("is_manager") == bool(number)) & (pl.col("joined") <= year) & (pl.col("left") >= year)
            )
            if year == assumed.SCHOOL_YEARS[0]:
                there = there.filter(pl.col("province").is_in(pilot))
            rated = _rated(there, year, temper, rng)
            arrival = came.get(("assessment", year), np.zeros(63))[there["province"].to_numpy()]
            rows += _three(rated, year, audience, arrival, rng)
            selves.append(_selves(rated, year, arrival))
    return pl.concat(rows, how="diagonal"), pl.concat(selves)


def _rated(people: pl.DataFrame, year: int, temper: Temper, rng: np.random.Generator) -> Rated:
    """Draw the latent rating and the days; NEVER where a rater does not rate."""
    size, province = len(people), people["province"].to_numpy()
    is_female = people["is_female"].fill_null(False).to_numpy()
    latent = (
        temper.leniency[province]
        + 0.12 * is_female
        - 0.26 * people["is_minority"].fill_null(False).to_numpy()
        - 0.12 * people["is_disadvantaged"].to_numpy()
        - 0.05 * (people["level"].to_numpy() == 0)
        + 0.25 * people["is_core"].to_numpy()
        + 0.06 * (year - 2020)
        + 0.75 * people["trait"].to_numpy()
        + 0.60 * rng.standard_normal(size, dtype=np.float32)
    )
    odds = np.clip(3.3 + 1.4 * temper.reporting + (0.35 if year == 2021 else 0.0), 0.2, 5.3)[province]
    odds = odds + np.where(is_female, 0.25, -0.65) - 1.9 * (year == 2019)
    incomplete = 1 - logistic(odds)
    does = rng.random(size, dtype=np.float32) >= 0.75 * incomplete
    self_on = np.where(does, _self_days(year, 0.4 * incomplete, rng), NEVER)
    peers_on = _follows(self_on, 0.97, 4.0, year, rng)
    is_due = ((people["school"].to_numpy() + year) % 2 == 0) & (year > 2019)
    head_on = np.where(is_due, _follows(self_on, 1 - 0.5 * incomplete, 7.0, year, rng), NEVER)
    return Rated(people, latent, self_on, peers_on, head_on)


def _self_days(year: int, late_share: Array, rng: np.random.Generator) -> Array:
    """Some early, most in the weeks before the due day, the late share after it."""
    size = len(late_share)
    first, due = day(assumed.ASSESSMENT_FROM[year]), day(assumed.ASSESSMENT_DUE[year])
    kind = rng.random(size, dtype=np.float32)
    early = first + rng.random(size, dtype=np.float32) * (due - first)
    rush = np.maximum(due - 4 - rng.standard_exponential(size, dtype=np.float32) * 9, first)
    late = np.minimum(due + 2 + rng.standard_exponential(size, dtype=np.float32) * 22, due + 80)
    return np.where(kind < 0.36, early, np.where(kind < 1 - late_share, rush, late)).astype(np.int32)


def _follows(self_on: Array, share: Array | float, mean: float, year: int, rng: np.random.Generator) -> Array:
    """A later day of another rater; whoever was in time is mostly rated in time."""
    size, due = len(self_on), day(assumed.ASSESSMENT_DUE[year])
    later = self_on + 1 + (rng.standard_exponential(size, dtype=np.float32) * mean).astype(np.int32)
    hurried = (self_on < due) & (rng.random(size, dtype=np.float32) < 0.99)
    later = np.where(hurried, np.minimum(later, due), later)
    happens = (self_on < NEVER) & (rng.random(size, dtype=np.float32) < share)
    return np.where(happens, later, NEVER).astype(np.int32)


def _three(rated: Rated, year: int, audience: str, arrival: Array, rng: np.random.Generator) -> list[pl.DataFrame]:
    """The rows of self, colleagues (overall mark only) and head, who mark alike, the head a little lower."""
    size = len(rated.latent)
    noise = rng.standard_normal((2, size), dtype=np.float32)
    drawn = rng.integers(0, 2**16, (size, assumed.CRITERIA[audience]), dtype=np.uint16)
    own = criteria(_aimed(rated.latent), drawn, audience)
    again = rng.random(drawn.shape, dtype=np.float32) < 0.3
    other = np.where(again, rng.integers(0, 2**16, drawn.shape, dtype=np.uint16), drawn)
    heads = criteria(_aimed(0.93 * rated.latent + 0.37 * noise[0] - 0.10), other, audience)
    peers = _aimed(0.94 * rated.latent + 0.34 * noise[1] - 0.03)
    return [
        _rows(rated, 0, rated.self_on, year, arrival, overall(own, audience), own),
        _rows(rated, 1, rated.peers_on, year, arrival, peers, None),
        _rows(rated, 2, rated.head_on, year, arrival, overall(heads, audience), heads),
    ]


def _aimed(latent: Array) -> Array:
    """The mark a latent rating aims at."""
    return (1 + np.searchsorted(_EDGES, latent)).astype(np.uint8)


def criteria(aim: Array, drawn: Array, audience: str) -> Array:
    """Criterion marks (rows × criteria) for the aimed marks from 16-bit draws; the rule then has the last word."""
    count, keys = assumed.CRITERIA[audience], assumed.KEY_CRITERIA[audience]
    edges = np.zeros((5, count, 3), dtype=np.uint16)
    for mark, mix in _MIX.items():
        for criterion in range(1, count + 1):
            weakness = assumed.CRITERION_WEAKNESS[audience][criterion - 1]
            short = 1 - (1 - np.cumsum(mix)[:3].clip(0, 1)) ** weakness
            if criterion in keys and mark >= 3:
                short = np.array([0, 0, 0 if mark == 4 else short[2]])
            edges[mark, criterion - 1] = np.minimum(short, 0.999) * 65_535
    marks = np.ones(drawn.shape, dtype=np.uint8)
    for step in range(3):
        marks += drawn >= edges[aim, :, step]
    # Whoever is meant to fail fails in one key criterion at least; whoever is at Đạt falls short in one.
    one_key = np.array(keys)[drawn[:, 0] % len(keys)] - 1
    rows = np.arange(len(marks))
    marks[rows, one_key] = np.where(aim <= 2, np.minimum(marks[rows, one_key], aim), marks[rows, one_key])
    return marks


def _rows(
    rated: Rated, rater: int, days: Array, year: int, arrival: Array, mark: Array, marks: Array | None
) -> pl.DataFrame:
    """Rows of one rater as they will be exported, with the day they become visible."""
    does = days < NEVER
    frame = pl.DataFrame(
        {
            "person": rated.people["person"].filter(pl.Series(does)),
            "report_year": np.full(int(does.sum()), year, dtype=np.int16),
            "rater": np.full(int(does.sum()), rater, dtype=np.int8),
            "rated_on": dates(days[does]),
            "visible_on": dates(visible(days, arrival)[does]),
            "mark": mark[does],
        }
    )
    given = {} if marks is None else {f"TC{n + 1}": marks[does, n] for n in range(marks.shape[1])}
    return frame.hstack(pl.DataFrame(given))


def _selves(rated: Rated, year: int, arrival: Array) -> pl.DataFrame:
    """Who assessed themselves, and when that became visible."""
    does = pl.Series(rated.self_on < NEVER)
    people = rated.people.select("person", "is_manager", "province", "trait").filter(does)
    days = visible(rated.self_on, arrival)[does.to_numpy()]
    return people.with_columns(report_year=pl.lit(year, pl.Int16), visible_on=dates(days))
