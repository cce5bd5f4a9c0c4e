"""``python -m tests.soak``: many sessions through nginx, a snapshot published and a process killed in the middle.

Ends with 0 when everything promised holds, 1 when not, 2 when it cannot be tried here. The state folder is copied
first; without one a demo country is made. ``--as offices`` lets the visitors be offices of the provinces, the ministry
and analysts, as a gateway would tell; otherwise they are guests.
"""

import argparse
import asyncio
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from data import divisions
from tests.operation.site import MISSING, NGINX, ROOT, Site
from tests.soak.reporting import Found, as_markdown, broken, traces
from tests.soak.visiting import Tally, Visitor, visit
from tests.soak.watching import watch

_PUBLISHED_AT, _KILLED_AT = 0.4, 0.5  # shares of the time
_AWAY = 3.0  # seconds until the killed process is started again, as systemd does
_AFTER = "2022-09-30"  # date of what is published meanwhile: newer than anything in the demo


def main(arguments: list[str] | None = None) -> int:
    """Soak, print the report, keep it where ``--to`` says."""
    choice = _parser().parse_args(arguments)
    if NGINX is None:
        sys.stderr.write(MISSING + "\n")
        return 2
    folder = Path(tempfile.mkdtemp(prefix="temis-soak-"))
    try:
        found = _soak(choice, folder)
    finally:
        if not choice.keep:
            shutil.rmtree(folder)
    report = as_markdown(found)
    sys.stdout.write(report)
    if choice.to:
        choice.to.write_text(report, encoding="utf-8")
    return 1 if broken(found) else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--sessions", type=int, default=100)
    parser.add_argument("--minutes", type=float, default=15.0)
    parser.add_argument("--think", type=float, default=5.0, help="seconds between two actions, on average")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--state", type=Path, help="a state folder to copy and visit; else a demo is made")
    parser.add_argument("--as", dest="who", choices=("guests", "offices"), default="guests")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--to", type=Path, help="write the report there as well")
    parser.add_argument("--keep", action="store_true", help="keep the folder with state and logs")
    return parser


def _soak(choice: argparse.Namespace, folder: Path) -> Found:
    state, sample = folder / "state", folder / "sample"
    if choice.state:
        shutil.copytree(choice.state, state)
    else:
        _command(state, "demo")
    _command(state, "sample", str(sample))
    is_known = choice.who == "offices"
    if is_known:
        state.joinpath("access.toml").write_text("division = 63\n", encoding="utf-8")
    found = Found(choice.sessions, choice.minutes, choice.think, Tally())
    with Site(folder / "site", state, count=choice.processes, trusts=is_known) as site:
        _say(f"{len(site.processes)} processes behind {site.url}")
        asyncio.run(_visits(choice, site, sample, found))
        found.in_logs = traces([process.log for process in site.processes])
    return found


async def _visits(choice: argparse.Namespace, site: Site, sample: Path, found: Found) -> None:
    began = time.monotonic()
    seconds = choice.minutes * 60
    people = _people(choice, until=began + seconds)
    tls = site.context()
    watching = asyncio.create_task(watch(site.processes, found.lives, began=began))
    happening = asyncio.create_task(_happenings(site, sample, found, began, seconds))
    async with asyncio.TaskGroup() as visits:
        for who in people:
            visits.create_task(visit(site.url, tls, who, found.tally, _say))
    await happening
    watching.cancel()


async def _happenings(site: Site, sample: Path, found: Found, began: float, seconds: float) -> None:
    """What befalls the service meanwhile: a snapshot, then a kill."""
    await asyncio.sleep(began + _PUBLISHED_AT * seconds - time.monotonic())
    at = time.monotonic()
    arguments = ("publish", str(sample), "--as-of", _AFTER, "--kind", "synthetic", "--series", "mau", "--year", "2021")
    code = await asyncio.to_thread(_command, site.state, *arguments, may=(0, 3))
    found.events.append(f"published at {at - began:.0f} s: exit {code} after {time.monotonic() - at:.1f} s")
    await asyncio.sleep(max(0.0, began + _KILLED_AT * seconds - time.monotonic()))
    process = site.processes[0]
    found.events.append(f"process 1 killed at {time.monotonic() - began:.0f} s, started {_AWAY:g} s later")
    _say(found.events[-1])
    await asyncio.to_thread(process.end, signal.SIGKILL)
    await asyncio.sleep(_AWAY)
    process.start()


def _people(choice: argparse.Namespace, *, until: float) -> list[Visitor]:
    """The visitors: guests, or four offices of provinces to one of the ministry and one analyst."""
    dice = random.Random(choice.seed)  # noqa: S311 - nothing secret
    codes = sorted(divisions.codes(63))
    people = []
    for number in range(choice.sessions):
        cookies = _office(number, codes) if choice.who == "offices" else {}
        people.append(Visitor(cookies, choice.think, until, random.Random(dice.random())))  # noqa: S311
    return people


def _office(number: int, codes: list[str]) -> dict[str, str]:
    role = ("doet", "doet", "doet", "doet", "ministry", "analyst")[number % 6]
    told = {"as_user": f"soak-{number}", "as_roles": role}
    return told | ({"as_province": codes[number % len(codes)]} if role == "doet" else {})


def _command(state: Path, *arguments: str, may: tuple[int, ...] = (0,)) -> int:
    """One ``python -m data`` on the state folder; raises RuntimeError when it ends otherwise than it may."""
    done = subprocess.run(
        [sys.executable, "-m", "data", *arguments],
        cwd=ROOT,
        env=_environment(state),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode not in may:
        raise RuntimeError(f"data {arguments[0]} ended with {done.returncode}: {done.stderr[-2000:]}")
    return done.returncode


def _environment(state: Path) -> dict[str, str]:
    return {**os.environ, "TEMIS_STATE": str(state)}


def _say(text: str) -> None:
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {text}\n")


if __name__ == "__main__":
    sys.exit(main())
