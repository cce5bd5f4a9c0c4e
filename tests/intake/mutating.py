"""Reads mutated files one after the other in one process, and says of each what became of it; see test_mutated.

``python -m tests.intake.mutating xlsx 0 500``: a line of JSON for each. The readers run in this process, which is
given up when one of them crashes or takes too long; whoever started it then knows by the lines which file it was.
"""

import faulthandler
import importlib
import json
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl

from data.errors import TemisError
from data.intake import arriving
from data.intake.account import NothingArrived
from data.intake.formats import apart
from tests.intake.mutations import mutated

LONGEST = 10  # seconds a file may take
_MEMORY = 4_000_000_000


def came_of(content: bytes, *, kind: str) -> dict[str, Any]:
    """What a delivery of one file comes to: outcome, seconds; AssertionError where an account or raw folder lies."""
    began = time.monotonic()
    with TemporaryDirectory() as place:
        files, raw = Path(place) / "files" / "ai", Path(place) / "raw"
        files.mkdir(parents=True)
        (files / f"tep.{kind}").write_bytes(content)
        try:
            account = arriving.arrive(files.parent, raw)
        except NothingArrived as nothing:
            account = nothing.account
            assert not raw.exists(), "nothing arrived, and something is left"
        outcome = _judged(account, raw)
    return {"outcome": outcome, "seconds": round(time.monotonic() - began, 3)}


def _judged(account: arriving.Account, raw: Path) -> str:
    """accounted, or the refusal's code and reason; every row counted, nothing left of what was refused."""
    assert all(each.adds_up for each in account.received)
    assert account.received or account.refused or account.left_out
    parts = [pl.read_parquet(path) for path in raw.glob("*/*.parquet")] if raw.exists() else []
    refused = {each.file for each in account.refused}
    assert refused.isdisjoint(file for part in parts for file in part["@tep"].unique())
    assert not any(path.name.startswith(".") for path in raw.glob("*"))
    if account.refused and not account.received:
        return f"{account.refused[0].code}: {account.refused[0].reason}"
    return "accounted" if any(each.form for each in account.received) else "accounted, none of ours"


def _here(content: bytes, *, kind: str, limits: Any, head: int | None = None) -> list[Any]:
    """The reader in this process, which would have one of its own."""
    return importlib.import_module(apart._READERS[kind]).read(content, limits=limits)


def _hold_memory() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _main(kind: str, first: int, last: int) -> None:
    _hold_memory()
    apart.read = _here
    for number in range(first, last):
        content = mutated(kind, number)
        faulthandler.dump_traceback_later(LONGEST, exit=True)
        try:
            said = came_of(content, kind=kind)
        except TemisError as problem:
            said = {"outcome": problem.code, "seconds": 0.0}
        except BaseException as problem:  # a panic of a foreign library is no Exception
            said = {"broke": type(problem).__name__, "said": str(problem)[:300]}
        faulthandler.cancel_dump_traceback_later()
        sys.stdout.write(json.dumps(said | {"number": number}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
