"""Tables A.1.1 and A.1.2 of every place: which counts the public edition withholds."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl

from data.schema import ALL, LEVELS, MARKS, PEOPLE
from data.withholding import shapes
from data.withholding.counted import Counted
from data.withholding.settle import NoWitness, Settling

COUNTRY = ""  # the province code of the country's line
COUNTS = ("accounts", "completed", *MARKS)
KEY = ("report_year", "province_code", "audience", "level", "people")

_LEVELS = (ALL, *LEVELS)
_SIZE = (len(_LEVELS), len(COUNTS), len(PEOPLE))
_MARKS = slice(2, None)  # of the statuses


@cache
def shape() -> shapes.Shape:
    """Levels by statuses by groups; a small number of people with an account takes their whole row along."""
    return shapes.shape(
        shapes.LEVELS, shapes.STANDING, shapes.GROUPS, takes={0: tuple(range(6)), 1: tuple(range(1, 6))}
    )


@dataclass(frozen=True, eq=False)
class Told:
    """One audience and year: ``counts`` places x levels x statuses x groups, NaN where nothing is told.

    ``self_done``  places x levels x groups: who assessed themselves, whom the criteria show
    """

    places: list[str]
    counts: np.ndarray
    self_done: np.ndarray

    @property
    def is_heard(self) -> np.ndarray:
        """Places that say who completed."""
        return ~np.isnan(self.counts[:, :, 1]).all(axis=(1, 2))

    @property
    def is_torn(self) -> np.ndarray:
        """Places of which some counts are told and others not, or whose levels do not add up."""
        expected = self.counts.copy()
        expected[~self.is_heard, :, 1:] = 0
        levels = (expected[:, 0] != expected[:, 1:].sum(axis=1)).any(axis=(1, 2))
        marks = (expected[:, :, 1] != expected[:, :, _MARKS].sum(axis=2)).any(axis=(1, 2))
        return np.isnan(expected).any(axis=(1, 2, 3)) | levels | marks


def mask(standing: pl.DataFrame, *, smallest: int) -> pl.DataFrame:
    """KEY and a Boolean for each of COUNTS, True where withheld, of all places and of the country.

    ``standing`` has KEY, COUNTS and ``is_of_people``: whether the place's people were counted one by one, so that
    a group without a row has nobody in it. Null counts are not told.
    """
    years = standing.partition_by("report_year", "audience", as_dict=True, maintain_order=False)
    settled = [
        _framed(_told(rows), smallest=smallest).with_columns(
            pl.lit(year, dtype=pl.Int64).alias("report_year"), pl.lit(audience).alias("audience")
        )
        for (year, audience), rows in sorted(years.items())
    ]
    schema = {name: pl.Boolean if name in COUNTS else pl.String for name in (*KEY, *COUNTS)} | {"report_year": pl.Int64}
    return pl.concat(settled).select(*schema) if settled else pl.DataFrame(schema=schema)


def _told(rows: pl.DataFrame) -> Told:
    places = sorted(set(rows["province_code"]))
    counts = np.full((len(places), *_SIZE), np.nan)
    of_people = rows.filter("is_of_people")
    for code in set(of_people["province_code"]):
        counts[places.index(code)] = 0
    at = [places.index(code) for code in rows["province_code"]]
    levels = [_LEVELS.index(level) for level in rows["level"]]
    groups = [PEOPLE.index(people) for people in rows["people"]]
    counts[at, levels, :, groups] = rows.select(COUNTS).cast(pl.Float64).to_numpy()
    is_heard = set(rows.filter(pl.col("completed").is_not_null())["province_code"])
    counts[[code not in is_heard for code in places], :, 1:] = np.nan
    self_done = np.zeros((len(places), len(_LEVELS), len(PEOPLE)))
    self_done[at, levels, groups] = rows["self_done"].fill_null(0).to_numpy()
    return Told(places, counts, self_done)


def _framed(told: Told, *, smallest: int) -> pl.DataFrame:
    masked = settled(told, smallest=smallest)
    places, levels, groups = np.meshgrid(
        np.array([*told.places, COUNTRY]), np.array(_LEVELS), np.array(PEOPLE), indexing="ij"
    )
    lines = np.moveaxis(masked.reshape(-1, *_SIZE), 2, -1)
    keys = {"province_code": places.ravel(), "level": levels.ravel(), "people": groups.ravel()}
    return pl.DataFrame(keys | {name: lines[..., at].ravel() for at, name in enumerate(COUNTS)})


def settled(told: Told, *, smallest: int) -> np.ndarray:
    """(places + 1) x cells: what is withheld, the last line the country's."""
    counted, closed = counted_of(told, smallest=smallest)
    try:
        masked = Settling(shape(), counted, smallest=smallest).settle()
    except NoWitness:
        return np.ones_like(counted.masked)
    masked[-1] |= closed
    cells = told.counts.reshape(len(told.places), -1)
    masked[:-1] |= (cells > 0) & (cells < smallest)  # where levels do not add up, what is printed is no sum
    return masked


def counted_of(told: Told, *, smallest: int) -> tuple[Counted, np.ndarray]:
    """The table as it is settled, and the country's cells that torn places close.

    Nothing of a torn place is anybody's partner. Where nothing in it is small it is printed as it is. Where something
    is, its ratings are withheld, its overlapping groups too unless all their accounts and completed are told, and
    everything unless those of all its people are.
    """
    heard, kinds = told.is_heard, _kinds(told, smallest)
    places = len(told.places)
    masked = np.zeros((places + 1, *_SIZE), dtype=bool)
    masked[:-1][kinds.bare, :, _MARKS] = True
    masked[:-1][kinds.thin, :, :, 1:] = True
    masked[:-1][kinds.shut] = True
    closed = masked[:-1].any(axis=0)
    masked[-1] = closed
    unknown = np.zeros((places, *_SIZE), dtype=bool)
    unknown[~heard, :, 1:] = True
    unknown[kinds.thin, :, :, 1:] = True
    unknown[kinds.aside] = True
    table = shape()
    is_told = np.ones((places, len(_LEVELS), len(shapes.STANDING.protected), len(shapes.GROUPS.protected)), dtype=bool)
    is_told[~heard, :, 1:] = False
    is_told[kinds.bare, :, _MARKS.start : -1] = False
    is_told[kinds.thin, :, :, 1:] = False
    is_told[kinds.aside] = False
    counted = Counted(
        leaves=_leaves(told.counts, heard, kinds),
        unknown=unknown.reshape(places, len(table.printed)),
        told=is_told.reshape(places, len(table.protected)),
        is_added=(heard if heard.any() else ~heard) & ~kinds.aside,
        masked=masked.reshape(places + 1, len(table.printed)),
        kept=np.zeros((places + 1, len(table.printed)), dtype=bool),
        bound=_bound(told, kinds),
    )
    return counted, closed.ravel()


@dataclass(frozen=True, eq=False)
class _Kinds:
    """Torn places: ``bare`` of ratings, ``thin`` where of its overlapping groups too, ``shut`` altogether;
    ``aside`` are those that take no part: shut, or with nothing small in them."""

    bare: np.ndarray
    thin: np.ndarray
    shut: np.ndarray
    aside: np.ndarray


def _kinds(told: Told, smallest: int) -> _Kinds:
    small = told.is_torn & np.array([_has_small(counts, smallest) for counts in told.counts], dtype=bool)
    basis = ~np.isnan(told.counts[:, :, :2]).any(axis=(1, 2))
    bare = small & told.is_heard & basis[:, 0]
    return _Kinds(bare, bare & ~basis.all(axis=1), small & ~bare, told.is_torn & ~bare)


def _bound(told: Told, kinds: _Kinds) -> np.ndarray:
    """Places x leaves: people who have not completed but have assessed themselves, as the criteria show."""
    begun = np.zeros_like(told.counts)
    begun[:, :, 0] = np.maximum(told.self_done - np.nan_to_num(told.counts[:, :, 1]), 0)
    return np.maximum(_leaves(begun, told.is_heard, kinds), 0)


def _leaves(counts: np.ndarray, heard: np.ndarray, kinds: _Kinds) -> np.ndarray:
    """Places x leaves; who is not told to have completed has not, who completed without a rating is Tốt."""
    known, bare = np.nan_to_num(counts[:, 1:]), kinds.bare
    known[kinds.thin, :, :, 1:] = 0
    open_ones, marks = known[:, :, 0] - known[:, :, 1], known[:, :, _MARKS].copy()
    marks[bare, :, :-1] = 0
    marks[bare, :, -1] = known[bare, :, 1]
    open_ones[~heard] = known[~heard, :, 0]
    total, women, minority, both, remote = np.moveaxis(np.concatenate([open_ones[:, :, None], marks], axis=2), -1, 0)
    leaves = (both, women - both, minority - both, total - women - minority + both, remote, total - remote)
    return np.stack(leaves, axis=-1).reshape(len(counts), -1)


def _has_small(counts: np.ndarray, smallest: int) -> bool:
    """Whether any count that is told, or any found from two of them by subtraction, is of 1 to smallest - 1 people."""
    accounts, completed = counts[:, 0], counts[:, 1]
    lines = np.concatenate([counts, (accounts - completed)[:, None]], axis=1)
    total, women, minority, both, remote = np.moveaxis(lines, -1, 0)
    found = (women - both, minority - both, total - women - minority + both, total - remote)
    each = np.stack([total, women, minority, both, remote, total - women, total - minority, *found])
    with np.errstate(invalid="ignore"):
        return bool(((each > 0) & (each < smallest)).any())
