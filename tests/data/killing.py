"""Processes that publish, together or until they are killed: a server that has imported everything forks each of them.

``python -m tests.data.killing`` reads one order a line and answers how each process ended; ``Publishers`` speaks to it.
"""

import importlib
import itertools
import json
import os
import resource
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from data.errors import TemisError

DONE, FAILED, KILLED = 0, 1, -signal.SIGKILL
REFUSED = {"snapshot_exists": 3, "disk_full": 4, "state_busy": 5, "backup_no_room": 6, "recover_no_room": 7}
REFUSED |= {"backup_exists": 8}
MOVES = ("rename", "replace", "unlink", "rmdir")  # what changes what others see
_STEPS = ("fsync", "mkdir", *MOVES)


def header(name: str, **said: Any) -> dict[str, Any]:
    """What a snapshot says of itself, in the plainest form."""
    plain = {"as_of": date(2021, 6, 30), "vintage": 63, "kind": "synthetic", "series": "tiny", "title": "", "note": ""}
    return {"id": name, **plain, "sources": [], "findings": [], "origin": {}, **said}


def seal(job: dict[str, Any]) -> None:
    """Publish a staging folder."""
    from data import sealing

    sealing.seal(Path(job["staging"]), Path(job["state"]), header(job["name"]))


def build(job: dict[str, Any]) -> None:
    """Build and publish a raw export."""
    from data import ingest

    ingest.build(Path(job["raw"]), Path(job["state"]), snapshot_id=job["name"], key=b"a key for drawn people")


def rotate(job: dict[str, Any]) -> None:
    """Rotate the key."""
    from data.keeping.rotate import rotate as run

    run(Path(job["state"]), today=date(2022, 1, 1))


def erase(job: dict[str, Any]) -> None:
    """Erase a person."""
    from data.keeping.erase import erase as run

    run(Path(job["state"]), job["identifier"])


def prune(job: dict[str, Any]) -> None:
    """Put replaced snapshots aside."""
    from data.keeping.prune import prune as run

    run(Path(job["state"]), keep=1)


def backup(job: dict[str, Any]) -> None:
    """Write a backup."""
    from data.keeping.backup import backup as run

    run(Path(job["state"]), Path(job["to"]), at=datetime.fromisoformat(job["at"]))


def recover(job: dict[str, Any]) -> None:
    """Bring a backup back, over what is there."""
    from data.keeping.recover import recover as run

    run(Path(job["file"]), Path(job["state"]), at=datetime.fromisoformat(job["at"]), over=True)


_JOBS = {run.__name__: run for run in (seal, build, rotate, erase, prune, backup, recover)}


class Publishers:
    """A running server; ``modules`` is what it imports before it forks."""

    def __init__(self, *modules: str) -> None:
        command = [sys.executable, "-m", "tests.data.killing", *modules]
        self._server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._server.stdout.readline()  # ready

    def __enter__(self) -> "Publishers":
        return self

    def __exit__(self, *_: object) -> None:
        self._server.stdin.close()
        self._server.wait(30)
        self._server.stdout.close()

    def run(self, *jobs: dict[str, Any], kill_after: float | None = None) -> tuple[list[int], float]:
        """How each job ended, run side by side and killed after so many seconds; and how long it took."""
        self._server.stdin.write(json.dumps({"jobs": jobs, "kill_after": kill_after}, default=str) + "\n")
        self._server.stdin.flush()
        answer = json.loads(self._server.stdout.readline())
        return answer["ended"], answer["seconds"]


def _serve(modules: list[str]) -> None:
    for name in modules:
        importlib.import_module(name)
    print("ready", flush=True)  # noqa: T201
    for line in sys.stdin:
        order = json.loads(line)
        began = time.perf_counter()
        children = [_forked(job) for job in order["jobs"]]
        if order["kill_after"] is not None:
            time.sleep(order["kill_after"])
            for child in children:
                os.kill(child, signal.SIGKILL)  # one that has ended waits for us, so its number is nobody else's
        ended = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
        answer = {"ended": ended, "seconds": time.perf_counter() - began}
        print(json.dumps(answer), flush=True)  # noqa: T201


def _forked(job: dict[str, Any]) -> int:
    child = os.fork()
    if child:
        return child
    code = FAILED
    try:
        _limit(job)
        _JOBS[job["does"]](job)
        code = DONE
    except TemisError as problem:
        code = REFUSED.get(problem.code, FAILED)
        if code == FAILED:
            sys.stderr.write(f"{problem}\n")
    except BaseException:  # whatever it is, the fork must not go on as the server
        traceback.print_exc()
    finally:
        os._exit(code)


def _limit(job: dict[str, Any]) -> None:
    if "largest_file" in job:
        resource.setrlimit(resource.RLIMIT_FSIZE, (job["largest_file"],) * 2)
    if "kill_at" in job:
        _die_at(job["kill_at"], job.get("steps", _STEPS))


def _die_at(step: int, steps: Sequence[str]) -> None:
    """End without a word before the n-th call that makes something last."""
    calls = itertools.count(1)

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*values: Any, **named: Any) -> Any:
            if next(calls) == step:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*values, **named)

        return call

    for name in steps:
        setattr(os, name, counted(getattr(os, name)))


if __name__ == "__main__":
    _serve(sys.argv[1:])
