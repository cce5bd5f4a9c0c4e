"""A store holds what its scope may see and nothing else, and its door is closed."""

import time
from datetime import date

import duckdb
import psutil
import pytest

from data import history, reference
from data.access import Scope
from data.errors import ScopeError, SnapshotError
from data.store import open_store
from tests.build import store_of
from tests.data.tiny import tiny, without


def _codes(store, table):
    with store.cursor() as cursor:
        return sorted(row[0] for row in cursor.sql(f"select distinct province_code from {table}").fetchall())


def test_the_national_store_holds_cubes_and_no_schools(tmp_path):
    store = open_store(tiny(tmp_path), Scope.everything())

    assert _codes(store, "headline") == ["01", "22"]
    assert store.has("headline")
    assert not store.has("unit_training")


def test_one_provinces_store_holds_no_school_of_another(tmp_path):
    store = open_store(tiny(tmp_path), Scope.of_province("22"))

    assert _codes(store, "unit_training") == ["22"]
    assert _codes(store, "scope_province") == ["22"]


def test_a_limited_viewer_gets_no_small_group_of_another_province(tmp_path):
    snapshot = tiny(tmp_path)
    limited = open_store(snapshot, Scope.of_province("22"), history.path(tmp_path))

    for table in ("headline", "history"):
        with limited.cursor() as cursor:
            rows = cursor.sql(f"select province_code, part, whole from {table} order by 1").fetchall()
        assert rows == [("01", None, None), ("22", 80, 90)]  # 9 people in Hà Nội: under the measure's ten


def test_a_scope_cannot_hold_units_beyond_its_provinces():
    with pytest.raises(ScopeError):
        Scope(provinces=frozenset({"22"}), units=frozenset({"01"}))


@pytest.mark.parametrize(
    "attempt",
    [
        "select * from read_parquet('{folder}/unit/unit_training/province_code=01/data_0.parquet')",
        "select * from read_text('/etc/hostname')",
        "select * from glob('{folder}/*')",
        "select * from '{folder}/tables/headline.parquet'",
        "copy headline to '{folder}/out.parquet'",
        "attach '{folder}/x.duckdb'",
        "set disabled_filesystems = ''",
        "set max_execution_time = 0",
        "set enable_external_access = true",
        "install httpfs",
        "load httpfs",
        "export database '{folder}/dump'",
    ],
)
def test_the_door_is_closed(tmp_path, attempt):
    snapshot = tiny(tmp_path)
    store = open_store(snapshot, Scope.of_province("22"))

    with pytest.raises(duckdb.Error), store.cursor() as cursor:
        cursor.execute(attempt.format(folder=snapshot.folder)).fetchall()

    assert not (snapshot.folder / "out.parquet").exists()


def test_python_variables_are_not_tables(tmp_path):
    import polars as pl

    secret = pl.DataFrame({"a": [1]})
    store = open_store(tiny(tmp_path), Scope.everything())

    with pytest.raises(duckdb.CatalogException), store.cursor() as cursor:
        cursor.sql("select * from secret")
    assert len(secret) == 1


def test_a_question_that_never_ends_is_stopped(tmp_path, monkeypatch):
    monkeypatch.setenv("TEMIS_QUERY_MILLISECONDS", "200")
    store = open_store(tiny(tmp_path), Scope.everything())
    began = time.perf_counter()

    with pytest.raises(duckdb.InterruptException), store.cursor() as cursor:
        cursor.execute("select sum(a.i * b.i) from range(1000000) a(i), range(1000000) b(i)").fetchall()

    assert time.perf_counter() - began < 10


def test_a_store_brings_no_thread_along(tmp_path):
    snapshot, seen = tiny(tmp_path), psutil.Process()
    before = seen.num_threads()
    stores = [open_store(snapshot, Scope.of_province(code)) for code in ("01", "22")]

    assert [_codes(store, "headline") for store in stores] == [["01", "22"]] * 2
    assert seen.num_threads() <= before, "a hundred visitors hold some seventy stores"


def test_an_altered_file_is_not_loaded(tmp_path):
    snapshot = tiny(tmp_path)
    file = snapshot.folder / "tables/province.parquet"
    content = bytearray(file.read_bytes())
    content[200] ^= 1
    file.write_bytes(content)

    with pytest.raises(SnapshotError) as caught:
        open_store(snapshot, Scope.everything())

    assert caught.value.code == "snapshot_file_altered"


def test_the_key_tells_snapshots_and_scopes_apart(tmp_path):
    one, two = tiny(tmp_path, name="one"), tiny(tmp_path, name="two")
    keys = {
        open_store(snapshot, scope).key
        for snapshot in (one, two)
        for scope in (Scope.everything(), Scope.of_province("22"), Scope.of_province("01"))
    }

    assert len(keys) == 2 * 3


def test_the_history_knows_the_past_of_the_series_and_not_its_future(tmp_path):
    tiny(tmp_path, name="past", as_of=date(2021, 3, 31))
    now = tiny(tmp_path, name="now", as_of=date(2021, 6, 30))
    tiny(tmp_path, name="future", as_of=date(2021, 9, 30))
    tiny(tmp_path, name="other", as_of=date(2021, 3, 31), series="other")
    store = open_store(now, Scope.everything(), history.path(tmp_path))

    with store.cursor() as cursor:
        seen = cursor.sql("select distinct snapshot_id from history order by 1").fetchall()

    assert seen == [("now",), ("past",)]


def test_an_altered_history_is_made_again(tmp_path):
    tiny(tmp_path, name="past", as_of=date(2021, 3, 31))
    before = history.path(tmp_path).read_bytes()
    history.path(tmp_path).write_bytes(b"not parquet")

    history.refresh(tmp_path)

    assert history.path(tmp_path).read_bytes() == before


@pytest.mark.parametrize("late", reference.CAME_LATER)
def test_a_snapshot_older_than_the_reading_of_claims_is_read_by_todays(tmp_path, late):
    older = without(tiny(tmp_path), late, "standstill")

    store = open_store(older, Scope.everything())

    with store.cursor() as cursor:
        read = cursor.sql(f"select * from {late} order by figure_id").pl()
    assert read.equals(reference.frames(63)[late].sort("figure_id"))
    assert store.rows[late] == read.height > 0
    assert not store.has("standstill")  # what is made of people is not made up


def test_no_reading_of_claims_is_put_where_there_are_no_claims_or_beside_its_own(tmp_path):
    own = store_of(tmp_path / "own", claim_reading="figure_id | says\nF001 | exactly")
    none = store_of(tmp_path / "none", claim_reading="figure_id | says")  # a part without a row is one
    claimless = open_store(without(tiny(tmp_path), "claim", *reference.CAME_LATER), Scope.everything())

    assert own.rows["claim_reading"] == 1
    assert none.rows["claim_reading"] == 0
    assert claimless.rows["claim_reading"] == claimless.rows["claim"] == 0
