"""Ends with 0 when the process on a port of this machine can serve, with 1 when not: ``python healthy.py [PORT]``."""

# ruff: noqa: INP001 - a script that is copied by itself

import sys
from http.client import HTTPConnection, HTTPException
from pathlib import Path

_PATIENCE = 5.0  # seconds
_USUAL = 8501


def main(arguments: list[str]) -> int:
    """Ask the process for its readiness; what it answers is written."""
    connection = HTTPConnection("127.0.0.1", int(arguments[0]) if arguments else _own_port(), timeout=_PATIENCE)
    try:
        connection.request("GET", "/readyz", headers={"Host": "localhost"})
        answer = connection.getresponse()
        sys.stdout.write(answer.read().decode() + "\n")
    except (OSError, HTTPException) as error:
        sys.stdout.write(f"{type(error).__name__}\n")
        return 1
    return 0 if answer.status == 200 else 1


def _own_port() -> int:
    """The port of the process that a container began with; the usual one elsewhere."""
    try:
        told = Path("/proc/1/cmdline").read_bytes().decode().split("\0")
        return int(told[told.index("--server.port") + 1])
    except (OSError, ValueError, IndexError):
        return _USUAL


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
