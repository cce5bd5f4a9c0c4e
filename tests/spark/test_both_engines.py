"""One export, both engines, on a real cluster: the snapshots must be the same files."""

from pathlib import Path

import pytest

from data import demo, ingest, published
from data.ingest import spark
from data.ingest.cubes import STEPS
from data.schema import of_layer
from data.snapshot import Part, Snapshot, open_snapshot
from tests.data.ingest_drawn import KEY


@pytest.fixture(scope="session")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The raw export of a small demo country, of which every cube has rows."""
    raw = tmp_path_factory.mktemp("country") / "raw"
    raw.mkdir()
    demo.export_at(demo.country(scale=0.003), demo.DATES[-1], raw)
    return raw


def _built(raw: Path, state: Path, **how: object) -> Snapshot:
    return open_snapshot(ingest.build(raw, state, snapshot_id="ca-nuoc", key=KEY, **how))


def _parts(snapshot: Snapshot) -> dict[str, Part]:
    return {part.path: part for part in snapshot.manifest.parts}


@pytest.fixture(scope="session")
def ours(country: Path, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """What DuckDB makes of it."""
    return _built(country, tmp_path_factory.mktemp("duckdb"))


def test_both_engines_write_the_same_files(submitting, country, ours, tmp_path):
    theirs = _built(country, tmp_path / "spark", engine=spark.engine(submitting.master))

    assert all(ours.manifest.rows[table.name] for table in of_layer("cube", "unit"))
    assert _parts(theirs) == _parts(ours)  # paths, rows, bytes and digests
    ran = {
        event["Task Info"]["Executor ID"] for event in submitting.events() if event["Event"] == "SparkListenerTaskEnd"
    }
    assert ran == {"0", "1"}, "both workers had their share"
    assert not list((tmp_path / "spark").glob(".*")), "what was handed over is gone"


def test_a_worker_that_dies_in_the_middle_spoils_nothing(submitting, country, ours, tmp_path):
    steps = []

    def heard(step: str, done: float) -> None:
        steps.append(step)
        if steps.count("write") == len(STEPS) // 2:
            submitting.kill_worker()

    theirs = _built(country, tmp_path / "spark", engine=spark.engine(submitting.master), progress=heard)
    submitting.add_worker("in-its-place")

    events = [event["Event"] for event in submitting.events()]
    lost = events.index("SparkListenerExecutorRemoved")
    assert "SparkListenerTaskEnd" in events[:lost]
    assert "SparkListenerTaskEnd" in events[lost:]
    assert _parts(theirs) == _parts(ours)


def test_published_figures_and_tables_without_rows_come_to_the_same(submitting, tmp_path):
    raw = tmp_path / "raw"
    raw.mkdir()
    published.export(raw)

    ours = _built(raw, tmp_path / "duckdb")
    theirs = _built(raw, tmp_path / "spark", engine=spark.engine("local[2]"))

    assert not ours.manifest.rows["training"]
    assert ours.manifest.rows["standing"]
    assert _parts(theirs) == _parts(ours)
