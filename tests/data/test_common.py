"""What stores have in common is prepared once, holds nothing that is withheld, and is made again when in doubt."""

import logging
import os
import stat
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from data import history
from data.access import Scope
from data.common import FOLDER, kept, kinds, prepared
from data.keeping import places
from data.schema import TABLES
from data.snapshot import Snapshot
from data.store import Store, open_store
from tests import build

OF_22, OF_01 = Scope.of_province("22"), Scope.of_province("01")
CAREFUL = Scope(is_careful=True)
FEW_IN_BOTH = """
    measure              | report_year | province_code | part | whole
    assessment_completed | 2020        | 01            | 5    | 5
    assessment_completed | 2020        | 22            | 5    | 5
    assessment_completed | 2020        | 26            | 50   | 70
"""
WHOLE = "select province_code, whole from headline"


@pytest.fixture
def drawn(tmp_path) -> Snapshot:
    """A snapshot with two small groups, in a state folder of its own."""
    with closing(build.store_of(tmp_path / "drawn", headline=FEW_IN_BOTH)) as store:
        return store.snapshot


@pytest.fixture
def state(drawn) -> Path:
    """Its state folder, with nothing prepared."""
    folder = drawn.folder.parent.parent
    for made in _made(folder):
        made.unlink()
    return folder


@pytest.fixture
def makings(monkeypatch) -> list[str]:
    """The kinds that were prepared, in order."""
    made: list[str] = []
    make = prepared._make
    monkeypatch.setattr(prepared, "_make", lambda kind, file: made.append(kind.name) or make(kind, file))
    return made


def _made(state: Path) -> list[Path]:
    return sorted((state / FOLDER).glob("*.duckdb"))


def _shared(state: Path) -> list[Path]:
    """Of the files those that all of a kind share."""
    return [file for file in _made(state) if "headline" in _tables(file)]


def _tables(file: Path) -> set[str]:
    with duckdb.connect(str(file), read_only=True) as connection:
        return {name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()}


def _wholes(snapshot: Snapshot, scope: Scope, past: Path | None) -> dict[str, int | None]:
    with closing(open_store(snapshot, scope, past)) as store:
        return dict(store.cursor().sql(WHOLE).fetchall())


def test_rows_of_single_people_are_kept_in_no_file(drawn, state):
    past = history.path(state)
    open_store(drawn, Scope(OF_22.provinces, detail=OF_22.provinces), past).close()

    assert _made(state) == _shared(state), "what is asked with people's rows is made aside"


def test_a_scope_is_never_served_from_anothers_file(drawn, state):
    past = history.path(state)
    sizes = {scope.provinces: _wholes(drawn, scope, past) for scope in (OF_22, OF_01)}
    again = {scope.provinces: _wholes(drawn, scope, past) for scope in (OF_01, OF_22)}

    assert again == sizes
    assert len(_made(state)) == 3


def _everything(store: Store) -> dict[str, list[tuple]]:
    names = (*TABLES, "history", "moment", "unit_part", "snapshot_info")
    return {name: store.cursor().sql(f'select * from "{name}" order by all').fetchall() for name in names}


def test_it_is_made_once_for_all_of_a_kind_and_each_sees_its_own_places(drawn, state, makings):
    past = history.path(state)

    seen = [_wholes(drawn, scope, past) for scope in (OF_22, OF_01, OF_22, CAREFUL)]

    assert seen[0] == seen[2] == {"01": None, "22": 5, "26": 70}
    assert seen[1] == {"01": 5, "22": None, "26": 70}
    assert seen[3] == {"01": None, "22": None, "26": 70}
    assert len(makings) == 1


@pytest.mark.parametrize(
    ("scope", "division"), [(Scope.everything(), 63), (OF_22, 34), (Scope(OF_22.provinces, smallest=4), 63)]
)
def test_another_kind_has_a_file_of_its_own(drawn, state, makings, scope, division):
    past = history.path(state)
    open_store(drawn, OF_22, past).close()
    open_store(drawn, scope, past, division=division).close()

    assert len(set(makings)) == len(_shared(state)) == 2
    assert len(_made(state)) == 4, "and each scope one of its own"


def test_no_number_that_is_withheld_is_in_the_file_of_those_who_may_not_see_it(drawn, state):
    open_store(drawn, OF_22, history.path(state)).close()
    (file,) = _shared(state)
    with duckdb.connect(str(file), read_only=True) as connection:
        names = _tables(file)
        rows = {
            name: connection.execute(f"select part, whole from {name} where province_code in ('01', '22')").fetchall()
            for name in names
            if name.startswith(("headline", "history"))
        }

    assert rows == {"headline": [(None, None)] * 2, "history": [(None, None)] * 2}


def test_who_sees_everything_is_not_served_from_the_file_of_the_others(drawn, state):
    past = history.path(state)
    open_store(drawn, CAREFUL, past).close()

    assert _wholes(drawn, Scope.everything(), past) == {"01": 5, "22": 5, "26": 70}
    assert _wholes(drawn, CAREFUL, past) == {"01": None, "22": None, "26": 70}


def test_an_altered_file_is_made_again(drawn, state, makings, caplog):
    past = history.path(state)
    open_store(drawn, OF_22, past).close()
    (file,) = _shared(state)
    with duckdb.connect(str(file)) as connection:
        connection.execute("update headline set whole = 4321 where province_code = '26'")

    with caplog.at_level(logging.WARNING):
        assert _wholes(drawn, OF_22, past)["26"] == 70
    assert len(makings) == 2
    assert "altered" in caplog.text
    assert len(_shared(state)) == 1


def test_other_rules_make_another_file(drawn, state, makings, monkeypatch):
    past = history.path(state)
    open_store(drawn, OF_22, past).close()
    monkeypatch.setattr(kinds, "_rules", lambda: "other rules")
    open_store(drawn, OF_22, past).close()

    assert len(set(makings)) == 2


def test_the_rules_are_all_that_makes_a_file(drawn, state):
    """Whatever module is read when a file is made belongs to its name."""
    listed = {path for pattern in kinds._MAKERS for path in kinds._DATA.glob(pattern)}
    wanted = ("loading.py", "regrouping.py", "divisions.py", "smallgroups/rates.py", "common/own.py", "schema.py")

    assert {kinds._DATA / name for name in (*wanted, "reference/provinces.csv", "reference/measures.toml")} <= listed


def test_where_nothing_can_be_written_a_store_opens_all_the_same(drawn, state, caplog):
    past = history.path(state)
    with closing(open_store(drawn, OF_22, past)) as kept:
        expected = _everything(kept)
    for made in (state / FOLDER).glob("*"):
        made.unlink()
    (state / FOLDER).rmdir()
    (state / FOLDER).write_bytes(b"not a folder")

    with caplog.at_level(logging.WARNING), closing(open_store(drawn, OF_22, past)) as store:
        assert _everything(store) == expected
    assert "not kept" in caplog.text


def test_without_a_folder_it_is_made_for_one_store_and_leaves_nothing(drawn, state, tmp_path, monkeypatch):
    aside = tmp_path / "aside"
    aside.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(aside))

    assert _wholes(drawn, OF_22, None) == {"01": None, "22": 5, "26": 70}
    assert list(aside.iterdir()) == []
    assert _made(state) == []


def test_many_at_once_make_it_once(drawn, state, makings):
    past = history.path(state)
    with ThreadPoolExecutor(6) as pool:
        seen = list(pool.map(lambda _: _wholes(drawn, OF_22, past), range(6)))

    assert seen == [seen[0]] * 6
    assert len(makings) == len(_shared(state)) == 1


def test_no_more_than_four_are_made_at_once_however_many_ask(tmp_path):
    being_made, most = [], []

    def make(file):
        being_made.append(file)
        most.append(len(being_made))
        time.sleep(0.05)
        with closing(duckdb.connect()) as writing:
            kept.attach_to_write(writing, "made", file)
        being_made.remove(file)

    def ask(name):
        with closing(duckdb.connect()) as reading:
            kept.attach(reading, "made", name, make, tmp_path)

    with ThreadPoolExecutor(12) as visitors:
        list(visitors.map(ask, "abcdefghijkl"))

    assert (len(most), max(most)) == (12, 4)


def test_it_is_for_its_owner_alone_and_nobodys_backup(drawn, state):
    open_store(drawn, OF_22, history.path(state)).close()

    assert [stat.S_IMODE(path.stat().st_mode) for path in (state / FOLDER, *_made(state))] == [0o700, 0o600, 0o600]
    assert places.group_of(FOLDER) == places.LEFT_OUT


def test_what_was_made_longest_ago_goes_and_an_open_store_keeps_it(drawn, state, monkeypatch):
    monkeypatch.setattr(kept, "_MOST_BYTES", 1)
    past = history.path(state)
    with closing(open_store(drawn, OF_22, past)) as first:
        for smallest in (4, 5, 6):
            open_store(drawn, Scope(OF_22.provinces, smallest=smallest), past).close()

        assert len(_made(state)) < 4
        assert dict(first.cursor().sql(WHOLE).fetchall())["26"] == 70


def test_what_a_killed_maker_left_is_swept(drawn, state):
    past = history.path(state)
    open_store(drawn, OF_22, past).close()
    left, fresh = (state / FOLDER / name for name in (".abc.17", ".abc.18"))
    for half in (left, fresh):
        half.write_bytes(b"half")
    os.utime(left, (time.time() - 7200, time.time() - 7200))
    open_store(drawn, CAREFUL, past, division=34).close()

    assert not left.exists()
    assert fresh.exists()


def test_a_units_row_counts_its_own_part_as_counted_and_the_others_as_told(tmp_path):
    """Phú Thọ (25) is made of 17, 25 and 26; a sở of 17 sees its own part of it, whatever is withheld of the others."""
    parts = """
        measure              | report_year | province_code | part | whole
        assessment_completed | 2020        | 17            | 5    | 5
        assessment_completed | 2020        | 25            | 6    | 6
        assessment_completed | 2020        | 26            | 50   | 70
    """
    row = "select part, whole, units_known from headline where province_code = '25'"
    told = {}
    for name, scope in {"17": Scope.of_province("17"), "01": OF_01, "all": Scope.everything()}.items():
        with closing(build.store_of(tmp_path / name, headline=parts, scope=scope, division=34)) as store:
            (told[name],) = store.cursor().sql(row).fetchall()

    assert told == {"17": (55, 75, 2), "01": (50, 70, 1), "all": (61, 81, 3)}
