"""Rates of small groups leave a store: which rows of ``headline`` and ``history`` are withheld, in the data's division.

**What is small.** A group of 1 to ``smallest`` - 1 people (or of so many enrolments, or answers) as the whole of a
rate, counted or found by subtraction: men, the majority, women of the majority, men of a minority, those outside
disadvantaged areas; a level or a module that is left when others are taken from their sum. A rate goes with its
whole. A part of a large whole is not small: that 3 of 400 have finished is a rate of 400.

**Alike.** lms_passed and certified have one whole, so have rated_good and rated_excellent; whoever is withheld as
having an account is so as having been rated, and a learner withheld in finished_all as being enrolled.

**From date to date.** Of ratings a row is withheld as well whose whole differs by 1 to ``smallest`` - 1 people from
that of an earlier date of the series which is shown: the difference would be the ratings of just those. It is decided
oldest first, from what the history holds, so that it comes out the same whichever snapshot is opened, and when.

Whatever a store shows is added up from rows that are left, in either division: so nothing comes back there.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import duckdb
import numpy as np
import polars as pl

from data import divisions
from data.measures import measures
from data.schema import ALL, LEVELS, PEOPLE
from data.smallgroups import families, groups

_LEVELS = (ALL, *LEVELS)
_PLACES = 100  # codes have two digits
_FIRST = ("assessment_completed", "finished_all")  # others follow what is withheld of these
_TABLES = ("history", "headline")  # the headline is the latest date

Key = tuple[str, str, str, str, int]  # measure, audience, cohort, question, report year


@dataclass
class Decided:
    """What is withheld: by table the numbers of ``rows``, which hold as long as no row comes or goes, and at the latest
    date by key a mask places x modules x levels x groups.

    ``modules`` names that axis of a mask, all of them first; a place is the number that its code is.
    """

    rows: dict[str, np.ndarray] = field(default_factory=dict)
    masks: dict[Key, np.ndarray] = field(default_factory=dict)
    modules: dict[Key, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class _Dates:
    """The dates of a series, the oldest first: of each its snapshot and whether its places are those of the 34."""

    snapshots: list[str]
    is_merged: list[bool]


def decide(connection: duckdb.DuckDBPyConnection, *, smallest: int) -> Decided:
    """What is withheld of all places of the loaded ``headline`` and ``history``; nothing is changed."""
    dates, decided = _dates(connection), Decided()
    hidden: dict[Key, np.ndarray] = {}
    found: dict[str, list[np.ndarray]] = {table: [] for table in _TABLES}
    for key in _keys(connection):
        told = _Told.of(connection, key, dates)
        hidden[key] = _hidden(key, told, hidden, dates, smallest)
        masked = groups.of_people(hidden[key])
        for table in _TABLES:
            found[table].append(told.rows_where(masked, table))
        decided.masks[key], decided.modules[key] = masked[-1], told.modules
    decided.rows = {table: np.concatenate([np.empty(0, np.int64), *rows]) for table, rows in found.items()}
    return decided


def withhold(connection: duckdb.DuckDBPyConnection, decided: Decided) -> int:
    """Withhold what was decided in the loaded tables; how many rows that were."""
    count = 0
    for table in _TABLES:
        connection.register("decided_row", pl.DataFrame({"row_no": decided.rows[table]}))
        connection.execute(
            f"update {table} set part = null, whole = null, units_known = 0"  # noqa: S608 - names of our own
            " where rowid in (select row_no from decided_row)"
        )
        count += connection.fetchone()[0]
        connection.unregister("decided_row")
    return count


def _hidden(key: Key, told: "_Told", before: Mapping[Key, np.ndarray], dates: _Dates, smallest: int) -> np.ndarray:
    """dates x places x modules x levels x kinds: what is hidden of one key."""
    counts = told.counts
    flat = counts.reshape(-1, *counts.shape[2:])
    measure, audience, cohort, _, year = key
    if len(told.modules) > 1:
        hidden = families.of_modules(flat, smallest=smallest)
        also = before.get(("finished_all", audience, cohort, "", 0))
        return hidden.reshape(*counts.shape[:-1], -1) | (False if also is None else also)
    if not measure.startswith("rated_"):
        hidden = families.of_levels(flat[:, 0], smallest=smallest)
        return hidden.reshape(*counts.shape[:-1], -1)
    also = before.get(("assessment_completed", audience, cohort, "", year))
    shape = (*counts.shape[:-1], groups.KINDS)
    also = np.zeros(shape, dtype=bool) if also is None else also
    return families.of_dates(
        counts[:, :, 0], also[:, :, 0], is_merged=dates.is_merged, unit_of=_unit_of(), smallest=smallest
    ).reshape(shape)


@dataclass(frozen=True, eq=False)
class _Told:
    """The rows of one key: ``counts`` dates x places x modules x levels x groups, NaN where nothing is told."""

    counts: np.ndarray
    modules: list[str]
    rows: Mapping[str, Mapping[str, np.ndarray]]

    @classmethod
    def of(cls, connection: duckdb.DuckDBPyConnection, key: Key, dates: _Dates) -> "_Told":
        names = dict(zip(("measure", "audience", "cohort_code", "question_code", "report_year"), key, strict=True))
        modules = _modules(connection, names)
        listed = {"modules": modules, "levels": list(_LEVELS), "people": list(PEOPLE), "snapshots": dates.snapshots}
        counts = np.full((len(dates.snapshots), _PLACES, len(modules), len(_LEVELS), len(PEOPLE)), np.nan)
        rows = {table: _fetched(connection, table, names | listed) for table in _TABLES}
        for own in rows.values():
            counts[_at(own)] = own["whole"]
        return cls(counts, modules, rows)

    def rows_where(self, masked: np.ndarray, table: str) -> np.ndarray:
        """Numbers of the rows of a table that are masked; ``masked`` dates x places x modules x levels x groups."""
        own = self.rows[table]
        return own["row_no"][masked[_at(own)]]


def _at(rows: Mapping[str, np.ndarray]) -> tuple[np.ndarray, ...]:
    return tuple(rows[name] for name in ("date_no", "place", "module_no", "level_no", "people_no"))


def _fetched(connection: duckdb.DuckDBPyConnection, table: str, values: Mapping[str, object]) -> dict[str, np.ndarray]:
    """The rows of a key as numbers; a whole that is not known is not there."""
    date = "list_position($snapshots, snapshot_id)" if table == "history" else "len($snapshots)"
    return connection.execute(
        f"select rowid as row_no, {date} - 1 as date_no, province_code::utinyint as place,"  # noqa: S608 - our own names
        " list_position($modules, module_code) - 1 as module_no, list_position($levels, level) - 1 as level_no,"
        f" list_position($people, people) - 1 as people_no, whole::double as whole from {table}"
        " where measure = $measure and audience = $audience and cohort_code = $cohort_code"
        " and question_code = $question_code and report_year = $report_year and whole is not null",
        dict(values),
    ).fetchnumpy()


def _modules(connection: duckdb.DuckDBPyConnection, names: Mapping[str, object]) -> list[str]:
    """The modules of a key, their sum first; one that is not named where the measure knows none."""
    found = connection.execute(
        "select distinct module_code from (select * exclude (snapshot_id, series, as_of, vintage) from history"
        " union all select * from headline) where measure = $measure and audience = $audience"
        " and cohort_code = $cohort_code and question_code = $question_code and report_year = $report_year",
        dict(names),
    ).fetchall()
    modules = sorted({code for (code,) in found} - {ALL})
    return modules if len(modules) == 1 and len(found) == 1 else [ALL, *modules]


def _keys(connection: duckdb.DuckDBPyConnection) -> Iterator[Key]:
    """The keys of measures that count people, each after those that it follows."""
    counted = [measure.name for measure in measures().values() if measure.smallest > 1]
    yield from connection.execute(
        "select distinct measure, audience, cohort_code, question_code, report_year::bigint from"
        " (select measure, audience, cohort_code, question_code, report_year from history union all"
        " select measure, audience, cohort_code, question_code, report_year from headline)"
        " where list_contains($counted, measure) order by not list_contains($first, measure), 1, 2, 3, 4, 5",
        {"counted": counted, "first": list(_FIRST)},
    ).fetchall()


def _dates(connection: duckdb.DuckDBPyConnection) -> _Dates:
    told = connection.execute(
        "select distinct snapshot_id, vintage, as_of from history union all"
        " select snapshot_id, data_vintage, as_of from snapshot_info order by as_of, snapshot_id"
    ).fetchall()
    return _Dates([row[0] for row in told], [row[1] == 34 for row in told])


def _unit_of() -> np.ndarray:
    """By place of the 63 the place of the 34 that it went into, -1 for none."""
    unit_of = np.full(_PLACES, -1)
    for former, unit in divisions.carrying(63, 34):
        unit_of[int(former)] = int(unit)
    return unit_of
