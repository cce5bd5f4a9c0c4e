"""What a statement could do in a store, should one ever get there: read, write, load, tell, grow, or never end."""

import os
import time

import duckdb
import polars as pl
import pytest

from data.access import Scope
from data.errors import TemisError
from data.store import open_store
from queries import runner
from queries.runner import Question
from tests.data.tiny import tiny

READS = [
    "select * from read_text('{file}')",
    "select * from read_blob('{file}')",
    "select * from read_csv('/etc/passwd')",
    "select * from read_json('{file}')",
    "select * from read_parquet('{folder}/**/*.parquet')",
    "select * from '{folder}/tables/province.parquet'",
    "select * from parquet_metadata('{folder}/tables/province.parquet')",
    "select * from sniff_csv('/etc/passwd')",
    "select * from glob('/etc/*')",
    "select * from read_csv('http://127.0.0.1:1/x.csv')",
    "select * from 'https://example.com/x.parquet'",
    "select * from read_csv('s3://bucket/x.csv')",
    "import database '{folder}'",
    "copy province from '/etc/passwd'",
    "attach '{folder}/x.duckdb'",
    "attach 'http://127.0.0.1:1/x.duckdb' (read_only)",
    "select * from duckdb_extensions()",
    "select getenv('HOME')",
]
WRITES = [
    "copy (select 1) to '{folder}/out.csv'",
    "copy (select 1) to '{folder}/out.parquet' (format parquet)",
    "copy (select 1) to '/dev/stdout'",
    "export database '{folder}/out'",
    "create persistent secret s (type http)",
    "create table other as select 1",
    "create view other as select 1",
    "create macro other() as 1",
    "create type other as enum ('a')",
    "create sequence other",
    "insert into province select * from province",
    "update province set name_vi = ''",
    "delete from province",
    "truncate province",
    "drop table province",
    "drop view if exists province",
    "alter table province add column other int",
]
SETTINGS = {
    "memory_limit": "'64GB'",
    "max_execution_time": "0",
    "threads": "64",
    "enable_external_access": "true",
    "disabled_filesystems": "''",
    "temp_directory": "'/tmp'",
    "max_temp_directory_size": "'64GB'",
    "home_directory": "'/tmp'",
    "extension_directory": "'/tmp'",
    "secret_directory": "'/tmp'",
    "custom_extension_repository": "'http://127.0.0.1:1'",
    "allow_unsigned_extensions": "true",
    "allow_community_extensions": "true",
    "autoload_known_extensions": "true",
    "autoinstall_known_extensions": "true",
    "python_enable_replacements": "true",
    "log_query_path": "'/tmp/q.log'",
    "profiling_output": "'/tmp/p.json'",
    "http_proxy": "'127.0.0.1:1'",
    "lock_configuration": "false",
}
LOADS = ["install httpfs", "load httpfs", "install spatial from community", "load '/tmp/x.duckdb_extension'"]
TELLS = ["call enable_logging(storage = 'file', storage_path = '/tmp/logs')", "pragma enable_profiling"]


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    return tiny(tmp_path_factory.mktemp("locked"))


@pytest.fixture
def store(snapshot):
    opened = open_store(snapshot, Scope.of_province("22"))
    yield opened
    opened.close()


def refused(store, statement):
    """Refused, and nothing different afterwards."""
    before = count(store)
    with pytest.raises(duckdb.Error), store.cursor() as cursor:
        cursor.execute(statement).fetchall()
    assert count(store) == before


def count(store):
    with store.cursor() as cursor:
        names = cursor.sql("select table_name from duckdb_tables() order by 1").fetchall()
        return names, cursor.sql("select count(*), max(name_vi) from province").fetchall()


@pytest.mark.parametrize("statement", READS + WRITES + LOADS + TELLS)
def test_a_store_reads_and_writes_nothing_beyond_itself(store, snapshot, statement):
    before = sorted(path.name for path in snapshot.folder.rglob("*"))
    file = snapshot.folder / "manifest.json"

    refused(store, statement.format(folder=snapshot.folder, file=file))

    assert sorted(path.name for path in snapshot.folder.rglob("*")) == before


@pytest.mark.parametrize("name", SETTINGS)
@pytest.mark.parametrize("how", ["set {name} = {value}", "set global {name} = {value}", "pragma {name} = {value}"])
def test_no_setting_of_a_store_can_be_changed(store, name, how):
    refused(store, how.format(name=name, value=SETTINGS[name]))


def test_no_setting_can_be_taken_back(store):
    for name in SETTINGS:
        refused(store, f"reset {name}")


def test_the_variables_of_the_program_are_no_tables(store):
    frame, rows = pl.DataFrame({"a": [1]}), [(1,)]

    refused(store, "select * from frame")
    refused(store, "select * from rows")
    assert len(frame) == len(rows)


BOMBS = {
    "a list": "select list(i) from range(2000000000) as t (i)",
    "a text": "select string_agg(repeat('x', 1000000) || i, '') from range(100000) as t (i)",
    "a sort": "select i from range(10000000000) as t (i) order by hash(i) limit 5 offset 10000000",
    "a table": "create temp table other as select i, hash(i) as h from range(10000000000) as t (i)",
    "one word": "select length(repeat(repeat('x', 10000000), 1000))",
}
TOO_MUCH = (duckdb.OutOfMemoryException, duckdb.OutOfRangeException, duckdb.InterruptException)


@pytest.mark.parametrize("bomb", BOMBS)
def test_what_does_not_fit_is_refused_and_never_written_to_disk(snapshot, tmp_path, monkeypatch, bomb):
    monkeypatch.setenv("TEMIS_STORE_MEMORY", "200MB")
    monkeypatch.chdir(tmp_path)
    store = open_store(snapshot, Scope.of_province("22"))

    with pytest.raises(TOO_MUCH), store.cursor() as cursor:
        cursor.execute(BOMBS[bomb]).fetchone()

    assert os.listdir(tmp_path) == []
    assert count(store), "and the store goes on"
    store.close()


ENDLESS = {
    "a product": "select sum(hash(a.i * b.i)) from range(10000000) as a (i), range(10000000) as b (i)",
    "a recursion": "with recursive r (n) as (select 1 union all select n + 1 from r) select count(*) from r",
}


@pytest.mark.parametrize("statement", ENDLESS)
def test_what_never_ends_is_ended(snapshot, monkeypatch, statement):
    monkeypatch.setenv("TEMIS_QUERY_MILLISECONDS", "300")
    store = open_store(snapshot, Scope.of_province("22"))
    began = time.monotonic()

    with pytest.raises(duckdb.InterruptException), store.cursor() as cursor:
        cursor.execute(ENDLESS[statement]).fetchone()

    assert time.monotonic() - began < 30
    store.close()


@pytest.mark.parametrize("sql", [BOMBS["a list"], ENDLESS["a recursion"]], ids=["memory", "time"])
def test_a_question_that_is_too_heavy_is_a_sentence(snapshot, monkeypatch, sql):
    monkeypatch.setenv("TEMIS_STORE_MEMORY", "200MB")
    monkeypatch.setenv("TEMIS_QUERY_MILLISECONDS", "2000")
    asked = Question("security/none.sql", columns={})
    runner.QUESTIONS.remove(asked)
    asked.__dict__["sql"] = sql
    store = open_store(snapshot, Scope.of_province("22"))

    with pytest.raises(TemisError) as caught:
        asked.ask(store)

    assert caught.value.code == "question_too_heavy"
    store.close()
