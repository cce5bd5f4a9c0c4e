"""A standalone cluster on loopback: a master and workers, each in a process group of its own."""

import ctypes
import json
import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path
from typing import Any

PYTHON = os.environ.get("TEMIS_SPARK_PYTHON", "")
REQUIRED = os.environ.get("TEMIS_SPARK_TESTS") == "required"
MISSING = (
    "Spark is not here: install requirements-spark.txt into an environment of its own, name its interpreter in"
    " TEMIS_SPARK_PYTHON, and install Java (openjdk-17-jre-headless)"
)
_MASTER, _WORKER = "org.apache.spark.deploy.master.Master", "org.apache.spark.deploy.worker.Worker"
_SECONDS = 90.0
_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG
_QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"  # a short life is not worth a second compiler
_CONF = """
spark.sql.shuffle.partitions 4
spark.driver.memory 768m
spark.executor.memory 640m
spark.executor.cores 1
spark.driver.extraJavaOptions {quick}
spark.executor.extraJavaOptions {quick}
spark.eventLog.enabled true
spark.eventLog.compress false
spark.eventLog.rolling.enabled false
spark.eventLog.dir file://{events}
"""


def is_here() -> bool:
    """Whether a cluster can be started."""
    return bool(PYTHON and shutil.which("java") and _asked("import pyspark, sqlglot; print(1)"))


def _asked(code: str) -> str:
    try:
        return subprocess.run([PYTHON, "-c", code], capture_output=True, text=True, check=False).stdout.strip()
    except OSError:
        return ""


class Cluster:
    """Running from ``with`` on; ``conf`` is the folder of settings for whoever submits to it."""

    def __init__(self, folder: Path, workers: int = 2) -> None:
        self.folder, self.conf = folder, folder / "conf"
        (folder / "events").mkdir(parents=True)
        self.conf.mkdir()
        (self.conf / "spark-defaults.conf").write_text(_CONF.format(events=folder / "events", quick=_QUICK))
        self._home = Path(_asked("import pyspark; print(pyspark.__path__[0])"))
        self._port, self._web = _free_port(), _free_port()
        self.master = f"spark://127.0.0.1:{self._port}"
        self._count = workers
        self._running: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> "Cluster":
        try:
            self._start("master", _MASTER, "--port", str(self._port), "--webui-port", str(self._web))
            _until(self._said, "the master answers")
            for number in range(self._count):
                self.add_worker(f"worker-{number}")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._running:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait(30)

    def add_worker(self, name: str) -> None:
        """One more worker, seen by the master; a lost one has left the master's list of the living."""
        before = self.alive()
        place = self.folder / name
        told = ("--cores", "1", "--memory", "700m", "--webui-port", "0", "--work-dir", str(place), self.master)
        self._start(name, _WORKER, *told)
        _until(lambda: self.alive() > before, f"{name} is known")

    def alive(self) -> int:
        """Workers that the master holds for living."""
        return sum(1 for worker in (self._said() or {"workers": ()})["workers"] if worker["state"] == "ALIVE")

    def kill_worker(self) -> None:
        """End the last worker and what it started, as a machine ends whose plug is pulled."""
        os.killpg(self._running[-1].pid, signal.SIGKILL)

    def events(self) -> list[dict[str, Any]]:
        """What Spark wrote down of the newest finished application, in order."""
        newest = max((self.folder / "events").glob("app-*"), key=lambda path: path.stat().st_mtime)
        return [json.loads(line) for line in newest.read_text(encoding="utf-8").splitlines()]

    def _start(self, name: str, kind: str, *told: str) -> None:
        command = [str(self._home / "bin" / "spark-class"), kind, "--host", "127.0.0.1", *told]
        environment = {**os.environ, "SPARK_HOME": str(self._home), "SPARK_LOCAL_IP": "127.0.0.1"}
        environment |= {"SPARK_CONF_DIR": str(self.conf), "SPARK_DAEMON_MEMORY": "256m"}
        environment |= {"SPARK_DAEMON_JAVA_OPTS": _QUICK}
        with (self.folder / f"{name}.log").open("wb") as log:
            started = subprocess.Popen(
                command,
                env=environment,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                start_new_session=True,
                preexec_fn=_end_with_the_tests,
            )
        self._running.append(started)

    def _said(self) -> dict[str, Any] | None:
        """The master's own account of itself."""
        try:
            with socket.create_connection(("127.0.0.1", self._web), timeout=5) as line:
                line.sendall(b"GET /json/ HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
                answer = b"".join(iter(lambda: line.recv(65536), b""))
            return json.loads(answer.split(b"\r\n\r\n", 1)[1])
        except (OSError, ValueError, IndexError):
            return None


def _end_with_the_tests() -> None:
    """Whoever ends the tests without a word ends the cluster too (Linux)."""
    ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGKILL)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _until(holds: Any, what: str) -> None:
    end = time.monotonic() + _SECONDS
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError(f"waited for nothing until {what}")
        time.sleep(0.2)
