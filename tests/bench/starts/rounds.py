"""Rounds in which the dashboard and the bare page start in turns, so that a busy machine hits both."""

import shutil
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from tests.bench.mapping import driving
from tests.bench.pace import serving
from tests.bench.pace.choosing import Page
from tests.bench.starts import imports
from tests.bench.starts.imports import Cost, Package
from tests.bench.starts.launching import Start, start

BARE = Path(__file__).with_name("bare.py")
_MAKING = 300.0  # seconds for a demo country


@dataclass
class Taken:
    """What was measured: ours and the bare page's of the same rounds."""

    imports: list[Cost] = field(default_factory=list)
    imports_bare: list[Cost] = field(default_factory=list)
    packages: list[Package] = field(default_factory=list)
    packages_bare: list[Package] = field(default_factory=list)
    starts: list[Start] = field(default_factory=list)
    starts_bare: list[Start] = field(default_factory=list)
    firsts: list[Start] = field(default_factory=list)  # on an empty folder
    firsts_bare: list[Start] = field(default_factory=list)


def measure(state: Path, work: Path, *, rounds: int, firsts: int) -> Taken:
    """So many rounds of each on a filled state folder, and so many first starts on an empty one."""
    taken = Taken()
    _imports(taken, work / "compiled", rounds)
    with driving.chromium() as browser:
        ours = partial(start, browser, serving.APP, log=work / "ours.log")
        bare = partial(start, browser, BARE, state, log=work / "bare.log", painted=Page.await_text)
        for number in range(rounds + bool(rounds)):
            pair = ours(state, painted=Page.await_map), bare()
            if number:  # the first one compiled
                taken.starts.append(pair[0])
                taken.starts_bare.append(pair[1])
        for number in range(firsts):
            empty = work / f"empty-{number}"
            taken.firsts.append(ours(empty, painted=partial(Page.await_map, patience=_MAKING)))
            taken.firsts_bare.append(bare())
            shutil.rmtree(empty)
    return taken


def _imports(taken: Taken, compiled: Path, rounds: int) -> None:
    ours = imports.of_script(serving.APP)
    for number in range(rounds + bool(rounds)):
        pair = imports.cost(ours, compiled), imports.cost(imports.BARE, compiled)
        if number:
            taken.imports.append(pair[0])
            taken.imports_bare.append(pair[1])
    taken.packages = imports.packages(ours, compiled)
    taken.packages_bare = imports.packages(imports.BARE, compiled)
