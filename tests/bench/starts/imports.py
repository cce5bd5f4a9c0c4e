"""What importing takes: processor and wall clock of a fresh Python, and which packages the time goes to."""

import ast
import os
import resource
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from tests.bench.mapping.answers import ROOT

OURS = frozenset({"data", "geo", "pages", "queries"})
BARE = "import streamlit, streamlit.web.bootstrap"  # what `streamlit run` itself imports
_TIMED = "import time:"


class Cost(NamedTuple):
    """Milliseconds of processor and of wall clock, of a Python that imports and ends."""

    processor: float
    wall: float


class Package(NamedTuple):
    """A package: milliseconds spent in its own modules' code, and how many of them were imported."""

    name: str
    milliseconds: float
    modules: int


def of_script(script: Path) -> str:
    """The imports at the head of a script, after those of Streamlit's server, as lines of Python."""
    nodes = ast.parse(script.read_text(encoding="utf-8")).body
    found = [ast.unparse(node) for node in nodes if isinstance(node, ast.Import | ast.ImportFrom)]
    return "\n".join([BARE, *found])


def cost(code: str, compiled: Path) -> Cost:
    """What a fresh Python takes for it; ``compiled`` is where compiled modules are kept."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    _python(code, compiled)
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(spent * 1000, wall * 1000)


def packages(code: str, compiled: Path) -> list[Package]:
    """Packages by the time of their own modules, dearest first."""
    return summed(_python(code, compiled, "-X", "importtime").splitlines())


def summed(lines: Iterable[str]) -> list[Package]:
    """Of the lines that ``-X importtime`` writes."""
    taken: dict[str, list[int]] = defaultdict(list)
    for line in lines:
        own, _, name = line.removeprefix(_TIMED).rpartition("|")
        microseconds = own.split("|")[0].strip()
        if line.startswith(_TIMED) and microseconds.isdigit():
            taken[name.strip().partition(".")[0]].append(int(microseconds))
    found = [Package(name, sum(each) / 1000, len(each)) for name, each in taken.items()]
    return sorted(found, key=lambda package: -package.milliseconds)


def share_of_ours(found: Iterable[Package]) -> float:
    """The share of the time that is spent in modules of this project."""
    times = {package.name: package.milliseconds for package in found}
    return sum(times.get(name, 0.0) for name in OURS) / sum(times.values())


def _python(code: str, compiled: Path, *options: str) -> str:
    told = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    ran = subprocess.run(
        [sys.executable, *options, "-c", code],
        cwd=ROOT,
        env=told | {"PYTHONPYCACHEPREFIX": str(compiled)},
        capture_output=True,
        text=True,
        check=True,
    )
    return ran.stderr
