"""The history holds what the snapshots say now, whatever an older version of this software left behind."""

import itertools
import json
from contextlib import closing
from datetime import date

import duckdb

from data import first_start, history
from data.access import Scope
from data.published import SNAPSHOT_ID
from data.schema import HISTORY, SCHEMA_VERSION
from data.snapshot import list_snapshots
from data.store import open_store
from tests.data.state_kept import hold_whole
from tests.data.tiny import tiny


def _columns_and_ids(state):
    with duckdb.connect() as connection:
        rows = connection.sql("select * from read_parquet($file)", params={"file": str(history.path(state))})
        return tuple(rows.columns), {name for (name,) in rows.project("snapshot_id").fetchall()}


def _age(state, names):
    """Make snapshots and history look as the first schema wrote them: without groups of people."""
    for name in names:
        manifest = state / "snapshots" / name / "manifest.json"
        manifest.write_text(json.dumps(json.loads(manifest.read_bytes()) | {"schema_version": 1}))
    with duckdb.connect() as connection:
        old = connection.sql(
            "select * exclude (people) from read_parquet($file)", params={"file": str(history.path(state))}
        )
        old.write_parquet(str(state / "old.parquet"))
    (state / "old.parquet").replace(history.path(state))
    note = json.loads((state / "history.json").read_bytes())
    note["sha256"] = history.digest_of(history.path(state))
    del note["schema_version"]  # the first schema wrote none
    (state / "history.json").write_text(json.dumps(note))


def test_a_history_of_an_older_schema_is_made_again_and_not_read(tmp_path):
    snapshot = tiny(tmp_path)
    _age(tmp_path, [])  # the snapshot fits and the digest too: only the schema tells

    history.refresh(tmp_path)

    assert _columns_and_ids(tmp_path) == (HISTORY.names, {snapshot.id})


def test_an_embedded_snapshot_of_the_first_schema_is_made_again_with_its_history_and_anothers_is_named(tmp_path):
    for name in first_start.missing(tmp_path):
        if name != SNAPSHOT_ID:
            (tmp_path / "snapshots" / name).mkdir(parents=True)  # not asked about here
    first_start.prepare(tmp_path, lambda step: None)
    own = tiny(tmp_path, name="cua-so")
    _age(tmp_path, [SNAPSHOT_ID, own.id])

    before = {problem.code for problem in list_snapshots(tmp_path)[1]}
    wanted = first_start.missing(tmp_path)
    first_start.prepare(tmp_path, lambda step: None)

    assert "snapshot_from_the_past" in before
    assert wanted == [SNAPSHOT_ID]  # a snapshot of one's own is not ours to make again, nor to remove
    good, problems = list_snapshots(tmp_path)
    assert [(snapshot.id, snapshot.manifest.schema_version) for snapshot in good] == [(SNAPSHOT_ID, SCHEMA_VERSION)]
    assert [problem.code for problem in problems if problem.code != "snapshot_without_manifest"] == [
        "snapshot_from_the_past"
    ]
    assert _columns_and_ids(tmp_path) == (HISTORY.names, {SNAPSHOT_ID})


def _pair(state):
    return [history.path(state), state / "history.json"]


def test_any_mix_of_an_older_and_a_newer_history_is_made_again(tmp_path):
    """Whoever is killed between the two files, or overtaken by another, leaves such a mix."""
    tiny(tmp_path, name="a")
    older = [path.read_bytes() for path in _pair(tmp_path)]
    tiny(tmp_path, name="b")
    newer = [path.read_bytes() for path in _pair(tmp_path)]
    torn = [content[:-7] for content in newer]

    for table, note in itertools.product(*zip(older, newer, torn, (None, None), strict=True)):
        for path, content in zip(_pair(tmp_path), (table, note), strict=True):
            path.unlink(missing_ok=True) if content is None else path.write_bytes(content)
        assert hold_whole(tmp_path) == {"a", "b"}
        assert json.loads(_pair(tmp_path)[1].read_bytes())["sha256"] == history.digest_of(history.path(tmp_path))


def test_a_history_that_fits_is_not_written_again(tmp_path):
    tiny(tmp_path)
    before = [path.stat().st_ino for path in _pair(tmp_path)]

    history.refresh(tmp_path)

    assert [path.stat().st_ino for path in _pair(tmp_path)] == before


def test_a_date_that_was_published_twice_counts_once_in_every_trend(tmp_path):
    first, second = tiny(tmp_path, name="lan-dau"), tiny(tmp_path, name="lan-sau")
    later = tiny(tmp_path, name="ve-sau", as_of=date(2022, 6, 30))

    assert _columns_and_ids(tmp_path)[1] == {second.id, later.id}
    for looked_at, dates in ((first, {first.id}), (later, {second.id, later.id})):
        with closing(open_store(looked_at, Scope(), history.path(tmp_path))) as store:
            rows = store.cursor().sql("select distinct snapshot_id from history").fetchall()
        assert {name for (name,) in rows} == dates
