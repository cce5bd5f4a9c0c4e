"""A server for each contestant, on a free port, in a process of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

from tests.bench.mapping.answers import ROOT

_PATIENCE = 120.0  # seconds until a server must answer
_INSTALL = 600.0  # seconds to fetch Dash


class NotMeasuredError(Exception):
    """Why a contestant could not be measured: said in its row, never replaced by a number."""


def streamlit(script: Path, port: int) -> list[str]:
    """The command that serves a script with the dashboard's own settings (read from where it is started)."""
    return [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]


def dash(site: Path) -> Path:
    """The Python of a fresh environment that holds Dash; raises NotMeasuredError where it cannot be fetched."""
    folder = site / "dash-environment"
    python = folder / "bin" / "python"
    try:
        _run([sys.executable, "-m", "venv", str(folder)])
        _run([str(python), "-m", "pip", "install", "--quiet", "dash>=4,<5"])
    except (subprocess.SubprocessError, OSError) as reason:
        raise NotMeasuredError("Dash could not be installed") from reason
    return python


@contextmanager
def served(
    command: Sequence[str], port: int, log: Path, *, folder: Path = ROOT, environment: Mapping[str, str] | None = None
) -> Iterator[str]:
    """The address of a server started in a folder, the dashboard's own if none is said; it is stopped afterwards."""
    url = f"http://127.0.0.1:{port}/"
    with log.open("wb") as file:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **({"PYTHONPATH": str(ROOT)} if environment is None else environment)},
            stdout=file,
            stderr=subprocess.STDOUT,
        )
        try:
            _await(url, process)
            yield url
        finally:
            process.terminate()
            process.wait(timeout=20)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def _await(url: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=1):  # noqa: S310
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise NotMeasuredError(f"its server did not answer within {_PATIENCE:.0f} s")


def _run(command: Sequence[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=_INSTALL)
