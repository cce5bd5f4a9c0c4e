"""One cluster a run, on one core of the test machine's two: these tests follow each other."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.spark.cluster import MISSING, REQUIRED, Cluster, is_here


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("spark"))


@pytest.fixture(scope="session")
def spark_here() -> None:
    """Skips with a sentence where there is no Spark, unless the environment makes it obligatory."""
    if not is_here():
        if REQUIRED:
            pytest.fail(MISSING)
        pytest.skip(MISSING)


@pytest.fixture(scope="session")
def cluster(spark_here: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A master and two workers; a test that takes one away puts another in its place."""
    with Cluster(tmp_path_factory.mktemp("cluster") / "here") as running:
        yield running


@pytest.fixture
def submitting(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> Cluster:
    """The cluster, with this process's settings such that builds are submitted to it."""
    monkeypatch.setenv("SPARK_CONF_DIR", str(cluster.conf))
    monkeypatch.delenv("TEMIS_SPARK_FOLDER", raising=False)
    return cluster
