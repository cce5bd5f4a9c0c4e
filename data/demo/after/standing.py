"""Ratings against the standards and the needs declared with them, by the rule and the mix of the ETEP country."""

from datetime import date

import numpy as np
import polars as pl

from data.demo.after import assumptions as assumed
from data.demo.assumptions import AUDIENCES, CRITERIA, WEAK_CRITERIA
from data.demo.draw import NEVER, Array, dates, day, stream
from data.demo.places import Temper
from data.demo.ratings import RATERS, criteria
from data.demo.reporting import visible
from data.demo.rule import overall

_EDGES = (-3.0, -1.70, 0.24)  # of the latent rating, between Chưa đạt, Đạt, Khá and Tốt
_PEERS, _HEAD = 0.96, 0.95  # share of the self-assessed whom the others rate, where it is their turn


def due(year: int) -> int:
    """The day by which a report year is assessed."""
    return day(date(year + 1, *assumed.ASSESSMENT_DUE))


def received(seed: int) -> dict[int, Array]:
    """By report year, the day each unit's ratings came; NEVER where they did not."""
    rng = stream(seed, "after received")
    came = {year: due(year) - rng.integers(0, 20, assumed.UNITS) for year in assumed.SCHOOL_YEARS}
    newest = came[assumed.SCHOOL_YEARS[-1]]
    newest[list(assumed.LATE)] = due(assumed.SCHOOL_YEARS[-1]) + rng.integers(15, 60, len(assumed.LATE))
    newest[assumed.SILENT] = NEVER
    return came


def ratings(
    seed: int, people: pl.DataFrame, temper: Temper, came: dict[int, Array]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """One row a person, report year and rater as exported, with ``visible_on``; and who assessed themselves when."""
    rng = stream(seed, "after ratings")
    rows, selves = [], []
    for year in assumed.SCHOOL_YEARS:
        for number, audience in enumerate(AUDIENCES):
            there = people.filter(
                pl.col("is_manager") == bool(number), pl.col("joined") <= year, pl.col("left") >= year
            )
            arrival = came[year][there["province"].to_numpy()]
            of_raters = _three(there, year, audience, temper, rng)
            rows += [_rows(there, year, *each, arrival) for each in of_raters]
            own = dates(visible(of_raters[0][1], arrival)).alias("visible_on")
            selves.append(there.select("person", "is_manager").with_columns(own, report_year=year))
    return pl.concat(rows, how="diagonal"), pl.concat(selves).drop_nulls("visible_on")


def _three(
    people: pl.DataFrame, year: int, audience: str, temper: Temper, rng: np.random.Generator
) -> list[tuple[int, Array, Array, Array | None]]:
    """Of self, colleagues (overall mark only) and head: rater, days, overall marks, criterion marks."""
    size = len(people)
    latent = temper.leniency[people["province"].to_numpy()] + 0.75 * people["trait"].to_numpy()
    latent = latent + 0.6 * rng.standard_normal(size) - 0.25 * people["is_minority"].to_numpy()
    own = _marked(latent, audience, rng)
    heads = _marked(0.93 * latent + 0.35 * rng.standard_normal(size) - 0.1, audience, rng)
    peers = _aimed(0.94 * latent + 0.34 * rng.standard_normal(size))
    first, last = day(date(year + 1, *assumed.ASSESSMENT_FROM)), day(date(year + 1, *assumed.LAST_RATING))
    days = np.minimum(first + (rng.beta(2.6, 1.1, size) * (due(year) - first + 4)).astype(np.int64), last - 8)
    self_on = np.where(rng.random(size) < assumed.ASSESSES[year], days, NEVER)
    is_due = (people["school"].to_numpy() + year) % 2 == 0
    peers_on = np.where(rng.random(size) < _PEERS, self_on + 1 + rng.integers(0, 4, size), NEVER)
    head_on = np.where(is_due & (rng.random(size) < _HEAD), self_on + 2 + rng.integers(0, 6, size), NEVER)
    return [
        (0, self_on, overall(own, audience), own),
        (1, peers_on, peers, None),
        (2, head_on, overall(heads, audience), heads),
    ]


def _aimed(latent: Array) -> Array:
    return (1 + np.searchsorted(_EDGES, latent)).astype(np.uint8)


def _marked(latent: Array, audience: str, rng: np.random.Generator) -> Array:
    """Criterion marks (rows × criteria) for the marks the latent ratings aim at."""
    drawn = rng.integers(0, 2**16, (len(latent), CRITERIA[audience]), dtype=np.uint16)
    return criteria(_aimed(latent), drawn, audience)


def _rows(
    people: pl.DataFrame, year: int, rater: int, days: Array, mark: Array, marks: Array | None, arrival: Array
) -> pl.DataFrame:
    does = days < NEVER
    frame = pl.DataFrame(
        {
            "person": people["person"].to_numpy()[does],
            "report_year": np.full(int(does.sum()), year, dtype=np.int32),
            "rater": np.full(int(does.sum()), RATERS[rater]),
            "rated_on": dates(days[does]),
            "visible_on": dates(visible(days, arrival)[does]),
            "mark": mark[does],
        }
    )
    given = {} if marks is None else {f"TC{n + 1}": marks[does, n] for n in range(marks.shape[1])}
    return frame.hstack(pl.DataFrame(given))


def needs(seed: int, selves: pl.DataFrame, modules: dict[bool, list[str]]) -> pl.DataFrame:
    """One row a declared need, a module or a criterion; ``modules``: codes by whether they are a manager's."""
    rng = stream(seed, "after needs")
    rows = selves.filter(pl.Series(rng.random(len(selves)) < assumed.NEEDS))
    is_manager, drawn = rows["is_manager"].to_numpy(), rng.random(len(rows))
    module, criterion = np.full(len(rows), "", dtype=object), np.zeros(len(rows), dtype=np.int64)
    for number, audience in enumerate(AUDIENCES):
        mine = is_manager == bool(number)
        weight = np.ones(CRITERIA[audience])
        weight[np.array(WEAK_CRITERIA[audience]) - 1] += (6.0, 4.0, 2.5)
        criterion[mine] = 1 + rng.choice(len(weight), int(mine.sum()), p=weight / weight.sum())
        module[mine] = rng.choice(modules[bool(number)], int(mine.sum()))
    is_module = drawn < 0.5
    return rows.select("person", "report_year", "visible_on").with_columns(
        module=pl.Series(np.where(is_module, module, "").tolist(), dtype=pl.String),
        criterion=pl.Series(np.where(is_module, 0, criterion)),
    )
