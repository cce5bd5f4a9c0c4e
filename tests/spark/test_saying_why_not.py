"""What Spark cannot do is said in a sentence, and nothing is published. Most of this needs no Spark."""

import json
import socket
import stat
import sys
from pathlib import Path

import duckdb
import pytest

from data import ingest
from data.commands import main
from data.errors import IngestError
from data.ingest import building, cubes, spark
from data.ingest.spark import asking, handing
from pages.texts.words import Words
from tests.data.ingest_drawn import KEY, export

CODES = ("spark_not_installed", "spark_no_java", "spark_unreachable", "spark_no_workers", "spark_failed")


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    return export(tmp_path / "raw")


@pytest.fixture
def standing_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    """A script in place of Spark's interpreter: it can import anything, and says what it is told to say."""
    monkeypatch.setattr(asking.shutil, "which", lambda name: name)

    def make(*said: object, code: int = 0) -> None:
        lines = "\n".join(map(json.dumps, said))
        script = tmp_path / "standing-in"
        script.write_text(
            f"#!{sys.executable}\nimport sys\nif '-c' not in sys.argv:\n"
            f"    sys.stdin.readline()\n    print({lines!r})\n    print('no JSON')\n    sys.exit({code})\n"
        )
        script.chmod(script.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("TEMIS_SPARK_PYTHON", str(script))

    return make


def _refused(raw: Path, state: Path) -> IngestError:
    with pytest.raises(IngestError) as caught:
        ingest.build(raw, state, snapshot_id="a", key=KEY, engine=spark.engine("local[2]"))
    assert not list(state.glob("snapshots/*"))
    assert not list(state.glob(".*")), "what was handed over is gone"
    return caught.value


def test_without_spark_the_command_says_what_to_install(monkeypatch, raw, tmp_path, capsys):
    monkeypatch.setenv("TEMIS_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("TEMIS_SPARK_PYTHON", str(tmp_path / "nowhere"))

    assert main(["--lang", "en", "build", str(raw), "a", "--engine", "spark"]) == 1

    assert "requirements-spark.txt" in capsys.readouterr().err
    assert not (tmp_path / "state" / "snapshots").exists()


def test_without_java_that_is_what_is_said(standing_in, monkeypatch):
    standing_in()
    monkeypatch.setattr(asking.shutil, "which", lambda name: None)

    with pytest.raises(IngestError, match="spark_no_java"):
        spark.engine("local[2]")


def test_a_master_that_nobody_is_at_is_named_before_any_work(standing_in):
    standing_in()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free = probe.getsockname()[1]

    for master in (f"spark://127.0.0.1:{free}", "spark://", "spark://127.0.0.1:much"):
        with pytest.raises(IngestError, match="spark_unreachable") as caught:
            spark.engine(master)
        assert caught.value.details == {"master": master}


def test_one_of_several_masters_is_enough(standing_in):
    standing_in()
    with socket.create_server(("127.0.0.1", 0)) as standing:
        port = standing.getsockname()[1]

        assert spark.engine(f"spark://127.0.0.1:1,127.0.0.1:{port}")


def test_a_step_that_fails_is_named_and_nothing_is_published(standing_in, raw, tmp_path):
    standing_in({"begun": 0}, {"problem": "spark_failed", "step": "training", "reason": "DIVIDE_BY_ZERO"})

    problem = _refused(raw, tmp_path / "state")

    assert problem.code == "spark_failed"
    assert problem.details == {"master": "local[2]", "step": "training", "reason": "DIVIDE_BY_ZERO"}


def test_a_job_that_ends_without_a_word_has_failed(standing_in, raw, tmp_path):
    standing_in({"begun": 0}, code=9)

    assert _refused(raw, tmp_path / "state").details["reason"] == "ended"


def test_a_job_that_says_done_without_its_cubes_has_failed(standing_in, raw, tmp_path):
    standing_in({"done": True})

    problem = _refused(raw, tmp_path / "state")

    assert (problem.code, problem.details["step"]) == ("spark_failed", "unit_training")


def test_nobodys_identifier_is_handed_over(monkeypatch, raw, tmp_path):
    handed = {}

    def look(connection: duckdb.DuckDBPyConnection, work: Path, told: cubes.Told) -> None:
        folder = work / "handed"
        folder.mkdir()
        plan = handing.hand_over(connection, folder)
        for name in plan["tables"]:
            relation = connection.read_parquet(str(folder / "in" / f"{name}.parquet"))
            handed[name] = dict(zip(relation.columns, map(str, relation.types), strict=True))
        cubes.make_cubes(connection, work, told)

    building.build(raw, tmp_path / "state", snapshot_id="a", key=KEY, engine=look)

    assert "given_rating" in handed
    assert not {"person", "given_person_year"} & set(handed)
    assert all(not {"identifier", "row_no"} & set(columns) for columns in handed.values())
    assert not any(kind.startswith("U") for columns in handed.values() for kind in columns.values()), "Spark has none"


def test_a_real_step_that_fails_ends_the_job(submitting, monkeypatch, raw, tmp_path):
    real = cubes.text
    broken = "select province_code, 1 // (school_year - school_year) as no from learner_year"
    monkeypatch.setattr(cubes, "text", lambda step: broken if step == "unit_training" else real(step))

    problem = _refused(raw, tmp_path / "state")

    assert (problem.code, problem.details["step"]) == ("spark_failed", "unit_training")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_problem_has_its_sentence(language):
    words = Words(language)
    told = {"master": "spark://m:7077", "step": "training", "reason": "DIVIDE_BY_ZERO"}

    assert all(words(f"error.{code}", **told) != f"error.{code}" for code in CODES)
