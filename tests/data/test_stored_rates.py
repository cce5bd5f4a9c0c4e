"""From a limited viewer's headline and history no small group is recovered, by nobody who subtracts."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import polars as pl
import pytest

from data import divisions, history
from data.access import Scope
from data.common import kinds
from data.measures import measures
from data.schema import HISTORY, TABLES
from data.smallgroups import table
from data.snapshot import open_snapshot
from data.store import Store, open_store
from tests.data import attack_store as attack

_PEOPLE = [measure.name for measure in measures().values() if measure.smallest > 1]
_KEY = ["snapshot_id", "measure", "audience", "cohort_code", "question_code", "report_year"]
_CELL = ["province_code", "module_code", "level", "people"]
_ROW = [*_KEY, *_CELL]
_VIEWERS = {
    "doet": Scope.of_province("22"),
    "analyst": Scope(is_careful=True),
    "university": Scope(provinces=frozenset({"01", "22", "26"}), is_careful=True),
    "district": Scope(frozenset(), frozenset({"22"}), districts=frozenset({"193"}), is_careful=True),
}


@cache
def _opened(state: Path, scope: Scope, division: int = 63) -> Store:
    snapshot = open_snapshot(max((state / "snapshots").glob("mo-phong-*")))
    return open_store(snapshot, scope, history.path(state), division=division)


def _rows(store: Store) -> pl.DataFrame:
    with store.cursor() as cursor:
        return cursor.sql("select * from history").pl().filter(pl.col("measure").is_in(_PEOPLE))


def _told(state: Path, scope: Scope) -> pl.DataFrame:
    """Every row as it was counted, and whether it is withheld; the viewer's own are left out."""
    own = frozenset() if scope.is_careful else scope.provinces or frozenset()
    counted, seen = _rows(_opened(state, Scope.everything())), _rows(_opened(state, scope))
    is_withheld = pl.col("whole").is_null().alias("is_withheld")
    together = counted.join(seen.select(*_ROW, is_withheld), on=_ROW, how="left")
    assert together["is_withheld"].null_count() == 0
    return together.filter(~pl.col("province_code").is_in(sorted(own)))


def _attacks(told: pl.DataFrame, smallest: int) -> Iterator[tuple[tuple, dict, object]]:
    """By key of a measure the small groups of all provinces, and what is known of them."""
    rows_of = told.partition_by(_KEY, as_dict=True)
    for key, rows in rows_of.items():
        cells = list(rows.select(_CELL).iter_rows())
        counts = dict(zip(cells, rows["whole"], strict=True))
        withheld = {cell for cell, is_withheld in zip(cells, rows["is_withheld"], strict=True) if is_withheld}
        accounts = rows_of.get((key[0], "assessment_completed", *key[2:])) if key[1].startswith("rated") else None
        may_be_empty = set() if accounts is None else set(accounts.filter("is_withheld").select(_CELL).iter_rows())
        yield key, attack.small(counts, smallest), attack.known(counts, withheld, may_be_empty)


def _latest(told: pl.DataFrame) -> pl.DataFrame:
    return told.filter(pl.col("snapshot_id") == pl.col("snapshot_id").max(), pl.col("measure") != "certified")


@pytest.mark.parametrize("viewer", ["doet", "analyst"])
def test_no_small_group_of_any_province_is_recovered(demo_state, viewer):
    told = _told(demo_state, _VIEWERS[viewer])
    attacked = 0

    for key, small, known in _attacks(_latest(told) if viewer == "doet" else told, 10):
        attacked += len(small)
        assert known.determined(small) == [], key
        assert known.one_below(small, 10) is None, key

    assert attacked > 10_000


def test_whoever_is_careful_is_so_with_every_place_alike(demo_state):
    of_analyst, *others = (_told(demo_state, _VIEWERS[viewer]) for viewer in ("analyst", "university", "district"))

    for told in others:
        assert told.sort(_ROW).equals(of_analyst.sort(_ROW))


def test_with_another_threshold_it_is_another_rule(demo_state):
    few = Scope(is_careful=True, smallest=3)
    told = _latest(_told(demo_state, few))

    assert 0 < told["is_withheld"].sum() < _latest(_told(demo_state, _VIEWERS["analyst"]))["is_withheld"].sum()
    for key, small, known in _attacks(told, 3):
        assert known.one_below(small, 3) is None, key


def test_without_partners_the_same_attack_finds_many(demo_state, monkeypatch):
    monkeypatch.setattr(table._Settling, "_closed", lambda _, lines, __: lines)
    monkeypatch.setattr(kinds, "_rules", lambda: "sabotaged")  # neither what was settled well, nor for others after
    alone = Scope(is_careful=True, reason="sabotaged", smallest=10)
    found = {key: known.determined(small) for key, small, known in _attacks(_latest(_fresh(demo_state, alone)), 10)}

    assert sum(map(len, found.values())) > 100


def _fresh(state: Path, scope: Scope) -> pl.DataFrame:
    _opened.cache_clear()
    told = _told(state, scope)
    _opened.cache_clear()  # what was made without partners is nobody else's
    return told


def test_nobody_is_told_unless_the_accounts_are_withheld(demo_state):
    told = _told(demo_state, _VIEWERS["analyst"]).filter(people="total")
    same = ["snapshot_id", "audience", "report_year", *_CELL]
    accounts = told.filter(measure="assessment_completed").select(*same, of_accounts="is_withheld")
    nobody = told.filter(pl.col("measure").str.starts_with("rated"), whole=0).join(accounts, on=same)

    assert nobody.filter("is_withheld").equals(nobody.filter("of_accounts"))
    assert nobody["is_withheld"].any()


def test_what_counts_provinces_and_the_large_is_withheld_from_nobody(demo_state):
    told = _told(demo_state, _VIEWERS["analyst"]).filter(people="total", level="all")
    large = told.filter(pl.col("module_code").is_in(["", "all"]), pl.col("whole") >= 100)
    of_units = "select count(*) from headline where whole is null and not list_contains($1, measure)"

    assert large.filter(~pl.col("measure").str.starts_with("rated"))["is_withheld"].sum() == 0
    with _opened(demo_state, _VIEWERS["analyst"]).cursor() as cursor:
        assert cursor.execute(of_units, [_PEOPLE]).fetchall() == [(0,)]


def test_whoever_is_limited_sees_their_own_whole_and_the_ministry_sees_all(demo_state):
    everything, limited = _rows(_opened(demo_state, Scope.everything())), _rows(_opened(demo_state, _VIEWERS["doet"]))

    assert everything["whole"].null_count() == 0
    assert limited.filter(province_code="22")["whole"].null_count() == 0
    assert limited.filter(pl.col("province_code") != "22")["whole"].null_count() > 10_000


@pytest.mark.parametrize("viewer", ["doet", "analyst"])
def test_the_34_tell_nothing_that_the_63_do_not(demo_state, viewer):
    """Every row of the 34 is the sum of rows of the 63 that are shown."""
    scope = _VIEWERS[viewer]
    unit_of = pl.col("province_code").replace_strict(dict(divisions.carrying(63, 34)))
    names = [name for name in _ROW if name != "snapshot_id"] + ["snapshot_id"]
    seen = _rows(_opened(demo_state, scope)).with_columns(unit_of)
    is_known = pl.col("units_known") == 1
    of_known = [pl.col(name).filter(is_known).sum().alias(name) for name in ("part", "whole")]
    expected = (
        seen.filter(pl.col("whole").is_not_null())
        .group_by(names)
        .agg(*of_known, pl.col("whole").sum().alias("of_all"), pl.col("units_known").sum().cast(pl.Int64))
    )

    carried = _rows(_opened(demo_state, scope, 34)).filter(pl.col("whole").is_not_null())

    assert carried.height == expected.height > 1000
    together = carried.join(expected, on=names, suffix="_expected")
    assert together.height == carried.height
    whole = pl.when(pl.col("units_known_expected") > 0).then("whole_expected").otherwise("of_all")
    assert together.filter(pl.col("whole") != whole).is_empty()


RATED = """
    measure              | report_year | province_code | level           | part | whole
    assessment_completed | 2021        | 01            | all             | {0}  | 400
    assessment_completed | 2021        | 01            | primary         | {1}  | 200
    assessment_completed | 2021        | 01            | lower_secondary | {2}  | 200
    rated_good           | 2021        | 01            | all             | {0}  | {0}
    rated_good           | 2021        | 01            | primary         | {1}  | {1}
    rated_good           | 2021        | 01            | lower_secondary | {2}  | {2}
"""
_DATES = {date(2022, 1, 31): (100, 50, 50), date(2022, 2, 28): (103, 50, 53), date(2022, 3, 31): (120, 70, 50)}


def _moved(store_of, dates: dict[date, tuple[int, ...]], **more) -> dict[tuple[date, str], int | None]:
    """By date and level how many the shown rating is of."""
    *earlier, last = dates.items()
    previous = {as_of: RATED.format(*counts) for as_of, counts in earlier}
    store = store_of(headline=RATED.format(*last[1]), previous=previous, as_of=last[0], **more)
    with store.cursor() as cursor:
        rows = cursor.sql("select as_of, level, whole from history where measure = 'rated_good'").fetchall()
    return {(as_of, level): whole for as_of, level, whole in rows}


def test_ratings_of_the_few_who_came_since_an_earlier_date_are_withheld(store_of):
    seen = _moved(store_of, _DATES, scope=Scope.of_province("22"))

    first, second, third = _DATES
    assert [seen[first, level] for level in ("all", "primary", "lower_secondary")] == [100, 50, 50]
    assert [seen[second, level] for level in ("all", "primary", "lower_secondary")] == [None, None, None]  # 3 came
    assert [seen[third, level] for level in ("all", "primary", "lower_secondary")] == [120, 70, 50]


def test_what_is_withheld_of_an_earlier_date_is_so_whichever_snapshot_is_opened(store_of):
    late = _moved(store_of, _DATES, scope=Scope.of_province("22"))
    soon = _moved(store_of, dict(list(_DATES.items())[:2]), scope=Scope.of_province("22"))

    assert soon == {key: whole for key, whole in late.items() if key[0] < date(2022, 3, 31)}


def test_no_two_dates_of_a_province_differ_by_a_few_whose_ratings_would_follow(demo_state):
    told = _told(demo_state, _VIEWERS["analyst"]).filter(measure="rated_good")
    shown = told.filter(~pl.col("is_withheld"))
    cells = ["audience", "report_year", "province_code", "level"]
    compared = 0

    for _, rows in shown.partition_by(cells, as_dict=True).items():
        by_date = [
            attack.sizes(
                {("", "", "", people): whole for people, whole in own.select("people", "whole").iter_rows()}, "", "", ""
            )
            for own in rows.partition_by("snapshot_id")
        ]
        for one, other in ((one, other) for at, one in enumerate(by_date) for other in by_date[:at]):
            moved = {people: abs(one[people] - other[people]) for people in one.keys() & other.keys()}
            compared += len(moved)
            assert [people for people, size in moved.items() if 0 < size < 10] == []

    assert compared > 1000


def test_what_has_been_published_is_shown_as_it_was(store_of):
    small = "measure | report_year | province_code | part | whole\nassessment_completed | 2020 | 01 | 2 | 5"
    seen = {
        kind: store_of(headline=small, kind=kind, scope=Scope.of_province("22")) for kind in ("public", "synthetic")
    }

    wholes = {}
    for kind, store in seen.items():
        with store.cursor() as cursor:
            wholes[kind] = cursor.sql("select whole from headline").fetchall()
    assert wholes == {"public": [(5,)], "synthetic": [(None,)]}


def test_every_count_of_a_withheld_row_is_gone(demo_state):
    with _opened(demo_state, _VIEWERS["doet"]).cursor() as cursor:
        left = cursor.sql("select * from history where whole is null").pl()

    told = [column.name for column in HISTORY.columns if column.type == "BIGINT" and not column.is_key]
    assert told == [column.name for column in TABLES["headline"].columns if column.type == "BIGINT"]
    assert left.select(told).null_count().row(0) == (left.height,) * len(told)
