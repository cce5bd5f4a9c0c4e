"""The two servers: the dashboard on a state folder, and the bare page; and how much processor each has used."""

import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

import psutil

from tests.bench.mapping import servers
from tests.bench.mapping.answers import ROOT

BARE = Path(__file__).with_name("bare.py")
_EVERY = 0.02  # seconds between two looks whether a started server answers


class Served:
    """A server that runs: its address, and its process."""

    def __init__(self, url: str, process: psutil.Process) -> None:
        self.url, self._process = url, process

    def processor(self) -> float:
        """Milliseconds of processor used so far, in steps of ten."""
        used = self._process.cpu_times()
        return (used.user + used.system) * 1000


@contextmanager
def started(script: Path, state: Path, log: Path) -> Iterator[Served]:
    """A server of that script with the dashboard's settings, stopped afterwards."""
    port = servers.free_port()
    before = set(psutil.Process().children())
    with servers.served(command(script, state, port), port, log) as url:
        (process,) = set(psutil.Process().children()) - before
        yield Served(url.rstrip("/"), process)


def command(script: Path, state: Path, port: int) -> list[str]:
    """What starts it, with compiled modules kept beside the state: an installed dashboard has them."""
    compiled = f"PYTHONPYCACHEPREFIX={state.parent / 'compiled'}"
    return ["env", "-u", "PYTHONDONTWRITEBYTECODE", compiled, f"TEMIS_STATE={state}", *servers.streamlit(script, port)]


def answered(url: str, patience: float) -> None:
    """Wait until a server at that address answers; raises TimeoutError."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=1):  # noqa: S310 - our own address
                return
        except (URLError, OSError):
            time.sleep(_EVERY)
    raise TimeoutError(url)


APP = ROOT / "app.py"
