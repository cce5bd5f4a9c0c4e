"""What the first to open the newest snapshot would wait for is there before they come, made once, and harms nothing."""

import logging
from contextlib import closing
from datetime import date

import duckdb
import pytest
from filelock import FileLock

from data import common, history, ordering, preparing
from data.access import Scope
from data.common import kinds, prepared
from data.schema import HISTORY
from data.store import open_store
from tests.data.tiny import tiny

BEFORE, AFTER = date(2021, 6, 30), date(2022, 6, 30)


@pytest.fixture
def makings(monkeypatch) -> list[str]:
    """The snapshots whose shared file was made, in order."""
    made: list[str] = []
    make = prepared._make
    monkeypatch.setattr(prepared, "_make", lambda kind, file: made.append(kind.snapshot.id) or make(kind, file))
    return made


def _trend(state, snapshot):
    with closing(open_store(snapshot, Scope.everything(), history.path(state))) as store:
        return store.cursor().sql("select snapshot_id, province_code, part, whole from history order by all").fetchall()


def test_what_was_prepared_is_opened_as_it_is(tmp_path, makings):
    tiny(tmp_path, name="a", as_of=BEFORE)
    newest = tiny(tmp_path, name="b", as_of=AFTER)

    assert preparing.is_needed(tmp_path)
    assert preparing.prepare(tmp_path)
    assert not preparing.is_needed(tmp_path)
    assert {name for name, *_ in _trend(tmp_path, newest)} == {"a", "b"}
    assert makings == ["b"], "opening makes nothing"


def test_where_people_sign_in_the_file_without_small_groups_is_there_too(tmp_path, makings, monkeypatch):
    monkeypatch.setattr("data.settings.login", lambda: "oidc")
    newest = tiny(tmp_path)
    preparing.prepare(tmp_path)
    open_store(newest, Scope.of_province("22"), history.path(tmp_path)).close()

    assert makings == [newest.id] * 2


def test_a_process_of_its_own_leaves_the_same(tmp_path, makings):
    newest = tiny(tmp_path)

    assert preparing.apart(tmp_path).wait(timeout=120) == 0
    _trend(tmp_path, newest)
    assert makings == []


def test_one_at_a_time_prepares(tmp_path, makings):
    tiny(tmp_path)
    (tmp_path / common.FOLDER).mkdir()
    with FileLock(tmp_path / common.FOLDER / preparing._LOCK):
        assert not preparing.prepare(tmp_path)
    assert makings == []
    assert preparing.prepare(tmp_path)


def test_what_fails_is_in_the_log_and_nowhere_else(tmp_path, caplog):
    snapshot = tiny(tmp_path)
    (snapshot.folder / "tables/headline.parquet").write_bytes(b"PAR1")  # noticed when snapshots are listed
    with caplog.at_level(logging.WARNING):
        assert preparing.prepare(tmp_path), "there is nothing that could be prepared"

    other = tiny(tmp_path, name="other")
    file = other.folder / "tables/headline.parquet"
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)  # noticed when it is loaded
    with caplog.at_level(logging.WARNING):
        assert not preparing.prepare(tmp_path)
    assert "nothing was prepared" in caplog.text


def test_an_empty_folder_needs_nothing(tmp_path):
    assert not preparing.is_needed(tmp_path)
    assert preparing.prepare(tmp_path)


def test_what_joins_the_history_later_leaves_the_files_of_earlier_dates_as_they_are(tmp_path):
    def name(snapshot):
        return kinds.of(snapshot, Scope.everything(), history.path(tmp_path), 63).name

    earlier, middle = tiny(tmp_path, name="a", as_of=BEFORE), tiny(tmp_path, name="b", as_of=AFTER)
    before = name(earlier), name(middle)
    tiny(tmp_path, name="c", as_of=date(2022, 12, 31))
    tiny(tmp_path, name="d", as_of=BEFORE, series="another")

    assert (name(earlier), name(middle)) == before
    tiny(tmp_path, name="e", as_of=BEFORE)  # the first date is told anew
    assert name(earlier) == before[0]
    assert name(middle) != before[1]


def test_a_history_that_does_not_say_what_it_holds_is_known_by_all_of_it(tmp_path):
    tiny(tmp_path, name="a", as_of=BEFORE)
    file = history.path(tmp_path)
    told = history.past_of(file, "tiny", AFTER)
    (tmp_path / "history.json").unlink()

    assert history.past_of(file, "tiny", AFTER) == history.digest_of(file) != told
    assert history.past_of(tmp_path / "none", "tiny", AFTER) == ""


def _in_order(by):
    """What a drawn history is when it was put in order: its rows as they come, and sorted in full."""
    question = "'m' || i % 7, 'teacher', '', '', '', 2020 + i % 2, 'all', 'total'"
    drawn = f"select 's' || i % 3, 'x', date '2020-01-01' + (i % 3)::int, 63, {question}, lpad((i % 5)::text, 2, '0')"
    with duckdb.connect() as connection:
        connection.execute(f"create table drawn ({HISTORY.ddl})")
        connection.execute(f"insert into drawn {drawn}, i, null from range(20_000) as drawn(i) order by hash(i)")
        connection.execute(f"create table put as {by(connection, 'drawn')}")
        found = connection.execute("select * from put").fetchall()
        drawn_rows = connection.execute("select * from drawn").fetchall()
    assert sorted(map(repr, found)) == sorted(map(repr, drawn_rows)), "no row is lost or made"
    return [dict(zip(HISTORY.names, row, strict=True)) for row in found]


def test_a_history_put_in_order_by_question_holds_the_same_rows_question_by_question():
    keys = [(*(row[name] for name in ordering.QUESTION), row["as_of"], row["province_code"])
            for row in _in_order(ordering.by_question)]  # fmt: skip

    assert keys == sorted(keys)


def test_a_history_put_in_order_by_place_holds_the_same_rows_place_by_place():
    keys = [(row["series"], row["province_code"], row["measure"]) for row in _in_order(ordering.by_place)]

    assert keys == sorted(keys)
