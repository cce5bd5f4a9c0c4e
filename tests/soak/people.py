"""Who visits: guests, or offices of the provinces with the ministry and analysts, and the folder they visit."""

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

from data import divisions
from tests.operation.site import ROOT
from tests.soak.visiting import Visitor

_ROLES = ("doet", "doet", "doet", "doet", "ministry", "analyst")  # four offices of provinces to one of each other


def visitors(count: int, *, are_offices: bool, think: float, until: float, seed: int) -> list[Visitor]:
    """So many visitors who think so many seconds on average and stay until then (``time.monotonic``)."""
    dice = random.Random(seed)  # noqa: S311 - nothing secret
    codes = sorted(divisions.codes(63))
    return [
        Visitor(_office(number, codes) if are_offices else {}, think, until, random.Random(dice.random()))  # noqa: S311
        for number in range(count)
    ]


def _office(number: int, codes: list[str]) -> dict[str, str]:
    role = _ROLES[number % len(_ROLES)]
    told = {"as_user": f"soak-{number}", "as_roles": role}
    return told | ({"as_province": codes[number % len(codes)]} if role == "doet" else {})


def prepare(state: Path, source: Path | None, *, are_offices: bool) -> None:
    """A state folder to visit: a copy of ``source``, or a demo country; offices are those of the 63 provinces."""
    if source:
        shutil.copytree(source, state)
    else:
        command(state, "demo")
    if are_offices:
        state.joinpath("access.toml").write_text("division = 63\n", encoding="utf-8")


def command(state: Path, *arguments: str, may: tuple[int, ...] = (0,)) -> int:
    """One ``python -m data`` on the state folder; raises RuntimeError when it ends otherwise than it may."""
    done = subprocess.run(
        [sys.executable, "-m", "data", *arguments],
        cwd=ROOT,
        env={**os.environ, "TEMIS_STATE": str(state)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode not in may:
        raise RuntimeError(f"data {arguments[0]} ended with {done.returncode}: {done.stderr[-2000:]}")
    return done.returncode
