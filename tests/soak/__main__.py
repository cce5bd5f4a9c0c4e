"""``python -m tests.soak``: many sessions through nginx, a snapshot published and a process killed in the middle.

Ends with 0 when everything promised holds, 1 when not, 2 when it cannot be tried here. The state folder is copied
first; without one a demo country is made. ``--as offices`` lets the visitors be offices of the provinces, the ministry
and analysts, as a gateway would tell; otherwise they are guests.
"""

import argparse
import asyncio
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

from tests.operation.site import MISSING, NGINX, Site
from tests.soak import people
from tests.soak.reporting import Found, as_markdown, broken, traces
from tests.soak.visiting import Tally, visit
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
    is_known = choice.who == "offices"
    people.prepare(state, choice.state, are_offices=is_known)
    people.command(state, "sample", str(sample))
    found = Found(choice.sessions, choice.minutes, choice.think, Tally())
    with Site(folder / "site", state, count=choice.processes, trusts=is_known) as site:
        _say(f"{len(site.processes)} processes behind {site.url}")
        asyncio.run(_visits(choice, site, sample, found))
        found.in_logs = traces([process.log for process in site.processes])
    return found


async def _visits(choice: argparse.Namespace, site: Site, sample: Path, found: Found) -> None:
    began = time.monotonic()
    seconds = choice.minutes * 60
    who = people.visitors(
        choice.sessions,
        are_offices=choice.who == "offices",
        think=choice.think,
        until=began + seconds,
        seed=choice.seed,
    )
    tls = site.context()
    watching = asyncio.create_task(watch(site.processes, found.lives, began=began))
    happening = asyncio.create_task(_happenings(site, sample, found, began, seconds))
    async with asyncio.TaskGroup() as visits:
        for each in who:
            visits.create_task(visit(site.url, tls, each, found.tally, _say))
    await happening
    watching.cancel()


async def _happenings(site: Site, sample: Path, found: Found, began: float, seconds: float) -> None:
    """What befalls the service meanwhile: a snapshot, then a kill."""
    await asyncio.sleep(began + _PUBLISHED_AT * seconds - time.monotonic())
    at = time.monotonic()
    arguments = ("publish", str(sample), "--as-of", _AFTER, "--kind", "synthetic", "--series", "mau", "--year", "2021")
    code = await asyncio.to_thread(people.command, site.state, *arguments, may=(0, 3))
    found.events.append(f"published at {at - began:.0f} s: exit {code} after {time.monotonic() - at:.1f} s")
    await asyncio.sleep(max(0.0, began + _KILLED_AT * seconds - time.monotonic()))
    process = site.processes[0]
    found.events.append(f"process 1 killed at {time.monotonic() - began:.0f} s, started {_AWAY:g} s later")
    _say(found.events[-1])
    await asyncio.to_thread(process.end, signal.SIGKILL)
    await asyncio.sleep(_AWAY)
    process.start()


def _say(text: str) -> None:
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {text}\n")


if __name__ == "__main__":
    sys.exit(main())
