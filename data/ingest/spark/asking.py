"""Asking: whether Spark can be had at all, before anybody waits for it."""

import shutil
import socket
import subprocess
from urllib.parse import urlsplit

from data import settings
from data.errors import IngestError

_SECONDS = 5.0  # for one master to answer
_IMPORTS = "import pyspark, sqlglot"
_SCHEME = "spark://"


def ask(master: str) -> None:
    """Raise IngestError ``spark_not_installed``, ``spark_no_java`` or ``spark_unreachable``."""
    if not _has_spark(settings.spark_python()):
        raise IngestError("spark_not_installed")
    if shutil.which(settings.java()) is None:
        raise IngestError("spark_no_java")
    if master.startswith(_SCHEME) and not any(map(_answers, master.removeprefix(_SCHEME).split(","))):
        raise IngestError("spark_unreachable", master=master)


def _has_spark(python: str) -> bool:
    try:
        return not subprocess.run([python, "-P", "-c", _IMPORTS], capture_output=True, check=False).returncode  # noqa: S603 — the operator's own interpreter
    except OSError:
        return False


def _answers(address: str) -> bool:
    """Whether somebody listens at ``host:port``; one of several masters is enough, the others stand by."""
    try:
        parts = urlsplit(f"//{address}")
        with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=_SECONDS):
            return True
    except (OSError, ValueError):
        return False
