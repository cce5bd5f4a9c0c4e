"""A process from its start until it answers, and until a browser that was open already has painted what it shows."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import psutil

from tests.bench.mapping import servers
from tests.bench.pace import serving
from tests.bench.pace.choosing import Page


class Start(NamedTuple):
    """Milliseconds from the start of the process, and of its processor until then: it answers, it is painted."""

    answers: float
    painted: float
    processor_answers: float
    processor_painted: float


def start(browser: Any, script: Path, state: Path, log: Path, *, painted: Callable[[Page], None]) -> Start:
    """Start a server of that script, open its first page as soon as it answers, end it when ``painted`` returns."""
    port = servers.free_port()
    began = time.perf_counter()
    with log.open("wb") as file:
        process = psutil.Popen(serving.command(script, state, port), cwd=serving.ROOT, stdout=file, stderr=file)
    try:
        served = serving.Served(f"http://127.0.0.1:{port}", process)
        serving.answered(served.url, patience=60)
        answers, spent = time.perf_counter() - began, served.processor()
        page = Page(browser, served, settles=False)
        painted(page)
        found = Start(answers * 1000, (time.perf_counter() - began) * 1000, spent, served.processor())
        page.close()
    finally:
        process.terminate()
        process.wait(timeout=20)
    return found
