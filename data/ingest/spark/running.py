"""Running: the job in a process of Spark's environment, which ends with ours, however ours ends."""

import json
import logging
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from data import settings
from data.errors import IngestError
from data.ingest.cubes import Told

_LOG = logging.getLogger(__name__)
_JOB = Path(__file__).with_name("job.py")
_TAIL = 4_000  # characters of what Spark said last


def run(plan: dict[str, Any], folder: Path, told: Told) -> None:
    """Run the plan in the folder; ``told`` hears the share of steps begun. Raises IngestError ``spark_…``."""
    count = len(plan["steps"])
    end: dict[str, Any] = {"problem": "spark_failed", "step": "", "reason": "ended"}
    log = folder / "spark.log"
    # a job that ended before it read its plan breaks the pipe, and has said nothing
    with suppress(BrokenPipeError), log.open("wb") as heard, _started(folder, heard) as job:
        job.stdin.write(f"{json.dumps(plan)}\n")
        job.stdin.flush()
        for said in _sayings(job.stdout):
            if "begun" in said:
                told(said["begun"] / count)
            else:
                end = said
    if problem := end.get("problem"):
        _LOG.debug("Spark: %s", log.read_text(encoding="utf-8", errors="replace")[-_TAIL:])
        details = {name: value for name, value in end.items() if name != "problem"}
        raise IngestError(problem, master=plan["master"], **details)


def _started(folder: Path, heard: Any) -> "subprocess.Popen[str]":
    """The job, with a pipe that it watches: when our end is gone, so is the job."""
    command = [settings.spark_python(), "-P", str(_JOB)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=heard, cwd=folder, encoding="utf-8")  # noqa: S603 — our own script


def _sayings(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """What the job says, among whatever else its libraries print."""
    for line in lines:
        try:
            said = json.loads(line)
        except ValueError:
            continue
        if isinstance(said, dict):
            yield said
