"""What the processes take while they are visited: memory and processor, sampled by the clock."""

import asyncio
import statistics
import time
from dataclasses import dataclass, field

import psutil

from tests.operation.site import Process

_EVERY = 5.0  # seconds
_MB = 1_000_000
_LONG_ENOUGH = 600.0  # seconds; before, a process is still filling its stores and answers


@dataclass
class Life:
    """One process from its start to its end: when (seconds since the beginning) and how many megabytes it took."""

    number: int
    pid: int
    at: list[float] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)
    processor: float = 0.0  # seconds

    def growth(self) -> float | None:
        """Megabytes by which its last fourth lies above the fourth before, by their medians; None for a short life.

        What is filled once (stores, answers) is there by then; what still grows is what nobody lets go.
        """
        fourth = len(self.megabytes) // 4
        if self.at[-1] - self.at[0] < _LONG_ENOUGH:
            return None
        return statistics.median(self.megabytes[-fourth:]) - statistics.median(self.megabytes[-2 * fourth : -fourth])


async def watch(processes: list[Process], lives: list[Life], *, began: float, every: float = _EVERY) -> None:
    """Sample until cancelled; a process started again is another life."""
    while True:
        for process in processes:
            _sample(process, lives, time.monotonic() - began)
        await asyncio.sleep(every)


def _sample(process: Process, lives: list[Life], at: float) -> None:
    pid = process.pid
    if pid is None:
        return
    life = next((each for each in lives if each.pid == pid), None)
    if life is None:
        life = Life(process.number, pid)
        lives.append(life)
    try:
        seen = psutil.Process(pid)
        life.megabytes.append(seen.memory_info().rss / _MB)
        spent = seen.cpu_times()
    except psutil.NoSuchProcess:
        return
    life.at.append(at)
    life.processor = spent.user + spent.system
